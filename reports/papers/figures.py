"""A number on paper knows the findings that it counts, so that anybody can count them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and of which: the public ids of the findings (F000012), in a stable order.

    `value` is the number of problems where several findings are one problem (the same wording of an
    item on several channels); then it is smaller than the number of findings.
    """

    value: int
    findings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.value)

    def __bool__(self) -> bool:
        return self.value != 0


def counted(findings: Iterable[str]) -> Counted:
    """Each of these findings once."""
    known = tuple(dict.fromkeys(findings))
    return Counted(len(known), known)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent with what it is reckoned of; "—" where there is nothing to reckon it of."""

    part: Counted
    whole: Counted

    def __str__(self) -> str:
        return f"{self.part.value * 100 / self.whole.value:.1f}%" if self.whole.value else "—"


def figures(value: object, path: str = "") -> Iterator[tuple[str, Counted]]:
    """Every number in a paper's facts with the place where it stands, such as "by_severity.0.count"."""
    if isinstance(value, Counted):
        yield path, value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from figures(getattr(value, one.name), f"{path}.{one.name}" if path else one.name)
    elif isinstance(value, tuple | list):
        for number, member in enumerate(value):
            yield from figures(member, f"{path}.{number}")
