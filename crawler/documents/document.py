"""One file to evidence; its first bytes say what it is, never its name."""

from __future__ import annotations

from checks.evidence import PageKind
from crawler.reading.reading import Reading, Visit

MAX_BYTES = 50 * 1024 * 1024


class UnreadableDocument(Exception):
    """A file that cannot be opened: which one, and why (Chinese)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}：{reason}")
        self.name = name
        self.reason = reason


def read_document(body: bytes, *, name: str, visit: Visit, max_bytes: int = MAX_BYTES) -> Reading:
    """Read one file; raises only UnreadableDocument."""
    if not body:
        raise UnreadableDocument(name, "文件是空的")
    return Reading(PageKind.OTHER)
