"""The evaluation plan as reports disclose it: its number, and where it contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counties.tables import Table, read_table

FILE_NAME = "plan.toml"


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A place where the plan contradicts itself or leaves open what it means, and how it is handled."""

    number: int
    found: str
    handling: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan (评估方案) that the county is evaluated under, and what the office has yet to confirm."""

    title: str
    number: str
    inconsistencies: tuple[Inconsistency, ...] = ()
    to_confirm: tuple[str, ...] = ()


def load_plan(folder: Path) -> Plan | None:
    """The plan.toml beside the county's profile; None when there is none."""
    file = folder / FILE_NAME
    return plan_from(read_table(file)) if file.exists() else None


def plan_from(top: Table) -> Plan:
    """The plan that the top table of a file describes."""
    top.only("title", "number", "to_confirm", "inconsistency")
    rows = enumerate(top.tables("inconsistency"), start=1)
    return Plan(
        title=top.text("title", None),
        number=top.text("number"),
        inconsistencies=tuple(inconsistency_from(table, number) for number, table in rows),
        to_confirm=top.texts("to_confirm"),
    )


def inconsistency_from(table: Table, number: int) -> Inconsistency:
    """One [[inconsistency]], numbered by its place in the file."""
    table.only("found", "handling")
    return Inconsistency(number, table.text("found", None), table.text("handling", None))
