"""Tables from a text that tells where cells and rows end, one table perhaps in a cell of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from crawler.documents.spanned import Edges, placed, table_of
from crawler.reading.blocks import Block
from crawler.reading.grid import WIDEST

DEEPEST = 12
MOST_ROWS = 20_000


@dataclass(slots=True)
class Open:
    """A table that is not at its end."""

    cell: list[Block] = field(default_factory=list)
    row: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[tuple[Sequence[tuple[Block, ...]], Sequence[Edges]]] = field(default_factory=list)


class Tables:
    """The tables that are open, the outermost first."""

    def __init__(self) -> None:
        self.open: list[Open] = []

    def at(self, depth: int) -> Iterator[Block]:
        """Go to a depth of tables; answers what is closed by that and lies in no other table."""
        while len(self.open) < min(depth, DEEPEST):
            self.open.append(Open())
        while len(self.open) > depth:
            if self.open[-1].row or self.open[-1].cell:
                self.end_row(())
            closed = table_of(placed(self.open.pop().rows))
            if not self.open:
                yield from closed
            else:
                self.open[-1].cell.extend(closed)

    def add(self, blocks: Iterable[Block]) -> None:
        self.open[-1].cell.extend(blocks)

    def end_cell(self) -> None:
        table = self.open[-1]
        if len(table.row) < WIDEST:
            table.row.append(tuple(table.cell))
        table.cell = []

    def end_row(self, drawn: Sequence[Edges]) -> None:
        """End a row whose cells were drawn so; nobody knows how if there are more or fewer."""
        table = self.open[-1]
        if table.cell:
            self.end_cell()
        if table.row and len(table.rows) < MOST_ROWS:
            table.rows.append((table.row, drawn))
        table.row = []
