"""
便民服务中心应当位于交通便利、人口较为集中的地方。

Convenience is a matter of judgement: a person must look until an assessor has ruled on site. Fails when he
found it wanting.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Question, Text
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t01-premises",
    criterion="附件2-1",
    title="便民服务中心位置不符合要求",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="场所位置",
        questions=(
            Question("place", "中心的位置和周边交通、人口情况（附地图点位）", Text("位置", on_site=True)),
        ),
        evidence=(Demand(Proof.PHOTO, "中心外景和地图点位", at_least=2),),
    ),
    says="{unit}便民服务中心位置{reason}，不符合评估要点（附件2）第1项“交通便利、人口较为集中”的要求",
    says_unsure=UNSURE,
    advice="请调整场所位置或完善交通指引，报送地图点位和照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-premises",
                "values": {"place": "镇政府东侧，紧邻公交站"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "", "hash": "p2"},
                ],
                "on_site": {"verdict": "不达标", "remark": "距集镇3公里，不通公交"},
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-premises",
                "values": {"place": "镇政府东侧"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "", "hash": "p2"},
                ],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t01-premises",
                "values": {"place": "镇政府东侧，紧邻公交站"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "", "hash": "p2"},
                ],
                "on_site": {"verdict": "达标", "remark": ""},
            }
        ]
    },
)
