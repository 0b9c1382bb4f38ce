"""robots.txt: asked once per host, stored, obeyed; a host that cannot be reached is not "no file"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol, Self, cast
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.settings import BOT_NAME

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot

LONGEST_DELAY = 30.0
"""A Crawl-delay beyond this would make one night too short for one county."""


class ForbiddenByRobots(IgnoreRequest):
    """robots.txt keeps us from this page."""


class RobotsKeeper(Protocol):
    """What the spider does with an answer to robots.txt."""

    def keep_robots(self, response: Response) -> None:
        """Store the visit."""


class Robots:
    """Downloader middleware: asks a host's robots.txt before its first page.

    A file that is not there allows everything; a host that cannot be reached fails the page with the
    same error, and is asked again with the next page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme == "file" or request.meta.get("is_robots"):
            return
        rules = await self.rules_of(f"{parts.scheme}://{parts.netloc}")
        self._respect_delay(parts.hostname or "", rules)
        if not rules.can_fetch(request.url, BOT_NAME):
            raise ForbiddenByRobots(request.url)

    async def rules_of(self, origin: str) -> Protego:
        """The rules of one host; concurrent callers wait for the same question."""
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin))
        try:
            return await asyncio.shield(self._rules[origin])
        except BaseException:
            self._rules.pop(origin, None)
            raise

    async def _ask(self, origin: str) -> Protego:
        request = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, meta={"is_robots": True})
        response = await self._crawler.engine.download_async(request)
        cast(RobotsKeeper, self._crawler.spider).keep_robots(response)
        # Many portals answer any unknown address with a page and status 200.
        is_rules = response.status == 200 and response.body.lstrip()[:1] != b"<"
        return Protego.parse(response.body.decode("utf-8-sig", errors="ignore") if is_rules else "")

    def _respect_delay(self, host: str, rules: Protego) -> None:
        wanted = rules.crawl_delay(BOT_NAME)
        slot: Slot | None = self._crawler.engine.downloader.slots.get(host)
        if wanted and slot and slot.delay < wanted:
            slot.delay = min(float(wanted), LONGEST_DELAY)
