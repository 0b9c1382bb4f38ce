"""Is a rating possible and asked for where people stand: at each window, after each call from the queue?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.exports import ExportKind, QueueCount, Rating, ServiceWindow, UnitRecords
from checks.outcome import Outcome
from checks.tally import Tally


@dataclass(frozen=True, slots=True)
class QueueRated:
    """Did at least `percent` of those called from the queue rate? Only where nothing else is rated."""

    percent: float = 100

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.QUEUE,)

    def grounds(self, records: UnitRecords) -> bool:
        return not records.rows(Rating) and any(row.called for row in records.rows(QueueCount))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        rows = [row for row in records.rows(QueueCount) if row.called]
        blank = [row for row in rows if row.rated is None]
        # More ratings than calls on one day do not make good what another day lacks.
        rated = sum(min(row.rated or 0, row.called or 0) for row in rows)
        tally = Tally(rated, sum(row.called or 0 for row in rows))
        if tally.reaches(self.percent):
            return
        if blank:
            yield Outcome.review("exports.queue", "", f"{len(blank)}行没有填写评价数", values=tally.values())
        else:
            yield Outcome.fail("exports.queue", "", f"{tally.part}/{tally.whole}", values=tally.values())


@dataclass(frozen=True, slots=True)
class WindowsEquipped:
    """Has every window a device or a QR code for ratings?"""

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.WINDOWS,)

    def grounds(self, records: UnitRecords) -> bool:
        return bool(records.rows(ServiceWindow))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        export = records.export(ExportKind.WINDOWS)
        for row in records.rows(ServiceWindow):
            answers = [getattr(row, column) for column in ("device", "code") if export and export.has(column)]
            if any(answers):
                continue
            if answers == [False, False]:
                yield Outcome.fail("exports.windows", row.window, "既无评价器，也无二维码")
            elif None in answers:
                yield Outcome.review("exports.windows", row.window, "没有写明是否配备评价器或二维码")
            else:
                yield Outcome.review(
                    "exports.windows", row.window, "导出只有评价器或二维码一栏，另一样请核对"
                )
