"""Files that people hand in as evidence (佐证材料): kept once by content, typed by their own bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import visits
from storage.models import Upload

LARGEST = 20 * 1024 * 1024
KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"%PDF-", "application/pdf", "pdf"),
    (b"PK\x03\x04", "application/zip", "docx 或 xlsx"),
    (b"\xd0\xcf\x11\xe0", "application/msword", "doc 或 xls"),
)
"""What may be handed in, by the first bytes: type and how people call it."""


class NotTaken(Exception):
    """A file that is not taken; the text says why, in Chinese."""


def kind_of(body: bytes) -> str:
    """The media type that the bytes themselves show; "" for what is not taken."""
    return next((kind for start, kind, _ in KINDS if body.startswith(start)), "")


def hand_in(
    session: Session,
    county: str,
    body: bytes,
    *,
    file: str,
    unit: str,
    who: str,
    at: datetime,
    finding_id: int | None = None,
    rule: str = "",
) -> Upload:
    """Keep a file. Raises NotTaken for an empty, too large or unknown one."""
    if not body:
        raise NotTaken(f"文件“{file}”是空的")
    if len(body) > LARGEST:
        raise NotTaken(f"文件“{file}”超过 {LARGEST // 1024 // 1024} MB")
    kind = kind_of(body)
    if not kind:
        raise NotTaken(f"文件“{file}”不是图片（jpg、png）、PDF 或 Office 文件")
    made = Upload(
        county=county, unit=unit, finding_id=finding_id, rule=rule, hash=visits.keep(session, body),
        file=file[:120], kind=kind, size=len(body), who=who, at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def of_finding(session: Session, finding_id: int) -> list[Upload]:
    """The files handed in for a finding, oldest first."""
    return list(session.scalars(select(Upload).where(Upload.finding_id == finding_id).order_by(Upload.id)))


def of_rule(session: Session, county: str, unit: str, rule: str) -> list[Upload]:
    """The files handed in for a rule of a unit's self-check form, oldest first."""
    same = Upload.county == county, Upload.unit == unit, Upload.rule == rule
    return list(session.scalars(select(Upload).where(*same).order_by(Upload.id)))
