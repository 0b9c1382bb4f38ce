"""
应当有公共卫生间，完好、清洁。

Fails when there is no public toilet, or when the unit itself says that it is broken or dirty. Without a
photo a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Question, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t05-toilet",
    criterion="附件2-5",
    title="没有公共卫生间或不完好清洁",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="公共卫生间",
        questions=(
            Question("there", "是否有公共卫生间？", YesNo("公共卫生间", "没有公共卫生间")),
            Question(
                "good",
                "公共卫生间是否完好、清洁？",
                YesNo("公共卫生间完好清洁", "公共卫生间不完好或不清洁"),
                only_if="there",
            ),
        ),
        evidence=(Demand(Proof.PHOTO, "公共卫生间"),),
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第5项“公共卫生间完好”的要求",
    says_unsure=UNSURE,
    advice="请设置或修缮公共卫生间并保持清洁，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "t05-toilet", "values": {"there": "否"}}]},
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-toilet",
                "values": {"there": "是", "good": "否"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-toilet",
                "values": {"there": "否", "good": "是"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t05-toilet",
                "values": {"there": "是", "good": "是"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)
