"""What was fetched and could be read, each address in its newest form: to be read again by a new reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import visits
from storage.models import Run, Snapshot, Todo, Visit


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One address with the bytes that it last gave, and what was known of it when it was read."""

    county: str
    source: str
    channel: str
    url: str
    final_url: str
    content_type: str
    fetched_at: datetime
    unit: str
    page_of_list: int
    posted: bytes
    body: bytes
    visit_id: int = 0
    item: str = ""
    """The item of the guide that an attachment belongs to."""
    called: str = ""
    """What the link to an attachment calls it."""


# Of an address that only sends its visitor on, nothing is to be read; nor where the bytes were pruned.
STORED = select(Snapshot.hash).where(Snapshot.hash == Visit.snapshot, Snapshot.pruned_on.is_(None)).exists()
GOOD = (Visit.reason == "", Visit.detail == "", STORED, Visit.todo_id.is_not(None))


def sources(session: Session) -> list[str]:
    """The names of all sources that were ever visited."""
    return list(session.scalars(select(Visit.source).distinct().order_by(Visit.source)))


def newest_pages(session: Session, source: str | None = None) -> Iterator[StoredPage]:
    """The newest good visit of every address that was on a to-do list, in the order of the addresses."""
    newest_first = func.row_number().over(
        partition_by=(Run.county, Visit.source, Visit.url),
        order_by=(Visit.fetched_at.desc(), Visit.id.desc()),
    )
    ranked = select(Visit.id, newest_first.label("place")).join(Run, Run.id == Visit.run_id).where(*GOOD)
    if source is not None:
        ranked = ranked.where(Visit.source == source)
    places = ranked.subquery()
    query = (
        select(Visit, Todo, Run.county)
        .join(places, places.c.id == Visit.id)
        .join(Todo, Todo.id == Visit.todo_id)
        .join(Run, Run.id == Visit.run_id)
        .where(places.c.place == 1)
        .order_by(Run.county, Visit.source, Visit.url)
    )
    for visit, todo, county in session.execute(query):
        yield stored(session, visit, todo, county)


def pages_of_visits(session: Session, visit_ids: Iterable[int]) -> Iterator[StoredPage]:
    """The pages that these visits fetched, in the order of their addresses."""
    wanted = set(visit_ids)
    query = (
        select(Visit, Todo, Run.county)
        .join(Todo, Todo.id == Visit.todo_id)
        .join(Run, Run.id == Visit.run_id)
        .where(*GOOD)
        .order_by(Visit.source, Visit.url, Visit.id)
    )
    for some in batched(sorted(wanted)):
        for visit, todo, county in session.execute(query.where(Visit.id.in_(some))):
            yield stored(session, visit, todo, county)


def visits_of_run(session: Session, run_id: int) -> list[int]:
    """The visits of a run that gave a page to read."""
    return list(session.scalars(select(Visit.id).where(Visit.run_id == run_id, *GOOD).order_by(Visit.id)))


def batched(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    """So many at once as every database takes in one question."""
    for begin in range(0, len(numbers), size):
        yield numbers[begin : begin + size]


def stored(session: Session, visit: Visit, todo: Todo, county: str) -> StoredPage:
    meta = todo.meta or {}
    return StoredPage(
        county=county,
        source=visit.source,
        channel=visit.channel,
        url=todo.url,
        final_url=visit.final_url,
        content_type=visit.content_type,
        fetched_at=visit.fetched_at,
        unit=todo.unit,
        page_of_list=int(meta.get("page", 0)),
        posted=str(meta.get("body", "")).encode(),
        body=visits.body(session, str(visit.snapshot)),
        visit_id=visit.id,
        item=str(meta.get("item", "")),
        called=str(meta.get("called", "")),
    )
