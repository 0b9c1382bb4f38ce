"""Watching rectification: what became of a round's issued problems, and what is due, asked in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, load_only

from storage.issuing import newest_lines
from storage.models import Claim, FindingRow, Issued, IssueList
from storage.queue import OPEN, status_in_words

PRESSING = tuple(word for word in OPEN if word != "待复核")
"""The statuses of an issued problem of which its unit is reminded."""
TOLD = (
    FindingRow.unit, FindingRow.item_name, FindingRow.channel, FindingRow.field, FindingRow.quote,
    FindingRow.message, FindingRow.observed, FindingRow.cause, FindingRow.decided, FindingRow.reopened,
    FindingRow.round, FindingRow.due, FindingRow.last_seen,
)  # fmt: skip
"""What a reminder tells of a finding."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One issued line: what it was issued as, its finding's status now and the day that holds now."""

    id: str
    unit: str
    indicator: str
    rule: str
    item_name: str
    item_code: str
    quote: str
    status: str
    due: date | None


def of_round(session: Session, county: str, round_name: str) -> list[Watched]:
    """The lines of a round that still hold.

    What makes lines one problem is taken as it was issued: a text that was put right in one place
    and altered in another stays one problem, half of it put right.
    """
    newest, record, row = newest_lines(county, round_name), Issued.record, FindingRow
    query = (
        select(
            row.id, Issued.unit, row.indicator, row.rule, record["item_name"].as_string(),
            record["item_code"].as_string(), record["quote"].as_string(), status_in_words(), row.due,
        )
        .select_from(Issued)
        .join(newest, newest.c.line == Issued.id)
        .join(row, row.id == Issued.finding_id)
        .where(row.round != "")
        .order_by(Issued.id)
    )  # fmt: skip
    return [
        Watched(str(number), unit, point, rule, name or "", code or "", quote or "", word, due)
        for number, unit, point, rule, name, code, quote, word, due in session.execute(query)
    ]


def pressing(
    session: Session, county: str, round_name: str, *, until: date, unit: str | None = None
) -> list[tuple[FindingRow, str]]:
    """What a round issued that is not put right and is due by a day, with its number; by unit and day."""
    row = FindingRow
    query = due_by(county, round_name, until, row, Issued.number).order_by(row.unit, row.due, Issued.number)
    if unit is not None:
        query = query.where(row.unit == unit)
    return [(found, number) for found, number in session.execute(query.options(load_only(*TOLD)))]


def how_pressing(session: Session, county: str, round_name: str, *, until: date) -> int:
    """How many findings `pressing` would give."""
    return session.scalar(due_by(county, round_name, until, func.count())) or 0


def due_by(county: str, round_name: str, until: date, *columns: Any) -> Select[Any]:
    """Asks these columns of what a round issued that is not put right and is due by a day."""
    newest, row = newest_lines(county, round_name), FindingRow
    return (
        select(*columns)
        .select_from(row)
        .join(newest, newest.c.finding_id == row.id)
        .join(Issued, Issued.id == newest.c.line)
        .where(row.round == round_name, row.due <= until, status_in_words().in_(PRESSING))
    )


def false_claims(session: Session, county: str, round_name: str) -> Counter[str]:
    """By unit: problems still seen after the unit had said that they were put right (申报不实)."""
    newest, row = newest_lines(county, round_name), FindingRow
    query = (
        select(row.unit, func.count(row.id.distinct()))
        .join(newest, newest.c.finding_id == row.id)
        .join(Claim, Claim.finding_id == row.id)
        .where(Claim.kind == "fixed", row.last_seen > Claim.at, row.round != "")
        .group_by(row.unit)
    )
    return Counter({unit: int(count) for unit, count in session.execute(query)})


def newly_found(session: Session, county: str, since: datetime, *, besides: str) -> Counter[str]:
    """By unit: confirmed problems first seen since a moment and not issued in the round `besides`."""
    query = found_since(county, since, besides, FindingRow.unit, func.count()).group_by(FindingRow.unit)
    return Counter({unit: int(count) for unit, count in session.execute(query)})


def new_findings(session: Session, county: str, since: datetime, *, besides: str) -> list[FindingRow]:
    """The findings that `newly_found` counts, by unit."""
    query = found_since(county, since, besides, FindingRow)
    return list(session.scalars(query.order_by(FindingRow.unit, FindingRow.id)))


def found_since(county: str, since: datetime, besides: str, *columns: Any) -> Select[Any]:
    """Asks these columns of what was first seen since a moment, confirmed and not issued in a round."""
    row, issued = FindingRow, newest_lines(county, besides)
    return (
        select(*columns)
        .select_from(row)
        .outerjoin(issued, issued.c.finding_id == row.id)
        .where(
            row.county == county, row.decided == "confirmed", row.first_seen >= since, issued.c.line.is_(None)
        )
    )


def line_counts(session: Session, county: str) -> dict[int, tuple[int, int]]:
    """Of every list: how many lines it has, and of how many units."""
    query = (
        select(Issued.list_id, func.count(), func.count(Issued.unit.distinct()))
        .join(IssueList, IssueList.id == Issued.list_id)
        .where(IssueList.county == county)
        .group_by(Issued.list_id)
    )
    return {number: (int(lines), int(units)) for number, lines, units in session.execute(query)}


def rounds_issued(session: Session, county: str) -> Sequence[str]:
    """The rounds that have a list, in the order of their first one."""
    query = (
        select(IssueList.round)
        .where(IssueList.county == county)
        .group_by(IssueList.round)
        .order_by(func.min(IssueList.id))
    )
    return list(session.scalars(query))


def units_of(session: Session, list_id: int) -> list[tuple[str, int]]:
    """The units of a list with how many lines each has."""
    query = select(Issued.unit, func.count()).where(Issued.list_id == list_id)
    found = session.execute(query.group_by(Issued.unit).order_by(func.min(Issued.id)))
    return [(unit, int(count)) for unit, count in found]


def lines_with_findings(
    session: Session, list_id: int, *, unit: str, offset: int, limit: int
) -> list[tuple[Issued, FindingRow]]:
    """Some of a list's lines, of one unit unless that is "", each with its finding as it stands now."""
    query = (
        select(Issued, FindingRow)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .where(Issued.list_id == list_id)
        .order_by(Issued.id)
    )
    if unit:
        query = query.where(Issued.unit == unit)
    return [(line, row) for line, row in session.execute(query.offset(offset).limit(limit))]
