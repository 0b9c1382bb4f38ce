"""Checks a package against its manifest: which file was altered, removed or added.

A package comes from outside: nothing of it is unpacked to disk, no name in it is used as a path, and no
more is read than the file has bytes. What is no package raises NoPackage, one that cannot be read Broken.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reports.packages.manifest import FileOf, sums
from reports.packages.names import FORMAT, MANIFEST, SUMS

MOST_FILES = 60_000
LARGEST_CONTENTS = 32 << 20
LARGEST_MANIFEST = 16 << 20
CHUNK = 1 << 20
BEGIN, END = b"PK\x03\x04", b"PK\x05\x06"
END_SIZE = 22
# Matches "../a", "/etc/passwd", "a\\b", "C:a"; must not match "warc/pages.warc.gz".
STRANGE = re.compile(r"^/|(?:^|/)\.\.?(?:/|$)|[\\:]")
"""A name that would lead out of the folder into which somebody unpacks the file."""
UNREADABLE = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, UnicodeError
)  # fmt: skip
"""What reading a damaged member raises."""


class NoPackage(ValueError):
    """The file is no package, or one that cannot be read at all; the text says why, in Chinese."""


class Broken(NoPackage):
    """The file was a package, as it seems, and cannot be read any more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a package says of itself."""

    county: str
    round: str
    unit: str
    made_at: str
    program: str
    events: int
    head: str
    findings: int
    masked: int
    left_out: int
    files: tuple[FileOf, ...]
    digest: str
    """The hash of the manifest."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A package with everything that is wrong with it, in Chinese; nothing is when `faults` is empty."""

    told: Told
    faults: tuple[str, ...]


def check_package(file: Path) -> Checked:
    """Check a file. Raises NoPackage or Broken, and OSError when the file itself cannot be read."""
    with file.open("rb") as source:
        size = refuse_endless(source)
        try:
            package = ZipFile(source)
        except UNREADABLE as error:
            raise Broken("已经损坏（打不开 zip 目录）") from error
        with package:
            return checked(package, size)


def refuse_endless(source: IO[bytes]) -> int:
    """Look at both ends of the zip first: a table of contents may be made to fill the memory.

    Gives the size of the file.
    """
    if source.read(len(BEGIN)) != BEGIN:
        raise NoPackage("不是证据包（不是 zip 文件）")
    size = source.seek(0, 2)
    source.seek(max(0, size - END_SIZE))
    end = source.read()
    # The end of an Excel file that is inside stands somewhere before.
    if not end.startswith(END) or len(end) != END_SIZE:
        raise Broken("已经截断或损坏（没有 zip 的结尾）")
    entries, contents = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if contents > LARGEST_CONTENTS or entries == 0xFFFF:
        raise NoPackage("不是本程序制作的证据包：目录过大")
    source.seek(0)
    return size


def checked(package: ZipFile, size: int) -> Checked:
    members = package.infolist()
    if len(members) > MOST_FILES:
        raise NoPackage("不是本程序制作的证据包：文件过多")
    if sum(member.compress_size for member in members) > size:
        raise Broken("已经损坏或被改动（各文件互相重叠）")
    times = Counter(member.filename for member in members)
    by_name = {member.filename: member for member in members}
    manifest = manifest_of(package, by_name)
    told = read_manifest(manifest)
    faults = [f"名称不当：{shown(name)}" for name in times if STRANGE.search(name)]
    faults += [f"重复：{shown(name)}（出现 {count} 次）" for name, count in times.items() if count > 1]
    known = {one.path for one in told.files} | {MANIFEST, SUMS}
    faults += [f"多出：{shown(name)}" for name in times if name not in known]
    faults += [fault for one in told.files if (fault := fault_of(package, by_name.get(one.path), one))]
    faults += sums_faults(package, by_name.get(SUMS), sums(told.files, manifest))
    return Checked(told, tuple(faults))


def manifest_of(package: ZipFile, by_name: Mapping[str, ZipInfo]) -> bytes:
    """The bytes of the manifest. Raises NoPackage when there is none, Broken when it cannot be read."""
    member = by_name.get(MANIFEST)
    if member is None:
        raise NoPackage(f"不是证据包：没有清单文件 {MANIFEST}")
    if member.file_size > LARGEST_MANIFEST or member.compress_type != ZIP_STORED:
        raise NoPackage(f"不是本程序制作的证据包：清单文件 {MANIFEST} 过大或形式不对")
    try:
        return b"".join(chunks(package, member))
    except UNREADABLE as error:
        raise Broken(f"清单文件 {MANIFEST} 已被改动或损坏，读不出来") from error


def chunks(package: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """The bytes of a member, which stands unpacked; the zip's own checksum is compared at its end."""
    with package.open(member) as source:
        while some := source.read(CHUNK):
            yield some


def fault_of(package: ZipFile, member: ZipInfo | None, one: FileOf) -> str:
    """What is wrong with one file of the manifest; "" when nothing is."""
    if member is None:
        return f"缺少：{shown(one.path)}"
    altered = f"已被改动：{shown(one.path)}"
    if member.file_size != one.size:
        return f"{altered}（应为 {one.size} 字节，现为 {member.file_size} 字节）"
    # Ours stand unpacked: nothing of a few bytes can become gigabytes here.
    if member.compress_type != ZIP_STORED or member.compress_size != member.file_size:
        return f"{altered}（不是制作时的存放方式）"
    digest = sha256()
    try:
        for some in chunks(package, member):
            digest.update(some)
    except UNREADABLE:
        return f"{altered}（内容损坏，读不出来）"
    return "" if digest.hexdigest() == one.sha256 else f"{altered}（校验值不符）"


def sums_faults(package: ZipFile, member: ZipInfo | None, expected: bytes) -> Iterator[str]:
    """Does the list of checksums say what the manifest says, and that of the manifest itself?"""
    if member is None:
        yield f"缺少：{SUMS}"
        return
    try:
        same = member.file_size == len(expected) and b"".join(chunks(package, member)) == expected
    except UNREADABLE:
        same = False
    if not same:
        yield f"已被改动：{MANIFEST} 或 {SUMS}（两者不符）"


def read_manifest(data: bytes) -> Told:
    """What the manifest says. Raises NoPackage for another format, Broken for no manifest any more."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Broken(f"清单文件 {MANIFEST} 已被改动或损坏，不是 JSON") from error
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise NoPackage(f"清单文件 {MANIFEST} 不是本程序的格式（应为 {FORMAT}）")
    try:
        chain = given["chain"]
        return Told(
            county=text(given["county"]), round=text(given["round"]), unit=text(given["unit"]),
            made_at=text(given["made_at"]), program=text(given["program"]), events=number(chain["events"]),
            head=text(chain["head"]), findings=len(listed(given["findings"])),
            masked=len(listed(given["masked"])), left_out=len(listed(given["left_out"])),
            files=tuple(files_of(listed(given["files"]))), digest=sha256(data).hexdigest(),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise Broken(f"清单文件 {MANIFEST} 已被改动：内容不全或形式不对") from error


def files_of(given: list[Any]) -> Iterator[FileOf]:
    for one in given:
        yield FileOf(text(one["path"]), text(one["sha256"]), number(one["size"]))


def text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("no text")
    return given


def number(given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise TypeError("no count")
    return given


def listed(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise TypeError("no list")
    return given


def shown(name: str) -> str:
    """A name from outside as a terminal may show it: without signs that steer it, and not endless."""
    plain = "".join("�" if unicodedata.category(sign)[0] == "C" else sign for sign in name)
    return plain if len(plain) <= 120 else f"{plain[:120]}…"
