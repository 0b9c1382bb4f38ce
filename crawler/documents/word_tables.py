"""The grid of a table in Word: which rows and cells it has, and how far each cell reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn


def rows_of(table: Any) -> Iterator[Any]:
    """The rows of a table, those of tables inside it and deleted ones apart."""
    for row in table.iter(qn("w:tr")):
        if table_of(row) is table and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield row


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
    return min(int(text[:6]), 64) if text and text.isascii() and text.isdigit() else 1
