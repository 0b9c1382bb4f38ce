"""doc and wps (Word 97 to 2003, WPS Writer) to blocks: text, tables, headings, notes; nothing is run.

The layout of the file is that of Microsoft's [MS-DOC]: the FIB names where the pieces of the text and the
properties of its paragraphs lie; a cell ends with \\x07, and so does a row, whose last paragraph says so.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import olefile

from crawler.documents.binary_lists import lists_of, styles_of
from crawler.documents.errors import Unreadable
from crawler.documents.numbers import Numbers
from crawler.documents.ole import BROKEN
from crawler.documents.paragraphs import Runs, paragraph_runs, unseen_of
from crawler.documents.tables import Tables
from crawler.reading.blocks import Block, Line
from crawler.reading.text import tidy, visible

WORD_97 = 0x00C1
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
CLX = 0x01A2
"""Where the FIB names the pieces of the text."""
TEXT_LENGTHS = struct.Struct("<8I")
LENGTHS_AT = 0x4C
MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: its place in the text, in the file, and the bytes of one character."""

    begin: int
    end: int
    offset: int
    width: int


def read(body: bytes) -> list[Block]:
    """The blocks of an old Word document; raises Unreadable."""
    try:
        with olefile.OleFileIO(BytesIO(body)) as container:
            word = stream(container, "WordDocument")
            if len(word) < 0x01AA or struct.unpack_from("<H", word, 2)[0] < WORD_97:
                raise Unreadable("是 Word 95 或更早的格式，请另存为 docx 后再检查")
            flags = struct.unpack_from("<H", word, 0x0A)[0]
            if flags & ENCRYPTED:
                raise Unreadable("文件有密码，无法打开")
            table = stream(container, "1Table" if flags & SECOND_TABLE else "0Table")
            data = stream(container, "Data") if container.exists("Data") else b""
        return list(blocks_of(word, table, data))
    except BROKEN as error:
        raise Unreadable("文件已损坏，无法打开") from error


def stream(container: olefile.OleFileIO, name: str) -> bytes:
    if not container.exists(name):
        raise Unreadable("旧版文档里没有正文，无法读取")
    return bytes(container.openstream(name).read())


def blocks_of(word: bytes, table: bytes, data: bytes) -> Iterator[Block]:
    """The main text, then footnotes, endnotes and text boxes; headers and comments are left out."""
    text = Text(word, list(pieces_of(word, table)), unseen_of(word, table))
    runs = paragraph_runs(word, table, data, styles_of(word, table))
    numbers = Numbers(lists_of(word, table))
    main, foot, header, _, comments, end, boxes, _ = TEXT_LENGTHS.unpack_from(word, LENGTHS_AT)
    begin = 0
    for size, is_shown in (
        (main, True),
        (foot, True),
        (header, False),
        (comments, False),
        (end, True),
        (boxes, True),
    ):
        if is_shown and size:
            yield from assembled(text.paragraphs(begin, begin + size), runs, numbers)
        begin += size


def assembled(paragraphs: Iterator[tuple[str, str, int]], runs: Runs, numbers: Numbers) -> Iterator[Block]:
    """Lines, and tables put together of their paragraphs."""
    tables = Tables()
    for text, mark, place in paragraphs:
        found = runs.at(place)
        depth = found.depth or int(mark == "\x07")
        yield from tables.at(depth)
        if depth and found.ends_row:
            tables.end_row(found.drawn)
            continue
        number = numbers.next(found.number, found.number_level) or "" if found.number else ""
        lines = [
            Line(tidy(number + line if at == 0 else line), level=found.level)
            for at, line in enumerate(text.split("\x0b"))
            if tidy(line)
        ]
        if not depth:
            yield from lines
            continue
        tables.add(lines)
        if mark == "\x07" or found.ends_cell:
            tables.end_cell()
    yield from tables.at(0)


def pieces_of(word: bytes, table: bytes) -> Iterator[Piece]:
    """The pieces of the text in their order."""
    at, size = struct.unpack_from("<II", word, CLX)
    clx = table[at : at + size]
    place = 0
    while clx[place] == 1:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    length = struct.unpack_from("<I", clx, place + 1)[0]
    plc = clx[place + 5 : place + 5 + length]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    if clx[place] != 2 or bounds[-1] > MOST_CHARACTERS:
        raise ValueError("no table of pieces")
    for number in range(count):
        code = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        width = 1 if code & 0x40000000 else 2
        offset = code & 0x3FFFFFFF
        yield Piece(bounds[number], bounds[number + 1], offset // 2 if width == 1 else offset, width)


class Text:
    """The paragraphs of the text, without what is hidden or deleted."""

    def __init__(self, word: bytes, pieces: list[Piece], unseen: list[tuple[int, int]]) -> None:
        self.word, self.pieces, self.unseen = word, pieces, unseen

    def paragraphs(self, begin: int, end: int) -> Iterator[tuple[str, str, int]]:
        """(text, the mark that ends it, where that mark lies in the file) of each paragraph."""
        held = ""
        for text, mark, place in self.marked(begin, end):
            held += text
            if mark:
                yield shown(held), mark, place
                held = ""
        if held:
            yield shown(held), "\r", 0

    def marked(self, begin: int, end: int) -> Iterator[tuple[str, str, int]]:
        """The text up to each mark, piece by piece."""
        for piece in self.pieces:
            first, last = max(piece.begin, begin), min(piece.end, end)
            if first >= last:
                continue
            start = piece.offset + (first - piece.begin) * piece.width
            raw = self.word[start : start + (last - first) * piece.width]
            text = raw.decode("utf-16-le" if piece.width == 2 else "cp1252", "replace")
            done = 0
            for at, char in enumerate(text):
                if char in "\r\x07\x0c":
                    place = start + at * piece.width
                    yield self.seen(text[done:at], place, piece), "\r" if char == "\x0c" else char, place
                    done = at + 1
            yield self.seen(text[done:], start + len(raw), piece), "", start + len(raw)

    def seen(self, text: str, end: int, piece: Piece) -> str:
        """A text that ends at a place of the file, without what is hidden or deleted."""
        if not self.unseen or not text:
            return text
        first = end - len(text) * piece.width
        places = [(first + at * piece.width, char) for at, char in enumerate(text)]
        return "".join(char for place, char in places if not self.is_unseen(place))

    def is_unseen(self, place: int) -> bool:
        number = bisect_right(self.unseen, (place, 1 << 62)) - 1
        return number >= 0 and self.unseen[number][0] <= place < self.unseen[number][1]


def shown(text: str) -> str:
    """What is printed: of a field only its result, no marks of pictures and notes."""
    found: list[str] = []
    hidden: list[bool] = []
    for char in text:
        if char == "\x13":
            hidden.append(True)
        elif char == "\x14" and hidden:
            hidden[-1] = False
        elif char == "\x15" and hidden:
            hidden.pop()
        elif not any(hidden):
            found.append("\x0b" if char == "\x0b" else "-" if char == "\x1e" else visible(char))
    return "".join(found)
