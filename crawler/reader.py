"""From bytes to a reading, page or document: what the helper process is asked to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from checks.evidence import PageKind
from crawler.documents import UnreadableDocument, read_document
from crawler.documents.beside import path_of, with_pictures_beside
from crawler.documents.illustrated import read_illustrated
from crawler.pages import read_page
from crawler.reading.reading import Reading, Visit

DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
"""How files begin that are no page, whatever the server calls them."""

# “申请材料清单.doc” has one; “P020260105.doc” has none.
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes to read, what is known of them, and whether the server calls them a page."""

    body: bytes
    visit: Visit
    is_html: bool = True
    pictures: Mapping[str, bytes] | None = None
    """The pictures of the page by their addresses, where they are to be read too."""


def read(given: Given) -> Reading:
    """Read whatever it is; what cannot be opened is a reading with its problem."""
    looks_like_page = given.is_html or given.body.lstrip()[:1] == b"<"
    # A missing attachment is often a page with an excuse; a file of a folder is what it is.
    if looks_like_page and not given.body.startswith(DOCUMENTS) and not given.visit.url.startswith("file:"):
        if given.pictures is not None:
            return read_illustrated(given.body, given.visit, given.pictures)
        return read_page(given.body, given.visit)
    try:
        reading = read_document(given.body, name=name_of(given.visit), visit=given.visit)
    except UnreadableDocument as unreadable:
        return Reading(PageKind.OTHER, problem=unreadable.reason)
    file = path_of(given.visit.url)
    return with_pictures_beside(reading, given.body, given.visit, file) if file else reading


def name_of(visit: Visit) -> str:
    """What a file is called: as its link says, where the server only numbers its files (“P0123.docx”)."""
    name = file_name(visit.url)
    if not CHINESE.search(visit.called) or CHINESE.search(name):
        return name
    called, ending = visit.called.strip().replace("/", "_").replace("\\", "_"), PurePosixPath(name).suffix
    return called if called.lower().endswith(ending.lower()) else called + ending


def file_name(url: str) -> str:
    """The last part of an address, readable, and never a path."""
    return PurePosixPath(unquote(urlsplit(url).path)).name.replace("\\", "_") or "未命名"
