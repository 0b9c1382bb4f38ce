"""
差评逐条回访，登记率达到100%。

Fails for each bad rating without a call back (回访时间 or 回访结果). A rating of the last five work days
before the export may still wait. An export without a column on it says nothing.
"""

from checks.exports import UnitRecords
from checks.kinds.bad_ratings import BadRatingsFollowed
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c08-follow-up-missing",
    criterion="附件1-8",
    title="差评未回访登记",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=BadRatingsFollowed(within_days=5),
    says="{unit}差评{denominator}条，已回访登记{numerator}条，其中{quote}未回访",
    advice="请逐条回访差评，登记回访时间、方式和结果。",
    basis=(RATING_STATE,),
    modes=(Mode.EXPORT, Mode.FORM),
)

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "followed"],
                    ["民政局", "B0001", 1, "2022-05-09", False],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "followed"],
                    ["民政局", "B0001", 1, "2022-05-09", True],
                    ["民政局", "B0002", 2, "2022-05-10", False],
                ],
            }
        ],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "followed"],
                    ["民政局", "B0001", 1, "2022-05-09", True],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "followed"],
                    ["民政局", "B0002", 2, "2022-06-29", False],
                ],
            }
        ],
    },
)
