"""
便民服务专项资金应当足额保障。

Fails when less money has arrived than was to be given. Nothing planned at all is for a person; so is an
answer without budget and vouchers.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c06-funds",
    criterion="附件1-6",
    title="便民服务专项资金未足额保障",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="专项资金",
        questions=(
            Question("planned", "本年度应安排专项资金多少元？", Number("应安排专项资金", "元", whole=False)),
            Question(
                "arrived",
                "已到位多少元？",
                Number(
                    "已到位", "元", all_of="planned", all_what="应安排专项资金", whole=False, may_exceed=True
                ),
            ),
        ),
        evidence=(Demand(Proof.COPY, "预算和拨付凭证", at_least=2),),
    ),
    says="{unit}便民服务专项资金未足额保障（{reason}），不符合评估要点第6项“乡镇便民服务体系建设”的要求",
    says_unsure=UNSURE,
    advice="请足额保障便民服务专项资金，报送预算和拨付凭证。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-funds",
                "values": {"planned": "50000", "arrived": "49999"},
                "files": [{"sort": "复印件", "name": "预算.pdf"}, {"sort": "复印件", "name": "凭证.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-funds",
                "values": {"planned": "0", "arrived": "0"},
                "files": [{"sort": "复印件", "name": "预算.pdf"}, {"sort": "复印件", "name": "凭证.pdf"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-funds",
                "values": {"planned": "50,000元", "arrived": "60000"},
                "files": [{"sort": "复印件", "name": "预算.pdf"}, {"sort": "复印件", "name": "凭证.pdf"}],
            }
        ]
    },
)
