"""Published lists (清单) from tables or running text: columns by meaning, a row with several proofs split."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from checks.evidence import Column, Entry, ListKind, Meaning, Publication
from crawler.reading.blocks import Block, Cell, Line, Table, distinct
from crawler.reading.columns import list_columns, list_kind_of, to_meaning
from crawler.reading.dates import date_in
from crawler.reading.furniture import is_foot, is_tool
from crawler.reading.items import items_of
from crawler.reading.list_lines import entries_of_rows, rows_of
from crawler.reading.material_lines import names_document, outside_brackets
from crawler.reading.numbering import marker_of
from crawler.reading.reading import Visit
from crawler.reading.text import tidy

# “示政办〔2022〕3号”, “内政办[2021]12 号”, “豫司文（2020）5号”; not “2022年第3号”.
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,8}\s?[〔\[［【(（]\s?(?:19|20)\d\d\s?[〕\]］】)）]\s?(?:第\s?)?\d{1,4}\s?号"
)
# “内乡县人民政府办公室”, “示例县司法局”, alone on a line: who issued it; not “由县司法局负责解释”.
ISSUER = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:人民政府|办公室|局|委员会|领导小组|管委会)$")
LONGEST_ISSUER = 26
# “取消证明事项清单”; not “示例县取消一批证明事项” (news).
ENUMERATES = re.compile(r"清单|目录|名录|一览|汇总表")


@dataclass(frozen=True, slots=True)
class Heads:
    """The head of a list's table: how many rows it takes, and its columns by place."""

    rows: int
    columns: tuple[Column, ...]


def publications_of(
    blocks: list[Block], *, title: str, visit: Visit, published: date | None = None
) -> list[Publication]:
    """Every published list among the blocks; tables with the same heads under one heading are one list."""
    page_kind = list_kind_of(title)
    if page_kind is None and not any(isinstance(block, Table) for block in blocks):
        return []
    issue = Issue.of(blocks, title, published)
    found: list[Publication] = []
    heading = ""
    previous: Heads | None = None
    for block in blocks:
        if isinstance(block, Line):
            if is_foot(block.text):
                break
            # A sentence that speaks of a list heads none, where the page's own title names one.
            told = page_kind is not None and block.text.rstrip().endswith(("。", "；", ";"))
            if len(block.text) <= 60 and not told and list_kind_of(block.text):
                heading, previous = block.text, None
        elif isinstance(block, Table):
            heads = heads_of(block)
            own = heading_inside(block, heads)
            kind = list_kind_of(own) or list_kind_of(heading) or page_kind
            continued = (
                heads is None
                and previous is not None
                and found
                and len(block.rows[0]) == len(previous.columns)
            )
            if continued and previous:
                found[-1] = extended(found[-1], block, Heads(0, previous.columns))
            elif heads and kind and heads == previous and found and found[-1].kind is kind and not own:
                found[-1] = extended(found[-1], block, heads)
            elif heads and kind:
                found.append(issue.publication(kind, own or heading or title, visit, heads, block))
                previous = heads
    if not found and page_kind and ENUMERATES.search(title):
        found.extend(issue.from_text(blocks, page_kind, title, visit))
    return found


def heads_of(table: Table) -> Heads | None:
    """The columns of a published list; None if the table is something else."""
    for at, row in enumerate(table.rows[:5]):
        meanings = list_columns(row)
        if meanings:
            return two_rows(table, at) or Heads(at + 1, columns_of([row], meanings))
    return None


def two_rows(table: Table, at: int) -> Heads | None:
    """A head of two rows: the upper one has cells across several columns, or cells that reach down."""
    if at + 2 >= len(table.rows):
        return None
    upper, lower = table.rows[at], table.rows[at + 1]
    shared = any(above is below and above.text for above, below in zip(upper, lower, strict=True))
    spanning = len(distinct(upper)) < len(upper)
    if not (shared and spanning):
        return None
    joined = tuple(list_columns_joined(upper, lower))
    return Heads(at + 2, columns_of([upper, lower], joined))


