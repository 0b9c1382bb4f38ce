"""
市场监管（工商）、人社、电子政务外网三条专网应当接入并畅通。

Fails when one of the three networks is not connected or does not work; each one is named. Every network
needs a screenshot of its own, taken on site: without it a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t06-networks-below-three",
    criterion="附件2-6",
    title="专网未全部接入",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="专网接入",
        questions=(Question("networks", "哪些专网已经接入并且畅通？", Choices("接入并畅通的专网")),),
        evidence=(Demand(Proof.SCREENSHOT, "各专网", of_each=True),),
        required=("市场监管（工商）", "人社", "电子政务外网"),
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第6项“三条专网接入”的要求",
    says_unsure=UNSURE,
    advice="请协调接入专网并确保畅通，报送现场截图。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-networks-below-three",
                "values": {"networks": "人社、电子政务外网"},
                "files": [
                    {"sort": "截图", "name": "人社.png", "label": "人社", "hash": "人社"},
                    {
                        "sort": "截图",
                        "name": "电子政务外网.png",
                        "label": "电子政务外网",
                        "hash": "电子政务外网",
                    },
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-networks-below-three",
                "values": {"networks": "市场监管（工商）、人社、电子政务外网"},
                "files": [{"sort": "截图", "name": "1.png"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-networks-below-three",
                "values": {"networks": "市场监管、人社、电子政务外网"},
                "files": [
                    {
                        "sort": "截图",
                        "name": "市场监管（工商）.png",
                        "label": "市场监管（工商）",
                        "hash": "市场监管（工商）",
                    },
                    {"sort": "截图", "name": "人社.png", "label": "人社", "hash": "人社"},
                    {
                        "sort": "截图",
                        "name": "电子政务外网.png",
                        "label": "电子政务外网",
                        "hash": "电子政务外网",
                    },
                ],
            }
        ]
    },
)
