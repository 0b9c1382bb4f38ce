"""The screenshots of a unit's lines, as files of the package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import visits
from storage.deadlines import portions
from storage.models import Picture

ENDINGS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"RIFF", "webp"))


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One screenshot: its number, the hash of the page that it shows, and its bytes.

    Without bytes `note` says why there are none.
    """

    row: int
    name: str
    digest: str
    page: str
    ending: str
    body: bytes | None
    note: str


def pictures_of(session: Session, findings: Sequence[int]) -> Iterator[PictureFile]:
    """The newest screenshot of each of these findings that has any, in the order of their numbers."""
    for some in portions(findings):
        newest = select(func.max(Picture.id)).where(Picture.finding_id.in_(some)).group_by(Picture.finding_id)
        for one in session.scalars(select(Picture).where(Picture.id.in_(newest)).order_by(Picture.id)):
            if one.hash is not None:
                yield picture_file(session, one, one.hash)


def picture_file(session: Session, one: Picture, digest: str) -> PictureFile:
    try:
        body, note = visits.body(session, digest), one.note
    except visits.Pruned as pruned:
        body, note = None, str(pruned)
    ending = next((ending for start, ending in ENDINGS if body and body.startswith(start)), "bin")
    return PictureFile(one.finding_id, f"T{one.id:06d}", digest, one.page, ending, body, note)
