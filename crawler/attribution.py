"""Whose is it: the unit that answers for a piece of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from checks.evidence import Article, Evidence, Guide, Page
from counties.units import Naming

UnitNamed = Callable[[str], str]
"""Gives the name of the one unit that a text names, or ""."""

Look = Callable[[str], Naming[str]]
"""Tells which units a text names, by the names of the profile, and why."""


def unit_of(printed: str, hints: Iterable[str], unit_named: UnitNamed) -> str:
    """The unit as printed, else the first that a column or a folder names, else "" (归属待定)."""
    return next(filter(None, map(unit_named, filter(None, (printed, *hints)))), "")


def crumbs(breadcrumb: str) -> list[str]:
    """The parts of a breadcrumb, the nearest first."""
    for sign in ("»", "＞", "›", "/", "→"):
        breadcrumb = breadcrumb.replace(sign, ">")
    return [part.strip() for part in reversed(breadcrumb.split(">")) if part.strip()]


def attributed(
    evidence: Iterable[Evidence], *, hint: str, look: Look, breadcrumb: str = ""
) -> list[Evidence]:
    """The evidence of one page, each piece with the unit that answers for it."""
    pieces = list(evidence)
    places = crumbs(breadcrumb) + [
        part for piece in pieces if isinstance(piece, Page | Article) for part in crumbs(piece.breadcrumb)
    ]
    hints = [*places, hint]
    return [with_unit(piece, hints, look) for piece in pieces]


def with_unit(piece: Evidence, hints: list[str], look: Look) -> Evidence:
    """One piece with its unit under the name of the profile; a page belongs to nobody.

    A guide keeps a name from before a reform beside it, for that is an error of its own. An article
    belongs to the column that reprints it, whoever wrote it.
    """
    if isinstance(piece, Page):
        return piece
    printed = look(piece.unit)
    unit = printed.unit or placed(printed, hints, look, reprinted=isinstance(piece, Article))
    if isinstance(piece, Guide):
        return replace(piece, unit=unit, former_unit=printed.former if printed.unit else "")
    return replace(piece, unit=unit)


def placed(printed: Naming[str], hints: Iterable[str], look: Look, *, reprinted: bool) -> str:
    """The unit of the column or folder, unless the print names others: then it must be one of those."""
    if printed.foreign and not reprinted:
        return ""
    unit = unit_of("", hints, lambda text: look(text).unit or "")
    return unit if not printed.units or unit in printed.units else ""
