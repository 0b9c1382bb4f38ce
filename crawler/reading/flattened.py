"""Tables of materials whose cells came as one line each, from text files and from pages without tables."""

from __future__ import annotations

import re
from itertools import chain

from crawler.reading.blocks import Block, Cell, Line, Table
from crawler.reading.columns import TABLES, material_columns, meaning_of
from crawler.reading.labels import label_of
from crawler.reading.numbering import marker_of
from crawler.reading.text import squeeze

FEWEST = 3
"""Headings in a row; fewer are labels."""

BEGINS = frozenset(
    heading for heading, meaning in TABLES["materials"].items() if meaning in ("number", "name")
)
LONGEST_HEADING = 14
# What a cell says of itself where cells are missing; the first that matches counts.
#   “必要”, “非必要” · “纸质”, “原件和复印件” · “申请人自备”, “政府部门核发” · “1”, “2份”
KINDS = (
    ("necessity", re.compile(r"(?:非?必要|非?必需|必须|必备|必选|选填|必填|是|否)")),
    ("form", re.compile(r"(?:纸质|电子|原件|复印件|正本|副本|扫描件).{0,8}")),
    ("source", re.compile(r"(?:申请人|政府部门|其他|中介机构|本人|自备|部门).{0,6}")),
    ("copies", re.compile(r"\d{1,2}\s*份?")),
)


def restored(blocks: list[Block]) -> list[Block]:
    """The blocks with every flattened table put together again; the same list if there is none."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        width = headings_at(blocks, at)
        if not width:
            found.append(blocks[at])
            at += 1
            continue
        end = at + width
        while end < len(blocks) and is_cell(blocks[end]):
            end += 1
        found.append(table_of([bare(block) for block in blocks[at:end]], width))
        at = end
    return found


def bare(block: Block) -> str:
    """A line without the strokes that separated its cells."""
    return block.text.strip(" |｜") if isinstance(block, Line) else ""


def headings_at(blocks: list[Block], at: int) -> int:
    """How many lines from here on are the headings of a table of materials; 0 if these are none."""
    first = bare(blocks[at])
    if not first or len(first) > LONGEST_HEADING or squeeze(first) not in BEGINS:
        return 0
    width = 0
    while at + width < len(blocks) and is_heading(bare(blocks[at + width])):
        width += 1
    cells = tuple(cell_of(bare(block)) for block in blocks[at : at + width])
    return width if width >= FEWEST and material_columns(cells) else 0


def is_heading(text: str) -> bool:
    return 0 < len(text) <= LONGEST_HEADING and bool(meaning_of(text, "materials"))


def is_cell(block: Block) -> bool:
    """May the line be a cell, or does it begin something else?"""
    if not isinstance(block, Line) or block.level:
        return False
    text = bare(block)
    label, marker = label_of(text), marker_of(text)
    if label is not None and not label.weak and not meaning_of(text, "materials"):
        return False
    return marker is None or marker.depth > 3


def cell_of(text: str) -> Cell:
    return Cell((Line(text),)) if text else Cell()


def table_of(texts: list[str], width: int) -> Table:
    """The table of these headings and cells."""
    headings, cells = texts[:width], [text for text in texts[width:] if text]
    columns = tuple(meaning_of(heading, "materials") for heading in headings)
    rows = numbered(cells) if columns[0] == "number" else counted(cells)
    made = [tuple(map(cell_of, headings)), *(row_of(row, columns) for row in rows)]
    return Table(tuple(made))


def numbered(cells: list[str]) -> list[list[str]]:
    """Rows that each begin with their number: 1, 2, 3 …; another figure is a number of copies."""
    rows: list[list[str]] = []
    for at, text in enumerate(cells):
        after = cells[at + 1] if at + 1 < len(cells) else ""
        if text == str(len(rows) + 1) and after and not kind_of(after):
            rows.append([text])
        elif rows:
            rows[-1].append(text)
    return rows


def counted(cells: list[str]) -> list[list[str]]:
    """Rows without numbers: each ends with the cells that say how many, in which form, from whom."""
    rows: list[list[str]] = [[]]
    for text in cells:
        if rows[-1] and not kind_of(text) and kind_of(rows[-1][-1]):
            rows.append([])
        rows[-1].append(text)
    return [named(row) for row in rows if row]


def named(row: list[str]) -> list[str]:
    """A row whose first lines, up to the first short value, are one name."""
    first = next((at for at, text in enumerate(row) if at and kind_of(text)), len(row))
    return ["\n".join(row[:first]), *row[first:]]


def kind_of(text: str) -> str:
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(squeeze(text))), "")


def row_of(cells: list[str], columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """The cells of a row under their columns; where some are missing, by what they say."""
    placed: list[list[str]] = [[] for _ in columns]
    if len(cells) == len(columns):
        placed = [[text] for text in cells]
    else:
        begin = 1 if columns[0] == "number" else 0
        name = columns.index("name")
        placed[name] = cells[begin : begin + 1]
        for text in cells[begin + 1 :]:
            placed[place_for(kind_of(text), columns, placed)].append(text)
    return tuple(
        Cell(tuple(Line(line) for line in chain.from_iterable(map(str.splitlines, cell)))) for cell in placed
    )


def place_for(kind: str, columns: tuple[str, ...], placed: list[list[str]]) -> int:
    """The first free column of a kind, else the first of it, else a column for remarks, else the name's."""
    same = [at for at, column in enumerate(columns) if kind and column == kind]
    free = [at for at in same if not placed[at]]
    notes = [at for at, column in enumerate(columns) if column in ("note", "source", "") and not placed[at]]
    return (free or same[:1] or notes or [columns.index("name")])[0]
