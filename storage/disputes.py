"""Disputes (申辩): what units say is not, or only partly, so, and nobody has decided on since."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.claims import CHECKED, Answer
from storage.deadlines import OPEN, portions
from storage.issuing import newest_lines
from storage.models import Claim, Decision, FindingRow, Issued
from storage.queue import status_in_words

AGAINST = (Answer.PARTLY.value, Answer.DISPUTED.value)


class Ruling(StrEnum):
    """What became of a dispute."""

    TAKEN_OFF = "采纳，已从清单撤回"
    DISMISSED = "采纳，按误报撤回"
    ESCALATED = "采纳，列为上级要素"
    UPHELD = "未采纳，维持原结论"
    WAITING = "尚未裁定"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute of an issued line: what the unit said, what became of it, and what the office said to it."""

    finding: FindingRow
    number: str
    unit: str
    said: Claim
    ruling: Ruling
    reason: str


def undecided(session: Session, county: str, *, unit: str = "") -> dict[int, str]:
    """The issued findings that their unit disputes, each with its unit.

    Its last word counts; whatever the office decided after it, confirming the finding too, settles it.
    """
    row = FindingRow
    last = (
        select(func.max(Claim.id))
        .where(Claim.kind.in_([one.value for one in CHECKED]))
        .group_by(Claim.finding_id)
        .scalar_subquery()
    )
    later = select(Decision.id).where(Decision.finding_id == row.id, Decision.at > Claim.at)
    query = (
        select(row.id, row.unit)
        .join(Claim, Claim.finding_id == row.id)
        .where(
            row.county == county, row.round != "", Claim.id.in_(last), Claim.kind.in_(AGAINST),
            status_in_words().in_(OPEN), ~later.exists(),
        )
    )  # fmt: skip
    found = session.execute(query.where(row.unit == unit) if unit else query)
    return {int(number): name for number, name in found}


def of_round(session: Session, county: str, round_name: str) -> list[Dispute]:
    """The last dispute of each line that a round issued, those taken off the list since too, by number."""
    newest = newest_lines(county, round_name)
    last = (
        select(func.max(Claim.id)).where(Claim.kind.in_(AGAINST)).group_by(Claim.finding_id).scalar_subquery()
    )
    query = (
        select(Issued, FindingRow, Claim)
        .join(newest, newest.c.line == Issued.id)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .join(Claim, Claim.finding_id == FindingRow.id)
        .where(Claim.id.in_(last))
        .order_by(Issued.number)
    )
    found = [(line, row, said) for line, row, said in session.execute(query)]
    decided = decisions_after(session, [row.id for _, row, _ in found])
    return [dispute(line, row, said, decided.get(row.id, [])) for line, row, said in found]


def decisions_after(session: Session, findings: list[int]) -> dict[int, list[Decision]]:
    """Every decision on these findings, oldest first."""
    made: dict[int, list[Decision]] = {}
    for some in portions(findings):
        query = select(Decision).where(Decision.finding_id.in_(some)).order_by(Decision.id)
        for one in session.scalars(query):
            made.setdefault(one.finding_id, []).append(one)
    return made


def dispute(line: Issued, row: FindingRow, said: Claim, decided: list[Decision]) -> Dispute:
    later = [one for one in decided if one.at >= said.at]
    reason = later[-1].reason if later else row.decided_reason
    if row.decided == "dismissed":
        ruling = Ruling.DISMISSED
    elif row.decided == "escalated":
        ruling = Ruling.ESCALATED
    elif not row.round:
        ruling, reason = Ruling.TAKEN_OFF, reason if later else ""
    else:
        ruling, reason = (Ruling.UPHELD, reason) if later else (Ruling.WAITING, "")
    return Dispute(row, line.number, line.unit, said, ruling, reason)
