"""Whose is it: the unit that answers for a piece of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from checks.evidence import Article, Evidence, Guide, Page, Publication

UnitNamed = Callable[[str], str]
"""Gives the name of the one unit that a text names, or ""."""


def unit_of(printed: str, hints: Iterable[str], unit_named: UnitNamed) -> str:
    """The unit as printed, else the first that a column or a folder names, else "" (归属待定)."""
    return next(filter(None, map(unit_named, filter(None, (printed, *hints)))), "")


def crumbs(breadcrumb: str) -> list[str]:
    """The parts of a breadcrumb, the nearest first."""
    for sign in ("»", "＞", "›", "/", "→"):
        breadcrumb = breadcrumb.replace(sign, ">")
    return [part.strip() for part in reversed(breadcrumb.split(">")) if part.strip()]


def attributed(
    evidence: Iterable[Evidence], *, hint: str, unit_named: UnitNamed, breadcrumb: str = ""
) -> list[Evidence]:
    """The evidence of one page, each piece with the unit that answers for it."""
    pieces = list(evidence)
    places = crumbs(breadcrumb) + [
        part for piece in pieces if isinstance(piece, Page | Article) for part in crumbs(piece.breadcrumb)
    ]
    hints = [*places, hint]
    return [with_unit(piece, hints, unit_named) for piece in pieces]


def with_unit(piece: Evidence, hints: list[str], unit_named: UnitNamed) -> Evidence:
    """One piece with its unit under the name of the profile; a page belongs to nobody."""
    if isinstance(piece, Guide | Publication | Article):
        return replace(piece, unit=unit_of(piece.unit, hints, unit_named))
    return piece
