"""Do the lists of materials of one item's channels hold the same papers?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.evidence import Channel, Guide
from checks.kinds.open_ended import places
from checks.outcome import Outcome, Severity
from checks.subject import guide_subject
from checks.text.names import BRACKETED
from checks.text.normal import plain
from checks.text.papers import covered, key, reduced

SHORT = 0.5
"""A list of less than this share of the other may be only a part: the rest may be in an attachment."""

SHOWN = 5
"""So many names are said in a reason."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The materials of one guide, each with its place."""

    guide: Guide
    rows: tuple[tuple[int, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.rows)

    @property
    def channel(self) -> Channel:
        return self.guide.channel

    def lacking(self, other: Listed) -> list[tuple[int, str]]:
        """The rows of this list that the other guide has neither in its list nor in its text."""
        rows = [row for row in self.rows if not covered(row[1], other.names)]
        text = said(other.guide) if rows else ""
        return [(place, name) for place, name in rows if key(name) not in text]


def list_differences(guides: Sequence[Guide]) -> Iterator[Outcome]:
    """Papers that one channel asks for and another does not.

    Sure only where one list holds all of the other's papers, so that none can be the missing one under
    another name; two lists that each have papers of their own are for a person. A list with an
    open-ended row cannot be compared.
    """
    lists = [listed(guide) for guide in guides if any(material.name for material in guide.materials)]
    closed = [one for one in lists if not is_open(one.guide)]
    told: set[str] = set()
    for place, one in enumerate(closed):
        for other in closed[place + 1 :]:
            if one.channel is not other.channel:
                yield from compared(one, other, told)


def listed(guide: Guide) -> Listed:
    rows = ((place, material.name) for place, material in enumerate(guide.materials) if material.name)
    return Listed(guide, tuple(rows))


def is_open(guide: Guide) -> bool:
    """Does a row say that further papers may be asked for?"""
    return any(place.passage.field.startswith("materials") for place in places(guide))


def said(guide: Guide) -> str:
    """Everything that a guide says, reduced as names of papers are."""
    notes = (text for material in guide.materials for _, text in material.cells())
    parts = (section.text for section in guide.sections)
    # Some designs print the names of the forms, others only link them: both offer the paper.
    forms = (attachment.name for attachment in guide.attachments)
    return reduced("".join((*notes, *parts, *guide.conditions, *guide.process, *forms)))


def compared(one: Listed, other: Listed, told: set[str]) -> Iterator[Outcome]:
    """The differences of two lists; a paper that was told of is not told of again."""
    more, less = one.lacking(other), other.lacking(one)
    if more and less:
        if not told:
            told.update(unbracketed(name) for _, name in (*more, *less))
            yield differently_named(one, other, more, less)
        return
    for longer, shorter, rows in ((one, other, more), (other, one, less)):
        for place, name in rows:
            if unbracketed(name) not in told:
                told.add(unbracketed(name))
                yield only_here(longer, shorter, place, name)


def differently_named(
    one: Listed, other: Listed, more: list[tuple[int, str]], less: list[tuple[int, str]]
) -> Outcome:
    """Each list has papers that the other has not, at least not under these names."""
    difference = f"{one.channel.label}另有“{names(more)}”，{other.channel.label}另有“{names(less)}”"
    place, name = less[0]
    return Outcome.review(
        f"materials[{place}].name",
        name,
        f"{difference}，请核对是名称不同还是材料不同",
        severity=Severity.S4,
        values={"difference": difference},
        subject=guide_subject(other.guide),
    )


def only_here(longer: Listed, shorter: Listed, place: int, name: str) -> Outcome:
    """A paper of the longer list that the shorter one does not have."""
    difference = f"{longer.channel.label}要求“{name}”，{shorter.channel.label}的申请材料中没有此项"
    say = Outcome.fail if len(shorter.rows) >= SHORT * len(longer.rows) else Outcome.review
    doubt = "" if say == Outcome.fail else f"；{shorter.channel.label}的材料清单可能没有读全，请核对"
    return say(
        f"materials[{place}].name",
        name,
        difference + doubt,
        values={"difference": difference},
        subject=guide_subject(longer.guide),
    )


def unbracketed(name: str) -> str:
    """A paper's name without what one channel adds in brackets."""
    bare = plain(name)
    # Brackets may stand in brackets: “（原件，村（居）民委员会出具）”.
    while (less := BRACKETED.sub("", bare)) != bare:
        bare = less
    return key(bare) or key(name)


def names(rows: list[tuple[int, str]]) -> str:
    shown = "、".join(name for _, name in rows[:SHOWN])
    return f"{shown}等{len(rows)}项" if len(rows) > SHOWN else shown
