"""
便民服务中心应当设置综合受理窗口。

Fails when there is no window for all kinds of business. Without a photo a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c06-window",
    criterion="附件1-6",
    title="未设置综合受理窗口",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="综合受理窗口",
        questions=(
            Question("windows", "设置了多少个综合受理窗口？", Number("综合受理窗口", "个", reaches_bar=True)),
        ),
        evidence=(Demand(Proof.PHOTO, "综合受理窗口"),),
        limit=1,
    ),
    says="{unit}{reason}，不符合评估要点第6项“乡镇便民服务体系建设”的要求",
    says_unsure=UNSURE,
    advice="请设置综合受理窗口并公示受理范围，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-windows",
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "c06-window", "values": {"windows": "0"}}]},
    {"answers": [{"unit": "灌涨镇", "rule": "c06-window", "values": {"windows": "1"}}]},
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-window",
                "values": {"windows": "1"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)
