"""The one way in which a file cannot be read."""

from __future__ import annotations


class UnreadableDocument(Exception):
    """A file that cannot be opened: which one, and why (Chinese)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}：{self.reason}"


class Unreadable(Exception):
    """Raised by the reader of a format, which does not know the file's name; says why (Chinese)."""
