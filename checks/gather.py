"""From single pieces of evidence to all that was seen of a county."""

from __future__ import annotations

from collections.abc import Iterable

from checks.answers import Answer, HandIn, newest
from checks.evidence import (
    Article,
    CountyEvidence,
    Evidence,
    Guide,
    OneThing,
    Page,
    Publication,
    Searched,
    Unit,
)
from checks.exports import Export, attributed
from checks.items import items_of
from checks.links import Links


def gathered(
    name: str,
    units: Iterable[Unit],
    pieces: Iterable[Evidence],
    searched: Iterable[Searched] = (),
    exports: Iterable[Export] = (),
    answers: Iterable[Answer] = (),
    hand_in: HandIn | None = None,
    earlier: Iterable[Guide] = (),
    one_things: Iterable[OneThing] = (),
    links: Links | None = None,
) -> CountyEvidence:
    """Sort pieces by kind, keeping their order, and gather the guides of each item."""
    pieces = tuple(pieces)
    guides = tuple(piece for piece in pieces if isinstance(piece, Guide))
    return CountyEvidence(
        name=name,
        units=tuple(units),
        guides=guides,
        publications=tuple(piece for piece in pieces if isinstance(piece, Publication)),
        articles=tuple(piece for piece in pieces if isinstance(piece, Article)),
        pages=tuple(piece for piece in pieces if isinstance(piece, Page)),
        searched=tuple(searched),
        items=items_of(guides, county=name),
        exports=attributed(exports, homes_of(guides)),
        answers=newest(answers),
        hand_in=hand_in,
        earlier=tuple(earlier),
        one_things=tuple(one_things),
        links=links,
    )


def homes_of(guides: Iterable[Guide]) -> dict[str, str]:
    """Which unit each printed item code is of, where the guides agree."""
    found: dict[str, set[str]] = {}
    for guide in guides:
        if guide.item_code.strip() and guide.unit:
            found.setdefault(guide.item_code.strip(), set()).add(guide.unit)
    return {code: units.pop() for code, units in found.items() if len(units) == 1}
