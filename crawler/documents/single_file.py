"""mht to evidence: the page inside is read as the page it was saved from; nothing is fetched."""

from __future__ import annotations

from dataclasses import replace

from crawler.documents.errors import Unreadable
from crawler.pages.page import read_page
from crawler.reading.reading import Reading, Visit
from crawler.saved import archived
from crawler.saved.pages import SavedPage

MOST_PAGES = 50
"""A page and its frames."""


def read(body: bytes, name: str, visit: Visit) -> Reading:
    """The first page that says something, else the first; raises Unreadable."""
    first: Reading | None = None
    for _, page in zip(range(MOST_PAGES), archived.pages_of(body, name), strict=False):
        if not isinstance(page, SavedPage):
            raise Unreadable(page.reason)
        reading = read_saved(page, visit)
        if reading.evidence:
            return reading
        first = first or reading
    if first is None:
        raise Unreadable("网页存档里没有网页")
    return first


def read_saved(page: SavedPage, visit: Visit) -> Reading:
    """One page: its links belong to its own address, its evidence to the file."""
    own = page.url or visit.url
    seen = replace(visit, url=own, fetched_url=own, content_type=page.content_type)
    reading = read_page(page.body, seen)
    return replace(reading, evidence=tuple(replace(piece, origin=visit.origin) for piece in reading.evidence))
