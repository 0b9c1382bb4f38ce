"""Makes the evidence package of one unit in one round: the same state gives the same bytes.

Members stand unpacked (stored) with one fixed time, so that any byte of the file that is changed is a byte
of a member, of its name or of the table of contents. Only the manifest knows when the package was made.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checks.rule import Rule
from checks.text.masking import masked_record
from counties.profile import Profile
from reports.packages.archive import LeftOut, Packed, write_archive
from reports.packages.manifest import FileOf, FindingOf, IssuedAs, Manifest, State, sums, written
from reports.packages.names import (
    LIST_LINES,
    LIST_PAGE,
    LIST_SHEET,
    MANIFEST,
    NOTES_PAGE,
    NOTES_TEXT,
    PICTURES,
    SUMS,
    WARC,
)
from reports.packages.notes import Counts, as_page, as_text, notes
from reports.packages.pictures import PictureFile, pictures_of
from reports.packages.stored import Behind, behind
from reports.papers.issue_list import UNIT_PAPER
from reports.papers.paper import PAGE, SHEET, Material
from reports.papers.round import Line, RoundFacts, UnitFacts, facts_of, lines_of
from reports.papers.write import made as made_papers
from reports.wording import BEIJING
from storage import chain, runs
from storage.models import Event, Issued

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 20


class NothingIssued(LookupError):
    """Nothing was issued to this unit in this round; the text says so, in Chinese."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which package is to be made, when, and by which program."""

    round: str
    unit: str
    at: datetime
    program: str


@dataclass(frozen=True, slots=True)
class Made:
    """A package that was made; `manifest` is the hash of its manifest."""

    unit: str
    findings: int
    pages: int
    pictures: int
    masked: int
    left_out: int
    manifest: str


class Box:
    """The zip that is being filled: every member is hashed as it goes in."""

    def __init__(self, out: IO[bytes]) -> None:
        self._zip = ZipFile(out, "w", ZIP_STORED)
        self.files: list[FileOf] = []

    def put(self, path: str, data: bytes) -> None:
        """A file that is at hand as a whole."""
        self._zip.writestr(member(path), data)
        self.files.append(FileOf(path, sha256(data).hexdigest(), len(data)))

    def copy(self, path: str, source: IO[bytes]) -> None:
        """A file that may be large."""
        digest, size = sha256(), 0
        source.seek(0)
        while some := source.read(CHUNK):
            digest.update(some)
            size += len(some)
        source.seek(0)
        info = member(path)
        info.file_size = size
        with self._zip.open(info, "w") as target:
            shutil.copyfileobj(source, target, CHUNK)
        self.files.append(FileOf(path, digest.hexdigest(), size))

    def close(self) -> None:
        self._zip.close()


def member(path: str) -> ZipInfo:
    """A member as it is written on any system."""
    info = ZipInfo(path, FIXED_TIME)
    info.compress_type, info.create_system, info.external_attr = ZIP_STORED, 3, 0o644 << 16
    return info


