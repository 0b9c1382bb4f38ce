"""Is every case rated: one case, one rating?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from checks.exports import Case, Export, ExportKind, QueueCount, Rating, UnitRecords
from checks.outcome import Outcome
from checks.subject import item_key
from checks.tally import Tally, listed

BOTH = (ExportKind.CASES, ExportKind.RATINGS)


@dataclass(frozen=True, slots=True)
class CasesRated:
    """Do at least `percent` of the finished cases have a rating?

    Cases and ratings are compared for the days that both exports cover. A default rating (默认好评) is
    nobody's word and counts only with `count_default`. A unit without any rating may not be connected at
    all: that is for a person; where its queue is rated instead (叫号评价), or it is one of `not_connected`,
    it is another rule's business.
    """

    percent: float = 100
    count_default: bool = False
    not_connected: tuple[str, ...] = ()

    needs: ClassVar[tuple[ExportKind, ...]] = BOTH

    def grounds(self, records: UnitRecords) -> bool:
        by_queue = bool(records.rows(QueueCount)) and not records.rows(Rating)
        return not by_queue and records.unit.name not in self.not_connected and bool(finished(records))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        cases = finished(records)
        rated = {row.case for row in records.all_rows(Rating) if self.count_default or not row.default}
        left = tuple(row for row in cases if row.number not in rated)
        tally = Tally(len(cases) - len(left), len(cases))
        if not tally.reaches(self.percent):
            since, until = common_period(records) or (None, None)
            values = tally.values(
                since=str(since), until=str(until), limit=f"{self.percent:g}", cases=tails(left)
            )
            yield below(records, tally, values)


def below(records: UnitRecords, tally: Tally, values: dict[str, str]) -> Outcome:
    """Too few ratings: a fact, unless the export of ratings does not know the unit at all."""
    if any(row.case for row in records.rows(Rating)) or tally.part:
        return Outcome.fail("exports.ratings", "", f"{tally.part}/{tally.whole}", values=values)
    reason = "好差评导出中没有该单位的任何评价，可能尚未对接"
    return Outcome.review("exports.ratings", "", reason, values=values)


@dataclass(frozen=True, slots=True)
class ItemsRated:
    """Have at least `percent` of the items with a finished case a rating?

    A unit without any rating may rate on paper or by a static QR code: that is for a person.
    """

    percent: float = 100
    count_default: bool = False

    needs: ClassVar[tuple[ExportKind, ...]] = BOTH

    def grounds(self, records: UnitRecords) -> bool:
        return any(item_of(row) for row in finished(records))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        rated = [row for row in records.all_rows(Rating) if self.count_default or not row.default]
        cases, own = (
            {row.case for row in rated},
            {item_of(row) for row in rated if row.unit == records.unit.name},
        )
        items: dict[str, str] = {}
        seen: set[str] = set()
        for case in finished(records):
            if item := item_of(case):
                items.setdefault(item, case.item_name or case.item_code)
                if case.number in cases or item in own:
                    seen.add(item)
        left = tuple(name for item, name in items.items() if item not in seen)
        tally = Tally(len(items) - len(left), len(items), left)
        if not tally.reaches(self.percent):
            yield below(records, tally, tally.values())


@dataclass(frozen=True, slots=True)
class CasesInvited:
    """Were at least `percent` of the finished cases invited to rate? Those of the window, or all."""

    percent: float = 100
    windows_only: bool = True

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.CASES,)

    def grounds(self, records: UnitRecords) -> bool:
        export = records.export(ExportKind.CASES)
        return export is not None and export.has("invited") and bool(self.cases(records))

    def cases(self, records: UnitRecords) -> list[Case]:
        """Without a word on the channel a case counts as one of the window."""
        found = [row for row in records.rows(Case) if row.finished_on]
        return [row for row in found if not (self.windows_only and row.online)]

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        cases = self.cases(records)
        left = [row for row in cases if row.invited is False]
        open_left = [row for row in cases if row.invited is None]
        tally = Tally(len(cases) - len(left) - len(open_left), len(cases))
        possible = Tally(len(cases) - len(left), len(cases))
        values = tally.values(cases=tails((*left, *open_left)))
        if not possible.reaches(self.percent):
            yield Outcome.fail("exports.cases", "", f"{tally.part}/{tally.whole}", values=values)
        elif not tally.reaches(self.percent):
            yield Outcome.review("exports.cases", "", f"{len(open_left)}件未写明是否邀请评价", values=values)


@dataclass(frozen=True, slots=True)
class RatingsLinked:
    """Does every rating belong to a case: a number that the export of cases knows?

    A rating without a number belongs to none. A number that is not among the cases may be one of another
    period: a person looks.
    """

    needs: ClassVar[tuple[ExportKind, ...]] = BOTH

    def grounds(self, records: UnitRecords) -> bool:
        return bool(records.rows(Rating)) and bool(records.all_rows(Case))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        known = {row.number for row in records.all_rows(Case)}
        rows = records.rows(Rating)
        blank = [row for row in rows if not row.case]
        strange = [row for row in rows if row.case and row.case not in known]
        tally = Tally(len(rows) - len(blank) - len(strange), len(rows))
        if blank:
            reason = f"{len(blank)}条评价没有办件编号"
            yield Outcome.fail("exports.ratings", "", reason, values=tally.values(blank=str(len(blank))))
        elif strange:
            reason = f"{len(strange)}条评价的办件编号不在办件导出中"
            yield Outcome.review("exports.ratings", "", reason, values=tally.values(blank="0"))


def finished(records: UnitRecords) -> list[Case]:
    """The unit's cases that were finished on a day that both exports cover."""
    period = common_period(records)
    rows = [row for row in records.rows(Case) if row.finished_on and row.number]
    return [row for row in rows if period and row.finished_on and period[0] <= row.finished_on <= period[1]]


def common_period(records: UnitRecords) -> tuple[date, date] | None:
    """The days that the exports of cases and of ratings both cover; None when there are none."""
    found = [period_of(records.export(kind)) for kind in BOTH]
    known = [period for period in found if period]
    if len(known) < len(found):
        return None
    since, until = max(one[0] for one in known), min(one[1] for one in known)
    return (since, until) if since <= until else None


def period_of(export: Export | None) -> tuple[date, date] | None:
    if export is None or export.since is None or export.until is None:
        return None
    return export.since, export.until


def item_of(row: Case | Rating) -> str:
    return row.item_code or item_key(row.item_name)


def tails(cases: tuple[Case, ...]) -> str:
    """Cases as a list may name them: the last four signs of their numbers."""
    return listed([f"尾号{row.number[-4:]}" for row in cases])
