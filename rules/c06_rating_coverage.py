"""
乡镇便民服务中心办理的事项，好差评全覆盖。

Fails when an item of a township that had a finished case has no rating at all in the days that both
exports (办件, 好差评) cover. Default ratings do not count unless the profile says so. Without cases
there is nothing to cover, and nothing is said.
"""

from checks.exports import UnitRecords
from checks.kinds.rated import ItemsRated
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c06-rating-coverage",
    criterion="附件1-6",
    title="乡镇好差评未全覆盖",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=ItemsRated(percent=100),
    says="{unit}有办件的事项{denominator}项，有评价的{numerator}项，好差评覆盖率为{share}%，未达100%（无评价的事项：{items}）",
    says_unsure="{unit}有办件的事项{denominator}项，{reason}，请核对是否用静态二维码或书面评价表评价",
    advice="请补设二维码或书面评价表，落实现场邀请评价，实现事项评价全覆盖。",
    basis=(RATING_STATE,),
    answers=Answers.TOWNSHIP,
    modes=(Mode.EXPORT, Mode.FORM),
)

CASES = {
    "export_kind": "办件",
    "since": "2022-04-01",
    "until": "2022-06-30",
    "table": [
        ["unit", "number", "item_name", "finished_on"],
        ["灌涨镇", "B0001", "户口登记", "2022-05-06"],
        ["灌涨镇", "B0002", "社保登记", "2022-06-30"],
    ],
}

FIRES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            CASES,
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [["unit", "case", "level", "rated_on"], ["灌涨镇", "B0001", 5, "2022-05-06"]],
            },
        ],
    },
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            CASES,
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on", "default"],
                    ["灌涨镇", "B0001", 5, "2022-05-06", None],
                    ["灌涨镇", "B0002", 5, "2022-05-06", True],
                ],
            },
        ],
    },
)

PASSES = (
    {
        "units": [{"name": "灌涨镇", "kind": "township"}],
        "exports": [
            CASES,
            {
                "export_kind": "好差评",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "case", "level", "rated_on"],
                    ["灌涨镇", "B0001", 5, "2022-05-06"],
                    ["灌涨镇", "B0002", 5, "2022-05-06"],
                ],
            },
        ],
    },
)
