"""A saved page whose content is pictures, with those that the browser saved beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawler.documents.formats import Format, format_of
from crawler.documents.illustrated import is_in_pictures, pictures_wanted, read_illustrated
from crawler.documents.ocr import is_installed
from crawler.reading.reading import Reading, Visit

LARGEST = 20 * 1024 * 1024


def with_pictures_beside(reading: Reading, body: bytes, visit: Visit, file: Path) -> Reading:
    """The reading with what the pictures in the page's own folder say; else as it was."""
    if not is_in_pictures(reading) or not is_installed() or format_of(body) is not Format.HTML:
        return reading
    file = file.absolute()
    seen = replace(visit, fetched_url=file.as_uri())
    pictures = {}
    for url in pictures_wanted(body, seen):
        path = path_of(url)
        if path is not None and is_ours(path, file.parent):
            pictures[url] = path.read_bytes()
    again = read_illustrated(body, seen, pictures)
    if not again.evidence:
        return reading
    return replace(again, evidence=tuple(replace(piece, origin=visit.origin) for piece in again.evidence))


def path_of(url: str) -> Path | None:
    parts = urlsplit(url)
    return Path(unquote(parts.path)) if parts.scheme == "file" and "\x00" not in unquote(parts.path) else None


def is_ours(path: Path, folder: Path) -> bool:
    """Is it a file within the folder, whatever links say? A page names no other file of the machine."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        return inside and path.is_file() and path.stat().st_size <= LARGEST
    except OSError:
        return False
