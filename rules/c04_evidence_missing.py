"""
“一件事一次办”的佐证应当齐全：办事指南、网站截图、宣传信息、图片。

Fails when one of the four sorts of proof is neither named nor handed in: the guide (published with its
address and a screenshot, or a copy), a screenshot of the site, publicity, pictures. Whether the guides
themselves are good is judged from the published pages.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c04-evidence-missing",
    criterion="附件1-4",
    title="“一件事一次办”佐证不全",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="“一件事一次办”佐证",
        questions=(Question("kinds", "报送了哪几类“一件事一次办”佐证？", Choices("“一件事一次办”佐证")),),
        evidence=(
            Demand(Proof.COPY, "办事指南", or_published=True, owed=True),
            Demand(Proof.SCREENSHOT, "网站", owed=True),
            Demand(Proof.PHOTO, "宣传信息和工作", owed=True),
        ),
        required=("办事指南", "网站截图", "宣传信息", "图片"),
    ),
    says="{unit}{reason}，不符合评估要点第4项的要求",
    says_unsure=UNSURE,
    advice="请补报“一件事一次办”办事指南、网站截图、宣传信息和图片。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c04-evidence-missing",
                "values": {"kinds": "办事指南、网站截图"},
                "files": [
                    {"sort": "复印件", "name": "指南.docx"},
                    {"sort": "截图", "name": "网站.png"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c04-evidence-missing",
                "values": {"kinds": "办事指南、网站截图、宣传信息、图片"},
                "files": [
                    {"sort": "复印件", "name": "指南.docx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c04-evidence-missing",
                "values": {"kinds": "办事指南、网站截图、宣传信息、图片"},
                "files": [
                    {"sort": "复印件", "name": "指南.docx"},
                    {"sort": "截图", "name": "网站.png"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
