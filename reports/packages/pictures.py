"""The screenshots of a unit's lines, as files of the package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import pictures, visits
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
    """The newest screenshot of each of these findings, and of its place as it was put right."""
    for some in portions(findings):
        taken: dict[int, list[Picture]] = defaultdict(list)
        query = select(Picture).where(Picture.finding_id.in_(some)).order_by(Picture.id)
        for one in session.scalars(query):
            taken[one.finding_id].append(one)
        for finding in some:
            for shown in pictures.before_and_after(taken[finding]):
                if shown is not None and shown.hash is not None:
                    yield picture_file(session, shown, shown.hash)


def picture_file(session: Session, one: Picture, digest: str) -> PictureFile:
    try:
        body, note = pictures.body(session, one), one.note
    except visits.Pruned as pruned:
        body, note = None, str(pruned)
    ending = next((ending for start, ending in ENDINGS if body and body.startswith(start)), "bin")
    return PictureFile(one.finding_id, pictures.name_of(one), digest, one.page, ending, body, note)
