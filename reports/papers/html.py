"""Turns a paper's Word file into an HTML page that prints like it: what the office changes shows here too.

mammoth reads the paragraphs by their styles; the looks of the styles, the direction of the pages and the
widths of columns are set by rules of ours. The page is complete in itself: pictures stand inside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import mammoth

from reports.papers import layout
from reports.papers.styles import FANGSONG, HEITI, KAITI, LEFT, LOOKS, RIGHT, SONGTI, XIAOBIAOSONG, Look

DOCUMENT = "word/document.xml"
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

# Matches the settings of a section that end its last paragraph; must not match those of the last section.
SECTION_END = re.compile(r"(<w:sectPr\b(?:(?!</w:sectPr>).)*</w:sectPr></w:pPr>)", re.DOTALL)
# Matches the settings of any section, with what they hold.
SECTION = re.compile(r"<w:sectPr\b(?:(?!</w:sectPr>).)*</w:sectPr>", re.DOTALL)
# Matches the widths of a table's columns; must not match those of its cells.
GRID = re.compile(r"<w:tblGrid>(.*?)</w:tblGrid>", re.DOTALL)


def page_of(docx: bytes, title: str) -> str:
    """The Word file as an HTML page."""
    source, marked, token = with_marks(docx)
    # An office's own styles beside ours are printed as plain paragraphs.
    found = mammoth.convert_to_html(
        marked, style_map=style_map(), include_default_style_map=False, ignore_empty_paragraphs=False,
        include_embedded_style_map=False, external_file_access=False,
    )  # fmt: skip
    body = with_widths(found.value, source)
    turned = ['w:orient="landscape"' in one for one in SECTION.findall(source)] or [False]
    parts = re.split(rf"<p[^>]*>\s*{re.escape(token)}</p>", body)
    sections = "".join(
        f'<section class="{"wide" if turned[min(number, len(turned) - 1)] else "tall"}">{part}</section>\n'
        for number, part in enumerate(parts)
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{css()}</style></head>\n<body>\n{sections}</body></html>\n"
    )


def with_marks(docx: bytes) -> tuple[str, BytesIO, str]:
    """The document's XML, a file in which each section ends with a mark, and the mark."""
    marked = BytesIO()
    with ZipFile(BytesIO(docx)) as given, ZipFile(marked, "w", ZIP_STORED) as made:
        source = given.read(DOCUMENT).decode("utf-8")
        token = "[section]"
        while token in source:
            token += "]"
        mark = f"<w:r><w:t>{token}</w:t></w:r>"
        for name in given.namelist():
            data = given.read(name)
            if name == DOCUMENT:
                data = SECTION_END.sub(lambda found: found[1] + mark, source).encode("utf-8")
            made.writestr(name, data)
    marked.seek(0)
    return source, marked, token


def with_widths(body: str, source: str) -> str:
    """The columns of every table as wide as in the Word file, in their order."""
    grids = iter(GRID.findall(source))

    def table(found: re.Match[str]) -> str:
        widths = [int(float(one)) for one in re.findall(r'w:w="([\d.]+)"', next(grids, ""))]
        whole = sum(widths) or 1
        columns = "".join(f'<col style="width:{width * 100 / whole:.2f}%">' for width in widths)
        return f"<table><colgroup>{columns}</colgroup>"

    return re.sub(r"<table>", table, body)


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
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0; }}
table + table {{ margin-top: -0.5pt; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
td, th {{ border: 0.5pt solid #000; padding: 1pt 3pt; vertical-align: middle; font-weight: normal; }}
img {{ max-width: 100%; max-height: 200mm; }}
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
    if look.bold:
        said.append("font-weight: bold")
    return "; ".join(said)


def number_box(side: str) -> str:
    return (
        f'content: "— " counter(page) " —"; font: 14pt {CHAINS[SONGTI]}; padding-{side}: 1em; '
        "vertical-align: top; padding-top: 7mm"
    )


def note_box() -> str:
    return (
        f'content: "{NOTE}"; font: 8pt {CHAINS[SONGTI]}; color: #666; vertical-align: top; padding-top: 9mm'
    )


def millimetres(sides: tuple[int, ...]) -> str:
    return " ".join(f"{side}mm" for side in sides)
