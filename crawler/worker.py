"""The process that gathers: a reactor runs once in a process, so each gathering gets its own."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from playwright.async_api import Error as PlaywrightError
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from sqlalchemy import Engine
from twisted.python.failure import Failure

from crawler.children import Line, settle_in
from crawler.crawls import Crawl, crawl_of, in_turns, made_with
from crawler.health import Hosts
from crawler.helpers import Helpers
from crawler.job import READING_SECONDS, Ended, Job, Progress
from crawler.politeness import Pace
from crawler.settings import settings_for
from crawler.spiders.base import raised
from storage import runs
from storage.database import DatabaseUnusable, connect, transaction

HEARTBEAT = 15.0
GRACE = 20.0
"""So long may visits in flight take to end when the time is up."""


def main(line: Line) -> None:
    """Gather what the parent asks for, and tell it: Progress as it comes, and Ended."""
    job: Job = line.recv()
    settle_in(job.log_file)
    leave_with_parent(line)
    base = settings_for(Pace(parallel=1, delay=0.0, adaptive=False), agent="", log_file=job.log_file)
    process = AsyncCrawlerProcess(Settings(base))
    night = Gathering(job, connect(job.database), process, line.send)
    loop = asyncio.get_event_loop()
    loop.set_exception_handler(night.stray)
    whole = loop.create_task(night.whole())
    process.start(stop_after_crawl=False, install_signal_handlers=False)
    line.send(whole.result())


def leave_with_parent(line: Line) -> None:
    """End at once when the parent does, however it ends: nobody may go on crawling for a dead run."""

    def watch() -> None:
        # The parent says nothing more; what wakes us is the end of the line.
        line.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@dataclass
class Gathering:
    """All crawls of one job in this process's reactor."""

    job: Job
    engine: Engine
    process: AsyncCrawlerProcess
    tell: Callable[[Progress], None]
    errors: list[BaseException] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def whole(self) -> Ended:
        """Everything, then the end of the reactor, whatever happened."""
        beat = asyncio.ensure_future(self.heartbeat())
        helpers = Helpers(
            max(1, (os.cpu_count() or 2) - 1), timeout=READING_SECONDS, log_file=self.job.log_file
        )
        try:
            in_time = await self.crawl_all(helpers)
        except DatabaseUnusable as unusable:
            self.errors.append(unusable)
            in_time = False
        finally:
            beat.cancel()
            helpers.close()
            stop_reactor()
        return ended(in_time, self.errors)

    async def crawl_all(self, helpers: Helpers) -> bool:
        """Crawl every source; False when the time ran out first."""
        # A platform that keeps one source out is not asked again for the next one.
        hosts = Hosts()
        crawls = [
            crawl_of(self.job, source, self.engine, self.tell, hosts=hosts) for source in self.job.sources
        ]
        turns = [asyncio.ensure_future(self.one_by_one(turn, helpers)) for turn in in_turns(crawls)]
        over = asyncio.ensure_future(self.over.wait())
        all_done = asyncio.gather(*turns)
        waited: list[asyncio.Future[Any]] = [all_done, over]
        await asyncio.wait(waited, timeout=self.job.max_seconds, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if all_done.done():
            all_done.result()
            return True
        await self.stop(all_done)
        return False

    async def stop(self, all_done: asyncio.Future[list[None]]) -> None:
        """Let what is in flight end, but not for long; what is left stays on the to-do list."""
        self.over.set()
        await asyncio.wait([asyncio.ensure_future(self.process.stop())], timeout=GRACE)
        all_done.cancel()

    async def one_by_one(self, turn: list[Crawl], helpers: Helpers) -> None:
        """Crawl sources that share a host one after the other."""
        for crawl in turn:
            if self.over.is_set():
                return
            crawl.crawler.signals.connect(self.mistake, signals.spider_error)
            await self.process.crawl(crawl.crawler, **made_with(crawl, helpers))

    async def heartbeat(self) -> None:
        """Say that the run is alive."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            with transaction(self.engine) as session:
                runs.heartbeat(session, self.job.run_id, datetime.now(UTC))

    def mistake(self, failure: Failure) -> None:
        """A callback raised: a mistake of ours, or a database that is gone. Nothing more can be kept."""
        self.errors.append(raised(failure))
        self.over.set()

    def stray(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """An exception that nobody waited for; a browser that is closing raises many of no meaning."""
        error = context.get("exception")
        if error is not None and not isinstance(error, PlaywrightError | asyncio.CancelledError):
            loop.default_exception_handler(context)
            self.errors.append(error)
            self.over.set()


def ended(in_time: bool, errors: list[BaseException]) -> Ended:
    """The last word, from what was noticed first."""
    if not errors:
        return Ended(in_time)
    first = errors[0]
    if isinstance(first, DatabaseUnusable):
        return Ended(in_time, error=str(first))
    return Ended(in_time, crash=f"{type(first).__name__}: {first}")


def stop_reactor() -> None:
    """End the reactor; it can be imported only once it is installed."""
    from twisted.internet import reactor

    cast(Any, reactor).stop()
