"""What is wrong with a file that a clerk handed in; each becomes one Chinese line."""

from __future__ import annotations


class ExportMistake(Exception):
    """A file that cannot be taken: which one, and why. The text holds nothing that names a person."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file = file
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}：{self.reason}"


class BadCell(ValueError):
    """A cell that cannot be what its column says; the text completes “…”."""
