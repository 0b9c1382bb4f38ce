"""The drawn cells of a table to a grid: merged cells are seen by the lines that they lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crawler.reading.blocks import Block, Cell, Line, Table
from crawler.reading.grid import resolve
from crawler.reading.text import tidy

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, counted from the top of the page."""


def table_of(
    boxes: Iterable[Box], content: Callable[[Box], tuple[Block, ...]], *, near: float, where: str = ""
) -> Table | None:
    """A table from the boxes of its cells; lines closer than `near` are one."""
    boxes = sorted(boxes, key=lambda box: (round(box[1]), box[0]))
    columns = edges([box[0] for box in boxes] + [box[2] for box in boxes], near)
    levels = edges([box[1] for box in boxes] + [box[3] for box in boxes], near)
    rows: dict[int, list[tuple[int, Cell]]] = {}
    for box in boxes:
        first, last = nearest(columns, box[0]), nearest(columns, box[2])
        upper, lower = nearest(levels, box[1]), nearest(levels, box[3])
        cell = Cell(content(box), rows=max(lower - upper, 1), columns=max(last - first, 1))
        rows.setdefault(upper, []).append((first, cell))
    grid = resolve([cell for _, cell in sorted(rows[at], key=lambda pair: pair[0])] for at in sorted(rows))
    return Table(grid, where=where) if grid else None


def edges(values: list[float], near: float) -> list[float]:
    """Positions of lines, those close together being one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def nearest(places: list[float], value: float) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - value))


def over_pages(blocks: Iterable[Block], passed_over: Callable[[str], bool]) -> Iterator[Block]:
    """The blocks of all pages; a table that goes on over a page break is one, page numbers are none."""
    pending: Table | None = None
    for block in blocks:
        if isinstance(block, Table):
            pending = joined(pending, block) if pending else block
            continue
        if isinstance(block, Line) and passed_over(block.text):
            continue
        if pending:
            yield pending
            pending = None
        yield block
    if pending:
        yield pending


def joined(upper: Table, lower: Table) -> Table:
    """Two tables in a row as one where the lower continues the upper; a repeated header is dropped."""
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
