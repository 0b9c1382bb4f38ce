"""Rectification as a table (整改进度): by unit and by criterion, with the rate and what it is reckoned of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.problems import item_codes, problem_key
from storage.models import Claim, FindingRow
from storage.outcomes import Rate, Result, Timing, rate, result_from, timing
from storage.status import status
from storage.watching import Watched

COUNTED = (Result.FIXED, Result.PARTLY, Result.NOT_FIXED, Result.RELAPSED, Result.PAGE_GONE)
LEFT_OUT = (Result.ESCALATED, Result.DISMISSED, Result.WITHDRAWN)
MAY_BE_LATE = (Result.PARTLY, Result.NOT_FIXED, Result.RELAPSED)
"""Only what is known to stand can be overdue; what could not be verified accuses nobody."""
NOT_RIGHT = ("待整改", "复发")


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a round, in one or several places."""

    unit: str
    indicator: str
    result: Result
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of the table."""

    name: str
    issued: int
    counts: tuple[int, ...]
    """Of each result in COUNTED, in their order."""
    unverified: int
    left_out: int
    overdue: int
    rate: Rate

    @property
    def in_words(self) -> str:
        """The rate with its denominator: "3/5（60.0%）"."""
        share = self.rate.percent
        return "—" if share is None else f"{self.rate.fixed}/{self.rate.counted}（{share:.1f}%）"

    @property
    def why_left_out(self) -> str:
        """What the denominator leaves out, in words."""
        return "、".join(f"{one.value} {count} 个" for one, count in self.rate.left_out)


def problems(lines: Sequence[Watched], today: date) -> list[Problem]:
    """The issued lines as problems: the same wording of the same item on several channels is one."""
    codes = item_codes(lines)
    groups: dict[tuple[str, ...], list[Watched]] = defaultdict(list)
    for line in lines:
        groups[problem_key(line, codes)].append(line)
    return [problem(group, today) for group in groups.values()]


def problem(group: Sequence[Watched], today: date) -> Problem:
    first, result = group[0], result_from([line.status for line in group])
    late = any(line.due is not None and line.due < today and line.status in NOT_RIGHT for line in group)
    return Problem(first.unit, first.indicator, result, late and result in MAY_BE_LATE)


def progress(name: str, found: Iterable[Problem]) -> Progress:
    """The line of these problems."""
    own = list(found)
    counts = Counter(one.result for one in own)
    return Progress(
        name, len(own), tuple(counts[one] for one in COUNTED), counts[Result.UNVERIFIED],
        sum(counts[one] for one in LEFT_OUT), sum(one.is_overdue for one in own),
        rate(one.result for one in own),
    )  # fmt: skip


def table(
    found: Iterable[Problem], key: Callable[[Problem], str], order: Callable[[str], object]
) -> tuple[Progress, ...]:
    """A line for each value of the key, in this order."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for one in found:
        groups[key(one)].append(one)
    return tuple(
        progress(name, groups[name]) for name in sorted(groups, key=lambda name: (order(name), name))
    )


TIMING_TONES = {
    Timing.IN_TIME: "done", Timing.LATE: "partly", Timing.RUNNING: "pending", Timing.OVERDUE: "open",
    Timing.NOT_ISSUED: "closed",
}  # fmt: skip
OUT_OF_TIME = {"误报": "误报撤回，不计", "上级要素": "上级要素，不计", "已撤销": "规则变更撤销，不计"}


def timing_in_words(row: FindingRow, claims: Sequence[Claim], today: date) -> tuple[str, str]:
    """How an issued problem stands to its day, and the colour; only what is known to stand is overdue."""
    word = status(row)
    if not row.round:
        return "已从清单撤回", "closed"
    if word in OUT_OF_TIME:
        return OUT_OF_TIME[word], "closed"
    if row.due is None:
        return ("复发，待重新下发", "again") if row.reopened else ("未定时限", "closed")
    found = timing(row, claims, today)
    if found is Timing.OVERDUE and word not in NOT_RIGHT:
        return f"时限已过，{'页面下线待核' if word == '页面已取消' else '未能核验'}", "unknown"
    return found.value, TIMING_TONES[found]


def results_in_words(found: Iterable[Problem]) -> list[tuple[str, int]]:
    """How many problems had each outcome that occurs, in the order of the outcomes."""
    counts = Counter(one.result for one in found)
    return [(one.value, counts[one]) for one in Result if counts[one]]
