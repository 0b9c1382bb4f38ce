"""A table from cells that say how wide they are, and whether they go on from the row above."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.documents.cells import edges
from crawler.reading.blocks import Block, Cell, Table
from crawler.reading.grid import LARGEST, WIDEST

NEAR = 40
"""Twips (1/20 point) between two edges that are drawn as one."""
FIRST, GOES_ON = "restart", "continue"


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its first column; `merge` says whether it begins or continues a cell of several rows."""

    place: int
    columns: int
    blocks: tuple[Block, ...]
    merge: str = ""


@dataclass(frozen=True, slots=True)
class Edges:
    """Where a cell was drawn, in twips; `joined` for one that goes on from the cell at its left."""

    left: int
    right: int
    merge: str = ""
    joined: bool = False


def table_of(rows: Sequence[Sequence[Placed]]) -> Iterator[Block]:
    """The table, or the blocks of its only cell."""
    width = max((cell.place + cell.columns for row in rows for cell in row), default=0)
    grid: list[list[Cell | None]] = [[None] * min(width, WIDEST) for row in rows if row]
    filled = [row for row in rows if row][: LARGEST // max(width, 1) + 1]
    for at, row in enumerate(filled):
        for cell in row:
            high = height(filled, at, cell.place) if cell.merge == FIRST else 1
            lay(grid[at : at + high], cell, high)
    empty = Cell()
    lines = tuple(tuple(cell or empty for cell in line) for line in grid[: len(filled)])
    if len(lines) == 1 and len(set(map(id, lines[0]))) == 1:
        yield from lines[0][0].blocks
    elif lines and lines[0]:
        yield Table(lines)


def lay(lines: list[list[Cell | None]], cell: Placed, high: int) -> None:
    """Put a cell at all of its places that are free."""
    shown = Cell(cell.blocks, rows=high, columns=cell.columns)
    for line in lines:
        for place in range(cell.place, min(cell.place + cell.columns, len(line))):
            line[place] = line[place] or shown


def height(rows: Sequence[Sequence[Placed]], at: int, place: int) -> int:
    """How many rows a cell covers that begins at a place."""
    high = 1
    for below in rows[at + 1 :]:
        if not any(cell.place == place and cell.merge == GOES_ON for cell in below):
            break
        high += 1
    return high


def placed(rows: Sequence[tuple[Sequence[tuple[Block, ...]], Sequence[Edges]]]) -> list[list[Placed]]:
    """Rows of cells on one grid; one after the other where a row does not say how it was drawn."""
    if not all(len(cells) == len(drawn) for cells, drawn in rows):
        return [[Placed(at, 1, blocks) for at, blocks in enumerate(cells)] for cells, _ in rows]
    columns = edges([float(x) for _, drawn in rows for edge in drawn for x in (edge.left, edge.right)], NEAR)
    return [on_grid(cells, drawn, columns) for cells, drawn in rows]


def on_grid(cells: Sequence[tuple[Block, ...]], drawn: Sequence[Edges], columns: list[float]) -> list[Placed]:
    """One row; a cell that is joined to its left widens that one."""
    found: list[Placed] = []
    for blocks, edge in zip(cells, drawn, strict=True):
        first, last = column_of(columns, edge.left), column_of(columns, edge.right)
        if edge.joined and found:
            before = found.pop()
            found.append(
                Placed(before.place, max(last - before.place, 1), before.blocks + blocks, before.merge)
            )
        else:
            found.append(Placed(first, max(last - first, 1), blocks, edge.merge))
    return found


def column_of(columns: list[float], value: float) -> int:
    """The edge that a value belongs to: the first of those that are drawn as one."""
    at = bisect_left(columns, value)
    return at if at < len(columns) and columns[at] == value else max(at - 1, 0)
