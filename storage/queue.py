"""Choosing findings (筛选): filters, counts and pages of them, asked of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from storage.models import FindingRow
from storage.status import STATUSES, id_of

PAGE = 50
ORDER = (
    FindingRow.severity, FindingRow.verdict, FindingRow.rule, FindingRow.unit, FindingRow.text,
    FindingRow.item_name, FindingRow.id,
)  # fmt: skip
"""The gravest first, the sure before the doubtful, equal texts of a unit together."""

OPEN = ("待复核", "待整改", "复发", "待核实")
UNASSIGNED = "归属待定"
"""Stands for no unit where findings are chosen by unit."""
STILL_OPEN = "尚待处理"
"""Stands for every status in OPEN where findings are chosen by status."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which findings are asked for; what is empty does not choose."""

    unit: str = ""
    indicator: str = ""
    rule: str = ""
    channel: str = ""
    severity: str = ""
    status: str = ""
    verdict: str = ""
    round: str = ""
    text: str = ""
    issued_only: bool = False


def status_in_words() -> ColumnElement[str]:
    """The status as storage.status derives it, for the database to filter and count by."""
    row = FindingRow
    return case(
        (row.decided == "dismissed", "误报"),
        (and_(row.observed == "absent", row.cause == "withdrawn"), "已撤销"),
        (row.observed == "absent", "已整改"),
        (row.observed == "gone", "页面已取消"),
        (row.decided == "escalated", "上级要素"),
        (row.observed == "unknown", "待核实"),
        (row.reopened > 0, "复发"),
        (row.decided == "confirmed", "待整改"),
        else_="待复核",
    )


def conditions(county: str, chosen: Chosen) -> list[ColumnElement[bool]]:
    """What a finding must fulfil to be chosen."""
    row = FindingRow
    found: list[ColumnElement[bool]] = [row.county == county]
    for column, wanted in (
        (row.indicator, chosen.indicator), (row.rule, chosen.rule),
        (row.channel, chosen.channel), (row.severity, chosen.severity), (row.verdict, chosen.verdict),
        (row.round, chosen.round),
    ):  # fmt: skip
        if wanted:
            found.append(column == wanted)
    if chosen.unit:
        found.append(row.unit == ("" if chosen.unit == UNASSIGNED else chosen.unit))
    if chosen.status == STILL_OPEN:
        found.append(status_in_words().in_(OPEN))
    elif chosen.status:
        found.append(status_in_words() == chosen.status)
    if chosen.issued_only:
        found.append(row.round != "")
    if chosen.text.strip():
        found.append(says(chosen.text.strip()))
    return found


def says(text: str) -> ColumnElement[bool]:
    """Does the finding speak of this: its number, its item, its code, its words?"""
    row = FindingRow
    number = id_of(text) if text[:1] in "Ff" else None
    if number is not None:
        return row.id == number
    columns = (row.item_name, row.item_code, row.quote, row.message, row.unit)
    return or_(*(column.contains(text, autoescape=True) for column in columns))


def page(
    session: Session, county: str, chosen: Chosen, *, offset: int = 0, limit: int = PAGE
) -> list[FindingRow]:
    """The chosen findings from `offset` on, the gravest first, equal texts of a unit together."""
    query = select(FindingRow).where(*conditions(county, chosen)).order_by(*ORDER)
    return list(session.scalars(query.offset(offset).limit(limit)))


def counts(session: Session, county: str, chosen: Chosen) -> dict[str, int]:
    """How many of the chosen findings have each status, in the order of STATUSES."""
    word = status_in_words().label("word")
    query = select(word, func.count()).where(*conditions(county, chosen)).group_by("word")
    counted = {str(one): int(count) for one, count in session.execute(query)}
    return {word: counted[word] for word in STATUSES if word in counted}


def values(session: Session, county: str, chosen: Chosen, column: str) -> list[tuple[str, int]]:
    """What stands in a column of the chosen findings, with how often, for a list to choose from."""
    of = getattr(FindingRow, column)
    query = select(of, func.count()).where(*conditions(county, chosen)).group_by(of).order_by(of)
    return [(str(value), int(count)) for value, count in session.execute(query)]


def alike(session: Session, row: FindingRow) -> list[FindingRow]:
    """Undecided findings of the same unit and rule with the same text, this one first."""
    query = (
        select(FindingRow)
        .where(
            FindingRow.county == row.county, FindingRow.unit == row.unit, FindingRow.rule == row.rule,
            FindingRow.text == row.text, FindingRow.text != "", FindingRow.decided == "pending",
            FindingRow.observed.in_(("present", "unknown")), FindingRow.id != row.id,
        )
        .order_by(FindingRow.item_name, FindingRow.id)
    )  # fmt: skip
    return [row, *session.scalars(query)]


def beside(session: Session, row: FindingRow) -> Sequence[FindingRow]:
    """The findings of the same item and rule on all channels, this one among them."""
    subject = FindingRow.item_code == row.item_code if row.item_code else FindingRow.subject == row.subject
    query = select(FindingRow).where(
        FindingRow.county == row.county, FindingRow.unit == row.unit, FindingRow.rule == row.rule, subject
    )
    return list(session.scalars(query.order_by(FindingRow.channel, FindingRow.id)))


def behind(session: Session, county: str, chosen: Chosen, last: FindingRow) -> FindingRow | None:
    """The first of the chosen findings that stands behind this one in their order."""
    place = tuple_(*ORDER) > tuple_(*(getattr(last, column.key) for column in ORDER))
    query = select(FindingRow).where(*conditions(county, chosen), place).order_by(*ORDER).limit(1)
    return session.scalars(query).first()


def decided_alike(session: Session, row: FindingRow, limit: int = 8) -> list[FindingRow]:
    """Findings of the same rule with the same text on which somebody decided, the latest first."""
    query = (
        select(FindingRow)
        .where(
            FindingRow.county == row.county, FindingRow.rule == row.rule, FindingRow.text == row.text,
            FindingRow.text != "", FindingRow.decided != "pending", FindingRow.id != row.id,
        )
        .order_by(FindingRow.last_event.desc())
    )  # fmt: skip
    return list(session.scalars(query.limit(limit)))


def open_by_rule(session: Session, county: str) -> dict[str, int]:
    """How many findings of each rule are still to be dealt with."""
    query = (
        select(FindingRow.rule, func.count())
        .where(FindingRow.county == county, status_in_words().in_(OPEN))
        .group_by(FindingRow.rule)
    )
    return {str(rule): int(count) for rule, count in session.execute(query)}
