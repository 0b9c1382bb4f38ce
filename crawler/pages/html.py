"""HTML to blocks: one parse, one walk over the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from crawler.pages.links import absolute, is_file
from crawler.pages.regions import is_breadcrumb, is_chrome, role_of_class
from crawler.pages.tables import TableFrame, as_blocks
from crawler.pages.tabs import headings_of_panels
from crawler.reading.blocks import Anchor, Block, Line, LinkList, Picture
from crawler.reading.dates import ARABIC
from crawler.reading.text import tidy

DEEPEST = 2000
"""Levels; libxml2 itself gives up at 2,048."""

SKIP = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "object",
        "iframe",
        "frame",
        "select",
        "head",
        "canvas",
        "audio",
        "video",
        "map",
        "math",
    }
)
INLINE = frozenset(
    {"a", "b", "strong", "span", "font", "em", "i", "u", "sup", "sub", "label", "img", "small", "big", "abbr", "code", "s", "del", "ins", "tt",
     "bdo", "cite", "q", "mark", "time", "o:p", "st1:chsdate", "wbr", "input", "button", "ruby", "rb", "nobr", "strike", "var", "kbd"}
)  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# “[04-01]”, “4月1日” behind the title of an entry; not “12-15人”.
SHORT_DAY = re.compile(r"(?<!\d)\d{1,2}[-/.月]\d{1,2}日?[\]）)】]?$|^[\[（(【]?\d{1,2}[-/.月]\d{1,2}(?!\d)")
REGION_TAGS = {"nav": "menu", "footer": "foot", "aside": "menu", "header": "menu"}
SURE_TAGS = frozenset({"nav", "footer"})
ICON = re.compile(
    r"icon|logo|ico_|btn|button|banner|arrow|/bg|blank|spacer|line\.|dot\.|print|share|qrcode|erweima|ewm|head|nav|foot",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Found:
    """A link as it was met."""

    url: str
    pieces: list[str] = field(default_factory=list)
    context: str = ""
    role: str = ""
    """The region that it stood in: "menu", "crumb", "foot", "pager" or ""."""
    title: str = ""

    @property
    def text(self) -> str:
        return tidy("".join(self.pieces)) or self.title


@dataclass(slots=True)
class Document:
    """A page as blocks, with what stands around them."""

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    links: list[Found] = field(default_factory=list)
    breadcrumb: str = ""
    scripts: list[str] = field(default_factory=list)
    script_files: int = 0
    has_frames: bool = False
    too_deep: bool = False


def parse(text: str, base: str) -> Document:
    """The blocks of a page; `base` makes its links absolute."""
    document = Document()
    root = tree_of(text)
    if root is None:
        return document
    read_head(root, document)
    base_tag = root.find(".//base[@href]")
    base = absolute(base, base_tag.get("href") or "") or base if base_tag is not None else base
    Walker(document, base, headings_of_panels(root)).walk(root)
    return document


def tree_of(text: str) -> etree._Element | None:
    """The tree; None if nothing is in it. Entities are not expanded from elsewhere, nothing is fetched."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    data = text.replace("\x00", "").encode("utf-8", errors="replace")
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None


def read_head(root: etree._Element, document: Document) -> None:
    title = root.find(".//title")
    document.title = tidy("".join(map(str, title.itertext()))) if title is not None else ""
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name and meta.get("content"):
            document.meta.setdefault(name, tidy(str(meta.get("content"))))


