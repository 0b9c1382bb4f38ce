"""7z archives unpacked in memory, within bounds."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

import py7zr
from py7zr.exceptions import ArchiveError, PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from crawler.documents.errors import Unreadable

LOCKED = "文件有密码，无法打开"
DAMAGED = "文件已损坏，无法打开"
MOST_FAULTS = 20
"""Members that may fail before the rest is given up."""

# What the library raises on files that only look like 7z.
BROKEN = (
    ArchiveError, py7zr.exceptions.AbsolutePathError, lzma.LZMAError, zlib.error, struct.error, EOFError,
    OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError,
    NotImplementedError,
)  # fmt: skip


class Kept(Py7zIO):
    """The bytes of one member; `whole` once it was unpacked to its end."""

    def __init__(self) -> None:
        self.bytes = BytesIO()
        self.whole = False

    def write(self, s: bytes | bytearray) -> int:
        return self.bytes.write(s)

    def read(self, size: int | None = None) -> bytes:
        return self.bytes.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.bytes.seek(offset, whence)

    def flush(self) -> None:
        return None

    def size(self) -> int:
        return self.bytes.getbuffer().nbytes

    def close(self) -> None:
        self.whole = True


class Memory(WriterFactory):
    """Keeps the members in memory, by their names."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def create(self, filename: str) -> Py7zIO:
        self.kept[filename] = Kept()
        return self.kept[filename]


def unpacked(body: bytes, most: int) -> Iterator[tuple[str, bytes | str]]:
    """Name and bytes of each member, or why it cannot be read; raises Unreadable for the whole."""
    pending = names_in(body, most)
    for _ in range(MOST_FAULTS):
        memory = Memory()
        fault = extract(body, set(pending), memory, most)
        whole = {name: kept.bytes.getvalue() for name, kept in memory.kept.items() if kept.whole}
        yield from whole.items()
        pending = [name for name in pending if PurePosixPath(name).as_posix() not in whole]
        if not pending or not fault:
            return
        yield pending.pop(0), fault
    yield from ((name, DAMAGED) for name in pending)


def names_in(body: bytes, most: int) -> list[str]:
    """The members that are files with a name that stays inside the archive."""
    try:
        with py7zr.SevenZipFile(BytesIO(body)) as archive:
            files = [entry for entry in archive.list() if not entry.is_directory]
    except PasswordRequired as error:
        raise Unreadable(LOCKED) from error
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error
    if sum(entry.uncompressed for entry in files) > most:
        raise Unreadable("文件解压后过大，没有读取")
    names = dict.fromkeys(str(entry.filename) for entry in files)
    return [name for name in names if not name.startswith("/") and ".." not in PurePosixPath(name).parts]


def extract(body: bytes, names: set[str], memory: Memory, most: int) -> str:
    """Unpack the named members as far as it goes; answers what stopped it."""
    try:
        with py7zr.SevenZipFile(BytesIO(body), max_extract_size=most) as archive:
            archive.extract(targets=names, factory=memory)
    except PasswordRequired:
        return LOCKED
    except BROKEN:
        return DAMAGED
    return ""
