"""From single pieces of evidence to all that was seen of a county."""

from __future__ import annotations

from collections.abc import Iterable

from checks.evidence import Article, CountyEvidence, Evidence, Guide, Page, Publication, Searched, Unit


def gathered(
    name: str,
    units: Iterable[Unit],
    pieces: Iterable[Evidence],
    searched: Iterable[Searched] = (),
) -> CountyEvidence:
    """Sort pieces by kind, keeping their order."""
    pieces = tuple(pieces)
    return CountyEvidence(
        name=name,
        units=tuple(units),
        guides=tuple(piece for piece in pieces if isinstance(piece, Guide)),
        publications=tuple(piece for piece in pieces if isinstance(piece, Publication)),
        articles=tuple(piece for piece in pieces if isinstance(piece, Article)),
        pages=tuple(piece for piece in pieces if isinstance(piece, Page)),
        searched=tuple(searched),
    )
