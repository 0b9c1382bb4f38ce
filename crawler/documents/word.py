"""docx to blocks: paragraphs, tables and text boxes in the order of the document."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from crawler.documents import archive
from crawler.documents.errors import Unreadable
from crawler.documents.numbers import Numbers, lists_of
from crawler.documents.spanned import GOES_ON, Placed, table_of
from crawler.documents.word_styles import (
    heading_levels,
    hidden_styles,
    number_of,
    numbering_of,
    style_numbers,
    switch,
)
from crawler.documents.word_tables import cells_of, rows_of
from crawler.reading.blocks import Block, Line, Picture
from crawler.reading.text import tidy

DEEPEST = 12
"""Tables inside tables."""

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
    TypeError,
    AssertionError,
    IndexError,
)
# Documents with macros, which nothing here runs, and templates are documents like others.
for kind in ("document.macroEnabled.main", "template.macroEnabledTemplate.main"):
    PartFactory.part_type_for[f"application/vnd.ms-word.{kind}+xml"] = DocumentPart
PartFactory.part_type_for[CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main")] = (
    DocumentPart
)
NOTES = (
    (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
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
SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(body: bytes) -> list[Block]:
    """The blocks of a Word document; raises Unreadable."""
    archive.check(body)
    try:
        document = Package.open(BytesIO(body)).main_document_part.document
        reader = Reader(document)
        return [*reader.blocks(document.element.body), *reader.notes(document.part)]
    except BROKEN as error:
        raise Unreadable("文件已损坏，无法打开") from error


class Reader:
    """Walks one document; numbers count on from paragraph to paragraph."""

    def __init__(self, document: Any) -> None:
        self.levels = heading_levels(document)
        self.numbers = Numbers(lists_of(numbering_of(document)))
        self.style_numbers = style_numbers(document)
        self.hidden = hidden_styles(document)

    def notes(self, part: Any) -> Iterator[Block]:
        """Footnotes and endnotes; those that only draw a line above the notes have a type."""
        for kind, tag in NOTES:
            for related in part.rels.values():
                if related.reltype == kind and not related.is_external:
                    for note in parse_xml(related.target_part.blob).findall(tag):
                        if note.get(qn("w:type")) in (None, "normal"):
                            yield from self.blocks(note)

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
        self.collect(element, pieces, pictures, boxes)
        level, number = self.set_apart(element)
        strong = all_bold(element)
        for at, text in enumerate("".join(pieces).split("\n")):
            shown = tidy((number if at == 0 else "") + text)
            if tidy(text):
                yield Line(shown, level=level, strong=strong)
        yield from pictures
        for box in boxes:
            yield from self.blocks(box, 1)

    def collect(self, element: Any, pieces: list[str], pictures: list[Block], boxes: list[Any]) -> None:
        """The text of a paragraph, its pictures, and the text boxes anchored in it."""
        for child in element:
            tag = child.tag
            if tag in SIGNS:
                pieces.append(SIGNS[tag])
            elif tag == qn("w:t"):
                pieces.append(child.text or "")
            elif tag == BOX:
                boxes.append(child)
            elif tag not in NEVER_READ and not (tag == qn("w:r") and self.is_hidden(child)):
                if tag in PICTURES and next(child.iter(BOX), None) is None:
                    pictures.append(Picture("", "图片"))
                self.collect(child, pieces, pictures, boxes)

    def is_hidden(self, run: Any) -> bool:
        """Is the run, or its style, hidden text?"""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return False
        own = switch(properties, "w:vanish")
        style = properties.find(qn("w:rStyle"))
        return own if own is not None else style is not None and style.get(qn("w:val")) in self.hidden

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
        yield from table_of(
            [
                [
                    Placed(place, wide, () if merge == GOES_ON else tuple(self.blocks(tc, depth + 1)), merge)
                    for place, tc, wide, merge in cells_of(row)
                ]
                for row in rows_of(element)
            ]
        )


def all_bold(element: Any) -> bool:
    """Is every run with text bold?"""
    runs = [
        run
        for run in element.iter(qn("w:r"))
        if any((text.text or "").strip() for text in run.iter(qn("w:t")))
    ]
    return bool(runs) and all(is_bold(run) for run in runs)


def is_bold(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and bool(switch(properties, "w:b"))
