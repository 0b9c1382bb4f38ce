"""What came back for one question, whoever asked: a web server, a folder or a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scrapy.http import Response

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Header names are lower-case; `at` is when it was there, with a zone."""

    url: str
    at: datetime
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0
    same_as: int | None = None
    """The earlier visit whose content a 304 confirmed; then `body` is that content."""
    rendered: bool = False
    """As a browser shows it, after the page's scripts."""

    @property
    def content_type(self) -> str:
        """The type that the server names, with its charset."""
        return self.headers.get("content-type", "")

    @property
    def is_html(self) -> bool:
        """A page for a person? What names no type is judged by its first sign."""
        named = self.content_type.lower()
        return "html" in named or (not named and self.body.lstrip()[:1] == b"<")


def answer_from(response: Response, *, at: datetime) -> Answer:
    """Scrapy's response as an answer."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("utf-8", "replace")
        for name, values in response.headers.items()
    }
    seconds = float(response.meta.get("download_latency", 0.0)) if response.request else 0.0
    rendered = "playwright" in response.flags
    return Answer(response.url, at, response.status, headers, response.body, seconds, rendered=rendered)
