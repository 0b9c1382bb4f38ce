"""整改通知: what a unit is told of a round: how many problems, of which criteria, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.papers.counting import Counts, Named, by_severity, counts, how_many, of_criterion, problems_of
from reports.papers.figures import Counted
from reports.papers.paper import Material, Paper
from reports.papers.phrases import due_of, period_in_words, plan_of, project_of, title_of
from reports.wording import criterion_in_words, criterion_order


@dataclass(frozen=True, slots=True)
class Notice:
    """What the notice prints."""

    is_draft: bool
    project: str
    round: str
    unit: str
    plan: str
    period: str
    total: Counted
    criteria_count: int
    severities: tuple[Named, ...]
    criteria: tuple[Counts, ...]
    sums: Counts
    due: date | None
    contact: str
    lines: int
    office: str
    issued_on: date


def notice(given: Material) -> Notice | None:
    """The notice to one unit; None when nothing was found."""
    facts, lines = given.facts, given.lines
    if given.unit is None or not given.unit.name or not lines:
        return None
    points = sorted({line.indicator for line in lines}, key=criterion_order)
    problems = problems_of(lines)
    return Notice(
        is_draft=facts.is_draft,
        project=project_of(facts),
        round=facts.round,
        unit=given.unit.name,
        plan=plan_of(facts),
        period=period_in_words(facts.period),
        total=how_many(problems),
        criteria_count=len(points),
        severities=by_severity(problems),
        criteria=tuple(
            counts(criterion_in_words(point), title_of(point), of_criterion(problems, point))
            for point in points
        ),
        sums=counts("合计", "", problems),
        due=due_of(facts, lines),
        contact=facts.letterhead.contact,
        lines=len(lines),
        office=facts.letterhead.office,
        issued_on=facts.newest.issued_on if facts.newest else facts.as_of,
    )


PAPER = Paper("整改通知", notice, "整改通知.docx")
