"""Excel workbooks: one guide a sheet, one item a row, a published list."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from sandbox.documents.word import WRITTEN, material_line, material_rows, numbered
from sandbox.model import Item, PublishedList

ROW_HEADINGS = (
    *(
        "序号",
        "事项名称",
        "实施编码",
        "事项类型",
        "办件类型",
        "实施机关",
        "法定办结时限",
        "承诺办结时限",
        "受理条件",
    ),
    *(
        "申请材料",
        "办理流程",
        "设定依据",
        "收费标准",
        "办理结果",
        "办理地点",
        "办理时间",
        "咨询电话",
        "监督投诉电话",
        "备注",
    ),
)


def guides_by_sheet(items: Sequence[Item], seal: str) -> bytes:
    """A workbook with one guide a sheet: label, value, then the table of materials."""

    def fill(book: Any) -> None:
        for item in items:
            fill_sheet(book.add_worksheet(sheet_name(item.name)), item, seal)

    return workbook(fill)


def fill_sheet(sheet: Any, item: Item, seal: str) -> None:
    """One guide on its sheet."""
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 5, 28)
    pairs = [
        *(
            ("事项名称", item.name),
            ("实施编码", item.code),
            ("事项类型", item.type),
            ("办件类型", item.handling),
        ),
        *(("实施主体", seal), ("法定办结时限", item.legal), ("承诺办结时限", item.promised)),
        *(("受理条件", numbered(item.conditions)), ("办理流程", numbered(item.process))),
        *(("设定依据", "\n".join(item.basis)), ("收费标准", item.fees), ("办理结果", item.result)),
        *(
            ("办理地点", item.place),
            ("办理时间", item.hours),
            ("咨询电话", item.phone),
            ("监督投诉电话", item.complaint),
        ),
        *([("备注", "\n".join(item.remarks))] if item.remarks else []),
    ]
    sheet.merge_range(0, 0, 0, 5, f"{item.name}办事指南")
    for line, (label, text) in enumerate(pairs, 1):
        sheet.write_string(line, 0, label)
        sheet.merge_range(line, 1, line, 5, text)
    line = len(pairs) + 1
    sheet.write_string(line, 0, "申请材料")
    headings = (
        "序号",
        "材料名称",
        "材料形式",
        "份数",
        "来源渠道",
        "备注",
        *(("是否告知承诺",) if item.has_column else ()),
    )
    for offset, row in enumerate((headings, *material_rows(item)), 1):
        for column, text in enumerate(row):
            sheet.write_string(line + offset, column, text)


def guides_by_row(items: Sequence[Item], seal: str) -> bytes:
    """A workbook with a heading row and one item a row."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("办事指南汇总表")
        sheet.set_column(1, len(ROW_HEADINGS), 24)
        sheet.merge_range(0, 0, 0, len(ROW_HEADINGS) - 1, f"{seal}窗口办事指南汇总表")
        for line, row in enumerate(
            (ROW_HEADINGS, *(item_row(n, item, seal) for n, item in enumerate(items, 1))), 1
        ):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)

    return workbook(fill)


def item_row(number: int, item: Item, seal: str) -> tuple[str, ...]:
    """One item as a row."""
    materials = "\n".join(f"{place + 1}.{material_line(item, place)}" for place in range(len(item.materials)))
    return (
        *(str(number), item.name, item.code, item.type, item.handling, seal, item.legal, item.promised),
        *(numbered(item.conditions), materials, numbered(item.process), "\n".join(item.basis), item.fees),
        *(item.result, item.place, item.hours, item.phone, item.complaint, "\n".join(item.remarks)),
    )


def list_workbook(published: PublishedList) -> bytes:
    """A published list as a workbook: the title, then headings and rows."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("清单")
        sheet.merge_range(0, 0, 0, len(published.headings) - 1, published.title)
        for line, row in enumerate((published.headings, *published.rows), 1):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)

    return workbook(fill)


def workbook(fill: Callable[[Any], None]) -> bytes:
    """The bytes of a workbook with a fixed date."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": WRITTEN, "author": "示例县"})
    fill(book)
    book.close()
    return buffer.getvalue()


def sheet_name(name: str) -> str:
    """A name that Excel accepts for a sheet."""
    return "".join(sign for sign in name if sign not in "[]:*?/\\：")[:28]
