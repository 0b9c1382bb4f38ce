"""PDF with text to blocks: text by pypdfium2, the lines of tables by pdfplumber."""

from __future__ import annotations

import logging
import re
import time
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
from pypdfium2 import raw

from checks.text.normal import RADICALS
from crawler.documents.errors import Unreadable
from crawler.documents.wrapping import unwrapped
from crawler.reading.blocks import Block, Cell, Line, Picture, Table
from crawler.reading.grid import resolve
from crawler.reading.text import tidy

MOST_PAGES = 400
RULED = 6
"""Drawn paths; a page with fewer has no ruled table."""

TABLE_SECONDS = 25.0
"""For the tables of one file; later pages are read as plain text."""

FOLDED = str.maketrans(
    {**RADICALS, **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}}
)

# pdfminer logs every oddity of a font; the evidence is what counts.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read(body: bytes) -> list[Block]:
    """The blocks of a PDF; raises Unreadable."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        reason = "文件有密码，无法打开" if "password" in str(error).lower() else "文件已损坏，无法打开"
        raise Unreadable(reason) from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"文件有 {len(document)} 页，超过 {MOST_PAGES} 页，没有读取")
        return list(Pages(document, body).blocks())
    except pdfium.PdfiumError as error:
        raise Unreadable("文件已损坏，无法读取内容") from error
    finally:
        document.close()


class Pages:
    """The pages of one document; pdfplumber is opened only if a page has ruled lines."""

    def __init__(self, document: Any, body: bytes) -> None:
        self.document = document
        self.body = body
        self.plumber: Any = None
        self.deadline = time.monotonic() + TABLE_SECONDS

    def blocks(self) -> Iterator[Block]:
        """All pages; a table that goes on over a page break is one table."""
        pending: Table | None = None
        for number in range(len(self.document)):
            for block in self.page(number):
                if isinstance(block, Table):
                    pending = joined(pending, block) if pending else block
                    continue
                if pending and not (isinstance(block, Line) and is_page_number(block.text)):
                    yield pending
                    pending = None
                if not (isinstance(block, Line) and is_page_number(block.text)):
                    yield block
        if pending:
            yield pending

    def page(self, number: int) -> Iterator[Block]:
        page = self.document[number]
        text = page.get_textpage()
        width, height = page.get_size()
        kinds = [item.type for item in page.get_objects(max_depth=2)]
        where = f"第{number + 1}页"
        top = height
        tables = self.tables(number) if kinds.count(raw.FPDF_PAGEOBJ_PATH) >= RULED else []
        for table in tables:
            _, above, _, below = table.bbox
            yield from lines(text, 0, height - above, width, top, where)
            yield from table_block(table, text, height, where)
            top = height - below
        yield from lines(text, 0, 0, width, top, where)
        if not text.count_chars() and raw.FPDF_PAGEOBJ_IMAGE in kinds:
            yield Picture("", "扫描页", where)

    def tables(self, number: int) -> list[Any]:
        """The ruled tables of a page, from top to bottom."""
        if time.monotonic() > self.deadline:
            return []
        try:
            self.plumber = self.plumber or pdfplumber.open(BytesIO(self.body))
            page = self.plumber.pages[number]
            found = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.cells) > 3]
            page.close()
        except Exception:  # noqa: BLE001 - see below
            # pdfminer raises all sorts of errors on files that PDFium reads; without tables, then.
            return []
        return sorted(outermost(found), key=lambda table: float(table.bbox[1]))


def outermost(tables: list[Any]) -> list[Any]:
    """Tables that do not overlap one that begins higher."""
    kept: list[Any] = []
    for table in sorted(tables, key=lambda table: float(table.bbox[1])):
        if all(table.bbox[1] >= other.bbox[3] - 1 for other in kept):
            kept.append(table)
    return kept


def lines(text: Any, left: float, bottom: float, right: float, top: float, where: str) -> Iterator[Block]:
    """The paragraphs of a region, wrapped lines joined."""
    if top - bottom < 2:
        return
    shown = text.get_text_bounded(left, bottom, right, top).translate(FOLDED)
    for line in unwrapped(shown.splitlines()):
        yield Line(line, where=where)


def table_block(table: Any, text: Any, height: float, where: str) -> Iterator[Block]:
    """A ruled table; merged cells are seen by the lines that they lack."""
    boxes = sorted(table.cells, key=lambda box: (round(box[1]), box[0]))
    columns = edges([box[0] for box in boxes] + [box[2] for box in boxes])
    levels = edges([box[1] for box in boxes] + [box[3] for box in boxes])
    rows: dict[int, list[tuple[int, Cell]]] = {}
    for left, above, right, below in boxes:
        first, last = nearest(columns, left), nearest(columns, right)
        upper, lower = nearest(levels, above), nearest(levels, below)
        shown = text.get_text_bounded(
            left + 0.5, height - below + 0.5, right - 0.5, height - above - 0.5
        ).translate(FOLDED)
        content = tuple(Line(line) for line in unwrapped(shown.splitlines(), narrow=True))
        rows.setdefault(upper, []).append(
            (first, Cell(content, rows=max(lower - upper, 1), columns=max(last - first, 1)))
        )
    grid = resolve([cell for _, cell in sorted(rows[at], key=lambda pair: pair[0])] for at in sorted(rows))
    if grid:
        yield Table(grid, where=where)


def edges(values: list[float]) -> list[float]:
    """Positions of lines, those closer than 3 points being one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 3:
            found.append(value)
    return found


def nearest(places: list[float], value: float) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - value))


def is_page_number(text: str) -> bool:
    """Does the line only number the page?"""
    return len(text) < 16 and PAGE_NUMBER.fullmatch(text) is not None


# “- 3 -”, “第3页 共5页”, “3/5”; not “3 申请表”, “0377-65000651”.
PAGE_NUMBER = re.compile(r"[-—－\s]*第?\s*\d{1,4}\s*页?\s*[,，/／]?\s*(?:共?\s*\d{1,4}\s*页?)?[-—－\s]*")


def joined(upper: Table, lower: Table) -> Table:
    """Two tables in a row as one where the lower continues the upper: as many columns."""
    if len(upper.rows[0]) != len(lower.rows[0]):
        width = max(len(upper.rows[0]), len(lower.rows[0]))
        return Table(
            tuple(tuple(row) + (Cell(),) * (width - len(row)) for row in (*upper.rows, *lower.rows)),
            where=upper.where,
        )
    rows = list(lower.rows)
    head = [tidy(cell.text) for cell in upper.rows[0]]
    if [tidy(cell.text) for cell in rows[0]] == head:
        rows = rows[1:]
    return Table((*upper.rows, *rows), where=upper.where)
