"""Tables as an Excel file: sheets with a title, headings on every page and filters.

Numbers stay numbers. Texts are never formulas, addresses or markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from reports.papers.figures import Counted
from reports.papers.word import fit

LONGEST_CELL = 32_000
FONT = "宋体"
A4 = 9
HEADER_ROW = 1
HIGHEST = 409.0
"""Points that a row may be high."""
LINE, AROUND = 13.5, 3
"""Points of a line of text, and around all lines of a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field that it shows, its heading, its width in signs."""

    key: str
    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: rows are dataclasses that have the fields of the columns."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[object]
    highest: float = HIGHEST
    """Points; what needs more is read in the cell itself."""


def workbook(sheets: Iterable[Sheet], made_on: date) -> bytes:
    """The tables as an xlsx file; the same tables are the same file."""
    file = BytesIO()
    settings = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, settings) as book:
        book.set_properties({"author": "", "comments": "", "created": datetime.combine(made_on, time())})
        looks = looks_in(book)
        for sheet in sheets:
            write_sheet(book.add_worksheet(sheet.name), sheet, looks)
    return file.getvalue()


def looks_in(book: Any) -> dict[str, Any]:
    cell = {"font_name": FONT, "font_size": 10, "text_wrap": True, "valign": "top", "border": 1}
    return {
        "title": book.add_format({"font_name": FONT, "font_size": 14, "bold": True, "valign": "vcenter"}),
        "head": book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#E7E6E6"}),
        "text": book.add_format({**cell, "num_format": "@"}),
        "number": book.add_format({**cell, "align": "center"}),
    }


def write_sheet(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.repeat_rows(HEADER_ROW)
    page.set_footer("&C第 &P 页，共 &N 页")
    page.freeze_panes(HEADER_ROW + 1, 1)
    page.set_row(0, 24)
    page.write_string(0, 0, fit(sheet.title, LONGEST_CELL), looks["title"])
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(HEADER_ROW, number, column.title, looks["head"])
    last = HEADER_ROW
    widths = [column.width for column in sheet.columns]
    for last, row in enumerate(sheet.rows, HEADER_ROW + 1):
        values = [getattr(row, column.key) for column in sheet.columns]
        page.set_row(last, height(list(map(str, values)), widths, highest=sheet.highest))
        for number, value in enumerate(values):
            write_cell(page, last, number, value, looks)
    page.autofilter(HEADER_ROW, 0, max(last, HEADER_ROW + 1), len(sheet.columns) - 1)


def height(
    texts: Sequence[str], widths: Sequence[float], *, least: int = 1, highest: float = HIGHEST
) -> float:
    """The points that the longest cell of a row needs: only Excel fits rows to their texts by itself."""
    lines = (lines_in(text, width) for text, width in zip(texts, widths, strict=True))
    return min(max(least, *lines) * LINE + AROUND, highest)


def lines_in(text: str, width: float) -> int:
    """About how many lines a text takes in a column of so many signs."""
    if "\n" not in text and len(text) * 2 < width:
        return 1
    return sum(max(1, -(-pixels(part) // int(width * 7 - 6))) for part in text.split("\n"))


def pixels(text: str) -> int:
    """About how wide a text is in 10 points: Chinese signs have three bytes."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    return wide * 14 + max(len(text) - wide, 0) * 7


def write_cell(page: Any, row: int, column: int, value: object, looks: dict[str, Any]) -> None:
    """A number as a number, everything else as text."""
    if isinstance(value, Counted):
        page.write_number(row, column, value.value, looks["number"])
    else:
        page.write_string(row, column, fit(str(value), LONGEST_CELL), looks["text"])
