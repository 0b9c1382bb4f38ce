"""Did a unit use a service in each month?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from checks.exports import Export, ExportKind, IntermediaryProject, UnitRecords
from checks.outcome import Outcome, Severity
from checks.text.strangers import may_be

VOID = ("终止", "取消", "撤销", "流标", "废标", "作废", "撤回")
"""What the state of a project says when nothing came of it."""

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UsedEveryMonth:
    """Has the unit at least `least` projects in each calendar month that the export covers whole?

    Any of a project's days counts for its month. A month at either end that is covered in part counts
    only with `partial_months`. `exempt` names units without such services. Where only void projects, or
    projects of an owner whom nobody recognised and who may be this unit, fall into a month, a person looks.
    """

    least: int = 1
    partial_months: bool = False
    exempt: tuple[str, ...] = ()

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.PROJECTS,)

    def grounds(self, records: UnitRecords) -> bool:
        export = records.export(ExportKind.PROJECTS)
        return records.unit.name not in self.exempt and bool(export and self.months(export))

    def months(self, export: Export) -> tuple[Month, ...]:
        """The months of the export's period that are judged."""
        if export.since is None or export.until is None:
            return ()
        return tuple(months_between(export.since, export.until, partial=self.partial_months))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        export = records.export(ExportKind.PROJECTS)
        if export is None:
            return
        months = self.months(export)
        used = counted(records.rows(IntermediaryProject))
        short = [month for month in months if used.get(month, 0) < self.least]
        doubts = {month: self.doubt(records, export, month) for month in short}
        values = {
            "since": str(export.since), "until": str(export.until), "least": str(self.least),
            "count": str(len(months)),
        }  # fmt: skip
        sure = [month for month in short if not doubts[month]]
        if sure:
            none = len(sure) == len(months) and not any(used.values())
            severity = Severity.S1 if none else None
            reason = f"{len(months)}个月中有{len(sure)}个月没有办理记录"
            yield Outcome.fail(
                "exports.months", "", reason, severity=severity, values={**values, "months": spelt(sure)}
            )
        for month in short:
            if doubts[month]:
                yield Outcome.review(
                    "exports.months",
                    spelt([month]),
                    doubts[month],
                    values={**values, "months": spelt([month])},
                )

    def doubt(self, records: UnitRecords, export: Export, month: Month) -> str:
        """Why the unit may have used it in this month all the same."""
        void = [row for row in records.rows(IntermediaryProject) if is_void(row) and month in months_of(row)]
        if void:
            return f"{spelt([month])}只有状态为“{void[0].status}”的项目"
        strangers = [
            name for name in export.strangers if may_be(records.unit.name, name, records.county.name)
        ]
        return f"导出中“{strangers[0]}”未能识别，可能属于该单位" if strangers else ""


def months_between(since: date, until: date, *, partial: bool) -> Iterator[Month]:
    """The calendar months of a closed interval: the whole ones, or all that it touches."""
    year, month = since.year, since.month
    while (year, month) <= (until.year, until.month):
        following = (year + month // 12, month % 12 + 1)
        last = date(*following, 1) - timedelta(days=1)
        if partial or (since <= date(year, month, 1) and last <= until):
            yield year, month
        year, month = following


def counted(rows: tuple[IntermediaryProject, ...]) -> dict[Month, int]:
    """How many projects fall into each month."""
    found: dict[Month, int] = {}
    for row in rows:
        for month in () if is_void(row) else months_of(row):
            found[month] = found.get(month, 0) + 1
    return found


def months_of(row: IntermediaryProject) -> frozenset[Month]:
    return frozenset((day.year, day.month) for day in row.days)


def is_void(row: IntermediaryProject) -> bool:
    return any(word in row.status for word in VOID)


def spelt(months: list[Month]) -> str:
    """2022年4月、5月, the year said once."""
    said, year = [], 0
    for each, month in months:
        said.append(f"{month}月" if each == year else f"{each}年{month}月")
        year = each
    return "、".join(said)
