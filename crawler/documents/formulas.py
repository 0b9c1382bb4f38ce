"""Which cells of an xlsx workbook hold a formula: readers of values see only what was saved with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from crawler.documents import archive
from crawler.documents.errors import Unreadable

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")

Place = tuple[int, int]
"""Row and column, both counted from 0."""


def formulas(body: bytes) -> dict[str, frozenset[Place]]:
    """By sheet the cells with a formula; nothing for the formats before xlsx. Raises Unreadable."""
    if not body.startswith(b"PK"):
        return {}
    archive.check(body)
    try:
        with ZipFile(BytesIO(body)) as book:
            parts = dict(sheets(book))
            return {name: frozenset(places(book, part)) for name, part in parts.items()}
    except (BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        raise Unreadable("文件已损坏，无法打开") from error


def sheets(book: ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each worksheet and the part that holds it."""
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in parsed(book.read("xl/_rels/workbook.xml.rels"))
        if one.get("Type", "").endswith("/worksheet")
    }
    for one in parsed(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets.get(one.get(RELATION))
        if target:
            yield one.get("name", ""), normpath(join("xl", target)).lstrip("/")


def parsed(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def places(book: ZipFile, part: str) -> Iterator[Place]:
    with book.open(part) as stream:
        for _, cell in etree.iterparse(stream, tag=f"{MAIN}c", resolve_entities=False, no_network=True):
            found = PLACE.fullmatch(cell.get("r", "")) if cell.find(f"{MAIN}f") is not None else None
            if found:
                yield int(found[2]) - 1, column_number(found[1])
            cell.clear()


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
