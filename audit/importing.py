"""Import: pages that a person saved become evidence of a source, and are judged as a re-check does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from audit.display import Tally, console, progress
from audit.errors import UserMistake
from audit.imported import Taken, print_changes, print_misses, print_taken
from audit.judging import seen, whole_shares, write
from audit.night import start, write_reports
from audit.recheck import about, planned, rulings_on, unread_units
from audit.workspace import Workspace, now
from checks.evidence import Page
from counties.profile import Adapter, Source
from crawler import intake
from crawler.attribution import UnitNamed
from crawler.belonging import territory_of
from crawler.choosing import Choice, chosen
from crawler.failures import Trouble
from crawler.frontier import Step, steps_from
from crawler.helpers import Helper
from crawler.job import READING_SECONDS
from crawler.reading.reading import READER_VERSION, Reading
from crawler.recording import Recorder
from crawler.saved import SavedPage
from storage import evidence, findings, runs, visits
from storage.database import transaction
from storage.findings import Applied
from storage.models import Run
from storage.night import Night

NOTED_FILES = 20
BEAT_EVERY = 200
"""Pages; an import of thousands takes minutes, and others must see that it is alive."""


def import_pages(workspace: Workspace, source_name: str, paths: Sequence[Path]) -> None:
    """Take the pages of these files into a source and say what they change. Raises UserMistake."""
    out = console()
    source = source_of(workspace, source_name)
    choice = chosen(paths, source)
    print_misses(choice.unusable, choice.outside, source.name)
    if not choice.pages:
        raise UserMistake(f"没有可以导入来源“{source.name}”的网页，什么都没有改变")
    run = start(workspace, "import")
    with transaction(workspace.engine) as session:
        only_newer(session, workspace, source, choice)
    taken = record(workspace, run, source, choice)
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        applied = compare(session, workspace, run)
        close(session, run, choice)
        last = runs.latest(session, workspace.profile.name)
        rows = {row.id: row for row in findings.of_county(session, workspace.profile.name)}
    print_taken(taken, choice.older, choice.ignored, source.name, out)
    if not choice.older and all(isinstance(one.reading, Trouble) for one in taken):
        raise UserMistake("没有一页读到内容，问题清单没有变化")
    print_changes(applied, rows, out)
    print_next(workspace, last, applied)


def source_of(workspace: Workspace, name: str) -> Source:
    """The source of this name; a folder takes files by itself."""
    source = workspace.profile.source_named(name)
    if source is None:
        known = "、".join(each.name for each in workspace.profile.sources)
        raise UserMistake(f"县配置里没有名为“{name}”的来源，现有：{known}")
    if source.adapter is Adapter.FOLDER:
        raise UserMistake(f"来源“{name}”是文件夹，不用导入：把文件放进 {source.path} 即可")
    return source


def only_newer(session: Session, workspace: Workspace, source: Source, choice: Choice) -> None:
    """Leave out what is no newer than what is known of its address; add what is known of the others."""
    county, at = workspace.profile.name, now()
    for key, (_, page) in list(choice.pages.items()):
        known = visits.newest_word(session, county, source.name, key)
        if known is not None and min(page.saved_at or at, at) <= known:
            del choice.pages[key]
            choice.older += 1
    for item in planned(session, source.name, choice.pages):
        step, page = choice.pages[item.key]
        choice.pages[item.key] = replace(step, unit_hint=step.unit_hint or item.unit), page


def record(workspace: Workspace, run: Run, source: Source, choice: Choice) -> list[Taken]:
    """Read every page, then keep each in a transaction of its own."""
    profile = workspace.profile
    taken = with_hints(read_all(workspace, run, source, choice), source, profile.unit_name)
    recorder = Recorder(
        workspace.engine, run.id, profile.name, source, profile.naming, lambda _: None, full=True
    )
    recorder.open(lambda: [one.step for one in taken], known=False)
    for one in taken:
        keep(recorder, one)
    return taken


def read_all(workspace: Workspace, run: Run, source: Source, choice: Choice) -> list[Taken]:
    """What every page says; a reader that crashes takes only its page along."""
    helper = Helper(log_file=workspace.out / "crawl.log")
    taken: list[Taken] = []
    try:
        with progress(console()) as show:
            for step, page in choice.pages.values():
                taken.append(read(source, helper, step, page))
                show(Tally(source.name, len(choice.pages), len(taken), 0, step.url))
                if len(taken) % BEAT_EVERY == 0:
                    with transaction(workspace.engine) as session:
                        runs.heartbeat(session, run.id, now())
    finally:
        helper.close()
    return taken


def read(source: Source, helper: Helper, step: Step, page: SavedPage) -> Taken:
    """One page and what it says, or why it says nothing."""
    answer = intake.answer_of(page, step, now())

    def ask(function: Callable[..., object], *args: object) -> object:
        return helper.ask(READING_SECONDS, function, *args)

    reading = intake.reading_of(page, step, answer, intake.visit_of(source, step, answer), ask)
    return Taken(step, page, answer, reading)


def with_hints(taken: Sequence[Taken], source: Source, unit_named: UnitNamed) -> list[Taken]:
    """The same with the units that the menus and columns of the imported pages themselves name."""
    land = territory_of(source)
    hints: dict[str, str] = {}
    for one in taken:
        if isinstance(one.reading, Reading):
            for step in steps_from(one.reading.links, here=one.step, territory=land, unit_named=unit_named):
                hints.setdefault(step.key, step.unit_hint)
    return [
        replace(one, step=replace(one.step, unit_hint=one.step.unit_hint or hints.get(one.step.key, "")))
        for one in taken
    ]


def keep(recorder: Recorder, one: Taken) -> None:
    """Visit, snapshot and evidence, or the reason why there is none."""
    if isinstance(one.reading, Trouble):
        recorder.failed(one.step, one.reading, answer=one.answer, final=True)
    else:
        recorder.read(one.step, one.answer, one.reading)


def compare(session: Session, workspace: Workspace, run: Run) -> list[Applied]:
    """Judge what was imported beside the newest reading of everything else, and write the changes.

    A finding is only looked at when all of its places were imported. What could not be read of an import
    says nothing of the site: it is no miss.
    """
    fresh = [one for one in evidence.of_run(session, run.id) if not isinstance(one.piece, Page)]
    if not fresh:
        return []
    gaps = unread_units(session, run, fresh)
    rulings = tuple(whole_shares(about(rulings_on(session, workspace, run, fresh), fresh), gaps))
    readings = seen(fresh)
    places = {reading.place for found in readings.values() for reading in found}
    ruled = {(one.rule, one.subject.key, one.subject.channel.value) for one in rulings}
    only = frozenset(
        old.id
        for old in findings.known(session, run.county)
        if (old.stood_at <= places if old.stood_at else old.key in ruled)
    )
    sources = frozenset(source.name for source in workspace.profile.sources)
    night = Night(run.as_of, now(), rulings, readings, sources=sources, gaps=gaps, only=only)
    return write(session, run, night)


def close(session: Session, run: Run, choice: Choice) -> None:
    """End the run; its note names the files."""
    named = "、".join(Path(file).name for file in choice.files[:NOTED_FILES])
    more = f"等 {len(choice.files)} 个文件" if len(choice.files) > NOTED_FILES else ""
    run.stage, run.reader = "judged", READER_VERSION
    runs.close_run(session, run, "complete", now=now(), note=f"导入保存的网页：{named}{more}"[:2000])


def print_next(workspace: Workspace, last: Run | None, applied: Sequence[Applied]) -> None:
    """Where the result is to be seen, and what to do next."""
    out = console()
    if last is None:
        out.print("还没有完整采集过，暂不生成报告。下一步：zwaudit audit，其余页面由程序采集")
        return
    if applied:
        out.print(f"报告：{write_reports(workspace, last, ())}")
    out.print("没有导入的页面一律保持原状。下一步：复核新发现的问题；仍读不到的页面可以再保存、再导入")
