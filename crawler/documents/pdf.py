"""PDF to blocks: text by pypdfium2, the lines of tables by pdfplumber, scanned pages by recognition."""

from __future__ import annotations

import logging
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
from pypdfium2 import raw

from checks.text.normal import RADICALS
from crawler.documents.cells import Box, over_pages, table_of
from crawler.documents.errors import Unreadable
from crawler.documents.scans import Scans, shows_no_text
from crawler.documents.turned import Sideways, quarters_of, upright
from crawler.documents.wrapping import unwrapped
from crawler.reading.blocks import Block, Line
from crawler.recognised import Recognised

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


def read(body: bytes) -> Recognised:
    """The blocks of a PDF; pages without text are recognised. Raises Unreadable."""
    document = opened(body)
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(f"文件有 {len(document)} 页，超过 {MOST_PAGES} 页，没有读取")
        with suppress(Sideways):
            return read_upright(document, body)
        straight = upright(document)
    except pdfium.PdfiumError as error:
        raise Unreadable("文件已损坏，无法读取内容") from error
    finally:
        document.close()
    return read_turned(straight)


def read_upright(document: Any, body: bytes, *, as_it_is: bool = False) -> Recognised:
    """The blocks of a document whose pages stand upright; raises Sideways at the first that does not."""
    pages = Pages(document, body, as_it_is)
    return pages.scans.told(over_pages(pages.blocks(), is_page_number))


def read_turned(body: bytes) -> Recognised:
    """The blocks of a document that was turned upright as far as that could be done."""
    document = opened(body)
    try:
        return read_upright(document, body, as_it_is=True)
    except pdfium.PdfiumError as error:
        raise Unreadable("文件已损坏，无法读取内容") from error
    finally:
        document.close()


def opened(body: bytes) -> Any:
    try:
        return pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        reason = "文件有密码，无法打开" if "password" in str(error).lower() else "文件已损坏，无法打开"
        raise Unreadable(reason) from error


class Pages:
    """The pages of one document; pdfplumber is opened only if a page has ruled lines."""

    def __init__(self, document: Any, body: bytes, as_it_is: bool) -> None:
        self.document = document
        self.body = body
        self.as_it_is = as_it_is
        self.plumber: Any = None
        self.deadline = time.monotonic() + TABLE_SECONDS
        self.scans = Scans()

    def blocks(self) -> Iterator[Block]:
        for number in range(len(self.document)):
            yield from self.page(number)

    def page(self, number: int) -> Iterator[Block]:
        page = self.document[number]
        text = page.get_textpage()
        if not self.as_it_is and (page.get_rotation() or quarters_of(text)):
            raise Sideways
        kinds = [item.type for item in page.get_objects(max_depth=2)]
        where = f"第{number + 1}页"
        if shows_no_text(text, kinds):
            yield from self.scans.read(page, where)
            return
        width, height = page.get_size()
        top = height
        tables = self.tables(number) if kinds.count(raw.FPDF_PAGEOBJ_PATH) >= RULED else []
        for table in tables:
            _, above, _, below = table.bbox
            yield from lines(text, 0, height - above, width, top, where)
            yield from table_block(table, text, height, where)
            top = height - below
        yield from lines(text, 0, 0, width, top, where)

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
    """A ruled table with the text inside its lines."""

    def content(box: Box) -> tuple[Block, ...]:
        left, above, right, below = box
        shown = text.get_text_bounded(left + 0.5, height - below + 0.5, right - 0.5, height - above - 0.5)
        return tuple(Line(line) for line in unwrapped(shown.translate(FOLDED).splitlines(), narrow=True))

    found = table_of(table.cells, content, near=3, where=where)
    if found:
        yield found


def is_page_number(text: str) -> bool:
    """Does the line only number the page?"""
    return len(text) < 16 and PAGE_NUMBER.fullmatch(text) is not None


# “- 3 -”, “第3页 共5页”, “3/5”; not “3 申请表”, “0377-65000651”.
PAGE_NUMBER = re.compile(r"[-—－\s]*第?\s*\d{1,4}\s*页?\s*[,，/／]?\s*(?:共?\s*\d{1,4}\s*页?)?[-—－\s]*")
