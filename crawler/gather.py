"""
Gathering: everything that a county publishes, into the database.

    done = gather(profile, engine, run_id, progress=show)

The work is done in a child process (Scrapy's reactor runs once in a process), which ends with its parent.
One transaction holds a page's visit, bytes, evidence, new to-dos and its own state, so either process may be
killed at any moment: the next call with the same run id goes on with what is still planned.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from counties.profile import Profile
from crawler.children import Line, end_child, start_child
from crawler.chromium import browser_available
from crawler.job import Ended, Job, Progress
from storage.database import DatabaseUnusable, transaction
from storage.runs import SourceCoverage, coverage
from storage.todo import Planned

__all__ = ["Gathered", "GatheringFailed", "Progress", "gather"]


class GatheringFailed(Exception):
    """The gathering broke off through a mistake of ours; what was fetched is kept."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a gathering brought. `complete` says that nothing is waiting; `notes` are for the operator."""

    sources: tuple[SourceCoverage, ...]
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Is every to-do fetched or failed with its reason?"""
        return all(source.waiting == 0 for source in self.sources)

    @property
    def fetched(self) -> int:
        """How many pages and documents were read."""
        return sum(source.fetched for source in self.sources)


def gather(
    profile: Profile,
    engine: Engine,
    run_id: int,
    *,
    only: Mapping[str, Sequence[Planned]] | None = None,
    progress: Callable[[Progress], None] | None = None,
    full: bool = False,
    max_seconds: float | None = None,
    log_file: Path | None = None,
    timeout: float | None = None,
) -> Gathered:
    """Visit all sources of a profile, or exactly what `only` names of them by source.

    `full` asks for every page anew, `max_seconds` ends the gathering and leaves the rest planned,
    `timeout` is the patience for one answer in seconds. Raises GatheringFailed, DatabaseUnusable.
    """
    started = time.monotonic()
    database = engine.url.render_as_string(hide_password=False)
    job = Job(profile, database, run_id, only, full, max_seconds, log_file, timeout)
    last = run_child(job, progress or (lambda _: None))
    if last.error:
        raise DatabaseUnusable(last.error)
    if last.crash:
        raise GatheringFailed(f"采集程序出错：{last.crash}")
    with transaction(engine) as session:
        covered = coverage(session, run_id)
    return Gathered(covered, time.monotonic() - started, notes_of(job, last))


def run_child(job: Job, progress: Callable[[Progress], None]) -> Ended:
    """Have the child do the job, and end it with us."""
    child, line = start_child("crawler.worker")
    try:
        line.send(job)
        return last_word(line, progress)
    finally:
        end_child(child, line)


def last_word(line: Line, progress: Callable[[Progress], None]) -> Ended:
    """Pass on the progress until the child has its last word."""
    while True:
        try:
            said = line.recv()
        except (EOFError, ConnectionError) as lost:
            raise GatheringFailed("采集进程意外结束") from lost
        if isinstance(said, Ended):
            return said
        progress(said)


def notes_of(job: Job, last: Ended) -> tuple[str, ...]:
    """What the operator should know beside the figures."""
    notes = []
    if not last.in_time:
        notes.append("已到时间上限，未访问的页面留待下次")
    wanting = [source.name for source in job.sources if source.render]
    if wanting and browser_available() is None:
        notes.append(f"未安装浏览器，{'、'.join(wanting)}中由脚本生成的页面没有读取")
    return tuple(notes)
