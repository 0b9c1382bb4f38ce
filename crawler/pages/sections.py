"""The body of an article, as editors of 公众号 pile it up, to plain HTML: paragraphs, tables and pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
BLOCK_TAGS = """
section p div h1 h2 h3 h4 h5 h6 li ul ol blockquote fieldset legend figure figcaption dl dt dd pre article
header footer main aside center form br hr
"""
BLOCKS = frozenset(BLOCK_TAGS.split())
KEPT = frozenset(("ul", "ol", "li", "dl", "dt", "dd"))
TABLES = frozenset(("table", "thead", "tbody", "tr", "td", "th", "caption"))
BOLD_TAGS = frozenset(("b", "strong"))
LEFT_OUT_TAGS = """
script style noscript template svg iframe audio video canvas object embed select head mpvoice qqmusic
mpprofile mp-common-profile mp-miniprogram mpcps mp-style-type mpvideosnap mp-common-mpaudio
"""
LEFT_OUT = frozenset(LEFT_OUT_TAGS.split())
MOST_PARTS = 300
"""Texts and breaks; no heading is made of more, and to look on at every level would take for ever."""

CARD = 40
"""Characters; a section with more text is no heading."""

SMALLEST = 60
FLATTEST = 0.12
"""Height by width: a flatter picture is a line between two parts."""

# “01”, “PART 2”, “第三” as an ornament beside a heading; the number is worth keeping.
NUMBER = re.compile(r"(?:PART|NO|STEP)?[.\s·]*0*(\d{1,2})[.、]?", re.IGNORECASE)
CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}[、.]?")
# Dots, arrows and the English under a Chinese heading; not an address.
ORNAMENT = re.compile(r"[^\w]*|[A-Za-z&'’·-]{2,40}")
# “END”, “点击上方蓝字关注我们”, “编辑：某某”: what editors put around any article; not “审核：3个工作日”.
FURNITURE = re.compile(
    r"\W*(?:THE)?END\W*|.{0,12}(?:关注我们|二维码|扫码关注|点在看|点个赞|点赞|转发).{0,12}|往期(?:回顾|推荐|精选)"
    r"|(?:编辑|责编|责任编辑|校对|排版|美编|监制|总监制|主编|初审|复审|终审)[:：丨|].{1,20}"
    r"|(?:审核|审签)[:：丨|][\u4e00-\u9fff]{1,4}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Simple:
    """A body as plain HTML, with what it holds."""

    pieces: list[str] = field(default_factory=list)
    pictures: int = 0
    words: int = 0

    @property
    def html(self) -> str:
        return "".join(self.pieces)


def simplified(content: etree._Element) -> Simple:
    """The body without styles, classes and ornaments; what nobody can see is left out."""
    made = Simple()
    steps = etree.iterwalk(content, events=("start", "end"))
    bold: list[etree._Element] = []
    skipped: etree._Element | None = None
    for event, element in steps:
        tag = str(element.tag)
        if element is content:
            put_text(made, element.text if event == "start" else None, bold)
        elif event == "end":
            if element is not skipped:
                end(made, element, tag, bold)
            put_text(made, element.tail, bold)
        elif is_left_out(element, tag) or put_card(made, element, tag):
            steps.skip_subtree()
            skipped = element
        else:
            begin(made, element, tag, bold)
            put_text(made, element.text, bold)
    return made


def is_left_out(element: etree._Element, tag: str) -> bool:
    hidden = HIDDEN.search(element.get("style") or "") is not None
    return tag in LEFT_OUT or hidden or (tag in BLOCKS and tag not in KEPT and is_furniture(element))


def is_furniture(element: etree._Element) -> bool:
    """Is it one line that says nothing of the matter?"""
    leaves = leaves_of(element)
    return leaves is not None and len(leaves) == 1 and FURNITURE.fullmatch(leaves[0]) is not None


def begin(made: Simple, element: etree._Element, tag: str, bold: list[etree._Element]) -> None:
    """The beginning of an element, as far as readers care."""
    if tag == "img":
        put_picture(made, element)
    elif tag in BLOCKS:
        made.pieces.append(f"<{shown_as(tag)}>")
    elif tag in TABLES:
        spans = (f' {name}="{value}"' for name in ("colspan", "rowspan") if (value := digits(element, name)))
        made.pieces.append(f"<{tag}{''.join(spans)}>")
    elif tag == "a" and (address := element.get("href", "")).startswith("http"):
        made.pieces.append(f'<a href="{html.escape(address)}">')
    if tag in BOLD_TAGS or BOLD.search(element.get("style") or ""):
        bold.append(element)


def end(made: Simple, element: etree._Element, tag: str, bold: list[etree._Element]) -> None:
    if bold and bold[-1] is element:
        bold.pop()
    if tag in BLOCKS and tag not in ("br", "hr"):
        made.pieces.append(f"</{shown_as(tag)}>")
    elif tag in TABLES:
        made.pieces.append(f"</{tag}>")
    elif tag == "a" and element.get("href", "").startswith("http"):
        made.pieces.append("</a>")


def shown_as(tag: str) -> str:
    """Lists stay lists; every other block only begins and ends a line."""
    return tag if tag in KEPT else "br" if tag in ("br", "hr") else "div"


def digits(element: etree._Element, name: str) -> str:
    value = element.get(name, "").strip()
    return value if value.isdigit() and value != "1" else ""


def put_text(made: Simple, text: str | None, bold: list[etree._Element]) -> None:
    seen = INVISIBLE.sub("", text or "")
    if not seen:
        return
    made.words += len(seen.strip())
    shown = html.escape(seen, quote=False)
    made.pieces.append(f"<b>{shown}</b>" if bold and seen.strip() else shown)


def put_picture(made: Simple, element: etree._Element) -> None:
    """A picture that may hold content: `data-src` is what the page's script would show."""
    source = element.get("data-src") or element.get("src") or ""
    width, ratio = number(element, "data-w"), number(element, "data-ratio")
    if not source or (width is not None and width < SMALLEST) or (ratio is not None and ratio < FLATTEST):
        return
    made.pictures += 1
    alt = html.escape(element.get("alt") or "")
    made.pieces.append(f'<img src="{html.escape(source)}" alt="{alt}">')


