"""Pages whose content is pictures: which of them are wanted, and the page read with what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from checks.evidence import Guide, PageKind, Publication
from crawler.documents import ocr
from crawler.documents.errors import Unreadable
from crawler.pages.encoding import decode
from crawler.pages.html import parse
from crawler.pages.links import absolute
from crawler.pages.page import read_page
from crawler.pages.pictures import Texts, lifted, pictures_of
from crawler.reading.blocks import Block
from crawler.reading.columns import list_kind_of
from crawler.reading.reading import Reading, Visit
from crawler.recognised import Seen, bounded, doubt_of, doubted, is_low

MOST_PICTURES = 8
"""Of one page; a guide in pictures has one or two."""

IN_PICTURES = "内容是图片"


def is_in_pictures(reading: Reading) -> bool:
    """Does the page hold in pictures what it has to say?"""
    if IN_PICTURES in reading.problem:
        return True
    if any(isinstance(piece, Publication) for piece in reading.evidence):
        return False
    said = (piece.unreadable for piece in reading.evidence if isinstance(piece, Guide))
    listed = reading.kind in (PageKind.ARTICLE, PageKind.OTHER) and list_kind_of(reading.title)
    return bool(listed) or any(IN_PICTURES in each for each in said)


def pictures_wanted(body: bytes, visit: Visit) -> tuple[str, ...]:
    """The addresses of the pictures in the body of a page; embedded ones need no fetching."""
    if not ocr.is_installed():
        return ()
    text, held = lifted(decode(body, visit.content_type))
    document = parse(text, visit.fetched_url or visit.url)
    urls = dict.fromkeys(picture.url for picture in pictures_of(document.blocks) if picture.url)
    return tuple(url for url in urls if urlsplit(url).path not in held)[:MOST_PICTURES]


def read_illustrated(body: bytes, visit: Visit, pictures: Mapping[str, bytes]) -> Reading:
    """The page with the text of its pictures, fetched or embedded, in their places."""
    if not ocr.is_installed():
        return read_page(body, visit)
    text, embedded = lifted(decode(body, visit.content_type))
    base = visit.fetched_url or visit.url
    with bounded():
        texts, doubt, low = recognised({**pictures, **{absolute(base, at): embedded[at] for at in embedded}})
    if not texts:
        return read_page(body, visit)
    # Text that was decoded once is UTF-8, whatever the page says of itself.
    reading = read_page(text.encode(errors="replace"), visit, pictures=texts)
    if reading.kind is not PageKind.GUIDE:
        # A few letters made out of noise make no article of a guide that nobody could read.
        before = read_page(body, visit)
        if before.kind is PageKind.GUIDE:
            return before
    return doubted(reading, doubt, low=low)


def recognised(pictures: Mapping[str, bytes]) -> tuple[Texts, str, bool]:
    """What each picture says, why that may be misread, and whether it is hardly legible."""
    texts: dict[str, tuple[Block, ...]] = {}
    seen: list[Seen] = []
    unread = 0
    for number, (url, body) in enumerate(pictures.items(), 1):
        try:
            pages = [replace(page, where=f"第{number}张图") for page in ocr.pages_of(body)]
        except Unreadable:
            pages = []
        legible = [page for page in pages if page.blocks]
        unread += (not legible and any(page.illegible for page in pages)) or not pages
        seen.extend(legible)
        if legible:
            texts[url] = tuple(block for page in legible for block in page.blocks)
    left_out = f"有{unread}张图片没有识别出文字" if unread else ""
    return texts, doubt_of(seen, left_out=left_out), is_low(seen)
