"""Was an open-ended wording cleaned on one channel of an item and left on another?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from checks.evidence import Channel, Guide, Item
from checks.outcome import Outcome, Severity
from checks.passages import role_of
from checks.rule import Check
from checks.subject import guide_subject
from checks.text.names import bare
from checks.text.openness.finding import Role
from checks.text.papers import covered

Open = Mapping[Role, tuple[Outcome, ...]]
"""The open-ended places of one guide, by what they are about."""

ALIKE = 0.5
"""So much of what else one channel says must be said on the other, for the two to be the same text."""

PARTS = {
    "materials": Role.MATERIALS,
    "conditions": Role.CONDITIONS,
    "promised_days": Role.TIME,
    "legal_days": Role.TIME,
    "fees": Role.FEE,
}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Which open-ended wordings of a guide are gone from the same part of the item's other channels?

    `wordings` are the checks that find them, each with the severity of its rule. A channel counts as
    cleaned when each of its guides states that part, comparably, and none of them holds an open-ended
    place in it. The outcome is the guide's that still has the text, with the same field and quote as the
    rule that found it there: whoever counts an item's line once, counts both as one.
    """

    wordings: tuple[tuple[Check, Severity], ...]

    def __call__(self, item: Item) -> Iterator[Outcome]:
        if len({guide.channel for guide in item.guides}) < 2:
            return
        opened = [(guide, self.open_places(guide)) for guide in item.guides]
        for guide, places in opened:
            for part, found in places.items():
                clean = cleaned(guide, part, found, opened)
                yield from (left(guide, outcome, clean) for outcome in found if clean)

    def open_places(self, guide: Guide) -> Open:
        """Every open-ended place of a guide in a part that can be compared."""
        found: dict[Role, tuple[Outcome, ...]] = {}
        for check, severity in self.wordings:
            for outcome in check(guide):
                part = part_of(outcome.field)
                if part is not None:
                    graded = replace(outcome, severity=outcome.severity or severity)
                    found[part] = (*found.get(part, ()), graded)
        return found


def part_of(field: str) -> Role | None:
    """What the text at a path is about; None where channels cannot be compared."""
    head, _, label = field.partition(".")
    if head == "sections":
        role = role_of(label)
        return role if role in PARTS.values() else None
    return PARTS.get(head.partition("[")[0])


def cleaned(
    guide: Guide, part: Role, found: Iterable[Outcome], opened: Iterable[tuple[Guide, Open]]
) -> tuple[Channel, ...]:
    """The other channels on which this part is stated without any open-ended place."""
    fields = {outcome.field for outcome in found}
    verdicts: dict[Channel, bool] = {}
    for other, places in opened:
        clean = not places.get(part) and comparable(guide, other, part, fields)
        verdicts[other.channel] = verdicts.get(other.channel, True) and clean
    return tuple(channel for channel, clean in verdicts.items() if clean and channel is not guide.channel)


def comparable(guide: Guide, other: Guide, part: Role, fields: set[str]) -> bool:
    """Does the other guide state the same part of the same item?"""
    if other.unreadable:
        return False
    if part is Role.MATERIALS:
        return same_list(guide, other, fields)
    if part is Role.CONDITIONS:
        return same_conditions(guide, other, fields)
    if part is Role.TIME:
        return other.promised is not None and other.promised.days is not None
    return bool(other.fees.strip())


def same_list(guide: Guide, other: Guide, fields: set[str]) -> bool:
    """Stand half of the other rows of one list in the other list?"""
    theirs = [material.name for material in other.materials if material.name]
    rows = [
        material.name
        for place, material in enumerate(guide.materials)
        if material.name and not fields & {f"materials[{place}].name", f"materials[{place}].note"}
    ]
    shared = sum(covered(row, theirs) for row in rows)
    return bool(theirs) and shared >= ALIKE * len(rows)


def same_conditions(guide: Guide, other: Guide, fields: set[str]) -> bool:
    """Stands half of what else one guide says of its conditions in the other's?"""
    rest = (text for place, text in enumerate(guide.conditions) if f"conditions[{place}]" not in fields)
    mine, theirs = pairs("".join(rest)), pairs("".join(other.conditions))
    return bool(theirs) and len(mine & theirs) >= ALIKE * len(mine)


def pairs(text: str) -> set[str]:
    """The neighbouring signs of a text."""
    said = bare(text)
    return {said[place : place + 2] for place in range(len(said) - 1)}


def left(guide: Guide, outcome: Outcome, clean: tuple[Channel, ...]) -> Outcome:
    """The place as the text rule found it, said of the guide that still has it."""
    channels = "、".join(channel.label for channel in clean)
    reason = "；".join(filter(None, (outcome.reason, f"{channels}的同一内容中已无此类表述")))
    return replace(outcome, reason=reason, values={"clean": channels}, subject=guide_subject(guide))
