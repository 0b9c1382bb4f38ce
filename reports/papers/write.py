"""Writes the papers of a unit or of the county into folders; a reader never sees a half-written file.

Beside the papers stands 数字来源, as a workbook and as JSON lines: which findings each number counts.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reports.file_names import stem_of
from reports.papers import sources
from reports.papers.figures import figures
from reports.papers.html import page_of
from reports.papers.paper import FORMATS, PAGE, PDF, SHEET, WORD, Material, Paper, Prints
from reports.papers.word import filled, template_named

FIGURES_FILE, FIGURES_BOOK = f"{sources.NAME}.jsonl", f"{sources.NAME}.xlsx"


@dataclass(frozen=True, slots=True)
class Written:
    """One file."""

    kind: str
    unit: str
    form: str
    path: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """The papers of a unit or of the county: what was written, and the pages that wait to be printed."""

    unit: str
    place: Path
    written: tuple[Written, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    """By the kind of paper."""


def write_papers(
    given: Material, papers: Iterable[Paper], folder: Path, *, formats: Collection[str] = FORMATS
) -> Folder:
    """Write the papers that there are for this material into a folder of its own under `folder`.

    A PDF is not printed here, since a browser takes longer than all the rest: see `write_printed`.
    Raises BrokenTemplate.
    """
    name = given.name
    place = folder / stem_of(name)
    lines: list[str] = []
    written: list[Written] = []
    pages: dict[str, str] = {}
    papers = list(papers)
    # What is to be printed is made as a page first.
    wanted = {PAGE if form == PDF else form for form in formats}
    for paper in papers:
        facts = paper.facts(given)
        named = {form: path_of(place, paper.kind, name, form) for form in FORMATS}
        if facts is None:
            remove(named.values())
            continue
        place.mkdir(parents=True, exist_ok=True)
        lines += [sources.line(paper.kind, name, one) for one in figures(facts)]
        # What cannot be written now must not stand there as it was before.
        remove(named[form] for form in formats)
        for form, data in made(paper, facts, given, wanted, None):
            if form == PAGE and PDF in formats:
                pages[paper.kind] = data.decode("utf-8")
            if form in formats:
                put(named[form], data)
                written.append(Written(paper.kind, name, form, named[form]))
    write_sources(place, lines, papers, given)
    return Folder(name, place, tuple(written), pages)


def write_printed(folder: Folder, printed: Mapping[str, bytes]) -> Iterator[Written]:
    """Write the PDF files of a folder; what could not be printed is not there."""
    for kind, data in printed.items():
        if data:
            path = path_of(folder.place, kind, folder.unit, PDF)
            put(path, data)
            yield Written(kind, folder.unit, PDF, path)


def path_of(place: Path, kind: str, unit: str, form: str) -> Path:
    return place / f"{kind}-{stem_of(unit)}.{form}"


def write_sources(place: Path, lines: Iterable[str], papers: Iterable[Paper], given: Material) -> None:
    """Write 数字来源; papers that were not written anew keep their lines."""
    file = place / FIGURES_FILE
    known = sources.merged(text_in(file), lines, {paper.kind for paper in papers})
    if known:
        put(file, "".join(known).encode())
        put(place / FIGURES_BOOK, sources.in_words(known, given.name, given.facts.as_of))


def text_in(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.exists() else ""


def made(
    paper: Paper, facts: object, given: Material, formats: Collection[str], printer: Prints | None
) -> Iterator[tuple[str, bytes]]:
    """The paper in each of the formats that are asked for and possible."""
    wanted = [one for one in paper.possible if one in formats]
    if SHEET in wanted and paper.sheet is not None:
        yield SHEET, paper.sheet(facts)
    if not set(wanted) & {WORD, PAGE, PDF}:
        return
    docx = filled(template_named(paper.template, given.profile.folder), facts)
    if WORD in wanted:
        yield WORD, docx
    if PAGE in wanted or (PDF in wanted and printer is not None):
        page = page_of(docx, paper.kind)
        if PAGE in wanted:
            yield PAGE, page.encode("utf-8", "replace")
        if PDF in wanted and printer is not None and (printed := printer.pdf(page)):
            yield PDF, printed


def remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """Replace a file as a whole."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        # A temporary file is readable by its owner only; papers are for everybody who sees the folder.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