class Walker:
    """Collects lines while it walks; a cell of a table collects its own."""

    def __init__(self, document: Document, base: str, panels: dict[etree._Element, str]) -> None:
        self.document = document
        self.base = base
        self.panels = panels
        self.sink = document.blocks
        self.tables: list[TableFrame] = []
        self.pieces: list[str] = []
        self.bold = self.bold_size = self.size = self.link_size = 0
        self.level = 0
        self.listed = False
        self.link: Found | None = None
        self.line_links: list[Found] = []
        self.context = ""
        self.regions: list[tuple[etree._Element, str, list[Block], int, int]] = []

    def walk(self, root: etree._Element) -> None:
        steps = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in steps:
            tag: Any = element.tag
            if event == "start":
                depth += 1
                if tag in SKIP or depth > DEEPEST:
                    self.skip(element, tag, depth)
                    steps.skip_subtree()
                    continue
                self.start(element, tag)
                if element.text:
                    self.add(element.text)
            else:
                depth -= 1
                if tag not in SKIP:
                    self.end(element, tag)
                if element.tail and depth:
                    self.add(element.tail)
        self.flush()
        self.document.blocks[:] = grouped(self.document.blocks)

    def skip(self, element: etree._Element, tag: str, depth: int) -> None:
        if tag == "script" and element.get("src"):
            self.document.script_files += 1
        elif tag == "script" and element.text:
            self.document.scripts.append(element.text)
        elif tag in ("iframe", "frame") and (url := absolute(self.base, element.get("src") or "")):
            self.document.has_frames = True
            self.document.links.append(Found(url, title=element.get("title") or element.get("name") or ""))
        elif tag == "head":
            for script in element.iter("script"):
                self.skip(script, "script", depth)
        self.document.too_deep |= depth > DEEPEST

    def add(self, text: str) -> None:
        self.pieces.append(text)
        size = len(text.strip())
        if size:
            self.size += size
            if self.bold:
                self.bold_size += size
            if self.link is not None:
                self.link_size += size
                self.link.pieces.append(text)

    def start(self, element: etree._Element, tag: str) -> None:
        if tag in INLINE:
            self.start_inline(element, tag)
            return
        self.flush()
        if self.panels and element in self.panels:
            self.sink.append(Line(self.panels[element], level=3))
        attributes = element.attrib
        if tag in REGION_TAGS or "class" in attributes or "id" in attributes:
            self.start_region(element, tag)
        if tag in HEADINGS:
            self.level = HEADINGS[tag]
        elif tag == "li":
            parent = element.getparent()
            self.listed = parent is not None and parent.tag == "ol"
        elif tag in ("dt", "th"):
            self.bold += 1
        if tag == "table":
            self.tables.append(TableFrame(self.sink))
        elif tag == "caption" and self.tables:
            self.sink = self.tables[-1].caption_sink
        elif tag == "tr" and self.tables:
            self.tables[-1].start_row()
        elif tag in ("td", "th") and self.tables:
            self.sink = self.tables[-1].start_cell(element, tag)

    def start_inline(self, element: etree._Element, tag: str) -> None:
        if tag in ("b", "strong"):
            self.bold += 1
        elif tag in ("span", "font", "label"):
            self.bold += bool((style := element.get("style")) and BOLD.search(style))
        elif tag == "a":
            self.start_link(element)
        elif tag == "img":
            self.picture(element)

    def start_link(self, element: etree._Element) -> None:
        href = element.get("href")
        if href is None:
            return
        url = absolute(self.base, href)
        self.link = Found(url, context=self.context, title=tidy(element.get("title") or ""))
        self.line_links.append(self.link)
        if url:
            self.document.links.append(self.link)

    def picture(self, element: etree._Element) -> None:
        source = element.get("src") or element.get("data-src") or ""
        width = (element.get("width") or "").rstrip("px")
        if (
            source
            and not ICON.search(source)
            and not (width.isdigit() and int(width) < 60)
            and self.link is None
        ):
            # An embedded picture (data:) has no address that could be fetched.
            self.pictures_after_text(Picture(absolute(self.base, source), tidy(element.get("alt") or "")))

    def pictures_after_text(self, picture: Picture) -> None:
        self.flush()
        self.sink.append(picture)

    def start_region(self, element: etree._Element, tag: str) -> None:
        role = REGION_TAGS.get(tag) or role_of_class(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        )
        if role and tag not in ("body", "html", "tr", "td", "th", "tbody"):
            self.regions.append((element, role, self.sink, len(self.sink), len(self.document.links)))

    def end(self, element: etree._Element, tag: str) -> None:
        if tag in INLINE:
            self.end_inline(element, tag)
            return
        self.flush()
        if tag in HEADINGS:
            self.level = 0
        elif tag == "li":
            self.listed = False
        elif tag in ("dt", "th"):
            self.bold -= 1
        if tag in ("td", "th", "caption") and self.tables:
            self.sink = self.tables[-1].end_cell()
        elif tag == "table" and self.tables:
            frame = self.tables.pop()
            self.sink = frame.outside
            self.sink.extend(as_blocks(frame))
        while self.regions and self.regions[-1][0] is element:
            self.end_region()

    def end_inline(self, element: etree._Element, tag: str) -> None:
        if tag in ("b", "strong"):
            self.bold -= 1
        elif tag in ("span", "font", "label"):
            self.bold -= bool((style := element.get("style")) and BOLD.search(style))
        elif tag == "a":
            self.link = None

    def end_region(self) -> None:
        element, role, sink, begin, first_link = self.regions.pop()
        inside = sink[begin:]
        if sink is not self.sink or not inside or not is_chrome(role, inside, sure=element.tag in SURE_TAGS):
            return
        if role == "crumb" and not self.document.breadcrumb:
            self.document.breadcrumb = " ".join(block.text for block in inside if isinstance(block, Line))
        kept = [block for block in inside if isinstance(block, Line) and block.level == 1 and role == "menu"]
        sink[begin:] = kept
        for link in self.document.links[first_link:]:
            link.role = link.role or role

    def flush(self) -> None:
        """Close the line that is being collected."""
        if self.size:
            text = tidy("".join(self.pieces))
            if is_breadcrumb(text):
                self.document.breadcrumb = self.document.breadcrumb or text
                for link in self.line_links:
                    link.role = "crumb"
            elif text:
                self.sink.append(self.made_line(text))
        if self.pieces:
            self.pieces.clear()
            self.bold_size = self.size = self.link_size = 0
        if self.line_links:
            self.line_links = [self.link] if self.link is not None else []

    def made_line(self, text: str) -> Line:
        links = tuple(Anchor(link.url, link.text) for link in self.line_links) if self.line_links else ()
        linked = bool(links) and self.link_size > 0 and only_dates_beside(text, self.size - self.link_size)
        strong = self.bold_size == self.size
        if self.level or (strong and len(text) < 30):
            self.context = text
        return Line(text, level=self.level, strong=strong, listed=self.listed, links=links, linked=linked)


