"""A site on loopback that answers as a test tells it, and remembers who asked for what."""

from __future__ import annotations

import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request that reached the site."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Says:
    """An answer."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Answer = Says | str | Callable[..., "Says | str | None"]
NOTHING = Says("<html><body><p>找不到</p></body></html>", 404)


class Site:
    """Pages by path; a callable page gets what was asked, and may write to the connection itself."""

    def __init__(
        self, pages: Mapping[str, Answer], *, otherwise: Answer = NOTHING, tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages = dict(pages)
        self.otherwise = otherwise
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._tls = tls
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{self.host}/"

    @property
    def paths(self) -> Counter[str]:
        """How often each page was asked for, robots.txt and random addresses aside."""
        return Counter(
            each.path for each in self.asked if each.path in self.pages and each.path != "/robots.txt"
        )

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def _counted(self, asked: Asked) -> Iterator[None]:
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def _handler(site) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle(self) -> None:
                # Whoever asked may be gone, as the tests want it.
                with suppress(ConnectionError):
                    super().handle()

            def _do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(self.path, dict(self.headers.items()), body)
                with site._counted(asked):
                    page = site.pages.get(self.path, site.otherwise)
                    said = page(asked, self) if callable(page) else page
                if said is not None:
                    self._say(Says(said) if isinstance(said, str) else said)

            def _say(self, said: Says) -> None:
                self.send_response(said.status)
                headers = {
                    "Content-Type": "text/html; charset=utf-8",
                    "Content-Length": str(len(said.content)),
                }
                for name, value in (headers | dict(said.headers)).items():
                    self.send_header(name, value)
                self.end_headers()
                if said.status != 304:
                    self.wfile.write(said.content)

            do_GET = do_POST = _do

            def log_message(self, *args: Any) -> None:
                pass

        return Handler


@contextmanager
def serving(pages: Mapping[str, Answer], *, otherwise: Answer = NOTHING) -> Iterator[Site]:
    """A site for the length of a with block."""
    site = Site(pages, otherwise=otherwise)
    try:
        yield site
    finally:
        site.close()
