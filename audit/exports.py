"""Import of offices' exports: masked rows become evidence, and the rules that judge by them are asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from sqlalchemy.orm import Session

from audit.display import console, table
from audit.errors import UserMistake
from audit.imported import print_changes
from audit.judging import Read, gaps, missed_guides, needs_of, read_by, sources_of, whole_shares, write
from audit.night import start, write_reports
from audit.workspace import Workspace, now
from checks.engine import judge
from checks.exports import Export, ExportKind
from checks.gather import gathered
from checks.rule import Mode
from counties.profile import Profile
from crawler.exports.columns import wrong_alias
from crawler.exports.errors import ExportMistake
from crawler.exports.merging import merged
from crawler.exports.reading import WHOLE_COUNTY, Taken, UnitLook, Wanted, read_export, units_of
from storage import exports as stored
from storage import findings, runs
from storage.database import transaction
from storage.findings import Applied
from storage.models import Run
from storage.night import Night

ENDINGS = (".xlsx", ".xls", ".csv", ".xlsm", ".et")
NOTE = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of the files: which kind, of which unit, of which days."""

    kind: str = ""
    unit: str = ""
    since: date | None = None
    until: date | None = None


def import_exports(workspace: Workspace, paths: Sequence[Path], asked: Asked) -> None:
    """Take these exports and say what they change; one that is wrong changes nothing. Raises UserMistake."""
    out = console()
    wanted = wanted_of(workspace, asked)
    taken = read_all(files_of(paths), wanted)
    try:
        exports = merged(one.export for one in taken)
    except ExportMistake as mistake:
        raise UserMistake(f"{mistake}，什么都没有改变") from mistake
    for one in taken:
        print_taken(one, out)
    with transaction(workspace.engine) as session:
        before = stored.kept(session, workspace.profile.name)
    fresh = [one for one in exports if is_news(one, before, out)]
    if not fresh:
        return
    run = start(workspace, "import")
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        for export in fresh:
            stored.keep(session, run, export, now())
        applied = compare(session, workspace, run)
        close(session, run, fresh)
        last = runs.latest(session, workspace.profile.name)
        rows = {row.id: row for row in findings.of_county(session, workspace.profile.name)}
    print_changes(applied, rows, out)
    if last is not None and applied:
        out.print(f"报告：{write_reports(workspace, last, ())}")
    out.print("以后每次采集都按最新的数据导出判断，直到导入更新的导出")


def wanted_of(workspace: Workspace, asked: Asked) -> Wanted:
    """What the command line and the profile say, checked."""
    check_headings(workspace.profile)
    if asked.kind and asked.kind not in list(ExportKind):
        raise UserMistake(f"没有“{asked.kind}”这种数据导出，--as 可用：{'、'.join(ExportKind)}")
    if asked.since and asked.until and asked.since > asked.until:
        raise UserMistake("--since 晚于 --until")
    return Wanted(
        look=unit_look(workspace),
        day=workspace.as_of,
        kind=ExportKind(asked.kind) if asked.kind else None,
        unit=unit_asked(workspace, asked.unit),
        since=asked.since,
        until=asked.until,
        aliases=workspace.profile.exports,
    )


def check_headings(profile: Profile) -> None:
    """Raise UserMistake where the profile's own headings of exports are wrong."""
    wrong = wrong_alias(profile.exports)
    if wrong:
        raise UserMistake(f"{profile.folder / 'county.toml'}：exports：{wrong}")


def unit_asked(workspace: Workspace, name: str) -> str:
    if name in ("", WHOLE_COUNTY):
        return name
    unit = workspace.profile.unit_named(name)
    if unit is None:
        raise UserMistake(f"单位名单里没有“{name}”，名单见县配置；全县的数据写 --unit {WHOLE_COUNTY}")
    return unit.name


