"""
代办、一次告知、首问负责、预约服务、限时办结5项制度应当版面上墙。

Fails when one of the five is not on the wall; each one missing is named. Every panel needs a photo: without
it a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import FIVE_SYSTEMS, UNSURE

RULE = Rule(
    id="t08-five-on-the-wall",
    criterion="附件2-8",
    title="五项制度未全部上墙",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="5项制度上墙",
        questions=(Question("on_wall", "哪些制度已经制成版面上墙？", Choices("上墙制度")),),
        evidence=(Demand(Proof.PHOTO, "各制度版面", of_each=True),),
        required=FIVE_SYSTEMS,
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第8项“代办、一次告知、首问负责、预约服务、限时办结上墙”的要求",
    says_unsure=UNSURE,
    advice="请制作缺少的制度版面上墙，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-five-on-the-wall",
                "values": {"on_wall": "代办、一次告知、首问负责、预约服务"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "代办", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "一次告知", "hash": "p2"},
                    {"sort": "照片", "name": "3.jpg", "label": "首问负责", "hash": "p3"},
                    {"sort": "照片", "name": "4.jpg", "label": "预约服务", "hash": "p4"},
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-five-on-the-wall",
                "values": {"on_wall": "代办、一次告知、首问负责、预约服务、限时办结"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "代办", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "一次告知", "hash": "p2"},
                    {"sort": "照片", "name": "3.jpg", "label": "首问负责", "hash": "p3"},
                    {"sort": "照片", "name": "4.jpg", "label": "预约服务", "hash": "p4"},
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
                "rule": "t08-five-on-the-wall",
                "values": {"on_wall": "代办、一次告知、首问负责、预约服务、限时办结"},
                "files": [
                    {"sort": "照片", "name": "1.jpg", "label": "代办", "hash": "p1"},
                    {"sort": "照片", "name": "2.jpg", "label": "一次告知", "hash": "p2"},
                    {"sort": "照片", "name": "3.jpg", "label": "首问负责", "hash": "p3"},
                    {"sort": "照片", "name": "4.jpg", "label": "预约服务", "hash": "p4"},
                    {"sort": "照片", "name": "5.jpg", "label": "限时办结", "hash": "p5"},
                ],
            }
        ]
    },
)
