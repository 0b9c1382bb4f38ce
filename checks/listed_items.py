"""Items of the library of items (事项库) beside the guides: the same item is judged once."""

from __future__ import annotations

from collections.abc import Iterator

from checks.evidence import Channel, CountyEvidence, Guide, Origin
from checks.exports import CatalogueItem, ExportKind, covering, whole_county
from checks.subject import item_key
from checks.text.durations import parse_limit

Key = tuple[str, str]
"""("", code), or unit and normalised name."""


def items_in_force(county: CountyEvidence) -> Iterator[CatalogueItem]:
    """The items of the newest exports that have a unit and are not cancelled."""
    rows = whole_county(county.exports, CatalogueItem)
    yield from (item for item in rows if item.unit and not item.is_cancelled)


def starred(county: CountyEvidence) -> Iterator[Guide]:
    """Items with a star level that no guide prints one for, as guides of the export."""
    printed = {key for guide in county.guides if guide.star is not None for key in keys_of(guide)}
    for item in items_in_force(county):
        guide = as_guide(item, county)
        if item.star is not None and not printed & keys_of(guide):
            yield guide


def keys_of(guide: Guide) -> frozenset[Key]:
    """By what an item is known again: its code, and its name within its unit."""
    code, name = guide.item_code.strip(), item_key(guide.item_name or guide.title)
    return frozenset({("", code), (guide.unit, name)} - {("", ""), (guide.unit, "")})


def as_guide(item: CatalogueItem, county: CountyEvidence) -> Guide:
    """What the library says of an item, as far as guides say the same things."""
    export = covering(county.exports, ExportKind.CATALOGUE, item.unit)
    return Guide(
        item_name=item.item_name,
        item_code=item.item_code,
        unit=item.unit,
        channel=Channel.EXPORT,
        item_type=item.item_type,
        handling_type=item.handling_type,
        legal=parse_limit(item.legal),
        promised=parse_limit(item.promised),
        star=item.star,
        origin=Origin(seen_on=export.exported_on, snapshot=export.snapshot) if export else Origin(),
    )
