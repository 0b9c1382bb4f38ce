"""The files inside zip, 7z and rar archives, as they lie there; nothing is written to disk by us."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

import rarfile

from crawler.documents.errors import Unreadable
from crawler.documents.seven_zip import unpacked
from crawler.saved import packed

LOCKED = "文件有密码，无法打开"
DAMAGED = "文件已损坏，无法打开"
NO_TOOL = "系统里没有解开 rar 压缩包的工具，请解开后再放入，或安装 unar"
OPTIONS = ("-", "@")
"""How a name begins that a tool would take for something else."""

BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, LookupError,
)  # fmt: skip
BROKEN_RAR = (rarfile.Error, OSError, EOFError, ValueError, LookupError, TypeError, zlib.error, OverflowError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; `read` raises Unreadable."""

    name: str
    size: int
    packed: int
    """Bytes that it takes in the archive; its size where several files are packed as one."""
    read: Callable[[], bytes]


def of_zip(body: bytes, most: int) -> Iterator[Member]:
    """The files of a zip."""
    try:
        archive = zipfile.ZipFile(BytesIO(body))
    except BROKEN_ZIP as error:
        raise Unreadable(DAMAGED) from error
    for part in archive.infolist():
        if not part.filename.endswith("/"):
            read = partial(read_zip, archive, part)
            yield Member(packed.name_of(part), part.file_size, part.compress_size, read)


def read_zip(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    if part.flag_bits & 1:
        raise Unreadable(LOCKED)
    try:
        return archive.read(part)
    except BROKEN_ZIP as error:
        raise Unreadable(DAMAGED) from error


def of_rar(body: bytes, most: int) -> Iterator[Member]:
    """The files of a rar; packed ones need a tool of the system."""
    try:
        archive = rarfile.RarFile(BytesIO(body))
        parts = archive.infolist()
    except rarfile.NeedFirstVolume as error:
        raise Unreadable("这是分卷压缩包的一部分，请合在一起解开后再放入") from error
    except BROKEN_RAR as error:
        raise Unreadable(DAMAGED) from error
    if not parts:
        raise Unreadable(LOCKED if archive.needs_password() else "压缩包已损坏或是空的")
    for part in parts:
        if part.is_file():
            yield Member(part.filename, part.file_size, part.compress_size, partial(read_rar, archive, part))


def read_rar(archive: rarfile.RarFile, part: rarfile.RarInfo) -> bytes:
    if part.needs_password():
        raise Unreadable(LOCKED)
    if part.filename.startswith(OPTIONS):
        raise Unreadable("文件名异常，没有读取")
    try:
        if part.compress_type != rarfile.RAR_M0:
            # The library calls bsdtar in a way that bsdtar does not understand.
            rarfile.tool_setup(bsdtar=False)
        with archive.open(part) as opened:
            body = bytes(opened.read(part.file_size))
    except rarfile.RarCannotExec as error:
        raise Unreadable(NO_TOOL) from error
    except BROKEN_RAR as error:
        raise Unreadable(DAMAGED) from error
    if len(body) != part.file_size:
        raise Unreadable(DAMAGED)
    return body


def of_seven_zip(body: bytes, most: int) -> Iterator[Member]:
    """The files of a 7z: several are often packed as one, so all are unpacked at once."""
    for name, content in unpacked(body, most):
        size = len(content) if isinstance(content, bytes) else 0
        yield Member(name, size, size, partial(given, content))


def given(content: bytes | str) -> bytes:
    if isinstance(content, str):
        raise Unreadable(content)
    return content
