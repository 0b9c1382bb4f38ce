"""Retention (留存期限): what of old nights may go, and its removal.

What goes is the bytes of old pages and the readings of old nights. What stays for good: every visit with
its time and hash, every finding, decision, list, answer and event; the bytes and the reading behind each
finding that is open or was ever issued or decided; what people handed in; of every address the newest
reading, of every guide the first; the last accepted night.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, union, update
from sqlalchemy.orm import Session

from storage.evidence import PUBLISHED, first_guide_rows, newest_of_each_address, newest_visits
from storage.models import Claim, EvidenceRow, FindingRow, Issued, Picture, Run, Snapshot, Upload, Visit
from storage.runs import last_accepted

T = TypeVar("T")
AT_ONCE = 500
"""So many rows in one statement as every database takes."""
CLOSED = ("absent", "gone")
GOOD = (Visit.reason == "", Visit.snapshot.is_not(None))


@dataclass(frozen=True, slots=True)
class Prunable:
    """What of one county is older than allowed and held by nothing: hashes of bytes, ids of readings."""

    before: datetime
    snapshots: tuple[str, ...]
    size: int
    """Bytes as they came, before packing."""
    readings: tuple[int, ...]


def prunable(session: Session, county: str, before: datetime) -> Prunable:
    """What may go of all that was fetched before this moment."""
    held = set(session.scalars(held_snapshots(county, before)))
    held.update(named_on_paper(session, county), handed_in_with_claims(session))
    old = session.execute(
        select(Snapshot.hash, Snapshot.size)
        .where(Snapshot.pruned_on.is_(None), Snapshot.hash.in_(fetched_before(county, before)))
        .order_by(Snapshot.hash)
    ).all()
    going = [(digest, size) for digest, size in old if digest not in held]
    return Prunable(
        before,
        tuple(digest for digest, _ in going),
        sum(size for _, size in going),
        tuple(old_readings(session, county, before)),
    )


def prune(session: Session, found: Prunable, today: date) -> None:
    """Remove the bytes and the readings; a snapshot's row keeps hash and size and says when they went."""
    for some in batched(found.readings):
        session.execute(delete(EvidenceRow).where(EvidenceRow.id.in_(some)))
    for hashes in batched(found.snapshots):
        session.execute(update(Snapshot).where(Snapshot.hash.in_(hashes)).values(packed=b"", pruned_on=today))


def fetched_before(county: str, before: datetime) -> Select[str | None]:
    """The hashes that this county's visits of old brought."""
    return (
        select(Visit.snapshot).join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, Visit.fetched_at < before, Visit.snapshot.is_not(None))
    )  # fmt: skip


def held_snapshots(county: str, before: datetime) -> Select[str]:
    """The hashes whose bytes are needed: later or other counties' visits, findings, newest pages, files."""
    visited = select(Visit.snapshot).join(Run, Run.id == Visit.run_id).where(Visit.snapshot.is_not(None))
    held = union(
        visited.where(or_(Run.county != county, Visit.fetched_at >= before)),
        visited.where(Visit.id.in_(newest_of_each_address(county, *GOOD))),
        # What was handed in (answers, exports) is no page that can be fetched again.
        visited.where(Visit.id.in_(select(EvidenceRow.visit_id).where(EvidenceRow.kind.not_in(PUBLISHED)))),
        select(FindingRow.snapshot).where(FindingRow.snapshot != "", held_finding(county, before)),
        select(Upload.hash),
        select(Picture.hash).where(Picture.hash.is_not(None)),
    ).subquery()
    return select(held.c[0])


def held_finding(county: str, before: datetime) -> ColumnElement[bool]:
    """Findings whose evidence stays: all but those that were closed long ago and that nobody touched."""
    untouched = FindingRow.decided == "pending", FindingRow.round == ""
    closed = FindingRow.observed.in_(CLOSED), FindingRow.seen_at < before
    old = FindingRow.id.in_(select(FindingRow.id).where(FindingRow.county == county, *closed, *untouched))
    return ~old


def named_on_paper(session: Session, county: str) -> Iterator[str]:
    """The snapshots that lines of issued lists name, as they were issued."""
    query = select(Issued.record).join(FindingRow, FindingRow.id == Issued.finding_id)
    for record in session.scalars(query.where(FindingRow.county == county)):
        if record.get("snapshot"):
            yield record["snapshot"]


def handed_in_with_claims(session: Session) -> Iterator[str]:
    for files in session.scalars(select(Claim.files)):
        yield from files


def old_readings(session: Session, county: str, before: datetime) -> Iterator[int]:
    """The ids of old readings of pages that nothing needs any more."""
    of_county = select(Run.id).where(Run.county == county)
    last = last_accepted(session, county)
    open_runs = select(Run.id).where(Run.county == county, Run.state.in_(("running", "suspect")))
    rows = (
        select(EvidenceRow.id).join(Visit, Visit.id == EvidenceRow.visit_id)
        .where(EvidenceRow.run_id.in_(of_county), EvidenceRow.kind.in_(PUBLISHED), Visit.fetched_at < before)
        .where(EvidenceRow.run_id != (last.id if last else 0), EvidenceRow.run_id.not_in(open_runs))
        .order_by(EvidenceRow.id)
    )  # fmt: skip
    held = set(session.scalars(first_guide_rows(county)))
    newest = newest_visits(county, EvidenceRow.kind.in_(PUBLISHED))
    held.update(session.scalars(select(EvidenceRow.id).where(EvidenceRow.visit_id.in_(newest))))
    held.update(session.scalars(behind_findings(county, before)))
    yield from (number for number in session.scalars(rows) if number not in held)


def behind_findings(county: str, before: datetime) -> Select[int]:
    """Of the bytes behind each finding whose evidence stays, the newest reading of every subject."""
    bytes_held = select(FindingRow.snapshot).where(FindingRow.snapshot != "", held_finding(county, before))
    return (
        select(func.max(EvidenceRow.id)).join(Visit, Visit.id == EvidenceRow.visit_id)
        .where(Visit.snapshot.in_(bytes_held)).group_by(Visit.snapshot, EvidenceRow.subject)
    )  # fmt: skip


def batched(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows in portions of AT_ONCE."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some
