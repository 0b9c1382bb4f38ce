"""Evidence as it was read: stored with the visit that gave it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from checks.evidence import Article, Evidence, Guide, Page, Publication
from checks.records import from_json, to_json
from checks.subject import article_subject, guide_subject, publication_subject
from storage.models import EvidenceRow, FindingRow, Run, Todo, Visit
from storage.runs import last_accepted


@dataclass(frozen=True, slots=True)
class Stored:
    """A piece of evidence with the visit that gave it.

    `key` is the address that was fetched, `content` the hash of what the piece says.
    """

    piece: Evidence
    subject: str
    visit_id: int
    key: str
    fetched_at: datetime
    source: str
    channel: str
    content: str = ""
    reader: str = ""
    """The version of the reader that gave it."""


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
        content_hash(row.content),
        row.reader,
    )


ABOUT_THE_VISIT = frozenset({"id", "url", "fetched_url", "source", "snapshot", "seen_on", "visits"})
"""Keys that tell where and when it was read, or count its readers: they change while the text stays."""


def content_hash(record: Mapping[str, Any]) -> str:
    """The hash of what a piece of evidence says, wherever and whenever it was read."""
    said = {key: value for key, value in record.items() if key not in ABOUT_THE_VISIT}
    said["attachments"] = [file["name"] for file in record.get("attachments", ())]
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def newest(session: Session, county: str, kinds: Iterable[str]) -> Iterator[Stored]:
    """The last good reading of every address that ever gave evidence of these kinds, by address."""
    wanted = EvidenceRow.kind.in_(list(kinds))
    query = (
        select(EvidenceRow, Visit)
        .join(Visit, Visit.id == EvidenceRow.visit_id)
        .where(Visit.id.in_(newest_visits(county, wanted)), wanted)
        .order_by(Visit.source, Visit.url, EvidenceRow.id)
    )
    for row, visit in session.execute(query):
        yield stored(row, visit)


def newest_visits(county: str, wanted: ColumnElement[bool]) -> Select[int]:
    """Of every address the newest visit that gave such evidence."""
    given = select(EvidenceRow.id).where(EvidenceRow.visit_id == Visit.id, wanted).exists()
    return newest_of_each_address(county, given)


def newest_of_each_address(county: str, *which: ColumnElement[bool]) -> Select[int]:
    """Of every address the newest of these visits."""
    newest_first = func.row_number().over(
        partition_by=(Visit.source, Visit.url), order_by=(Visit.fetched_at.desc(), Visit.id.desc())
    )
    ranked = (
        select(Visit.id, newest_first.label("place"))
        .join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, *which)
        .subquery()
    )
    return select(ranked.c.id).where(ranked.c.place == 1)


PUBLISHED = ("guide", "publication", "article", "page")
"""Evidence that was read from pages and files; what was handed in is asked for by its own name."""


def last_readings(
    session: Session, county: str, places: Iterable[tuple[str, str]], *, before: int
) -> Iterator[Stored]:
    """What each of these places (source, address) said when it was last read before the run of this id."""
    for source, key in sorted(set(places)):
        published = EvidenceRow.visit_id == Visit.id, EvidenceRow.kind.in_(PUBLISHED)
        last = (
            select(Visit.id).join(Run, Run.id == Visit.run_id)
            .where(Run.county == county, Run.id < before, Visit.source == source, Visit.url == key)
            .where(select(EvidenceRow.id).where(*published).exists())
            .order_by(Visit.fetched_at.desc(), Visit.id.desc()).limit(1)
        )  # fmt: skip
        query = (
            select(EvidenceRow, Visit).join(Visit, Visit.id == EvidenceRow.visit_id)
            .where(Visit.id == last.scalar_subquery()).order_by(EvidenceRow.id)
        )  # fmt: skip
        for row, visit in session.execute(query):
            yield stored(row, visit)


def first_guides(session: Session, county: str, before: int) -> Iterator[Guide]:
    """The first reading of every guide on its channel in the complete nights before the run of this id."""
    first = first_guide_rows(county).where(Run.id < before)
    rows = session.scalars(
        select(EvidenceRow.content).where(EvidenceRow.id.in_(first)).order_by(EvidenceRow.id)
    )
    yield from (piece for row in rows if isinstance(piece := from_json(row), Guide))


def first_guide_rows(county: str) -> Select[int]:
    """The ids of the first readings of every guide on its channel in complete nights."""
    return (
        select(func.min(EvidenceRow.id)).join(Run, Run.id == EvidenceRow.run_id)
        .where(Run.county == county, Run.kind == "night", Run.state == "complete")
        .where(EvidenceRow.kind == "guide").group_by(EvidenceRow.subject, EvidenceRow.channel)
    )  # fmt: skip


def known_pages(session: Session, run: Run, source: str) -> list[KnownPage]:
    """The addresses to ask for again, linked or not, as they were planned last.

    They held evidence in the last accepted night, or a finding stands there that is neither fixed nor
    gone: a page that one night did not give is asked for until it is clear what became of it.
    """
    keys = {*held(session, run, source), *open_places(session, run.county, source)}
    rows = (
        select(func.max(Todo.id)).join(Run, Run.id == Todo.run_id)
        .where(Run.county == run.county, Run.id < run.id, Todo.source == source).group_by(Todo.key)
    )  # fmt: skip
    last = session.scalars(select(Todo).where(Todo.id.in_(rows)).order_by(Todo.id))
    return [
        KnownPage(todo.key, todo.url, todo.kind, todo.unit, todo.depth, todo.meta)
        for todo in last
        if todo.key in keys
    ]


def held(session: Session, run: Run, source: str) -> Iterable[str]:
    """The addresses of a source that gave evidence in the last accepted night before this run."""
    before = last_accepted(session, run.county, run.id)
    if before is None:
        return ()
    given = select(EvidenceRow.visit_id).where(EvidenceRow.run_id == before.id)
    query = select(Todo.key).where(Todo.run_id == before.id, Todo.source == source, Todo.visit_id.in_(given))
    return session.scalars(query)


def open_places(session: Session, county: str, source: str) -> Iterable[str]:
    """The addresses of a source where a finding stands that is neither fixed nor gone."""
    rows = session.execute(
        select(FindingRow.source, FindingRow.fetched_url, FindingRow.places)
        .where(FindingRow.county == county, FindingRow.observed.in_(("present", "unknown")))
        .order_by(FindingRow.id)
    )
    for named, address, places in rows:
        yield from (each for owner, each in [(named, address), *places] if owner == source and each)
