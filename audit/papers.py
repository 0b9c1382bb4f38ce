"""Writes the papers of a round (文书): unit by unit, in two processes where that pays, at a flat memory."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from audit.display import console
from audit.errors import Incomplete, UserMistake
from audit.judging import verified_last
from audit.workspace import Workspace, load_profile, open_existing, rules_of
from crawler.chromium import browser_available
from reports.file_names import stem_of
from reports.papers.listed import PAPERS
from reports.papers.paper import FORMATS, PDF, Material, Paper
from reports.papers.pdf import CannotPrint, Printer
from reports.papers.round import RoundFacts, facts_of, line_counts
from reports.papers.word import OWN_FOLDER, PACKAGED, BrokenTemplate
from reports.papers.write import Folder, Written, write_papers, write_printed
from storage.database import reading

FOLDER = "papers"
MANY = 6
"""From so many units on a second process pays for its start."""
EACH, OF_COUNTY = 40, 0.25
"""What a unit costs beside its lines, in lines; what all lines cost once more in the county's papers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which papers are asked for; what is empty means all."""

    round: str = ""
    unit: str = ""
    kinds: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the work that one process does; None among the units stands for the whole county."""

    county: Path
    db: str
    out: Path
    facts: RoundFacts
    asked: Asked
    units: tuple[str | None, ...]
    chromium: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was written, and why some of it could not be printed."""

    files: tuple[Written, ...]
    problem: str = ""


def papers(workspace: Workspace, county: Path, db: str, asked: Asked) -> None:
    """Write all papers that are asked for and say where. Raises UserMistake and Incomplete."""
    chosen(asked.kinds)
    formats_known(asked.formats)
    with reading(workspace.engine) as session:
        facts = facts_of(
            session, workspace.profile, workspace.rules, as_of=workspace.as_of, round_name=asked.round
        )
        sizes = line_counts(session, facts)
    units = units_asked(workspace, facts, asked)
    folder = workspace.out / FOLDER / stem_of(facts.round)
    chromium = browser_available() if PDF in asked.formats else None
    whole = Share(county, db, folder, replace(facts, rules=dict(facts.rules)), asked, units, chromium)
    done = written_by(whole, sizes)
    tell(facts, done.files, folder, without_pdf=PDF in asked.formats and chromium is None)
    if done.problem:
        raise Incomplete(f"{done.problem}；Word、Excel 和网页文件已写好")


def copy_templates(county: Path) -> None:
    """Put the packaged templates where the county may alter them; what is there stays. Raises UserMistake."""
    folder = county / OWN_FOLDER
    try:
        folder.mkdir(exist_ok=True)
        new = [file for file in sorted(PACKAGED.glob("*.docx")) if not (folder / file.name).exists()]
        for file in new:
            shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise UserMistake(f"写不了 {folder}（{error.strerror}）") from error
    names = "、".join(file.name for file in new) or "没有缺少的模板"
    console().print(f"{folder}：{names}。字段说明见 docs/papers.md")


def chosen(kinds: Sequence[str]) -> list[Paper]:
    """The papers of these kinds, or all. Raises UserMistake."""
    known = list(dict.fromkeys(paper.kind for paper in PAPERS))
    wrong = [kind for kind in kinds if kind not in known]
    if wrong:
        raise UserMistake(f"没有文书“{wrong[0]}”，可用：{'、'.join(known)}")
    return [paper for paper in PAPERS if not kinds or paper.kind in kinds]


def formats_known(formats: Sequence[str]) -> None:
    """Raises UserMistake for a format that there is not."""
    wrong = [one for one in formats if one not in FORMATS]
    if wrong:
        raise UserMistake(f"没有格式“{wrong[0]}”，可用：{'、'.join(FORMATS)}")


def units_asked(workspace: Workspace, facts: RoundFacts, asked: Asked) -> tuple[str | None, ...]:
    """The units whose papers are written, and None for the county's own."""
    if not asked.unit:
        return (None, *(unit.name for unit in facts.units))
    names = {unit.name for unit in facts.units}
    name = asked.unit if asked.unit in names else workspace.profile.unit_name(asked.unit)
    if not name:
        raise UserMistake(f"没有单位“{asked.unit}”，请用县配置里的单位名称")
    return (name,)


