"""Resolves merged cells: rows of cells with spans become rows of equal length."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.reading.blocks import Cell

WIDEST = 64
"""Columns; a wider table is a mistake of the page or an attack."""

LARGEST = 200_000
"""Places in a grid."""


def resolve(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Lay out cells on a grid; a merged cell appears at each of its places, gaps are empty cells."""
    grid: list[list[Cell | None]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    places = 0
    for row in rows:
        line: list[Cell | None] = []
        for cell in row:
            if hanging:
                fill_hanging(line, hanging)
            if len(line) >= WIDEST:
                break
            if cell.columns == cell.rows == 1:
                line.append(cell)
                continue
            wide = min(max(cell.columns, 1), WIDEST - len(line))
            if cell.rows > 1:
                hanging.update({len(line) + at: (cell, cell.rows - 1) for at in range(wide)})
            line.extend([cell] * wide)
        fill_hanging(line, hanging)
        grid.append(line)
        places += len(line)
        if places > LARGEST:
            break
    return square(grid)


def fill_hanging(line: list[Cell | None], hanging: dict[int, tuple[Cell, int]]) -> None:
    """Continue the cells that reach down from rows above, at the place where the line stands."""
    while len(line) in hanging:
        at = len(line)
        cell, left = hanging.pop(at)
        line.append(cell)
        if left > 1:
            # Taken up again by the next row: the key must not match in this one.
            hanging[at] = (cell, left - 1)


def square(grid: list[list[Cell | None]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equal length."""
    width = max((len(line) for line in grid), default=0)
    empty = Cell()
    return tuple(
        tuple([cell or empty for cell in line]) + (empty,) * (width - len(line)) for line in grid if line
    )
