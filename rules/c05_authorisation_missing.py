"""
应当书面授权至少一名工作人员在窗口后台行使审批职权。

Fails when nobody is authorised to approve behind the window, or when the letter lacks the person
authorised, the extent, the term or the seal. Without a copy of the letter a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c05-authorisation-missing",
    criterion="附件1-5",
    title="未授权工作人员在窗口后台行使审批职权",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="审批授权",
        questions=(
            Question(
                "people",
                "被授权在窗口后台行使审批职权的工作人员有多少人？",
                Number("被授权人员", "人", reaches_bar=True),
            ),
            Question("letter", "授权书写明了哪些内容？", Choices("授权书")),
        ),
        evidence=(Demand(Proof.COPY, "授权书", or_published=True),),
        limit=1,
        required=("被授权人", "权限范围", "期限", "公章"),
    ),
    says="{unit}{reason}，未落实授权一名工作人员在窗口后台行使审批职权，不符合评估要点第5项“三集中三到位”的要求",
    says_unsure=UNSURE,
    advice="请出具书面授权书（写明被授权人、权限范围、期限并加盖公章），报送复印件。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {"unit": "民政局", "rule": "c05-authorisation-missing", "values": {"people": "0", "letter": "无"}}
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-authorisation-missing",
                "values": {"people": "1", "letter": "被授权人、权限范围、公章"},
                "files": [{"sort": "复印件", "name": "授权书.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-authorisation-missing",
                "values": {"people": "1", "letter": "被授权人、权限范围、期限、公章"},
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-authorisation-missing",
                "values": {"people": "1", "letter": "被授权人、权限范围、期限、公章"},
                "files": [{"sort": "复印件", "name": "授权书.pdf"}],
            }
        ]
    },
)
