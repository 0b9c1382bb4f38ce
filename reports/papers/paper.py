"""What a paper is (文书): its kind, for whom it is written, its template, and how its facts are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from sqlalchemy.orm import Session

from checks.rule import Rule
from counties.profile import Profile
from reports.papers.round import Line, RoundFacts, UnitFacts, lines_of

WORD, PAGE, PDF, SHEET = "docx", "html", "pdf", "xlsx"
FORMATS = (WORD, SHEET, PAGE, PDF)
WHOLE_COUNTY = "全县"
NOBODY = "归属待定"
"""Stands for the unit of what could be attributed to none."""


class Prints(Protocol):
    """Whatever makes a PDF of an HTML page."""

    def pdf(self, page: str) -> bytes:
        """The page as printed; empty where it cannot be."""


@dataclass(frozen=True)
class Material:
    """What the papers of one unit, or of the county (`unit` None), are made from.

    Most need the facts and the lines only; what asks for more may ask the session.
    """

    session: Session
    profile: Profile
    rules: tuple[Rule, ...]
    facts: RoundFacts
    unit: UnitFacts | None = None
    verified: Mapping[str, frozenset[str]] | None = None
    """By unit the criteria on which anything was seen, for papers that ask; None where nobody looked."""

    @property
    def name(self) -> str:
        """For whom the papers are."""
        return (self.unit.name or NOBODY) if self.unit is not None else WHOLE_COUNTY

    @cached_property
    def by_unit(self) -> tuple[Material, ...]:
        """The material of each unit; its lines are asked once for all papers of the county."""
        return tuple(replace(self, unit=unit) for unit in self.facts.units)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the unit, or of all units; asked once for all papers."""
        return tuple(lines_of(self.session, self.facts, self.unit.name if self.unit else None))


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    `facts` gives the dataclass whose fields the template prints, or None where there is nothing to write
    (a unit without a line). `sheet` makes the Excel file of the same facts; without it there is none.
    `template` is the name of a Word file; without it there is no Word file and no page.
    """

    kind: str
    facts: Callable[[Material], object | None]
    template: str = ""
    sheet: Callable[[object], bytes] | None = None
    is_for_county: bool = False
    asks_verified: bool = False
    """Does it tell on which criteria anything was seen of a unit? To judge a night anew takes a while."""
    before_issue: bool = False
    """Can the desk give it before any list was issued?"""
    formats: tuple[str, ...] = FORMATS

    @property
    def possible(self) -> tuple[str, ...]:
        """The formats that it can be written in."""
        words = (WORD, PAGE, PDF) if self.template else ()
        return tuple(one for one in self.formats if one in words or (one == SHEET and self.sheet is not None))
