"""交办单: one sheet by which the office hands a unit its list, and on which the unit signs what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.papers.counting import Named, by_severity, how_many, problems_of
from reports.papers.figures import Counted
from reports.papers.paper import Material, Paper
from reports.papers.phrases import due_of, project_of


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the sheet prints; what people write by hand stays empty."""

    is_draft: bool
    project: str
    round: str
    number: str
    unit: str
    office: str
    contact: str
    issued_on: date
    due: date | None
    total: Counted
    lines: int
    severities: tuple[Named, ...]


def assignment(given: Material) -> Assignment | None:
    """The sheet for one unit; None when nothing was found."""
    facts, lines = given.facts, given.lines
    if given.unit is None or not given.unit.name or not lines:
        return None
    problems = problems_of(lines)
    day = facts.newest.issued_on if facts.newest else facts.as_of
    return Assignment(
        is_draft=facts.is_draft, project=project_of(facts), round=facts.round,
        number=f"{day.year}-{facts.round}-{given.unit.name}", unit=given.unit.name,
        office=facts.letterhead.office, contact=facts.letterhead.contact, issued_on=day,
        due=due_of(facts, lines), total=how_many(problems), lines=len(lines),
        severities=by_severity(problems),
    )  # fmt: skip


PAPER = Paper("交办单", assignment, "交办单.docx")
