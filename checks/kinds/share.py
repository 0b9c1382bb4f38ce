"""Is a large enough share of a unit's items of one kind?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.evidence import Channel, Guide, HandlingType, UnitEvidence
from checks.exports import CatalogueItem, UnitRecords
from checks.items import items_of
from checks.listed_items import Key, as_guide, keys_of
from checks.outcome import Outcome


@dataclass(frozen=True, slots=True)
class ShareOfInstant:
    """Are at least `limit` percent of the unit's items of a type settled on the spot (即办件)?

    An item on several channels counts once. Where the unit's library of items (事项库) was imported, that
    is the whole, and guides only say what it leaves open. Items whose kind of handling is not printed
    count both ways: only when neither way reaches the limit does the unit fail.
    """

    item_type: str
    limit: float

    def grounds(self, records: UnitRecords) -> bool:
        """Has the unit any item of the type? There is no share of nothing."""
        unit, county = records.unit, records.county
        own = tuple(guide for guide in county.guides if guide.unit == unit.name)
        return bool(self.items(UnitEvidence(unit, own, county)))

    def items(self, evidence: UnitEvidence) -> dict[str, list[Guide]]:
        """The unit's items of the type, each with all that is said of it."""
        listed = in_library(evidence, self.item_type)
        return beside(listed, evidence.guides) if listed else on_channels(evidence, self.item_type)

    def __call__(self, evidence: UnitEvidence) -> Iterator[Outcome]:
        items = self.items(evidence)
        if not items:
            return
        kinds = {name: handling(guides) for name, guides in items.items()}
        instant = [name for name, kind in kinds.items() if kind is HandlingType.INSTANT]
        unknown = [name for name, kind in kinds.items() if kind is None]
        if percent(len(instant), len(items)) >= self.limit:
            return
        values = self.values(items, kinds, len(instant))
        if percent(len(instant) + len(unknown), len(items)) < self.limit:
            yield Outcome.fail("handling_type", "", f"{len(instant)}/{len(items)}", values=values)
        else:
            reason = f"{len(unknown)}项未写明办件类型，无法确定占比"
            yield Outcome.review("handling_type", "", reason, values=values)

    def values(
        self, items: dict[str, list[Guide]], kinds: dict[str, HandlingType | None], instant: int
    ) -> dict[str, str]:
        others = [items[key][0].item_name for key, kind in kinds.items() if kind is not HandlingType.INSTANT]
        return {
            "numerator": str(instant),
            "denominator": str(len(items)),
            "share": f"{percent(instant, len(items)):.1f}",
            "limit": f"{self.limit:g}",
            "unknown": str(sum(kind is None for kind in kinds.values())),
            "items": "、".join(others),
        }


def in_library(evidence: UnitEvidence, item_type: str) -> list[Guide]:
    """The items of a type in the unit's library, as guides of the export."""
    if evidence.county is None:
        return []
    rows = UnitRecords(evidence.unit, evidence.county).rows(CatalogueItem)
    found = [row for row in rows if not row.is_cancelled and item_type in row.item_type]
    return [as_guide(row, evidence.county) for row in found]


def beside(listed: list[Guide], guides: Iterable[Guide]) -> dict[str, list[Guide]]:
    """Each item of the library with the guides of its code or name."""
    known: dict[Key, list[Guide]] = {}
    for guide in guides:
        for key in keys_of(guide):
            known.setdefault(key, []).append(guide)
    return {
        str(number): [item, *(guide for key in sorted(keys_of(item)) for guide in known.get(key, ()))]
        for number, item in enumerate(listed)
    }


def on_channels(evidence: UnitEvidence, item_type: str) -> dict[str, list[Guide]]:
    """The unit's items of a type, each with its guides; the county has gathered them already."""
    items = evidence.county.items if evidence.county else items_of(evidence.guides)
    own = (list(item.guides) for item in items if item.unit == evidence.unit.name)
    typed = (guides for guides in own if any(item_type in guide.item_type for guide in guides))
    return {str(number): guides for number, guides in enumerate(typed)}


def handling(guides: list[Guide]) -> HandlingType | None:
    """The kind of handling of one item: the platform's word, else what all channels agree on."""
    for channel in (Channel.SERVICE_NETWORK, Channel.EXPORT):
        official = [guide.handling for guide in guides if guide.channel is channel and guide.handling]
        if official:
            return official[0]
    named = {guide.handling for guide in guides if guide.handling}
    return named.pop() if len(named) == 1 else None


def percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
