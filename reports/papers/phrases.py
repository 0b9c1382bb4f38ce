"""What papers call things: the evaluation, its plan, its days, its criteria."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counties.profile import Interval
from reports.papers.round import Line, RoundFacts
from reports.wording import day_in_words
from rules.criteria import CRITERIA


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
