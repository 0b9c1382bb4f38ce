"""Guards against archives that are small on disk and huge in memory."""

from __future__ import annotations

import zipfile
from io import BytesIO

from crawler.documents.errors import Unreadable

LARGEST = 200 * 1024 * 1024
"""Bytes of all parts together, unpacked."""

STEEPEST = 150
"""Times that a part may grow when unpacked; real text grows 5 to 30 times."""

SMALL = 5 * 1024 * 1024
"""A part below this size does no harm, however well it was packed."""

MOST_PARTS = 10_000


def check(body: bytes) -> None:
    """Raise Unreadable for an archive that is damaged, encrypted, or would grow out of bounds."""
    try:
        parts = zipfile.ZipFile(BytesIO(body)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("文件已损坏，无法打开") from error
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("文件有密码，无法打开")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
        raise Unreadable("文件解压后过大，没有读取")
    if any(
        part.file_size > SMALL and part.file_size > STEEPEST * max(part.compress_size, 1) for part in parts
    ):
        raise Unreadable("文件压缩比异常，没有读取")
