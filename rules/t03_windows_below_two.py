"""
应当设置2个综合窗口。

Fails when there are fewer than two windows for all business. More than two is good unless the profile sets
`exactly`. Without a photo a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t03-windows-below-two",
    criterion="附件2-3",
    title="综合窗口少于2个",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="综合窗口",
        questions=(
            Question("windows", "设置了多少个综合窗口？", Number("综合窗口", "个", reaches_bar=True)),
        ),
        evidence=(Demand(Proof.PHOTO, "综合窗口"),),
        limit=2,
        exactly=False,
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第3项“设置2个综合窗口”的要求",
    says_unsure=UNSURE,
    advice="请增设综合窗口，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-windows",
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t03-windows-below-two",
                "values": {"windows": "1"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
    {"answers": [{"unit": "灌涨镇", "rule": "t03-windows-below-two", "values": {"windows": "2"}}]},
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t03-windows-below-two",
                "values": {"windows": "2"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t03-windows-below-two",
                "values": {"windows": "3个"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)
