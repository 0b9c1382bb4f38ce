"""Builds Word templates after GB/T 9704-2012 from short descriptions: page, grid, page numbers, tables.

A description is a list of pieces; their texts hold the tags that are filled in later. The script
`python -m reports.papers.make_templates` writes the packaged templates from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm

from reports.papers.styles import KAITI, SONGTI, element_of, font_table, set_fonts, set_styles

WIDTH, HEIGHT = 210, 297
TOP, BOTTOM, INNER, OUTER = 37, 35, 28, 26
"""Millimetres: 天头, below, 订口, right; the text is 156 by 225."""
GRID_PITCH = 579
"""Twentieths of a point: 22 lines in 225 mm.

The 28 signs of a line are set by the distance of signs (styles.CLOSER), not by the grid: they are wider
than its cells would be, and other programs than Word then give every sign two of them.
"""
FOOT = 25.0
"""The page number's distance from the edge: a line of its own 7 mm below the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one of the styles; `lead` are its first words, in the second level's font."""

    text: str
    style: str = "公文正文"
    new_page: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a table: heading, width in millimetres, what stands in each row, its style."""

    title: str
    width: float
    text: str
    style: str = "表内文字"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading that every page repeats; one row for each member of a loop.

    `loop` is what stands after {%tr for, such as "line in lines"; without it the rows are fixed.
    """

    columns: Sequence[Cell]
    loop: str = ""
    last: Sequence[str] = ()
    """A last row of its own, such as the totals."""
    head: str = "表头"
    """The style of the heading."""


@dataclass(frozen=True, slots=True)
class Form:
    """A table of labelled fields without heading: rows of (text, width) with a height in millimetres."""

    rows: Sequence[tuple[float, Sequence[tuple[str, float]]]]


@dataclass(frozen=True, slots=True)
class Turned:
    """From here on the pages lie on their side (for wide tables), or stand again."""

    landscape: bool = True


Piece = Line | Table | Form | Turned


@dataclass(frozen=True, slots=True)
class Description:
    """A template: what the file is called and the pieces that it consists of."""

    title: str
    pieces: Sequence[Piece]
    landscape: bool = False
    made: datetime = field(default=datetime(2022, 1, 1))


def built(description: Description) -> bytes:
    """The Word file of a description."""
    document = Document()
    strip(document)
    set_styles(document)
    set_settings(document)
    set_page(document.sections[0], landscape=description.landscape)
    for piece in description.pieces:
        add(document, piece)
    for section in document.sections:
        number_pages(section)
    name(document, description)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def strip(document: WordDocument) -> None:
    """Take away what the tool's own empty file brings along and nobody needs."""
    for rels, unwanted in (
        (document.part.rels, ("stylesWithEffects", "customXml", "numbering", "webSettings")),
        (document.part.package.rels, ("thumbnail", "extended-properties")),
    ):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(unwanted)]:
            del rels[key]
    document.part.part_related_by(LINK.FONT_TABLE)._blob = font_table()


SETTINGS = (
    "<w:zoom w:percent='100'/><w:defaultTabStop w:val='420'/><w:evenAndOddHeaders/>"
    "<w:characterSpacingControl w:val='compressPunctuation'/>"
    "<w:compat><w:compatSetting w:name='compatibilityMode' "
    "w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>"
    "<w:themeFontLang w:val='en-US' w:eastAsia='zh-CN'/>"
    "<w:decimalSymbol w:val='.'/><w:listSeparator w:val=','/>"
)
"""Left and right pages differ; Word of today, Chinese typography. In the order that the schema asks for."""


def set_settings(document: WordDocument) -> None:
    """Nothing but our own settings."""
    root = document.settings.element
    for old in list(root):
        root.remove(old)
    root.extend(list(parse_xml(f"<w:settings {nsdecls('w')}>{SETTINGS}</w:settings>")))


def set_page(section: Any, *, landscape: bool) -> None:
    """A4 with the standard's margins; a page on its side is bound at its head."""
    wide, high = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    margins = (INNER, TOP, OUTER, BOTTOM) if landscape else (TOP, OUTER, BOTTOM, INNER)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
    section.header_distance, section.footer_distance = Mm(15), Mm(min(FOOT, margins[2] - 8))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element_of("w:docGrid", type="lines", linePitch=str(GRID_PITCH)))


