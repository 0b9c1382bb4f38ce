"""Links that a run could not read: what they answered, and on which days since they last opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checks.evidence import Channel
from checks.links import Answer, Link, Links, Place, host_of, without_outages
from storage.models import Run, Todo, Visit
from storage.reasons import Reason

FILE = "attachment"
LOOKED_BACK = 60
"""So many visits of an address are looked back on; a link that is broken for longer is broken anyhow."""

NO_FILE = (Reason.SOFT_NOT_FOUND, Reason.ERROR_PAGE, Reason.UNREADABLE)


def links_of(session: Session, run: Run, channels: dict[str, Channel]) -> Links:
    """The links of a run; `channels` names the channel of each source of the profile."""
    tried: Counter[Place] = Counter()
    for source, url in session.execute(select(Todo.source, Todo.url).where(Todo.run_id == run.id)):
        tried[source, host_of(url)] += 1
    query = select(Todo).where(Todo.run_id == run.id, Todo.state == "failed").order_by(Todo.source, Todo.key)
    failed = [link_of(session, run, todo, channels) for todo in session.scalars(query)]
    return without_outages((link for link in failed if link is not None), tried)


def link_of(session: Session, run: Run, todo: Todo, channels: dict[str, Channel]) -> Link | None:
    """A failed to-do as a link; None for what was left out on purpose and of a source that is no more."""
    reason = Reason(todo.reason) if todo.reason in list(Reason) else Reason.NOT_VISITED
    if todo.source not in channels or reason.is_left_out:
        return None
    found = as_found(session, run, todo)
    if found is None:
        return None
    same = Todo.source == todo.source, Todo.url == found.parent
    holder = session.scalars(select(Todo.key).where(*same).order_by(Todo.id.desc()).limit(1)).first()
    return Link(
        address=todo.url,
        called=str(found.meta.get("called") or ""),
        source=todo.source,
        channel=channels[todo.source],
        holder=holder or found.parent,
        holder_url=found.parent,
        unit=found.unit,
        is_file=found.kind == FILE,
        answer=answer_of(reason),
        why=reason.label,
        day=run.as_of,
        gone_on=tuple(sorted(set(days_gone(session, run, todo)))),
    )


def as_found(session: Session, run: Run, todo: Todo) -> Todo | None:
    """The to-do as a page led to it; None where no page does.

    A night asks for known pages first: what no page leads to any more is no link. A re-check, which asks
    for known addresses only, looks up which page it was. Of several pages that lead there the crawl takes
    whichever it reads first: the one that was named before stays, while it reads as it did.
    """
    same = Todo.source == todo.source, Todo.key == todo.key, Todo.id < todo.id, Todo.parent != ""
    if not todo.parent:
        newest = select(Todo).where(*same).order_by(Todo.id.desc()).limit(1)
        return session.scalars(newest).first() if run.kind == "recheck" else None
    firsts = select(func.min(Todo.id)).where(*same).group_by(Todo.parent)
    for before in session.scalars(select(Todo).where(Todo.id.in_(firsts)).order_by(Todo.id)):
        if before.parent == todo.parent:
            return todo
        now, then = (snapshot_of(session, run_id, before) for run_id in (run.id, before.run_id))
        if now is not None and now == then:
            return before
    return todo


def snapshot_of(session: Session, run_id: int, led: Todo) -> str | None:
    """What the page that led to this to-do said in a run; None where it was not read."""
    page = Todo.run_id == run_id, Todo.source == led.source, Todo.url == led.parent
    return session.scalar(
        select(Visit.snapshot).join(Todo, Todo.visit_id == Visit.id).where(*page, Visit.reason == "").limit(1)
    )


def answer_of(reason: Reason) -> Answer:
    """What a reason for a failed visit says of the address."""
    if reason.is_gone:
        return Answer.GONE
    return Answer.NO_FILE if reason in NO_FILE else Answer.UNKNOWN


def days_gone(session: Session, run: Run, todo: Todo) -> Iterator[date]:
    """The days since its last good reading on which the address said that there is nothing."""
    query = (
        select(Visit.reason, Run.as_of)
        .join(Run, Run.id == Visit.run_id)
        .where(Visit.source == todo.source, Visit.url == todo.key, Run.id <= run.id)
        .order_by(Visit.fetched_at.desc(), Visit.id.desc())
        .limit(LOOKED_BACK)
    )
    for said, day in session.execute(query):
        if not said:
            return
        if answer_of(Reason(said)) is not Answer.UNKNOWN:
            yield day
