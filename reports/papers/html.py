"""Turns a paper's Word file into an HTML page that prints like it: what the office changes shows here too.

mammoth reads the paragraphs by their styles; the looks of the styles, the direction of the pages and the
widths of columns are set by rules of ours. The page is complete in itself: pictures stand inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO
from posixpath import normpath
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import mammoth
from lxml import etree

from reports.papers import layout
from reports.papers.charts import C, bars_from, picture_of
from reports.papers.plain_tables import (
    BODY,
    PARAGRAPH,
    RUN,
    TABLE,
    TEXT,
    VALUE,
    W,
    columns,
    table_as_html,
)
from reports.papers.styles import FANGSONG, HEITI, KAITI, LEFT, LOOKS, RIGHT, SONGTI, XIAOBIAOSONG, Look

DOCUMENT = "word/document.xml"
SECTION = f"{W}sectPr"
NEW_PAGE = f"{W}pageBreakBefore"
RELATIONS = "word/_rels/document.xml.rels"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CHAINS = {
    FANGSONG: '"仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", serif',
    XIAOBIAOSONG: '"方正小标宋简体", "方正小标宋_GBK", "STZhongsong", "SimSun", "Noto Serif CJK SC", serif',
    HEITI: '"SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", sans-serif',
    KAITI: '"楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif CJK SC", serif',
    SONGTI: '"SimSun", "宋体", "STSong", "Noto Serif CJK SC", serif',
}
"""The fonts that a browser tries in turn; no font comes with the program."""

TAGS = {"公文标题": "h1", "一级标题": "h2", "二级标题": "h3", "表标题": "h4"}
NOTE = "本预览使用本机替代字体，正式版式以 Word 文件为准"


def page_of(docx: bytes, title: str) -> str:
    """The Word file as an HTML page."""
    read = with_marks(docx)
    # An office's own styles beside ours are printed as plain paragraphs.
    found = mammoth.convert_to_html(
        read.file, style_map=style_map(), include_default_style_map=False, ignore_empty_paragraphs=False,
        include_embedded_style_map=False, external_file_access=False,
    )  # fmt: skip
    marks = re.compile(rf"<p[^>]*>{re.escape(read.token)}(\d+)</p>")
    widths = iter(read.widths)
    body = re.sub(r"<table>", lambda _: f"<table>{next(widths, '')}", found.value)
    turned = iter(read.turned)
    body = marks.sub(lambda mark: between(read.pieces[int(mark[1])], turned), body)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{css()}</style></head>\n<body>\n"
        f"{section(read.first)}{body}</section>\n</body></html>\n"
    )


def between(piece: str | None, turned: Iterator[bool]) -> str:
    """What a mark stands for: a piece, or the end of a section and the next one's beginning."""
    return piece if piece is not None else f"</section>\n{section(next(turned, False))}"


def section(is_wide: bool) -> str:
    return f'<section class="{"wide" if is_wide else "tall"}">'


@dataclass(frozen=True, slots=True)
class Marked:
    """A Word file for mammoth, and what it cannot tell.

    In the file the paragraph `token`N stands for pieces[N]: a table, a chart or a page's end that is ready,
    or (None) the end of a section. `first` and `turned` say which sections lie on their side, `widths`
    how wide the columns of the tables are that mammoth reads.
    """

    file: BytesIO
    token: str
    pieces: tuple[str | None, ...]
    first: bool
    turned: tuple[bool, ...]
    widths: tuple[str, ...]


