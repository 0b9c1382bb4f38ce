"""
应当配备便民桌椅、签字笔、老视眼镜、饮用水、纸杯、应急医药箱。

Fails when one of them is missing or does not work; each one is named. Without a photo a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t05-amenities",
    criterion="附件2-5",
    title="便民设施不全",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="便民设施",
        questions=(Question("have", "配备了哪些便民设施？", Choices("便民设施")),),
        evidence=(Demand(Proof.PHOTO, "便民设施"),),
        required=("便民桌椅", "签字笔", "老视眼镜", "饮用水", "纸杯", "应急医药箱"),
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第5项“便民设施齐备”的要求",
    says_unsure=UNSURE,
    advice="请配齐便民设施，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-amenities",
                "values": {"have": "便民桌椅、签字笔、饮用水、纸杯、应急医药箱"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-amenities",
                "values": {"have": "便民桌椅、签字笔、老视眼镜、饮用水、纸杯、应急医药箱"},
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-amenities",
                "values": {"have": "便民桌椅、签字笔、老视眼镜、饮用水、纸杯、应急医药箱"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)
