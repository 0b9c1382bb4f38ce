"""Attachments of the portal: published lists and forms as files, and guides that are only a picture."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sandbox.model import Item, PublishedList

SCANS = Path(__file__).parent / "static" / "scans"


@lru_cache(maxsize=16)
def list_file(published: PublishedList, suffix: str) -> bytes:
    """The list as a docx or xlsx file."""
    if suffix == "xlsx":
        from sandbox.documents.excel import list_workbook

        return list_workbook(published)
    from sandbox.documents.word import list_document

    return list_document(published)


def scanned_guide(item: Item) -> bytes:
    """The scan of a guide: the item's own, or the grey page that stands for any other."""
    own = SCANS / f"{item.number}.png"
    return (own if own.exists() else SCANS / "page.png").read_bytes()


def form_name(written: str) -> str:
    """The name of a form as the page prints it; after a | stands what is wrong with the file."""
    return written.partition("|")[0]


@lru_cache(maxsize=64)
def form_file(written: str) -> bytes | None:
    """A blank form as docx; None (404), an error page, a torn or an empty file if it is written so."""
    name, _, wrong = written.partition("|")
    if wrong == "missing":
        return None
    if wrong == "empty":
        return b""
    if wrong == "page":
        return "<html><head><title>错误</title></head><body>文件不存在或已被删除</body></html>".encode()
    from sandbox.documents.word import form_document

    whole = form_document(name.rpartition(".")[0])
    return whole[: len(whole) // 3] if wrong == "torn" else whole
