"""The one form that every format becomes before it is read: lines, tables, pictures and lists of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as printed, with its absolute address ("" for one that leads nowhere)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (level 1 to 6), a paragraph or an item of a list (level 0)."""

    text: str
    level: int = 0
    strong: bool = False
    """Is all of it bold?"""
    listed: bool = False
    """Is it an item of a list whose number is not part of the text?"""
    links: tuple[Anchor, ...] = ()
    linked: bool = False
    """Is all of it (dates apart) the text of links?"""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. A merged cell stands at every place that it covers, as the same object."""

    blocks: tuple[Block, ...] = ()
    header: bool = False
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The lines of the cell, nested tables included, one a line."""
        if not self.blocks:
            return ""
        # Nearly all cells hold one line, and their text is asked for many times.
        first = self.blocks[0]
        return (
            first.text if len(self.blocks) == 1 and isinstance(first, Line) else "\n".join(texts(self.blocks))
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its spans resolved: every row has the same number of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text."""

    url: str
    text: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class LinkList:
    """Several lines that are nothing but links: a menu, or the entries of a column (栏目)."""

    entries: tuple[Line, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Data:
    """A JSON object that stood in a script."""

    value: dict[str, object]
    where: str = ""


Block = Line | Table | Picture | LinkList | Data


def texts(blocks: tuple[Block, ...] | list[Block]) -> Iterator[str]:
    """The texts of all blocks in order; a row of a table is one text."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        elif isinstance(block, LinkList):
            yield from (entry.text for entry in block.entries)
        elif isinstance(block, Table):
            yield from (row_text(row) for row in block.rows)


def row_text(row: tuple[Cell, ...]) -> str:
    """The texts of a row, each merged cell once, separated by blanks."""
    return " ".join(text for cell in distinct(row) if (text := cell.text))


def distinct(row: tuple[Cell, ...]) -> list[Cell]:
    """The cells of a row without the repetitions of merged ones."""
    return list({id(cell): cell for cell in row}.values())
