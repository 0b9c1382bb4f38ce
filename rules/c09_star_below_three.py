"""
事项星级不低于3星。

Fails when the printed level of online handling is below three stars; three itself is enough. A guide
that prints no level is not judged. Where the library of items (事项库) was imported, its items are asked
as well, but for those that a guide prints a level for: an item counts once.
"""

from checks.evidence import Guide
from checks.kinds.at_most import StarAtLeast
from checks.outcome import Severity
from checks.rule import Mode, Rule

RULE = Rule(
    id="c09-star-below-three",
    criterion="附件1-9",
    title="事项星级低于3星",
    severity=Severity.S2,
    looks_at=Guide,
    applies=lambda guide: guide.star is not None,
    check=StarAtLeast(limit=3),
    says="“{item}”星级为{quote}星，低于3星，不符合评估要点第9项的要求",
    advice="请提升网上办理深度，将事项星级提升至3星以上。",
    modes=(Mode.PAGES, Mode.EXPORT),
)

LIBRARY = {
    "export_kind": "事项库",
    "table": [["unit", "item_code", "item_name", "star"], ["水利局", "A1", "取水许可", 2]],
}

FIRES = (
    {"item_name": "取水许可", "star": 2},
    {"units": ["水利局"], "exports": [LIBRARY]},
)

PASSES = (
    {"item_name": "取水许可", "star": 3},
    {"item_name": "取水许可"},
    {
        "units": ["水利局"],
        "pieces": [{"item_name": "取水许可", "item_code": "A1", "unit": "水利局", "star": 3}],
        "exports": [LIBRARY],
    },
)
