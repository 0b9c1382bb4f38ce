"""The manifest (清单文件) of a package: its files with size and SHA-256, and the state it shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from reports.packages.archive import LeftOut, MaskedPage
from reports.packages.names import FORMAT, MANIFEST

TIME = (
    "made_at 是制作本包的计算机的时间，没有第三方时间戳。需要由第三方证明时间的，"
    "请将本包送时间戳服务机构（RFC 3161）加盖，或将校验值写入当日印发的公文。"
)


@dataclass(frozen=True, slots=True)
class FileOf:
    """One file of the package."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class IssuedAs:
    """A list of the round, and how many of its lines are in the package."""

    version: int
    document_number: str
    issued_on: str
    due: str
    head: str
    lines: int


@dataclass(frozen=True, slots=True)
class FindingOf:
    """One line with the hashes of what stands behind it: pages as they came, and screenshots."""

    number: str
    finding: str
    pages: tuple[str, ...]
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Of what the package was made: the county's record, the program and its rules."""

    county: str
    round: str
    unit: str
    made_at: str
    program: str
    ruleset: str
    reader: str
    events: int
    head: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that the manifest says."""

    state: State
    lists: tuple[IssuedAs, ...]
    findings: tuple[FindingOf, ...]
    masked: tuple[MaskedPage, ...]
    left_out: tuple[LeftOut, ...]
    files: tuple[FileOf, ...]


def written(manifest: Manifest) -> bytes:
    """The manifest as JSON, in an order that never changes."""
    state = manifest.state
    told: Mapping[str, Any] = {
        "format": FORMAT, "county": state.county, "round": state.round, "unit": state.unit,
        "made_at": state.made_at, "time_note": TIME, "program": state.program,
        "ruleset": state.ruleset, "reader": state.reader,
        "chain": {"events": state.events, "head": state.head},
        "lists": rows(manifest.lists), "findings": rows(manifest.findings),
        "masked": rows(manifest.masked), "left_out": rows(manifest.left_out), "files": rows(manifest.files),
    }  # fmt: skip
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def rows(given: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(one) for one in given]


def sums(files: Sequence[FileOf], manifest: bytes) -> bytes:
    """The checksums of all files and of the manifest, as `sha256sum -c` reads them."""
    lines = [f"{one.sha256}  {one.path}" for one in files]
    return "".join(f"{line}\n" for line in [*lines, f"{sha256(manifest).hexdigest()}  {MANIFEST}"]).encode()
