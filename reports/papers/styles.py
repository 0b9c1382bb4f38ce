"""The styles of official papers after GB/T 9704-2012: fonts by name, sizes, fixed line pitch, indents.

No font is shipped. A Word file names the usual ones and, in its font table, what stands in for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
STANDS_IN = {FANGSONG: "仿宋", XIAOBIAOSONG: "宋体", KAITI: "楷体"}
"""The font that Word takes where the usual one is not installed."""

BODY_SIZE = 16.0
"""3号."""
LINE = 28.95
"""Points: 22 lines in the 225 mm of a page's text."""
CLOSER = -5
"""Twentieths of a point by which signs stand closer: 28 signs of 3号 fit into the 156 mm of a line."""
KEPT_STYLES = ("Normal", "DefaultParagraphFont", "TableNormal", "TableGrid", "Header", "Footer")

LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How paragraphs of one style look; indents in signs of the style's own size."""

    font: str = FANGSONG
    size: float = BODY_SIZE
    align: Any = BOTH
    first: float = 0
    left: float = 0
    right: float = 0
    line: float | None = LINE
    bold: bool = False
    keep_next: bool = False
    on_grid: bool = True


TABLE = Look(size=10.5, align=LEFT, line=None, on_grid=False)

LOOKS = {
    "公文标题": Look(XIAOBIAOSONG, 22, CENTRE, line=33, keep_next=True, on_grid=False),
    "标题空行": Look(align=CENTRE),
    "草稿说明": Look(KAITI, align=CENTRE),
    "主送机关": Look(),
    "公文正文": Look(first=2),
    "一级标题": Look(HEITI, first=2, keep_next=True),
    "二级标题": Look(KAITI, first=2, keep_next=True),
    "三级标题": Look(first=2, keep_next=True),
    "列项": Look(align=LEFT, first=2),
    "附件说明": Look(first=2, keep_next=True),
    "落款空行": Look(keep_next=True),
    "署名": Look(align=RIGHT, right=2, keep_next=True),
    "成文日期": Look(align=RIGHT, right=4),
    "附件标识": Look(HEITI, align=LEFT),
    "表标题": Look(HEITI, 14, CENTRE, line=None, keep_next=True, on_grid=False),
    "表头": Look(HEITI, 10.5, CENTRE, line=None, on_grid=False),
    "表内文字": TABLE,
    "清单表头": Look(HEITI, 9, CENTRE, line=11.5, on_grid=False),
    "清单文字": Look(size=9, align=LEFT, line=11.5, on_grid=False),
    "清单居中": Look(size=9, align=CENTRE, line=11.5, on_grid=False),
    "表内居中": Look(size=10.5, align=CENTRE, line=None, on_grid=False),
    "表下说明": Look(size=10.5, align=LEFT, line=None, on_grid=False),
    "大表标签": Look(HEITI, 14, CENTRE, line=None, on_grid=False),
    "大表文字": Look(size=14, align=LEFT, line=None, on_grid=False),
    "图": Look(align=CENTRE, line=None, on_grid=False),
}
"""Every style that a packaged template uses, by its name in Word."""


def set_styles(document: Document) -> None:
    """Take the tool's own styles away, say the language and make ours."""
    root = document.styles.element
    for element in list(root):
        kept = element.tag == qn("w:docDefaults") or element.get(qn("w:styleId")) in KEPT_STYLES
        if not kept:
            root.remove(element)
        for link in element.findall(qn("w:link")):
            element.remove(link)
    set_defaults(root)
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_SIZE)
    properties = normal.element.get_or_add_rPr()
    set_fonts(properties, FANGSONG)
    properties.find(qn("w:sz")).addprevious(element_of("w:spacing", val=str(CLOSER)))
    for name, look in LOOKS.items():
        add_style(document, name, look)


def set_defaults(root: Any) -> None:
    """The fonts and the language of whatever has no style of its own."""
    properties = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for element in list(properties):
        properties.remove(element)
    properties.append(fonts(FANGSONG))
    for tag in ("w:sz", "w:szCs"):
        properties.append(element_of(tag, val=str(int(BODY_SIZE * 2))))
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'))
    paragraph = root.find(qn("w:docDefaults")).find(qn("w:pPrDefault"))
    for element in list(paragraph):
        paragraph.remove(element)


def add_style(document: Document, name: str, look: Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size, style.font.bold = Pt(look.size), look.bold or None
    set_fonts(style.element.get_or_add_rPr(), look.font)
    lay_out(style, look)


def lay_out(style: Any, look: Look) -> None:
    """Set alignment, indents, line pitch and grid of a style."""
    form = style.paragraph_format
    form.alignment = look.align
    form.space_before = form.space_after = Pt(0)
    form.keep_with_next = look.keep_next or None
    form.widow_control = False
    if look.line:
        form.line_spacing = Pt(look.line)
    properties = style.element.get_or_add_pPr()
    for side, signs in (("firstLine", look.first), ("left", look.left), ("right", look.right)):
        if signs:
            indent = properties.get_or_add_ind()
            indent.set(qn(f"w:{side}Chars"), str(int(signs * 100)))
            indent.set(qn(f"w:{side}"), str(int(signs * look.size * 20)))
    if not look.on_grid:
        before = properties.find(qn("w:spacing"))
        grid = element_of("w:snapToGrid", val="0")
        before.addprevious(grid) if before is not None else properties.append(grid)


def set_fonts(properties: Any, name: str) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, fonts(name))


def fonts(name: str) -> Any:
    """Chinese signs in this font, Latin ones in the usual one."""
    return parse_xml(
        f'<w:rFonts {nsdecls("w")} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{name}" w:cs="{LATIN}"/>'
    )


def element_of(tag: str, **attributes: str) -> Any:
    """An element of the word-processing namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def font_table() -> bytes:
    """The fonts by name, each with what stands in for it."""
    known = dict.fromkeys((LATIN, FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI))
    inner = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{STANDS_IN[name]}"/>' if name in STANDS_IN else "")
        + ("" if name == LATIN else '<w:charset w:val="86"/>')
        + "</w:font>"
        for name in known
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:fonts {nsdecls('w')}>{inner}</w:fonts>".encode()
