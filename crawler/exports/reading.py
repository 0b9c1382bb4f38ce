"""A file that an office handed in to an Export: found headings, typed rows, and what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from checks.exports import ROWS, Export, ExportKind, Row
from checks.text.masking import without_numbers
from crawler.exports import rows as making
from crawler.exports.columns import Aliases, Header, Known, best_header, known, missing
from crawler.exports.errors import ExportMistake
from crawler.exports.periods import Period, made_on, period_of_sheets, period_told
from crawler.exports.privacy import body_name
from crawler.exports.rows import Asked
from crawler.exports.sheets import Sheet, read_sheets

UnitLook = Callable[[str], tuple[str, bool]]
"""The unit that a text names, or "", and whether it is surely an authority of another place."""

WHOLE_COUNTY = "全县"
TITLES, FEW = 5, 1
"""Rows near the top, and texts in one of them, that may be a title."""
MORE = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk says of a file, and what the county's profile adds.

    `unit` is the unit that the export is of, 全县 for all of them, "" to tell by what it holds;
    `day` is the day on which an export counts as made that does not say so itself.
    """

    look: UnitLook
    day: date
    kind: ExportKind | None = None
    unit: str = ""
    since: date | None = None
    until: date | None = None
    aliases: Aliases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """An export as it was read. `dropped` counts rows by reason, `skipped` names sheets without a table."""

    export: Export
    dropped: Mapping[str, int]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet with its headings."""

    sheet: Sheet
    header: Header

    @property
    def titles(self) -> list[str]:
        """What stands above the headings, each text once."""
        above = self.sheet.rows[: self.header.below - 1]
        return list(dict.fromkeys(str(value) for row in above for value in row if value not in (None, "")))


def read_export(body: bytes, file: str, wanted: Wanted) -> Taken:
    """One file. Raises ExportMistake, whose words hold nothing that names a person."""
    file = without_numbers(file)
    sheets = read_sheets(body, file)
    if not sheets:
        raise ExportMistake(file, "表格中没有内容")
    kind = known()[wanted.kind or recognised(sheets, file, wanted.aliases)]
    tables, skipped = tables_of(sheets, kind, file, wanted)
    read, dropped = all_rows(tables, kind, file)
    if not read:
        why = "、".join(f"{reason} {count} 行" for reason, count in dropped.items())
        raise ExportMistake(file, f"没有一行数据{f'（{why}）' if why else ''}，什么都没有改变")
    rows, strangers = named_units(read, kind, file, wanted, dropped)
    titles = [text for table in tables for text in table.titles]
    period = period_of(kind, tables, file, rows, wanted)
    export = Export(
        kind=kind.kind,
        title=without_numbers(titles[0]) if titles else "",
        unit=scope_of(kind, rows, wanted),
        since=period[0] if period else None,
        until=period[1] if period else None,
        exported_on=made_on(titles) or wanted.day,
        columns=frozenset(name for table in tables for name in making.names_in(table.header, kind)),
        rows=tuple(rows),
        strangers=strangers,
        file=file,
        file_hash=sha256(body).hexdigest(),
    )
    return Taken(export, dict(dropped), skipped)


def recognised(sheets: Sequence[Sheet], file: str, aliases: Aliases) -> ExportKind:
    """The one kind whose columns are there; of several, the one that the titles or the file's name tell.

    Else the one that knows all the columns that any other of them knows, and at least two more.
    """
    fitting = {kind: places for kind in known().values() if (places := places_of(sheets, kind, aliases))}
    said = " ".join([file, *(sheet.name for sheet in sheets), *(top(sheet) for sheet in sheets)])
    told = [
        kind for kind in fitting or known().values() if any(word in said for word in (kind.kind, *kind.told))
    ]
    richest = [kind for kind in fitting if all(is_richer(fitting[kind], other) for other in fitting.values())]
    for found in (list(fitting), told, richest):
        if len(found) == 1:
            # What is wrong with a file that only its title tells is said of that kind.
            return found[0].kind
    if fitting:
        may = "、".join(kind.kind for kind in told or fitting)
        raise ExportMistake(file, f"可能是几种数据导出（{may}），请用 --as 指明是哪一种")
    may = "、".join(ExportKind)
    how = f"请用 --as 指明（{may}）；保存的网页请用 --source 指明来源"
    raise ExportMistake(file, f"不是自查表，也认不出是哪种数据导出，{how}")


Places = frozenset[tuple[str, int]]
"""Columns, by the sheet's name and their place."""


def is_richer(one: Places, other: Places) -> bool:
    """Does one hold all that the other holds, and at least two more? Of itself it does."""
    return one is other or (one >= other and len(one - other) >= MORE)


def places_of(sheets: Sequence[Sheet], kind: Known, aliases: Aliases) -> Places:
    """The columns that are known for this kind, in the sheets that have all that it must have."""
    headers = [(sheet.name, best_header(sheet.rows, kind, aliases)) for sheet in sheets]
    good = [(name, header) for name, header in headers if header is not None and not missing(header, kind)]
    columns = ((name, each) for name, header in good for each in header.columns.values())
    return frozenset((name, column.place) for name, found in columns for column in found)


def top(sheet: Sheet) -> str:
    """The titles: rows near the top with no more than one text."""
    rows = [{str(value) for value in row if value not in (None, "")} for row in sheet.rows[:TITLES]]
    return " ".join(text for row in rows if len(row) <= FEW for text in sorted(row))


