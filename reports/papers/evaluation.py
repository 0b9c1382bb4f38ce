"""What an evaluation came to over both rounds, unit by unit: the basis of 第三方评估报告 and 通报.

The first round's lines are what is judged; what the second round found besides is told apart and is in no
rate of rectification.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from checks.kinds.handed_in import HAND_IN_DAY
from checks.questions import day_in
from counties.profile import Profile
from reports.gather import gather
from reports.model import ScorePage, ScoreRow
from reports.papers.counting import how_many, problems_of
from reports.papers.figures import Counted, Share
from reports.papers.outcomes import Problem, outcomes
from reports.papers.paper import Material
from reports.papers.round import FIRST, RoundFacts, facts_of
from reports.problems import group_problems
from reports.scoring import build_scores
from reports.wording import BEIJING, day_in_words
from storage import answers, runs, watching
from storage.models import FindingRow
from storage.status import public_id

REPORT_LATE = "m-report-late"
"""The rule whose answer says on which day a unit's report came in."""
NOT_SAID = "未登记"


@dataclass(frozen=True, slots=True)
class New:
    """What the second round found besides. `finding` is the public id."""

    finding: str
    unit: str
    rule: str
    indicator: str
    severity: str
    channel: str
    item_name: str
    item_code: str
    quote: str
    message: str
    url: str
    first_seen: datetime

    @property
    def id(self) -> str:
        return self.finding


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One line of the tables of units: `place`, `score` and `grade` are empty where no scores are given."""

    name: str
    is_township: bool
    issued: Counted
    fixed: Counted
    rate: Share
    left: Counted
    new: Counted
    handed_in: str
    place: str = ""
    score: str = ""
    grade: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Evaluation:
    """Both rounds of a county."""

    first: Material
    units: tuple[UnitResult, ...]
    problems: tuple[Problem, ...]
    new: tuple[tuple[New, ...], ...]
    scores: ScorePage | None
    """None where the county asks for none, or nothing was ever read."""
    ranks: bool

    @property
    def departments(self) -> tuple[UnitResult, ...]:
        return tuple(one for one in self.units if not one.is_township)

    @property
    def townships(self) -> tuple[UnitResult, ...]:
        return tuple(one for one in self.units if one.is_township)


def evaluation(given: Material) -> Evaluation | None:
    """The evaluation that a round belongs to; None before the first round issued anything."""
    first = of_first_round(given)
    if first.facts.is_draft:
        return None
    problems = {one.name: problems_of(one.lines) for one in first.by_unit}
    found = problems_of(found_in_second(given.session, first.facts))
    new: dict[str, list[tuple[New, ...]]] = defaultdict(list)
    for one in found:
        new[one[0].unit].append(one)
    scores = scores_of(given)
    rows = {
        row.anchor.removeprefix("unit-"): row for _, rows in (scores.tables if scores else ()) for row in rows
    }
    days = handed_in(given.session, given.profile)
    units = tuple(
        unit_result(one, problems[one.name], new.get(one.name, []), days, rows) for one in first.by_unit
    )
    return Evaluation(
        first, units, tuple(one for own in problems.values() for one in own), tuple(found), scores,
        bool(given.profile.scores and given.profile.scores.ranking),
    )  # fmt: skip


def of_first_round(given: Material) -> Material:
    """The same county's material of the first round."""
    if given.facts.round == FIRST:
        return given
    facts = facts_of(given.session, given.profile, given.rules, as_of=given.facts.as_of, round_name=FIRST)
    return replace(given, facts=facts)


def unit_result(
    one: Material,
    problems: Sequence[Problem],
    new: Sequence[tuple[New, ...]],
    days: Mapping[str, str],
    rows: Mapping[str, ScoreRow],
) -> UnitResult:
    row, found = rows.get(one.name), outcomes(one.name, problems)
    return UnitResult(
        one.name, one.unit is not None and one.unit.is_township, found.issued, found.fixed, found.rate,
        found.left, how_many(new), days.get(one.name, NOT_SAID),
        *((row.place, row.total, row.grade, row.remark) if row else ()),
    )  # fmt: skip


def found_in_second(session: Session, facts: RoundFacts) -> list[New]:
    """What was first seen since the second round began, confirmed, and not issued in the first."""
    start = second_began(facts)
    if start is None:
        return []
    return [new_from(row) for row in watching.new_findings(session, facts.county, start, besides=FIRST)]


def second_began(facts: RoundFacts) -> datetime | None:
    """When the second round began; None while it has not, or where no calendar says so."""
    period = facts.calendar.round_two if facts.calendar else None
    if period is None or period.start > facts.as_of:
        return None
    return datetime(period.start.year, period.start.month, period.start.day, tzinfo=BEIJING)


def new_from(row: FindingRow) -> New:
    return New(
        public_id(row), row.unit, row.rule, row.indicator, row.severity, row.channel, row.item_name,
        row.item_code, row.quote, row.message, row.url, row.first_seen,
    )  # fmt: skip


def handed_in(session: Session, profile: Profile) -> dict[str, str]:
    """By unit whether its own report came in time, as far as anybody registered it."""
    due = profile.rounds.self_report_due if profile.rounds else None
    found = {}
    for stored in answers.newest(session, profile.name):
        if stored.answer.rule == REPORT_LATE:
            found[stored.answer.unit] = timeliness(day_in(stored.answer.value(HAND_IN_DAY)), due)
    return found


def timeliness(day: date | None, due: date | None) -> str:
    """按期, or late with the day; where no day was fixed only the day."""
    if day is None:
        return NOT_SAID
    if due is None:
        return day_in_words(day)
    return "按期" if day <= due else f"逾期（{day_in_words(day)}）"


def scores_of(given: Material) -> ScorePage | None:
    """The scores by the county's own scheme, from the last accepted night."""
    if given.profile.scores is None:
        return None
    run = runs.last_accepted(given.session, given.profile.name)
    if run is None:
        return None
    read = gather(given.session, given.profile, given.rules, run, verified=given.verified)
    return build_scores(read, group_problems(read.findings))
