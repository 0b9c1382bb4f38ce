"""
承诺件的承诺办结时限不超过2天。

Fails when a guide of handling type 承诺件 promises more than two days; work days and days count alike.
A promise without a readable length is for a person.
"""

from checks.evidence import Guide, HandlingType
from checks.kinds.at_most import AtMost
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="c09-promised-over-two-days",
    criterion="附件1-9",
    title="承诺件承诺办结时限超过2天",
    severity=Severity.S2,
    looks_at=Guide,
    applies=lambda guide: guide.handling is HandlingType.PROMISED,
    check=AtMost(limit=2),
    says="“{item}”为承诺件，承诺办结时限为“{quote}”，超过2天，不符合评估要点第9项的要求",
    advice="请将承诺办结时限压缩至2天以内，并同步更新河南政务服务网等各渠道办事指南。",
)

FIRES = ({"item_name": "林木采伐许可", "handling_type": "承诺件", "promised_days": 5},)

PASSES = (
    {"item_name": "林木采伐许可", "handling_type": "承诺件", "promised_days": 2},
    {"item_name": "林木采伐许可", "handling_type": "即办件", "promised_days": 3},
)
