"""Decisions: what a person decided about a finding, each a row of its own; no run ever writes one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import chain
from storage.models import Decision, FindingRow
from storage.status import public_id

DECISIONS = ("pending", "confirmed", "dismissed", "escalated")


class Overtaken(Exception):
    """Somebody else changed the finding in the meantime; nothing was written."""


def decide(
    session: Session,
    finding_id: int,
    decision: str,
    *,
    who: str,
    at: datetime,
    reason: str = "",
    after: int | None = None,
) -> FindingRow:
    """Record a person's decision about the text as it stands now.

    `after` is the last event that the person saw; raises Overtaken when there is a newer one.
    """
    if decision not in DECISIONS:
        raise ValueError(f"no such decision: {decision}")
    row = session.get_one(FindingRow, finding_id)
    if after is not None and after != row.last_event:
        raise Overtaken(public_id(row))
    session.add(Decision(finding_id=row.id, decision=decision, who=who, at=at, reason=reason, text=row.text))
    old = row.decided
    row.decided, row.decided_by, row.decided_reason = decision, who, reason
    entry = chain.Entry(row.id, at, who, f"decided-{decision}", old, decision, reason)
    link(session, row, chain.append(session, row.county, entry).number)
    return row


def of_finding(session: Session, finding_id: int) -> list[Decision]:
    """Every decision about a finding, oldest first."""
    query = select(Decision).where(Decision.finding_id == finding_id).order_by(Decision.id)
    return list(session.scalars(query))


def settle(session: Session, row: FindingRow, *, who: str, at: datetime, run_id: int) -> None:
    """Derive anew which decision holds: a dismissal holds for the text that it was made about."""
    made = of_finding(session, row.id)
    if not made:
        return
    last = made[-1]
    lapsed = last.decision == "dismissed" and last.text != row.text
    holds = "pending" if lapsed else last.decision
    if holds == row.decided:
        return
    reason = "文字有改动，原误报认定不再适用" if lapsed else "文字恢复原样，原认定仍然适用"
    old, row.decided = row.decided, holds
    row.decided_by, row.decided_reason = ("", "") if lapsed else (last.who, last.reason)
    entry = chain.Entry(
        row.id, at, who, "decision-lapsed" if lapsed else "decision-holds", old, holds, reason, run_id
    )
    link(session, row, chain.append(session, row.county, entry).number)


def link(session: Session, row: FindingRow, number: int) -> None:
    """Compare and set the finding's last event."""
    session.flush()
    done = session.execute(
        update(FindingRow)
        .where(FindingRow.id == row.id, FindingRow.last_event == row.last_event)
        .values(last_event=number)
        .execution_options(synchronize_session="fetch")
    )
    if getattr(done, "rowcount", 0) != 1:
        raise Overtaken(public_id(row))
