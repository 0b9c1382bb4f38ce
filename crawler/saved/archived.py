"""MHT (网页，单个文件): the page inside, with its own address and the day of saving."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32

from crawler.saved.pages import SavedPage, Unusable
from crawler.saved.times import moment
from crawler.saved.webpage import is_page_address, page_of

HEADER = re.compile(rb"(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|Content-Type)\s*:", re.I)
MULTIPART = re.compile(rb"multipart/related|text/html", re.IGNORECASE)
MOST_PARTS = 5000


def is_mht(body: bytes) -> bool:
    """Does it begin as a mail whose parts are a page?"""
    start = body.lstrip()[:4096]
    return bool(HEADER.match(start) and MULTIPART.search(start))


def pages_of(body: bytes, file: str) -> Iterator[SavedPage | Unusable]:
    """The page, and what its frames showed."""
    try:
        whole = email.message_from_bytes(body, policy=compat32)
        parts = [part for _, part in zip(range(MOST_PARTS), whole.walk(), strict=False)]
    except (RecursionError, ValueError):
        yield Unusable(file, "网页存档已损坏，无法打开")
        return
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        yield Unusable(file, "网页存档里没有网页")
    for number, part in enumerate(pages):
        page = shown(whole, part, file, first=number == 0)
        if page is not None:
            yield page


def shown(whole: Message, part: Message, file: str, *, first: bool) -> SavedPage | None:
    """One page of the archive; a frame without an address of its own is part of the first."""
    body = part.get_payload(decode=True)
    own = str(part.get("Content-Location", ""))
    named = str(whole.get("Snapshot-Content-Location", "")) if first else ""
    address = next((url for url in (named, own) if is_page_address(url)), "")
    if not isinstance(body, bytes) or not body.strip() or not (first or address):
        return None
    kind = f"text/html; charset={charset}" if (charset := part.get_content_charset()) else "text/html"
    page = page_of(body, file, kind)
    at = moment(str(whole.get("Date", ""))) or page.saved_at
    return SavedPage(file, body, address or page.url, kind, at, as_shown=True)
