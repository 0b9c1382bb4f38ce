"""The container of old Office files: which streams it holds, and whether it is whole."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

from crawler.documents.errors import Unreadable

# What the library raises on containers that were cut or damaged.
BROKEN = (
    OSError,
    struct.error,
    ValueError,
    IndexError,
    AttributeError,
    TypeError,
    KeyError,
    OverflowError,
    RecursionError,
)


def streams(body: bytes) -> frozenset[str]:
    """The names of the streams at the top; none where the container cannot be read."""
    try:
        with olefile.OleFileIO(BytesIO(body)) as container:
            return frozenset(path[0] for path in container.listdir())
    except BROKEN:
        return frozenset()


def check(body: bytes) -> None:
    """Raise Unreadable for a container with any defect: readers in other languages trust what it says."""
    try:
        with olefile.OleFileIO(BytesIO(body), raise_defects=olefile.DEFECT_POTENTIAL) as container:
            sizes = [container.get_size(path) for path in container.listdir()]
    except BROKEN as error:
        raise Unreadable("文件已损坏，无法打开") from error
    if sum(sizes) > 2 * len(body):
        raise Unreadable("文件已损坏，无法打开")
