"""Files that people hand in as evidence (佐证材料): kept once by content, typed by their own bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import visits
from storage.models import Upload

LARGEST = 20 * 1024 * 1024
KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
"""What may be handed in, by its first bytes; files of Office before 2007 and of WPS are all alike there."""

PACKED = b"PK\x03\x04"
OFFICE = "application/vnd.openxmlformats-officedocument."
PACKAGES = (
    ("word/document.xml", f"{OFFICE}wordprocessingml.document"),
    ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation"),
)
"""What a packed file must contain to be a document; any other archive is not taken."""


class NotTaken(Exception):
    """A file that is not taken; the text says why, in Chinese."""


def kind_of(body: bytes) -> str:
    """The media type that the bytes themselves show; "" for what is not taken."""
    if body.startswith(PACKED):
        return kind_of_package(body)
    return next((kind for start, kind in KINDS if body.startswith(start)), "")


def kind_of_package(body: bytes) -> str:
    """The media type of a packed document by the names in it; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(body)) as packed:
            names = set(packed.namelist())
    except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return ""
    return next((kind for name, kind in PACKAGES if name in names), "")


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
        raise NotTaken(f"文件“{file}”不是图片（jpg、png）、PDF 或 Word、Excel 文件，或已损坏")
    made = Upload(
        county=county, unit=unit, finding_id=finding_id, rule=rule, hash=visits.keep(session, body),
        file=printable(file) or "附件", kind=kind, size=len(body), who=who, at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def printable(name: str) -> str:
    """A file's name as it can be shown: without signs that steer or turn round what is read."""
    return "".join(sign for sign in name if sign.isprintable()).strip()[:120]


def of_finding(session: Session, finding_id: int) -> list[Upload]:
    """The files handed in for a finding, oldest first."""
    return list(session.scalars(select(Upload).where(Upload.finding_id == finding_id).order_by(Upload.id)))


def of_rule(session: Session, county: str, unit: str, rule: str) -> list[Upload]:
    """The files handed in for a rule of a unit's self-check form, oldest first."""
    same = Upload.county == county, Upload.unit == unit, Upload.rule == rule
    return list(session.scalars(select(Upload).where(*same).order_by(Upload.id)))
