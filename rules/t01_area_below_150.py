"""
便民服务中心使用面积应当不少于150平方米，并为敞开式。

Fails when the usable area is below the limit, or when the hall is not open. Without the title, lease or
measured drawing, or a photo, a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t01-area-below-150",
    criterion="附件2-1",
    title="便民服务中心面积不足或非敞开式",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="场所面积",
        questions=(
            Question(
                "area", "使用面积是多少平方米？", Number("使用面积", "㎡", reaches_bar=True, whole=False)
            ),
            Question("open", "是否为敞开式大厅？", YesNo("敞开式", "非敞开式大厅")),
        ),
        evidence=(
            Demand(Proof.COPY, "产权证、租赁合同或测量图"),
            Demand(Proof.PHOTO, "大厅"),
        ),
        limit=150,
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第1项“使用面积150平方米以上，敞开式”的要求",
    says_unsure=UNSURE,
    advice="请调整或改造场所，报送测量材料和照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-area-below-150",
                "values": {"area": "149.9", "open": "是"},
                "files": [{"sort": "复印件", "name": "测量图.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-area-below-150",
                "values": {"area": "160㎡", "open": "否"},
                "files": [{"sort": "复印件", "name": "测量图.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {"unit": "灌涨镇", "rule": "t01-area-below-150", "values": {"area": "约150", "open": "是"}}
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-area-below-150",
                "values": {"area": "150", "open": "是"},
                "files": [
                    {"sort": "复印件", "name": "测量图.pdf"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-area-below-150",
                "values": {"area": "１８０㎡", "open": "√"},
                "files": [
                    {"sort": "复印件", "name": "测量图.pdf"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
