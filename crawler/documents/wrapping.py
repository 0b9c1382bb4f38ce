"""Joins lines that were broken only because the paper was narrow."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.reading.labels import label_of
from crawler.reading.numbering import marker_of
from crawler.reading.run_in import run_in
from crawler.reading.text import tidy

FULL = 0.8
"""Of the longest line; a line that is shorter was ended on purpose."""

ENDS = "。；;：:！？!?"


def unwrapped(lines: Iterable[str], *, narrow: bool = False) -> list[str]:
    """Paragraphs from printed lines; in a narrow cell words are cut anywhere: only numbers begin anew."""
    shown = [text for line in lines if (text := tidy(line))]
    longest = max(map(width, shown), default=0)
    found: list[str] = []
    before = ""
    for line in shown:
        if found and continues(before, line, longest, narrow=narrow):
            found[-1] = glue(found[-1], line)
        else:
            found.append(line)
        before = line
    return found


def width(text: str) -> int:
    """Chinese characters are twice as wide as Latin ones."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def continues(before: str, line: str, longest: int, *, narrow: bool) -> bool:
    """Does a line go on with the sentence above?"""
    if before[-1] in ENDS or starts_anew(line):
        return False
    if narrow:
        return longest <= 14 or width(before) >= FULL * longest
    return longest > 40 and width(before) >= FULL * longest and label_of(before) is None


def starts_anew(line: str) -> bool:
    marker = marker_of(line)
    return marker is not None or run_in(line) is not None or label_of(line) is not None


def glue(upper: str, lower: str) -> str:
    """Latin words keep a blank between them."""
    blank = (
        " "
        if upper[-1].isascii() and upper[-1].isalnum() and lower[0].isascii() and lower[0].isalpha()
        else ""
    )
    return f"{upper}{blank}{lower}"
