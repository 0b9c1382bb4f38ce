"""Style sheets and pictures for stored pages: of the source's hosts, once, slowly, as robots.txt allows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import IO, Any
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from protego import Protego

from crawler.addresses import host_of
from crawler.settings import BOT_NAME

MOST = 60
"""So much is fetched from one host in one night."""
LARGEST = 2_000_000
PATIENCE = 6.0
"""Seconds for one answer."""
PATIENT = 10.0
"""A host that asks for longer pauses is not asked for styles: a page is shown without."""
BROKEN = 3
"""After so many failures in a row a host is left alone."""
KINDS = ("text/css", "image/", "font/", "application/font", "application/vnd.ms-fontobject")


@dataclass
class Wardrobe:
    """Fetches each address once. `ours` says which hosts belong to the source, `delay` how slowly to ask."""

    agent: str
    ours: Callable[[str], bool]
    delay: float
    _kept: dict[str, tuple[str, bytes] | None] = field(default_factory=dict)
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _asked: Counter[str] = field(default_factory=Counter)
    _failed: Counter[str] = field(default_factory=Counter)
    _last: dict[str, float] = field(default_factory=dict)

    def __call__(self, address: str) -> tuple[str, bytes] | None:
        """The media type and bytes; None for what is not ours, not allowed, too large or does not come."""
        address = address.partition("#")[0]
        if address not in self._kept:
            self._kept[address] = self._fetched(address) if self._may(address) else None
        return self._kept[address]

    def _may(self, address: str) -> bool:
        host = host_of(address)
        if urlsplit(address).scheme not in ("http", "https") or not self.ours(host):
            return False
        if self._asked[host] >= MOST or self._failed[host] >= BROKEN:
            return False
        if host not in self._robots:
            self._robots[host] = self._rules_of(address)
        rules = self._robots[host]
        if rules is not None and (rules.crawl_delay(BOT_NAME) or 0) > PATIENT:
            return False
        return rules is not None and rules.can_fetch(address, BOT_NAME)

    def _pause(self, host: str) -> float:
        """Seconds between two requests: the source's own, or what the host asks for."""
        rules = self._robots.get(host)
        return max(self.delay, float(rules.crawl_delay(BOT_NAME) or 0) if rules else 0.0)

    def _rules_of(self, address: str) -> Protego | None:
        """The host's robots.txt; one that cannot be read allows nothing, one that is not there everything."""
        parts = urlsplit(address)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        try:
            return Protego.parse(self._ask(place)[1].decode("utf-8", "replace"))
        except URLError as error:
            return Protego.parse("") if getattr(error, "code", 0) in range(400, 500) else None
        except (OSError, HTTPException, ValueError):
            return None

    def _fetched(self, address: str) -> tuple[str, bytes] | None:
        host = host_of(address)
        self._asked[host] += 1
        try:
            kind, body = self._ask(address)
        except (OSError, HTTPException, ValueError):
            self._failed[host] += 1
            return None
        self._failed[host] = 0
        return (kind, body) if kind.startswith(KINDS) and len(body) <= LARGEST else None

    def _ask(self, address: str) -> tuple[str, bytes]:
        """One request, after the pause that the host is due."""
        host = host_of(address)
        time.sleep(max(0.0, self._last.get(host, 0.0) + self._pause(host) - time.monotonic()))
        opener = build_opener(SameHost)
        try:
            with opener.open(
                Request(address, headers={"User-Agent": self.agent}), timeout=PATIENCE
            ) as answer:
                return answer.headers.get_content_type(), answer.read(LARGEST + 1)
        finally:
            self._last[host] = time.monotonic()


class SameHost(HTTPRedirectHandler):
    """Follows no redirect to another host."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Any:
        if host_of(newurl) != host_of(req.full_url):
            raise URLError(f"redirected to another host: {host_of(newurl)}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
