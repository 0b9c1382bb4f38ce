"""Turns the tables of a Word file into HTML where they hold plain text: ten times faster than mammoth does.

A county's lists are tables of ten thousand rows. A table with anything but paragraphs of text in it (merged
cells, pictures, links, other tables) is left to mammoth.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, TABLE, ROW, CELL, PARAGRAPH, RUN, TEXT = (W + one for one in ("body", "tbl", "tr", "tc", "p", "r", "t"))
GRID, COLUMN, WIDTH, HEADING, VALUE = (W + one for one in ("tblGrid", "gridCol", "w", "tblHeader", "val"))
STYLE, SPAN, MERGED, BREAK, TAB = (W + one for one in ("pStyle", "gridSpan", "vMerge", "br", "tab"))
BOLD, ITALIC, UNDERLINE, STRUCK, RAISED = (W + one for one in ("b", "i", "u", "strike", "vertAlign"))
PROPERTIES = frozenset(W + one for one in ("tblPr", "trPr", "tcPr", "pPr", "rPr", "tblPrEx"))
IGNORED = PROPERTIES | {W + "proofErr", W + "lastRenderedPageBreak", W + "bookmarkStart", W + "bookmarkEnd"}
MARKED = (SPAN, MERGED, BOLD, ITALIC, UNDERLINE, STRUCK, RAISED)
"""What mammoth makes something of."""


class NotPlain(Exception):
    """The table holds more than text."""


def table_as_html(table: Any, classes: Mapping[str, str]) -> str | None:
    """The table as HTML, or None when mammoth must read it; `classes` by the ids of styles."""
    if next(table.iter(*MARKED), None) is not None:
        return None
    try:
        rows = [row_as_html(row, classes) for row in children(table, ROW)]
    except NotPlain:
        return None
    heads = 0
    while heads < len(rows) and rows[heads][0]:
        heads += 1
    head = "".join(text for _, text in rows[:heads])
    body = "".join(text for _, text in rows[heads:])
    return f"<table>{columns(table)}{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def columns(table: Any) -> str:
    """The widths of a table's columns as shares of the whole."""
    grid = table.find(GRID)
    widths = [int(float(one.get(WIDTH) or 0)) for one in grid] if grid is not None else []
    whole = sum(widths) or 1
    shares = "".join(f'<col style="width:{one * 100 / whole:.2f}%">' for one in widths)
    return f"<colgroup>{shares}</colgroup>"


def row_as_html(row: Any, classes: Mapping[str, str]) -> tuple[bool, str]:
    """Is it a heading, and the row."""
    is_head = next(row.iter(HEADING), None) is not None
    tag = "th" if is_head else "td"
    cells = "".join(
        f"<{tag}>{''.join(paragraph_as_html(one, classes) for one in children(cell, PARAGRAPH))}</{tag}>"
        for cell in children(row, CELL)
    )
    return is_head, f"<tr>{cells}</tr>"


def paragraph_as_html(paragraph: Any, classes: Mapping[str, str]) -> str:
    style = next(paragraph.iter(STYLE), None)
    name = classes.get(style.get(VALUE), "") if style is not None else ""
    text = "".join(piece_as_html(one) for run in children(paragraph, RUN) for one in run if known(one))
    return f'<p class="{name}">{text}</p>' if name else f"<p>{text}</p>"


def known(element: Any) -> bool:
    return element.tag not in IGNORED


def piece_as_html(element: Any) -> str:
    if element.tag == TEXT:
        return escape(element.text or "", quote=False)
    if element.tag == BREAK and not element.attrib:
        return "<br />"
    if element.tag == TAB:
        return "\t"
    raise NotPlain(etree.QName(element).localname)


def children(element: Any, tag: str) -> list[Any]:
    """The children of this kind; raises NotPlain when there is anything else."""
    found = [one for one in element if one.tag not in IGNORED and one.tag != GRID]
    if any(one.tag != tag for one in found):
        raise NotPlain(tag)
    return found
