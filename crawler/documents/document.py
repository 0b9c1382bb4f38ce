"""One file to evidence; its first bytes say what it is, never its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from checks.evidence import Evidence, Guide, PageKind
from crawler.documents import binary_word, bundle, excel, ocr, pdf, plain, rtf, separated, single_file, word
from crawler.documents.errors import Unreadable, UnreadableDocument
from crawler.documents.formats import Format, format_of
from crawler.documents.illustrated import is_in_pictures, read_illustrated
from crawler.pages.page import read_page
from crawler.reading.blocks import Block, Line, Picture, Table, distinct, texts
from crawler.reading.chapters import SENTENCE
from crawler.reading.columns import list_kind_of
from crawler.reading.evidence import Surroundings, evidence_of
from crawler.reading.labels import label_of
from crawler.reading.names import is_breadcrumb, is_form, is_guide_title, item_name_of
from crawler.reading.numbering import marker_of
from crawler.reading.reading import Reading, Visit
from crawler.reading.text import is_chinese, squeeze
from crawler.recognised import Recognised, bounded, doubted

MAX_BYTES = 50 * 1024 * 1024
ONE_TEXT: dict[Format, Callable[[bytes], list[Block]]] = {
    Format.DOCX: word.read,
    Format.TEXT: plain.read,
    Format.DOC: binary_word.read,
    Format.WPS: binary_word.read,
    Format.RTF: rtf.read,
}
SHEETS = frozenset({Format.XLSX, Format.XLS})
MOST_BLOCKS = 100_000
"""Paragraphs and tables of one text; a guide has a hundred, a book ten thousand."""
LITTLE = 20
"""Characters; a file with pictures and less text than this is a scan."""


def read_document(body: bytes, *, name: str, visit: Visit, max_bytes: int = MAX_BYTES) -> Reading:
    """Read one file; raises only UnreadableDocument."""
    with bounded():
        return read_within(bundle.Bounds(), max_bytes, body, name, visit)


def read_within(bounds: bundle.Bounds, max_bytes: int, body: bytes, name: str, visit: Visit) -> Reading:
    """Read one file, which may be packed in another; raises only UnreadableDocument."""
    if not body.strip():
        raise UnreadableDocument(name, "文件是空的")
    if len(body) > max_bytes:
        raise UnreadableDocument(
            name, f"文件过大（{len(body) / 1048576:.0f} MB），超过 {max_bytes / 1048576:.0f} MB 的上限"
        )
    kind = format_of(body)
    try:
        if kind is Format.HTML:
            return read_saved_page(body, visit)
        if kind in bundle.OPENERS:
            inner = partial(read_within, bounds, max_bytes)
            return bundle.read(kind, body, stem_of(name), visit, bounds, inner)
        return read_as(kind, body, stem_of(name), visit)
    except Unreadable as error:
        raise UnreadableDocument(name, str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableDocument(name, "文件结构异常，无法读取") from error


def read_saved_page(body: bytes, visit: Visit) -> Reading:
    """A page that lies as a file, with the text of the pictures that its markup holds."""
    reading = read_page(body, visit)
    if not (is_in_pictures(reading) and ocr.is_installed()):
        return reading
    illustrated = read_illustrated(body, visit, {})
    return illustrated if illustrated.evidence else reading


def read_as(kind: Format, body: bytes, stem: str, visit: Visit) -> Reading:
    if kind is Format.ENCRYPTED:
        raise Unreadable("文件有密码，无法打开")
    if kind is Format.UNKNOWN:
        raise Unreadable("文件已损坏或格式无法识别")
    if kind in SHEETS:
        return from_sheets(excel.read(body), stem, visit)
    if kind is Format.TEXT and (table := separated.read(body)):
        return from_sheets([("", table)], stem, visit)
    if kind in ONE_TEXT:
        return from_blocks(ONE_TEXT[kind](body), stem, visit)
    if kind is Format.PDF:
        return from_recognised(pdf.read(body), stem, visit)
    if kind is Format.IMAGE:
        return from_recognised(ocr.read(body), stem, visit)
    if kind is Format.MHT:
        return single_file.read(body, stem, visit)
    return unread(stem, visit, f"{kind.value}，无法读取文字")


def stem_of(name: str) -> str:
    """A file's name without folders and ending."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return base.rsplit(".", 1)[0] if "." in base[1:] else base


