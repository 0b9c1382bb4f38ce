"""Paths that a person names to the bytes of files: nothing too large, no pipes, nothing through a link."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.saved.pages import Unusable, readable
from crawler.saved.selection import is_wanted

LARGEST = 100 * 1024 * 1024
"""Bytes of one file. A HAR of an hour's clicking has 50 MB; more is a film or an accident."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """One file: its bytes, the name that it is known by, and its time."""

    name: str
    body: bytes
    at: datetime


def files_of(paths: Iterable[Path]) -> Iterator[SavedFile | Unusable]:
    """The files named, and of folders named those that may be saved pages."""
    for path in paths:
        if path.is_dir():
            found = list(under(path))
            if not found:
                yield Unusable(readable(str(path)), "文件夹里没有网页存档")
            for inner in found:
                yield read(inner, str(inner.relative_to(path.parent)))
        else:
            yield read(path, str(path))


def under(folder: Path) -> Iterator[Path]:
    """The files of a folder in a stable order; linked folders and linked files are not entered."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        parts = Path(place).relative_to(folder).parts
        for name in sorted(names):
            file = Path(place, name)
            if is_wanted(parts, name) and not file.is_symlink():
                yield file


def read(file: Path, name: str) -> SavedFile | Unusable:
    """One file, or why it cannot be taken."""
    name = readable(name)
    try:
        state = file.stat()
        if not file.is_file():
            return Unusable(name, "不是普通文件")
        if state.st_size > LARGEST:
            size, most = state.st_size / 1024 / 1024, LARGEST // 1024 // 1024
            return Unusable(name, f"文件过大（{size:.0f} MB，上限 {most} MB），请分几次保存")
        return SavedFile(name, file.read_bytes(), datetime.fromtimestamp(state.st_mtime, UTC))
    except FileNotFoundError:
        return Unusable(name, "文件不存在，请检查路径")
    except (OSError, ValueError, OverflowError) as error:
        return Unusable(name, f"打不开（{getattr(error, 'strerror', None) or '路径有误'}）")
