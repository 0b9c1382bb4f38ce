"""The issue list as an Excel file: to be read on a screen, printed on A4, filled in and sent back.

Every cell is text. A county's ten thousand lines are written one by one and need no memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Protocol

import xlsxwriter

from reports.papers.figures import Counted
from reports.papers.issue_columns import COLUMNS, FILLED_IN, HEADER_ROW, SHEET, TOLD
from reports.papers.table_sheet import height
from reports.papers.word import fit
from reports.wording import day_in_words

LONGEST_CELL = 32_000
FONT = "宋体"
SCALE = 52
BREAKS = ("address", "remark")
"""Behind these columns a printed page ends: three pages beside each other, with the numbers on each."""
MANY = 2000
"""More lines than these are not held in memory."""
A4 = 9
WIDTHS = tuple(column.width for column in TOLD)
LAST_ROW = 5000
"""Down to here at least a choice is offered, so that lines may be put in between."""
HOW_TO = (
    "填写说明：只填写右侧“{first}”至“{last}”各栏，其他各栏请勿改动，也不要增删、移动行列；"
    "逐条选择是否认可，部分属实、不属实的写明理由；整改完成的写明整改措施和完成时间。"
)


class Version(Protocol):
    """What is said of the list that lines stem from."""

    @property
    def version(self) -> int: ...
    @property
    def document_number(self) -> str: ...
    @property
    def issued_on(self) -> date: ...
    @property
    def head(self) -> str: ...


class Listed(Protocol):
    """What a workbook is made of."""

    @property
    def is_draft(self) -> bool: ...
    @property
    def round(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def project(self) -> str: ...
    @property
    def made_on(self) -> date: ...
    @property
    def total(self) -> Counted: ...
    @property
    def versions(self) -> tuple[Version, ...]: ...
    def rows(self) -> Iterable[object]: ...


def workbook(given: Any) -> bytes:
    """The list as an xlsx file."""
    listed: Listed = given
    file = BytesIO()
    # Strings are never taken for formulas, numbers or addresses. The rows of a county leave the memory as
    # they are written; those of a unit are few, and Excel likes their texts better in a table of their own.
    settings = {
        "constant_memory": listed.total.value > MANY,
        "strings_to_urls": False,
        "strings_to_formulas": False,
    }
    with xlsxwriter.Workbook(file, settings) as book:
        book.set_properties(
            {
                "title": f"{SHEET}（{listed.unit}，{listed.round}）",
                "author": "",
                "comments": "",
                # The day of the paper and not the clock: the same list is the same file.
                "created": datetime.combine(listed.made_on, time()),
            }
        )
        sheet = book.add_worksheet(SHEET)
        looks = formats(book)
        lay_out(sheet, listed, looks)
        last = HEADER_ROW
        for last, row in enumerate(listed.rows(), HEADER_ROW + 1):
            write_row(sheet, last, row, looks)
        finish(sheet, last)
    return file.getvalue()


def formats(book: Any) -> dict[str, Any]:
    """How cells look; all of them hold text, whatever is typed into them later."""
    cell = {
        "font_name": FONT,
        "font_size": 10,
        "text_wrap": True,
        "valign": "top",
        "border": 1,
        "num_format": "@",
    }
    head = {**cell, "bold": True, "align": "center", "valign": "vcenter"}
    return {
        "title": book.add_format({"font_name": FONT, "font_size": 16, "bold": True, "valign": "vcenter"}),
        "note": book.add_format({"font_name": FONT, "font_size": 9, "valign": "vcenter"}),
        "told head": book.add_format({**head, "bg_color": "#E7E6E6"}),
        "filled head": book.add_format({**head, "bg_color": "#FFF2CC"}),
        "told": book.add_format({**cell, "bg_color": "#F7F7F7"}),
        "filled": book.add_format(cell),
    }


def lay_out(sheet: Any, listed: Listed, looks: dict[str, Any]) -> None:
    """Page, widths, title, notes and headings."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_print_scale(SCALE)
    sheet.repeat_rows(HEADER_ROW)
    sheet.repeat_columns(0, 1)
    sheet.set_v_pagebreaks([position(key) + 1 for key in BREAKS])
    sheet.set_footer(
        f"&L{amp(listed.unit)} {amp(listed.round)}&C第 &P 页，共 &N 页&R&8{amp(check_value(listed))}"
    )
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width)
    draft = "（草稿，未下发，所列均为疑似问题）" if listed.is_draft else ""
    texts = (
        (f"{listed.project}{listed.round}{SHEET}（{listed.unit}）{draft}", "title", 26),
        (f"{version_line(listed)}", "note", 15),
        (HOW_TO.format(first=FILLED_IN[0].title, last=FILLED_IN[-1].title), "note", 15),
    )
    for row, (text, look, points) in enumerate(texts):
        sheet.set_row(row, points)
        sheet.write_string(row, 0, fit(text, LONGEST_CELL), looks[look])
    sheet.set_row(HEADER_ROW, 30)
    for number, column in enumerate(COLUMNS):
        look = "filled head" if column.is_filled_in else "told head"
        sheet.write_string(HEADER_ROW, number, column.title, looks[look])


def write_row(sheet: Any, row: int, given: object, looks: dict[str, Any]) -> None:
    texts = [fit(getattr(given, column.key), LONGEST_CELL) for column in TOLD]
    sheet.set_row(row, height(texts, WIDTHS, least=2))  # It must be set before the row is written.
    for number, text in enumerate(texts):
        sheet.write_string(row, number, text, looks["told"])
    for number in range(len(TOLD), len(COLUMNS)):
        sheet.write_blank(row, number, None, looks["filled"])


def finish(sheet: Any, last: int) -> None:
    """Filters, and what may be chosen or should be known where the unit fills in."""
    sheet.autofilter(HEADER_ROW, 0, max(last, HEADER_ROW + 1), len(COLUMNS) - 1)
    for column in FILLED_IN:
        number = position(column.key)
        rules: dict[str, Any] = {"validate": "list", "source": list(column.choices)} if column.choices else {}
        if column.choices:
            rules |= {
                "error_title": column.title,
                "error_message": f"请从下列各项中选择：{'、'.join(column.choices)}",
            }
        elif column.hint:
            rules = {"validate": "any"}
        if rules:
            rules |= {"input_title": column.title, "input_message": column.hint[:250]}
            sheet.data_validation(HEADER_ROW + 1, number, max(last, LAST_ROW), number, rules)


def position(key: str) -> int:
    """The number of a column, counted from 0."""
    return next(number for number, column in enumerate(COLUMNS) if column.key == key)


def version_line(listed: Listed) -> str:
    """From which issued lists the lines stem, each with the check value of the record at that time."""
    said = [
        f"第{one.version}版"
        + (f"（{one.document_number}）" if one.document_number else "")
        + f"，{day_in_words(one.issued_on)}下发，记录校验值 {one.head}"
        for one in listed.versions
    ]
    return f"清单{'；'.join(said)}" if said else "草稿，未下发"


def check_value(listed: Listed) -> str:
    """The last list's check value, short enough for the foot of a page."""
    newest = listed.versions[-1] if listed.versions else None
    return f"第{newest.version}版 {newest.head[:16]}" if newest else "草稿"


def amp(text: str) -> str:
    """A text for the foot of a page, where & is a sign of its own."""
    return fit(text, 60).replace("&", "&&")
