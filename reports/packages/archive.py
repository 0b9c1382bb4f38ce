"""Puts the pages behind a unit's lines into a web archive, without numbers of private persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

from sqlalchemy.orm import Session

from checks.text.masked_pages import MaskedBytes, is_text, masked_bytes
from checks.text.masking import masked
from reports.packages.names import FORMAT
from reports.packages.stored import Behind, asked, body_of, numbers_read, size_of
from reports.packages.warc import Answer, Archive, ascii_address, posted_address
from reports.packages.word import masked_word
from reports.papers.round import Line
from storage.models import Visit

SAVED = "imported-from"
"""The header by which an import says that a person saved the page."""
MOBILE_DIGITS = 11
PRUNED = "已按留存期限清理，只保留校验值"
UNMASKABLE = "内含公民身份号码等个人信息，不能确保隐去，未装入；原件在县里的数据库中"


@dataclass(frozen=True, slots=True)
class MaskedPage:
    """A page in which numbers were masked: its hash as it came and as it stands in the package."""

    address: str
    original: str
    packed: str
    signs: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that belongs here and is not in the package, and why, in Chinese."""

    what: str
    address: str
    original: str
    size: int
    reason: str


@dataclass
class Packed:
    """What went into the archive and what did not; `digests` are those of each line's pages, as they came."""

    answers: dict[int, Answer] = field(default_factory=dict)
    masked: list[MaskedPage] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    again: int = 0

    def digests(self, visits: Sequence[int]) -> list[str]:
        """The hashes, as the bytes came, of the pages of these visits that are in the archive."""
        own = (self.answers[visit].original for visit in visits if visit in self.answers)
        return list(dict.fromkeys(own))

    def hides(self, snapshot: str) -> bool:
        """Was anything masked in these bytes, or were they left out?"""
        return snapshot in {one.original for one in self.masked} | {one.original for one in self.left_out}


def write_archive(
    session: Session, county: str, found: Behind, lines: Sequence[Line], out: IO[bytes], made_by: str
) -> Packed:
    """Write the archive of these lines; the same visits always give the same bytes."""
    archive, packed = Archive(out), Packed()
    visits = found.in_order
    if visits:
        about = about_archive(county, made_by)
        archive.begin("pages.warc.gz", key_of(county, visits[-1]), visits[-1].fetched_at, about)
    for visit in visits:
        put_visit(session, county, visit, archive, packed)
    for line in lines:
        put_finding(archive, county, line, found.of_line.get(line.number, ()), packed)
    return packed


def about_archive(county: str, made_by: str) -> Mapping[str, str]:
    return {
        "software": made_by,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": FORMAT,
        "description": f"{county}政务服务评估取证：已下发问题所在的网页和文件",
    }


def key_of(county: str, visit: Visit) -> str:
    """What no other visit of any county is called."""
    return f"{county}/{visit.id}/{visit.fetched_at.isoformat()}/{visit.snapshot}"


def put_visit(session: Session, county: str, visit: Visit, archive: Archive, packed: Packed) -> None:
    """One visit: its bytes, or that it found bytes unchanged which stand in the archive already."""
    known = next(
        (
            packed.answers[number]
            for number in packed.answers
            if packed.answers[number].original == visit.snapshot
            and packed.answers[number].address == address_of(session, visit)
        ),
        None,
    )
    answer = known or answer_of(session, county, visit, packed)
    if answer is None:
        return
    if known is None:
        archive.answer(answer)
        if posted := asked(session, visit).posted:
            said = {"zwaudit-request": "POST", "address": visit.final_url, "body": masked(posted)}
            archive.note(f"posted/{answer.key}", f"urn:zwaudit:request:{visit.id}", answer.at, said, answer)
    elif known.kind == "response":
        archive.again(again_of(county, visit, known), known)
        packed.again += 1
    packed.answers[visit.id] = answer


def address_of(session: Session, visit: Visit) -> str:
    """The address under which a visit stands in the archive."""
    wanted = asked(session, visit)
    address = ascii_address(wanted.address)
    return posted_address(address, wanted.posted) if wanted.posted else address


def answer_of(session: Session, county: str, visit: Visit, packed: Packed) -> Answer | None:
    """What a visit brought, as it may go out; None with the reason noted when it cannot."""
    body, digest = body_of(session, visit), str(visit.snapshot)
    address = address_of(session, visit)
    if body is None:
        leave_out(packed, LeftOut("网页或文件", address, digest, size_of(session, visit.snapshot), PRUNED))
        return None
    text = is_text(body, visit.content_type)
    shown = presentable(body, visit.content_type, numbers_read(session, digest))
    if shown is None:
        leave_out(packed, LeftOut("文件", address, digest, len(body), UNMASKABLE))
        return None
    headers = {str(name): str(value) for name, value in (visit.headers or {}).items()}
    answer = Answer(
        key=key_of(county, visit),
        kind="resource" if SAVED in headers or not address.startswith("http") else "response",
        address=address,
        at=visit.fetched_at,
        # A 304 whose first answer is not here any more still shows what it confirmed.
        status=200 if visit.same_as is not None else visit.status or 200,
        headers=headers,
        content_type=visit.content_type or ("text/html" if text else "application/octet-stream"),
        body=shown.body,
        original=digest,
    )
    if shown.count:
        packed.masked.append(MaskedPage(address, digest, answer.digest, shown.count))
    return answer


def presentable(body: bytes, content_type: str, numbers: set[str]) -> MaskedBytes | None:
    """The bytes as they may go out, or None where numbers that were read from them cannot be masked in them.

    Of a text in another wrapping (a saved page in base64) the numbers are read, but do not stand in it.
    """
    if not is_text(body, content_type):
        return masked_word(body, numbers) if numbers else MaskedBytes(body, 0)
    shown = masked_bytes(body, content_type)
    # A mobile number may be one to call where it stands, and only look private in the reading.
    identities = {number for number in numbers if len(number) > MOBILE_DIGITS}
    return shown if shown.count or not identities else None


def leave_out(packed: Packed, one: LeftOut) -> None:
    if one not in packed.left_out:
        packed.left_out.append(one)


def again_of(county: str, visit: Visit, first: Answer) -> Answer:
    """A later visit that found the bytes of the first one."""
    headers = {str(name): str(value) for name, value in (visit.headers or {}).items()}
    status = 304 if visit.same_as is not None else visit.status or 200
    return Answer(
        key_of(county, visit), first.kind, first.address, visit.fetched_at, status, headers,
        first.content_type, b"", first.original,
    )  # fmt: skip


def put_finding(archive: Archive, county: str, line: Line, visits: Sequence[int], packed: Packed) -> None:
    """Say beside the pages what was found on them."""
    pages = [packed.answers[visit] for visit in visits if visit in packed.answers]
    hashes = packed.digests(visits)
    if not pages:
        return
    said = {
        "zwaudit-finding": line.finding, "number": line.number, "unit": line.unit, "rule": line.rule,
        "indicator": line.indicator, "item": masked(line.item_name), "item-code": line.item_code,
        "field": line.field, "quote": masked(line.quote, is_called="phone" in line.field),
        "message": masked(line.message), "pages": " ".join(f"sha256:{one}" for one in hashes),
    }  # fmt: skip
    first = pages[0]
    archive.note(
        f"finding/{county}/{line.number}/{first.key}",
        f"urn:zwaudit:finding:{line.finding}",
        first.at,
        said,
        first,
    )
