"""Scrapy's scheduler, with the to-do list of the database behind it instead of queues of its own."""

from __future__ import annotations

from collections import deque
from typing import Protocol, cast

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler


class Keeper(Protocol):
    """A spider that takes its work from a to-do list."""

    def has_more(self) -> bool:
        """Is anything waiting?"""

    def next_request(self) -> Request | None:
        """The next visit that may be made now."""


class TodoScheduler(BaseScheduler):
    """Hands out what the agenda hands out; nothing is queued here but what Scrapy itself puts back."""

    def __init__(self) -> None:
        self._put_back: deque[Request] = deque()

    def open(self, spider: Spider) -> None:
        self._keeper = cast(Keeper, spider)

    def has_pending_requests(self) -> bool:
        return bool(self._put_back) or self._keeper.has_more()

    def enqueue_request(self, request: Request) -> bool:
        self._put_back.append(request)
        return True

    def next_request(self) -> Request | None:
        return self._put_back.popleft() if self._put_back else self._keeper.next_request()
