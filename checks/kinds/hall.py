"""Have all items moved into the hall?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.exports import CatalogueItem, ExportKind, HallItem, UnitRecords
from checks.item_index import ItemIndex
from checks.outcome import Outcome
from checks.tally import Tally

Named = HallItem | CatalogueItem


@dataclass(frozen=True, slots=True)
class ItemsInHall:
    """Are at least `percent` of a unit's items on the list of those in the hall (进驻事项清单)?

    The whole is the library of items where it was imported, else the list itself. A line that says 否
    fails; an item that the list does not have fails by its code, and by its name alone is for a person.
    Items with a document that excepts them (豁免依据) do not count.
    """

    percent: float = 100

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.HALL,)

    def grounds(self, records: UnitRecords) -> bool:
        """A list that says 否 nowhere can only be measured against the library of items."""
        export = records.export(ExportKind.HALL)
        rows = records.rows(HallItem)
        said = export is not None and export.has("moved_in") and any(row.moved_in is not None for row in rows)
        return (bool(rows) and said) or bool(wanted(records))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        rows = records.rows(HallItem)
        excepted = ItemIndex.of(keys(row for row in rows if row.exempt))
        said_no = [row for row in rows if row.moved_in is False and not row.exempt]
        refused = ItemIndex.of(keys(said_no))
        inside = ItemIndex.of(keys(row for row in rows if row.moved_in is not False))
        whole: list[Named] = [
            row for row in wanted(records) or rows if not excepted.holds(row.item_code, row.item_name)
        ]
        left = [row for row in whole if not inside.holds(row.item_code, row.item_name)]
        sure = [row for row in left if refused.holds(row.item_code, row.item_name) or by_code(row, rows)]
        tally = Tally(len(whole) - len(left), len(whole), tuple(row.item_name for row in left))
        if not whole or tally.reaches(self.percent):
            return
        if not rows:
            yield Outcome.review(
                "exports.hall", "", "进驻事项清单中没有该单位的任何事项", values=tally.values()
            )
        elif not Tally(len(whole) - len(sure), len(whole)).reaches(self.percent):
            yield Outcome.fail("exports.hall", "", f"{tally.part}/{tally.whole}", values=tally.values())
        else:
            reason = f"{len(left)}项按名称未在进驻事项清单中找到，请人工核对"
            yield Outcome.review("exports.hall", "", reason, values=tally.values())


def wanted(records: UnitRecords) -> list[CatalogueItem]:
    return [row for row in records.rows(CatalogueItem) if not row.is_cancelled]


def keys(rows: Iterator[HallItem] | list[HallItem]) -> Iterator[tuple[str, str]]:
    yield from ((row.item_code, row.item_name) for row in rows)


def by_code(row: Named, rows: tuple[HallItem, ...]) -> bool:
    """Can its absence be told by codes: has it one, and has every line of the list?"""
    return bool(row.item_code) and all(each.item_code for each in rows)
