"""Recognises the columns of tables by their meaning, by the table in columns.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from checks.evidence import ListKind, Meaning
from crawler.reading.blocks import Cell, Table
from crawler.reading.numbering import unmarked
from crawler.reading.text import squeeze

CONFIG = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
KINDS: list[tuple[ListKind, list[list[str]]]] = [
    (ListKind[name], groups) for name, groups in CONFIG["kinds"].items()
]
TOLD = re.compile("|".join({re.escape(max(group, key=len)): "" for _, groups in KINDS for group in groups}))
"""Is the longest word of any group in a text? A quick look before all of them are tried."""

# “份数（份）”, “材料名称(必填)”: what stands in brackets explains the heading.
BRACKETED = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
# “1.户口薄原件及复印件；”: a text that lists something is no heading.
SENTENCE = re.compile(r"[；;。，]")
PUNCTUATION = re.compile(r"[、/|·*★:.。,;\-—_“”\"'<>《》（）()]")
LONGEST_HEADING = 20


def table_of(name: str) -> dict[str, str]:
    """Heading → meaning, for the tables named."""
    found: dict[str, str] = {}
    for meaning, headings in CONFIG[name].items():
        for heading in headings:
            found.setdefault(heading, meaning)
    return found


TABLES = {name: table_of(name) for name in ("materials", "lists")}
SHORTEST_INSIDE = 4
"""Characters; a shorter heading says nothing inside another."""

INSIDE = {
    name: re.compile("|".join(re.escape(heading) for heading in known if len(heading) >= SHORTEST_INSIDE))
    for name, known in TABLES.items()
}
"""Is any heading of a table inside a text? A quick look before all of them are tried."""


@lru_cache(maxsize=8192)
def meaning_of(heading: str, table: str) -> str:
    """The meaning of a printed heading in one of the tables, or ""."""
    known = TABLES[table]
    whole = squeeze(heading)
    if not whole or len(whole) > LONGEST_HEADING + 12 or SENTENCE.search(whole):
        return ""
    for text in (whole, BRACKETED.sub("", whole)):
        plain = PUNCTUATION.sub("", text)
        if plain in known:
            return known[plain]
    return known.get(unmarked(plain), "") or contained(PUNCTUATION.sub("", whole), table)


def contained(plain: str, table: str) -> str:
    """The meaning of the longest known heading inside this one: “证明事项设定依据（法律法规）”."""
    if len(plain) > LONGEST_HEADING or INSIDE[table].search(plain) is None:
        return ""
    known = TABLES[table]
    inside = [heading for heading in known if len(heading) >= SHORTEST_INSIDE and heading in plain]
    return known[max(inside, key=lambda heading: (plain.endswith(heading), len(heading)))]


def material_columns(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """The meanings of a row that heads a table of materials, one a place; () for any other row."""
    texts = [cell.text for cell in row]
    if max(map(len, texts), default=0) > LONGEST_HEADING + 20:
        return ()
    meanings = tuple(meaning_of(text, "materials") for text in texts)
    filled = {text for text in texts if text.strip()}
    recognised = {text for text, meaning in zip(texts, meanings, strict=True) if meaning}
    if "name" not in meanings or len(recognised) < 2 or len(recognised) * 2 < len(filled):
        return ()
    return meanings


def list_columns(row: tuple[Cell, ...]) -> tuple[str, ...]:
    """The meanings (names of Meaning) of a row that heads a published list; () for any other row."""
    texts = [cell.text for cell in row]
    if max(map(len, texts), default=0) > LONGEST_HEADING + 20:
        return ()
    meanings = tuple(meaning_of(text, "lists") for text in texts)
    filled = {text for text in texts if text.strip()}
    recognised = {
        text for text, meaning in zip(texts, meanings, strict=True) if meaning and meaning != "NUMBER"
    }
    # 序号 and one known heading head a list, whatever one or two columns a county adds of its own.
    enough = len(recognised) >= 2 or (len(recognised) == 1 and "NUMBER" in meanings and len(filled) <= 4)
    if not enough or (len(recognised) + ("NUMBER" in meanings)) * 2 < len(filled):
        return ()
    return meanings


def to_meaning(name: str) -> Meaning:
    """The Meaning of a column, OTHER where nothing is known."""
    return Meaning[name] if name else Meaning.OTHER


def material_header(table: Table) -> int:
    """The row that heads a table of materials; -1 if there is none near the top."""
    return next((at for at, row in enumerate(table.rows[:4]) if material_columns(row)), -1)


@lru_cache(maxsize=8192)
def list_kind_of(text: str) -> ListKind | None:
    """Which kind of published list a title announces."""
    plain = squeeze(text)
    if TOLD.search(plain) is None:
        return None
    for kind, groups in KINDS:
        if any(all(word in plain for word in group) for group in groups):
            return kind
    return None
