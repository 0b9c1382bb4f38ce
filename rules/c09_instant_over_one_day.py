"""
即办件的承诺办结时限不超过1天。

Fails when a guide of handling type 即办件 promises more than one day; work days and days count alike,
as the plan says no more than 天. 当场, 即时 and hours are within a day. A promise without a readable
length is for a person; no promise at all is g-section-missing's business.
"""

from checks.evidence import Guide, HandlingType
from checks.kinds.at_most import AtMost
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="c09-instant-over-one-day",
    criterion="附件1-9",
    title="即办件承诺办结时限超过1天",
    severity=Severity.S2,
    looks_at=Guide,
    applies=lambda guide: guide.handling is HandlingType.INSTANT,
    check=AtMost(limit=1),
    says="“{item}”为即办件，承诺办结时限为“{quote}”，超过1天，不符合评估要点第9项的要求",
    advice="请将承诺办结时限压缩至1天以内，并同步更新河南政务服务网等各渠道办事指南。",
)

FIRES = (
    {"item_name": "道路运输证换发", "handling_type": "即办件", "promised_days": 2},
    {"item_name": "道路运输证换发", "handling_type": "即办件", "promised_text": "视情况而定"},
)

PASSES = (
    {"item_name": "道路运输证换发", "handling_type": "即办件", "promised_days": 1},
    {"item_name": "道路运输证换发", "handling_type": "承诺件", "promised_days": 2},
)
