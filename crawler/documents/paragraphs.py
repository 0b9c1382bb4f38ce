"""What old Word files say of their text ([MS-DOC] 2.9.174, 2.9.175): tables, headings, deletions."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

PAGE = 512
PARAGRAPHS, CHARACTERS = 0x0102, 0x00FA
"""Where the FIB names the tables of both kinds of properties."""
DELETED, HIDDEN = 0x0800, 0x083C
IN_TABLE, ENDS_ROW, INNER_ROW_ENDS = 0x2416, 0x2417, 0x244C
OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of an operand, by the three highest bits of its code; 6 names its own length."""
LONG = 0xD608
"""The definition of a table, whose length takes two bytes."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What is known of a paragraph; `level` is 1 to 6 for headings."""

    in_table: bool = False
    ends_row: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Runs:
    """The properties of all paragraphs, by where in the file they begin."""

    begins: tuple[int, ...]
    found: tuple[Properties, ...]

    def at(self, place: int) -> Properties:
        """The properties of the paragraph that covers a place of the file."""
        number = bisect_right(self.begins, place) - 1
        return self.found[number] if number >= 0 else Properties()


def paragraph_runs(word: bytes, table: bytes) -> Runs:
    """The properties of all paragraphs."""
    found = {}
    for page in pages_of(word, table, PARAGRAPHS):
        for number, begin, _, entries in runs_of(page):
            place = 2 * page[entries + 13 * number]
            found[begin] = properties_of(page, place) if place else Properties()
    begins = sorted(found)
    return Runs(tuple(begins), tuple(found[begin] for begin in begins))


def unseen_of(word: bytes, table: bytes) -> list[tuple[int, int]]:
    """(begin, end) in the file of every run that is hidden, or deleted with the change tracked."""
    found = []
    for page in pages_of(word, table, CHARACTERS):
        for number, begin, end, entries in runs_of(page):
            place = 2 * page[entries + number]
            said = dict(codes_of(page[place + 1 : place + 1 + page[place]])) if place else {}
            if said.get(DELETED) or said.get(HIDDEN):
                found.append((begin, end))
    return sorted(found)


def pages_of(word: bytes, table: bytes, field: int) -> Iterator[bytes]:
    """The pages of one kind of properties; `field` is where the FIB names their table."""
    at, size = struct.unpack_from("<II", word, field)
    count = max((size - 4) // 8, 0)
    for page in struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)) if count else ():
        begin = (page & 0x3FFFFF) * PAGE
        if begin + PAGE <= len(word):
            yield word[begin : begin + PAGE]


def runs_of(page: bytes) -> Iterator[tuple[int, int, int, int]]:
    """(number, begin, end in the file, where the entries of the page begin) of each run on a page."""
    count = page[-1]
    if 4 * (count + 1) < PAGE:
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            yield number, bounds[number], bounds[number + 1], 4 * (count + 1)


def properties_of(page: bytes, place: int) -> Properties:
    size = page[place]
    begin, length = (place + 1, 2 * size - 1) if size else (place + 2, 2 * page[place + 1])
    raw = page[begin : begin + length]
    style = struct.unpack_from("<H", raw)[0] if len(raw) > 1 else 0
    said = dict(codes_of(raw[2:]))
    return Properties(
        in_table=bool(said.get(IN_TABLE)),
        ends_row=bool(said.get(ENDS_ROW) or said.get(INNER_ROW_ENDS)),
        level=style if 1 <= style <= 6 else 0,
    )


def codes_of(raw: bytes) -> Iterator[tuple[int, int]]:
    """(code, first byte of its operand) of each property."""
    at = 0
    while at + 2 < len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        yield code, raw[at]
        if code >> 13 != 6:
            at += OPERANDS[code >> 13]
        elif code == LONG and at + 1 < len(raw):
            at += 1 + struct.unpack_from("<H", raw, at)[0]
        else:
            at += 1 + raw[at]