def number_pages(section: Any) -> None:
    """ "— 1 —" at the foot: right pages one sign from the right edge, left pages from the left."""
    for foot, side, align in ((section.footer, "right", "right"), (section.even_page_footer, "left", "left")):
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        properties = paragraph._p.get_or_add_pPr()
        indent = properties.get_or_add_ind()
        indent.set(qn(f"w:{side}Chars"), "100")
        indent.set(qn(f"w:{side}"), "280")
        properties.append(element_of("w:jc", val=align))
        for part in ("— ", "PAGE", " —"):
            paragraph._p.append(page_number() if part == "PAGE" else foot_text(part))


FOOT_LOOK = "<w:rPr><w:rFonts w:ascii='{0}' w:hAnsi='{0}' w:eastAsia='{0}'/><w:sz w:val='28'/></w:rPr>"


def foot_text(text: str) -> Any:
    look = FOOT_LOOK.format(SONGTI)
    return parse_xml(f"<w:r {nsdecls('w')}>{look}<w:t xml:space='preserve'>{text}</w:t></w:r>")


def page_number() -> Any:
    look = FOOT_LOOK.format(SONGTI)
    return parse_xml(
        f"<w:fldSimple {nsdecls('w')} w:instr=' PAGE '><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>"
    )


def add(document: WordDocument, piece: Piece) -> None:
    """Put one piece at the end."""
    if isinstance(piece, Line):
        made = document.add_paragraph(style=piece.style)
        if piece.lead:
            set_fonts(made.add_run(piece.lead)._r.get_or_add_rPr(), KAITI)
        made.add_run(piece.text)
        made.paragraph_format.page_break_before = piece.new_page or None
    elif isinstance(piece, Turned):
        set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=piece.landscape)
    elif isinstance(piece, Form):
        add_form(document, piece)
    else:
        add_table(document, piece)


def add_table(document: WordDocument, piece: Table) -> None:
    rows = [[cell.title for cell in piece.columns]]
    if piece.loop:
        rows.append([f"{{%tr for {piece.loop} %}}", *[""] * (len(piece.columns) - 1)])
    rows.append([cell.text for cell in piece.columns])
    if piece.loop:
        rows.append(["{%tr endfor %}", *[""] * (len(piece.columns) - 1)])
    if piece.last:
        rows.append(list(piece.last))
    table = empty_table(document, [cell.width for cell in piece.columns], len(rows))
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        keep_whole(row, repeat=number == 0)
        for cell, column, text in zip(row.cells, piece.columns, texts, strict=True):
            put(cell, text, piece.head if number == 0 else column.style)


def add_form(document: WordDocument, piece: Form) -> None:
    """A form: every row a table of its own widths, so that fields may be of any length."""
    for height, fields_ in piece.rows:
        table = empty_table(document, [width for _, width in fields_], 1)
        row = table.rows[0]
        keep_whole(row, repeat=False)
        row.height = Mm(height)
        for number, (cell, (text, _)) in enumerate(zip(row.cells, fields_, strict=True)):
            put(cell, text, "大表标签" if number % 2 == 0 else "大表文字")


def empty_table(document: WordDocument, widths: Sequence[float], rows: int) -> Any:
    """A grid of fixed widths; without them every program would set the columns as it likes."""
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    set_width(table, sum(widths))
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Emu(Mm(width))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def set_width(table: Any, width: float) -> None:
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    made = element_of("w:tblW", type="dxa", w=str(round(Mm(width) / 635)))
    properties.find(qn("w:tblStyle")).addnext(made)


def keep_whole(row: Any, *, repeat: bool) -> None:
    """A heading stands on every page; a row is not torn apart."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element_of("w:cantSplit"))
    if repeat:
        properties.append(element_of("w:tblHeader"))


def put(cell: Any, text: str, style: str) -> None:
    """The lines of a text, each a paragraph, in the middle of the cell's height."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    first, *more = text.split("\n")
    cell.paragraphs[0].text, cell.paragraphs[0].style = first, style
    for line in more:
        cell.add_paragraph(line, style=style)


def name(document: WordDocument, description: Description) -> None:
    """What the file says of itself; no name of a person or a tool, and the same in every build."""
    known = document.core_properties
    known.title, known.author, known.last_modified_by, known.comments = description.title, "", "", ""
    known.language, known.revision = "zh-CN", 1
    known.created = known.modified = description.made
