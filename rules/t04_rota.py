"""
进驻人员应当明确，轮值到岗。

Fails when no persons are named, when there is no rota, or when fewer came than the rota says. Without the
rota and the attendance a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t04-rota",
    criterion="附件2-4",
    title="进驻人员轮值未到岗",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="轮值到岗",
        questions=(
            Question("named", "进驻人员是否明确？", YesNo("进驻人员", "未明确进驻人员")),
            Question("rota", "是否有轮值表？", YesNo("轮值表", "没有轮值表")),
            Question("due", "核对当日轮值应到多少人？", Number("轮值应到", "人"), only_if="rota"),
            Question(
                "present",
                "实到（含有请假记录的）多少人？",
                Number("实到", "人", all_of="due", all_what="轮值应到"),
                only_if="rota",
            ),
        ),
        evidence=(Demand(Proof.COPY, "轮值表和考勤", at_least=2),),
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第4项“人员明确，轮值到岗”的要求",
    says_unsure=UNSURE,
    advice="请明确进驻人员，落实轮值到岗，报送轮值表和考勤。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-rota",
                "values": {"named": "是", "rota": "否"},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-rota",
                "values": {"named": "是", "rota": "是", "due": "9", "present": "8"},
                "files": [{"sort": "复印件", "name": "轮值表.xlsx"}, {"sort": "复印件", "name": "考勤.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-rota",
                "values": {"named": "是", "rota": "否", "due": "9"},
                "files": [{"sort": "复印件", "name": "轮值表.xlsx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-rota",
                "values": {"named": "是", "rota": "是", "due": "9", "present": "9"},
                "files": [{"sort": "复印件", "name": "轮值表.xlsx"}, {"sort": "复印件", "name": "考勤.xlsx"}],
            }
        ]
    },
)
