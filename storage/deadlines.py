"""Deadlines (整改时限): which issued problems are past their day, and what their units said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta, timezone
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from storage.claims import Answer
from storage.models import Claim, Event, FindingRow, Issued
from storage.queue import status_in_words

BEIJING = timezone(timedelta(hours=8))
OPEN = ("待整改", "复发", "待核实")
"""The statuses of what a unit still has to put right; what could not be read is not put right either."""
NOT_RIGHT = ("待整改", "复发")
"""The statuses of what is known to stand."""

T = TypeVar("T")
MANY = 500
"""So many numbers go into one question to the database."""


def numbers(session: Session, county: str, unit: str) -> dict[int, str]:
    """The number on paper of every finding of a unit that was ever issued."""
    query = (
        select(Issued.finding_id, Issued.number)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .where(FindingRow.county == county, FindingRow.unit == unit)
        .order_by(Issued.id)
    )
    return {int(finding): number for finding, number in session.execute(query)}


def overdue(session: Session, county: str, today: date, *, unit: str = "") -> dict[int, str]:
    """The issued findings that are past their day and known to stand, each with its unit.

    What a unit reported as put right in time is not late before somebody has looked; what could not be
    verified accuses nobody.
    """
    row = FindingRow
    query = select(row).where(
        row.county == county, row.round != "", row.due < today, status_in_words().in_(NOT_RIGHT)
    )
    query = query.options(load_only(row.unit, row.due, row.last_seen))
    late = list(session.scalars(query.where(row.unit == unit) if unit else query))
    claims = reported(session, [one.id for one in late])
    return {one.id: one.unit for one in late if not was_reported_in_time(one, claims.get(one.id))}


def waits_to_be_issued(row: FindingRow) -> bool:
    """Was it put right, and has it come back since? Its day is over; the next list gives it another."""
    return bool(row.round and row.reopened) and row.due is None


def was_reported_in_time(row: FindingRow, claim: Claim | None) -> bool:
    """Did the unit report it as put right by its day, and was the text not seen again since?"""
    return claim is not None and awaits_a_look(row, claim) and row.due is not None and on(claim) <= row.due


def awaits_a_look(row: FindingRow, claim: Claim | None) -> bool:
    """Is it reported as put right, and was its text not seen since?"""
    return claim is not None and claim.at > row.last_seen


def on(claim: Claim) -> date:
    """The Beijing day of a claim."""
    return claim.at.astimezone(BEIJING).date()


def reported(session: Session, findings: Iterable[int]) -> dict[int, Claim]:
    """The last 已报整改 of each of these findings."""
    return answers_of(session, findings, (Answer.FIXED,))


def answers_of(session: Session, findings: Iterable[int], kinds: Iterable[Answer]) -> dict[int, Claim]:
    """The last answer of one of these kinds to each of these findings."""
    wanted, found = [kind.value for kind in kinds], dict[int, Claim]()
    for some in portions(findings):
        query = select(Claim).where(Claim.finding_id.in_(some), Claim.kind.in_(wanted)).order_by(Claim.id)
        found |= {claim.finding_id: claim for claim in session.scalars(query)}
    return found


def portions(numbers: Iterable[T]) -> Iterable[list[T]]:
    """Numbers or names in portions that a database takes in one question."""
    known = list(numbers)
    return (known[start : start + MANY] for start in range(0, len(known), MANY))


RECHECKED = "rechecked"


def last_rechecks(session: Session, county: str) -> Mapping[str, Event]:
    """The last re-check of each unit: when, who asked for it, and what came of it."""
    newest = (
        select(func.max(Event.id))
        .where(Event.county == county, Event.finding_id == 0, Event.what == RECHECKED)
        .group_by(Event.new)
    )
    return {one.new: one for one in session.scalars(select(Event).where(Event.id.in_(newest)))}
