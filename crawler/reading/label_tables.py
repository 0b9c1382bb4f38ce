"""Reads tables of labels and values: two, four or six cells a row, merged cells, materials inside."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from crawler.reading.blocks import Block, Cell, Line, Table, distinct
from crawler.reading.columns import material_columns
from crawler.reading.labels import Label, heading_label, label_of, printed
from crawler.reading.run_in import run_in, segments
from crawler.reading.steps import step_column
from crawler.reading.text import squeeze

if TYPE_CHECKING:
    from crawler.reading.parts import PartReader

STYLE = "table"
LONGEST_LABEL = 16
COLUMN_HEADS = frozenset(
    {"事项", "项目", "要素", "内容", "栏目", "具体内容", "要素名称", "名称", "类别", "序号", "信息项", "信息"}
)
"""What stands over the columns of labels and values: “事项 | 要素 | 内容”."""

# “申请信息”, “结果信息” all across head a group of labels; not “本人信息采集表一份。”
GROUP = re.compile(r"^[^。；;，,：:]{2,8}(?:信息|内容|情况|要素)$")


def is_label_table(table: Table) -> bool:
    """Does the table hold labels beside (or above) values?"""
    if material_columns(table.rows[0]) if table.rows else True:
        return False
    cells = {id(cell): cell for row in table.rows for cell in row}
    labels = [cell for cell in cells.values() if is_strong_label(cell)]
    return len(labels) >= 2 or (len(labels) == 1 and len(table.rows) <= 3 and len(table.rows[0]) <= 4)


def is_strong_label(cell: Cell) -> bool:
    text = cell.text
    found = label_of(text) if text and len(text) <= 2 * LONGEST_LABEL else None
    return found is not None and not found.weak and not found.is_meta


class LabelTable:
    """Feeds the parts of one table to the reader, row by row."""

    def __init__(self, table: Table, reader: PartReader) -> None:
        table = without_numbers(table)
        self.table = table
        self.reader = reader
        self.columns = label_columns(table)
        self.used: dict[int, str] = {}
        """Cells of rows above that reach down: "label" or "value"."""

    def read(self) -> None:
        at = 0
        while at < len(self.table.rows):
            at = self.materials(at) or self.headed(at) or self.row(at)

    def materials(self, at: int) -> int:
        """A table of materials inside, from its header row to the next label; 0 if there is none here."""
        row = self.table.rows[at]
        left = self.left_edge(row)
        if left and self.is_steps(at, left):
            return self.steps(at, left)
        if not (material_columns(row[left:]) or self.is_bare_list(at, left)):
            return 0
        if left and id(row[left - 1]) not in self.used:
            self.label(row[left - 1])
        end = at + 1
        while end < len(self.table.rows) and not self.starts_label(self.table.rows[end], row[:left]):
            end += 1
        if "materials" not in self.reader.current.fields:
            self.reader.open("申请材料", label_of("申请材料"), STYLE)
        rows = tuple(inner[left:] for inner in self.table.rows[at:end])
        self.reader.current.blocks.append(Table(rows, where=self.table.where))
        return end

    def is_steps(self, at: int, left: int) -> bool:
        """Does a table of steps stand beside a label that reaches down?"""
        return step_column(Table(tuple(row[left:] for row in self.beside(at, left)))) >= 0

    def beside(self, at: int, left: int) -> list[tuple[Cell, ...]]:
        """The rows beside a label that reaches down."""
        label = self.table.rows[at][left - 1]
        return list(takewhile(lambda row: row[left - 1] is label, self.table.rows[at:]))

    def steps(self, at: int, left: int) -> int:
        rows = self.beside(at, left)
        self.label(rows[0][left - 1])
        self.reader.current.blocks.append(Table(tuple(row[left:] for row in rows), where=self.table.where))
        return at + len(rows)

    def is_bare_list(self, at: int, left: int) -> bool:
        """Do rows of several cells stand beside 申请材料, without a row of headings above them?"""
        label = self.table.rows[at][left - 1] if left else None
        found = label_of(label.text) if label and id(label) not in self.used else None
        if label is None or found is None or "materials" not in found.fields:
            return False
        beside = [row for row in self.table.rows[at:] if row[left - 1] is label]
        return len(beside) > 1 and all(len(distinct(row[left:])) > 1 for row in beside)

    def left_edge(self, row: tuple[Cell, ...]) -> int:
        """How many places at the left belong to a label that reaches down beside a table of materials."""
        edge = 0
        while edge < len(row) - 2 and (
            id(row[edge]) in self.used or (row[edge].rows > 1 and self.is_label(row[edge], edge))
        ):
            edge += 1
        return edge

    def starts_label(self, row: tuple[Cell, ...], beside: tuple[Cell, ...]) -> bool:
        """Does the row leave the table of materials: a new label at the left, or a heading all across?"""
        if beside and row[0] is not beside[0]:
            return True
        cells = distinct(row)
        if len(cells) == 1:
            found = heading_label(cells[0].text)
            return found is not None and "materials" not in found.fields
        if beside:
            return False
        found = label_of(cells[0].text)
        return found is not None and not found.weak

    def headed(self, at: int) -> int:
        """A row of labels with the row of their values below; 0 if this is none."""
        if at + 1 >= len(self.table.rows):
            return 0
        heads, values = self.table.rows[at], self.table.rows[at + 1]
        names = distinct(heads)
        if (
            len(names) < (2 if all(cell.header for cell in names) else 3)
            or not all(is_strong_label(cell) for cell in names)
            or any(is_strong_label(cell) for cell in values)
        ):
            return 0
        for place, (name, value) in enumerate(zip(heads, values, strict=True)):
            if place == 0 or name is not heads[place - 1]:
                self.label(name)
                self.value(value)
        return at + 2

    def row(self, at: int) -> int:
        row = self.table.rows[at]
        cells = distinct(row)
        if len(cells) == 1:
            self.banner(cells[0])
            return at + 1
        if at == 0 and all(squeeze(cell.text) in COLUMN_HEADS for cell in cells):
            return 1
        waiting: Cell | None = None
        for place, cell in enumerate(row):
            if place and cell is row[place - 1]:
                continue
            known = self.used.get(id(cell))
            if known == "label" or (known is None and self.is_label(cell, place, waiting=waiting, row=row)):
                waiting = cell
                if known is None:
                    self.label(cell)
            elif known is None:
                self.value(cell)
                waiting = None
        return at + 1

    def is_label(
        self, cell: Cell, place: int, *, waiting: Cell | None = None, row: tuple[Cell, ...] = ()
    ) -> bool:
        """Is the cell a label? After a label comes its value, unless that label heads a group (rowspan)."""
        text = cell.text
        if not text or len(text) > 2 * LONGEST_LABEL:
            return False
        found = label_of(text)
        if row and (not row[place + 1 :] or all(later is cell for later in row[place:])):
            return False
        if waiting is not None and not (waiting.rows > 1 and found and not found.weak):
            return False
        return found is not None or ((place in self.columns or cell.header) and len(text) <= LONGEST_LABEL)

    def label(self, cell: Cell) -> None:
        self.used[id(cell)] = "label"
        self.reader.open(printed(cell.text.replace("\n", "")), label_of(cell.text), STYLE)

    def value(self, cell: Cell) -> None:
        self.used[id(cell)] = "value"
        if self.reader.current.meaning is None and labels_in(cell.blocks) >= 2:
            for block in cell.blocks:
                self.reader.line(block) if isinstance(block, Line) else self.reader.table(
                    block
                ) if isinstance(block, Table) else None
            return
        self.reader.current.blocks.extend(cell.blocks)

    def banner(self, cell: Cell) -> None:
        """A cell all across: a heading, “label：value”, or more of the part that is open."""
        if id(cell) in self.used:
            return
        self.used[id(cell)] = "value"
        found: Label | None = heading_label(cell.text)
        if found:
            self.reader.open(printed(cell.text), found, STYLE)
        elif len(cell.text) <= LONGEST_LABEL and (cell.header or GROUP.search(cell.text)):
            self.reader.open(printed(cell.text), None, STYLE)
        else:
            for block in cell.blocks:
                self.reader.line(block) if isinstance(block, Line) else self.reader.table(
                    block
                ) if isinstance(block, Table) else None


# “一”, “1”, “（一）”, “1.” in a cell of its own.
SERIAL = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.、．]?")


def without_numbers(table: Table) -> Table:
    """A table of labels without the column that only numbers its rows, or the items that some rows name."""
    first = [row[0].text.strip() for row in table.rows]
    if len(first) < 3 or len(table.rows[0]) < 3 or not all(SERIAL.fullmatch(text) for text in first if text):
        return table
    heads = [row[0].text.strip() for row in table.rows if len(distinct(row[1:])) == 1]
    numbers_items = len(heads) > 1 and all(heads) and len(heads) == sum(map(bool, first))
    if sum(map(bool, first)) * 2 <= len(first) and not numbers_items:
        return table
    return Table(tuple(row[1:] for row in table.rows), table.caption, table.where)


def labels_in(blocks: tuple[Block, ...]) -> int:
    """How many pieces of the lines of a cell begin with a label of their own."""
    pieces = (piece for block in blocks if isinstance(block, Line) for piece in segments(block.text))
    return sum(run_in(piece) is not None or label_of(piece) is not None for piece in pieces)


def label_columns(table: Table) -> frozenset[int]:
    """The columns in which labels stand: at least a third of the filled cells are known ones."""
    found = set()
    for place in range(len(table.rows[0]) - 1 if table.rows else 0):
        cells = {id(row[place]): row[place] for row in table.rows if len(distinct(row)) > 1}
        filled = [cell for cell in cells.values() if cell.text]
        known = sum(is_strong_label(cell) for cell in filled)
        if known and known * 3 >= len(filled):
            found.add(place)
    return frozenset(found)
