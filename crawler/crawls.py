"""One crawl for each source of a profile: its spider, its settings, its first steps, its turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from sqlalchemy import Engine

from counties.profile import Adapter, Source
from crawler.addresses import normal
from crawler.agenda import Agenda
from crawler.browser import playwright_settings
from crawler.chromium import browser_available
from crawler.frontier import MAX_PAGES, Frontier, Rank, Step, Territory
from crawler.health import Hosts
from crawler.helpers import Helpers
from crawler.job import Job, Progress
from crawler.politeness import Pace, pace_for, user_agent
from crawler.recording import Recorder
from crawler.settings import settings_for
from crawler.source_run import SourceRun
from crawler.spiders import hnzwfw, listed, window
from crawler.spiders.base import SourceSpider
from crawler.spiders.site import SiteSpider
from crawler.steps import step_of

SPIDERS: Mapping[Adapter, type[SourceSpider]] = {
    Adapter.SITE: SiteSpider,
    Adapter.HNZWFW: hnzwfw.HnzwfwSpider,
    Adapter.FOLDER: window.WindowSpider,
    Adapter.LISTED: listed.ListedSpider,
}


FOLDER_HANDLER = "crawler.spiders.folder.FolderHandler"


@dataclass(frozen=True, slots=True)
class Crawl:
    """A source ready to be crawled."""

    crawler: Crawler
    run: SourceRun
    hosts: tuple[str, ...]
    browser: str | None = None


def crawl_of(
    job: Job, source: Source, engine: Engine, told: Callable[[Progress], None], *, hosts: Hosts
) -> Crawl:
    """Plan what is not planned yet, and set up the crawler. `hosts` is common to all sources of the job."""
    territory = Territory(source.start_urls, source.allow)
    pace = pace_of(source, territory)
    recorder = Recorder(engine, job.run_id, job.profile.name, source, job.profile.naming, told, full=job.full)
    left = recorder.open(lambda: first_steps(job, source, recorder), known=is_open(job, source))
    run = SourceRun(
        source, pace, recorder, territory,
        Agenda(left, parallel=pace.parallel),
        frontier_of(source, recorder.fetched_before()),
        hosts,
        follows=job.only is None,
    )  # fmt: skip
    browser = browser_available() if source.render else None
    settings = settings_of(job, source, pace, territory, browser)
    # The process lays its own settings over those of a crawler, unless these weigh more.
    crawler = Crawler(SPIDERS[source.adapter], Settings(settings, priority="cmdline"))
    return Crawl(crawler, run, territory.hosts, browser)


def is_open(job: Job, source: Source) -> bool:
    """Are pages visited that nobody names, because they were known before?"""
    return job.only is None and source.adapter is not Adapter.LISTED


def pace_of(source: Source, territory: Territory) -> Pace:
    """A folder is as near as loopback."""
    hosts = territory.hosts if source.adapter is not Adapter.FOLDER else ("localhost",)
    return pace_for(hosts, delay=source.delay, parallel=source.parallel)


def first_steps(job: Job, source: Source, recorder: Recorder) -> Iterable[Step]:
    """What a source begins with: what is wanted of it, or its start pages."""
    if job.only is not None:
        # What is named is no start page: it may have become one of those that are not there.
        return [replace(step_of(item), rank=Rank.KNOWN) for item in job.only[source.name]]
    if source.adapter is Adapter.HNZWFW:
        return hnzwfw.first_steps(source)
    if source.adapter is Adapter.FOLDER:
        return window.first_steps(source.path or job.profile.folder, recorder.unit_named)
    if source.adapter is Adapter.LISTED:
        return listed.first_steps(source)
    return [Step(normal(url), Rank.START) for url in source.start_urls]


def frontier_of(source: Source, fetched: Mapping[str, int]) -> Frontier:
    """The budget of a source, less what an interrupted run spent of it."""
    news = fetched.get(Rank.NEWS.name.lower(), 0)
    return Frontier(source.max_pages or MAX_PAGES, visited=sum(fetched.values()), news=news)


def settings_of(
    job: Job, source: Source, pace: Pace, territory: Territory, browser: str | None
) -> dict[str, Any]:
    """Scrapy's settings for one source."""
    settings = settings_for(pace, agent=user_agent(job.profile.contact), log_file=job.log_file)
    if job.timeout:
        settings["DOWNLOAD_TIMEOUT"] = job.timeout
    if source.adapter is Adapter.FOLDER:
        settings["DOWNLOAD_HANDLERS"] = {"file": FOLDER_HANDLER}
        settings["SOURCE_FOLDER"] = str(source.path)
        return settings
    # A page must not make us read the auditor's own files.
    settings["DOWNLOAD_HANDLERS"] = {"file": None, "ftp": None, "s3": None, "data": None}
    if source.adapter is Adapter.LISTED and source.path is not None:
        settings["DOWNLOAD_HANDLERS"]["file"] = FOLDER_HANDLER
        settings["SOURCE_FOLDER"] = str(source.path)
        settings["DOWNLOAD_SLOTS"] = {listed.SAVED_SLOT: {"delay": 0, "throttle": False}}
    if browser:
        rendering = playwright_settings(browser, hosts=territory.hosts, ours=territory.holds)
        settings["DOWNLOAD_HANDLERS"] |= rendering.pop("DOWNLOAD_HANDLERS")
        settings |= rendering
    return settings


def in_turns(crawls: Iterable[Crawl]) -> list[list[Crawl]]:
    """Crawls side by side; those that share a host take turns, or it would be asked twice as fast."""
    turns: list[list[Crawl]] = []
    for crawl in crawls:
        shared = [turn for turn in turns if any(set(crawl.hosts) & set(other.hosts) for other in turn)]
        for turn in shared:
            turns.remove(turn)
        turns.append([each for turn in shared for each in turn] + [crawl])
    return turns


def made_with(crawl: Crawl, helpers: Helpers) -> dict[str, Any]:
    """What the spider is made with."""
    browser = {"browser": crawl.browser} if issubclass(crawl.crawler.spidercls, SiteSpider) else {}
    return {"run": crawl.run, "helpers": helpers, **browser}