def unit_look(workspace: Workspace) -> UnitLook:
    """The one unit that a printed name means, by the profile."""

    def look(text: str) -> tuple[str, bool]:
        naming = workspace.profile.naming(text)
        return naming.unit or "", naming.foreign

    return look


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the tables in folders that are named."""
    found: list[Path] = []
    for path in paths:
        inside = tables_in(path) if path.is_dir() else [path]
        if not inside:
            raise UserMistake(
                f"{path} 里没有 xlsx、xls、csv 表格；导入保存的网页请用 --source 指明来源，什么都没有改变"
            )
        found += inside
    return found


def tables_in(folder: Path) -> list[Path]:
    """The tables of a folder, but for what Excel keeps beside an open file."""
    files = sorted(each for each in folder.rglob("*") if each.suffix.lower() in ENDINGS)
    return [each for each in files if not each.name.startswith("~$")]


def read_all(files: Sequence[Path], wanted: Wanted) -> list[Taken]:
    """Every file, or none: each that is wrong gets its line. Raises UserMistake."""
    taken, wrong = [], []
    for file in files:
        try:
            taken.append(read_export(body_of(file), file.name, wanted))
        except ExportMistake as mistake:
            wrong.append(str(mistake))
    for line in wrong[:-1]:
        click.echo(f"zwaudit：{line}", err=True)
    if wrong:
        raise UserMistake(wrong[-1])
    return taken


def body_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise ExportMistake(file.name, "文件不存在") from error
    except OSError as error:
        raise ExportMistake(file.name, f"打不开（{error.strerror}）") from error


def is_news(export: Export, before: Sequence[stored.Kept], out: Console) -> bool:
    """Does this export say anything that is not known, and nothing that is newer?"""
    if stored.is_known(export, before):
        out.print(f"“{export.kind}”：与已导入的内容相同，没有改变")
        return False
    later = stored.newer_than(export, before)
    if later is not None:
        until = f"，数据至 {later.until}" if later.until else ""
        out.print(f"“{export.kind}”：已有更新的导出（{later.exported_on} 导出{until}），没有改变")
        return False
    return True


def compare(session: Session, workspace: Workspace, run: Run) -> list[Applied]:
    """Ask the rules that judge by exports, beside the last accepted night, and write the changes."""
    rules = [rule for rule in workspace.rules if Mode.EXPORT in rule.modes]
    read, unread = read_with_exports(session, workspace, run)
    asked = {rule.id for rule in rules}
    night = Night(
        day=run.as_of,
        at=now(),
        rulings=tuple(whole_shares(judge(read.county, rules), unread)),
        seen=read.seen,
        gaps=unread,
        sources=sources_of(workspace),
        only=frozenset(old.id for old in findings.known(session, run.county) if old.rule in asked),
    )
    return write(session, run, night)


def read_with_exports(session: Session, workspace: Workspace, run: Run) -> tuple[Read, dict[str, str]]:
    """What the last accepted night read, with the exports of now; without a night, the exports alone."""
    before = runs.last_accepted(session, run.county)
    if before is not None:
        read = read_by(session, workspace, before)
        return read, gaps(missed_guides(session, before, read))
    exports = stored.newest(session, run.county)
    units = (unit.unit for unit in workspace.profile.units)
    county = gathered(workspace.profile.name, units, (), exports=(one.export for one in exports))
    heard = stored.seen(exports, county, needs_of(workspace.rules))
    return Read((), {}, county, exports=exports, heard=heard), {}


def close(session: Session, run: Run, exports: Sequence[Export]) -> None:
    """End the run; its note names the files, by names that were masked."""
    run.stage = "judged"
    note = "导入数据导出：" + "、".join(f"{one.kind}（{one.file}）" for one in exports)
    runs.close_run(session, run, "complete", now=now(), note=note[:NOTE])


def print_taken(taken: Taken, out: Console) -> None:
    """What was taken of one file, unit by unit, and what was left out and why."""
    export = taken.export
    period = f"，{export.since} 至 {export.until}" if export.since else ""
    scope = f"，只含{export.unit}（如为全县数据，请加 --unit {WHOLE_COUNTY}）" if export.unit else ""
    out.print(
        f"{export.file}：“{export.kind}”{len(export.rows)} 行{period}，{export.exported_on} 导出{scope}"
    )
    lines = [(unit or "（由编码确定单位）", str(count)) for unit, count in units_of(export)]
    if has_units(export):
        out.print(table(("单位", "行数"), lines))
    for reason, count in taken.dropped.items():
        out.print(f"没有采用 {count} 行：{reason}")
    if export.strangers:
        out.print(f"没有认出的单位：{'、'.join(export.strangers)}（可在 county.toml 的 aliases 里补充）")
    if taken.skipped:
        out.print(f"没有表头、没有读取的工作表：{'、'.join(taken.skipped)}")


def has_units(export: Export) -> bool:
    return any(row.unit for row in export.rows)
