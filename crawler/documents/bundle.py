"""Archives to evidence: every file inside is read, and one that cannot be read spoils no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from checks.evidence import Evidence, Guide, PageKind
from crawler.documents.archive import LARGEST, SMALL, STEEPEST
from crawler.documents.errors import Unreadable, UnreadableDocument
from crawler.documents.formats import Format, format_of
from crawler.documents.members import NO_TOOL, Member, of_rar, of_seven_zip, of_zip
from crawler.reading.names import item_name_of
from crawler.reading.reading import Reading, Visit
from crawler.saved import packed
from crawler.saved.pages import readable
from crawler.saved.selection import BESIDE, LEFT_BY_SYSTEMS

DEEPEST = 2
"""Archives, one in the other."""
MOST_MEMBERS = 2000
MOST_UNREAD = 100
"""Pictures and unknown files that are named when there is nothing else."""
LONGEST = 120.0
"""Seconds for one archive with all that is in it."""

OPENERS: dict[Format, Callable[[bytes, int], Iterator[Member]]] = {
    Format.ZIP: of_zip,
    Format.RAR: of_rar,
    Format.SEVEN_ZIP: of_seven_zip,
}
DOCUMENTS = (".doc", ".docx", ".docm", ".wps", ".rtf", ".pdf", ".xls", ".xlsx", ".et", ".zip", ".rar", ".7z")
"""Files that a clerk would miss when they are damaged beyond recognition."""
NO_TEXTS = (".css", ".js", ".json", ".xml", ".ini", ".svg", ".url", ".log", ".map")


@dataclass(slots=True)
class Bounds:
    """What is left for one file and all that is packed in it."""

    depth: int = 0
    size: int = LARGEST
    members: int = MOST_MEMBERS
    until: float = field(default_factory=lambda: time.monotonic() + LONGEST)


Read = Callable[[bytes, str, Visit], Reading]


def read(kind: Format, body: bytes, stem: str, visit: Visit, bounds: Bounds, read_one: Read) -> Reading:
    """The evidence of all members as one reading; raises Unreadable."""
    if bounds.depth >= DEEPEST:
        raise Unreadable("压缩包套了太多层，没有解开")
    bounds.depth += 1
    try:
        return joined(list(readings_of(OPENERS[kind](body, bounds.size), visit, bounds, read_one)), stem)
    finally:
        bounds.depth -= 1


def readings_of(members: Iterator[Member], visit: Visit, bounds: Bounds, read_one: Read) -> Iterator[Reading]:
    """Each member that is a document; pictures and the like only where there is nothing else."""
    aside: list[tuple[bytes, str, Visit]] = []
    found = False
    for member in islice(members, MOST_MEMBERS + 1):
        name = readable(member.name).replace("\\", "/").lstrip("/")
        if is_passed_over(name):
            continue
        seen = inside(visit, name)
        try:
            content = taken(member, bounds)
            if is_aside(content, name):
                aside.append((content, name, seen))
                continue
            reading = read_one(content, name, seen) if content.strip() else None
        except (Unreadable, UnreadableDocument) as error:
            reading = unread(name, seen, reason_of(error))
        if reading is not None:
            found = True
            yield reading
    if not found:
        yield from named(aside, read_one)


def reason_of(error: Unreadable | UnreadableDocument) -> str:
    """Why a member cannot be read; where the tool is missing, none of them can."""
    reason = error.reason if isinstance(error, UnreadableDocument) else str(error)
    if reason == NO_TOOL:
        raise Unreadable(NO_TOOL) from error
    return reason


def taken(member: Member, bounds: Bounds) -> bytes:
    """The bytes of a member, when there is room for them."""
    bounds.members -= 1
    if bounds.members < 0:
        raise Unreadable("压缩包里文件过多，没有读取")
    if time.monotonic() > bounds.until:
        raise Unreadable("压缩包解开过慢，没有读取")
    if member.size > bounds.size:
        raise Unreadable("文件解压后过大，没有读取")
    if member.size > SMALL and member.size > STEEPEST * max(member.packed, 1):
        raise Unreadable("文件压缩比异常，没有读取")
    bounds.size -= member.size
    return member.read()


def is_passed_over(name: str) -> bool:
    """Is it something that systems and browsers put beside the files?"""
    folders, base = packed.folder_and_name(name)
    return base.startswith((".", "~$")) or any(
        folder in LEFT_BY_SYSTEMS or folder.endswith(BESIDE) for folder in folders
    )


def is_aside(content: bytes, name: str) -> bool:
    """Is it a picture, or no document at all?"""
    kind, ending = format_of(content), name.lower()
    return (
        kind is Format.IMAGE
        or (kind is Format.UNKNOWN and not ending.endswith(DOCUMENTS))
        or (kind is Format.TEXT and ending.endswith(NO_TEXTS))
    )


def named(aside: list[tuple[bytes, str, Visit]], read_one: Read) -> Iterator[Reading]:
    """What stands in an archive of nothing but pictures and unknown files."""
    for content, name, seen in aside[:MOST_UNREAD]:
        try:
            yield read_one(content, name, seen)
        except UnreadableDocument as error:
            yield unread(name, seen, error.reason)


def joined(readings: list[Reading], stem: str) -> Reading:
    """One reading of all; its kind is guide if any of them is."""
    if not readings:
        raise Unreadable("压缩包里没有可以读取的文件")
    kinds = [reading.kind for reading in readings]
    wanted = (PageKind.GUIDE, PageKind.PUBLICATION, kinds[0])
    evidence = tuple(piece for reading in readings for piece in reading.evidence)
    problem = "" if evidence else next((reading.problem for reading in readings if reading.problem), "")
    return Reading(next(kind for kind in wanted if kind in kinds), stem, evidence, problem=problem)


def inside(visit: Visit, name: str) -> Visit:
    """The place of a member: that of the archive, and its path inside."""
    fetched = f"{visit.fetched_url}!{name}" if visit.fetched_url else ""
    return replace(visit, url=f"{visit.url}!{name}", fetched_url=fetched, content_type="")


def unread(name: str, visit: Visit, reason: str) -> Reading:
    """A guide that says why a member could not be read."""
    title = packed.folder_and_name(name)[1].rsplit(".", 1)[0]
    piece: Evidence = Guide(
        item_name=item_name_of(title),
        title=title,
        unit=visit.unit_hint,
        channel=visit.channel,
        unreadable=f"压缩包里的“{name}”：{reason}",
        origin=visit.origin,
    )
    return Reading(PageKind.GUIDE, title, (piece,), problem=reason)
