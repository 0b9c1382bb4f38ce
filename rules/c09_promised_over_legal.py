"""
承诺办结时限不长于法定办结时限，且写明工作日或自然日。

Fails when the promised time is longer than the statutory one. Where the units differ, only what is
longer either way fails; the rest, and a time printed as plain 天, is for a person.
"""

from checks.evidence import Guide
from checks.kinds.at_most import WithinLegal
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import LICENSING_LIMIT

RULE = Rule(
    id="c09-promised-over-legal",
    criterion="附件1-9",
    title="承诺时限长于法定时限",
    severity=Severity.S3,
    looks_at=Guide,
    check=WithinLegal(),
    says="“{item}”承诺办结时限“{quote}”：{reason}，不符合评估要点第9项的要求",
    advice="请核对法定时限和承诺时限，更正为不长于法定时限，并写明工作日或自然日。",
    basis=(LICENSING_LIMIT,),
)

FIRES = ({"item_name": "采矿登记", "legal_days": 5, "promised_days": 7},)

PASSES = (
    {"item_name": "采矿登记", "legal_days": 20, "promised_days": 20},
    {"item_name": "采矿登记", "promised_days": 3},
)
