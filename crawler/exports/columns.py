"""Which columns an export has, by the table of headings in columns.toml and the profile's additions."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checks.exports import ExportKind
from checks.text.masking import without_numbers
from crawler.exports.cells import Value
from crawler.exports.privacy import is_personal

Aliases = Mapping[str, Mapping[str, Sequence[str]]]
"""Kind of export → title of a column → the county's own headings for it."""

DEPTH = 15
"""So many rows may stand above and with the headings: titles, who made it, when."""
SHOWN = 12

# “应归集量（条）”, “办件编号【必填】”: what stands in brackets explains the heading.
BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
SIGNS = re.compile(r"[\s*:：、·_\-—/]+")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The columns of one kind of export. `titles` are their usual names, each with the others."""

    kind: ExportKind
    told: tuple[str, ...]
    required: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...]
    titles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its place and its printed heading."""

    place: int
    heading: str

    @property
    def letter(self) -> str:
        """As the spreadsheet names it: A, B … AA."""
        high, low = divmod(self.place, 26)
        return (chr(64 + high) if high else "") + chr(65 + low)

    def __str__(self) -> str:
        return f"{self.letter}栏“{without_numbers(self.heading)}”"


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a sheet: `below` is the first row of data, `columns` what each title may be."""

    below: int
    columns: Mapping[str, tuple[Column, ...]]
    headings: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The printed headings, for a message."""
        filled = [without_numbers(heading) for heading in dict.fromkeys(self.headings) if heading]
        return "、".join(filled[:SHOWN]) + ("…" if len(filled) > SHOWN else "")


@cache
def known() -> Mapping[ExportKind, Known]:
    """What each kind of export has."""
    told = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
    return {kind: known_of(kind, told[kind.value]) for kind in ExportKind}


def known_of(kind: ExportKind, table: Mapping[str, object]) -> Known:
    columns = table["columns"]
    assert isinstance(columns, dict)
    titles = {title: (title, *also) for title, also in columns.items()}
    return Known(kind, words(table["told"]), words(table["required"]), groups(table["any_of"]), titles)


def words(value: object) -> tuple[str, ...]:
    assert isinstance(value, list)
    return tuple(map(str, value))


def groups(value: object) -> tuple[tuple[str, ...], ...]:
    assert isinstance(value, list)
    return tuple(words(group) for group in value)


def wrong_alias(aliases: Aliases) -> str:
    """What is wrong with the county's own headings (Chinese); "" when nothing is."""
    for kind, titles in aliases.items():
        if kind not in list(ExportKind):
            return f"没有“{kind}”这种数据导出，可用：{'、'.join(ExportKind)}"
        for title, headings in titles.items():
            if title not in known()[ExportKind(kind)].titles:
                return f"“{kind}”没有“{title}”这一栏，可用：{'、'.join(known()[ExportKind(kind)].titles)}"
            for heading in headings:
                if is_personal(heading):
                    return f"“{heading}”是个人信息，不能读取"
    return ""


def headers_of(rows: Sequence[Sequence[Value]], kind: Known, aliases: Aliases) -> Iterator[Header]:
    """Every way in which the first rows may be headings: one row alone, or two together."""
    own = {plain(heading): title for title, named in aliases.get(kind.kind, {}).items() for heading in named}
    usual = {plain(heading): title for title, named in kind.titles.items() for heading in named}
    for at in range(min(DEPTH, len(rows))):
        yield header_of(at, [(value,) for value in rows[at]], own, usual)
        if at + 1 < len(rows):
            yield header_of(at + 1, list(zip(rows[at], rows[at + 1], strict=False)), own, usual)


def header_of(
    last: int, cells: Sequence[tuple[Value, ...]], own: Mapping[str, str], usual: Mapping[str, str]
) -> Header:
    """What these headings may mean; a heading that the county itself names for a column goes first."""
    found: dict[str, list[Column]] = {}
    first: dict[str, list[Column]] = {}
    headings = []
    for place, above in enumerate(cells):
        texts = ["" if value is None else str(value) for value in above]
        headings.append(texts[-1].strip() or texts[0].strip())
        for table, into in ((own, first), (usual, found)):
            title, heading = title_of(texts, table)
            if title:
                into.setdefault(title, []).append(Column(place, heading))
                break
    columns = {**found, **first}
    return Header(last + 1, {title: tuple(each) for title, each in columns.items()}, tuple(headings))


def title_of(texts: Sequence[str], table: Mapping[str, str]) -> tuple[str, str]:
    """The title that a heading, of one row or of two, stands for."""
    joined = "".join(dict.fromkeys(text.strip() for text in texts))
    for text in dict.fromkeys((joined, *reversed(texts))):
        if title := table.get(plain(text), "") or table.get(plain(BRACKETED.sub("", folded(text))), ""):
            return title, text.strip()
    return "", ""


def plain(heading: str) -> str:
    """A heading in one width, without blanks and signs."""
    return SIGNS.sub("", folded(heading))


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def best_header(rows: Sequence[Sequence[Value]], kind: Known, aliases: Aliases) -> Header | None:
    """The headings of a sheet: the row, or the two, in which most titles are recognised; the first of them.

    Two rows are taken together only where that shows more than either alone. None where there are none.
    """
    least = min(2, len(kind.required) + len(kind.any_of))
    best = max(headers_of(rows, kind, aliases), key=lambda one: len(one.columns), default=None)
    return best if best is not None and len(best.columns) >= least else None


def missing(header: Header, kind: Known) -> list[str]:
    """The titles without which the export says too little; of a group that lacks all, 甲或乙."""
    alone = [title for title in kind.required if title not in header.columns]
    lacking = [group for group in kind.any_of if not any(title in header.columns for title in group)]
    return [*alone, *("或".join(group) for group in lacking)]
