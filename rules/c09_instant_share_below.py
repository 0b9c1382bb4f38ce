"""
行政许可事项中即办件的占比不低于60%。

Fails when less than 60 percent of a unit's items of type 行政许可 are 即办件; an item on several
channels counts once. Where the unit's library of items (事项库) was imported, that is the whole. Items
whose kind of handling is not printed leave it open: when they decide, a person must look.
"""

from checks.evidence import UnitEvidence
from checks.kinds.share import ShareOfInstant
from checks.outcome import Severity
from checks.rule import Mode, Rule

RULE = Rule(
    id="c09-instant-share-below",
    criterion="附件1-9",
    title="行政许可即办件占比低于60%",
    severity=Severity.S2,
    looks_at=UnitEvidence,
    check=ShareOfInstant(item_type="行政许可", limit=60),
    says="{unit}行政许可事项{denominator}项，即办件{numerator}项，占比{share}%，低于{limit}%（非即办件：{items}），不符合评估要点第9项的要求",
    says_unsure="{unit}行政许可事项{denominator}项中有{unknown}项未写明办件类型，无法确认即办件占比是否达到{limit}%，请人工核对",
    advice="请压减流程，扩大即办件范围，将行政许可事项即办件占比提升至60%以上。",
    modes=(Mode.PAGES, Mode.EXPORT),
)

FIRES = (
    {
        "units": ["水利局"],
        "pieces": [
            {"item_name": "取水许可", "unit": "水利局", "item_type": "行政许可", "handling_type": "承诺件"},
            {
                "item_name": "河道采砂许可",
                "unit": "水利局",
                "item_type": "行政许可",
                "handling_type": "即办件",
            },
        ],
    },
    {
        "units": ["水利局"],
        "pieces": [
            {"item_name": "取水许可", "unit": "水利局", "item_type": "行政许可", "handling_type": "即办件"}
        ],
        "exports": [
            {
                "export_kind": "事项库",
                "table": [
                    ["unit", "item_name", "item_type", "handling_type"],
                    ["水利局", "取水许可", "行政许可", "即办件"],
                    ["水利局", "河道采砂许可", "行政许可", "承诺件"],
                ],
            }
        ],
    },
)

PASSES = (
    {
        "units": ["水利局"],
        "pieces": [
            {"item_name": "取水许可", "unit": "水利局", "item_type": "行政许可", "handling_type": "即办件"},
            {"item_name": "用水报告", "unit": "水利局", "item_type": "公共服务", "handling_type": "承诺件"},
        ],
    },
)
