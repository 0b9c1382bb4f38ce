"""Are a unit's licences in the city's library: any data, all data, from every template, of late?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.exports import ExportKind, LicenceStock, LicenceTemplate, UnitRecords
from checks.outcome import Outcome
from checks.tally import Tally

STOCK = (ExportKind.LICENCES,)
ABOVE = ("国建", "省建")
"""Systems built by the state or the province: the unit does not push their data."""


def is_above(row: LicenceStock, systems: tuple[str, ...]) -> bool:
    return any(word in row.system for word in systems)


@dataclass(frozen=True, slots=True)
class LicencesFilled:
    """Has each licence at least `least` data? Those of `except_systems` are for a person."""

    least: int = 1
    except_systems: tuple[str, ...] = ABOVE

    needs: ClassVar[tuple[ExportKind, ...]] = STOCK

    def grounds(self, records: UnitRecords) -> bool:
        return bool(records.rows(LicenceStock))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        for row in records.rows(LicenceStock):
            if row.collected is not None and row.collected >= self.least:
                continue
            values = {"licence": row.licence, "template": row.template or "未填写"}
            if row.collected is None:
                yield Outcome.review("exports.licences", row.licence, "没有填写已归集量", values=values)
            elif is_above(row, self.except_systems):
                reason = f"系统来源为“{row.system}”，请核实是否应由本单位归集"
                yield Outcome.review("exports.licences", row.licence, reason, values=values)
            else:
                yield Outcome.fail("exports.licences", row.licence, f"已归集{row.collected}条", values=values)


@dataclass(frozen=True, slots=True)
class LicencesComplete:
    """Are at least `percent` of the licences that were issued in the library?

    Systems of the state and the province do not count, nor what another rule reports: no data at all.
    """

    percent: float = 100
    except_systems: tuple[str, ...] = ABOVE

    needs: ClassVar[tuple[ExportKind, ...]] = STOCK

    def grounds(self, records: UnitRecords) -> bool:
        return bool(self.rows(records))

    def rows(self, records: UnitRecords) -> list[LicenceStock]:
        rows = records.rows(LicenceStock)
        return [row for row in rows if row.due and row.collected and not is_above(row, self.except_systems)]

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        for row in self.rows(records):
            tally = Tally(row.collected or 0, row.due or 0)
            if not tally.reaches(self.percent):
                values = tally.values(licence=row.licence)
                yield Outcome.fail(
                    "exports.licences", row.licence, f"{tally.part}/{tally.whole}", values=values
                )


@dataclass(frozen=True, slots=True)
class LicencesPushed:
    """Was each licence with data pushed within `within_days` days before the export was made?"""

    within_days: int
    except_systems: tuple[str, ...] = ABOVE

    needs: ClassVar[tuple[ExportKind, ...]] = STOCK

    def grounds(self, records: UnitRecords) -> bool:
        export = records.export(ExportKind.LICENCES)
        dated = export is not None and export.exported_on is not None and export.has("pushed_on")
        return dated and bool(self.rows(records))

    def rows(self, records: UnitRecords) -> list[LicenceStock]:
        rows = records.rows(LicenceStock)
        return [row for row in rows if row.collected and not is_above(row, self.except_systems)]

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        export = records.export(ExportKind.LICENCES)
        if export is None or export.exported_on is None:
            return
        for row in self.rows(records):
            values = {"licence": row.licence, "limit": str(self.within_days), "pushed_on": str(row.pushed_on)}
            if row.pushed_on is None:
                values |= {"pushed_on": "未填写", "days": "—"}
                yield Outcome.review("exports.licences", row.licence, "没有填写最近推送时间", values=values)
            elif (days := (export.exported_on - row.pushed_on).days) > self.within_days:
                reason = f"{row.pushed_on}以后没有推送"
                yield Outcome.fail(
                    "exports.licences", row.licence, reason, values={**values, "days": str(days)}
                )


@dataclass(frozen=True, slots=True)
class TemplatesUsed:
    """Is each template that was handed down among the unit's licences, whatever their number?

    A licence without data is another rule's business; of a unit that the export never names, a person
    looks. Templates are known by their number; by the name
    of the licence where a side has no number.
    """

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.TEMPLATES, ExportKind.LICENCES)

    def grounds(self, records: UnitRecords) -> bool:
        return bool(records.rows(LicenceTemplate)) and bool(records.all_rows(LicenceStock))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        stock = records.all_rows(LicenceStock)
        numbers = {row.template for row in stock if row.template}
        names = {row.licence for row in stock}
        rows = records.rows(LicenceTemplate)
        left = [row for row in rows if row.template not in numbers and row.licence not in names]
        for row in left:
            values = {
                "licence": row.licence,
                "template": row.template or "未填写",
                "denominator": str(len(rows)),
            }
            if records.rows(LicenceStock):
                reason = "模板已下发，证照库中没有数据"
                yield Outcome.fail("exports.templates", row.licence, reason, values=values)
            else:
                reason = "电子证照导出中没有该单位的任何证照"
                yield Outcome.review("exports.templates", row.licence, reason, values=values)
