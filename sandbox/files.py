"""Attachments of the portal: published lists as files, and guides that are only a picture."""

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
