"""Fills in a self-check form as a clerk does, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import xlsxwriter
from PIL import Image

from audit.self_check.layout import DAY_ROW, HEAD_ROW, ROLE_ROW, SHEET, UNIT_ROW
from crawler.documents import excel

Filled = Mapping[str, Mapping[str, str]]
"""By number (编号), what stands under which heading."""


def fill(
    path: Path, filled: Filled, *, day: str = "2022-03-09", role: str = "综窗负责人", unit: str = ""
) -> None:
    """Write into the form at `path`, which stays a workbook of the same layout."""
    rows = dict(excel.rows_of(path.read_bytes()))[SHEET]
    rows[DAY_ROW][1], rows[ROLE_ROW][1] = day, role
    rows[UNIT_ROW][1] = unit or rows[UNIT_ROW][1]
    heads = rows[HEAD_ROW]
    keys = {row[0]: row for row in rows[HEAD_ROW + 1 :]}
    for key, cells in filled.items():
        for head, text in cells.items():
            keys[key][heads.index(head)] = text
    path.write_bytes(workbook(rows))


def workbook(rows: list[list[str]], name: str = SHEET) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
    return file.getvalue()


def picture(path: Path, seed: int = 1, size: tuple[int, int] = (320, 240), quality: int = 90) -> Path:
    """A photo-like picture: patches of grey that another seed arranges otherwise."""
    image = Image.new("L", (16, 12))
    image.putdata([(seed * 7919 + place * place * 31 + place * 17 * seed) % 256 for place in range(16 * 12)])
    image.resize(size, Image.Resampling.BICUBIC).save(path, quality=quality)
    return path
