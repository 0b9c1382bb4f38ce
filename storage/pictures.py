"""Screenshots (截图) as evidence: which findings still need one, and the newest of each.

A finding is shown twice at most for one wording: where the text stands, and, once it was put right, how the
same place looks without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from storage import visits
from storage.deadlines import portions
from storage.models import FindingRow, Picture

PAGE, DOCUMENT, READING = "page", "document", "reading"
"""What a picture shows: the stored page, a page of a document, or what was read where there is no page."""

MISSING = "（缺少内容）"
"""The text of a picture that shows where something is missing: there is nothing to be marked."""
MOST_TRIES = 3
"""A picture that failed so often is not tried again until the text changes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture to be kept, or why there is none: then `png` is None.

    `text` is what was looked for, MISSING where there is nothing to look for, "" in a picture of a place that
    was put right.
    """

    finding: int
    page: str
    address: str
    taken_at: datetime
    shows: str
    text: str
    is_marked: bool
    note: str
    png: bytes | None = None


def put(session: Session, taken: Taken, run_id: int | None = None) -> Picture:
    """Keep a picture; its bytes are a snapshot."""
    made = Picture(
        finding_id=taken.finding, run_id=run_id, page=taken.page, address=taken.address,
        hash=visits.keep(session, taken.png) if taken.png is not None else None,
        taken_at=taken.taken_at, shows=taken.shows, text=taken.text, is_marked=taken.is_marked,
        note=taken.note,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def wanted(session: Session, county: str, limit: int) -> list[FindingRow]:
    """The findings that need a picture, confirmed and gravest first: of a text that stands and was not shown,
    or of a place that was shown and has been put right since."""
    last = aliased(Picture)
    text = case((FindingRow.quote == "", MISSING), else_=FindingRow.quote)
    # One failure is no lasting reason: the browser may have been short of memory.
    shown = and_(Picture.finding_id == FindingRow.id, Picture.hash.is_not(None))
    newest_id = select(func.max(Picture.id)).where(shown).scalar_subquery()
    tried = select(func.count()).where(
        Picture.finding_id == FindingRow.id, Picture.hash.is_(None),
        Picture.text == case((FindingRow.observed == "present", text), else_=""),
    ).scalar_subquery()  # fmt: skip
    stands = and_(FindingRow.observed == "present", or_(last.id.is_(None), last.text != text))
    mended = and_(FindingRow.observed == "absent", FindingRow.cause == "fixed", last.text != "")
    query = (
        select(FindingRow)
        .outerjoin(last, last.id == newest_id)
        .where(
            FindingRow.county == county, FindingRow.snapshot != "", FindingRow.decided != "dismissed",
            or_(stands, mended), tried < MOST_TRIES,
        )
        .order_by(FindingRow.decided != "confirmed", FindingRow.severity, FindingRow.id)
        .limit(limit)
    )  # fmt: skip
    return list(session.scalars(query))


def newest(session: Session, findings: Iterable[int]) -> dict[int, Picture]:
    """The newest picture of each finding that has one with bytes."""
    found: dict[int, Picture] = {}
    for some in portions(findings):
        query = (
            select(Picture)
            .where(Picture.finding_id.in_(some), Picture.hash.is_not(None), Picture.text != "")
            .order_by(Picture.id)
        )
        found |= {picture.finding_id: picture for picture in session.scalars(query)}
    return found


def of_finding(session: Session, finding: int) -> Sequence[Picture]:
    """Every picture of a finding, and every failure to take one, oldest first."""
    return list(session.scalars(select(Picture).where(Picture.finding_id == finding).order_by(Picture.id)))


def of_findings(session: Session, findings: Iterable[int]) -> dict[int, list[Picture]]:
    """The pictures with bytes of each finding that has any, oldest first."""
    found: dict[int, list[Picture]] = {}
    for some in portions(findings):
        query = select(Picture).where(Picture.finding_id.in_(some), Picture.hash.is_not(None))
        for picture in session.scalars(query.order_by(Picture.id)):
            found.setdefault(picture.finding_id, []).append(picture)
    return found


def before_and_after(made: Sequence[Picture]) -> tuple[Picture | None, Picture | None]:
    """The newest picture of the text, and the one of its place without it, if that is newer."""
    shown = [one for one in made if one.hash is not None]
    before = next((one for one in reversed(shown) if one.text), None)
    after = shown[-1] if shown and not shown[-1].text else None
    return before, after


def body(session: Session, picture: Picture) -> bytes:
    """The picture's bytes (PNG). Raises Pruned when they were removed."""
    assert picture.hash is not None
    return visits.body(session, picture.hash)


def name_of(picture: Picture) -> str:
    """The number by which papers name it (截图编号)."""
    return f"T{picture.id:06d}"
