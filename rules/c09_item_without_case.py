"""
事项发生率达到100%：评估期内每个事项至少有1件办件。

Compares the unit's library of items (事项库) with its cases (办件), by code or name; cancelled items do not
count. Items that cannot occur (season, no applicant, run by a higher level) are named in `exempt`. A unit
of which the export of cases says nothing is not judged; an export of less than a quarter of a year is for a
person.
"""

from checks.exports import UnitRecords
from checks.kinds.case_shares import ItemsOccur
from checks.outcome import Severity
from checks.rule import Mode, Rule

RULE = Rule(
    id="c09-item-without-case",
    criterion="附件1-9",
    title="事项发生率未达100%",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=ItemsOccur(percent=100),
    says="{period}{unit}事项{denominator}项，有办件的{numerator}项，发生率{share}%，{missing}项无办件（{items}），不符合评估要点第9项的要求",
    says_unsure="{period}{unit}事项{denominator}项，有办件的{numerator}项，{missing}项无办件（{items}），{reason}，请按评估期全部数据核对",
    advice="请逐项说明无办件的原因，符合条件的推动办件发生。",
    modes=(Mode.EXPORT,),
)

LIBRARY = {
    "export_kind": "事项库",
    "exported_on": "2022-07-01",
    "table": [["unit", "item_code", "item_name"], ["民政局", "A1", "低保申请"], ["民政局", "A2", "殡葬许可"]],
}

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            LIBRARY,
            {
                "export_kind": "办件",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "table": [["unit", "number", "item_code"], ["民政局", "B0", "A1"], ["民政局", "B1", "A1"]],
            },
        ],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "exports": [
            LIBRARY,
            {
                "export_kind": "办件",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "table": [["unit", "number", "item_code"], ["民政局", "B0", "A1"], ["民政局", "B1", "A2"]],
            },
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "事项库",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "item_code", "item_name", "status"],
                    ["民政局", "A1", "低保申请", None],
                    ["民政局", "A2", "殡葬许可", "取消"],
                ],
            },
            {
                "export_kind": "办件",
                "since": "2022-04-01",
                "until": "2022-06-30",
                "table": [["unit", "number", "item_code"], ["民政局", "B0", "A1"]],
            },
        ],
    },
)
