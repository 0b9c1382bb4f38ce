"""Runs: one at a time for a county, taken over from a dead owner, with exact coverage."""

from __future__ import annotations

import os
import socket
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Run, Todo
from storage.reasons import Reason

STALE = timedelta(minutes=5)
"""An owner on another machine that has not been heard of for so long is dead."""

RESUMABLE = timedelta(hours=12)
MISSES_SHOWN = 500


class RunInProgress(Exception):
    """Another run of the same county is alive; the text says whose and since when."""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What a run planned and read of one source. `reasons` counts the misses by reason."""

    source: str
    planned: int
    fetched: int
    failed: int
    reasons: tuple[tuple[Reason, int], ...] = ()
    misses: tuple[tuple[str, Reason, str], ...] = ()
    """(address, reason, detail) of what was not read, at most 500."""

    @property
    def waiting(self) -> int:
        """What was planned and is neither fetched nor failed."""
        return self.planned - self.fetched - self.failed


def this_process() -> str:
    """The owner's name: host, process id and the process's own start, since ids are used again."""
    return f"{socket.gethostname()}:{os.getpid()}:{process_start(os.getpid())}"


def process_start(pid: int) -> str:
    """When a process of this machine started, in the kernel's ticks; "" if there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def is_alive(run: Run, now: datetime) -> bool:
    """Is the owner of a running run still at work?"""
    host, pid, start = run.owner.rsplit(":", 2)
    if host == socket.gethostname():
        return bool(start) and process_start(int(pid)) == start
    return now - run.heartbeat < STALE


def open_run(
    session: Session, county: str, kind: str, *, owner: str, as_of: date, ruleset: str, now: datetime
) -> Run:
    """Start a run, or take over the night that a dead owner left.

    A night of the same day that is less than 12 hours old is resumed by the next night and left alone by
    anything else; every other leftover is closed as aborted.
    Raises RunInProgress while another owner is alive, or while this one is still gathering a night.
    """
    running = select(Run).where(Run.county == county, Run.state == "running").order_by(Run.id)
    left_over = list(session.scalars(running))
    for left in left_over:
        if is_at_work(left, owner, kind, now):
            raise RunInProgress(
                f"{county}已有一次运行在进行（{left.owner}，{left.started_at:%Y-%m-%d %H:%M} UTC 开始），"
                "请等它结束"
            )
    resumed = None
    for left in left_over:
        if not is_resumable(left, as_of, now):
            close_run(session, left, "aborted", now=now, note="上次运行中断，未完成")
        elif kind == "night":
            left.owner, left.heartbeat, left.ruleset = owner, now, ruleset
            resumed = left
    return resumed or begin(session, county, kind, owner=owner, as_of=as_of, ruleset=ruleset, now=now)


def is_at_work(left: Run, owner: str, kind: str, now: datetime) -> bool:
    """Does somebody work on it? What this process left itself is only a night that it still gathers."""
    if left.owner == owner:
        return left.kind == "night" and left.stage == "planned" and kind != "night"
    return is_alive(left, now)


def is_resumable(left: Run, as_of: date, now: datetime) -> bool:
    return left.kind == "night" and left.as_of == as_of and now - left.started_at < RESUMABLE


def begin(
    session: Session, county: str, kind: str, *, owner: str, as_of: date, ruleset: str, now: datetime
) -> Run:
    run = Run(
        county=county, kind=kind, as_of=as_of, state="running", stage="planned", owner=owner,
        heartbeat=now, started_at=now, ruleset=ruleset, reader="", note="",
    )  # fmt: skip
    session.add(run)
    session.flush()
    return run


def heartbeat(session: Session, run_id: int, now: datetime) -> None:
    """Say that the run's owner is alive."""
    run = session.get_one(Run, run_id)
    run.heartbeat = now


def close_run(session: Session, run: Run, state: str, *, now: datetime, note: str = "") -> None:
    """End a run as complete, suspect or aborted."""
    run.state, run.finished_at, run.note = state, now, note
    session.flush()


def latest(
    session: Session, county: str, *, kinds: Sequence[str] = ("night",), stage: str = ""
) -> Run | None:
    """The newest run of these kinds that ended, or that reached this stage."""
    query = select(Run).where(Run.county == county, Run.kind.in_(kinds))
    query = query.where(Run.stage == stage) if stage else query.where(Run.state.in_(("complete", "suspect")))
    return session.scalars(query.order_by(Run.id.desc()).limit(1)).first()


def last_accepted(session: Session, county: str, before: int | None = None) -> Run | None:
    """The newest complete night, before the run of this id if one is given."""
    query = select(Run).where(Run.county == county, Run.kind == "night", Run.state == "complete")
    if before is not None:
        query = query.where(Run.id < before)
    return session.scalars(query.order_by(Run.id.desc()).limit(1)).first()


def coverage(session: Session, run_id: int, *, listed: int = MISSES_SHOWN) -> tuple[SourceCoverage, ...]:
    """What the run planned, fetched and missed, source by source in the order of planning.

    At most so many misses of each source are `listed`; all are counted.
    """
    states: dict[str, Counter[str]] = defaultdict(Counter)
    rows = session.execute(
        select(Todo.source, Todo.state, func.count(), func.min(Todo.id))
        .where(Todo.run_id == run_id)
        .group_by(Todo.source, Todo.state)
        .order_by(func.min(Todo.id))
    )
    for source, state, count, _ in rows:
        states[source][state] += count
    return tuple(covered(session, run_id, source, counts, listed) for source, counts in states.items())


def covered(session: Session, run_id: int, source: str, counts: Counter[str], listed: int) -> SourceCoverage:
    failed = Todo.run_id == run_id, Todo.source == source, Todo.state == "failed"
    reasons = session.execute(
        select(Todo.reason, func.count())
        .where(*failed)
        .group_by(Todo.reason)
        .order_by(func.count().desc(), Todo.reason)
    )
    misses = session.execute(
        select(Todo.url, Todo.reason, Todo.detail).where(*failed).order_by(Todo.id).limit(listed)
    )
    return SourceCoverage(
        source, counts.total(), counts["fetched"], counts["failed"],
        tuple((Reason(reason), count) for reason, count in reasons),
        tuple((url, Reason(reason), detail) for url, reason, detail in misses),
    )  # fmt: skip
