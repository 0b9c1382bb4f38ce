"""The folder of window guides: which file holds which item, and writing it to disk."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from pathlib import Path

from sandbox.documents import excel, pdf, word
from sandbox.files import scanned_guide
from sandbox.model import WINDOW, County, Item, Unit
from sandbox.plants import edition

SUFFIXES = {"docx-table": "docx", "docx-text": "docx", "pdf": "pdf", "scan": "pdf"}
WORKBOOKS = {"xlsx-sheets": "窗口办事指南.xlsx", "xlsx-rows": "窗口办事指南汇总表.xlsx"}


def window_path(item: Item) -> str:
    """The file that holds the item's window guide, relative to the folder, whatever is planted."""
    if item.window in WORKBOOKS:
        return f"{item.unit}/{WORKBOOKS[item.window]}"
    return f"{item.unit}/{item.name.replace('/', '、')}.{SUFFIXES[item.window]}"


def write_window_guides(
    county: County, folder: Path, fixed: Collection[str], gone: Collection[str] = ()
) -> None:
    """Write every window guide; a right file is left alone, one that was taken down is removed."""
    for unit in county.units:
        for path, body in window_files(unit, fixed):
            target = folder / path
            if path in gone:
                target.unlink(missing_ok=True)
            elif not target.exists() or target.read_bytes() != body:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(body)


def window_files(unit: Unit, fixed: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """The unit's files: path and bytes."""
    items = [item for item in unit.items if WINDOW in item.channels]
    for kind in WORKBOOKS:
        sheets = [edition(item, WINDOW, fixed) for item in items if item.window == kind]
        if sheets:
            yield f"{unit.name}/{WORKBOOKS[kind]}", workbook_of(kind, tuple(sheets), unit.full_name)
    for item in items:
        if item.window not in WORKBOOKS:
            yield window_path(item), document_of(edition(item, WINDOW, fixed), unit.full_name)


# A change to the sandbox writes the folder anew, and nearly every guide is the same as before.
@functools.lru_cache(maxsize=1000)
def document_of(item: Item, seal: str) -> bytes:
    """The item's own document."""
    if item.window == "scan":
        return pdf.scanned_pdf(scanned_guide(item))
    makers = {"docx-table": word.guide_table, "docx-text": word.guide_text, "pdf": pdf.guide_pdf}
    return makers[item.window](item, seal)


@functools.lru_cache(maxsize=100)
def workbook_of(kind: str, items: tuple[Item, ...], seal: str) -> bytes:
    """The workbook that holds several items."""
    make = excel.guides_by_sheet if kind == "xlsx-sheets" else excel.guides_by_row
    return make(items, seal)
