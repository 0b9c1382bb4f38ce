"""
中心编制应当满额、人员正常在岗，明确主任、副主任、业务骨干。

Fails when fewer are at their posts than there are posts, or when a director, a deputy or a business lead is
not named. Without the document on posts, the roll and the attendance a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t02-staff",
    criterion="附件2-2",
    title="中心编制未满额或岗位未明确",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="编制人员",
        questions=(
            Question("posts", "中心编制多少人？", Number("中心编制", "人")),
            Question(
                "present", "正常在岗多少人？", Number("在岗", "人", all_of="posts", all_what="中心编制")
            ),
            Question("roles", "哪些岗位已经明确到人？", Choices("已明确到人的岗位")),
        ),
        evidence=(Demand(Proof.COPY, "编制文件、名册和考勤", at_least=3),),
        required=("主任", "副主任", "业务骨干"),
    ),
    says="{unit}{reason}，不符合评估要点（附件2）第2项“编制满额，明确主任、副主任、业务骨干”的要求",
    says_unsure=UNSURE,
    advice="请印发文件、配齐人员，报送编制文件、名册和考勤。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-staff",
)

PROOF = [
    {"sort": "复印件", "name": "编制.pdf"},
    {"sort": "复印件", "name": "名册.xlsx"},
    {"sort": "复印件", "name": "考勤.xlsx"},
]

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-staff",
                "values": {"posts": "6", "present": "5", "roles": "主任、副主任、业务骨干"},
                "files": PROOF,
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-staff",
                "values": {"posts": "6", "present": "6", "roles": "主任、业务骨干"},
                "files": PROOF,
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-staff",
                "values": {"posts": "6", "present": "7", "roles": "主任、副主任、业务骨干"},
                "files": PROOF,
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-staff",
                "values": {"posts": "6", "present": "6", "roles": "主任、副主任、业务骨干"},
                "files": PROOF,
            }
        ]
    },
)