def written_by(whole: Share, sizes: Mapping[str, int]) -> Done:
    """Do the work, in two processes when there are enough units and processors."""
    workers = min(2, os.cpu_count() or 1)
    if workers < 2 or len(whole.units) < MANY:
        return work(whole)
    shares = [replace(whole, units=units) for units in halves(whole.units, sizes, workers)]
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        done = [one.result() for one in as_completed([pool.submit(work, share) for share in shares])]
    return Done(
        tuple(file for one in done for file in one.files), next((o.problem for o in done if o.problem), "")
    )


def halves(units: Sequence[str | None], sizes: Mapping[str, int], count: int) -> list[tuple[str | None, ...]]:
    """The units in shares of about the same work: the largest first, each to whoever has least to do."""
    shares: list[list[str | None]] = [[] for _ in range(count)]
    loads = [0.0] * count

    def weight(unit: str | None) -> float:
        return EACH + (sizes.get(unit, 0) if unit is not None else OF_COUNTY * sum(sizes.values()))

    for unit in sorted(units, key=weight, reverse=True):
        least = loads.index(min(loads))
        shares[least].append(unit)
        loads[least] += weight(unit)
    return [tuple(share) for share in shares]


def work(share: Share) -> Done:
    """One process's part of the work. Raises UserMistake and Incomplete.

    A thread prints what has been written while the next unit is worked on.
    """
    printer = Reluctant(share.chromium)
    files: list[Written] = []
    try:
        with ThreadPoolExecutor(1) as thread:
            printed: Future[list[Written]] | None = None
            try:
                for folder in folders_of(share):
                    files += folder.written
                    files += printed.result() if printed else ()
                    printed = thread.submit(printer.write, folder)
                files += printed.result() if printed else ()
            finally:
                thread.submit(printer.close).result()
    except BrokenTemplate as error:
        raise UserMistake(str(error)) from None
    except OSError as error:
        raise Incomplete(f"写不了 {error.filename or share.out}（{error.strerror}），已写好的保留") from None
    return Done(tuple(files), printer.problem)


class Reluctant:
    """A browser that prints as long as it can; what it cannot print is left out, and why is told.

    It belongs to the thread in which it prints.
    """

    def __init__(self, chromium: str | None) -> None:
        self.printer = Printer(chromium) if chromium else None
        self.problem = ""

    def close(self) -> None:
        """End the browser."""
        if self.printer is not None:
            self.printer.close()

    def write(self, folder: Folder) -> list[Written]:
        """Print what waits in a folder and write it."""
        if self.printer is None or self.problem or not folder.pages:
            return []
        try:
            return list(write_printed(folder, self.printer.pdfs(folder.pages)))
        except CannotPrint as error:
            self.problem = str(error)
            return []


def folders_of(share: Share) -> Iterator[Folder]:
    """The papers of each unit, all but printed."""
    profile = load_profile(share.county)
    engine = open_existing(share.db)
    known = chosen(share.asked.kinds)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        rules = rules_of(profile, engine)
        units = {unit.name: unit for unit in share.facts.units}
        workspace = Workspace(profile, rules, engine, share.out, share.facts.as_of)
        for name in share.units:
            own = [paper for paper in known if paper.is_for_county == (name is None)]
            # A transaction for each unit: what has been written is let go of, and nobody has to wait.
            with reading(engine) as session:
                asked = any(paper.asks_verified for paper in own)
                verified = verified_last(session, workspace) if asked else None
                unit = units[name] if name is not None else None
                material = Material(session, profile, rules, share.facts, unit, verified)
                yield write_papers(material, own, share.out, formats=share.asked.formats)


def tell(facts: RoundFacts, written: Sequence[Written], folder: Path, *, without_pdf: bool) -> None:
    """What was written, and what was not and why."""
    out = console()
    if facts.is_draft:
        out.print(f"{facts.round}还没有下发清单，以下为草稿，所列均为疑似问题。")
    for kind, count in Counter(one.kind for one in written).items():
        units = len({one.unit for one in written if one.kind == kind})
        out.print(f"{kind}：{units} 份，{count} 个文件")
    if without_pdf:
        out.print("没有找到 Chromium 浏览器，未写 PDF；其余文件已写好，网页可在浏览器里打印。")
    out.print(f"文书在 {folder}" if written else "没有可写的文书。")
