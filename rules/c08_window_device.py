"""
每个窗口配备评价器或张贴评价二维码。

Fails for each window of the list that has neither. A blank cell, or a list with a column for only one of
the two, is for a person.
"""

from checks.exports import UnitRecords
from checks.kinds.at_windows import WindowsEquipped
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import RATING_STATE

RULE = Rule(
    id="c08-window-device",
    criterion="附件1-8",
    title="窗口未配备评价器或二维码",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=WindowsEquipped(),
    says="{unit}“{quote}”未配备评价器且未张贴二维码",
    says_unsure="{unit}“{quote}”{reason}，请现场核对",
    advice="请为每个窗口配齐评价器或评价二维码，并保证可用。",
    basis=(RATING_STATE,),
    modes=(Mode.EXPORT, Mode.FORM),
)

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "窗口评价设备",
                "table": [
                    ["unit", "window", "device", "code"],
                    ["民政局", "1号窗口", False, False],
                    ["民政局", "2号窗口", True, True],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "窗口评价设备",
                "table": [
                    ["unit", "window", "device", "code"],
                    ["民政局", "1号窗口", False, None],
                    ["民政局", "2号窗口", True, True],
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
                "export_kind": "窗口评价设备",
                "table": [
                    ["unit", "window", "device", "code"],
                    ["民政局", "1号窗口", False, True],
                    ["民政局", "2号窗口", True, True],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "窗口评价设备",
                "table": [
                    ["unit", "window", "device", "code"],
                    ["民政局", "1号窗口", True, False],
                    ["民政局", "2号窗口", True, True],
                ],
            }
        ],
    },
)
