"""Where a county stands (总览): its findings counted, and what each night changed, by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Event, FindingRow, Run
from storage.night import What
from storage.queue import status_in_words

NIGHTS = 30
STANDS = ("present", "unknown")
"""What was observed of a finding that is not known to be gone."""
MOVES = (What.APPEARED, What.REOPENED, What.BACK, What.ABSENT, What.WITHDRAWN, What.GONE, What.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings are alike in these; `confirmed` ones were confirmed by a person."""

    unit: str
    indicator: str
    severity: str
    status: str
    confirmed: bool
    count: int


def standing(session: Session, county: str) -> list[Count]:
    """All findings of a county, counted by unit, criterion, severity, status and decision."""
    row = FindingRow
    word, confirmed = status_in_words().label("word"), (row.decided == "confirmed").label("confirmed")
    keys = (row.unit, row.indicator, row.severity, word, confirmed)
    found = session.execute(select(*keys, func.count()).where(row.county == county).group_by(*keys))
    return [
        Count(unit, point, grave, said, bool(sure), int(n)) for unit, point, grave, said, sure, n in found
    ]


@dataclass(frozen=True, slots=True)
class NightCount:
    """What stood after a night and what it brought, with what came after it until the next one."""

    run: int
    day: date
    suspect: bool
    open: int
    new: int
    again: int
    fixed: int
    is_first: bool = False
    """Is it the county's first? Then everything was new."""


def nights(session: Session, county: str, *, limit: int = NIGHTS) -> list[NightCount]:
    """The last nights that ended, oldest first.

    Findings that are dismissed or escalated today are left out of every night: what stood is reckoned
    back from what stands now.
    """
    query = select(Run).where(
        Run.county == county, Run.kind == "night", Run.state.in_(("complete", "suspect"))
    )
    ended = list(session.scalars(query.order_by(Run.id.desc()).limit(limit + 1)))
    earliest = ended[-1].id if 0 < len(ended) <= limit else 0
    ended = ended[:limit]
    if not ended:
        return []
    moved = moves_since(session, county, ended[-1])
    left, told = still_open(session, county), []
    for position, run in enumerate(ended):
        until = ended[position - 1].id if position else None
        own = [one for one in moved if one.run >= run.id and (until is None or one.run < until)]
        told.append(
            NightCount(
                run.id, run.as_of, run.state == "suspect", left, counted(own, What.APPEARED),
                counted(own, What.REOPENED), counted(own, What.ABSENT), run.id == earliest,
            )
        )  # fmt: skip
        left -= sum(one.change * one.count for one in own)
    return told[::-1]


@dataclass(frozen=True, slots=True)
class Move:
    """How many findings a run moved in one way; `change` is what that does to the number that stands."""

    run: int
    what: str
    change: int
    count: int


def moves_since(session: Session, county: str, run: Run) -> list[Move]:
    """What this run and all later ones moved of the findings that count."""
    keys = (Event.run_id, Event.what, Event.old, Event.new)
    query = (
        select(*keys, func.count())
        .join(FindingRow, FindingRow.id == Event.finding_id)
        .where(
            Event.county == county, Event.run_id >= run.id, Event.what.in_([one.value for one in MOVES]),
            Event.old != Event.new, FindingRow.decided.in_(("pending", "confirmed")),
        )
        .group_by(*keys)
    )  # fmt: skip
    return [
        Move(number or 0, what, (new in STANDS) - (old in STANDS), int(count))
        for number, what, old, new, count in session.execute(query)
    ]


def counted(moves: Iterable[Move], what: What) -> int:
    return sum(one.count for one in moves if one.what == what)


def still_open(session: Session, county: str) -> int:
    row = FindingRow
    query = select(func.count()).where(
        row.county == county, row.observed.in_(STANDS), row.decided.in_(("pending", "confirmed"))
    )
    return session.scalar(query) or 0


def last_try(session: Session, county: str) -> Run | None:
    """The newest night, however it ended."""
    query = select(Run).where(Run.county == county, Run.kind == "night").order_by(Run.id.desc())
    return session.scalars(query.limit(1)).first()


@dataclass(frozen=True, slots=True)
class Unread:
    """How many findings could not be verified for one reason."""

    reason: str
    count: int


def unread(session: Session, county: str) -> list[Unread]:
    """Why findings that still count could not be verified, the most frequent reason first."""
    row = FindingRow
    number = func.count()
    query = (
        select(row.observed_reason, number)
        .where(row.county == county, status_in_words() == "待核实")
        .group_by(row.observed_reason)
        .order_by(number.desc(), row.observed_reason)
    )
    return [Unread(reason, int(count)) for reason, count in session.execute(query)]
