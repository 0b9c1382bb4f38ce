"""Reads the list of materials of a guide: from tables, numbered lines or one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checks.evidence import Material
from crawler.reading.blocks import Block, Cell, Table, distinct, texts
from crawler.reading.columns import material_columns
from crawler.reading.items import CLOSING, OPENING, Item, items_of
from crawler.reading.text import is_placeholder, squeeze, tidy

JOINED = ("form", "source", "necessity", "copies", "note")
MARKS = ("commitment", "deferrable")


@dataclass(frozen=True, slots=True)
class Materials:
    """The materials, and the sentences around them that name none (“申请人应提交下列材料：”)."""

    rows: tuple[Material, ...] = ()
    remarks: tuple[str, ...] = ()


def materials_of(blocks: list[Block]) -> Materials:
    """Read whatever stands under 申请材料."""
    rows: list[Material] = []
    remarks: list[str] = []
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            flush(lines, rows, remarks)
            found = from_table(block)
            rows.extend(found.rows)
            remarks.extend(found.remarks)
        else:
            lines.extend(texts([block]))
    flush(lines, rows, remarks)
    return Materials(tuple(rows), tuple(remarks))


def flush(lines: list[str], rows: list[Material], remarks: list[str]) -> None:
    found = from_lines(lines)
    rows.extend(found.rows)
    remarks.extend(found.remarks)
    lines.clear()


# “注：以上材料一式两份”, “备注：…”, “说明：…”: about the materials, not one of them.
REMARK = re.compile(r"^[（(]?(?:注|备注|说明|注意|温馨提示|提示|特别提示|注意事项)\s*\d?\s*[：:]")


# “林木采伐许可证申请材料目录” above a table; not “家庭财产清单”, which is handed in.
TABLE_TITLE = re.compile(r".*(?:材料|资料|要件)(?:清单|目录|一览表)")
# “（一套材料）”, “(以下均需原件)”: said of all materials.
WHOLE_BRACKET = re.compile(r"[（(][^（）()]*[）)]")


def from_lines(lines: list[str]) -> Materials:
    """Materials printed as text."""
    items = [item for item in items_of(lines, fewest=2) if not is_placeholder(item.text)]
    sentence = len(items) == 1 and items[0].depth == 9
    rows: list[Material] = []
    remarks: list[str] = []
    last = last_number(items)
    if in_pairs(items):
        pairs = zip(items[::2], items[1::2], strict=True)
        return Materials(tuple(Material(name=name_of(head), note=said.text) for head, said in pairs))
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        if is_remark(item, following) or (at > last >= 0 and not is_short_document(item)):
            remarks.append(item.text)
        elif rows and at < last and items[at - 1].depth < 9 and is_aside(item):
            rows[-1] = replace(rows[-1], note=item.text)
        else:
            rows.extend(Material(name=name) for name in names_in(item.text, split=sentence))
    return Materials(tuple(rows), tuple(remarks))


def in_pairs(items: list[Item]) -> bool:
    """Is each numbered item followed by one line that explains it (“1.身份证明”, “原件及复印件”)?"""
    return (
        len(items) >= 4
        and len(items) % 2 == 0
        and all((item.depth < 9) == (at % 2 == 0) for at, item in enumerate(items))
    )


def name_of(item: Item) -> str:
    return names_in(item.text, split=False)[0]


def last_number(items: list[Item]) -> int:
    """Where the last number of a list stands that is numbered for the most part; -1 for any other list."""
    places = [at for at, item in enumerate(items) if item.depth < 9]
    return places[-1] if len(places) >= 2 and len(places) * 2 > places[-1] else -1


def is_short_document(item: Item) -> bool:
    """May a line behind a numbered list be one more of its materials?"""
    return len(item.text) <= 30 and names_document(item.text)


def is_aside(item: Item) -> bool:
    """Does a line without a number say more of the material above (“（原件及复印件）”)?"""
    return item.depth == 9 and (item.text.startswith(("（", "(")) or not names_document(item.text))


def is_remark(item: Item, following: Item | None) -> bool:
    """A lead-in with items under it, a heading of a group, or a note."""
    if REMARK.match(item.text) or WHOLE_BRACKET.fullmatch(item.text):
        return True
    if item.depth == 9 and TABLE_TITLE.fullmatch(item.text):
        return True
    if following is None:
        return False
    # “1、村委会应当提交：” with “（一）…” below it: which style is the deeper one differs from page to page.
    opens = following.depth != item.depth or item.depth == 9
    return (item.introduces and opens) or (
        following.depth > item.depth and following.depth < 9 and not names_document(item.text)
    )


# What a document is called at its end: “身份证”, “申请表（一式两份）”, “户口簿复印件”;
# not “符合条件的老年人”.
DOCUMENT = re.compile(
    r"(?:证|证明|证书|证件|执照|表|书|簿|本|册|单|件|函|照片|材料|资料|报告|合同|协议|票据?|发票|收据|凭证|文件|文书|说明|意见|名单|章程|方案|图纸?|原件|复印件|批文|批复|决议|决定|信|清单|账号|卡|记录|档案|存折|承诺|声明|判决)"
    r"(?:[（(][^（）()]*[)）]|原件|复印件|正反面|及|和|、|各?[一二两三四五六\d]+[份张式寸])*[。.]?$"
)


def names_document(text: str) -> bool:
    """Does the text end in the name of a document?"""
    return DOCUMENT.search(text.rstrip("；;，,：: ")) is not None


# Words that tie the parts of an enumeration together, so that it must stay one text.
TIED = re.compile(r"等|或者?|任选|之一|其[他它]|有关|相关|及其|以及")
BARE_COPY = re.compile(r"^(?:原件|复印件|正本|副本|正反面|一式.*|.{0,2}|\d.*)$")


def names_in(text: str, *, split: bool) -> list[str]:
    """The names in one item, which is one name, as printed.

    A list that is one sentence (“身份证、户口簿、申请表”) is split where each part names a document and
    nothing ties them.
    """
    text = text.rstrip("；;，,、 ")
    shown = text.rstrip("。")
    if not split or "、" not in text or TIED.search(shown):
        return [shown if len(shown) > 1 and "。" not in shown else text]
    parts = [part.strip() for part in outside_brackets(shown, "、")]
    if len(parts) < 2 or any(
        BARE_COPY.match(part) or not names_document(part) or len(part) > 20 for part in parts
    ):
        return [shown if "。" not in shown else text]
    return parts


def outside_brackets(text: str, separators: str) -> list[str]:
    """Split at separators that stand outside all brackets."""
    parts, depth, begin = [], 0, 0
    for at, char in enumerate(text):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(depth - 1, 0)
        elif char in separators and depth == 0:
            parts.append(text[begin:at])
            begin = at + 1
    return [*parts, text[begin:]]


def from_table(table: Table) -> Materials:
    """Materials printed as a table; without a header row, the longest text of a row is the name."""
    columns: tuple[str, ...] = ()
    rows: list[Material] = []
    remarks: list[str] = []
    above: Cell | None = None
    for row in table.rows:
        head = material_columns(row)
        if head:
            columns = head
            continue
        cells = distinct(row)
        if len(cells) == 1:
            found = from_lines(list(texts(cells[0].blocks)))
            remarks.extend(found.remarks)
            if row is table.rows[-1]:
                rows.extend(found.rows)
            else:
                # All across and higher up, it heads a group of rows.
                remarks.extend(material.name for material in found.rows)
            continue
        name, made = from_row(row, columns or guessed(table))
        if made and rows and (name is above or not squeeze(made[0].name)):
            rows[-1] = merged(rows[-1], made[0])
        else:
            rows.extend(made)
        above = name
    return Materials(tuple(rows), tuple(remarks))


def guessed(table: Table) -> tuple[str, ...]:
    """Columns of a table without a header row: the one with most text holds the names."""
    width = len(table.rows[0])
    lengths = [sum(min(len(row[place].text), 60) for row in table.rows) for place in range(width)]
    best = lengths.index(max(lengths))
    return tuple("name" if place == best else "number" if place < best else "note" for place in range(width))


def from_row(row: tuple[Cell, ...], columns: tuple[str, ...]) -> tuple[Cell | None, list[Material]]:
    """The name cell of a row and its materials: several, if the name cell lists several."""
    filled: dict[str, list[str]] = {}
    headed: Cell | None = None
    seen: set[int] = set()
    for cell, meaning in zip(row, columns, strict=False):
        text = tidy(cell.text)
        if meaning == "name" and headed is None:
            headed = cell
        elif meaning in (*JOINED, *MARKS, "name") and text and id(cell) not in seen:
            filled.setdefault("note" if meaning == "name" else meaning, []).append(text)
        seen.add(id(cell))
    if headed is None:
        return None, []
    names = row_names(headed)
    cells = {key: "；".join(dict.fromkeys(values)) for key, values in filled.items()}
    if not names or (len(names) == 1 and is_placeholder(names[0]) and not any(cells.values())):
        return headed, [Material("", **cells)] if cells and not names else []
    return headed, [Material(name, **cells) for name in names]


def row_names(cell: Cell) -> list[str]:
    """The names in a cell: one, unless its lines are numbered."""
    lines = [tidy(text) for text in texts(cell.blocks) if tidy(text)]
    items = items_of(lines)
    if len(items) > 1 and all(item.depth < 9 for item in items):
        return [item.text.rstrip("；;") for item in items]
    return names_in(" ".join(lines), split=False) if lines else []


def merged(upper: Material, lower: Material) -> Material:
    """Two rows of one material: their cells joined."""
    changes = {}
    for key in (*JOINED, *MARKS):
        before, after = getattr(upper, key), getattr(lower, key)
        if after and after != before:
            changes[key] = f"{before}；{after}" if before else after
    return replace(upper, **changes)
