"""Disputes (申辩): what units say is not, or only partly, so, and nobody has decided on since."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.claims import CHECKED, Answer
from storage.deadlines import OPEN
from storage.models import Claim, Decision, FindingRow
from storage.queue import status_in_words

AGAINST = (Answer.PARTLY.value, Answer.DISPUTED.value)


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
