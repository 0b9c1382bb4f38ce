"""
审批职能应当由文件明确向政务服务股集中。

Fails when the unit says that no document concentrates its functions of approval in one section. Without the
number and day of the document, or its copy, a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Day, Question, Text, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c05-functions-not-concentrated",
    criterion="附件1-5",
    title="审批职能未向政务服务股集中",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="审批职能集中",
        questions=(
            Question(
                "concentrated",
                "是否以文件明确审批职能向政务服务股集中？",
                YesNo("职能集中文件", "未见审批职能向政务服务股集中的文件"),
            ),
            Question("number", "文件的文号", Text("文号"), only_if="concentrated"),
            Question("dated", "文件的日期", Day("文件日期"), only_if="concentrated"),
        ),
        evidence=(Demand(Proof.COPY, "编制、“三定”或内部文件", or_published=True),),
    ),
    says="{unit}{reason}，不符合评估要点第5项“三集中三到位”的要求",
    says_unsure=UNSURE,
    advice="请印发文件，明确审批职能向政务服务股集中，并落实人员进驻。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {"unit": "民政局", "rule": "c05-functions-not-concentrated", "values": {"concentrated": "否"}}
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-functions-not-concentrated",
                "values": {"concentrated": "是", "number": "内民〔2021〕6号", "dated": "2021-06-01"},
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-functions-not-concentrated",
                "values": {"concentrated": "否", "number": "内民〔2021〕6号"},
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-functions-not-concentrated",
                "values": {"concentrated": "是", "number": "内民〔2021〕6号", "dated": "2021年6月1日"},
                "files": [{"sort": "复印件", "name": "文件.pdf"}],
            }
        ]
    },
)
