"""Issuing (下发): lists of confirmed problems, frozen as they were handed out, numbered and due on a day.

A list is never changed. A correction is a new version that says what was wrong; an extension is an event
with its reason. The clock starts with the list, never with the night in which a problem was first seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from storage import chain, pictures
from storage.decisions import NotAllowed, tell
from storage.export import exported
from storage.models import FindingRow, Issued, IssueList
from storage.queue import status_in_words

ISSUABLE = ("待整改", "复发")


def issuable(session: Session, county: str, round_name: str, *, unit: str | None = None) -> list[FindingRow]:
    """The confirmed problems that this round has not issued yet, and relapses since they were issued."""
    row = FindingRow
    query = waiting(county, round_name, row)
    if unit is not None:
        query = query.where(row.unit == unit)
    return list(
        session.scalars(query.order_by(row.unit, row.severity, row.rule, row.item_name, row.id)).unique()
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """How many findings of a unit can be issued, how grave they are, and the last event of any of them."""

    unit: str
    count: int
    severities: tuple[tuple[str, int], ...]
    last_event: int


def ready(session: Session, county: str, round_name: str) -> list[Ready]:
    """What can be issued, counted by unit."""
    row = FindingRow
    keys = (row.unit, row.severity)
    query = waiting(county, round_name, *keys, func.count(), func.max(row.last_event))
    found: dict[str, list[tuple[str, int, int]]] = {}
    for unit, severity, count, last in session.execute(query.group_by(*keys).order_by(*keys)):
        found.setdefault(unit, []).append((severity, int(count), int(last)))
    return [
        Ready(
            unit,
            sum(count for _, count, _ in own),
            tuple((severity, count) for severity, count, _ in own),
            max(last for *_, last in own),
        )
        for unit, own in found.items()
    ]


def waiting(county: str, round_name: str, *columns: Any) -> Select[Any]:
    """Asks these columns of what this round has not issued, or of what has come back since it did."""
    row, newest = FindingRow, newest_lines(county, round_name)
    before = func.coalesce(Issued.record["reopened"].as_integer(), 0)
    return (
        select(*columns)
        .select_from(row)
        .outerjoin(newest, newest.c.finding_id == row.id)
        .outerjoin(Issued, Issued.id == newest.c.line)
        .where(
            row.county == county, row.decided == "confirmed", status_in_words().in_(ISSUABLE),
            or_(Issued.id.is_(None), row.round == "", row.reopened > before),
        )
    )  # fmt: skip


def newest_lines(county: str, round_name: str) -> Subquery:
    """Of every finding that a round issued the number of its newest line."""
    return (
        select(Issued.finding_id, func.max(Issued.id).label("line"))
        .join(IssueList, IssueList.id == Issued.list_id)
        .where(IssueList.county == county, IssueList.round == round_name)
        .group_by(Issued.finding_id)
        .subquery()
    )


def issue(
    session: Session,
    county: str,
    round_name: str,
    *,
    due: date,
    on: date,
    who: str,
    at: datetime,
    document_number: str = "",
    units: Iterable[str] | None = None,
) -> IssueList:
    """Issue what is confirmed and not yet issued: a list of its own, each line with its number and day.

    Raises NotAllowed when there is nothing to issue or the due day lies before the day of issue.
    """
    if due < on:
        raise NotAllowed(f"整改时限 {due} 早于下发日期 {on}")
    wanted = None if units is None else set(units)
    rows = [row for row in issuable(session, county, round_name) if wanted is None or row.unit in wanted]
    if not rows:
        raise NotAllowed("没有已确认、未下发的问题")
    made = new_list(session, county, round_name, due=due, on=on, who=who, at=at, number=document_number)
    numbers = known_numbers(session, county)
    counts = Counter(number.rpartition("-")[0] for number in numbers.values())
    for row in rows:
        add_line(session, made, row, numbers.get(row.id) or next_number(made, row, counts), due)
        put_out(session, row, made, due)
    session.flush()
    return made


def new_list(
    session: Session,
    county: str,
    round_name: str,
    *,
    due: date,
    on: date,
    who: str,
    at: datetime,
    number: str,
    reason: str = "",
) -> IssueList:
    last = session.scalar(
        select(func.max(IssueList.version)).where(IssueList.county == county, IssueList.round == round_name)
    )
    made = IssueList(
        county=county, round=round_name, version=(last or 0) + 1, document_number=number, issued_on=on,
        due=due, who=who, at=at, head=chain.head(session, county), reason=reason,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def add_line(session: Session, made: IssueList, row: FindingRow, number: str, due: date) -> None:
    session.add(
        Issued(
            list_id=made.id, finding_id=row.id, number=number, unit=row.unit, due=due,
            record={**exported(row, shown_in(session, row)), "round": made.round, "due": due.isoformat()},
        )
    )  # fmt: skip


def shown_in(session: Session, row: FindingRow) -> str | None:
    """The name of its screenshot at this moment."""
    found = pictures.newest(session, [row.id]).get(row.id)
    return pictures.name_of(found) if found else None


def next_number(made: IssueList, row: FindingRow, counts: Counter[str]) -> str:
    """Year, round, unit and criterion, then a running number: it stays with the problem for good."""
    head = f"{made.issued_on.year}-{made.round}-{row.unit or '归属待定'}-{row.indicator}"
    counts[head] += 1
    return f"{head}-{counts[head]:03d}"


def put_out(session: Session, row: FindingRow, made: IssueList, due: date) -> None:
    old = row.due.isoformat() if row.due else ""
    row.round, row.due = made.round, due
    reason = f"{made.round}问题清单第 {made.version} 版"
    tell(session, row, made.at, made.who, "issued", old, due.isoformat(), reason)


def correct(
    session: Session, list_id: int, *, without: Iterable[int], on: date, who: str, at: datetime, reason: str
) -> IssueList:
    """A new version of a list without these findings, and why; the old version stays as it was handed out.

    Its day stays too, even when that is over: a mistake may come to light late. Raises NotAllowed without
    a reason, for findings of other lists, and for a list that was corrected before.
    """
    old = session.get_one(IssueList, list_id)
    dropped = set(without)
    lines = lines_of(session, old.id)
    if not reason.strip():
        raise NotAllowed("更正须写明原因")
    if not dropped & {line.finding_id for line in lines}:
        raise NotAllowed("要更正的问题不在这份清单里")
    if is_superseded(session, old):
        raise NotAllowed("这份清单已经更正过，请更正最新的一版")
    made = new_list(
        session, old.county, old.round, due=old.due, on=on, who=who, at=at, number=old.document_number,
        reason=reason,
    )  # fmt: skip
    for line in lines:
        row = session.get_one(FindingRow, line.finding_id)
        if line.finding_id in dropped:
            was, row.round, row.due = row.due, "", None
            said = was.isoformat() if was else ""
            tell(session, row, at, who, "issue-withdrawn", said, "", reason)
        else:
            session.add(
                Issued(
                    list_id=made.id, finding_id=line.finding_id, number=line.number, unit=line.unit,
                    due=line.due, record=line.record,
                )
            )  # fmt: skip
    session.flush()
    return made


def is_superseded(session: Session, made: IssueList) -> bool:
    """Was the list corrected already? What a later version holds, or was withdrawn, it no longer decides."""
    later = (
        select(Issued.finding_id)
        .join(IssueList, IssueList.id == Issued.list_id)
        .where(
            IssueList.county == made.county, IssueList.round == made.round, IssueList.id > made.id,
            IssueList.reason != "",
        )
    )  # fmt: skip
    query = (
        select(Issued.id)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .where(Issued.list_id == made.id, or_(FindingRow.round == "", Issued.finding_id.in_(later)))
    )
    return session.scalars(query.limit(1)).first() is not None


def extend(
    session: Session, finding_id: int, due: date, *, who: str, at: datetime, reason: str
) -> FindingRow:
    """Give a finding a later day. Raises NotAllowed without a reason, an issue, or when it is no later."""
    row = session.get_one(FindingRow, finding_id)
    if row.due is None:
        raise NotAllowed("该问题还没有下发，没有整改时限")
    if row.observed == "absent":
        raise NotAllowed("该问题已经整改，不能再延期")
    if not reason.strip():
        raise NotAllowed("延期须写明理由")
    if due <= row.due:
        raise NotAllowed(f"新的时限 {due} 不晚于原时限 {row.due}")
    old, row.due = row.due, due
    tell(session, row, at, who, "extended", old.isoformat(), due.isoformat(), reason)
    return row


def lists_of(session: Session, county: str) -> list[IssueList]:
    """Every list of a county, in the order in which they were issued."""
    return list(session.scalars(select(IssueList).where(IssueList.county == county).order_by(IssueList.id)))


def lines_of(session: Session, list_id: int) -> list[Issued]:
    """The lines of a list, in their order."""
    return list(session.scalars(select(Issued).where(Issued.list_id == list_id).order_by(Issued.id)))


def lines_of_round(session: Session, county: str, round_name: str) -> Sequence[Issued]:
    """The lines of a round that still hold: of every finding its newest, without what was corrected away."""
    newest = newest_lines(county, round_name)
    query = (
        select(Issued)
        .join(newest, newest.c.line == Issued.id)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .where(FindingRow.round != "")
        .order_by(Issued.id)
    )
    return list(session.scalars(query))


def known_numbers(session: Session, county: str) -> dict[int, str]:
    """The number on paper of every finding that was ever issued."""
    query = (
        select(Issued.finding_id, Issued.number)
        .join(IssueList, IssueList.id == Issued.list_id)
        .where(IssueList.county == county)
        .order_by(Issued.id)
    )
    return {line.finding_id: line.number for line in session.execute(query)}
