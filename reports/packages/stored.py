"""The stored visits behind the lines of a list: pages as they were issued, and as they were put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from checks.text.masking import private_numbers
from reports.papers.round import Line
from storage import visits
from storage.deadlines import portions
from storage.models import EvidenceRow, FindingRow, IssueList, Run, Snapshot, Todo, Visit


@dataclass
class Behind:
    """The visits behind a unit's lines, in the order of their times, and those of each line."""

    visits: dict[int, Visit] = field(default_factory=dict)
    of_line: dict[str, list[int]] = field(default_factory=dict)
    """By the line's number the visits behind it, the page as it was issued first."""

    def add(self, number: str, found: Iterable[Visit]) -> None:
        own = self.of_line.setdefault(number, [])
        for visit in found:
            self.visits.setdefault(visit.id, visit)
            if visit.id not in own:
                own.append(visit.id)

    @property
    def in_order(self) -> list[Visit]:
        """Every visit once; what was fetched first comes first, so that a 304 follows what it confirms."""
        return sorted(self.visits.values(), key=lambda visit: (visit.fetched_at, visit.id))


def behind(session: Session, county: str, lines: Sequence[Line]) -> Behind:
    """The visits behind these lines; a line that rests on no page has none."""
    found = Behind()
    issued_at = {one.id: one.at for one in session.scalars(select(IssueList))}
    rows = rows_of(session, [line.row for line in lines])
    known: dict[tuple[str, datetime | None], list[Visit]] = {}
    for line in lines:
        row, until = rows[line.row], issued_at.get(line.list_id)
        found.add(line.number, [])
        if line.snapshot:
            key = line.snapshot, until
            if key not in known:
                known[key] = showing(session, county, line.snapshot, row.fetched_url, until)
            found.add(line.number, known[key])
        for source, address in row.places:
            found.add(line.number, last_good(session, county, source, address, until))
        if row.observed == "absent":
            found.add(line.number, last_good(session, county, row.source, row.fetched_url, None))
    return found


def rows_of(session: Session, numbers: Sequence[int]) -> dict[int, FindingRow]:
    return {
        row.id: row
        for some in portions(numbers)
        for row in session.scalars(select(FindingRow).where(FindingRow.id.in_(some)))
    }


def showing(
    session: Session, county: str, snapshot: str, address: str, until: datetime | None
) -> list[Visit]:
    """The first visit that brought these bytes and the last one, until then, that found them unchanged."""
    query = (
        select(Visit)
        .join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, Visit.snapshot == snapshot)
        .order_by(Visit.fetched_at, Visit.id)
    )
    all_of_them = list(session.scalars(query))
    in_time = [one for one in all_of_them if until is None or one.fetched_at <= until] or all_of_them
    own = [one for one in in_time if address in (one.url, one.final_url)] or in_time
    whole = [one for one in own if one.same_as is None] or [one for one in in_time if one.same_as is None]
    ends = [*whole[:1], *own[-1:]]
    return list(dict.fromkeys(ends))


def last_good(
    session: Session, county: str, source: str, address: str, until: datetime | None
) -> list[Visit]:
    """The newest good visit of an address until then, after the one whose bytes a 304 confirmed."""
    if not address:
        return []
    wanted: list[ColumnElement[bool]] = [
        Run.county == county, Visit.source == source, or_(Visit.url == address, Visit.final_url == address),
        Visit.reason == "", Visit.snapshot.is_not(None),
    ]  # fmt: skip
    if until is not None:
        wanted.append(Visit.fetched_at <= until)
    newest = session.scalars(
        select(Visit).join(Run, Run.id == Visit.run_id).where(*wanted)
        .order_by(Visit.fetched_at.desc(), Visit.id.desc()).limit(1)
    ).first()  # fmt: skip
    if newest is None:
        return []
    first = session.get(Visit, newest.same_as) if newest.same_as is not None else None
    return [newest] if first is None else [first, newest]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the server: the address, and the body of a POST."""

    address: str
    posted: str = ""


def asked(session: Session, visit: Visit) -> Asked:
    """What this visit asked for, by the to-do that it was."""
    todo = session.get(Todo, visit.todo_id) if visit.todo_id is not None else None
    posted = str((todo.meta or {}).get("body", "")) if todo is not None else ""
    address = todo.url if todo is not None and posted else visit.final_url
    return Asked(address or visit.final_url, posted)


def body_of(session: Session, visit: Visit) -> bytes | None:
    """The bytes of a visit; None when they are not kept any more."""
    if visit.snapshot is None:
        return None
    try:
        return visits.body(session, visit.snapshot)
    except visits.Pruned:
        return None


def size_of(session: Session, digest: str | None) -> int:
    found = session.get(Snapshot, digest) if digest else None
    return found.size if found is not None else 0


def numbers_read(session: Session, snapshot: str) -> set[str]:
    """The numbers of private persons in anything that was read from these bytes."""
    query = (
        select(EvidenceRow.content)
        .join(Visit, Visit.id == EvidenceRow.visit_id)
        .where(Visit.snapshot == snapshot)
    )
    texts = (text for content in session.scalars(query) for text in texts_in(content))
    return {number for text in texts for number in private_numbers(text)}


def texts_in(content: object) -> Iterator[str]:
    """Every text of a JSON object; the cells of a row are read as one line."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from (text for value in content.values() for text in texts_in(value))
    elif isinstance(content, list):
        if content and all(isinstance(one, str) for one in content):
            yield " ".join(content)
        else:
            yield from (text for value in content for text in texts_in(value))
