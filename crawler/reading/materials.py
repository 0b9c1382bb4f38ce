"""Reads the list of materials of a guide: from tables, numbered lines or one sentence."""

from __future__ import annotations

from dataclasses import replace

from checks.evidence import Material
from crawler.reading.blocks import Block, Cell, Table, distinct, texts
from crawler.reading.columns import material_columns
from crawler.reading.furniture import without_buttons
from crawler.reading.items import items_of
from crawler.reading.material_lines import Materials, from_lines, names_document, names_in
from crawler.reading.numbering import marker_of
from crawler.reading.text import is_placeholder, squeeze, tidy

JOINED = ("form", "source", "necessity", "copies", "note")
MARKS = ("commitment", "deferrable")


def materials_of(blocks: list[Block]) -> Materials:
    """Read whatever stands under 申请材料."""
    rows: list[Material] = []
    remarks: list[str] = []
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            heading = lines.pop() if lines and heads_table(lines[-1]) else ""
            flush(lines, rows, remarks)
            remarks.extend([heading] if heading else [])
            found = from_table(block)
            rows.extend(found.rows)
            remarks.extend(found.remarks)
        else:
            lines.extend(filter(None, map(without_buttons, texts([block]))))
    flush(lines, rows, remarks)
    return Materials(tuple(rows), tuple(remarks))


def heads_table(line: str) -> bool:
    """Is the line above a table its heading (“（二）变更”), no material?"""
    return marker_of(line) is not None and len(line) <= 24 and not names_document(line)


def flush(lines: list[str], rows: list[Material], remarks: list[str]) -> None:
    found = from_lines(lines)
    rows.extend(found.rows)
    remarks.extend(found.remarks)
    lines.clear()


def from_table(table: Table) -> Materials:
    """Materials printed as a table; without a header row, the longest text of a row is the name."""
    columns: tuple[str, ...] = ()
    rows: list[Material] = []
    remarks: list[str] = []
    above: Cell | None = None
    heads = False
    for row in table.rows:
        head = material_columns(row)
        if head:
            columns = head
            continue
        cells = distinct(row)
        if len(cells) == 1:
            found = from_lines(list(texts(cells[0].blocks)))
            remarks.extend(found.remarks)
            heads = bool(found.rows) and row is not table.rows[-1]
            if heads:
                # All across and higher up, it heads a group of rows.
                remarks.append("\n".join(material.name for material in found.rows))
            else:
                rows.extend(found.rows)
            continue
        columns = columns or guessed(table)
        half = len(columns) // 2
        if half and len(columns) % 2 == 0 and columns[:half] == columns[half:] and "name" in columns[:half]:
            # Two materials beside each other.
            for part in (row[:half], row[half:]):
                rows.extend(from_row(part, columns[:half])[1])
            continue
        name, made = from_row(row, columns)
        if made and rows and (name is above or not squeeze(made[0].name)):
            rows[-1] = merged(rows[-1], made[0])
        else:
            rows.extend(made)
            if heads:
                remarks[-1] = "\n".join((remarks[-1], *(material.name for material in made)))
        above = name
    return Materials(tuple(rows), tuple(remarks))


def guessed(table: Table) -> tuple[str, ...]:
    """Columns of a table without a header row: the one with most text holds the names."""
    width = len(table.rows[0])
    lengths = [sum(min(len(row[place].text), 60) for row in table.rows) for place in range(width)]
    best = lengths.index(max(lengths))
    return tuple("name" if place == best else "number" if place < best else "note" for place in range(width))


def from_row(row: tuple[Cell, ...], columns: tuple[str, ...]) -> tuple[Cell | None, list[Material]]:
    """The name cell of a row and its materials: several, if the name cell lists several."""
    filled: dict[str, list[str]] = {}
    headed: Cell | None = None
    seen: set[int] = set()
    for cell, meaning in zip(row, columns, strict=False):
        text = without_buttons(tidy(cell.text))
        if meaning == "name" and headed is None:
            headed = cell
        elif meaning in (*JOINED, *MARKS, "name") and text and id(cell) not in seen:
            filled.setdefault("note" if meaning == "name" else meaning, []).append(text)
        seen.add(id(cell))
    if headed is None:
        return None, []
    names = row_names(headed)
    cells = {key: "；".join(dict.fromkeys(values)) for key, values in filled.items()}
    if not names or (len(names) == 1 and is_placeholder(names[0]) and not any(cells.values())):
        return headed, [Material("", **cells)] if cells and not names else []
    return headed, [Material(name, **cells) for name in names]


def row_names(cell: Cell) -> list[str]:
    """The names in a cell: one, unless its lines are numbered."""
    lines = [text for line in texts(cell.blocks) if (text := without_buttons(tidy(line)))]
    items = items_of(lines)
    if len(items) > 1 and all(item.depth < 9 for item in items):
        return [item.text.rstrip("；;") for item in items]
    return names_in(" ".join(lines), split=False) if lines else []


def merged(upper: Material, lower: Material) -> Material:
    """Two rows of one material: their cells joined."""
    changes = {}
    for key in (*JOINED, *MARKS):
        before, after = getattr(upper, key), getattr(lower, key)
        if after and after != before:
            changes[key] = f"{before}；{after}" if before else after
    return replace(upper, **changes)
