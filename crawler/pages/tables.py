"""Tables of HTML: data with resolved spans, or layout, whose cells are just places on the page."""

from __future__ import annotations

from lxml import etree

from crawler.reading.blocks import Block, Cell, Line, LinkList, Table
from crawler.reading.columns import list_columns, material_columns
from crawler.reading.grid import resolve
from crawler.reading.label_tables import is_strong_label

LONG = 400
"""Characters; a cell with more of them and no label beside it is a place on the page."""


class TableFrame:
    """A table while it is being walked: its rows, and where text goes meanwhile."""

    def __init__(self, outside: list[Block]) -> None:
        self.outside = outside
        self.rows: list[list[Cell]] = []
        self.caption_sink: list[Block] = []
        self.cell: list[Block] | None = None
        self.attributes = (False, 1, 1)

    def start(self, element: etree._Element, tag: str, sink: list[Block]) -> list[Block]:
        """A row, a cell or the caption begins; where text goes from here on."""
        if tag == "tr":
            self.rows.append([])
            return sink
        return self.caption_sink if tag == "caption" else self.start_cell(element, tag)

    def start_cell(self, element: etree._Element, tag: str) -> list[Block]:
        if self.cell is not None:
            self.end_cell()
        self.cell = []
        self.attributes = (tag == "th", number(element.get("rowspan")), number(element.get("colspan")))
        return self.cell

    def end_cell(self) -> list[Block]:
        if self.cell is not None:
            header, rows, columns = self.attributes
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(Cell(tuple(self.cell), header=header, rows=rows, columns=columns))
            self.cell = None
        return self.outside


def number(text: str | None) -> int:
    # Only the first digits: Python refuses to make a number of thousands of them.
    first = text[:6] if text and text.isascii() and text.isdigit() else ""
    return min(int(first), 1000) if first and int(first) else 1


def as_blocks(frame: TableFrame) -> list[Block]:
    """The table as one block, or the blocks of its cells where it only arranges the page."""
    frame.end_cell()
    rows = [row for row in frame.rows if row]
    if not rows:
        return []
    caption = [block for block in frame.caption_sink if isinstance(block, Line)]
    if is_layout(rows):
        return [*caption, *(block for row in rows for cell in row for block in cell.blocks)]
    grid = resolve(rows)
    return [Table(grid, caption=" ".join(line.text for line in caption))] if grid else []


def is_layout(rows: list[list[Cell]]) -> bool:
    """Does the table hold places rather than data?"""
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return True
    if any(is_strong_label(cell) for cell in cells):
        # A label beside a value; but a page may be arranged around a table that is read already.
        return False
    if any(list_columns(tuple(row)) or material_columns(tuple(row)) for row in rows[:4]):
        return False
    places = any(holds_more(cell) or len(cell.text) > LONG for cell in cells)
    linked = sum(any(isinstance(block, Line) and block.linked for block in cell.blocks) for cell in cells)
    return places or linked * 2 >= len(rows)


def holds_more(cell: Cell) -> bool:
    return any(isinstance(block, Table | LinkList) for block in cell.blocks)
