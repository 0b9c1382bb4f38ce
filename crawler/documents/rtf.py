"""RTF to blocks: a library decodes the text; the marks of tables pass through it as control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from crawler.documents.errors import Unreadable
from crawler.reading.blocks import Block, Cell, Line, Table
from crawler.reading.grid import resolve
from crawler.reading.text import tidy

LARGEST = 20 * 1024 * 1024
ROW, CELL, ROW_ENDS = "\x1d", "\x07", "\x1c"
MARKS = {"trowd": ROW, "cell": CELL, "nestcell": CELL, "row": ROW_ENDS, "nestrow": ROW_ENDS}
# “\cell ”, “\trowd\”; not “\cellx2000”, “\\row”.
TABLE_WORD = re.compile(r"(?<!\\)\\(trowd|nestcell|cell|nestrow|row)(?![a-z])")
# Pictures and objects as runs of hexadecimal figures; no text has so many without a blank.
BINARY = re.compile(r"(?:[0-9a-fA-F]{64,}\s*)+")
# “{\deleted 20日}”, “{\v 内部掌握}”: deleted with the change tracked, or hidden; not “{\viewkind4 …}”.
UNSEEN = re.compile(r"\{[^{}]*\\(?:deleted|v)(?![a-z0-9])[^{}]*\}")
CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
ENCODINGS = {"65001": "utf-8", "950": "cp950", "1252": "cp1252"}


def read(body: bytes) -> list[Block]:
    """The blocks of an RTF document; raises Unreadable."""
    if len(body) > LARGEST:
        raise Unreadable("RTF 文件过大，没有读取")
    source = BINARY.sub(" ", body.decode("latin-1"))
    named = CODE_PAGE.search(source[:4096])
    marked = TABLE_WORD.sub(lambda word: f"\\'{ord(MARKS[word[1]]):02x}", UNSEEN.sub("", source))
    try:
        text = str(rtf_to_text(marked, ENCODINGS.get(named[1] if named else "", "gb18030"), "replace"))
    except (ValueError, IndexError, KeyError, LookupError, OverflowError) as error:
        raise Unreadable("文件已损坏，无法打开") from error
    return list(blocks_of(text))


def blocks_of(text: str) -> Iterator[Block]:
    """Lines, and tables of the rows that follow one another."""
    rows: list[list[Cell]] = []
    for part in re.split(f"({ROW}[^{ROW_ENDS}]*{ROW_ENDS})", text):
        if part.startswith(ROW):
            rows.append(row_of(part.replace(ROW, "")))
        elif part.strip():
            yield from table_of(rows)
            rows = []
            yield from (Line(line) for raw in part.splitlines() if (line := tidy(raw)))
    yield from table_of(rows)


def row_of(part: str) -> list[Cell]:
    """The cells of a row; what stands behind the last one is no cell."""
    cells = part.rstrip(ROW_ENDS).split(CELL)[:-1]
    return [Cell(tuple(Line(line) for raw in cell.splitlines() if (line := tidy(raw)))) for cell in cells]


def table_of(rows: list[list[Cell]]) -> Iterator[Table]:
    filled = [row for row in rows if row]
    if filled:
        yield Table(resolve(filled))
