"""
应当配齐电脑、打印复印机、高拍仪、评价器，并且能用。

Fails when one of them is missing or does not work; each one is named. Without a photo a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t05-equipment",
    criterion="附件2-5",
    title="办公设备不全或不能用",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="办公设备",
        questions=(Question("have", "哪些办公设备已经配备并且能用？", Choices("能用的办公设备")),),
        evidence=(Demand(Proof.PHOTO, "办公设备"),),
        required=("电脑", "打印复印机", "高拍仪", "评价器"),
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第5项“办公设备齐备”的要求",
    says_unsure=UNSURE,
    advice="请配齐办公设备并确保可用，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-equipment",
                "values": {"have": "电脑、打印复印机、评价器"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-equipment",
                "values": {"have": "电脑、打印复印机、高拍仪、评价器"},
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-equipment",
                "values": {"have": "电脑、打印复印机、高拍仪、评价器"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)
