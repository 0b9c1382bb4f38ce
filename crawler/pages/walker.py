"""Walks over the tree of a page and collects its lines, tables, pictures and links."""

from __future__ import annotations

from typing import Any

from lxml import etree

from crawler.pages.lines import INLINE, TELLING, Lines
from crawler.pages.linklists import grouped
from crawler.pages.links import absolute
from crawler.pages.parsed import Document, Found
from crawler.pages.regions import REGION_TAGS, claims_of, links_of_chrome
from crawler.pages.tables import TableFrame, as_blocks
from crawler.pages.tabs import panels_of
from crawler.reading.blocks import Line
from crawler.reading.text import tidy

DEEPEST = 2000
"""Levels; libxml2 itself gives up at 2,048."""

MOST_REFUSED = 20
"""Within each other; to look through all that is inside at every level would take for ever."""

SKIP = frozenset(
    ("svg", "object", "iframe", "frame", "select", "head", "canvas", "audio", "video", "map", "math")
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
IN_TABLES = frozenset(("table", "caption", "tr", "td", "th"))
SETTING = IN_TABLES.union(HEADINGS, ("ul", "ol", "dt"))
"""The tags of blocks that say more than that a line ends."""

NEVER_REGIONS = frozenset(("body", "html", "tr", "td", "th", "tbody", "table", "h1", "h2", "h3", "p", "br"))


class Walker:
    """Walks over blocks; a cell of a table collects its own lines."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.base = base
        self.lines = Lines(document, base)
        self.panels: dict[etree._Element, str] = {}
        self.tables: list[TableFrame] = []
        self.lists: list[str] = []
        self.refused: list[etree._Element] = []
        """The open elements that are called a menu and hold content."""

    def walk(self, root: etree._Element) -> None:
        lines, depth = self.lines, 0
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            tag: Any = element.tag
            if event == "end":
                depth -= 1
                if tag not in INLINE:
                    self.end_block(element, tag)
                elif tag == "a" or lines.bold:
                    lines.end(element)
                text = element.tail
            else:
                depth += 1
                if tag in INLINE:
                    if tag in TELLING:
                        lines.start(element, tag)
                    text = element.text
                elif tag not in SKIP and depth <= DEEPEST and self.start_block(element, tag):
                    text = element.text
                else:
                    self.document.too_deep |= depth > DEEPEST
                    # Its end is all that comes of an element that is skipped.
                    steps.skip_subtree()
                    next(steps)
                    depth -= 1
                    text = element.tail
            if text:
                lines.add(text)
        lines.close()
        self.document.blocks[:] = grouped(self.document.blocks)

    def start_block(self, element: etree._Element, tag: str) -> bool:
        """Begin a block; False if it is a region of the site that is not to be read."""
        if self.lines.pieces:
            self.lines.close()
        if tag not in NEVER_REGIONS and self.is_site_region(element, tag):
            return False
        if self.panels and element in self.panels:
            self.lines.sink.append(Line(self.panels[element], level=3))
        if tag in SETTING:
            self.start_setting(element, tag)
        return True

    def start_setting(self, element: etree._Element, tag: str) -> None:
        """What a heading, a list or a table means for the lines inside."""
        if tag in HEADINGS:
            self.lines.level = HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
            self.lines.listed = tag == "ol"
        elif tag in ("dt", "th"):
            self.lines.bold.append(element)
        if tag == "table":
            self.tables.append(TableFrame(self.lines.sink))
        elif self.tables and tag in IN_TABLES:
            self.lines.sink = self.tables[-1].start(element, tag, self.lines.sink)

    def end_block(self, element: etree._Element, tag: str) -> None:
        if self.lines.pieces:
            self.lines.close()
        if self.refused and self.refused[-1] is element:
            self.refused.pop()
        if tag in SETTING:
            self.end_setting(element, tag)

    def end_setting(self, element: etree._Element, tag: str) -> None:
        if tag in HEADINGS:
            self.lines.level = 0
        elif tag in ("ul", "ol"):
            self.lists.pop()
            self.lines.listed = bool(self.lists) and self.lists[-1] == "ol"
        elif tag in ("dt", "th"):
            self.lines.end(element)
        if not self.tables:
            return
        if tag in ("td", "th", "caption"):
            self.lines.sink = self.tables[-1].end_cell()
        elif tag == "table":
            frame = self.tables.pop()
            self.lines.sink = frame.outside
            self.lines.sink.extend(as_blocks(frame))

    def is_site_region(self, element: etree._Element, tag: str) -> bool:
        """Is the element a menu, a breadcrumb or the foot? Then only its links are taken."""
        claimed, holds_tabs = claims_of(element.get("class") or "", element.get("id") or "")
        role = REGION_TAGS.get(tag) or claimed
        if not (role or holds_tabs) or len(self.refused) >= MOST_REFUSED:
            return False
        if holds_tabs and (panels := panels_of(element)):
            # The tabs themselves are no text: their words stand as headings over the panels.
            self.panels.update(panels)
            return True
        links = links_of_chrome(element, role, sure=tag in ("nav", "footer")) if role else None
        if links is None:
            self.refused.append(element)
            return False
        self.take_region(element, role, links)
        return True

    def take_region(self, element: etree._Element, role: str, links: list[tuple[str, str]]) -> None:
        """The links of a region, and what it says of the page: its path in the site, or its heading."""
        if role == "crumb" and not self.document.breadcrumb:
            self.document.breadcrumb = tidy("".join(map(str, element.itertext())))
        heading = next(element.iter("h1"), None) if role == "menu" else None
        if heading is not None and (text := tidy("".join(map(str, heading.itertext())))):
            self.lines.sink.append(Line(text, level=1))
        for href, text in links:
            if url := absolute(self.base, href):
                self.document.links.append(Found(url, tidy(text), role=role))
