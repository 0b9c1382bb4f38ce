"""Lines as problems, and how many there are of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from reports.papers.figures import Counted, Of
from reports.problems import item_codes, problem_key
from reports.wording import severity_label

SEVERITIES = ("S1", "S2", "S3", "S4")


class Found(Protocol):
    """What is counted: a finding with what makes it one problem with others. `finding` is its public id."""

    @property
    def id(self) -> str: ...
    @property
    def finding(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def indicator(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def item_name(self) -> str: ...
    @property
    def item_code(self) -> str: ...
    @property
    def quote(self) -> str: ...


One = TypeVar("One", bound=Found)


@dataclass(frozen=True, slots=True)
class Named:
    """A number under a name."""

    name: str
    count: Counted


@dataclass(frozen=True, slots=True)
class Counts:
    """One line of a table: how many, and how grave."""

    criterion: str
    title: str
    count: Counted
    severe: Counted
    heavy: Counted
    common: Counted
    hint: Counted


def problems_of(found: Sequence[One]) -> list[tuple[One, ...]]:
    """Findings as problems: the same wording of the same item on several channels is one."""
    codes = item_codes(found)
    groups: dict[tuple[str, ...], list[One]] = defaultdict(list)
    for one in found:
        groups[problem_key(one, codes)].append(one)
    return [tuple(group) for group in groups.values()]


def how_many(problems: Iterable[tuple[One, ...]], of: Of = Of.PROBLEMS) -> Counted:
    """How many problems, with the findings that they consist of."""
    known = list(problems)
    return Counted(len(known), tuple(one.finding for group in known for one in group), of)


def how_many_units(problems: Iterable[tuple[One, ...]]) -> Counted:
    """How many units have any of these problems."""
    known = list(problems)
    units = {one.unit for group in known for one in group}
    return Counted(len(units), tuple(one.finding for group in known for one in group), Of.UNITS)


def of_criterion(problems: Iterable[tuple[One, ...]], criterion: str) -> list[tuple[One, ...]]:
    return [one for one in problems if one[0].indicator == criterion]


def gravest(problem: tuple[One, ...]) -> str:
    """The severity of a problem: that of its worst place."""
    return min(one.severity for one in problem)


def by_severity(problems: Sequence[tuple[One, ...]]) -> tuple[Named, ...]:
    """How many of each severity that occurs, the gravest first."""
    found = ((one, how_many(group for group in problems if gravest(group) == one)) for one in SEVERITIES)
    return tuple(Named(severity_label(one), count) for one, count in found if count)


def counts(criterion: str, title: str, problems: Sequence[tuple[One, ...]], of: Of = Of.PROBLEMS) -> Counts:
    """One line of a table of these problems."""
    grave = (how_many((group for group in problems if gravest(group) == one), of) for one in SEVERITIES)
    return Counts(criterion, title, how_many(problems, of), *grave)
