"""The styles and the automatic numbers of old Word files ([MS-DOC] 2.9.271, 2.9.131, 2.9.147)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crawler.documents.numbers import Level, List
from crawler.documents.paragraphs import Properties, changed, codes_of

STYLES, LISTS, USES = 0x00A2, 0x02E2, 0x02EA
"""Where the FIB names the styles, the definitions of lists, and the lists that use them."""
LIST_SIZE, LEVEL_SIZE, USE_SIZE, OVERRIDE_SIZE = 28, 28, 16, 8
LEVELS = 9
MOST = 4096
"""Styles, definitions or lists; Word itself ends at 4095."""
TITLE = 62
"""What Word calls the style of a title, in any language; 1 to 9 are its headings."""
PARAGRAPH = 1
ROOT = 0x0FFF
KINDS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    0x0A: "ideographDigital", 0x0B: "japaneseCounting", 0x12: "decimalEnclosedCircle", 0x17: "bullet",
    0x1C: "decimalEnclosedCircleChinese", 0x21: "taiwaneseCounting", 0x23: "taiwaneseCountingThousand",
    0x25: "chineseCounting", 0x26: "chineseLegalSimplified", 0x27: "chineseCountingThousand", 0xFF: "none",
}  # fmt: skip


Style = tuple[int, int, list[tuple[int, bytes]]]
"""What Word calls it, what it is based on, and its properties."""


def part_of(word: bytes, table: bytes, field: int) -> tuple[int, int]:
    """Where a part of the table stream begins and ends; (0, 0) where there is none."""
    if len(word) < field + 8:
        return 0, 0
    begin, size = struct.unpack_from("<II", word, field)
    return (begin, begin + size) if size and begin + size <= len(table) else (0, 0)


def styles_of(word: bytes, table: bytes) -> dict[int, Properties]:
    """Number of a style → what it says of its paragraphs."""
    raw: dict[int, Style] = {}
    at, end = part_of(word, table, STYLES)
    size, _, fixed = struct.unpack_from("<HHH", table, at) if end else (0, 0, 0)
    for number, style in enumerate(style_bytes(table, at + 2 + size, end)):
        if len(style) > fixed >= 4 and style[2] & 0xF == PARAGRAPH:
            name, base = (value & ROOT for value in (style[0] | style[1] << 8, style[2] >> 4 | style[3] << 4))
            raw[number] = (name, base, list(style_codes(style, fixed)))
    known = {number: Properties(level=number) for number in range(1, 7)}
    return known | {number: resolved(number, raw) for number in raw}


def resolved(number: int, raw: Mapping[int, Style]) -> Properties:
    """What a style says together with those that it is based on."""
    chain: list[int] = []
    while number in raw and number not in chain and len(chain) < LEVELS:
        chain.append(number)
        number = raw[number][1]
    found = Properties()
    for above in reversed(chain):
        found = changed(found, raw[above][2])
    name = raw[chain[0]][0]
    return replace(found, level=1 if name == TITLE else name if 1 <= name <= 6 else 0)


def style_bytes(table: bytes, at: int, end: int) -> Iterator[bytes]:
    for _ in range(MOST):
        if at + 2 > end:
            return
        size = int.from_bytes(table[at : at + 2], "little")
        yield table[at + 2 : at + 2 + size]
        # Each begins at an even place.
        at += 2 + size + size % 2


def style_codes(style: bytes, fixed: int) -> Iterator[tuple[int, bytes]]:
    """The paragraph's part of a style: behind the fixed part and the name."""
    at = fixed + 4 + 2 * int.from_bytes(style[fixed : fixed + 2], "little")
    size = int.from_bytes(style[at : at + 2], "little")
    yield from codes_of(style[at + 4 : at + 2 + size])


def lists_of(word: bytes, table: bytes) -> dict[str, List]:
    """Number of a list, as paragraphs name it → the list; none where damage leaves only the text."""
    try:
        return dict(used_lists(word, table))
    except (struct.error, IndexError, KeyError):
        return {}


def used_lists(word: bytes, table: bytes) -> Iterator[tuple[str, List]]:
    definitions = dict(definitions_of(word, table))
    at, end = part_of(word, table, USES)
    if not end:
        return
    count = min(int.from_bytes(table[at : at + 4], "little"), MOST)
    begin = at + 4 + USE_SIZE * count
    for number in range(count):
        use = table[at + 4 + USE_SIZE * number : at + 4 + USE_SIZE * (number + 1)]
        if len(use) < USE_SIZE:
            break
        levels, begins = dict(definitions.get(use[:4], {})), {}
        begin += 4
        for _ in range(min(use[12], LEVELS)):
            start, flags = struct.unpack_from("<II", table, begin)
            begin += OVERRIDE_SIZE
            if flags & 0x20:
                levels[flags & 0xF], begin = level_at(table, begin)
            if flags & 0x10:
                begins[flags & 0xF] = levels[flags & 0xF].start if flags & 0x20 else start
        yield str(number + 1), List(use[:4].hex(), levels, begins)


def definitions_of(word: bytes, table: bytes) -> Iterator[tuple[bytes, dict[int, Level]]]:
    """The name of each definition and its levels, which lie behind all of the definitions."""
    at, end = part_of(word, table, LISTS)
    if not end:
        return
    count = min(int.from_bytes(table[at : at + 2], "little"), MOST)
    begin = at + 2 + LIST_SIZE * count
    for number in range(count):
        one = table[at + 2 + LIST_SIZE * number : at + 2 + LIST_SIZE * (number + 1)]
        levels = {}
        for level in range(1 if one[26] & 1 else LEVELS):
            levels[level], begin = level_at(table, begin)
        yield one[:4], levels


def level_at(table: bytes, at: int) -> tuple[Level, int]:
    """A level, and where it ends; in its text, a character below 9 stands for the number of that level."""
    start, kind = struct.unpack_from("<iB", table, at)
    at += LEVEL_SIZE + table[at + 24] + table[at + 25]
    length = struct.unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    written = "".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in text)
    return Level(KINDS.get(kind, "decimal"), written, start), at + 2 + 2 * length
