"""What units answer: 核对 (agreed, partly, disputed) and 已报整改; shown beside the status only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.decisions import NotAllowed, Overtaken, tell
from storage.models import Claim, FindingRow
from storage.status import public_id


class Answer(StrEnum):
    """What a unit says to a finding."""

    AGREED = "agreed"
    PARTLY = "partly"
    DISPUTED = "disputed"
    FIXED = "fixed"

    @property
    def label(self) -> str:
        """In the office's words."""
        return ANSWER_TITLES[self]


ANSWER_TITLES = {
    Answer.AGREED: "属实",
    Answer.PARTLY: "部分属实",
    Answer.DISPUTED: "不属实",
    Answer.FIXED: "已报整改",
}
CHECKED = (Answer.AGREED, Answer.PARTLY, Answer.DISPUTED)


def answer(
    session: Session,
    finding_id: int,
    kind: Answer,
    *,
    who: str,
    at: datetime,
    note: str = "",
    files: Sequence[str] = (),
    after: int | None = None,
) -> Claim:
    """Record a unit's answer to a finding as it stands; only a re-check makes it 已整改.

    `files` are hashes of what was handed in; `after` is the last event that the person saw. Raises
    Overtaken when there is a newer one, NotAllowed for a dispute without a reason and for an answer to a
    finding that nobody issued.
    """
    row = session.get_one(FindingRow, finding_id)
    if after is not None and after != row.last_event:
        raise Overtaken(public_id(row))
    if not row.round:
        raise NotAllowed("该问题还没有下发，不能核对或报整改")
    if kind in (Answer.PARTLY, Answer.DISPUTED) and not note.strip():
        raise NotAllowed(f"“{kind.label}”须写明理由")
    made = Claim(
        finding_id=row.id, kind=kind.value, who=who, at=at, note=note, files=list(files), text=row.text
    )
    session.add(made)
    tell(session, row, at, who, f"claimed-{kind.value}", "", kind.label, note)
    return made


def of_finding(session: Session, finding_id: int) -> list[Claim]:
    """Every answer to a finding, oldest first."""
    return list(session.scalars(select(Claim).where(Claim.finding_id == finding_id).order_by(Claim.id)))


def of_findings(session: Session, findings: Sequence[int]) -> dict[int, list[Claim]]:
    """The answers to each of these findings, oldest first."""
    query = select(Claim).where(Claim.finding_id.in_(findings)).order_by(Claim.id)
    found: dict[int, list[Claim]] = {number: [] for number in findings}
    for claim in session.scalars(query):
        found[claim.finding_id].append(claim)
    return found


def newest(made: Sequence[Claim], kinds: Sequence[Answer]) -> Claim | None:
    """The last answer of one of these kinds."""
    wanted = {kind.value for kind in kinds}
    return next((one for one in reversed(made) if one.kind in wanted), None)