def tables_of(
    sheets: Sequence[Sheet], kind: Known, file: str, wanted: Wanted
) -> tuple[list[Found], tuple[str, ...]]:
    """The sheets with a table of this kind, and the names of those that hold something else.

    A sheet that has some of the columns but lacks one is a mistake, never left out in silence.
    """
    found, skipped = [], []
    for sheet in sheets:
        header = best_header(sheet.rows, kind, wanted.aliases)
        if header is None:
            skipped.append(without_numbers(sheet.name))
            continue
        lacking = [title for title in missing(header, kind) if not makes_up_for(title, header, kind, wanted)]
        if lacking:
            raise ExportMistake(file, f"{of_sheet(sheet)}{lack(lacking, kind, header, wanted)}")
        found.append(Found(sheet, header))
    if not found:
        wants = "、".join(kind.required)
        raise ExportMistake(
            file,
            f"没有找到“{kind.kind}”的表头，应有的栏目：{wants}（可在 county.toml 的 [exports] 里补充叫法）",
        )
    return found, tuple(skipped)


def makes_up_for(title: str, header: Header, kind: Known, wanted: Wanted) -> bool:
    """A file that is told to be of one unit needs no column that names it."""
    names_unit = any(making.is_unit(each, kind) for each in title.split("或"))
    return names_unit and wanted.unit not in ("", WHOLE_COUNTY)


def lack(titles: Sequence[str], kind: Known, header: Header, wanted: Wanted) -> str:
    """Which column is missing, which headings would do, and which are there."""
    title = titles[0]
    tried = [each for one in title.split("或") for each in kind.titles[one]]
    own = [each for one in title.split("或") for each in wanted.aliases.get(kind.kind, {}).get(one, ())]
    more = f"（另缺：{'、'.join(titles[1:])}）" if len(titles) > 1 else ""
    return f"缺少“{title}”一栏{more}，认得的写法有：{'、'.join([*own, *tried])}；表中的栏目：{header.shown}"


def of_sheet(sheet: Sheet) -> str:
    return f"工作表“{without_numbers(sheet.name)}”" if sheet.name else ""


def all_rows(tables: Sequence[Found], kind: Known, file: str) -> tuple[list[making.Cells], Counter[str]]:
    """The rows of all sheets, the later of two equal ones, and why others were dropped."""
    dropped: Counter[str] = Counter()
    kept: dict[object, making.Cells] = {}
    for table in tables:
        asked = Asked(file, of_sheet(table.sheet), kind, table.header)
        columns = making.columns_of(asked, table.sheet.rows)
        for number, row in enumerate(table.sheet.rows[table.header.below :], table.header.below + 1):
            reason, cells = making.cells_of(asked, columns, number, row)
            if cells is None:
                dropped.update([reason] if reason else [])
                continue
            same = making.sameness(cells, kind.kind)
            if same is not None and same in kept:
                dropped["编号重复，以后面的一行为准"] += 1
                del kept[same]
            kept[same if same is not None else (table.sheet.name, number)] = cells
    return list(kept.values()), dropped


def named_units(
    rows: Sequence[making.Cells], kind: Known, file: str, wanted: Wanted, dropped: Counter[str]
) -> tuple[list[Row], tuple[str, ...]]:
    """The rows with the profile's names of units, and the printed names that are none of them."""
    names = {
        printed: wanted.look(printed) for printed in {str(cells.get("unit", "")) for cells in rows} if printed
    }
    if wanted.unit not in ("", WHOLE_COUNTY):
        refuse_others(names, file, wanted.unit)
    made, strangers = [], set()
    for cells in rows:
        printed = str(cells.get("unit", ""))
        unit, foreign = names.get(printed, ("", False))
        if not printed:
            unit = wanted.unit.removeprefix(WHOLE_COUNTY)
        if not printed and not unit and making.has_unit(kind):
            dropped["没有填写单位"] += 1
            continue
        if printed and not unit:
            dropped["不是本县的单位" if foreign else "单位名称没有认出"] += 1
            strangers |= set() if foreign else {body_name(printed)}
            continue
        made.append(making.row_of(ROWS[kind.kind], {**cells, "unit": unit}))
    if not made:
        raise ExportMistake(file, f"没有一行的单位能认出：{'、'.join(sorted(strangers)[:8])}")
    return made, tuple(sorted(strangers))


def refuse_others(names: Mapping[str, tuple[str, bool]], file: str, unit: str) -> None:
    others = sorted({name for name, _ in names.values()} - {unit, ""})
    if others:
        raise ExportMistake(file, f"指明了是{unit}的数据，表中却还有：{'、'.join(others[:8])}")


def scope_of(kind: Known, rows: Sequence[Row], wanted: Wanted) -> str:
    """The unit that the export is of: as told, else the only one that occurs; "" for the whole county."""
    if wanted.unit:
        return "" if wanted.unit == WHOLE_COUNTY else wanted.unit
    units = {row.unit for row in rows} - {""}
    return units.pop() if len(units) == 1 else ""


def period_of(
    kind: Known, tables: Sequence[Found], file: str, rows: Sequence[Row], wanted: Wanted
) -> Period | None:
    """As the clerk says, the titles, the sheets' names or the file's, else from the first to the last day."""
    titles = [text for table in tables for text in table.titles]
    if kind.kind not in making.PERIODIC:
        return None
    days = sorted(each for row in rows for each in making.days_of(row))
    sheets = period_of_sheets([table.sheet.name for table in tables], days)
    told = period_told(titles) or sheets or period_told([file])
    since, until = told or ((days[0], days[-1]) if days else (None, None))
    since, until = wanted.since or since, wanted.until or until
    return (since, until) if since and until and since <= until else None


def units_of(export: Export) -> Iterator[tuple[str, int]]:
    """How many rows of each unit there are."""
    yield from sorted((unit, len(rows)) for unit, rows in export.by_unit.items())
