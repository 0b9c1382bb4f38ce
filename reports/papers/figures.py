"""A number on paper knows the findings that it counts, so that anybody can count them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum


class Of(StrEnum):
    """What a number counts; the value is the measure word.

    Several findings are one problem where the same wording of an item stands on several channels.
    """

    PROBLEMS = "个问题"
    LINES = "条"
    UNITS = "个单位"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and of which: the public ids of the findings (F000012), in a stable order.

    `value` is smaller than the number of findings where problems or units are counted.
    """

    value: int
    findings: tuple[str, ...] = ()
    of: Of = Of.PROBLEMS

    def __str__(self) -> str:
        return str(self.value)

    def __bool__(self) -> bool:
        return self.value != 0


def counted(findings: Iterable[str]) -> Counted:
    """Each of these findings once."""
    known = tuple(dict.fromkeys(findings))
    return Counted(len(known), known, Of.LINES)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent with what it is reckoned of; "—" where there is nothing to reckon it of."""

    part: Counted
    whole: Counted

    def __str__(self) -> str:
        return f"{self.part.value * 100 / self.whole.value:.1f}%" if self.whole.value else "—"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and where it stands: as a path (by_severity.0.count) and by the names of what it is under."""

    path: str
    under: tuple[str, ...]
    counted: Counted


NAMES = ("number", "name", "criterion", "unit", "title")
"""The fields by which a row of a table is called, the first that it has."""


def figures(value: object, path: str = "", under: tuple[str, ...] = ()) -> Iterator[Figure]:
    """Every number in a paper's facts."""
    if isinstance(value, Counted):
        yield Figure(path, under, value)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            place = f"{path}.{one.name}" if path else one.name
            yield from figures(getattr(value, one.name), place, (*under, one.name))
    elif isinstance(value, tuple | list):
        for number, member in enumerate(value):
            yield from figures(member, f"{path}.{number}", (*under, called(member, number)))


def called(row: object, number: int) -> str:
    """What a row of a table is called: by its name, else by its place."""
    known = (getattr(row, name, None) for name in NAMES)
    return next((name for name in known if isinstance(name, str) and name), f"第{number + 1}行")
