"""Evidence as a page shows it: labelled fields in the office's order, the offending words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks.engine import field_title

SPOKEN = (
    ("item_name", "事项名称"), ("item_code", "事项编码"), ("title", "标题"), ("unit", "单位"),
    ("item_type", "事项类型"), ("handling_type", "办件类型"), ("legal_days", "法定办结时限（天）"),
    ("promised_days", "承诺办结时限（天）"), ("star", "星级"), ("online_depth", "网办深度"),
    ("conditions", "办理条件"), ("materials", "申请材料"), ("process", "办理流程"),
    ("legal_basis", "设定依据"), ("fees", "收费标准"), ("location", "办理地点"),
    ("office_hours", "办理时间"), ("phone", "咨询电话"), ("complaint_phone", "监督投诉电话"),
    ("result", "办理结果"), ("sections", "其他栏目"), ("text", "正文"), ("columns", "栏目"),
    ("entries", "清单内容"),
)  # fmt: skip
MATERIAL = (
    ("form", "形式"), ("source", "来源"), ("necessity", "必要性"), ("copies", "份数"),
    ("commitment", "告知承诺"), ("deferrable", "容缺"), ("note", "备注"),
)  # fmt: skip
MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row; `marked` ones are the offending text."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a field; `here` when it is the place that a finding names."""

    pieces: tuple[Piece, ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field with its lines."""

    title: str
    lines: tuple[Line, ...]

    @property
    def here(self) -> bool:
        """Does the finding stand in this field?"""
        return any(line.here for line in self.lines)


def fields_of(record: Mapping[str, Any], path: str = "", quote: str = "") -> tuple[Field, ...]:
    """The filled fields of a stored record; `quote` is marked where `path` says, else wherever it stands."""
    rows = [(title, list(lines_of(key, record.get(key)))) for key, title in SPOKEN]
    is_placed = any(same_place(where, path) for _, lines in rows for where, _ in lines)
    return tuple(
        Field(title, tuple(line(where, text, path, quote, is_placed) for where, text in lines[:MOST_ROWS]))
        for title, lines in rows
        if lines
    )


def line(where: str, text: str, path: str, quote: str, is_placed: bool) -> Line:
    """One line; the quote is marked in the named place, and anywhere when that place is not shown."""
    here = same_place(where, path)
    return Line(marked(text, quote) if here or not is_placed else (Piece(text),), here)


def lines_of(key: str, value: object) -> Iterator[tuple[str, str]]:
    """Each line of a field with its path."""
    if isinstance(value, Mapping):
        yield from ((f"{key}.{label}", f"{label}：{text}") for label, text in value.items())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, one in enumerate(value):
            yield f"{key}[{number}]", worded(key, one)
    elif value not in (None, ""):
        yield key, str(value)


def worded(key: str, one: object) -> str:
    """One member of a list as a line."""
    if isinstance(one, Mapping) and key == "materials":
        more = "；".join(f"{title}：{one[name]}" for name, title in MATERIAL if one.get(name))
        return f"{one.get('name', '')}{f'（{more}）' if more else ''}"
    if isinstance(one, Mapping):
        cells = one.get("cells") or [str(cell) for cell in one.values() if cell not in (None, "", [])]
        return "｜".join(map(str, cells.values() if isinstance(cells, Mapping) else cells))
    return str(one)


def same_place(where: str, path: str) -> bool:
    """Is this the line that a finding's path names? "materials[2]" for "materials[2].name"."""
    return bool(path) and (path == where or path.startswith(f"{where}."))


def marked(text: str, quote: str) -> tuple[Piece, ...]:
    """The text in pieces, every occurrence of the quote marked; as one piece when it is not in it."""
    if not quote or quote not in text:
        return (Piece(text),)
    pieces = []
    for number, part in enumerate(text.split(quote)):
        if number:
            pieces.append(Piece(quote, marked=True))
        if part:
            pieces.append(Piece(part))
    return tuple(pieces)


def place_in_words(path: str) -> str:
    """The finding's place as the office would say it."""
    return field_title(path) if path else ""