def list_columns_joined(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> list[str]:
    below, above = list_columns(lower) or ("",) * len(lower), list_columns(upper)
    return [low or high for low, high in zip(below, above, strict=True)]


def columns_of(rows: list[tuple[Cell, ...]], meanings: tuple[str, ...]) -> tuple[Column, ...]:
    headings = []
    for cells in zip(*rows, strict=True):
        headings.append(
            " ".join(dict.fromkeys(tidy(cell.text.replace("\n", "")) for cell in cells if cell.text))
        )
    return tuple(
        Column(heading, to_meaning(meaning)) for heading, meaning in zip(headings, meanings, strict=True)
    )


def heading_inside(table: Table, heads: Heads | None) -> str:
    """A title in the table's own first rows, or its caption."""
    above = table.rows[: heads.rows - 1] if heads else ()
    inside = [cells[0].text for row in above if len(cells := distinct(row)) == 1]
    return next((text for text in [*inside, table.caption] if list_kind_of(text)), "")


# “示例县人民政府办公室关于公布…的通知”: the title of an official paper begins with who issued it.
ISSUES = re.compile(
    r"^([\u4e00-\u9fff]{2,24}?(?:人民政府办公室|人民政府|办公室|局|委员会|领导小组|管委会))关于"
)


def issuer_in(title: str) -> str:
    found = ISSUES.match(title)
    return found[1] if found else ""


def entries_of(table: Table, heads: Heads, number: int = 0) -> list[Entry]:
    """The entries below the head; `number` rows were printed before."""
    found: list[Entry] = []
    for row in table.rows[heads.rows :]:
        cells = tuple(tidy(cell.text) for cell in row)
        filled = {cell for cell in cells if cell}
        if (
            len(distinct(row)) == 1
            or len(filled) < 2
            or cells == tuple(column.heading for column in heads.columns)
        ):
            # A heading all across, an empty row, the head repeated on a new page.
            continue
        number += 1
        found.extend(Entry(number, split, heads.columns) for split in split_row(cells, heads.columns))
    return found


def split_row(cells: tuple[str, ...], columns: tuple[Column, ...]) -> list[tuple[str, ...]]:
    """One row for each proof that the row names."""
    place = next((at for at, column in enumerate(columns) if column.meaning is Meaning.PROOF), -1)
    if place < 0:
        return [cells]
    return [(*cells[:place], name, *cells[place + 1 :]) for name in proofs_in(cells[place])]


def proofs_in(text: str) -> list[str]:
    """“亲属关系证明、居住证明” is two proofs; “婚姻、生育状况证明” and “证明（原件、复印件）” are one."""
    items = items_of([text])
    names = [item.text for item in items] if len(items) > 1 else [text]
    found: list[str] = []
    for name in names:
        parts = [part.strip() for part in outside_brackets(name, "、，")]
        several = len(parts) > 1 and all(len(part) > 2 and names_document(part) for part in parts)
        found.extend(parts if several else [name])
    return found or [text]


def extended(list_: Publication, table: Table, heads: Heads) -> Publication:
    """A list that goes on in another table (a new page of a document)."""
    last = list_.entries[-1].number if list_.entries else 0
    entries = (*list_.entries, *entries_of(table, heads, last))
    return replace(list_, entries=entries)


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issued the page's lists, when and under which number."""

    number: str = ""
    issuer: str = ""
    day: date | None = None

    @classmethod
    def of(cls, blocks: list[Block], title: str, published: date | None) -> Issue:
        lines = [block.text for block in blocks if isinstance(block, Line)]
        number = next(
            (match[0] for text in [title, *lines] if "号" in text and (match := NUMBER.search(text))), ""
        )
        short = [text for text in reversed(lines) if len(text) < LONGEST_ISSUER]
        issuer = next(filter(ISSUER.match, short), "") or issuer_in(title)
        day = next((found for text in reversed(lines) if len(text) < 16 and (found := date_in(text))), None)
        return cls(number, issuer, day or published)

    def publication(
        self, kind: ListKind, title: str, visit: Visit, heads: Heads, table: Table
    ) -> Publication:
        return self.made(kind, title, visit, heads.columns, tuple(entries_of(table, heads)))

    def from_text(self, blocks: list[Block], kind: ListKind, title: str, visit: Visit) -> list[Publication]:
        """A list printed as numbered lines."""
        groups: list[tuple[ListKind, str, list[str]]] = [(kind, title, [])]
        for line in (block for block in blocks if isinstance(block, Line)):
            if is_foot(line.text):
                break
            other = list_kind_of(line.text) if len(line.text) <= 40 else None
            marker = marker_of(line.text)
            if other and not (marker and marker.depth >= 3):
                groups.append((other, line.text, []))
            elif (marker or line.listed) and not is_tool(line.text):
                groups[-1][2].append(line.text)
        made = []
        for own_kind, own_title, lines in groups:
            rows = [
                {**row, column: name} if column else row
                for row in rows_of(items_of(lines), own_kind)
                for column in [next((one for one in row if one.meaning is Meaning.PROOF), None)]
                for name in (proofs_in(row[column]) if column else [""])
            ]
            if len(rows) >= 2:
                made.append(self.made(own_kind, own_title, visit, *entries_of_rows(rows)))
        return made

    def made(
        self,
        kind: ListKind,
        title: str,
        visit: Visit,
        columns: tuple[Column, ...],
        entries: tuple[Entry, ...],
    ) -> Publication:
        return Publication(
            kind=kind, title=title, unit=visit.unit_hint, channel=visit.channel, document_number=self.number,
            issuer=self.issuer, issued_on=self.day, columns=columns, entries=entries, origin=visit.origin,
        )  # fmt: skip
