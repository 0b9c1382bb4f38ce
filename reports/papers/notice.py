"""整改通知: what a unit is told of a round: how many problems, of which criteria, until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from counties.profile import Interval
from reports.papers.figures import Counted
from reports.papers.paper import Material, Paper
from reports.papers.round import Line, RoundFacts
from reports.problems import item_codes, problem_key
from reports.wording import criterion_in_words, criterion_order, day_in_words, severity_label
from rules.criteria import CRITERIA

SEVERITIES = ("S1", "S2", "S3", "S4")
Problem = tuple[Line, ...]
"""The lines of one problem."""


@dataclass(frozen=True, slots=True)
class Named:
    """A number under a name."""

    name: str
    count: Counted


@dataclass(frozen=True, slots=True)
class Counts:
    """One line of the table by criterion."""

    criterion: str
    title: str
    count: Counted
    severe: Counted
    heavy: Counted
    common: Counted
    hint: Counted


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


def problems_of(lines: Sequence[Line]) -> list[Problem]:
    """The lines as problems: the same wording of the same item on several channels is one."""
    codes = item_codes(lines)
    groups: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        groups[problem_key(line, codes)].append(line)
    return [tuple(group) for group in groups.values()]


def of_criterion(problems: Iterable[Problem], criterion: str) -> list[Problem]:
    return [one for one in problems if one[0].indicator == criterion]


def how_many(problems: Iterable[Problem]) -> Counted:
    """How many problems, with the findings that they consist of."""
    known = list(problems)
    return Counted(len(known), tuple(line.finding for group in known for line in group))


def gravest(problem: Problem) -> str:
    """The severity of a problem: that of its worst place."""
    return min(line.severity for line in problem)


def by_severity(problems: Sequence[Problem]) -> tuple[Named, ...]:
    """How many of each severity that occurs, the gravest first."""
    found = ((one, how_many(group for group in problems if gravest(group) == one)) for one in SEVERITIES)
    return tuple(Named(severity_label(one), count) for one, count in found if count)


def counts(criterion: str, title: str, problems: Sequence[Problem]) -> Counts:
    grave = (how_many(group for group in problems if gravest(group) == one) for one in SEVERITIES)
    return Counts(criterion, title, how_many(problems), *grave)


def title_of(criterion: str) -> str:
    """The short title of a criterion."""
    known = CRITERIA.get(criterion)
    return known.title if known else ""


def project_of(facts: RoundFacts) -> str:
    """What the evaluation is called: as the profile says, else the year's."""
    return facts.letterhead.project or f"{facts.as_of.year}年政务服务第三方评估"


def plan_of(facts: RoundFacts) -> str:
    """The plan with its number; where nobody has given one, the paper says so and makes none up."""
    if facts.plan is None:
        return "政务服务第三方评估工作"
    return f"《{facts.plan.title}》（{facts.plan.number or '文号待补'}）"


def period_in_words(period: Interval | None) -> str:
    """2022年4月15日至4月29日."""
    if period is None:
        return ""
    end = day_in_words(period.end)
    return f"{day_in_words(period.start)}至{end.removeprefix(f'{period.start.year}年')}"


def due_of(facts: RoundFacts, lines: Sequence[Line]) -> date | None:
    """The day that holds for most lines; before anything is issued the calendar's."""
    days = [line.due for line in lines if line.due is not None]
    if days:
        return max(sorted(set(days)), key=days.count)
    return facts.calendar.rectify_by if facts.calendar else None


PAPER = Paper("整改通知", notice, "整改通知.docx")
