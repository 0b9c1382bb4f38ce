"""A text with every offending passage marked, each with the numbers of what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.wording import safe
from web.desk import ReadAs, Said
from web.reading import MOST_ROWS, SPOKEN, lines_of, same_place

LONGEST_QUOTE = 400
LONGEST_LINE = 3000
MOST_MARKS = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in a row; `numbers` are those of the remarks on them, none for plain text."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of what was read, under its field's title (on the field's first line only)."""

    title: str
    passages: tuple[Passage, ...]


Quotes = Sequence[tuple[int, str]]
"""Numbers of remarks with the text that each is about."""


def passages(text: str, quotes: Quotes) -> tuple[Passage, ...]:
    """The text in pieces; where remarks overlap the piece bears all their numbers."""
    found = [(*span, number) for number, quote in quotes for span in spans(text, quote)]
    edges = sorted({0, len(text), *(edge for start, end, _ in found for edge in (start, end))})
    return tuple(
        Passage(text[start:end], tuple(sorted({n for a, b, n in found if a <= start and end <= b})))
        for start, end in pairwise(edges)
    )


def shown(text: str) -> str:
    """A pasted text as it can be shown, its lines kept: no control, direction or broken signs."""
    return "\n".join(safe(line, len(line)) for line in text.splitlines())


def spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where a quote stands: as it is, else with white space between its signs, as reading drops it."""
    bare = "".join(quote.split())
    if not bare:
        return
    pattern = re.escape(quote)
    if quote not in text:
        pattern = r"\s*".join(map(re.escape, bare[:LONGEST_QUOTE]))
    for count, match in enumerate(re.finditer(pattern, text)):
        if count >= MOST_MARKS:
            return
        yield match.span()


def read_lines(read: ReadAs, number: int, said: Sequence[tuple[int, Said]]) -> tuple[ReadLine, ...]:
    """What was read, line by line; a remark marks the place that it names, else its words anywhere."""
    own = [(place, one) for place, one in said if one.piece == number]
    lines = [(title, where, text) for title, where, text in lines_in(read.record)]
    places = {where for _, where, _ in lines}
    told = []
    for title, where, text in lines:
        quotes = [
            (place, one.quote)
            for place, one in own
            if same_place(where, one.field) or not any(same_place(known, one.field) for known in places)
        ]
        told.append(ReadLine(title, passages(text, quotes)))
    return tuple(told)


def lines_in(record: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each line with its field's title and its path."""
    for key, title in SPOKEN:
        for count, (where, text) in enumerate(lines_of(key, record.get(key))):
            if count < MOST_ROWS:
                yield title if not count else "", where, safe(text, LONGEST_LINE)
