"""Is a large enough share of a unit's items of one kind?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, Guide, HandlingType, UnitEvidence
from checks.outcome import Outcome
from checks.subject import item_key


@dataclass(frozen=True, slots=True)
class ShareOfInstant:
    """Are at least `limit` percent of the unit's items of a type settled on the spot (即办件)?

    An item on several channels counts once. Items whose kind of handling is not printed count both
    ways: only when neither way reaches the limit does the unit fail.
    """

    item_type: str
    limit: float

    def __call__(self, evidence: UnitEvidence) -> Iterator[Outcome]:
        items = by_item(guide for guide in evidence.guides if self.item_type in guide.item_type)
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


def by_item(guides: Iterator[Guide]) -> dict[str, list[Guide]]:
    """The guides of each item, in the order in which the items were met.

    A guide without a code joins the item of its name, wherever that has one.
    """
    items: dict[str, list[Guide]] = {}
    codes: dict[str, str] = {}
    read = list(guides)
    for guide in read:
        if guide.item_code.strip():
            codes.setdefault(item_key(guide.item_name or guide.title), guide.item_code.strip())
    for guide in read:
        name = item_key(guide.item_name or guide.title)
        items.setdefault(guide.item_code.strip() or codes.get(name, name), []).append(guide)
    return items


def handling(guides: list[Guide]) -> HandlingType | None:
    """The kind of handling of one item: the service network's word, else what all channels agree on."""
    official = [
        guide.handling for guide in guides if guide.channel is Channel.SERVICE_NETWORK and guide.handling
    ]
    if official:
        return official[0]
    named = {guide.handling for guide in guides if guide.handling}
    return named.pop() if len(named) == 1 else None


def percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
