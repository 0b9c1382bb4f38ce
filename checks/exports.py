"""What the offices' own systems say: rows of exports (数据导出), one frozen dataclass for each kind.

A row holds what rules ask for and nothing that names a person: names, telephone numbers and numbers of
identity papers are left out or masked before a row is made. `place` says where in the file it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, get_args

if TYPE_CHECKING:
    from checks.evidence import CountyEvidence, Unit


class ExportKind(StrEnum):
    """The kinds of export; the value is what the office calls it."""

    PROJECTS = "中介超市"
    RATINGS = "好差评"
    LICENCES = "电子证照"
    CASES = "办件"
    CATALOGUE = "事项库"
    HALL = "进驻事项清单"
    AGENCIES = "中介机构入驻名录"
    LISTED = "中介机构清单"
    QUEUE = "叫号评价"
    WINDOWS = "窗口评价设备"
    TEMPLATES = "证照模板清单"


@dataclass(frozen=True, slots=True)
class IntermediaryProject:
    """A project on the market of intermediary services (中介超市)."""

    unit: str
    number: str = ""
    name: str = ""
    agency: str = ""
    service: str = ""
    published_on: date | None = None
    chosen_on: date | None = None
    dealt_on: date | None = None
    status: str = ""
    place: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which something happened to it."""
        return tuple(day for day in (self.published_on, self.chosen_on, self.dealt_on) if day)


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating (好差评) of a case; `level` is 5 非常满意 … 1 非常不满意.

    `default` tells that nobody gave it (默认好评); None where the export does not say. `mended` and
    `followed` tell that the export names a result of the mending (整改) and of the call back (回访).
    """

    unit: str
    number: str = ""
    case: str = ""
    item_code: str = ""
    item_name: str = ""
    rated_on: date | None = None
    level: int | None = None
    default: bool | None = None
    mended: bool | None = None
    mended_on: date | None = None
    followed: bool | None = None
    followed_on: date | None = None
    place: str = ""

    @property
    def is_bad(self) -> bool:
        """不满意 and 非常不满意."""
        return self.level is not None and self.level <= 2

    @property
    def tail(self) -> str:
        """How a finding may name it: the last four signs of the case's number."""
        return (self.case or self.number)[-4:]


@dataclass(frozen=True, slots=True)
class LicenceStock:
    """How many data of one licence (证照) are in the city's library."""

    unit: str
    licence: str = ""
    template: str = ""
    due: int | None = None
    collected: int | None = None
    pushed_on: date | None = None
    system: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case (办件); `online` is None where the way in which it came in cannot be told."""

    unit: str
    number: str = ""
    item_code: str = ""
    item_name: str = ""
    online: bool | None = None
    accepted_on: date | None = None
    finished_on: date | None = None
    invited: bool | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """An item of the library of items (事项库), as the platform's own records have it."""

    unit: str
    item_code: str = ""
    item_name: str = ""
    item_type: str = ""
    handling_type: str = ""
    legal: str = ""
    promised: str = ""
    star: int | None = None
    status: str = ""
    level: str = ""
    place: str = ""

    @property
    def is_cancelled(self) -> bool:
        """取消, 停用, 废止 and the like."""
        return any(word in self.status for word in ("取消", "停用", "废止", "注销", "下线", "暂停"))


