"""
事项全部进驻政务服务大厅。

Compares the list of items in the hall (进驻事项清单) with the unit's library of items (事项库) where that
was imported, else looks for lines of the list that say 否. Fails when fewer than all items are in the
hall; an item with a document that excepts it does not count. What the list lacks only by its name, or a
unit that it does not name at all, is for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.hall import ItemsInHall
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_HALL, STATE_HALL

RULE = Rule(
    id="c05-item-not-in-hall",
    criterion="附件1-5",
    title="事项未全部进驻政务服务大厅",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=ItemsInHall(percent=100),
    says="{unit}事项{denominator}项，已进驻政务服务大厅{numerator}项，进驻率{share}%，{missing}项未进驻（{items}），未附批准文件，不符合评估要点第5项“事项全部进驻政务服务大厅”的要求",
    says_unsure="{unit}事项{denominator}项，有{missing}项未能在进驻事项清单中对应（{items}）：{reason}",
    advice="请将事项全部进驻政务服务大厅；确需例外的，提供批准文件。",
    basis=(HENAN_HALL, STATE_HALL),
    modes=(Mode.EXPORT, Mode.FORM),
)

HALL = {
    "export_kind": "进驻事项清单",
    "table": [["unit", "item_code", "item_name"], ["水利局", "A1", "取水许可"]],
}

FIRES = (
    {
        "units": ["水利局"],
        "exports": [
            {
                "export_kind": "进驻事项清单",
                "table": [
                    ["unit", "item_name", "moved_in"],
                    ["水利局", "取水许可", True],
                    ["水利局", "河道采砂许可", False],
                ],
            }
        ],
    },
    {
        "units": ["水利局"],
        "exports": [
            {
                "export_kind": "事项库",
                "table": [
                    ["unit", "item_code", "item_name"],
                    ["水利局", "A1", "取水许可"],
                    ["水利局", "A2", "河道采砂许可"],
                ],
            },
            HALL,
        ],
    },
)

PASSES = (
    {
        "units": ["水利局"],
        "exports": [
            {
                "export_kind": "进驻事项清单",
                "table": [
                    ["unit", "item_name", "moved_in", "exempt"],
                    ["水利局", "取水许可", True, None],
                    ["水利局", "河道采砂许可", False, "示例政办〔2022〕3号"],
                ],
            }
        ],
    },
    {
        "units": ["水利局"],
        "exports": [
            {
                "export_kind": "事项库",
                "table": [
                    ["unit", "item_code", "item_name", "status"],
                    ["水利局", "A1", "取水许可", None],
                    ["水利局", "A2", "旧事项", "取消"],
                ],
            },
            HALL,
        ],
    },
)
