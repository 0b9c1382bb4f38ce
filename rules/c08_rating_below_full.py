"""
一事一评、办事即评：办结的办件都有评价。

Fails when fewer than all of a unit's finished cases have a rating, in the days that both exports (办件,
好差评) cover. Default ratings (默认好评) do not count unless the profile says `count_default = true`. Units
that are not connected and are rated by queue numbers are c08-queue-rating's business. Without a finished
case there is no share, and nothing is said.
"""

from checks.exports import UnitRecords
from checks.kinds.rated import CasesRated
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c08-rating-below-full",
    criterion="附件1-8",
    title="未做到一事一评",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=CasesRated(percent=100),
    says="{since}至{until}，{unit}办结{denominator}件、评价{numerator}件，评价率{share}%，未做到一事一评（未评价的办件：{cases}）",
    says_unsure="{since}至{until}，{unit}办结{denominator}件，{reason}，请核对对接情况和评价记录",
    advice="请加强现场邀评和电话邀评，加快系统对接，做到办事即评。",
    basis=(RATING_STATE,),
    modes=(Mode.EXPORT,),
)

QUARTER = {"since": "2022-04-01", "until": "2022-06-30"}
RATED = ["unit", "case", "level", "default"]
CASES = {
    "export_kind": "办件",
    **QUARTER,
    "table": [
        ["unit", "number", "finished_on"],
        ["民政局", "B0001", "2022-05-06"],
        ["民政局", "B0002", "2022-06-30"],
        ["民政局", "B0003", None],
    ],
}
ONE = {"export_kind": "好差评", **QUARTER, "table": [RATED, ["民政局", "B0001", 5, False]]}
DEFAULT = {
    "export_kind": "好差评",
    **QUARTER,
    "table": [RATED, ["民政局", "B0001", 5, False], ["民政局", "B0002", 5, True]],
}
BOTH = {
    "export_kind": "好差评",
    **QUARTER,
    "table": [RATED, ["民政局", "B0001", 1, False], ["民政局", "B0002", 4, None]],
}
TWICE = {
    "export_kind": "好差评",
    **QUARTER,
    "table": [
        RATED,
        ["民政局", "B0001", 3, None],
        ["民政局", "B0001", 5, None],
        ["民政局", "B0002", 4, None],
    ],
}

FIRES = (
    {"units": ["民政局"], "exports": [CASES, ONE]},
    {"units": ["民政局"], "exports": [CASES, DEFAULT]},
)

PASSES = (
    {"units": ["民政局"], "exports": [CASES, BOTH]},
    {"units": ["民政局"], "exports": [CASES, TWICE]},
)
