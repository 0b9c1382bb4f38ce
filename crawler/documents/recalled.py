"""What the recognition said of a picture before, remembered on disk: a published scan hardly ever changes.

Only what the models answered is kept, under the bytes of the very pixels they were shown; everything that is
made of it is made anew. The folder is the user's cache (ZWAUDIT_CACHE names another one) and may be deleted
at any time. Without a folder that can be written nothing is remembered, and nothing else changes.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

FORGOTTEN_AFTER = 200 * 24 * 3600.0
"""Seconds since a picture was last asked about."""

Answers = dict[str, Any]
_open: list[Answers] = []


@contextmanager
def recalling(picture: str) -> Iterator[None]:
    """Answer what was asked of this picture before from memory, and keep what is asked anew."""
    file = file_of(picture)
    known = read(file)
    before = len(known)
    _open.append(known)
    try:
        yield
    finally:
        _open.pop()
    if len(known) > before:
        write(file, known)


def answer(asked: str, image: Image, ask: Callable[[], Any]) -> Any:
    """What the models say of these pixels to this question, as plain JSON values."""
    if not _open:
        return ask()
    key = f"{asked}{image.size}{digest(image)}"
    if key not in _open[-1]:
        _open[-1][key] = ask()
    return _open[-1][key]


def digest(image: Image) -> str:
    """The hash of a picture's pixels."""
    return sha256(image.tobytes()).hexdigest()


def read(file: Path | None) -> Answers:
    """What is remembered; nothing where the file is missing or damaged."""
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        os.utime(file)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(file: Path | None, known: Answers) -> None:
    """Keep the answers; a file appears whole or not at all."""
    if file is None:
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        forget_old(file.parent)
        with NamedTemporaryFile("w", dir=file.parent, suffix=".part", delete=False, encoding="utf-8") as part:
            json.dump(known, part, ensure_ascii=False)
        Path(part.name).replace(file)


@cache
def forget_old(folder: Path) -> None:
    """Remove what nobody has asked about for long; once in a process."""
    for file in folder.iterdir():
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > FORGOTTEN_AFTER:
                file.unlink()


def file_of(picture: str) -> Path | None:
    """Where a picture is remembered; other models answer otherwise and have a folder of their own."""
    folder = cache_folder()
    models = f"pictures-{version('rapidocr')}-{version('onnxruntime')}"
    return folder / models / f"{sha256(picture.encode()).hexdigest()}.json" if folder else None


def cache_folder() -> Path | None:
    """The user's cache; None where there is none."""
    named = os.environ.get("ZWAUDIT_CACHE")
    if named is not None:
        return Path(named) if named else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zwaudit"
    except RuntimeError:
        return None
