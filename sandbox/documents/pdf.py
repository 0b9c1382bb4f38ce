"""PDF guides: set in a Chinese CID font that needs no font file, or a scanned picture without any text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from sandbox.documents.word import material_rows
from sandbox.model import Item

FONT = "STSong-Light"
WIDTHS = (28, 170, 60, 32, 84, 96)


def guide_pdf(item: Item, seal: str) -> bytes:
    """A guide as numbered sections with a ruled table of materials."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    text = ParagraphStyle("text", fontName=FONT, fontSize=10.5, leading=17, wordWrap="CJK")
    title = ParagraphStyle("title", parent=text, fontSize=16, leading=26, alignment=1, spaceAfter=8)
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=56,
        rightMargin=56,
        title=f"{item.name}办事指南",
        author=seal,
        invariant=1,
    )
    document.build(list(story(item, seal, text, title)))
    return buffer.getvalue()


def story(item: Item, seal: str, text: Any, title: Any) -> Iterator[Any]:
    """The parts of the document, from top to bottom."""
    from xml.sax.saxutils import escape

    from reportlab.platypus import Paragraph

    yield Paragraph(escape(f"{item.name}办事指南"), title)
    for label, lines in sections(item, seal):
        yield Paragraph(escape(f"{label}：" + (lines[0] if len(lines) == 1 else "")), text)
        if label == "申请材料":
            yield material_table(item, text)
        elif len(lines) > 1:
            yield from (Paragraph(escape(f"（{place}）{line}"), text) for place, line in enumerate(lines, 1))


def sections(item: Item, seal: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Labels and their lines; the materials come as a table."""
    yield from (("事项名称", (item.name,)), ("实施编码", (item.code,)), ("事项类型", (item.type,)))
    yield from (("办件类型", (item.handling,)), ("实施主体", (seal,)))
    yield from (("法定办结时限", (item.legal,)), ("承诺办结时限", (item.promised,)))
    yield from (("办理条件", item.conditions), ("申请材料", ()), ("办理流程", item.process))
    yield from (("设定依据", item.basis), ("收费标准", (item.fees,)), ("办理结果", (item.result,)))
    yield from (("办理地点", (item.place,)), ("办理时间", (item.hours,)))
    yield from (("咨询电话", (item.phone,)), ("监督电话", (item.complaint,)))
    if item.remarks:
        yield "备注", item.remarks


def material_table(item: Item, text: Any) -> Any:
    """The materials as a ruled table."""
    from xml.sax.saxutils import escape

    from reportlab.platypus import Paragraph, Table

    headings = (
        "序号",
        "材料名称",
        "形式",
        "份数",
        "来源渠道",
        "备注",
        *(("告知承诺",) if item.has_column else ()),
    )
    rows = [[Paragraph(escape(cell), text) for cell in row] for row in (headings, *material_rows(item))]
    widths = (28, 140, 56, 32, 76, 88, 50) if item.has_column else WIDTHS
    rule = ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))
    return Table(rows, colWidths=widths, repeatRows=1, style=[rule, ("VALIGN", (0, 0), (-1, -1), "TOP")])


def scanned_pdf(picture: bytes) -> bytes:
    """A page that holds nothing but a scanned picture."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawImage(
        ImageReader(io.BytesIO(picture)), 40, 120, width=515, preserveAspectRatio=True, anchor="sw"
    )
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
