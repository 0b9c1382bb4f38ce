"""Zip files: what is in them, within bounds; their names are only names, nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePosixPath

from crawler.documents import archive
from crawler.documents.errors import Unreadable
from crawler.saved.pages import Unusable, readable
from crawler.saved.times import BEIJING

ZIP = b"PK\x03\x04"
UTF_8_NAME = 0x800
BROKEN = "压缩包里的这个文件已损坏"


def is_office(body: bytes) -> bool:
    """Is the zip a document of an office program?"""
    try:
        return "[Content_Types].xml" in zipfile.ZipFile(BytesIO(body)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def members(body: bytes, file: str) -> Iterator[tuple[str, bytes, datetime | None] | Unusable]:
    """Name, bytes and time of every file in the zip that is worth opening."""
    try:
        archive.check(body)
    except Unreadable as error:
        yield Unusable(file, str(error))
        return
    with zipfile.ZipFile(BytesIO(body)) as packed:
        for part in packed.infolist():
            name = readable(name_of(part))
            if part.is_dir():
                continue
            try:
                yield name, packed.read(part), changed(part)
            except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
                yield Unusable(f"{file}·{name}", BROKEN)


def name_of(part: zipfile.ZipInfo) -> str:
    """The name as it was given: Windows writes Chinese names in its own encoding."""
    if part.flag_bits & UTF_8_NAME:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return part.filename


def changed(part: zipfile.ZipInfo) -> datetime | None:
    """When the file was last changed, by the clock of the office."""
    try:
        return datetime(*part.date_time, tzinfo=BEIJING).astimezone(UTC)
    except ValueError:
        return None


def folder_and_name(name: str) -> tuple[tuple[str, ...], str]:
    """The folders and the name of a part, whichever way the slashes lean."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.parts[:-1], path.name
