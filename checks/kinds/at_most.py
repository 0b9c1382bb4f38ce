"""Is a number within its limit: a promised time, a star level?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.evidence import DayUnit, Guide, TimeLimit
from checks.outcome import Outcome, Severity

# A week of seven days holds five work days.
CALENDAR_DAYS = {DayUnit.WORK: 7 / 5, DayUnit.CALENDAR: 1.0, DayUnit.UNSTATED: 1.0}


@dataclass(frozen=True, slots=True)
class AtMost:
    """Is the promised time at most `limit` days? Days of either kind count as one."""

    limit: float

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        promise = guide.promised
        if promise is None:
            return
        if promise.days is None:
            yield Outcome.review("promised_days", promise.text, "看不出承诺的天数，请人工核对")
        elif promise.days > self.limit:
            yield Outcome.fail(
                "promised_days",
                promise.text,
                f"承诺{days(promise.days)}天",
                values={"limit": days(self.limit)},
            )


@dataclass(frozen=True, slots=True)
class StarAtLeast:
    """Has the item at least `limit` stars? Without a printed level nothing can be said.

    Items of the library (事项库) that no guide prints a level for are asked as well.
    """

    limit: int

    takes_catalogue: ClassVar[bool] = True

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        if guide.star is not None and guide.star < self.limit:
            yield Outcome.fail("star", str(guide.star), f"{guide.star}星", values={"limit": str(self.limit)})


@dataclass(frozen=True, slots=True)
class WithinLegal:
    """Is the promised time no longer than the statutory one, in plain days, and true to its kind?"""

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        promised, legal = guide.promised, guide.legal
        if promised is None or promised.days is None:
            return
        if legal is not None and legal.days is not None:
            yield from longer(promised, legal)
        if unit_unstated(promised):
            yield Outcome.review("promised_days", promised.text, "未注明工作日或自然日", severity=Severity.S4)


def longer(promised: TimeLimit, legal: TimeLimit) -> Iterator[Outcome]:
    """Compare in the same unit; when the units are mixed or unstated, only what holds either way fails."""
    if promised.days is None or legal.days is None:
        return
    values = {"legal": legal.text}
    if promised.unit is legal.unit:
        if promised.days > legal.days:
            yield Outcome.fail("promised_days", promised.text, f"法定时限为“{legal.text}”", values=values)
        return
    shortest, longest = spread(promised)
    legal_shortest, legal_longest = spread(legal)
    if shortest > legal_longest:
        yield Outcome.fail("promised_days", promised.text, f"法定时限为“{legal.text}”", values=values)
    elif longest > legal_shortest and promised.days != legal.days:
        yield Outcome.review(
            "promised_days",
            promised.text,
            f"与法定时限“{legal.text}”的天数单位不同，请人工比较",
            values=values,
        )


def spread(limit: TimeLimit) -> tuple[float, float]:
    """The shortest and the longest that a limit can mean, in calendar days."""
    length = limit.days or 0.0
    if limit.unit is DayUnit.UNSTATED and length > 1:
        return length, length * CALENDAR_DAYS[DayUnit.WORK]
    exact = length * (CALENDAR_DAYS[limit.unit] if length > 1 else 1.0)
    return exact, exact


def unit_unstated(limit: TimeLimit) -> bool:
    """Is it printed as plain 天 or 日, and longer than a day?"""
    return (
        limit.unit is DayUnit.UNSTATED
        and (limit.days or 0) > 1
        and limit.text.rstrip("内。").endswith(("天", "日"))
    )


def days(number: float) -> str:
    """A number of days without a needless fraction."""
    return f"{number:g}"
