"""From paths and standard input to evidence, with the name under which each piece is reported."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from checks.evidence import Channel, Evidence, Guide
from checks.records import BadRecord, from_json, to_json
from crawler.documents import UnreadableDocument, read_document
from crawler.documents.beside import with_pictures_beside
from crawler.reading.reading import Visit
from crawler.reading.records import guide_of

MAX_BYTES = 20 * 1024 * 1024
CONTRACT = frozenset(to_json(Guide())) | {"text", "entries", "columns"}
"""The keys of our own records; one of them is enough."""


@dataclass(frozen=True, slots=True)
class Named:
    """A piece of evidence and the name by which the user knows it: a path, or a record's id."""

    key: str
    name: str
    piece: Evidence


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or line that could not be read: its name and why, in Chinese."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}：{self.reason}"


def read_paths(paths: Iterable[str]) -> Iterator[Named | Unread]:
    """Read files, folders (all files in them, by name) and "-", standard input."""
    for path in paths:
        if path == "-":
            yield from read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "标准输入")
        else:
            for file in files_under(Path(path)):
                yield from read_file(file)


def files_under(path: Path) -> Iterator[Path]:
    """The file itself, or every file in a folder and its sub-folders in a stable order."""
    if path.is_dir():
        yield from sorted(
            found for found in path.rglob("*") if found.is_file() and not found.name.startswith(".")
        )
    else:
        yield path


def read_file(file: Path) -> Iterator[Named | Unread]:
    """Read one file; what cannot be opened or read is an Unread."""
    try:
        if file.stat().st_size > MAX_BYTES:
            yield Unread(str(file), too_large(file.stat().st_size))
            return
        body = file.read_bytes()
    except FileNotFoundError:
        yield Unread(str(file), "文件不存在，请检查路径")
    except OSError as error:
        yield Unread(str(file), f"打不开（{error.strerror}）")
    else:
        yield from read_bytes(body, str(file))


def read_bytes(body: bytes, name: str, *, alone: bool = False) -> Iterator[Named | Unread]:
    """Read the bytes of one file; JSON is taken as records, anything else as a document.

    With `alone` the pictures that a page names are not looked for beside it: its name is only a name.
    """
    if len(body) > MAX_BYTES:
        yield Unread(name, too_large(len(body)))
    elif name.endswith((".json", ".jsonl")) or (name == "标准输入" and body.lstrip()[:1] in (b"{", b"[")):
        yield from records(body, name)
    else:
        try:
            visit = visit_of(body, name)
            reading = read_document(body, name=Path(name).name, visit=visit)
            if not alone:
                reading = with_pictures_beside(reading, body, visit, Path(name))
        except UnreadableDocument as error:
            yield Unread(name, error.reason)
            return
        if not reading.evidence:
            yield Unread(name, reading.problem or "没有读到办事指南、清单或文章")
        yield from (Named("path", name, piece) for piece in reading.evidence)


def visit_of(body: bytes, name: str) -> Visit:
    """A file tried by hand is judged as a window guide."""
    return Visit(url=name, channel=Channel.WINDOW, snapshot=sha256(body).hexdigest())


def too_large(size: int) -> str:
    return f"文件过大（{size / 1024 / 1024:.1f} MB，上限 {MAX_BYTES // 1024 // 1024} MB），没有读取"


def records(body: bytes, name: str) -> Iterator[Named | Unread]:
    """Read evidence as JSON: one object, a list of objects, or one object a line."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Unread(name, f"不是 UTF-8 文字（第 {error.start + 1} 字节）")
        return
    if not text.strip():
        yield Unread(name, "文件是空的")
        return
    try:
        whole = json.loads(text)
    except ValueError:
        yield from record_lines(text.splitlines(), name)
    else:
        for number, record in enumerate(whole if isinstance(whole, list) else [whole], 1):
            yield record_named(record, f"{name} 第 {number} 条")


def record_lines(lines: Iterable[str], name: str) -> Iterator[Named | Unread]:
    """Read one JSON object a line; a bad line is named and the rest is still read."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                yield Unread(f"{name} 第 {number} 行", f"不是 JSON（{error}）")
            else:
                yield record_named(record, f"{name} 第 {number} 行")


def record_named(record: object, place: str) -> Named | Unread:
    """One record under its id, or under its place where it has none.

    A record without any key of the contract is taken as a system's own, with the keys of the national
    model or printed labels as keys.
    """
    if isinstance(record, dict) and not CONTRACT & set(record):
        guide = guide_of(record, Visit(url=place, channel=Channel.SERVICE_NETWORK))
        if not (guide.item_name or guide.materials or guide.conditions):
            return Unread(place, "里面没有认得的办事指南栏目")
        return Named("id", guide.id or place, guide)
    try:
        piece = from_json(record)  # type: ignore[arg-type]  # from_json refuses what is no object
    except BadRecord as error:
        return Unread(place, str(error))
    identity = str(record["id"]) if isinstance(record, dict) and record.get("id") not in (None, "") else place
    return Named("id", identity, piece)


def record_stream(paths: Iterable[str]) -> Iterator[Named | Unread]:
    """Read records from the files named, or from standard input."""
    for path in paths or ("-",):
        if path == "-":
            yield from record_lines(
                (line.decode("utf-8", "replace") for line in sys.stdin.buffer), "标准输入"
            )
        else:
            try:
                with Path(path).open(encoding="utf-8-sig") as lines:
                    yield from record_lines(lines, path)
            except (OSError, UnicodeDecodeError) as error:
                yield Unread(path, f"读不了（{getattr(error, 'strerror', None) or '不是 UTF-8 文字'}）")
