"""The chain of events: append-only, each event linked to the one before by its hash.

It shows that the record is unchanged since an event was written. It shows no more than that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session, SessionTransaction

from storage.models import Event, FindingRow

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What an event says; `who` is a person's name or the run."""

    finding_id: int
    at: datetime
    who: str
    what: str
    old: str = ""
    new: str = ""
    reason: str = ""
    run_id: int | None = None


def append(session: Session, county: str, entry: Entry) -> Event:
    """Write an event behind the last one of its county."""
    if session.get_bind().dialect.name == "postgresql":
        # Two writers must not both follow the same event; SQLite has only one writer.
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(county))))
    number, previous = last_of(session, county)
    number += 1
    event = Event(
        county=county, number=number, finding_id=entry.finding_id, run_id=entry.run_id, at=entry.at,
        who=entry.who, what=entry.what, old=entry.old, new=entry.new, reason=entry.reason,
        previous=previous, hash="",
    )  # fmt: skip
    event.hash = hash_of(event)
    session.add(event)
    session.info[county] = innermost(session), number, event.hash
    return event


def last_of(session: Session, county: str) -> tuple[int, str]:
    """Number and hash of a county's last event, remembered as long as this transaction is the writer."""
    transaction, number, last = session.info.get(county, (None, 0, START))
    if transaction is not None and transaction is innermost(session):
        return number, last
    query = select(Event.number, Event.hash).where(Event.county == county)
    found = session.execute(query.order_by(Event.number.desc()).limit(1)).first()
    return (found.number, found.hash) if found else (0, START)


def innermost(session: Session) -> SessionTransaction | None:
    """The transaction or savepoint that is open; what was written in one that is over may be undone."""
    return session.get_nested_transaction() or session.get_transaction()


def hash_of(event: Event) -> str:
    """The hash over everything an event says and the hash before it."""
    at = event.at.astimezone(UTC).isoformat()
    said = [
        event.county, event.number, event.finding_id, event.run_id, at, event.who,
        event.what, event.old, event.new, event.reason, event.previous,
    ]  # fmt: skip
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def head(session: Session, county: str) -> str:
    """The hash of the last event; printed on what is issued."""
    query = select(Event.hash).where(Event.county == county).order_by(Event.number.desc()).limit(1)
    return session.scalar(query) or START


def problems(session: Session, county: str) -> Iterator[str]:
    """Yield, in Chinese, every place where the chain is broken; nothing when it is whole."""
    previous, expected = START, 1
    for event in session.scalars(select(Event).where(Event.county == county).order_by(Event.number)):
        for missing in range(expected, event.number):
            yield f"第 {missing} 号记录缺失"
        if event.previous != previous:
            yield f"第 {event.number} 号记录与前一条不衔接"
        if hash_of(event) != event.hash:
            yield f"第 {event.number} 号记录内容被改动"
        previous, expected = event.hash, event.number + 1
    yield from lost_ends(session, county, expected - 1)


def lost_ends(session: Session, county: str, last: int) -> Iterator[str]:
    """Findings that speak of an event that is not theirs, or no longer there: the end was cut off."""
    newest = select(func.max(Event.number)).where(Event.finding_id == FindingRow.id).scalar_subquery()
    rows = session.execute(
        select(FindingRow.id, FindingRow.last_event, newest)
        .where(FindingRow.county == county)
        .order_by(FindingRow.id)
    )
    for number, event, found in rows:
        if event > last:
            yield f"问题 F{number:06d} 的第 {event} 号记录缺失（末尾被删去）"
        elif event != found:
            yield f"问题 F{number:06d} 与它的最后一条记录不一致"


def of_finding(session: Session, finding_id: int) -> list[Event]:
    """The history of one finding, oldest first."""
    return list(session.scalars(select(Event).where(Event.finding_id == finding_id).order_by(Event.number)))


def counts(session: Session, run_id: int) -> dict[str, int]:
    """How many events of each kind a run wrote."""
    query = select(Event.what, func.count()).where(Event.run_id == run_id).group_by(Event.what)
    return dict(session.execute(query.order_by(Event.what)).all())
