"""
差评在规定工作日内及时整改。

Fails for each bad rating that was not mended within the number of work days (five by default; the plan
says only 及时); one that is not mended yet counts up to the day of the export. Where public holidays may
lie between and decide, a person looks. An export without columns on the mending says nothing.
"""

from checks.exports import UnitRecords
from checks.kinds.bad_ratings import BadRatingsMended
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c08-bad-rating-late",
    criterion="附件1-8",
    title="差评未及时整改",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=BadRatingsMended(within_days=5),
    says="{unit}的差评（{quote}）超过{days}个工作日未整改：{reason}",
    says_unsure="{unit}的差评（{quote}）是否在{days}个工作日内整改需核对：{reason}",
    advice="请限期整改差评，并登记整改时间和结果。",
    basis=(RATING_STATE,),
    modes=(Mode.EXPORT,),
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
                    ["unit", "case", "level", "rated_on", "mended", "mended_on"],
                    ["民政局", "B0001", 1, "2022-05-09", True, "2022-05-17"],
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
                    ["unit", "case", "level", "rated_on", "mended"],
                    ["民政局", "B0001", 1, "2022-05-09", False],
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
                    ["unit", "case", "level", "rated_on", "mended", "mended_on"],
                    ["民政局", "B0001", 1, "2022-05-09", True, "2022-05-16"],
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
                    ["unit", "case", "level", "rated_on", "mended", "mended_on"],
                    ["民政局", "B0001", 3, "2022-04-11", False, None],
                    ["民政局", "B0001", 1, "2022-05-09", None, "2022-05-09"],
                ],
            }
        ],
    },
)
