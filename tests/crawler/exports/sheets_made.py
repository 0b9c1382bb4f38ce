"""Makes real xlsx, xls and csv files as offices' systems give them out."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def xlsx(sheets: Mapping[str, Rows] | Rows, merges: Sequence[Merge] = ()) -> bytes:
    """A workbook; days are cells with a date format, None is empty, merges hold for every sheet."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}).items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, place, value, day)
                elif isinstance(value, str):
                    sheet.write_string(at, place, value)
                elif value is not None:
                    sheet.write(at, place, value)
        for top, left, bottom, right in merges:
            value = rows[top][left]
            sheet.merge_range(top, left, bottom, right, value)
    book.close()
    return out.getvalue()


def csv(rows: Rows, encoding: str = "gb18030", separator: str = ",") -> bytes:
    lines = [separator.join("" if value is None else str(value) for value in row) for row in rows]
    return "\r\n".join([*lines, ""]).encode(encoding)


def xls(rows: Rows, name: str = "Sheet1") -> bytes:
    """A workbook of Excel 97: BIFF8 records in an OLE container of two streams of sectors."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    title = name.encode("utf-16-le")
    length = len(begin) + 4 + 8 + len(title) + 4
    bound = record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(name), 1) + title)
    cells = b"".join(
        cell(at, place, value)
        for at, row in enumerate(rows)
        for place, value in enumerate(row)
        if value is not None
    )
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + record(0x000A, b"")
    return container(begin + bound + record(0x000A, b"") + sheet)


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def cell(at: int, place: int, value: Any) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return record(0x0204, struct.pack("<HHHHB", at, place, 0, len(value), 1) + text)
    return record(0x0203, struct.pack("<HHHd", at, place, 0, float(value)))


def container(stream: bytes) -> bytes:
    """[MS-CFB]: a header, one sector of the FAT, one of the directory, and the stream."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    assert count + 2 <= 128, "one sector of the FAT names 128 sectors"
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header + table + directory.ljust(512, b"\0") + stream.ljust(512 * count, b"\0")


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        struct.pack("<64sHBBIII", text, len(text), kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