def with_marks(docx: bytes) -> Marked:
    """Take out of a Word file what is told otherwise, and leave marks."""
    with ZipFile(BytesIO(docx)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    source = parts[DOCUMENT].decode("utf-8")
    token = "[piece]"
    while token in source:
        token += "]"
    root = etree.fromstring(parts[DOCUMENT])
    classes = classes_of(parts.get("word/styles.xml", b""))
    pieces: list[str | None] = []
    widths = []
    body: Any = root.find(BODY)
    for table in list(body.iterchildren(TABLE)):
        plain = table_as_html(table, classes)
        if plain is None:
            widths += [columns(one) for one in table.iter(TABLE)]
            continue
        table.clear()  # Taking a full table out of its tree costs twenty times as much.
        body.replace(table, mark(token, len(pieces)))
        pieces.append(plain)
    for paragraph, picture in charts_in(root, parts):
        paragraph.getparent().replace(paragraph, mark(token, len(pieces)))
        pieces.append(picture)
    breaks: list[Any] = list(root.iter(NEW_PAGE))
    for one in breaks:
        one.getparent().getparent().addprevious(mark(token, len(pieces)))
        pieces.append('<hr class="page">')
    sections: list[Any] = list(root.iter(SECTION))
    for end in sections:
        if end.getparent().tag != BODY:
            put_end(end.getparent().getparent(), mark(token, len(pieces)))
            pieces.append(None)
    first, *turned = [is_turned(one) for one in sections] or [False]
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as made:
        for name, data in parts.items():
            made.writestr(name, etree.tostring(root) if name == DOCUMENT else data)
    file.seek(0)
    return Marked(file, token, tuple(pieces), first, tuple(turned), tuple(widths))


def charts_in(root: Any, parts: Mapping[str, bytes]) -> Iterator[tuple[Any, str]]:
    """Every paragraph that holds a chart, with the chart as a picture; another sort of chart is left out."""
    for chart in list(root.iter(f"{C}chart")):
        part = chart_named(str(chart.get(RELATION)), parts)
        paragraph = next(chart.iterancestors(PARAGRAPH), None)
        if paragraph is None or part is None:
            continue
        try:
            yield paragraph, f'<p class="chart">{picture_of(bars_from(part, ""))}</p>'
        except (ValueError, etree.XMLSyntaxError):
            continue  # An office's own chart in its own template; Word shows it.


def chart_named(relation: str, parts: Mapping[str, bytes]) -> bytes | None:
    """The part that a relation of the document leads to."""
    for one in etree.fromstring(parts.get(RELATIONS, b"<none/>")):
        if one.get("Id") == relation:
            target = str(one.get("Target"))
            return parts.get(target.lstrip("/") if target.startswith("/") else normpath(f"word/{target}"))
    return None


def mark(token: str, number: int) -> Any:
    """A paragraph that says that a piece belongs here."""
    paragraph = etree.Element(PARAGRAPH)
    text = etree.SubElement(etree.SubElement(paragraph, RUN), TEXT)
    text.text = f"{token}{number}"
    return paragraph


def put_end(paragraph: Any, mark: Any) -> None:
    """Mark the end of a section; the empty paragraph that Word ends it with is not printed."""
    if paragraph.find(RUN) is None:
        paragraph.getparent().replace(paragraph, mark)
    else:
        paragraph.addnext(mark)


def is_turned(section: Any) -> bool:
    size = section.find(f"{W}pgSz")
    return size is not None and size.get(f"{W}orient") == "landscape"


def classes_of(styles: bytes) -> dict[str, str]:
    """The class of each style of ours by the id that the file gives it."""
    if not styles:
        return {}
    names = dict(numbered())
    found = {}
    for style in etree.fromstring(styles).iter(f"{W}style"):
        name = style.find(f"{W}name")
        title = str(name.get(VALUE)) if name is not None else ""
        if title in names:
            found[str(style.get(f"{W}styleId"))] = f"s{names[title]}"
    return found


@lru_cache(maxsize=1)
def style_map() -> str:
    """Which element and class each style of ours becomes."""
    lines = [
        f"p[style-name='{name}'] => {TAGS.get(name, 'p')}.s{number}:fresh" for name, number in numbered()
    ]
    return "\n".join([*lines, "b => strong", "p => p:fresh", "br[type='page'] => hr.page:fresh"])


def numbered() -> list[tuple[str, int]]:
    return [(name, number) for number, name in enumerate(LOOKS)]


@lru_cache(maxsize=1)
def css() -> str:
    """How the page looks on paper and on a screen."""
    looks = "\n".join(f".s{number} {{ {rules(LOOKS[name])} }}" for name, number in numbered())
    wide = (layout.INNER, layout.TOP, layout.OUTER, layout.BOTTOM)
    tall = (layout.TOP, layout.OUTER, layout.BOTTOM, layout.INNER)
    return f"""
@page {{ size: A4 portrait; margin: {millimetres(tall)}; }}
@page wide {{ size: A4 landscape; margin: {millimetres(wide)}; }}
@page :right {{ @bottom-right {{ {number_box("right")} }} @bottom-left {{ {note_box()} }} }}
@page :left {{ @bottom-left {{ {number_box("left")} }} @bottom-right {{ {note_box()} }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; color: #000; font: 16pt/28.95pt "Times New Roman", {CHAINS[FANGSONG]}; }}
section.wide {{ page: wide; }}
section + section {{ break-before: page; }}
p, h1, h2, h3, h4 {{ margin: 0; font-weight: normal; font-size: inherit; text-align: justify;
  overflow-wrap: anywhere; white-space: pre-wrap; min-height: 1lh; letter-spacing: -0.25pt;
  orphans: 1; widows: 1; }}
h1, h2, h3, h4 {{ break-after: avoid; }}
h1 {{ text-wrap: balance; }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0; }}
table + table {{ margin-top: -0.5pt; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
td, th {{ border: 0.5pt solid #000; padding: 1pt 3pt; vertical-align: middle; font-weight: normal; }}
img {{ max-width: 100%; max-height: 200mm; }}
p.chart {{ text-align: center; break-inside: avoid; line-height: normal; }}
hr.page {{ border: 0; margin: 0; break-after: page; }}
a {{ color: inherit; text-decoration: none; }}
{looks}
@media screen {{
  body {{ background: #e8e8e8; padding: 8mm 0; }}
  section {{ background: #fff; margin: 0 auto 8mm; padding: {millimetres(tall)}; width: 210mm;
    max-width: 100%; }}
  section.wide {{ width: 297mm; padding: {millimetres(wide)}; }}
}}
"""


def rules(look: Look) -> str:
    """One style's look."""
    align = {LEFT: "left", RIGHT: "right"}.get(look.align) or look.align.name.lower()
    said = [
        f'font-family: "Times New Roman", {CHAINS[look.font]}',
        f"font-size: {look.size:g}pt",
        f"line-height: {f'{look.line:g}pt' if look.line else '1.35'}",
        f"text-align: {align}",
    ]
    for side, signs in (
        ("text-indent", look.first),
        ("padding-left", look.left),
        ("padding-right", look.right),
    ):
        if signs:
            said.append(f"{side}: {signs:g}em")
    if look.keep_next:
        said.append("break-after: avoid")
    if look.bold:
        said.append("font-weight: bold")
    return "; ".join(said)


def number_box(side: str) -> str:
    return (
        f'content: "— " counter(page) " —"; font: 14pt {CHAINS[SONGTI]}; padding-{side}: 1em; '
        "white-space: nowrap; vertical-align: top; padding-top: 7mm"
    )


def note_box() -> str:
    return (
        f'content: "{NOTE}"; font: 8pt {CHAINS[SONGTI]}; color: #666; vertical-align: top; padding-top: 9mm'
    )


def millimetres(sides: tuple[int, ...]) -> str:
    return " ".join(f"{side}mm" for side in sides)