@dataclass(frozen=True, slots=True)
class HallItem:
    """An item on the list of those moved into the hall (进驻事项清单)."""

    unit: str
    item_code: str = ""
    item_name: str = ""
    moved_in: bool | None = None
    exempt: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that is on the market of intermediary services (入驻名录)."""

    unit: str = ""
    agency: str = ""
    code: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency on a unit's list of intermediary services (中介服务清单)."""

    unit: str
    agency: str = ""
    code: str = ""
    service: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How many were called from the queue, and how many of them rated (叫号评价)."""

    unit: str
    called: int | None = None
    rated: int | None = None
    day: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ServiceWindow:
    """A window of the hall with its device or QR code for ratings."""

    unit: str
    window: str = ""
    device: bool | None = None
    code: bool | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class LicenceTemplate:
    """A template of a licence that the province has handed down."""

    unit: str
    licence: str = ""
    template: str = ""
    place: str = ""


Row = (
    IntermediaryProject
    | Rating
    | LicenceStock
    | Case
    | CatalogueItem
    | HallItem
    | Agency
    | ListedAgency
    | QueueCount
    | ServiceWindow
    | LicenceTemplate
)
ROWS: Mapping[ExportKind, type[Row]] = dict(zip(ExportKind, get_args(Row), strict=True))
KINDS: Mapping[type, ExportKind] = {row: kind for kind, row in ROWS.items()}
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Export:
    """One export: what it covers, from when, and its rows.

    `unit` is the unit that it is of, "" for one of the whole county; `since` and `until` are the first
    and the last day that it covers, None for a stock; `columns` are the fields that the file has;
    `strangers` the printed names of units that nobody could recognise.
    """

    kind: ExportKind
    title: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None
    exported_on: date | None = None
    columns: frozenset[str] = frozenset()
    rows: tuple[Row, ...] = ()
    strangers: tuple[str, ...] = ()
    file: str = ""
    file_hash: str = ""
    snapshot: str = field(default="", compare=False)

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each unit, in the order of the file."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.unit, []).append(row)
        return {unit: tuple(rows) for unit, rows in found.items()}

    @property
    def age(self) -> tuple[date, date]:
        """Which of two exports of a kind is the newer: what it reaches to, then when it was made."""
        made = self.exported_on or self.until or date.min
        return self.until or made, made

    @property
    def days(self) -> int:
        """How many days it covers; 0 for a stock or where nobody knows."""
        return (self.until - self.since).days + 1 if self.since and self.until else 0

    @property
    def period(self) -> str:
        """What it covers, or when it was made, as a message may begin."""
        if self.since and self.until:
            return f"{self.since}至{self.until}，"
        return f"截至{self.exported_on}，" if self.exported_on else ""

    def has(self, *columns: str) -> bool:
        """Does the file have all of these columns?"""
        return self.columns.issuperset(columns)


@dataclass(frozen=True, slots=True)
class UnitRecords:
    """What the offices' exports say of one unit, beside all that was seen of the county."""

    unit: Unit
    county: CountyEvidence

    def export(self, kind: ExportKind) -> Export | None:
        """The newest export of this kind that covers the unit."""
        return covering(self.county.exports, kind, self.unit.name)

    def rows(self, of: type[R]) -> tuple[R, ...]:
        """The unit's rows of one kind."""
        found = self.export(KINDS[of])
        return (
            tuple(row for row in found.by_unit.get(self.unit.name, ()) if isinstance(row, of))
            if found
            else ()
        )

    def all_rows(self, of: type[R]) -> tuple[R, ...]:
        """Every row of one kind, whoever's it is."""
        found = self.export(KINDS[of])
        return tuple(row for row in found.rows if isinstance(row, of)) if found else ()


def covering(exports: Iterable[Export], kind: ExportKind, unit: str) -> Export | None:
    """The newest export of a kind that speaks of a unit: its own or the county's."""
    found = [one for one in exports if one.kind is kind and one.unit in ("", unit)]
    return max(found, key=lambda one: one.age, default=None)


def whole_county(exports: Iterable[Export], of: type[R]) -> Iterator[R]:
    """Every row of one kind, of each unit from the newest export that covers it."""
    same = [one for one in exports if one.kind is KINDS[of]]
    for export in same:
        for unit, rows in export.by_unit.items():
            if covering(same, export.kind, unit) is export:
                yield from (row for row in rows if isinstance(row, of))


def attributed(exports: Iterable[Export], homes: Mapping[str, str]) -> tuple[Export, ...]:
    """The exports, cases and ratings without a unit going where their item's code is at home."""
    exports = tuple(exports)
    known = {item.item_code: item.unit for item in whole_county(exports, CatalogueItem) if item.item_code}
    homes = {**homes, **known}
    return tuple(replace(one, rows=tuple(at_home(row, homes) for row in one.rows)) for one in exports)


def at_home(row: Row, homes: Mapping[str, str]) -> Row:
    if isinstance(row, Case | Rating) and not row.unit and row.item_code in homes:
        return replace(row, unit=homes[row.item_code])
    return row
