"""What the readers of saved files answer: a page with its address, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checks.evidence import Evidence

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One answer that somebody's browser got. Nothing of the person is in it: no cookie, no header.

    `url` is "" where the file names none, `saved_at` None where it tells no time; `posted` is what the
    browser sent. `as_shown` says that scripts had run; `piece` is evidence that needs no reading.
    """

    file: str
    body: bytes
    url: str = ""
    content_type: str = HTML
    saved_at: datetime | None = None
    status: int = 200
    method: str = "GET"
    posted: bytes = b""
    as_shown: bool = False
    piece: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file, or a part of one, that holds no page: its name and why, in Chinese."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}：{self.reason}"


def readable(name: str) -> str:
    """A name as it can be printed and stored, whatever bytes it was given."""
    text = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "�" for sign in text)
