"""docx to blocks: paragraphs, tables and text boxes in the order of the document."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from crawler.documents import archive
from crawler.documents.errors import Unreadable
from crawler.documents.numbers import Numbers
from crawler.reading.blocks import Block, Cell, Line, Picture, Table
from crawler.reading.grid import resolve
from crawler.reading.text import tidy

DEEPEST = 12
"""Tables inside tables."""

HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.IGNORECASE)
PICTURES = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
# What the library raises on files that only look like Word's.
BROKEN = (
    KeyError,
    ValueError,
    zipfile.BadZipFile,
    OSError,
    etree.LxmlError,
    AttributeError,
    NotImplementedError,
    EOFError,
    zlib.error,
)
# Deleted text and the twin that older programs show instead of a text box.
NEVER_READ = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:instrText"),
    qn("w:rPr"),
    qn("w:pPr"),
}
BOX = qn("w:txbxContent")


def read(body: bytes) -> list[Block]:
    """The blocks of a Word document; raises Unreadable."""
    archive.check(body)
    try:
        document = docx.Document(BytesIO(body))
    except BROKEN as error:
        raise Unreadable("文件已损坏，无法打开") from error
    return list(Reader(document).blocks(document.element.body))


class Reader:
    """Walks one document; numbers count on from paragraph to paragraph."""

    def __init__(self, document: Any) -> None:
        self.levels = heading_levels(document)
        self.numbers = Numbers(numbering_of(document))
        self.style_numbers = style_numbers(document)

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[Block]:
        for child in parent:
            if child.tag == qn("w:p"):
                yield from self.paragraph(child)
            elif child.tag == qn("w:tbl"):
                if depth < DEEPEST:
                    yield from self.table(child, depth)
            elif child.tag in (
                qn("w:sdt"),
                qn("w:sdtContent"),
                qn("w:ins"),
                qn("w:customXml"),
                qn("w:smartTag"),
                qn("w:moveTo"),
            ):
                yield from self.blocks(child, depth)

    def paragraph(self, element: Any) -> Iterator[Block]:
        pieces: list[str] = []
        pictures: list[Block] = []
        boxes: list[Any] = []
        collect(element, pieces, pictures, boxes)
        level, number = self.set_apart(element)
        strong = all_bold(element)
        for at, text in enumerate("".join(pieces).split("\n")):
            shown = tidy((number if at == 0 else "") + text)
            if tidy(text):
                yield Line(shown, level=level, strong=strong)
        yield from pictures
        for box in boxes:
            yield from self.blocks(box, 1)

    def set_apart(self, element: Any) -> tuple[int, str]:
        """The level of a heading and the automatic number of a paragraph."""
        properties = element.find(qn("w:pPr"))
        if properties is None:
            return 0, ""
        style = properties.find(qn("w:pStyle"))
        style_id = style.get(qn("w:val")) if style is not None else ""
        own = properties.find(qn("w:numPr"))
        number, at = number_of(own) if own is not None else self.style_numbers.get(style_id, ("", 0))
        shown = self.numbers.next(number, at) if number and number != "0" else ""
        return self.levels.get(style_id, 0), shown or ""

    def table(self, element: Any, depth: int) -> Iterator[Block]:
        raw = [list(cells_of(row)) for row in element.iter(qn("w:tr")) if table_of(row) is element]
        rows: list[list[Cell]] = []
        for at, row in enumerate(raw):
            rows.append([])
            for place, tc, wide, merge in row:
                if merge != "continue":
                    blocks = tuple(self.blocks(tc, depth + 1))
                    rows[-1].append(Cell(blocks, rows=height(raw, at, place, merge), columns=wide))
        grid = resolve(rows)
        if len(grid) == 1 and len(set(map(id, grid[0]))) == 1:
            yield from grid[0][0].blocks
        elif grid:
            yield Table(grid)


def collect(element: Any, pieces: list[str], pictures: list[Block], boxes: list[Any]) -> None:
    """The text of a paragraph, its pictures, and the text boxes anchored in it."""
    for child in element:
        tag = child.tag
        if tag == qn("w:t"):
            pieces.append(child.text or "")
        elif tag == qn("w:tab"):
            pieces.append(" ")
        elif tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n")
        elif tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif tag == BOX:
            boxes.append(child)
        elif tag not in NEVER_READ:
            if tag in PICTURES and next(child.iter(BOX), None) is None:
                pictures.append(Picture("", "图片"))
            collect(child, pieces, pictures, boxes)


def all_bold(element: Any) -> bool:
    """Is every run with text bold?"""
    runs = [
        run
        for run in element.iter(qn("w:r"))
        if any((text.text or "").strip() for text in run.iter(qn("w:t")))
    ]
    return bool(runs) and all(is_bold(run) for run in runs)


def is_bold(run: Any) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false", "off")


def table_of(row: Any) -> Any:
    """The table that a row belongs to, whatever content controls stand between."""
    return next(row.iterancestors(qn("w:tbl")), None)


def cells_of(row: Any) -> Iterator[tuple[int, Any, int, str]]:
    """(place on the grid, cell, columns, "restart" | "continue" | "") of a row."""
    properties = row.find(qn("w:trPr"))
    before = properties.find(qn("w:gridBefore")) if properties is not None else None
    place = integer(before.get(qn("w:val"))) if before is not None else 0
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr")), None) is not row:
            continue
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        wide = integer(span.get(qn("w:val"))) if span is not None else 1
        yield place, cell, wide, "" if merge is None else merge.get(qn("w:val")) or "continue"
        place += wide


def integer(text: str | None) -> int:
    return min(int(text), 64) if text and text.isascii() and text.isdigit() else 1


def height(raw: list[list[tuple[int, Any, int, str]]], at: int, place: int, merge: str) -> int:
    """How many rows a cell covers."""
    rows = 1
    if merge != "restart":
        return rows
    for below in raw[at + 1 :]:
        if not any(where == place and kind == "continue" for where, _, _, kind in below):
            break
        rows += 1
    return rows


def heading_levels(document: Any) -> dict[str, int]:
    """Style id → level of heading."""
    found = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        match = HEADING.match(name.get(qn("w:val")) or "") if name is not None else None
        if match:
            found[style.get(qn("w:styleId"))] = min(max(int(match[1]), 1), 6)
        elif name is not None and (name.get(qn("w:val")) or "").lower() == "title":
            found[style.get(qn("w:styleId"))] = 1
    return found


def style_numbers(document: Any) -> dict[str, tuple[str, int]]:
    """Style id → (list, level), for styles that number their paragraphs."""
    found = {}
    for style in document.styles.element.findall(qn("w:style")):
        own = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            found[style.get(qn("w:styleId"))] = number_of(own)
    return found


def number_of(properties: Any) -> tuple[str, int]:
    number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
    at = level.get(qn("w:val")) if level is not None else "0"
    return (number.get(qn("w:val")) or "" if number is not None else ""), int(
        at
    ) if at and at.isdigit() else 0


def numbering_of(document: Any) -> Any:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return None
