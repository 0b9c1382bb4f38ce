"""The evaluation plan as reports disclose it: its number, and where it contradicts itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from checks.rule import Basis
from counties.tables import Table, read_table

FILE_NAME = "plan.toml"


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A place where the plan contradicts itself or leaves open what it means, and how it is handled."""

    number: int
    found: str
    handling: str


# Matches "附件1-12" and "附件2-8"; must not match "附件1-13" or "附加".
CRITERION = re.compile(r"附件(?:1-(?:[1-9]|1[0-2])|2-[1-8])")
NUMBER_PENDING = "文号待补"
"""What stands for the number of a local document that nobody has given: it is never made up."""


@dataclass(frozen=True, slots=True)
class LocalDocument:
    """A document of the city or county on which a criterion rests."""

    criterion: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan (评估方案) that the county is evaluated under, and what the office has yet to confirm."""

    title: str
    number: str
    inconsistencies: tuple[Inconsistency, ...] = ()
    to_confirm: tuple[str, ...] = ()
    documents: tuple[LocalDocument, ...] = ()


def load_plan(folder: Path) -> Plan | None:
    """The plan.toml beside the county's profile; None when there is none."""
    file = folder / FILE_NAME
    return plan_from(read_table(file)) if file.exists() else None


def plan_from(top: Table) -> Plan:
    """The plan that the top table of a file describes."""
    top.only("title", "number", "to_confirm", "inconsistency", "document")
    rows = enumerate(top.tables("inconsistency"), start=1)
    return Plan(
        title=top.text("title", None),
        number=top.text("number"),
        inconsistencies=tuple(inconsistency_from(table, number) for number, table in rows),
        to_confirm=top.texts("to_confirm"),
        documents=tuple(document_from(table) for table in top.tables("document")),
    )


def inconsistency_from(table: Table, number: int) -> Inconsistency:
    """One [[inconsistency]], numbered by its place in the file."""
    table.only("found", "handling")
    return Inconsistency(number, table.text("found", None), table.text("handling", None))


def document_from(table: Table) -> LocalDocument:
    """One [[document]]: what it is called, on which criterion it bears, and since when it may be cited."""
    table.only("criterion", "title", "number", "article", "effective_from")
    since = table.day("effective_from")
    if since is None:
        raise table.wrong("effective_from", "缺少这一项，应为可以引用的第一天，例如 2022-01-10")
    criterion = table.text("criterion", None)
    if not CRITERION.fullmatch(criterion):
        raise table.wrong("criterion", "应为指标编号，例如 附件1-2")
    number = table.text("number") or NUMBER_PENDING
    return LocalDocument(criterion, Basis(table.text("title", None), table.text("article"), number, since))