def make_package(
    session: Session, profile: Profile, rules: tuple[Rule, ...], wish: Wish, out: IO[bytes]
) -> Made:
    """Write the package of a unit into `out`. Raises NothingIssued."""
    facts = facts_of(session, profile, rules, as_of=wish.at.astimezone(BEIJING).date(), round_name=wish.round)
    if facts.newest is not None:
        # The list is that of its day, whenever the package is made.
        facts = replace(facts, as_of=facts.newest.issued_on)
    lines = [] if facts.is_draft or facts.round != wish.round else lines_of(session, facts, wish.unit)
    if not lines:
        raise NothingIssued(f"{wish.round or '未写明的轮次'}没有下发给{wish.unit or '（归属待定）'}的问题")
    found, box = behind(session, profile.name, lines), Box(out)
    with TemporaryFile() as warc:
        packed = write_archive(session, profile.name, found, lines, warc, wish.program)
        if packed.answers:
            box.copy(WARC, warc)
    pictures = list(put_pictures(session, lines, packed, box))
    papers = put_lists(session, Material(session, profile, rules, facts, UnitFacts(wish.unit)), lines, box)
    manifest = finish(session, facts, wish, Content(lines, found, packed, tuple(pictures), papers), box)
    return Made(
        wish.unit, len(lines), len(set(map(id, packed.answers.values()))), len(pictures), len(packed.masked),
        len(packed.left_out), manifest,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What was put into the box before the manifest."""

    lines: list[Line]
    found: Behind
    packed: Packed
    pictures: tuple[PictureFile, ...]
    papers: tuple[str, ...]


def put_pictures(session: Session, lines: list[Line], packed: Packed, box: Box) -> Iterator[PictureFile]:
    """The screenshots of every line; none of a page on which numbers had to be masked."""
    for one in pictures_of(session, [line.row for line in lines]):
        if one.body is None:
            packed.left_out.append(LeftOut("截图", one.name, one.digest, 0, one.note))
        elif packed.hides(one.page):
            reason = "截图所在的网页含个人信息，未装入；原件在县里的数据库中"
            packed.left_out.append(LeftOut("截图", one.name, one.digest, len(one.body), reason))
        else:
            box.put(f"{PICTURES}/{one.name}.{one.ending}", one.body)
            yield one


def put_lists(session: Session, material: Material, lines: list[Line], box: Box) -> tuple[str, ...]:
    """The list for people, as it is on paper, and the frozen lines for programs."""
    names = []
    told = UNIT_PAPER.facts(material)
    for form, data in made_papers(UNIT_PAPER, told, material, (SHEET, PAGE), None):
        names.append(LIST_SHEET if form == SHEET else LIST_PAGE)
        box.put(names[-1], data)
    box.put(LIST_LINES, "".join(frozen(session, lines)).encode("utf-8", "replace"))
    return tuple(names)


def frozen(session: Session, lines: list[Line]) -> Iterator[str]:
    """Every line as it was issued, one JSON object each."""
    for line in lines:
        row = session.scalars(
            select(Issued).where(Issued.list_id == line.list_id, Issued.finding_id == line.row)
        ).one()
        told: dict[str, Any] = {"number": row.number, "issued_due": row.due.isoformat(), **row.record}
        yield json.dumps(masked_record(told), ensure_ascii=False) + "\n"


def finish(session: Session, facts: RoundFacts, wish: Wish, content: Content, box: Box) -> str:
    """Notes, manifest and checksums; gives the hash of the manifest."""
    state, lists = state_of(session, facts, wish), tuple(lists_used(facts, content.lines))
    said = notes(state, [list_in_words(one) for one in lists], counts_of(content), content.papers)
    box.put(NOTES_PAGE, as_page(said))
    box.put(NOTES_TEXT, as_text(said))
    files = tuple(sorted(box.files, key=lambda one: one.path))
    manifest = written(
        Manifest(
            state, lists, tuple(findings_of(content)), tuple(content.packed.masked),
            tuple(content.packed.left_out), files,
        )
    )  # fmt: skip
    box.put(MANIFEST, manifest)
    box.put(SUMS, sums(files, manifest))
    box.close()
    return sha256(manifest).hexdigest()


def state_of(session: Session, facts: RoundFacts, wish: Wish) -> State:
    run = runs.latest(session, facts.county)
    events = session.scalar(select(func.max(Event.number)).where(Event.county == facts.county)) or 0
    return State(
        county=facts.county, round=facts.round, unit=wish.unit,
        made_at=wish.at.astimezone(BEIJING).isoformat(timespec="seconds"), program=wish.program,
        ruleset=run.ruleset if run else "", reader=run.reader if run else "", events=events,
        head=chain.head(session, facts.county),
    )  # fmt: skip


def lists_used(facts: RoundFacts, lines: list[Line]) -> Iterator[IssuedAs]:
    """The lists that any of these lines stands on."""
    for one in facts.lists:
        count = sum(line.list_id == one.id for line in lines)
        if count:
            yield IssuedAs(
                one.version, one.document_number, one.issued_on.isoformat(), one.due.isoformat(), one.head,
                count,
            )  # fmt: skip


def list_in_words(one: IssuedAs) -> str:
    number = f"（{one.document_number}）" if one.document_number else ""
    return f"第 {one.version} 版{number}，{one.issued_on} 下发，{one.lines} 处"


def counts_of(content: Content) -> Counts:
    packed = content.packed
    return Counts(
        findings=len(content.lines),
        pages=len(set(map(id, packed.answers.values()))),
        pictures=len(content.pictures),
        without_page=sum(not content.found.of_line.get(line.number) for line in content.lines),
        masked=len(packed.masked),
        left_out=len(packed.left_out),
    )


def findings_of(content: Content) -> Iterator[FindingOf]:
    for line in content.lines:
        yield FindingOf(
            line.number,
            line.finding,
            tuple(content.packed.digests(content.found.of_line.get(line.number, ()))),
            tuple(one.name for one in content.pictures if one.row == line.row),
        )
