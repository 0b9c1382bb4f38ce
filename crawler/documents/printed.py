"""Words with their places on a page to blocks in reading order: tables, lines, joined paragraphs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from crawler.documents.cells import Box, table_of
from crawler.documents.wrapping import unwrapped
from crawler.reading.blocks import Block, Cell, Line, Table


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text that stands in one place: a line, or what is in a column of it."""

    text: str
    score: float
    left: float
    top: float
    right: float
    bottom: float
    slope: float = 0.0
    """In radians; positive where the text goes down to the right."""

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def inside(self, box: Box) -> bool:
        return box[0] <= self.centre <= box[2] and box[1] <= self.middle <= box[3]


def slope_of(words: Sequence[Word]) -> float:
    """How far the page is turned, in radians: what its long lines agree on."""
    long = [word.slope for word in words if word.right - word.left > 4 * word.height]
    return median(long) if len(long) >= 3 else 0.0


def straightened(words: Sequence[Word], slope: float, size: tuple[int, int]) -> list[Word]:
    """The words as they stand when the page is turned back about its middle."""
    across, down = size[0] / 2, size[1] / 2
    cos, sin = math.cos(slope), math.sin(slope)
    turned = []
    for word in words:
        x, y = word.centre - across, word.middle - down
        centre, middle = across + cos * x + sin * y, down - sin * x + cos * y
        wide = (word.right - word.left) / 2
        # A slanted line fills a box that is higher than the line.
        high = max(word.height - 2 * wide * abs(math.tan(slope)), 0.5 * word.height) / 2
        turned.append(
            replace(
                word,
                left=centre - wide,
                right=centre + wide,
                top=middle - high,
                bottom=middle + high,
                slope=0,
            )
        )
    return turned


def text_height_of(words: Sequence[Word]) -> float:
    return median(word.height for word in words) if words else 20.0


def blocks_of(words: Sequence[Word], tables: Sequence[Sequence[Box]], where: str = "") -> Iterator[Block]:
    """The blocks of one page, whose ruled tables are known."""
    left = list(words)
    for cells in tables:
        top = min(box[1] for box in cells)
        yield from unruled([word for word in left if word.middle < top], where)
        left = [word for word in left if word.middle >= top]
        held: dict[Box, list[Word]] = {box: [] for box in cells}
        for word in left:
            home = next((box for box in cells if word.inside(box)), None)
            if home:
                held[home].append(word)
        placed = {id(word) for inside in held.values() for word in inside}
        left = [word for word in left if id(word) not in placed]
        # Lines closer than a third of the text are the two sides of one line.
        near = text_height_of(words) / 3
        table = table_of(cells, lambda box, held=held: cell_blocks(held[box]), near=near, where=where)  # type: ignore[misc]
        if table:
            yield table
    yield from unruled(left, where)


def cell_blocks(words: Sequence[Word]) -> tuple[Block, ...]:
    return tuple(Line(text) for text in unwrapped(map(line_text, lines_of(words)), narrow=True))


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand beside each other, lines from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        last = lines[-1] if lines else []
        beside = last and word.middle - sum(each.middle for each in last) / len(last) < 0.5 * min(
            word.height, max(each.height for each in last)
        )
        # What stands above or below another is no part of its line, however narrow the lines are.
        if beside and all(word.left > each.centre or word.right < each.centre for each in last):
            last.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def line_text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)


def unruled(words: Sequence[Word], where: str) -> Iterator[Block]:
    """Lines, and tables whose columns are told apart by white space alone."""
    plain: list[list[Word]] = []
    lines = lines_of(words)
    at = 0
    while at < len(lines):
        end = end_of_columns(lines, at)
        table = columns_of(lines[at:end], where) if end - at >= FEWEST_ROWS else None
        if table is None:
            plain.append(lines[at])
            at += 1
            continue
        yield from paragraphs(plain, where)
        plain = []
        yield table
        at = end
    yield from paragraphs(plain, where)


def paragraphs(lines: Sequence[Sequence[Word]], where: str) -> Iterator[Block]:
    for text in unwrapped(map(line_text, lines)):
        yield Line(text, where=where)


FEWEST_ROWS = 3
FEWEST_COLUMNS = 3


def end_of_columns(lines: Sequence[Sequence[Word]], start: int) -> int:
    """Where a run of lines with several columns ends; one short line in between may be a wrapped cell."""
    if len(lines[start]) < FEWEST_COLUMNS:
        return start
    end = at = start + 1
    while at < len(lines) and at - end < 2:
        if len(lines[at]) >= FEWEST_COLUMNS:
            end = at + 1
        at += 1
    return end


def columns_of(lines: Sequence[Sequence[Word]], where: str) -> Table | None:
    """Lines as a table if their words stand in columns that are free of each other."""
    columns = intervals(word for line in lines for word in line)
    words = [word for line in lines for word in line]
    labelled = sum("：" in word.text or ":" in word.text for word in words)
    if len(columns) < max(map(len, lines)) or len(columns) < FEWEST_COLUMNS or labelled * 3 > len(words):
        return None
    rows: list[list[list[Word]]] = []
    for line in lines:
        row = [[word for word in line if low <= word.centre <= high] for low, high in columns]
        if rows and not row[0] and len(line) < len(columns):
            rows[-1] = [above + below for above, below in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    if len(rows) < FEWEST_ROWS:
        return None
    return Table(tuple(tuple(Cell(cell_blocks(words)) for words in row) for row in rows), where=where)


def intervals(words: Iterator[Word]) -> list[tuple[float, float]]:
    """The columns: what the words cover from left to right, with nothing between."""
    found: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.left):
        if found and word.left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], word.right))
        else:
            found.append((word.left, word.right))
    return found
