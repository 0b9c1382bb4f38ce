"""通报: the draft by which the county government tells the result; its number and signature stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.papers.assessment import UNIT_COLUMNS, Common, common, ordered
from reports.papers.counting import how_many
from reports.papers.evaluation import NOT_SAID, UnitResult, evaluation
from reports.papers.figures import Counted
from reports.papers.outcomes import Outcomes, outcomes
from reports.papers.paper import Material, Paper
from reports.papers.phrases import period_in_words, plan_of, project_of
from reports.papers.table_sheet import Sheet, workbook
from reports.wording import day_in_words

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Circular:
    """What the draft prints. Who is praised and who is named is empty where the county does not rank."""

    project: str
    county: str
    plan: str
    period_one: str
    period_two: str
    as_of: date
    total: Outcomes
    new: Counted
    ranks: bool
    has_scores: bool
    departments: tuple[UnitResult, ...]
    townships: tuple[UnitResult, ...]
    leading: str
    trailing: str
    late: str
    not_registered: int
    common: tuple[Common, ...]


def circular(given: Material) -> Circular | None:
    """The draft; None before the first round issued anything."""
    found = evaluation(given)
    if found is None:
        return None
    facts, calendar = found.first.facts, found.first.facts.calendar
    kinds = (ordered(found.departments), ordered(found.townships))
    return Circular(
        project=project_of(facts), county=facts.county, plan=plan_of(facts),
        period_one=period_in_words(calendar.round_one if calendar else None),
        period_two=period_in_words(calendar.round_two if calendar else None), as_of=given.facts.as_of,
        total=outcomes("合计", found.problems), new=how_many(found.new), ranks=found.ranks,
        has_scores=found.scores is not None,
        departments=kinds[0], townships=kinds[1],
        leading="、".join(one.name for kind in kinds for one in first_of(kind)) if found.ranks else "",
        trailing="、".join(one.name for kind in kinds for one in last_of(kind)) if found.ranks else "",
        late="、".join(one.name for one in found.units if one.handed_in.startswith("逾期")),
        not_registered=sum(one.handed_in == NOT_SAID for one in found.units),
        common=tuple(common(facts, found.problems)),
    )  # fmt: skip


def placed(units: Sequence[UnitResult]) -> list[UnitResult]:
    return [one for one in units if one.place.isdigit()]


def first_of(units: Sequence[UnitResult]) -> list[UnitResult]:
    """The best, at most a fifth of those that have a place."""
    known = placed(units)
    return known[: min(MOST_NAMED, len(known) // 5 or min(len(known) // 2, 1))]


def last_of(units: Sequence[UnitResult]) -> list[UnitResult]:
    """As many at the end; nobody stands in both."""
    count = len(first_of(units))
    return placed(units)[-count:] if count else []


def tables(given: Any) -> bytes:
    """The tables of units as a workbook."""
    told: Circular = given
    head = f"{told.project}情况（草稿，截至{day_in_words(told.as_of)}）"
    kinds = (("县直单位", told.departments), ("乡镇（街道）", told.townships))
    return workbook(
        [Sheet(name, f"{head}{name}", UNIT_COLUMNS, rows) for name, rows in kinds if rows], told.as_of
    )


PAPER = Paper("通报", circular, "通报.docx", tables, is_for_county=True, asks_verified=True)
