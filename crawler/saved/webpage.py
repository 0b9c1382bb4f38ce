"""Saved HTML: the address and the day that the saving browser or SingleFile wrote into it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.pages.encoding import decode
from crawler.saved.pages import HTML, SavedPage
from crawler.saved.times import moment

HEAD = 200_000
"""Characters; addresses stand at the beginning, inlined styles may stand before them."""

# <!-- saved from url=(0042)http://… -->, as 360, Chrome and Internet Explorer write it.
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000}?)\s{0,9}-->", re.IGNORECASE)
# SingleFile: a comment with “url: …” and “saved date: …” on lines of their own.
SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile(.{0,4000}?)-->", re.IGNORECASE | re.DOTALL)
LINE = re.compile(r"^\s*(url|saved date)\s*:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
TAG = re.compile(r"<(link|meta|base)\b([^<>]{1,4000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
WEIXIN = re.compile(r"""\bmsg_link\s*=\s*["'](https?:[^"']{10,2000})["']""")


def page_of(body: bytes, file: str, content_type: str = "") -> SavedPage:
    """A saved page; without an address when the file names none."""
    text = decode(body, content_type)[:HEAD]
    note = dict(noted(text))
    url = next((found for found in addresses(text, note) if is_page_address(found)), "")
    kind = content_type or HTML.partition(";")[0]
    return SavedPage(file, body, url, kind, moment(note.get("saved date", "")), as_shown=True)


def noted(text: str) -> Iterator[tuple[str, str]]:
    """What SingleFile noted."""
    comment = SINGLE_FILE.search(text)
    for found in LINE.finditer(comment[1] if comment else ""):
        yield found[1].lower(), found[2]


def addresses(text: str, note: dict[str, str]) -> Iterator[str]:
    """Where the page may come from, the surest first."""
    saved_from = SAVED_FROM.search(text)
    if saved_from:
        yield saved_from[1]
    yield note.get("url", "")
    tags = [(found[1].lower(), attributes(found[2])) for found in TAG.finditer(text)]
    yield from (named.get("href", "") for tag, named in tags if is_canonical(tag, named))
    yield from (named.get("content", "") for tag, named in tags if named.get("property") == "og:url")
    weixin = WEIXIN.search(text)
    if weixin:
        yield weixin[1].replace("\\x26", "&").replace("&amp;", "&")
    # A base may only be the folder of the page: better than nothing.
    yield from (named.get("href", "") for tag, named in tags if tag == "base")


def is_canonical(tag: str, named: dict[str, str]) -> bool:
    return tag == "link" and "canonical" in named.get("rel", "").lower().split()


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag."""
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "").strip()
        for found in ATTRIBUTE.finditer(text)
    }


def is_page_address(url: str) -> bool:
    """Is it a whole address of the web? A file of the clerk's own machine is none."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
