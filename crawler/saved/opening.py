"""One file to its pages: its first bytes say what it is, never its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from crawler.pages.encoding import decode
from crawler.saved import archived, data, packed
from crawler.saved.pages import SavedPage, Unusable
from crawler.saved.selection import is_wanted
from crawler.saved.webpage import page_of

UNKNOWN = "不是能识别的网页存档（可用：另存的网页 html、mht，HAR，接口的 JSON 数据，以及这些文件的 zip）"
OFFICE = "这是办公文档，不是网页；窗口办事指南请放进窗口来源的文件夹"


def opened(body: bytes, file: str, at: datetime | None = None) -> Iterator[SavedPage | Unusable]:
    """The pages in a file; `at` is the time of the file, for those that do not say when they were saved."""
    if body.startswith(packed.ZIP):
        yield from unpacked(body, file)
        return
    for page in plain(body, file):
        if isinstance(page, SavedPage) and page.saved_at is None:
            page = replace(page, saved_at=at)
        yield page


def plain(body: bytes, file: str) -> Iterator[SavedPage | Unusable]:
    """The pages of a file that is no zip."""
    start = decode(body[:4096]).lstrip("\ufeff \t\r\n")
    if not body.strip():
        yield Unusable(file, "文件是空的")
    elif start[:1] in ("{", "["):
        yield from data.pages_of(body, file)
    elif archived.is_mht(body):
        yield from archived.pages_of(body, file)
    elif start[:1] == "<" and b"\x00\x00\x00" not in body[:4096]:
        yield page_of(body, file)
    else:
        yield Unusable(file, UNKNOWN)


def unpacked(body: bytes, file: str) -> Iterator[SavedPage | Unusable]:
    """The pages of everything in a zip that may be a page."""
    if packed.is_office(body):
        yield Unusable(file, OFFICE)
        return
    found = False
    for member in packed.members(body, file):
        if isinstance(member, Unusable):
            found = True
            yield member
            continue
        name, inner, at = member
        if not is_wanted(*packed.folder_and_name(name)):
            continue
        found = True
        if inner.startswith(packed.ZIP):
            yield Unusable(f"{file}·{name}", "压缩包里还有压缩包，请先解开")
        else:
            yield from opened(inner, f"{file}·{name}", at)
    if not found:
        yield Unusable(file, "压缩包里没有网页存档")
