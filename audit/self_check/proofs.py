"""The files that a form names: found beside it, hashed, and pictures given a look that others can match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from checks.answers import Proof, ProofFile
from crawler.looks import look_of

LARGEST = 100 * 1024 * 1024
# Parts "a.jpg；b.jpg" and "a.jpg、b.jpg"; a single "报告.docx" stays whole.
BETWEEN_FILES = re.compile(r"[；;\n]")
BETWEEN_NAMES = re.compile(r"[、，,]")
# Matches "等候区：1.jpg"; must not match "C:\1.jpg", which is a path and is refused.
LABELLED = re.compile(r"([^：:\\/]{2,})[：:](.+)", re.DOTALL)


@dataclass(frozen=True)
class BadFile(Exception):
    """A file that cannot be taken as proof: why (Chinese)."""

    reason: str


def proof_files(text: str, sort: Proof, folder: Path) -> Iterator[ProofFile | BadFile]:
    """The files that a cell names, or what is wrong with each."""
    for part in BETWEEN_FILES.split(text):
        label, name = split_label(part.strip())
        for one in names_of(name, folder):
            try:
                yield proof_file(one, label, sort, folder)
            except BadFile as error:
                yield error


def split_label(part: str) -> tuple[str, str]:
    labelled = LABELLED.fullmatch(part)
    return (labelled[1].strip(), labelled[2].strip()) if labelled else ("", part)


def names_of(text: str, folder: Path) -> list[str]:
    """One name, or several between commas where no file bears the whole."""
    if not text:
        return []
    try:
        whole = (folder / text).is_file()
    except OSError:
        whole = False
    names = [text] if whole else BETWEEN_NAMES.split(text)
    return [name.strip() for name in names if name.strip()]


def proof_file(name: str, label: str, sort: Proof, folder: Path) -> ProofFile:
    """One file beside the form. Raises BadFile."""
    if ":" in name or "\\" in name or name.startswith("/") or ".." in name:
        raise BadFile(f"“{name}”应只写文件名，并与自查表放在同一文件夹")
    path = folder / name
    try:
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            raise BadFile(f"找不到文件“{name}”，应与自查表放在同一文件夹")
        size = path.stat().st_size
        if not size or size > LARGEST:
            raise BadFile(f"文件“{name}”" + ("是空的" if not size else f"超过 {LARGEST // 1048576} MB"))
        body = path.read_bytes()
    except OSError as error:
        raise BadFile(f"文件“{name}”打不开（{error.strerror}）") from error
    return ProofFile(sort, name, label, sha256(body).hexdigest(), look_of(body))
