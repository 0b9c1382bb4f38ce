"""Word documents: a guide as a table or as paragraphs, a published list as a table."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.model import Item, PublishedList
from sandbox.render import chinese

if TYPE_CHECKING:
    from docx.document import Document

WRITTEN = datetime(2022, 1, 4, 9, 0)
FORM_LINES = (
    "申请人（签字）：＿＿＿＿",
    "证件号码：＿＿＿＿",
    "联系电话：＿＿＿＿",
    "申请日期：＿＿年＿月＿日",
)
LETTER_LINES = (
    "一、基本信息：申请人＿＿＿＿，证件号码＿＿＿＿，联系方式＿＿＿＿。",
    "二、行政机关告知：证明事项名称、用途、设定依据、证明内容；申请人可以选择是否作出承诺；"
    "不实承诺的，依法撤销决定并承担法律责任；行政机关可以核查。",
    "三、申请人承诺：已知晓告知事项，符合条件，愿意承担不实承诺的法律责任，以上是真实意思表示。",
    "申请人（签字盖章）：＿＿＿＿　日期：＿＿＿＿　行政机关（盖章）：＿＿＿＿　日期：＿＿＿＿",
    "本承诺书一式两份。",
)
HEADINGS = ("序号", "材料名称", "形式", "份数", "来源渠道", "备注")


def guide_table(item: Item, seal: str) -> bytes:
    """A guide as one two-column table with the materials in a table of their own below."""
    document = new_document(f"{item.name}办事指南")
    pairs = [
        *(
            ("事项名称", item.name),
            ("实施编码", item.code),
            ("事项类型", item.type),
            ("办件类型", item.handling),
        ),
        *(("实施机关", seal), ("法定办结时限", item.legal), ("承诺办结时限", item.promised)),
        ("受理条件", numbered(item.conditions)),
        ("办理流程", numbered(item.process)),
        ("设定依据", "\n".join(item.basis)),
        *(
            ("收费标准", item.fees),
            ("办理结果", item.result),
            ("办理地点", item.place),
            ("办理时间", item.hours),
        ),
        *(("咨询电话", item.phone), ("监督投诉电话", item.complaint)),
        *([("备注", "\n".join(item.remarks))] if item.remarks else []),
    ]
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
    document.add_paragraph("申请材料")
    headings = (*HEADINGS, *(("是否可告知承诺",) if item.has_column else ()))
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
    for row in material_rows(item):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def guide_text(item: Item, seal: str) -> bytes:
    """A guide as label paragraphs under Chinese numbers."""
    document = new_document(f"{item.name}办事指南")
    sections: list[tuple[str, list[str]]] = [
        ("事项名称", [item.name]),
        ("实施编码", [item.code]),
        ("事项类型", [item.type]),
        ("办件类型", [item.handling]),
        ("受理单位", [seal]),
        ("办理条件", [f"（{chinese(place)}）{text}；" for place, text in enumerate(item.conditions, 1)]),
        (
            "申请材料",
            [f"{place}.{material_line(item, place - 1)}" for place in range(1, len(item.materials) + 1)],
        ),
        ("办理程序", [f"（{chinese(place)}）{text}。" for place, text in enumerate(item.process, 1)]),
        ("办理时限", [f"法定时限：{item.legal}", f"承诺时限：{item.promised}"]),
        ("收费标准", [item.fees]),
        ("设定依据", list(item.basis)),
        ("办理结果", [item.result]),
        ("办理地点", [item.place]),
        ("办公时间", [item.hours]),
        ("咨询电话", [item.phone]),
        ("监督电话", [item.complaint]),
        *([("注意事项", list(item.remarks))] if item.remarks else []),
    ]
    for place, (label, lines) in enumerate(sections, 1):
        document.add_paragraph(f"{chinese(place)}、{label}").runs[0].bold = True
        for line in lines:
            document.add_paragraph(f"　　{line}")
    return saved(document)


def list_document(published: PublishedList) -> bytes:
    """A published list as the annex of its notice."""
    document = new_document(published.title)
    document.add_paragraph(published.document_number)
    table = document.add_table(rows=0, cols=len(published.headings), style="Table Grid")
    for row in (published.headings, *published.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def form_document(title: str) -> bytes:
    """A blank form; a letter of commitment has what such a letter must say."""
    document = new_document(title)
    lines = LETTER_LINES if "承诺" in title else FORM_LINES
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def material_rows(item: Item) -> list[tuple[str, ...]]:
    """The rows of a table of materials."""
    rows = []
    for place, material in enumerate(item.materials, 1):
        cells = (material.printed_name(column=True), material.form, material.copies, material.source)
        mark = ("是" if material.mark == "column" else "否",) if item.has_column else ()
        rows.append((str(place), *cells, material.printed_note, *mark))
    return rows


def material_line(item: Item, place: int) -> str:
    """A material as one line of text."""
    material = item.materials[place]
    copies = f"{material.copies}份" if material.copies else ""
    told = [part for part in (material.form, copies, material.source, material.printed_note) if part]
    return material.printed_name(column=False) + (f"（{'，'.join(told)}）" if told else "")


def numbered(texts: tuple[str, ...]) -> str:
    """Lines with numbers, as one cell holds them."""
    return "\n".join(f"{place}.{text}" for place, text in enumerate(texts, 1))


def new_document(title: str) -> Document:
    """An empty document with a title and fixed dates."""
    import docx

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = WRITTEN
    document.core_properties.author = "示例县"
    document.add_heading(title, level=1)
    return document


def saved(document: Document) -> bytes:
    """The file's bytes, with the clock taken out of the archive."""
    first, second = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return second.getvalue()
