"""Walks over the tree of a page and collects its lines, tables, pictures and links."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from crawler.pages.linklists import grouped, only_dates_beside
from crawler.pages.links import absolute
from crawler.pages.parsed import Document, Found
from crawler.pages.regions import REGION_TAGS, is_breadcrumb, links_of_chrome, role_of_class
from crawler.pages.tables import TableFrame, as_blocks
from crawler.pages.tabs import TABS, panels_of
from crawler.reading.blocks import Anchor, Block, Line, Picture
from crawler.reading.text import tidy

DEEPEST = 2000
"""Levels; libxml2 itself gives up at 2,048."""

SKIP = frozenset(
    ("svg", "object", "iframe", "frame", "select", "head", "canvas", "audio", "video", "map", "math")
)
INLINE = frozenset(
    [
        "a",
        "b",
        "strong",
        "span",
        "font",
        "em",
        "i",
        "u",
        "sup",
        "sub",
        "label",
        "img",
        "small",
        "big",
        "abbr",
        "code",
        "s",
        "del",
        "ins",
        "tt",
        "bdo",
        "cite",
        "q",
        "mark",
        "time",
        "o:p",
        "st1:chsdate",
        "wbr",
        "input",
        "button",
        "ruby",
        "rb",
        "nobr",
        "strike",
        "var",
        "kbd",
    ]
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
STYLED = frozenset(("span", "font", "label"))
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ICON = re.compile(
    r"icon|logo|ico_|btn|button|banner|arrow|/bg|blank|spacer|line\.|dot\.|print|share|qrcode|erweima|ewm|head|nav|foot",
    re.IGNORECASE,
)
NEVER_REGIONS = frozenset(("body", "html", "tr", "td", "th", "tbody", "table", "h1", "h2", "h3", "p"))


class Walker:
    """Collects lines while it walks; a cell of a table collects its own."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.base = base
        self.panels: dict[etree._Element, str] = {}
        self.sink: list[Block] = document.blocks
        self.tables: list[TableFrame] = []
        self.pieces: list[str] = []
        self.bold = self.bold_size = self.size = self.link_size = 0
        self.level = 0
        self.lists: list[str] = []
        self.link: tuple[str, str, list[str]] | None = None
        """Address, title and text so far of the link that is open."""
        self.line_links: list[Found] = []
        self.context = ""

    def walk(self, root: etree._Element) -> None:
        steps = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in steps:
            tag: Any = element.tag
            if event == "start":
                depth += 1
                if tag in INLINE:
                    self.start_inline(element, tag)
                elif tag in SKIP or depth > DEEPEST or not self.start_block(element, tag):
                    self.document.too_deep |= depth > DEEPEST
                    steps.skip_subtree()
                    continue
                text = element.text
            else:
                depth -= 1
                if tag in INLINE:
                    self.end_inline(element, tag)
                elif tag not in SKIP:
                    self.end_block(tag)
                text = element.tail
            if text:
                self.add(text)
        self.flush()
        self.document.blocks[:] = grouped(self.document.blocks)

    def add(self, text: str) -> None:
        size = len(text.strip())
        if size:
            self.size += size
            if self.bold:
                self.bold_size += size
            if self.link is not None:
                self.link_size += size
                self.link[2].append(text)
        elif not self.pieces:
            return
        self.pieces.append(text)

    def start_inline(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            self.start_link(element)
        elif tag in STYLED:
            style = element.get("style")
            self.bold += style is not None and BOLD.search(style) is not None
        elif tag in ("b", "strong"):
            self.bold += 1
        elif tag == "img":
            self.picture(element)

    def end_inline(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            self.end_link()
        elif tag in STYLED:
            style = element.get("style")
            self.bold -= style is not None and BOLD.search(style) is not None
        elif tag in ("b", "strong"):
            self.bold -= 1

    def start_link(self, element: etree._Element) -> None:
        href = element.get("href")
        if href is not None:
            self.link = (absolute(self.base, href), element.get("title") or "", [])

    def end_link(self) -> None:
        if self.link is None:
            return
        url, title, pieces = self.link
        self.link = None
        found = Found(url, tidy("".join(pieces)) or tidy(title), self.context)
        self.line_links.append(found)
        if url:
            self.document.links.append(found)

    def picture(self, element: etree._Element) -> None:
        """A picture that may hold content: neither an icon nor the face of a link."""
        source = element.get("src") or element.get("data-src") or ""
        width = (element.get("width") or "").rstrip("px")
        small = width.isdigit() and int(width[:6]) < 60
        if source and self.link is None and not small and not ICON.search(source[:300]):
            self.flush()
            self.sink.append(Picture(absolute(self.base, source), tidy(element.get("alt") or "")))

    def start_block(self, element: etree._Element, tag: str) -> bool:
        """Begin a block; False if it is a region of the site that is not to be read."""
        self.flush()
        named = element.attrib or tag in REGION_TAGS
        if named and tag not in NEVER_REGIONS and self.is_site_region(element, tag):
            return False
        if self.panels and element in self.panels:
            self.sink.append(Line(self.panels[element], level=3))
        if tag in HEADINGS:
            self.level = HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag in ("dt", "th"):
            self.bold += 1
        if tag in ("table", "caption", "tr", "td", "th"):
            self.start_table(element, tag)
        return True

    def start_table(self, element: etree._Element, tag: str) -> None:
        if tag == "table":
            self.tables.append(TableFrame(self.sink))
        elif not self.tables:
            return
        elif tag == "caption":
            self.sink = self.tables[-1].caption_sink
        elif tag == "tr":
            self.tables[-1].start_row()
        else:
            self.sink = self.tables[-1].start_cell(element, tag)

    def end_block(self, tag: str) -> None:
        self.flush()
        if tag in HEADINGS:
            self.level = 0
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in ("dt", "th"):
            self.bold -= 1
        if not self.tables:
            return
        if tag in ("td", "th", "caption"):
            self.sink = self.tables[-1].end_cell()
        elif tag == "table":
            frame = self.tables.pop()
            self.sink = frame.outside
            self.sink.extend(as_blocks(frame))

    def is_site_region(self, element: etree._Element, tag: str) -> bool:
        """Is the element a menu, a breadcrumb or the foot? Then only its links are taken."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        role = REGION_TAGS.get(tag) or (role_of_class(names) if names != " " else "")
        if TABS.search(names) and (panels := panels_of(element)):
            # The tabs themselves are no text: their words stand as headings over the panels.
            self.panels.update(panels)
            return True
        links = links_of_chrome(element, role, sure=tag in ("nav", "footer")) if role else None
        if links is None:
            return False
        if role == "crumb":
            self.document.breadcrumb = self.document.breadcrumb or tidy("".join(map(str, element.itertext())))
        heading = element.find(".//h1") if role == "menu" else None
        if heading is not None and (text := tidy("".join(map(str, heading.itertext())))):
            self.sink.append(Line(text, level=1))
        for href, text in links:
            if url := absolute(self.base, href):
                self.document.links.append(Found(url, tidy(text), role=role))
        return True

    def flush(self) -> None:
        """Close the line that is being collected."""
        if not self.pieces:
            return
        if self.size:
            text = tidy("".join(self.pieces))
            if is_breadcrumb(text):
                self.document.breadcrumb = self.document.breadcrumb or text
                for link in self.line_links:
                    link.role = "crumb"
            else:
                self.sink.append(self.line_of(text))
        self.pieces.clear()
        self.line_links.clear()
        self.bold_size = self.size = self.link_size = 0

    def line_of(self, text: str) -> Line:
        strong = self.bold_size == self.size
        if self.level or (strong and len(text) < 30):
            self.context = text
        listed = bool(self.lists) and self.lists[-1] == "ol"
        if not self.link_size:
            return Line(text, self.level, strong, listed)
        links = tuple(Anchor(link.url, link.text) for link in self.line_links)
        if self.link is not None:
            links += (Anchor(self.link[0], tidy("".join(self.link[2]))),)
        linked = only_dates_beside(text, self.size - self.link_size)
        return Line(text, self.level, strong, listed, links, linked)
