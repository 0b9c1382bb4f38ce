"""The rows of a sheet: cells read by their columns; totals, footers and repeated headings left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from checks.exports import Case, ExportKind, IntermediaryProject, QueueCount, Rating, Row
from checks.text.personal import is_identity_number
from crawler.exports.cells import Value
from crawler.exports.columns import Column, Header, Known, plain
from crawler.exports.errors import BadCell, ExportMistake
from crawler.exports.fields import FIELDS, SAME, Field
from crawler.exports.privacy import hint
from crawler.reading.text import squeeze

Cells = dict[str, object]
"""The name of a field and what its cell says."""

# Matches "合计", "总 计：", "本页小计"; must not match "合计划生育".
TOTAL = re.compile(
    r"(?:本页|本月|全县|全部)?(?:合计|总计|小计|累计|共计|总数|汇总|平均)(?:数|量|值|件|项)?[:：]?(?:[(（].*)?"
)
# Matches "制表人：", "填报单位（盖章）：", "备注：…" below a table; must not match a unit's name.
FOOTER = re.compile(
    r"(?:制表|填表|填报|审核|复核|单位负责人|负责人|联系|备注|说明|注[:：\d]|数据来源|导出|打印|统计)"
)
FEW = 2
LOOSE = frozenset({ExportKind.CASES, ExportKind.RATINGS})
"""Rows that find their unit by an item's code or a case's number where no column names it."""

PERIODIC = frozenset({ExportKind.PROJECTS, ExportKind.RATINGS, ExportKind.CASES, ExportKind.QUEUE})
"""What happened within some days; other kinds are stocks without a period."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sheet that is being read."""

    file: str
    sheet: str
    kind: Known
    header: Header


def is_unit(title: str, kind: Known) -> bool:
    """Is this the column that names the unit?"""
    known = FIELDS[kind.kind].get(title)
    return known is not None and known.name == "unit"


def has_unit(kind: Known) -> bool:
    """Must each row name its unit?"""
    return kind.kind not in LOOSE and any(known.name == "unit" for known in FIELDS[kind.kind].values())


def names_in(header: Header, kind: Known) -> Iterator[str]:
    """The fields that a sheet has columns for."""
    yield from (FIELDS[kind.kind][title].name for title in header.columns)


def columns_of(asked: Asked, rows: Sequence[Sequence[Value]]) -> Mapping[str, int]:
    """Where each title stands. Raises ExportMistake where two columns could both be it."""
    return {title: one_of(asked, title, found, rows) for title, found in asked.header.columns.items()}


def one_of(asked: Asked, title: str, found: Sequence[Column], rows: Sequence[Sequence[Value]]) -> int:
    """The one column; a merged heading over columns that say the same is one."""
    first = found[0].place
    for other in found[1:]:
        if any(row[first] != row[other.place] for row in rows[asked.header.below :]):
            both = "和".join(str(column) for column in found)
            kind = asked.kind.kind
            how = f'请删去不用的一栏，或在 county.toml 的 [exports."{kind}"] 里写明：{title} = ["表头原文"]'
            raise ExportMistake(asked.file, f"{asked.sheet}{both}都可能是“{title}”，{how}")
    return first


def cells_of(
    asked: Asked, columns: Mapping[str, int], number: int, row: Sequence[Value]
) -> tuple[str, Cells | None]:
    """What one row says, or why it is dropped ("" for an empty one). Raises ExportMistake for a bad cell."""
    reason = dropped_for(asked, row)
    if reason is not None:
        return reason, None
    cells: Cells = {"place": f"{asked.sheet}第{number}行"}
    for title, place in columns.items():
        known = FIELDS[asked.kind.kind][title]
        value = read(asked, title, known, number, row[place])
        if known.key and value in (None, ""):
            return f"没有填写“{title}”", None
        # Two columns may fill one field: what either of them says stands.
        cells[known.name] = value if cells.get(known.name) in (None, "", False) else cells[known.name]
        if known.name == "level" and "默认" in str(row[place]):
            cells["default"] = True
    return "", cells


def read(asked: Asked, title: str, known: Field, number: int, value: Value) -> object:
    try:
        found = known.read(value)
    except BadCell as error:
        said = f"{asked.sheet}第 {number} 行“{title}”：“{hint(value)}”{error}"
        raise ExportMistake(asked.file, said) from error
    except (ValueError, OverflowError) as error:
        raise ExportMistake(asked.file, f"{asked.sheet}第 {number} 行“{title}”读不懂") from error
    if isinstance(found, str) and is_identity_number(found):
        raise ExportMistake(asked.file, f"{asked.sheet}第 {number} 行“{title}”是身份证号，请换成编号后再导入")
    return found


def dropped_for(asked: Asked, row: Sequence[Value]) -> str | None:
    """Why a row is no data; None when it is."""
    filled = [text for value in row if value is not None and (text := squeeze(str(value)))]
    if not filled:
        return ""
    if any(TOTAL.fullmatch(text) for text in filled[:FEW]):
        return "合计行"
    if {plain(text) for text in filled} <= {plain(heading) for heading in asked.header.headings}:
        return "重复的表头"
    distinct = set(filled)
    if len(distinct) <= FEW and len(row) > FEW and FOOTER.match(filled[0]):
        return "表尾说明"
    if len(distinct) == 1 < len(filled):
        return "整行合并的说明"
    return None


def sameness(cells: Cells, kind: ExportKind) -> tuple[object, ...] | None:
    """By what this row is the same as another; None where it has nothing of it."""
    names = SAME.get(kind, ())
    if not any(cells.get(name) for name in names if name not in ("unit", "system")):
        return None
    return tuple(cells.get(name) for name in names)


def row_of(of: type[Row], cells: Cells) -> Row:
    """The typed row; a length of time is joined with the column that names its unit."""
    for name in ("legal", "promised"):
        unit = str(cells.get(f"{name}_unit") or "")
        text = str(cells.get(name) or "")
        if unit and text and not text.endswith(unit):
            cells[name] = f"{text}{unit}"
    named = {each.name for each in fields(of)}
    make: Callable[..., Row] = of
    return make(**{name: value for name, value in cells.items() if name in named})


def days_of(row: Row) -> Iterator[date]:
    """The days that a row tells of."""
    days: tuple[date | None, ...] = ()
    if isinstance(row, IntermediaryProject):
        days = row.days
    elif isinstance(row, Case):
        days = (row.accepted_on, row.finished_on)
    elif isinstance(row, Rating):
        days = (row.rated_on,)
    elif isinstance(row, QueueCount):
        days = (row.day,)
    yield from (each for each in days if each is not None)
