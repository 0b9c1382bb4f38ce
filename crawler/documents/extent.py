"""How far the cells of a sheet reach, seen before the library lays out all that lies between."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

import olefile

from crawler.documents.errors import Unreadable

MOST_CELLS = 2_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
DAMAGED = "文件已损坏，无法打开"
BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip
# A cell that is not empty: its tag does not close itself.
CELL = re.compile(rb"<(?:\w{1,20}:)?(row|c)(?=\s)([^<>]*?)(/?)>")
PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]*)(\d*)")
# How many strings or styles a part promises: the library makes room for them at once.
PROMISE = re.compile(rb"[cC]ount\s*=\s*[\"']\s*\d{8}")
BOOKS = ("Workbook", "Book")
BEGINS, SEVERAL = 0x0809, 0x00BD
CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406, SEVERAL}
"""Records of xls that hold a value."""
BINARY_ROW, BINARY_CELLS = 0, range(1, 12)
"""Records of xlsb."""

Place = tuple[int, int]


def check(body: bytes) -> None:
    """Raise Unreadable for a file with a sheet that would take more memory than any real one."""
    for places in sheets_of(body):
        measure(places)


def measure(places: Iterable[Place]) -> None:
    """Raise Unreadable unless the cells lie in order and in a field of reasonable size."""
    first = last = None
    left, right = LAST_COLUMN, 0
    for row, column in places:
        if row > LAST_ROW or column > LAST_COLUMN:
            raise Unreadable(DAMAGED)
        first, last = row if first is None else first, row
        left, right = min(left, column), max(right, column)
    if first is None or last is None:
        return
    if last < first:
        raise Unreadable(DAMAGED)
    if (last - first + 1) * (right - left + 1) > MOST_CELLS:
        raise Unreadable("工作表过大，没有读取")


def sheets_of(body: bytes) -> Iterator[Iterator[Place]]:
    """(row, column) of the cells with a value, sheet by sheet."""
    try:
        if not body.startswith(b"PK"):
            yield from in_xls(body)
            return
        with zipfile.ZipFile(BytesIO(body)) as archive:
            for name in archive.namelist():
                if name.endswith(("/", ".png", ".jpg", ".jpeg", ".emf")):
                    continue
                part = archive.read(name)
                if PROMISE.search(part):
                    raise Unreadable(DAMAGED)
                if b"sheetData" in part:
                    yield in_xml(part)
                elif name.endswith(".bin"):
                    yield in_binary(part)
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error


def in_xml(part: bytes) -> Iterator[Place]:
    row = column = 0
    for tag, said, closed in CELL.findall(part):
        letters, digits = found.groups() if (found := PLACE.search(said)) else (b"", b"")
        if tag == b"row":
            row, column = number(digits) if digits else row + 1, 0
            continue
        # Only what is told moves the place; cells that tell nothing follow each other.
        column = of_letters(letters) if letters else column + 1
        row = number(digits) if digits else row
        if not closed:
            yield row, column


def number(digits: bytes) -> int:
    return int(digits) if len(digits) < 9 else LAST_ROW + 1


def of_letters(letters: bytes) -> int:
    column = 0
    for letter in letters[:5].upper():
        column = 26 * column + letter - 64
    return column


def in_xls(body: bytes) -> Iterator[Iterator[Place]]:
    """The sheets of the old format, each beginning with a record of its own."""
    try:
        with olefile.OleFileIO(BytesIO(body)) as ole:
            book = next((ole.openstream(name).read() for name in BOOKS if ole.exists(name)), b"")
    except (OSError, ValueError, LookupError, struct.error, TypeError, AttributeError) as error:
        raise Unreadable(DAMAGED) from error
    sheet: list[Place] = []
    for kind, at, size in records(book):
        if kind == BEGINS:
            yield iter(sheet)
            sheet = []
        elif kind in CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", book, at)
            sheet.append((row + 1, column + 1))
            if kind == SEVERAL:
                sheet.append((row + 1, struct.unpack_from("<H", book, at + size - 2)[0] + 1))
    yield iter(sheet)


def records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, where it begins, size) of each record."""
    at = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if at + 4 + size > len(book):
            return
        yield kind, at + 4, size
        at += 4 + size


def in_binary(part: bytes) -> Iterator[Place]:
    """The cells of xlsb."""
    at = row = 0
    while at < len(part):
        kind, at = packed_number(part, at, 2)
        size, at = packed_number(part, at, 4)
        if kind == BINARY_ROW and at + 4 <= len(part):
            row = struct.unpack_from("<I", part, at)[0] + 1
        elif kind in BINARY_CELLS and at + 4 <= len(part):
            yield row, struct.unpack_from("<I", part, at)[0] + 1
        at += size


def packed_number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte (a kind of record is one of two), and where it ends."""
    value = 0
    for place in range(most):
        if at >= len(part):
            break
        value |= (part[at] & 0x7F) << (7 * place)
        at += 1
        if part[at - 1] < 0x80:
            break
    return value, at
