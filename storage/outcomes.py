"""What became of an issued problem by a day: put right in time or late, not, back again; and the rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from storage.models import Claim, FindingRow
from storage.status import status

BEIJING = timezone(timedelta(hours=8))


class Result(StrEnum):
    """The outcome of an issued problem in the second round (复核结果)."""

    FIXED = "整改到位"
    PARTLY = "部分整改"
    NOT_FIXED = "未整改"
    RELAPSED = "反弹"
    PAGE_GONE = "页面下线待核"
    UNVERIFIED = "无法核验"
    ESCALATED = "上级要素"
    DISMISSED = "误报撤回"
    WITHDRAWN = "规则变更撤销"
    NEW = "第二轮新发现"


BY_STATUS = {
    "已整改": Result.FIXED,
    "待整改": Result.NOT_FIXED,
    "待复核": Result.NOT_FIXED,
    "复发": Result.RELAPSED,
    "页面已取消": Result.PAGE_GONE,
    "待核实": Result.UNVERIFIED,
    "上级要素": Result.ESCALATED,
    "误报": Result.DISMISSED,
    "已撤销": Result.WITHDRAWN,
}
OUT_OF_THE_RATE = (Result.ESCALATED, Result.DISMISSED, Result.WITHDRAWN, Result.UNVERIFIED, Result.NEW)
"""What is left out of the denominator of the rate of rectification."""


def result_of(rows: Sequence[FindingRow]) -> Result:
    """The outcome of one problem from the findings of all its places."""
    return result_from([status(row) for row in rows])


def result_from(statuses: Sequence[str]) -> Result:
    """The outcome of one problem from the statuses of all its places."""
    results = [BY_STATUS[word] for word in statuses]
    counting = [one for one in results if one not in OUT_OF_THE_RATE]
    if not counting:
        return results[0]
    if len(set(counting)) > 1 and Result.FIXED in counting:
        return Result.PARTLY
    order = (Result.RELAPSED, Result.NOT_FIXED, Result.PAGE_GONE, Result.FIXED)
    return next(one for one in order if one in counting)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of rectification (整改率) with the figures behind it; `percent` is None where nothing counts."""

    fixed: int
    counted: int
    left_out: tuple[tuple[Result, int], ...]

    @property
    def percent(self) -> float | None:
        return 100 * self.fixed / self.counted if self.counted else None


def rate(results: Iterable[Result]) -> Rate:
    """How many of the problems that count were put right."""
    counts = Counter(results)
    left_out = tuple((one, counts[one]) for one in OUT_OF_THE_RATE if counts[one])
    counted = sum(counts.values()) - sum(count for _, count in left_out)
    return Rate(counts[Result.FIXED], counted, left_out)


class Timing(StrEnum):
    """How a problem stands to its day (时限)."""

    IN_TIME = "按期整改"
    LATE = "逾期整改"
    RUNNING = "整改期内"
    OVERDUE = "逾期未整改"
    NOT_ISSUED = "未下发"


def timing(row: FindingRow, claims: Sequence[Claim], day: date) -> Timing:
    """Was it, or can it still be, put right in time? What stands on the due day itself is in time.

    Where we could verify only after the day, a claim made in time counts, unless the text was still seen
    after that claim.
    """
    if row.due is None:
        return Timing.NOT_ISSUED
    if row.observed != "absent":
        return Timing.OVERDUE if day > row.due else Timing.RUNNING
    fixed = row.fixed_at or row.seen_at
    if beijing(fixed) <= row.due:
        return Timing.IN_TIME
    claimed = [one.at for one in claims if one.kind == "fixed" and one.at > row.last_seen]
    return Timing.IN_TIME if claimed and beijing(min(claimed)) <= row.due else Timing.LATE


def is_false(claim: Claim, row: FindingRow) -> bool:
    """Was the text still seen after the unit had said that it was put right (申报不实)?"""
    return claim.kind == "fixed" and row.last_seen > claim.at


def beijing(at: datetime) -> date:
    return at.astimezone(BEIJING).date()
