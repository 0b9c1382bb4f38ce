"""The one way a county's own files go wrong: a single Chinese line for the person who wrote them."""

from __future__ import annotations

from pathlib import Path

SHOWN = 60


class ProfileError(Exception):
    """A county's file cannot be used; the text names the file, the key and the reason on one line."""

    def __init__(self, file: Path, key: str, reason: str) -> None:
        self.file, self.key, self.reason = file, key, reason
        place = f"{key}：" if key else ""
        super().__init__(one_line(f"{file}：{place}{reason}"))


def one_line(text: str) -> str:
    """The text with every control character and line break turned into a single space."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shown(value: object) -> str:
    """A wrong value as it is quoted in a message: on one line and not too long."""
    text = one_line(str(value))
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"
