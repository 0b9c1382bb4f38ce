"""What do a unit's cases show: how many came in online, and which items never occur?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.exports import Case, CatalogueItem, ExportKind, UnitRecords
from checks.item_index import ItemIndex
from checks.outcome import Outcome
from checks.subject import item_key
from checks.tally import Tally


@dataclass(frozen=True, slots=True)
class OnlineShare:
    """Were at least `percent` of the accepted cases accepted online?

    Cases whose channel cannot be told count both ways; where they decide, a person looks.
    """

    percent: float

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.CASES,)

    def grounds(self, records: UnitRecords) -> bool:
        export = records.export(ExportKind.CASES)
        return export is not None and export.has("online") and bool(self.cases(records))

    def cases(self, records: UnitRecords) -> list[Case]:
        """The cases that were accepted; all, where the export does not say when."""
        export = records.export(ExportKind.CASES)
        dated = export is not None and export.has("accepted_on")
        return [row for row in records.rows(Case) if row.accepted_on or not dated]

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        cases = self.cases(records)
        unknown = sum(row.online is None for row in cases)
        tally = Tally(sum(bool(row.online) for row in cases), len(cases))
        export = records.export(ExportKind.CASES)
        period = export.period if export else ""
        values = tally.values(limit=f"{self.percent:g}", unknown=str(unknown), period=period)
        if tally.reaches(self.percent):
            return
        if Tally(tally.part + unknown, tally.whole).reaches(self.percent):
            yield Outcome.review("exports.cases", "", f"{unknown}件看不出受理渠道", values=values)
        else:
            yield Outcome.fail("exports.cases", "", f"{tally.part}/{tally.whole}", values=values)


@dataclass(frozen=True, slots=True)
class ItemsOccur:
    """Has every item in force at least one case? `exempt` names items, by code or name, that need none.

    An export of fewer than `least_days` days does not show that an item never occurs: a person looks.
    """

    percent: float = 100
    least_days: int = 85
    exempt: tuple[str, ...] = ()

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.CASES, ExportKind.CATALOGUE)

    def grounds(self, records: UnitRecords) -> bool:
        # A unit of which the export of cases says nothing at all may not be in that system.
        return bool(self.items(records)) and bool(records.rows(Case))

    def items(self, records: UnitRecords) -> list[CatalogueItem]:
        spared = {item_key(name) for name in self.exempt} | set(self.exempt)
        found = [item for item in records.rows(CatalogueItem) if not item.is_cancelled]
        return [item for item in found if not {item.item_code, item_key(item.item_name)} & spared]

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        cases = [row for row in records.all_rows(Case) if row.unit in ("", records.unit.name)]
        index = ItemIndex.of((row.item_code, row.item_name) for row in cases)
        items = self.items(records)
        left = tuple(item for item in items if not index.holds(item.item_code, item.item_name))
        tally = Tally(len(items) - len(left), len(items), tuple(item.item_name for item in left))
        export = records.export(ExportKind.CASES)
        if tally.reaches(self.percent) or export is None:
            return
        values = tally.values(period=export.period)
        if export.days < self.least_days:
            reason = f"办件导出只覆盖{export.days}天" if export.days else "办件导出没有写明起止日期"
            yield Outcome.review("exports.cases", "", reason, values=values)
        else:
            yield Outcome.fail("exports.cases", "", f"{tally.part}/{tally.whole}", values=values)
