"""Makes the awkward documents that the tests read, with the libraries that offices' files come from."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def docx_of(*paragraphs: str, title: str = "") -> bytes:
    document = docx.Document()
    if title:
        document.add_heading(title, 1)
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docx_table(rows: Sequence[Sequence[str | None]], *, before: Sequence[str] = ()) -> bytes:
    """A table in which None continues the cell at its left, and "^" the cell above."""
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    add_table(document, rows)
    return saved(document)


def add_table(parent: Any, rows: Sequence[Sequence[str | None]]) -> Any:
    table = parent.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            if text is None:
                table.cell(at, place - 1).merge(table.cell(at, place))
            elif text == "^":
                table.cell(at - 1, place).merge(table.cell(at, place))
            else:
                table.cell(at, place).text = text
    return table


def docx_with_numbers() -> bytes:
    """Headings and items whose numbers are automatic: they are not in the text."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for number, kind, text in (
        ("90", "chineseCounting", "%1、"),
        ("91", "decimal", "%1."),
        ("92", "decimal", "%1."),
    ):
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), number)
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
        numbering.insert(0, abstract)
        use = OxmlElement("w:num")
        use.set(qn("w:numId"), number)
        target = OxmlElement("w:abstractNumId")
        target.set(qn("w:val"), number)
        use.append(target)
        numbering.append(use)
    document.add_paragraph("养老机构备案办事指南")
    for number, text in (
        ("90", "申请条件"), ("91", "依法登记；"), ("91", "床位数在十张以上。"),
        ("90", "申请材料"), ("92", "备案申请书"), ("92", "登记证书"), ("92", "其他材料"),
        ("90", "办理时限"), ("", "5个工作日"),
        ("90", "咨询电话"), ("", "0377-65330000"),
    ):  # fmt: skip
        paragraph = document.add_paragraph(text)
        if number:
            numbered(paragraph, number)
    return saved(document)


def numbered(paragraph: Any, number: str) -> None:
    properties = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", "0"), ("w:numId", number)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        properties.append(child)
    paragraph._p.get_or_add_pPr().append(properties)


def xlsx_of(sheets: dict[str, Sequence[Sequence[Any]]], merges: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """Sheets of values; `merges` are (sheet, range, text)."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(at, place, value)
        for where, cells, text in merges:
            if where == name:
                sheet.merge_range(cells, text)
    book.close()
    return out.getvalue()


STYLE = ParagraphStyle("text", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK")


def pdf_of(*parts: str | Sequence[Sequence[str]], repeat: int = 0) -> bytes:
    """Paragraphs and ruled tables; long ones break over pages."""
    out = BytesIO()
    story: list[Flowable] = []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(part, STYLE))
        else:
            rows = [[Paragraph(text, STYLE) for text in row] for row in part]
            table = Table(
                rows, colWidths=[40, *[430 / (len(part[0]) - 1)] * (len(part[0]) - 1)], repeatRows=repeat
            )
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
            story.append(table)
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


def scanned_pdf() -> bytes:
    from PIL import Image

    out, picture = BytesIO(), BytesIO()
    Image.new("RGB", (600, 800), "white").save(picture, "PNG")
    picture.seek(0)
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
    canvas.save()
    return out.getvalue()


def bomb() -> bytes:
    """A docx whose text part is 400 MB of blanks."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * 1048576)
    return out.getvalue()


def expanding_docx() -> bytes:
    """A docx with entities that would expand a billionfold."""
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "哈">{laughs}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    source, out = zipfile.ZipFile(BytesIO(docx_of("占位"))), BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, text if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def mht_of(page: bytes, packed: str, charset: str, *, frames: Sequence[bytes] = ()) -> bytes:
    """A page saved as one file; `page` is already in its transfer encoding."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/zc/a.html\r\n"
        "Subject: a\r\nDate: Mon, 3 Jun 2024 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b1"\r\n\r\n'
    )
    kind = f"text/html; charset={charset}" if charset else "text/html"
    parts = [(kind, packed, "a.html", page)]
    parts += [("text/html; charset=utf-8", "8bit", f"{at}.html", frame) for at, frame in enumerate(frames)]
    parts.append(("image/png", "base64", "a.png", b"iVBORw0KGgo="))
    body = head.encode()
    for kind, packing, name, content in parts:
        body += (
            f"----b1\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {packing}\r\n"
            f"Content-Location: http://www.example.gov.cn/zc/{name}\r\n\r\n"
        ).encode()
        body += content + b"\r\n"
    return body + b"----b1--\r\n"
