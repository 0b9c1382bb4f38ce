"""Evidence as it was read: stored with its visit, used again when the content has not changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.evidence import Article, Evidence, Guide, Page, Publication
from checks.records import from_json, to_json
from checks.subject import article_subject, guide_subject, publication_subject
from storage.models import EvidenceRow, Run, Todo, Visit

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Stored:
    """A piece of evidence with the visit that gave it; `key` is the address that was fetched."""

    piece: Evidence
    subject: str
    visit_id: int
    key: str
    fetched_at: datetime
    source: str
    channel: str


@dataclass(frozen=True, slots=True)
class KnownPage:
    """An address that held evidence before, and how it was planned then."""

    key: str
    url: str
    kind: str
    unit: str
    depth: int
    meta: dict[str, object]


def subject_of(piece: Evidence) -> str:
    """The lasting key of what a piece of evidence is about; a page has its own address."""
    if isinstance(piece, Guide):
        return guide_subject(piece).key
    if isinstance(piece, Publication):
        return publication_subject(piece).key
    if isinstance(piece, Article):
        return article_subject(piece).key
    return f"page:{piece.origin.url}"


def store(session: Session, run_id: int, visit: Visit, pieces: Iterable[Evidence], reader: str) -> None:
    """Keep what was read from one visit."""
    for piece in pieces:
        session.add(
            EvidenceRow(
                run_id=run_id, visit_id=visit.id, kind=to_json(piece)["kind"], subject=subject_of(piece),
                channel=piece.channel.value, unit="" if isinstance(piece, Page) else piece.unit,
                reader=reader, content=to_json(piece),
            )
        )  # fmt: skip
    session.flush()


def reuse(session: Session, run_id: int, visit: Visit, earlier: int, reader: str) -> bool:
    """Take over the evidence of an earlier visit with the same content, read by the same reader.

    False when that visit was read by another version: then its bytes must be read again.
    """
    rows = list(
        session.scalars(select(EvidenceRow).where(EvidenceRow.visit_id == earlier).order_by(EvidenceRow.id))
    )
    if not rows or any(row.reader != reader for row in rows):
        return False
    day = visit.fetched_at.astimezone(BEIJING).date()
    for row in rows:
        piece = from_json(row.content)
        store(session, run_id, visit, [replace(piece, origin=replace(piece.origin, seen_on=day))], reader)
    return True


def of_run(session: Session, run_id: int) -> Iterator[Stored]:
    """All evidence of a run, in the order in which it was read."""
    query = (
        select(EvidenceRow, Visit).join(Visit, Visit.id == EvidenceRow.visit_id)
        .where(EvidenceRow.run_id == run_id).order_by(EvidenceRow.id)
    )  # fmt: skip
    for row, visit in session.execute(query):
        yield stored(row, visit)


def stored(row: EvidenceRow, visit: Visit) -> Stored:
    return Stored(
        from_json(row.content),
        row.subject,
        visit.id,
        visit.url,
        visit.fetched_at,
        visit.source,
        visit.channel,
    )


def newest(session: Session, county: str, kinds: Iterable[str]) -> Iterator[Stored]:
    """The last good reading of every address that ever gave evidence of these kinds."""
    query = (
        select(EvidenceRow, Visit).join(Visit, Visit.id == EvidenceRow.visit_id)
        .join(Run, Run.id == EvidenceRow.run_id)
        .where(Run.county == county, EvidenceRow.kind.in_(list(kinds)))
        .order_by(Visit.fetched_at, EvidenceRow.id)
    )  # fmt: skip
    by_address: dict[tuple[str, str], list[Stored]] = {}
    for row, visit in session.execute(query):
        found = by_address.get((visit.source, visit.url))
        if found is None or found[0].visit_id != visit.id:
            by_address[visit.source, visit.url] = found = []
        found.append(stored(row, visit))
    for pieces in by_address.values():
        yield from pieces


def known_pages(session: Session, run: Run, source: str) -> list[KnownPage]:
    """The addresses that held evidence in the last accepted night, as they were planned then."""
    before = session.scalars(
        select(Run.id)
        .where(Run.county == run.county, Run.kind == "night", Run.state == "complete", Run.id < run.id)
        .order_by(Run.id.desc()).limit(1)
    ).first()  # fmt: skip
    if before is None:
        return []
    held = select(EvidenceRow.visit_id).where(EvidenceRow.run_id == before)
    query = select(Todo).where(Todo.run_id == before, Todo.source == source, Todo.visit_id.in_(held))
    return [
        KnownPage(todo.key, todo.url, todo.kind, todo.unit, todo.depth, todo.meta)
        for todo in session.scalars(query.order_by(Todo.id))
    ]
