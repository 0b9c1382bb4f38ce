"""csv to a table: the separator is the one that cuts the lines into the same number of cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO

from crawler.documents.excel import LONGEST, cell_of, grid_of
from crawler.pages.encoding import decode
from crawler.reading.blocks import Block, Table
from crawler.reading.grid import WIDEST
from crawler.reading.text import visible

SEPARATORS = (",", ";", "\t")
NAMED = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
"""The line by which Excel names the separator."""
TITLES = 3
"""Lines above the table that may be narrower than it."""
AGREEING = 0.9
TWO = 3
"""Rows that a table of two columns has at least: “一、条件,材料” alone is a sentence."""
PIECE = 32_000_000
"""Characters that are looked at."""


def read(body: bytes) -> list[Block] | None:
    """The table in a text; None for a text that is none."""
    text = visible(decode(body)[:PIECE]).lstrip("\ufeff")
    named = NAMED.match(text)
    text = text[named.end() :] if named else text
    for separator in (named[1],) if named else SEPARATORS:
        rows = rows_of(text, separator) if separator in text else []
        width = width_of(rows, separator)
        if width:
            cells = [[*row[:WIDEST], *[""] * (min(width, WIDEST) - len(row))] for row in rows]
            widest = max(len(row) for row in cells)
            return [table_of([row + [""] * (widest - len(row)) for row in cells])]
    return None


def table_of(rows: list[list[str]]) -> Table:
    """The table; a title alone in its row reaches all across."""
    grid = grid_of(rows, [])
    for at, row in enumerate(rows[:TITLES]):
        if row[0] and not any(row[1:]):
            grid[at] = (cell_of(row[0], 1, len(row)),) * len(row)
    return Table(tuple(grid))


def rows_of(text: str, separator: str) -> list[list[str]]:
    """The filled rows."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == LONGEST:
                break
    except csv.Error:
        return []
    return rows


def width_of(rows: list[list[str]], separator: str) -> int:
    """How many columns the rows agree on; 0 when they do not."""
    if len(rows) < 2:
        return 0
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    top = next((at for at, row in enumerate(rows[:TITLES]) if len(row) == width), 0)
    agreeing = sum(len(row) == width for row in rows[top:]) / len(rows[top:])
    if width < 2 or agreeing < AGREEING or len(rows) - top < 2:
        return 0
    # Tabs also stand between a number and its text, and a comma in every line happens.
    return width if width > 2 or (separator != "\t" and agreeing == 1 and len(rows) >= TWO) else 0
