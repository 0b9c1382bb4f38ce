"""What old Word files say of their text ([MS-DOC] 2.9.174, 2.9.175): tables, headings, numbers, deletions."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from crawler.documents.spanned import FIRST, GOES_ON, Edges

PAGE = 512
PARAGRAPHS, CHARACTERS = 0x0102, 0x00FA
"""Where the FIB names the tables of both kinds of properties."""
DELETED, HIDDEN = 0x0800, 0x083C
IN_TABLE, ENDS_ROW, DEPTH = 0x2416, 0x2417, 0x6649
INNER_CELL_ENDS, INNER_ROW_ENDS = 0x244B, 0x244C
LIST_LEVEL, LIST = 0x260A, 0x460B
ROW_DRAWN, CELL_MERGED, ELSEWHERE = 0xD608, 0xD62B, 0x6646
OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""Bytes of an operand, by the three highest bits of its code; 6 names its own length."""
JOINED, HIGH, BEGINS_HIGH = 0x02, 0x20, 0x40
"""Of a cell in the definition of a row: it goes on from its left; it is one of several rows, their first."""
CELL_SIZE = 20
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Properties:
    """What is known of a paragraph; `level` is 1 to 6 for headings."""

    depth: int = 0
    """Tables around it."""
    ends_cell: bool = False
    ends_row: bool = False
    level: int = 0
    number: str = ""
    """The list whose automatic number it bears."""
    number_level: int = 0
    drawn: tuple[Edges, ...] = ()
    """The cells of the row that it ends."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The properties of all paragraphs, by where in the file they begin."""

    begins: tuple[int, ...]
    found: tuple[Properties, ...]

    def at(self, place: int) -> Properties:
        """The properties of the paragraph that covers a place of the file."""
        number = bisect_right(self.begins, place) - 1
        return self.found[number] if number >= 0 else Properties()


def paragraph_runs(word: bytes, table: bytes, data: bytes, styles: Mapping[int, Properties]) -> Runs:
    """The properties of all paragraphs; `data` is the stream where long ones lie."""
    found = {}
    for page in pages_of(word, table, PARAGRAPHS):
        for number, begin, _, entries in runs_of(page):
            place = 2 * page[entries + 13 * number]
            found[begin] = properties_at(page, place, data, styles) if place else Properties()
    begins = sorted(found)
    return Runs(tuple(begins), tuple(found[begin] for begin in begins))


def unseen_of(word: bytes, table: bytes) -> list[tuple[int, int]]:
    """(begin, end) in the file of every run that is hidden, or deleted with the change tracked."""
    found = []
    for page in pages_of(word, table, CHARACTERS):
        for number, begin, end, entries in runs_of(page):
            place = 2 * page[entries + number]
            said = dict(codes_of(page[place + 1 : place + 1 + page[place]])) if place else {}
            if any(said.get(DELETED, b"")[:1] + said.get(HIDDEN, b"")[:1]):
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


def properties_at(page: bytes, place: int, data: bytes, styles: Mapping[int, Properties]) -> Properties:
    size = page[place]
    begin, length = (place + 1, 2 * size - 1) if size else (place + 2, 2 * page[place + 1])
    raw = page[begin : begin + length]
    style = struct.unpack_from("<H", raw)[0] if len(raw) > 1 else 0
    own = list(codes_of(raw[2:]))
    for code, operand in own[:]:
        if code == ELSEWHERE and len(operand) == 4:
            far = struct.unpack("<I", operand)[0]
            own += codes_of(data[far + 2 : far + 2 + int.from_bytes(data[far : far + 2], "little")])
    return changed(styles.get(style, Properties()), own)


def changed(base: Properties, codes: list[tuple[int, bytes]]) -> Properties:
    """The properties of a style or a paragraph, on those that it is based on."""
    said = dict(codes)
    depth = int.from_bytes(said[DEPTH], "little") if DEPTH in said else int(is_on(said, IN_TABLE))
    found = replace(
        base,
        depth=min(depth, DEEPEST),
        ends_cell=is_on(said, INNER_CELL_ENDS),
        ends_row=is_on(said, ENDS_ROW) or is_on(said, INNER_ROW_ENDS),
        drawn=cells_of(said[ROW_DRAWN], codes) if ROW_DRAWN in said else (),
    )
    if LIST in said:
        found = replace(found, number=str(int.from_bytes(said[LIST], "little")))
    return replace(found, number_level=said[LIST_LEVEL][0]) if said.get(LIST_LEVEL) else found


def is_on(said: Mapping[int, bytes], code: int) -> bool:
    return any(said.get(code, b""))


def cells_of(definition: bytes, codes: list[tuple[int, bytes]]) -> tuple[Edges, ...]:
    """The cells of a row: their edges, and flags that may be cut off at the last of the cells."""
    count = definition[0] if definition else 0
    if len(definition) < 3 + 2 * count:
        return ()
    places = struct.unpack_from(f"<{count + 1}h", definition, 1)
    flags = [
        int.from_bytes(definition[at : at + 2], "little")
        for at in range(3 + 2 * count, 3 + 2 * count + CELL_SIZE * count, CELL_SIZE)
    ]
    merges = [FIRST if flag & BEGINS_HIGH else GOES_ON if flag & HIGH else "" for flag in flags]
    for code, operand in codes:
        if code == CELL_MERGED and len(operand) == 2 and operand[0] < count:
            merges[operand[0]] = {1: GOES_ON, 3: FIRST}.get(operand[1], "")
    return tuple(
        Edges(left, right, merge, bool(flag & JOINED))
        for left, right, merge, flag in zip(places, places[1:], merges, flags, strict=False)
    )


def codes_of(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """(code, operand without its length) of each property."""
    at = 0
    while at + 2 < len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        if code >> 13 != 6:
            size = OPERANDS[code >> 13]
        elif code == ROW_DRAWN:
            # The only one whose length takes two bytes; it is one more than that of what follows.
            size = int.from_bytes(raw[at : at + 2], "little") - 1
            at += 2
        else:
            size = raw[at]
            at += 1
        yield code, raw[at : at + max(size, 0)]
        at += max(size, 0)
