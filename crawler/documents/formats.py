"""What a file is: its first bytes say so, its name does not."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from crawler.documents.ole import streams
from crawler.saved import archived


class Format(StrEnum):
    """The formats told apart; the value is what a clerk calls the file."""

    DOCX = "Word 文档（docx）"
    XLSX = "Excel 表格（xlsx）"
    XLS = "Excel 表格（xls）"
    PPTX = "演示文稿（pptx）"
    DOC = "旧版 Word 文档（doc）"
    WPS = "WPS 文档（wps）"
    OLE = "旧版 Office 文件"
    PDF = "PDF 文件"
    OFD = "OFD 版式文件"
    RTF = "RTF 文档"
    HTML = "网页文件"
    MHT = "单文件网页（mht）"
    TEXT = "文本文件"
    IMAGE = "图片"
    ZIP = "zip 压缩包"
    RAR = "rar 压缩包"
    SEVEN_ZIP = "7z 压缩包"
    ENCRYPTED = "加密的 Office 文件"
    UNKNOWN = "无法识别的文件"


MAGIC = (
    (b"%PDF-", Format.PDF), (b"{\\rtf", Format.RTF), (b"Rar!\x1a\x07", Format.RAR),
    (b"7z\xbc\xaf\x27\x1c", Format.SEVEN_ZIP), (b"\x89PNG\r\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE), (b"GIF8", Format.IMAGE), (b"BM", Format.IMAGE),
    (b"II*\x00", Format.IMAGE), (b"MM\x00*", Format.IMAGE),
)  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = (
    ("EncryptedPackage", Format.ENCRYPTED), ("WpsContent", Format.WPS), ("WordDocument", Format.DOC),
    ("Workbook", Format.XLS), ("Book", Format.XLS),
)  # fmt: skip
SNIFFED = 4096
PAGE_BEGINS = re.compile(
    rb"(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|meta|title|link|style|script|table|div|span|p|h[1-6]|ul|ol|dl"
    rb"|section|article|center|font|br)\b",
    re.DOTALL,
)
"""How a page, or a saved piece of one, begins (in lower case)."""


def format_of(body: bytes) -> Format:
    """The format of a file by its content."""
    if body.startswith(b"PK"):
        return inside_zip(body)
    if body.startswith(OLE):
        held = streams(body)
        return next((kind for name, kind in STREAMS if name in held), Format.OLE)
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return Format.IMAGE
    head = body[:1024].lstrip()
    for magic, kind in MAGIC:
        if body.startswith(magic) or (kind is Format.PDF and magic in body[:1024]):
            return kind if magic != b"BM" or b"\x00" in body[:64] else Format.TEXT
    return textual(body, head.lower())


def inside_zip(body: bytes) -> Format:
    try:
        names = zipfile.ZipFile(BytesIO(body)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Format.UNKNOWN
    for prefix, kind in (
        ("word/", Format.DOCX),
        ("xl/", Format.XLSX),
        ("ppt/", Format.PPTX),
        ("OFD.xml", Format.OFD),
    ):
        if any(name.startswith(prefix) for name in names):
            return kind
    return Format.ZIP


def textual(body: bytes, head: bytes) -> Format:
    """HTML, a saved page, plain text, or bytes that are none of these."""
    sample = body[:SNIFFED]
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and sample.count(b"\x00") > len(sample) // 100:
        return Format.UNKNOWN
    if archived.is_mht(body):
        return Format.MHT
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if PAGE_BEGINS.match(start) or b"<html" in head:
        return Format.HTML
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return Format.TEXT if wide or control <= len(sample) // 50 else Format.UNKNOWN
