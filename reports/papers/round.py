"""What the papers of a round are made from, asked of storage once: plain frozen facts, unit by unit.

`facts_of` gives what holds for the whole round (RoundFacts), `lines_of` the lines of one unit or of all.
A line is one issued finding: what it was issued as, and how it stands now. In a round that has issued
nothing yet (a draft) the lines are the findings that still stand, most of them suspected only, and their
numbers are those of the findings. Numbers of private persons are masked in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checks.rule import Rule, criterion_key
from checks.text.masking import masked, masked_record
from counties.plan import Plan
from counties.profile import Interval, Letterhead, Profile, Rounds
from reports.inputs import printed
from reports.wording import criterion_order
from rules.criteria import CRITERIA
from storage import findings, pictures, watching
from storage.claims import Answer
from storage.deadlines import portions
from storage.export import exported
from storage.issuing import lists_of, newest_lines
from storage.models import Claim, FindingRow, Issued
from storage.outcomes import BY_STATUS, Result
from storage.status import public_id, status

FIRST, SECOND = "第一轮", "第二轮"
SUSPECTED = ("待复核", "待整改", "复发")
"""The statuses of what stands in a draft."""


@dataclass(frozen=True, slots=True)
class ListFacts:
    """One issued list (清单) of the round; `head` is the hash of the last event when it was issued."""

    id: int
    version: int
    document_number: str
    issued_on: date
    due: date
    head: str
    reason: str
    """Of a correction: what was wrong."""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of the round; `criteria` are the points that it leads (牵头)."""

    name: str
    kind: str = "department"
    contact: str = ""
    leads: tuple[str, ...] = ()

    @property
    def is_township(self) -> bool:
        return self.kind == "township"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What papers say of a rule."""

    id: str
    criterion: str
    title: str
    mode: str


@dataclass(frozen=True)
class RoundFacts:
    """What holds for a whole round on a day."""

    county: str
    round: str
    as_of: date
    is_draft: bool
    letterhead: Letterhead
    plan: Plan | None
    calendar: Rounds | None
    lists: tuple[ListFacts, ...]
    units: tuple[UnitFacts, ...]
    """The units of the profile in its order, then those that only lines name."""
    rules: Mapping[str, RuleFacts] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    """The lead unit of each criterion."""

    @property
    def period(self) -> Interval | None:
        """The days of this round's evaluation, where the calendar says so."""
        if self.calendar is None:
            return None
        return {FIRST: self.calendar.round_one, SECOND: self.calendar.round_two}.get(self.round)

    @property
    def newest(self) -> ListFacts | None:
        """The list issued last."""
        return self.lists[-1] if self.lists else None

    def list_of(self, number: int) -> ListFacts | None:
        """The list of this number."""
        return next((one for one in self.lists if one.id == number), None)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the unit: 属实, 部分属实, 不属实 or 已报整改, with its words."""

    kind: Answer
    note: str
    at: datetime
    files: int

    @property
    def label(self) -> str:
        return self.kind.label


@dataclass(frozen=True, slots=True)
class Line:
    """One line: first what it was issued as, then how it stands now.

    `finding` is the public id. Days and times of the record are the exported texts.
    """

    finding: str
    row: int
    list_id: int
    number: str
    unit: str
    rule: str
    indicator: str
    verdict: str
    severity: str
    item_name: str
    item_code: str
    channel: str
    url: str
    field: str
    quote: str
    message: str
    advice: str
    basis: str
    seen: str
    snapshot: str
    due_issued: date | None

    status: str
    result: Result
    due: date | None
    observed_reason: str
    quote_now: str
    last_seen: datetime
    fixed_at: datetime | None
    reopened: int
    reason: str
    """Why a person must look, or what the person said who decided."""
    answers: tuple[Answered, ...] = ()
    picture: str = ""
    """The number of its newest screenshot (截图编号); "" while there is none."""

    @property
    def id(self) -> str:
        """By this name reports.problems asks for it."""
        return self.finding

    @property
    def checked(self) -> Answered | None:
        """The last 核对."""
        return next((one for one in reversed(self.answers) if one.kind is not Answer.FIXED), None)

    @property
    def claimed(self) -> Answered | None:
        """The last 已报整改."""
        return next((one for one in reversed(self.answers) if one.kind is Answer.FIXED), None)


def facts_of(
    session: Session, profile: Profile, rules: Iterable[Rule], *, as_of: date, round_name: str = ""
) -> RoundFacts:
    """What holds for a round; without a name the last one that issued a list, else the first one."""
    issued = watching.rounds_issued(session, profile.name)
    name = round_name or (issued[-1] if issued else FIRST)
    lists = tuple(
        ListFacts(one.id, one.version, one.document_number, one.issued_on, one.due, one.head, one.reason)
        for one in lists_of(session, profile.name)
        if one.round == name
    )
    return RoundFacts(
        county=profile.name, round=name, as_of=as_of, is_draft=not lists, letterhead=profile.report,
        plan=profile.plan, calendar=profile.rounds, lists=lists,
        units=units_of(session, profile, name, is_draft=not lists),
        rules={rule.id: rule_facts(rule) for rule in rules},
        leads=leads_of(profile),
    )  # fmt: skip


def rule_facts(rule: Rule) -> RuleFacts:
    return RuleFacts(rule.id, rule.criterion, rule.title, "、".join(mode.label for mode in rule.modes))


def leads_of(profile: Profile) -> dict[str, str]:
    """The lead unit of each criterion that has one."""
    return {
        criterion: unit.name
        for criterion in sorted(CRITERIA, key=criterion_order)
        for unit in profile.units
        if criterion_key(criterion) in unit.lead_of
    }


def units_of(session: Session, profile: Profile, name: str, *, is_draft: bool) -> tuple[UnitFacts, ...]:
    known = [UnitFacts(one.name, one.kind, one.contact, one.lead_of) for one in profile.units]
    names = {one.name for one in known}
    if is_draft:
        query = select(FindingRow.unit).where(FindingRow.county == profile.name)
    else:
        newest = newest_lines(profile.name, name)
        query = select(Issued.unit).join(newest, newest.c.line == Issued.id)
    others = sorted(unit for unit in session.scalars(query.distinct()) if unit not in names)
    return (*known, *(UnitFacts(unit) for unit in others))


def line_counts(session: Session, facts: RoundFacts) -> dict[str, int]:
    """How many lines each unit has at most."""
    if facts.is_draft:
        query = select(FindingRow.unit, func.count()).where(FindingRow.county == facts.county)
        return {unit: int(count) for unit, count in session.execute(query.group_by(FindingRow.unit))}
    newest = newest_lines(facts.county, facts.round)
    counted = select(Issued.unit, func.count()).join(newest, newest.c.line == Issued.id).group_by(Issued.unit)
    return {unit: int(count) for unit, count in session.execute(counted)}


def lines_of(session: Session, facts: RoundFacts, unit: str | None = None) -> list[Line]:
    """The lines of the round that still hold, of one unit or of all, in the order of their numbers."""
    rows = suspected(session, facts, unit) if facts.is_draft else issued(session, facts, unit)
    numbers = [row.id for _, row in rows]
    answers, shown = answers_to(session, numbers), pictures.newest(session, numbers)
    named = {number: pictures.name_of(picture) for number, picture in shown.items()}
    return [line_from(made, row, answers.get(row.id, ()), named.get(row.id, "")) for made, row in rows]


def issued(session: Session, facts: RoundFacts, unit: str | None) -> list[tuple[Issued | None, FindingRow]]:
    newest = newest_lines(facts.county, facts.round)
    query = (
        select(Issued, FindingRow)
        .join(newest, newest.c.line == Issued.id)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .where(FindingRow.round != "")
        .order_by(Issued.id)
    )
    if unit is not None:
        query = query.where(Issued.unit == unit)
    return [(line, row) for line, row in session.execute(query)]


def suspected(
    session: Session, facts: RoundFacts, unit: str | None
) -> list[tuple[Issued | None, FindingRow]]:
    rows = findings.of_county(session, facts.county, unit=unit, statuses=SUSPECTED)
    return [(None, row) for row in rows]


def answers_to(session: Session, numbers: Sequence[int]) -> dict[int, tuple[Answered, ...]]:
    """The answers to each of these findings that has any, oldest first."""
    found: dict[int, list[Answered]] = {}
    for some in portions(numbers):
        query = select(Claim).where(Claim.finding_id.in_(some)).order_by(Claim.id)
        for one in session.scalars(query):
            found.setdefault(one.finding_id, []).append(
                Answered(Answer(one.kind), masked(one.note), one.at, len(one.files))
            )
    return {number: tuple(given) for number, given in found.items()}


def line_from(made: Issued | None, row: FindingRow, answers: tuple[Answered, ...], picture: str) -> Line:
    """A line of the list with the finding behind it."""
    record: Mapping[str, Any] = masked_record(made.record if made is not None else exported(row))

    def text(key: str) -> str:
        value = record.get(key)
        return "" if value is None else printed(value)

    word = status(row)
    return Line(
        finding=public_id(row), row=row.id, list_id=made.list_id if made is not None else 0,
        number=made.number if made is not None else public_id(row),
        unit=made.unit if made is not None else row.unit,
        rule=text("rule"), indicator=text("indicator"), verdict=text("verdict"), severity=text("severity"),
        item_name=text("item_name"), item_code=text("item_code"), channel=text("channel"), url=text("url"),
        field=text("field"), quote=text("quote"), message=text("message"), advice=text("advice"),
        basis=text("basis"), seen=text("last_seen"), snapshot=text("snapshot"),
        due_issued=made.due if made is not None else None,
        status=word, result=BY_STATUS[word], due=row.due, observed_reason=row.observed_reason,
        quote_now=masked(row.quote), last_seen=row.last_seen, fixed_at=row.fixed_at, reopened=row.reopened,
        reason=masked(row.decided_reason or (row.reason if row.verdict == "review" else "")),
        answers=answers, picture=picture,
    )  # fmt: skip
