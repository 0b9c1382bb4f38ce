"""Writes the pages of a report; a reader never sees a half-written page."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.build import UNASSIGNED_FILE
from reports.model import NotesPage, Overview, Report, ScorePage, UnitPage, UnverifiedPage

Page = Overview | UnitPage | UnverifiedPage | NotesPage | ScorePage

SCORES_FILE = "scores.html"
TEMPLATES = Path(__file__).parent / "templates"

TEMPLATE_OF: dict[type[Page], str] = {
    Overview: "overview.html",
    UnitPage: "unit.html",
    UnverifiedPage: "unverified.html",
    NotesPage: "notes.html",
    ScorePage: "scores.html",
}


def write_report(report: Report, out: Path) -> Path:
    """Write every page into `out`/reports and return the overview's path.

    The overview comes last, so that whoever sees it can follow its links; pages of units that are
    no longer in the profile are taken away.
    """
    folder = out / "reports"
    (folder / "units").mkdir(parents=True, exist_ok=True)
    names = [name for name, _ in report.units]
    for path, page in pages(report):
        put(folder / path, render(page))
    for stale in set((folder / "units").glob("*.html")) - {folder / "units" / name for name in names}:
        stale.unlink()
    if report.unassigned is None:
        (folder / UNASSIGNED_FILE).unlink(missing_ok=True)
    if report.scores is None:
        (folder / SCORES_FILE).unlink(missing_ok=True)
    return folder / "index.html"


def pages(report: Report) -> Iterator[tuple[str, Page]]:
    """Every page with its path inside the folder of reports, the overview last."""
    for name, page in report.units:
        yield f"units/{name}", page
    if report.unassigned is not None:
        yield UNASSIGNED_FILE, report.unassigned
    yield "unverified.html", report.unverified
    yield "notes.html", report.notes
    if report.scores is not None:
        yield SCORES_FILE, report.scores
    yield "index.html", report.overview


def render(page: Page) -> str:
    """A page as HTML, complete in itself."""
    return environment().get_template(TEMPLATE_OF[type(page)]).render(page=page)


@cache
def environment() -> Environment:
    """The templates; an unknown name in one of them is an error, all text is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def put(path: Path, text: str) -> None:
    """Replace a file as a whole."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as out:
            out.write(text)
        # A temporary file is readable by its owner only; a report is for everybody who sees the folder.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
