"""The to-do list of a run: what is planned, what is fetched, what failed and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Todo, Visit
from storage.reasons import Reason


@dataclass(frozen=True, slots=True)
class Planned:
    """Something to fetch. `key` makes it one to-do; the lower the priority, the earlier it is done."""

    key: str
    url: str
    kind: str = ""
    unit: str = ""
    depth: int = 0
    parent: str = ""
    priority: int = 0
    meta: dict[str, Any] = field(default_factory=dict)


def plan(session: Session, run_id: int, source: str, items: Iterable[Planned]) -> list[Todo]:
    """Add to-dos; return only those that were not on the list before, in the order given."""
    wanted = {item.key: item for item in items}
    if not wanted:
        return []
    known = set(known_keys(session, run_id, source, list(wanted)))
    new = [item for key, item in wanted.items() if key not in known]
    rows = [
        {
            "run_id": run_id, "source": source, "key": item.key, "url": item.url, "kind": item.kind,
            "unit": item.unit, "depth": item.depth, "parent": item.parent, "priority": item.priority,
            "meta": item.meta, "state": "planned", "reason": "", "detail": "",
        }
        for item in new
    ]  # fmt: skip
    if not rows:
        return []
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(Todo).on_conflict_do_nothing(), rows)
    return found(session, run_id, source, [item.key for item in new])


CHUNK = 500


def known_keys(session: Session, run_id: int, source: str, keys: list[str]) -> Iterable[str]:
    for start in range(0, len(keys), CHUNK):
        part = Todo.key.in_(keys[start : start + CHUNK])
        yield from session.scalars(select(Todo.key).where(Todo.run_id == run_id, Todo.source == source, part))


def found(session: Session, run_id: int, source: str, keys: list[str]) -> list[Todo]:
    """The to-dos of these keys, in the order of planning."""
    rows: list[Todo] = []
    for start in range(0, len(keys), CHUNK):
        part = Todo.key.in_(keys[start : start + CHUNK])
        rows += session.scalars(
            select(Todo).where(Todo.run_id == run_id, Todo.source == source, part).order_by(Todo.id)
        )
    return rows


def waiting(session: Session, run_id: int, source: str, limit: int | None = None) -> list[Todo]:
    """What is still to be done, the most urgent first."""
    query = select(Todo).where(Todo.run_id == run_id, Todo.source == source, Todo.state == "planned")
    return list(session.scalars(query.order_by(Todo.priority, Todo.id).limit(limit)))


def has_any(session: Session, run_id: int, source: str) -> bool:
    """Was anything ever planned for this source in this run?"""
    query = select(Todo.id).where(Todo.run_id == run_id, Todo.source == source).limit(1)
    return session.scalar(query) is not None


def mark_fetched(session: Session, todo_id: int, visit_id: int) -> None:
    """It was fetched and read."""
    values = {"state": "fetched", "reason": "", "detail": "", "visit_id": visit_id}
    session.execute(update(Todo).where(Todo.id == todo_id).values(values))


def mark_failed(
    session: Session, todo_id: int, reason: Reason, detail: str = "", visit_id: int | None = None
) -> None:
    """It was not read, for this reason."""
    values = {"state": "failed", "reason": reason.value, "detail": detail[:500], "visit_id": visit_id}
    session.execute(update(Todo).where(Todo.id == todo_id).values(values))


def misses(session: Session, run_id: int) -> dict[tuple[str, str], Reason]:
    """Everything of a run that was not read, by source and key."""
    query = select(Todo.source, Todo.key, Todo.reason).where(Todo.run_id == run_id, Todo.state == "failed")
    return {(source, key): Reason(reason) for source, key, reason in session.execute(query)}


def sent_on(session: Session, run_id: int) -> frozenset[tuple[str, str]]:
    """Every address of a run, by source and key, that only sent its visitor on to another one."""
    query = (
        select(Todo.source, Todo.key)
        .join(Visit, Visit.id == Todo.visit_id)
        .where(Todo.run_id == run_id, Todo.state == "fetched", Visit.reason == "", Visit.detail != "")
    )
    return frozenset((source, key) for source, key in session.execute(query))
