"""The line that is being walked through: its pieces, which of them are bold, and its links."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from crawler.pages.linklists import only_dates_beside
from crawler.pages.links import absolute
from crawler.pages.parsed import Document, Found
from crawler.pages.regions import is_breadcrumb
from crawler.reading.blocks import Anchor, Block, Line, Picture
from crawler.reading.text import tidy

STYLED = frozenset(("span", "font", "label"))
BOLD_TAGS = frozenset(("b", "strong"))
TELLING = STYLED | BOLD_TAGS | {"a", "img"}
"""The tags inside a line that change what is collected."""

PLAIN = """
em i u sup sub small big abbr code s del ins tt bdo cite q mark time o:p st1:chsdate wbr input button ruby rb
nobr strike var kbd
"""
INLINE = TELLING.union(PLAIN.split())
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ICON = re.compile(
    r"icon|logo|ico_|btn|button|banner|arrow|/bg|blank|spacer|line\.|dot\.|print|share|qrcode|erweima|ewm|head|nav|foot",
    re.IGNORECASE,
)
SHORT = 30
"""Characters; a bold line with fewer of them heads what follows."""


class OpenLink(NamedTuple):
    """A link whose end is still to come."""

    url: str
    title: str
    pieces: list[str]


class Lines:
    """Collects pieces of text until a line ends; then it goes into `sink`."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.base = base
        self.sink: list[Block] = document.blocks
        self.pieces: list[str] = []
        self.bold_pieces: list[str] = []
        self.linked_pieces: list[str] = []
        self.links: list[Found] = []
        self.link: OpenLink | None = None
        self.bold: list[etree._Element] = []
        """The open elements that make their text bold."""
        self.level = 0
        self.listed = False
        self.context = ""

    def add(self, text: str) -> None:
        """A piece of the line; a line does not begin with white space."""
        if text.isspace():
            if self.pieces:
                self.pieces.append(text)
            return
        self.pieces.append(text)
        if self.bold:
            self.bold_pieces.append(text)
        if self.link is not None:
            self.linked_pieces.append(text)
            self.link.pieces.append(text)

    def start(self, element: etree._Element, tag: str) -> None:
        """An element inside a line begins."""
        if tag in STYLED:
            style = element.get("style")
            if style is not None and is_bold(style):
                self.bold.append(element)
        elif tag == "a":
            href = element.get("href")
            if href is not None:
                self.link = OpenLink(absolute(self.base, href), element.get("title") or "", [])
        elif tag in BOLD_TAGS:
            self.bold.append(element)
        else:
            self.picture(element)

    def end(self, element: etree._Element) -> None:
        """An element inside a line, or one that is bold itself, ends."""
        if self.bold and self.bold[-1] is element:
            self.bold.pop()
        elif element.tag == "a":
            self.end_link()

    def end_link(self) -> None:
        if self.link is None:
            return
        url, title, pieces = self.link
        self.link = None
        found = Found(url, tidy("".join(pieces)) or tidy(title), self.context)
        self.links.append(found)
        if url:
            self.document.links.append(found)

    def picture(self, element: etree._Element) -> None:
        """A picture that may hold content: neither an icon nor the face of a link."""
        source = element.get("src") or element.get("data-src") or ""
        width = (element.get("width") or "").rstrip("px")
        small = width.isdigit() and int(width[:6]) < 60
        if source and self.link is None and not small and not ICON.search(source[:300]):
            self.close()
            self.sink.append(Picture(absolute(self.base, source), tidy(element.get("alt") or "")))

    def close(self) -> None:
        """The line ends, if one has begun."""
        if not self.pieces:
            return
        text = tidy("".join(self.pieces))
        if is_breadcrumb(text):
            self.document.breadcrumb = self.document.breadcrumb or text
            for link in self.links:
                link.role = "crumb"
        else:
            self.sink.append(self.line_of(text))
        for collected in (self.pieces, self.bold_pieces, self.linked_pieces, self.links):
            collected.clear()

    def line_of(self, text: str) -> Line:
        strong = bool(self.bold_pieces) and size_of(self.bold_pieces) == size_of(self.pieces)
        if self.level or (strong and len(text) < SHORT):
            self.context = text
        if not self.linked_pieces:
            return Line(text, self.level, strong, self.listed)
        links = [Anchor(link.url, link.text) for link in self.links]
        if self.link is not None:
            links.append(Anchor(self.link.url, tidy("".join(self.link.pieces))))
        linked = only_dates_beside(text, size_of(self.pieces) - size_of(self.linked_pieces))
        return Line(text, self.level, strong, self.listed, tuple(links), linked)


@lru_cache(maxsize=4096)
def is_bold(style: str) -> bool:
    """Does a style make its text bold?"""
    return BOLD.search(style) is not None


def size_of(pieces: list[str]) -> int:
    """The characters of a line, the blanks around its pieces apart."""
    return sum(map(len, map(str.strip, pieces)))
