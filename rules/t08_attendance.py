"""
应当有值班考勤制度和记录。

Fails when there is no system of duty and attendance, or no record of it. Without copies of both a person
must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Question, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t08-attendance",
    criterion="附件2-8",
    title="没有值班考勤制度或记录",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="值班考勤",
        questions=(
            Question("system", "是否有值班考勤制度？", YesNo("值班考勤制度", "没有值班考勤制度")),
            Question("record", "是否有考勤记录？", YesNo("考勤记录", "没有考勤记录")),
        ),
        evidence=(Demand(Proof.COPY, "值班考勤制度和记录", at_least=2),),
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第8项“值班考勤”的要求",
    says_unsure=UNSURE,
    advice="请建立值班考勤制度并做好记录。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "t08-attendance", "values": {"system": "否", "record": "否"}}]},
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-attendance",
                "values": {"system": "是", "record": "否"},
                "files": [{"sort": "复印件", "name": "制度.docx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-attendance",
                "values": {"system": "是", "record": "是"},
                "files": [{"sort": "复印件", "name": "制度.docx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-attendance",
                "values": {"system": "是", "record": "是"},
                "files": [{"sort": "复印件", "name": "制度.docx"}, {"sort": "复印件", "name": "记录.xlsx"}],
            }
        ]
    },
)
