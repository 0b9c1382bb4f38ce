"""xlsx and xls to blocks: a table for each sheet, merged cells resolved."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from crawler.documents import archive, extent, ole
from crawler.documents.errors import Unreadable
from crawler.documents.extent import MOST_CELLS
from crawler.reading.blocks import Block, Cell, Line, Table
from crawler.reading.grid import WIDEST
from crawler.reading.text import tidy

MOST_SHEETS = 500
LONGEST = 20_000
"""Rows of one sheet that are read."""

Value = (
    str | int | float | bool | datetime.date | datetime.time | datetime.datetime | datetime.timedelta | None
)


def read(body: bytes) -> list[tuple[str, list[Block]]]:
    """(name, blocks) of each filled sheet; raises Unreadable."""
    with opened(body) as book:
        return [
            (name, blocks)
            for name in book.sheet_names[:MOST_SHEETS]
            if (blocks := list(sheet_of(book, name)))
        ]


def rows_of(body: bytes) -> list[tuple[str, list[list[str]]]]:
    """(name, rows) of each sheet, every cell at its own place; raises Unreadable.

    A formula is never worked out: what counts is the value that was saved with it.
    """
    with opened(body) as book:
        sheets = ((name, book.get_sheet_by_name(name)) for name in book.sheet_names[:MOST_SHEETS])
        return [(name, texts_of(sheet, name)) for name, sheet in sheets]


@contextmanager
def opened(body: bytes) -> Iterator[CalamineWorkbook]:
    """The workbook; whatever goes wrong while it is open raises Unreadable."""
    if body.startswith(b"PK"):
        archive.check(body)
    else:
        ole.check(body)
    extent.check(body)
    try:
        yield CalamineWorkbook.from_filelike(BytesIO(body))
    except (CalamineError, ValueError, OSError, KeyError) as error:
        reason = "文件有密码，无法打开" if "password" in str(error).lower() else "文件已损坏，无法打开"
        raise Unreadable(reason) from error
    except BaseException as error:
        # A panic in the library's Rust code arrives as a BaseException of its own.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("文件已损坏，无法打开") from error


def texts_of(sheet: CalamineSheet, name: str) -> list[list[str]]:
    """The cells of a sheet as text."""
    if sheet.height * sheet.width > MOST_CELLS:
        raise Unreadable(f"工作表“{name}”过大，没有读取")
    values = sheet.to_python(skip_empty_area=False)[:LONGEST]
    return [[text_of(value) for value in row[:WIDEST]] for row in values]


def sheet_of(book: CalamineWorkbook, name: str) -> Iterator[Block]:
    sheet = book.get_sheet_by_name(name)
    grid = grid_of(texts_of(sheet, name), merged_of(sheet))
    filled = [row for row in grid if any(cell.text for cell in row)]
    width = max((place + 1 for row in filled for place, cell in enumerate(row) if cell.text), default=0)
    if width == 1:
        yield from (block for row in filled for block in row[0].blocks)
    elif filled:
        yield Table(tuple(row[:width] for row in filled), where=f"工作表“{name}”")


def merged_of(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The merged ranges; none where the format does not tell them."""
    return list(getattr(sheet, "merged_cell_ranges", None) or [])


def grid_of(
    rows: list[list[str]], spans: list[tuple[tuple[int, int], tuple[int, int]]]
) -> list[tuple[Cell, ...]]:
    """Cells on the grid, each merged one at all of its places."""
    cells = [[cell_of(text) for text in row] for row in rows]
    for (top, left), (bottom, right) in spans[:50_000]:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        bottom, right = min(bottom, len(cells) - 1), min(right, len(cells[top]) - 1)
        merged = cell_of(rows[top][left], bottom - top + 1, right - left + 1)
        for line in cells[top : bottom + 1]:
            line[left : right + 1] = [merged] * (right + 1 - left)
    return [tuple(line) for line in cells]


def cell_of(text: str, rows: int = 1, columns: int = 1) -> Cell:
    lines = tuple(Line(line) for raw in text.split("\n") if (line := tidy(raw)))
    return Cell(lines, rows=rows, columns=columns)


def text_of(value: Value) -> str:
    """A value as Excel shows it: no ".0" behind whole numbers, days without a time."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value)
