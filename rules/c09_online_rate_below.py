"""
网上受理率不低于80%。

Fails when fewer than 80 percent of a unit's accepted cases came in online; 80 itself is enough. Cases
whose channel cannot be told count both ways: when they decide, a person must look.
"""

from checks.exports import UnitRecords
from checks.kinds.case_shares import OnlineShare
from checks.outcome import Severity
from checks.rule import Mode, Rule

RULE = Rule(
    id="c09-online-rate-below",
    criterion="附件1-9",
    title="网上受理率低于80%",
    severity=Severity.S2,
    looks_at=UnitRecords,
    check=OnlineShare(percent=80),
    says="{period}{unit}受理{denominator}件，网上受理{numerator}件，网上受理率{share}%，低于{limit}%，不符合评估要点第9项的要求",
    says_unsure="{period}{unit}受理{denominator}件，网上受理{numerator}件，另有{unknown}件看不出受理渠道，无法确认网上受理率是否达到{limit}%，请人工核对",
    advice="请引导群众和企业网上申报，提高网上受理率。",
    modes=(Mode.EXPORT,),
)

FIRES = (
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "办件",
                "table": [
                    ["unit", "number", "online"],
                    ["民政局", "B00", True],
                    ["民政局", "B01", True],
                    ["民政局", "B02", True],
                    ["民政局", "B03", False],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "办件",
                "table": [
                    ["unit", "number", "online"],
                    ["民政局", "B00", True],
                    ["民政局", "B01", True],
                    ["民政局", "B02", True],
                    ["民政局", "B03", True],
                    ["民政局", "B04", False],
                    ["民政局", "B05", None],
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
                "export_kind": "办件",
                "table": [
                    ["unit", "number", "online"],
                    ["民政局", "B00", True],
                    ["民政局", "B01", True],
                    ["民政局", "B02", True],
                    ["民政局", "B03", True],
                    ["民政局", "B04", False],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "exports": [
            {
                "export_kind": "办件",
                "table": [
                    ["unit", "number", "online"],
                    ["民政局", "B00", True],
                    ["民政局", "B01", True],
                    ["民政局", "B02", True],
                    ["民政局", "B03", True],
                    ["民政局", "B04", True],
                    ["民政局", "B05", None],
                ],
            }
        ],
    },
)