def from_sheets(sheets: list[tuple[str, list[Block]]], stem: str, visit: Visit) -> Reading:
    """One guide a sheet, or one item a row."""
    if not sheets:
        return unread(stem, visit, "表格中没有内容")
    readings = [
        from_blocks(blocks, stem if is_default(name) or len(sheets) == 1 else name, visit)
        for name, blocks in sheets
    ]
    told = [
        reading for reading in readings if reading.kind in (PageKind.GUIDE, PageKind.PUBLICATION)
    ] or readings
    evidence = tuple(piece for reading in told for piece in reading.evidence)
    return Reading(told[0].kind, stem, evidence, problem="" if evidence else told[0].problem)


def is_default(name: str) -> bool:
    """“Sheet1”, “工作表1”: names that nobody gave."""
    return name.lower().rstrip("0123456789 ()（）") in ("sheet", "工作表", "表", "")


def from_blocks(blocks: list[Block], stem: str, visit: Visit) -> Reading:
    """The evidence of one text."""
    if len(blocks) > MOST_BLOCKS:
        raise Unreadable(f"内容过长（{len(blocks)} 段），没有读取")
    text = squeeze("".join(texts(blocks)))
    if len(text) < LITTLE and any(isinstance(block, Picture) for block in blocks):
        return unread(stem, visit, ocr.why_unread())
    if not text:
        return unread(stem, visit, "文件中没有文字")
    title = title_of(blocks, stem)
    found = evidence_of(blocks, visit, Surroundings(title=title))
    if found and (is_form(title) or is_form(stem)) and not any(map(says_how, found[1])):
        return Reading(PageKind.OTHER, title)
    if found is None:
        return Reading(PageKind.OTHER, title, problem="" if text else "文件中没有文字")
    kind, evidence = found
    return Reading(kind, title, evidence)


def says_how(piece: Evidence) -> bool:
    """Does it tell an applicant what to bring and when it is done, as no form does?"""
    return not isinstance(piece, Guide) or bool(piece.materials and (piece.promised or piece.conditions))


def from_recognised(found: Recognised, stem: str, visit: Visit) -> Reading:
    """The evidence of a text that was, all or in part, recognised in pictures."""
    blocks = list(found.blocks)
    if found.doubt and len(squeeze("".join(texts(blocks)))) < LITTLE:
        return unread(stem, visit, ocr.why_unread())
    reading = from_blocks(blocks, stem, visit)
    told = reading.kind in (PageKind.GUIDE, PageKind.PUBLICATION)
    if found.is_low and not told:
        # What was hardly legible may be a guide all the same.
        return unread(stem, visit, found.doubt)
    return doubted(reading, found.doubt, low=found.is_low) if found.doubt else reading


def title_of(blocks: list[Block], stem: str) -> str:
    """The title printed at the top, else the file's name."""
    for block in blocks[:10]:
        if isinstance(block, Line) and label_of(block.text):
            break
        if not isinstance(block, Line) or marker_of(block.text) or is_breadcrumb(block.text):
            continue
        text = block.text
        if (
            len(text) <= 50
            and (block.level == 1 or is_guide_title(text) or list_kind_of(text))
            and not text.endswith(("：", ":"))
        ):
            return text
    first = blocks[0] if blocks else None
    if isinstance(first, Line) and first.strong and 4 <= len(first.text) <= 40 and "：" not in first.text:
        return first.text
    return top_of_table(blocks) or (stem if is_chinese(stem) else first_line(blocks) or stem)


def first_line(blocks: list[Block]) -> str:
    """The first line, where it may be a title: short, no sentence, no label."""
    text = first.text if blocks and isinstance(first := blocks[0], Line) else ""
    return text if 4 <= len(text) <= 40 and not SENTENCE.search(text) and label_of(text) is None else ""


def top_of_table(blocks: list[Block]) -> str:
    """A title in the first row of a table, all across."""
    table = next((block for block in blocks[:2] if isinstance(block, Table)), None)
    if table is None:
        return ""
    cells = [cell for cell in distinct(table.rows[0]) if cell.text]
    text = cells[0].text.strip() if len(cells) == 1 else ""
    return text if 4 <= len(text) <= 50 and "\n" not in text else ""


def unread(stem: str, visit: Visit, reason: str) -> Reading:
    """A guide that says why it could not be read."""
    guide: Evidence = Guide(
        item_name=item_name_of(stem),
        title=stem,
        unit=visit.unit_hint,
        channel=visit.channel,
        unreadable=reason,
        origin=visit.origin,
    )
    return Reading(PageKind.GUIDE, stem, (guide,), problem=reason)
