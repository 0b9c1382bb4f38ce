"""What became of issued problems (复核结果): one line of a table, of a unit, a criterion or the county."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.papers.counting import Named, how_many
from reports.papers.figures import Counted, Share
from reports.papers.round import Line
from storage.claims import Answer
from storage.outcomes import OUT_OF_THE_RATE, Result, result_from

Problem = tuple[Line, ...]
"""The lines of one problem."""
UNFINISHED = (Result.NOT_FIXED, Result.PARTLY, Result.RELAPSED, Result.PAGE_GONE)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many problems were issued under a name and what became of them.

    `left` are those that count and are not put right, `apart` those that no rate counts.
    """

    name: str
    issued: Counted
    fixed: Counted
    partly: Counted
    not_fixed: Counted
    relapsed: Counted
    page_gone: Counted
    unverified: Counted
    apart: Counted
    left: Counted
    disputed: Counted
    rate: Share


def outcome(problem: Problem) -> Result:
    """What became of a problem, from all its places."""
    return result_from([line.status for line in problem])


def outcomes(name: str, problems: Iterable[Problem]) -> Outcomes:
    """The line of these problems. What could not be verified is in no rate, but told by itself."""
    found: dict[Result, list[Problem]] = defaultdict(list)
    known = [(one, outcome(one)) for one in problems]
    for one, result in known:
        found[result].append(one)
    every = [one for one, _ in known]

    def count(*results: Result) -> Counted:
        return how_many(one for result in results for one in found[result])

    in_rate = how_many(one for one, result in known if result not in OUT_OF_THE_RATE)
    return Outcomes(
        name=name, issued=how_many(every), fixed=count(Result.FIXED), partly=count(Result.PARTLY),
        not_fixed=count(Result.NOT_FIXED), relapsed=count(Result.RELAPSED),
        page_gone=count(Result.PAGE_GONE), unverified=count(Result.UNVERIFIED),
        apart=count(Result.ESCALATED, Result.DISMISSED, Result.WITHDRAWN), left=count(*UNFINISHED),
        disputed=how_many(one for one in every if any(map(is_disputed, one))),
        rate=Share(count(Result.FIXED), in_rate),
    )  # fmt: skip


def is_disputed(line: Line) -> bool:
    """Is the unit's last word that it is not so?"""
    return line.checked is not None and line.checked.kind is Answer.DISPUTED


def of(problems: Sequence[Problem], results: Sequence[Result]) -> list[Problem]:
    """Those that came to one of these results."""
    return [one for one in problems if outcome(one) in results]


def by_result(problems: Sequence[Problem]) -> tuple[Named, ...]:
    """How many came to each result that occurs."""
    found: dict[Result, list[Problem]] = defaultdict(list)
    for one in problems:
        found[outcome(one)].append(one)
    return tuple(Named(one.value, how_many(found[one])) for one in Result if found[one])
