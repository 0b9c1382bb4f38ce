"""
应当设置窗口服务区、自助服务区、咨询投诉区、等候区四个服务专区。

Fails when one of the four zones is not there; each one missing is named. Every zone needs a photo of its
own: without it, or with one picture for two zones, a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import FOUR_ZONES, UNSURE

RULE = Rule(
    id="t03-zones-missing",
    criterion="附件2-3",
    title="服务专区不全",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="服务专区",
        questions=(Question("zones", "设置了哪几个服务专区？", Choices("服务专区")),),
        evidence=(Demand(Proof.PHOTO, "各专区", of_each=True),),
        required=FOUR_ZONES,
    ),
    says="{unit}党政便民服务中心{reason}，不符合评估要点（附件2）第3项“设置窗口服务区、自助服务区、咨询投诉区、等候区四个服务专区”的要求",
    says_unsure=UNSURE,
    advice="请增设缺少的专区并设置标识，报送整改照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t03-zones-missing",
                "values": {"zones": "窗口服务区、自助服务区、咨询投诉区"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "窗口服务区", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "自助服务区", "hash": "p2"},
                    {"sort": "照片", "name": "3.jpg", "label": "咨询投诉区", "hash": "p3"},
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t03-zones-missing",
                "values": {"zones": "窗口服务区、自助服务区、咨询投诉区、等候区"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "窗口服务区", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "自助服务区", "hash": "p2"},
                    {"sort": "照片", "name": "3.jpg", "label": "咨询投诉区", "hash": "p3"},
                ],
            }
        ]
    },
    {"answers": [{"unit": "灌涨镇", "rule": "t03-zones-missing", "values": {"zones": "无"}}]},
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t03-zones-missing",
                "values": {"zones": "窗口服务区、自助服务区、咨询投诉区、等候区"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "窗口服务区", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "自助服务区", "hash": "p2"},
                    {"sort": "照片", "name": "3.jpg", "label": "咨询投诉区", "hash": "p3"},
                    {"sort": "照片", "name": "4.jpg", "label": "等候区", "hash": "p4"},
                ],
            }
        ]
    },
)
