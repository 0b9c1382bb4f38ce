"""
乡镇便民服务中心对差评整改、回访并登记。

Fails for each bad rating (不满意, 非常不满意) without a result and a day of its mending, or without a call
back, as far as the export has columns for them. A rating of the last five work days before the export may
still wait.
"""

from checks.exports import UnitRecords
from checks.kinds.bad_ratings import BadRatingsHandled
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c06-bad-rating-follow-up",
    criterion="附件1-6",
    title="乡镇差评未整改或未回访",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=BadRatingsHandled(within_days=5),
    says="{unit}的差评（{quote}）{reason}，不符合评估要点第6项差评整改、回访登记的要求",
    advice="请对差评逐条整改、回访，登记整改结果、整改日期、回访时间、方式和结果。",
    basis=(RATING_STATE,),
    answers=Answers.TOWNSHIP,
    modes=(Mode.EXPORT, Mode.FORM),
)

FIRES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "mended", "followed"],
                    ["灌涨镇", "B0001", 1, "2022-05-09", False, True],
                ],
            }
        ],
    },
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "mended", "mended_on", "followed"],
                    ["灌涨镇", "B0001", 1, "2022-05-09", True, "2022-05-10", False],
                ],
            }
        ],
    },
)

PASSES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "mended", "mended_on", "followed_on"],
                    ["灌涨镇", "B0001", 1, "2022-05-09", True, "2022-05-10", "2022-05-11"],
                ],
            }
        ],
    },
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "mended"],
                    ["灌涨镇", "B0001", 2, "2022-06-29", False],
                ],
            }
        ],
    },
)
