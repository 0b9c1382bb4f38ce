"""Issuing (下发): lists of confirmed problems, frozen as they were handed out, numbered and due on a day.

A list is never changed. A correction is a new version that says what was wrong; an extension is an event
with its reason. The clock starts with the list, never with the night in which a problem was first seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import chain
from storage.decisions import NotAllowed, tell
from storage.export import exported
from storage.models import FindingRow, Issued, IssueList
from storage.status import status

ISSUABLE = ("待整改", "复发")


def issuable(session: Session, county: str, round_name: str) -> list[FindingRow]:
    """The confirmed problems that this round has not issued yet, and relapses since they were issued."""
    rows = session.scalars(
        select(FindingRow)
        .where(FindingRow.county == county, FindingRow.decided == "confirmed")
        .order_by(FindingRow.unit, FindingRow.severity, FindingRow.rule, FindingRow.item_name, FindingRow.id)
    )
    known = {line.finding_id: line for line in lines_of_round(session, county, round_name)}
    return [row for row in rows if status(row) in ISSUABLE and is_due_for(row, known.get(row.id))]


def is_due_for(row: FindingRow, line: Issued | None) -> bool:
    """Was it not issued in this round, or has it come back since?"""
    return line is None or (row.reopened > int(str(line.record.get("reopened") or 0)))


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
    if due < on:
        raise NotAllowed(f"整改时限 {due} 早于下发日期 {on}")
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
            record={**exported(row), "round": made.round, "due": due.isoformat()},
        )
    )  # fmt: skip


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
    """A new version of a list without these findings, and why; the old version stays as it was handed out."""
    old = session.get_one(IssueList, list_id)
    dropped = set(without)
    lines = lines_of(session, old.id)
    if not reason.strip():
        raise NotAllowed("更正须写明原因")
    if not dropped & {line.finding_id for line in lines}:
        raise NotAllowed("要更正的问题不在这份清单里")
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
    query = (
        select(Issued, IssueList)
        .join(IssueList, IssueList.id == Issued.list_id)
        .where(IssueList.county == county, IssueList.round == round_name)
        .order_by(Issued.id)
    )
    newest: dict[int, Issued] = {}
    for line, _ in session.execute(query):
        newest[line.finding_id] = line
    rows = (
        {row.id: row for row in session.scalars(select(FindingRow).where(FindingRow.id.in_(list(newest))))}
        if newest
        else {}
    )
    return [line for number, line in newest.items() if rows[number].round]


def known_numbers(session: Session, county: str) -> dict[int, str]:
    """The number on paper of every finding that was ever issued."""
    query = (
        select(Issued.finding_id, Issued.number)
        .join(IssueList, IssueList.id == Issued.list_id)
        .where(IssueList.county == county)
        .order_by(Issued.id)
    )
    return {line.finding_id: line.number for line in session.execute(query)}