def only_dates_beside(text: str, rest: int) -> bool:
    """Is all but a date, a bullet or brackets the text of links?"""
    if rest <= 4:
        return True
    found = ARABIC.search(text) or SHORT_DAY.search(text)
    return found is not None and rest - len(found[0].replace(" ", "")) <= 12


def grouped(blocks: list[Block]) -> list[Block]:
    """Runs of at least three lines that are nothing but links to pages become one list of links."""
    result: list[Block] = []
    run: list[Line] = []
    for block in [*blocks, None]:
        if isinstance(block, Line) and (is_page_link(block) or (run and is_aside(block))):
            run.append(block)
            continue
        while run and not run[-1].linked:
            # Dates behind the last link belong to it, text does not.
            if ARABIC.search(run[-1].text):
                break
            run.pop()
        entries = [line for line in run if line.linked]
        result.extend([LinkList(tuple(entries))] if len(entries) >= 3 else run)
        run = []
        if block is not None:
            result.append(block)
    return result


def is_page_link(line: Line) -> bool:
    return (
        line.linked
        and not any(is_file(link.url) for link in line.links)
        and any(link.url for link in line.links)
    )


def is_aside(line: Line) -> bool:
    """Is the line only a day, as it stands beside the entries of a column?"""
    return len(line.text) <= 24 and ARABIC.search(line.text) is not None
