"""xlsx, xls and csv to sheets of plain values, merged cells at all of their places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from crawler.documents import archive, excel, extent, ole
from crawler.documents.errors import Unreadable
from crawler.documents.formats import Format, format_of
from crawler.exports.cells import Value
from crawler.exports.errors import ExportMistake
from crawler.pages.encoding import decode

MAX_BYTES = 100 * 1024 * 1024
MOST_ROWS = 500_000
WIDEST = 300
SEPARATORS = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet; `name` is "" for a csv file."""

    name: str
    rows: tuple[tuple[Value, ...], ...]


def read_sheets(body: bytes, file: str) -> list[Sheet]:
    """Every filled sheet of a file. Raises ExportMistake."""
    if not body.strip():
        raise ExportMistake(file, "文件是空的")
    if len(body) > MAX_BYTES:
        raise ExportMistake(file, f"文件过大，超过 {MAX_BYTES // 1048576} MB")
    kind = format_of(body)
    try:
        if kind in (Format.XLSX, Format.XLS):
            sheets = from_book(body)
        elif kind is Format.TEXT:
            sheets = [Sheet("", from_text(decode(body)))]
        elif kind is Format.ENCRYPTED:
            raise Unreadable("文件有密码，请去掉密码后再导入")
        else:
            raise Unreadable(
                f"是{kind.value}；数据导出应为 xlsx、xls 或 csv 表格（保存的网页请用 --source 指明来源）"
            )
    except Unreadable as error:
        raise ExportMistake(file, str(error)) from error
    return [sheet for sheet in sheets if any(any(filled(value) for value in row) for row in sheet.rows)]


def filled(value: Value) -> bool:
    return value is not None and str(value).strip() != ""


def from_book(body: bytes) -> list[Sheet]:
    """The sheets of a workbook; raises Unreadable."""
    (archive if body.startswith(b"PK") else ole).check(body)
    extent.check(body)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        return [Sheet(name, of_sheet(book.get_sheet_by_name(name))) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise Unreadable("文件已损坏或有密码，无法打开") from error
    except BaseException as error:
        # A panic in the library's Rust code arrives as a BaseException of its own.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("文件已损坏，无法打开") from error


def of_sheet(sheet: CalamineSheet) -> tuple[tuple[Value, ...], ...]:
    if sheet.height > MOST_ROWS or sheet.height * sheet.width > extent.MOST_CELLS:
        raise Unreadable(f"工作表“{sheet.name}”过大，请分月导出")
    rows = [list(row[:WIDEST]) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in excel.merged_of(sheet):
        if top < len(rows) and left < len(rows[top]):
            value = rows[top][left]
            for line in rows[top : bottom + 1]:
                line[left : right + 1] = [value] * len(line[left : right + 1])
    return tuple(tuple(row) for row in rows)


def from_text(text: str) -> tuple[tuple[Value, ...], ...]:
    """The rows of a csv, cut by the separator that gives the widest table; raises Unreadable."""
    plain = text.lstrip("\ufeff")
    if plain[:4].lower() == "sep=" and "\n" in plain:
        named, plain = plain[4], plain.split("\n", 1)[1]
        found = cut(plain, named)
    else:
        found = max((cut(plain, separator) for separator in SEPARATORS), key=usual_width)
    if usual_width(found) < 2:
        raise Unreadable("不是表格：没有分成几栏")
    widest = max(len(row) for row in found)
    return tuple((*row, *[""] * (widest - len(row))) for row in found)


def cut(text: str, separator: str) -> list[tuple[str, ...]]:
    rows = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            rows.append(tuple(unquoted(cell) for cell in row[:WIDEST]))
            if len(rows) > MOST_ROWS:
                raise Unreadable(f"超过 {MOST_ROWS} 行，请分月导出")
    except csv.Error as error:
        raise Unreadable("csv 格式有误，无法分栏") from error
    return rows


def unquoted(cell: str) -> str:
    """A code that is kept as text by the trick ="00123" or '00123, as the text that it is."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1]
    return text.removeprefix("'")


def usual_width(rows: list[tuple[str, ...]]) -> int:
    """How many columns most of the filled rows have."""
    widths = [len(row) for row in rows if any(row)]
    return max(sorted(set(widths)), key=widths.count, default=0)
