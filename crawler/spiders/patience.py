"""Keeps quiet where a host asked for it (Retry-After), and never reaches a host that was left alone."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.addresses import host_of

if TYPE_CHECKING:
    from crawler.spiders.base import SourceSpider


class LeftAlone(IgnoreRequest):
    """The host is not asked any more in this run."""


class Patience:
    """Downloader middleware: holds a request back until its host may be asked again, if it may."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = cast("SourceSpider", self._crawler.spider).run.hosts[host_of(request.url)]
        while (left := host.quiet_until - time.monotonic()) > 0:
            await asyncio.sleep(left)
        if host.stopped:
            raise LeftAlone(host.stopped)
