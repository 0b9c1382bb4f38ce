"""Findings: the questions that others ask. What is written stands in `applying` and `decisions`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.applying import Applied, apply
from storage.decisions import DECISIONS, Overtaken, decide
from storage.models import Event, FindingRow, Run
from storage.night import CRASHED, Known, What
from storage.status import STATUSES, id_of, public_id, status

__all__ = [
    "DECISIONS",
    "STATUSES",
    "Applied",
    "Overtaken",
    "apply",
    "awaiting_review",
    "by_id",
    "counties",
    "counts",
    "decide",
    "id_of",
    "known",
    "of_county",
    "public_id",
    "status",
]


def known(session: Session, county: str, *, at: datetime | None = None) -> list[Known]:
    """Every finding of a county as the life cycle needs it at this time."""
    rows = session.scalars(select(FindingRow).where(FindingRow.county == county).order_by(FindingRow.id))
    flips = flips_since(session, county, at - FLIPPING) if at else {}
    return [known_of(row, flips.get(row.id, 0)) for row in rows]


FLIPPING = timedelta(days=14)


def flips_since(session: Session, county: str, since: datetime) -> dict[int, int]:
    """How often each finding was gone or back again since this time."""
    query = (
        select(Event.finding_id, func.count())
        .where(Event.county == county, Event.at >= since, Event.what.in_((What.ABSENT, What.REOPENED)))
        .group_by(Event.finding_id)
    )
    return {int(finding): int(count) for finding, count in session.execute(query)}


def known_of(row: FindingRow, flips: int = 0) -> Known:
    return Known(
        id=row.id, rule=row.rule, subject=row.subject, channel=row.channel, path=row.field, text=row.text,
        observed=row.observed, seen_at=row.seen_at, source=row.source, fetched_url=row.fetched_url,
        unit=row.unit, fields=frozenset(row.fields), missing_since=row.missing_since,
        last_event=row.last_event, cause=row.cause, url=row.url, item_name=row.item_name,
        content=row.content, places=frozenset((source, address) for source, address in row.places),
        crash=not row.field and not row.quote and row.reason.startswith(CRASHED),
        verdict=row.verdict, flips=flips,
    )  # fmt: skip


def by_id(session: Session, county: str, public: str) -> FindingRow | None:
    """The finding of this number (F000012) in a county."""
    number = id_of(public)
    row = session.get(FindingRow, number) if number is not None else None
    return row if row is not None and row.county == county else None


def counts(session: Session, county: str) -> dict[str, int]:
    """How many findings of a county have each status, in the order of STATUSES."""
    counted = Counter(map(status, of_county(session, county)))
    return {word: counted[word] for word in STATUSES if counted[word]}


def of_county(
    session: Session, county: str, *, unit: str | None = None, statuses: Sequence[str] = ()
) -> list[FindingRow]:
    """A county's findings, the gravest first, in a stable order."""
    query = select(FindingRow).where(FindingRow.county == county)
    if unit is not None:
        query = query.where(FindingRow.unit == unit)
    order = FindingRow.unit, FindingRow.severity, FindingRow.rule, FindingRow.item_name, FindingRow.id
    rows = session.scalars(query.order_by(*order))
    return [row for row in rows if not statuses or status(row) in statuses]


def awaiting_review(session: Session, county: str, *, unit: str | None = None) -> list[FindingRow]:
    """Findings nobody has decided yet, worst first, in a stable order."""
    rows = of_county(session, county, unit=unit)
    waiting = [row for row in rows if row.decided == "pending" and row.observed in ("present", "unknown")]
    return sorted(waiting, key=lambda row: (row.severity, row.id))


def counties(session: Session) -> list[str]:
    """The counties that have findings or runs in this database."""
    return list(session.scalars(select(Run.county).distinct().order_by(Run.county)))
