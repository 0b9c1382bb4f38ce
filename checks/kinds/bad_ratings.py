"""Is every bad rating mended in time, and was the person called back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from checks.exports import Export, ExportKind, Rating, UnitRecords
from checks.outcome import Outcome
from checks.workdays import work_days

RATINGS = (ExportKind.RATINGS,)


def bad_ratings(records: UnitRecords, *columns: str) -> list[Rating]:
    """The unit's bad ratings, where the export has one of these columns."""
    export = records.export(ExportKind.RATINGS)
    if export is None or not any(export.has(column) for column in columns):
        return []
    return [row for row in records.rows(Rating) if row.is_bad]


def named(row: Rating) -> str:
    """A rating as a list may name it."""
    return f"办件尾号{row.tail}" if row.tail else f"{row.rated_on or '日期不详'}的差评"


@dataclass(frozen=True, slots=True)
class BadRatingsMended:
    """Was every bad rating mended within `within_days` work days?

    One that is not mended counts from its day to the day of the export. Where public holidays may lie
    between and decide, or a day is missing, a person looks.
    """

    within_days: int

    needs: ClassVar[tuple[ExportKind, ...]] = RATINGS

    def grounds(self, records: UnitRecords) -> bool:
        return bool(bad_ratings(records, "mended", "mended_on"))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        export = records.export(ExportKind.RATINGS)
        for row in bad_ratings(records, "mended", "mended_on"):
            yield from late(row, export, self.within_days)


def late(row: Rating, export: Export | None, limit: int) -> Iterator[Outcome]:
    """Is this one late, and surely so?"""
    made = export.exported_on if export else None
    values = {"days": str(limit), "rated_on": str(row.rated_on or "日期不详")}
    if row.mended and row.mended_on is None:
        if export and export.has("mended_on"):
            yield Outcome.review("exports.ratings", named(row), "已整改，但没有写整改时间", values=values)
        return
    end = row.mended_on or made
    if row.rated_on is None or end is None:
        yield Outcome.review("exports.ratings", named(row), "没有写评价时间，无法计算", values=values)
        return
    least, most = work_days(row.rated_on, end)
    done = f"于{row.mended_on}整改" if row.mended_on else f"截至{end}未整改"
    reason = f"{row.rated_on}的差评，{done}"
    if least > limit:
        yield Outcome.fail("exports.ratings", named(row), reason, values=values)
    elif most > limit:
        why = f"{reason}，期间可能有法定节假日，请核对是否超过{limit}个工作日"
        yield Outcome.review("exports.ratings", named(row), why, values=values)


@dataclass(frozen=True, slots=True)
class BadRatingsFollowed:
    """Is a call back registered for every bad rating that is older than `within_days` work days?"""

    within_days: int

    needs: ClassVar[tuple[ExportKind, ...]] = RATINGS

    def grounds(self, records: UnitRecords) -> bool:
        return bool(bad_ratings(records, "followed", "followed_on"))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        export = records.export(ExportKind.RATINGS)
        rows = bad_ratings(records, "followed", "followed_on")
        left = [row for row in rows if not (row.followed or row.followed_on)]
        values = {"numerator": str(len(rows) - len(left)), "denominator": str(len(rows))}
        for row in left:
            if is_due(row.rated_on, export.exported_on if export else None, self.within_days):
                yield Outcome.fail("exports.ratings", named(row), "没有回访记录", values=values)


def is_due(rated_on: date | None, made: date | None, limit: int) -> bool:
    """Had there been time enough when the export was made? Without a day nothing excuses."""
    return rated_on is None or made is None or work_days(rated_on, made)[0] > limit


@dataclass(frozen=True, slots=True)
class BadRatingsHandled:
    """Does every bad rating say how it was mended and when, and that the person was called back?

    Only what the export has columns for is asked; ratings of the last `within_days` work days may wait.
    """

    within_days: int

    needs: ClassVar[tuple[ExportKind, ...]] = RATINGS

    def grounds(self, records: UnitRecords) -> bool:
        return bool(bad_ratings(records, "mended", "mended_on", "followed", "followed_on"))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        export = records.export(ExportKind.RATINGS)
        if export is None:
            return
        for row in bad_ratings(records, "mended", "mended_on", "followed", "followed_on"):
            lacks = list(lacking(row, export))
            if lacks and is_due(row.rated_on, export.exported_on, self.within_days):
                yield Outcome.fail("exports.ratings", named(row), f"没有{'、'.join(lacks)}")


def lacking(row: Rating, export: Export) -> Iterator[str]:
    """What the record of a bad rating does not say."""
    if export.has("mended") and not (row.mended or row.mended_on):
        yield "整改结果"
    if export.has("mended_on") and row.mended_on is None:
        yield "整改日期"
    if (export.has("followed") or export.has("followed_on")) and not (row.followed or row.followed_on):
        yield "回访记录"
