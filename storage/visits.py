"""Visits and snapshots: every fetch with its time and headers, every content once."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Run, Snapshot, Visit
from storage.reasons import Reason


@dataclass(frozen=True, slots=True)
class Fetch:
    """What one fetch brought. `url` is the to-do's key; `body` is None when nothing came.

    `same_as` names the earlier visit whose content a 304 confirmed.
    """

    url: str
    final_url: str
    source: str
    channel: str
    fetched_at: datetime
    elapsed: float = 0.0
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str = ""
    reason: Reason | None = None
    detail: str = ""
    todo_id: int | None = None
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last good visit left to ask "has it changed?" with."""

    visit_id: int
    snapshot: str
    etag: str = ""
    last_modified: str = ""


class Pruned(LookupError):
    """Bytes that were removed by the rule of retention; the text says when, in Chinese."""


def record(session: Session, run_id: int, fetch: Fetch) -> Visit:
    """Store a fetch; its bytes only if they were never seen."""
    snapshot = keep(session, fetch.body) if fetch.body is not None else None
    if fetch.same_as is not None:
        snapshot = session.get_one(Visit, fetch.same_as).snapshot
    visit = Visit(
        run_id=run_id, todo_id=fetch.todo_id, source=fetch.source, channel=fetch.channel, url=fetch.url,
        final_url=fetch.final_url, fetched_at=fetch.fetched_at, elapsed=fetch.elapsed, status=fetch.status,
        headers=fetch.headers, content_type=fetch.content_type, snapshot=snapshot, same_as=fetch.same_as,
        reason=fetch.reason.value if fetch.reason else "", detail=fetch.detail[:500],
    )  # fmt: skip
    session.add(visit)
    session.flush()
    return visit


def keep(session: Session, body: bytes) -> str:
    """Store bytes once; return their SHA-256."""
    digest = sha256(body).hexdigest()
    found = session.get(Snapshot, digest)
    if found is None:
        # Another worker may be storing the same bytes at this moment.
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        row = {"hash": digest, "size": len(body), "packed": zlib.compress(body, 6)}
        session.execute(insert(Snapshot).values(row).on_conflict_do_nothing())
    elif found.pruned_on is not None:
        found.packed, found.pruned_on = zlib.compress(body, 6), None
    return digest


def body(session: Session, digest: str) -> bytes:
    """The bytes of a snapshot. Raises Pruned when they were removed by the rule of retention."""
    found = session.get_one(Snapshot, digest)
    if found.pruned_on is not None:
        raise Pruned(f"这份内容已按留存期限于 {found.pruned_on} 清理，只保留了校验值 {digest}")
    return zlib.decompress(found.packed)


def is_kept(session: Session, digest: str) -> bool:
    """Are the bytes of this snapshot stored?"""
    found = session.get(Snapshot, digest)
    return found is not None and found.pruned_on is None


def last_good(session: Session, county: str, source: str, url: str) -> Visit | None:
    """The newest visit of an address that could be read."""
    return session.scalars(
        select(Visit)
        .join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, Visit.source == source, Visit.url == url)
        .where(Visit.reason == "", Visit.snapshot.is_not(None))
        .order_by(Visit.fetched_at.desc(), Visit.id.desc())
        .limit(1)
    ).first()


def newest_word(session: Session, county: str, source: str, url: str) -> datetime | None:
    """When an address last said something of itself: its content, or that it is gone.

    What an import left that broke off does not count: its pages were never compared.
    """
    gone = [reason.value for reason in Reason if reason.is_gone]
    return session.scalar(
        select(func.max(Visit.fetched_at))
        .join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, Visit.source == source, Visit.url == url)
        .where(~((Run.kind == "import") & (Run.state == "aborted")))
        .where(((Visit.reason == "") & Visit.snapshot.is_not(None)) | Visit.reason.in_(gone))
    )


def validators(session: Session, county: str, source: str, url: str) -> Validators | None:
    """The ETag and date of the last good visit; None when there is nothing to ask with."""
    visit = last_good(session, county, source, url)
    if visit is None or visit.snapshot is None or not is_kept(session, visit.snapshot):
        return None
    headers = {name.lower(): value for name, value in visit.headers.items()}
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    return Validators(visit.id, visit.snapshot, etag, modified) if etag or modified else None