def number(element: etree._Element, name: str) -> float | None:
    try:
        return float(element.get(name, ""))
    except ValueError:
        return None


def put_card(made: Simple, element: etree._Element, tag: str) -> bool:
    """A heading in a section of its own, its number beside it: one line. False if it is no such thing."""
    if tag != "section":
        return False
    leaves = leaves_of(element)
    heading = heading_of(leaves) if leaves is not None and len(leaves) > 1 else ""
    if not heading:
        return False
    made.words += len(heading)
    made.pieces.append(f"<p><b>{html.escape(heading, quote=False)}</b></p>")
    return True


def heading_of(leaves: list[str]) -> str:
    """The words of a card with its number in front; "" unless exactly one of its parts is words.

    A number below the words is a value (“份数” over “2”), and the card no heading.
    """
    if all(len(leaf) == 1 for leaf in leaves):
        return "".join(leaves)
    words = [at for at, leaf in enumerate(leaves) if not is_beside(leaf)]
    marks = [(at, mark) for at, leaf in enumerate(leaves) if (mark := number_in(leaf))]
    if len(words) != 1 or len(leaves[words[0]]) > CARD or any(at > words[0] for at, _ in marks):
        return ""
    heading = leaves[words[0]]
    return f"{marks[0][1]}、{heading}" if marks else heading


def number_in(leaf: str) -> str:
    """The number that a part of a card is, "" if it is none."""
    arabic = NUMBER.fullmatch(leaf)
    return arabic[1] if arabic else leaf.rstrip("、.") if CHINESE_NUMBER.fullmatch(leaf) else ""


def is_beside(leaf: str) -> bool:
    """Is it the number of a heading, or an ornament?"""
    return bool(number_in(leaf)) or ORNAMENT.fullmatch(leaf) is not None


def leaves_of(element: etree._Element) -> list[str] | None:
    """The texts of the blocks inside; None when there is too much, or a table or picture among it."""
    lines, size = [""], 0
    for number, (kind, text) in enumerate(flow(element)):
        if kind == "break":
            lines.append("")
        else:
            lines[-1] += text
            size += len(text.strip())
        if kind == "no" or size > 2 * CARD or number > MOST_PARTS:
            return None
    return [line for line in ("".join(line.split()) for line in lines) if line]


def flow(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Texts and the breaks between blocks, in order."""
    for event, each in etree.iterwalk(element, events=("start", "end")):
        tag = str(each.tag)
        if event == "start":
            if tag in TABLES or tag in LEFT_OUT or tag == "img":
                yield "no", ""
            if tag in BLOCKS:
                yield "break", ""
            yield "text", INVISIBLE.sub("", each.text or "")
        else:
            if tag in BLOCKS:
                yield "break", ""
            if each is not element:
                yield "text", INVISIBLE.sub("", each.tail or "")
