"""Keeping the record: is it unchanged, is there a copy, and who vouches for a night that was doubted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path

import click
from sqlalchemy import select

from audit.display import console
from audit.errors import Incomplete, UserMistake
from audit.judging import judge_run
from audit.night import print_judged, write_reports
from audit.workspace import BEIJING, Workspace, now, open_database, open_existing
from storage import chain, guard, retention, runs
from storage.database import reading, transaction
from storage.findings import counties
from storage.models import Event, Run

SHOWN = 20
PREFIX = "sqlite:///"


def verify(db: str) -> None:
    """Check every county's chain of events. Raises Incomplete when a row was altered, removed or added."""
    engine = open_existing(db)
    broken: list[str] = []
    with reading(engine) as session:
        for county in counties(session):
            found = list(chain.problems(session, county))
            last = session.scalar(
                select(Event.number).where(Event.county == county).order_by(Event.number.desc()).limit(1)
            )
            head = chain.head(session, county)
            said = "与写入时一致" if not found else f"有 {len(found)} 处异常"
            click.echo(f"{county}：共 {last or 0} 条记录，{said}；末条校验值 {head}")
            broken += [f"{county}：{one}" for one in found]
    engine.dispose()
    for one in broken[:SHOWN]:
        click.echo(f"  {one}", err=True)
    if broken:
        more = f"（只列出前 {SHOWN} 处）" if len(broken) > SHOWN else ""
        raise Incomplete(f"记录有 {len(broken)} 处被改动、删除或插入{more}，请用备份核对")


def backup(db: str, file: Path) -> None:
    """Copy a SQLite database into a file while others use it; a half-written copy never appears.

    Raises UserMistake for another kind of database or a file that exists.
    """
    source = sqlite_file(db)
    if file.exists():
        raise UserMistake(f"{file} 已经存在，请换一个文件名")
    open_existing(db).dispose()
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        copy_into(source, part)
        part.replace(file)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise Incomplete(f"备份没有完成（{error}），原数据库不受影响") from error
    click.echo(f"已备份到 {file}（{file.stat().st_size / 1024 / 1024:.1f} MB）")


def restore(db: str, file: Path) -> None:
    """Put a backup in place of the database; what stood there is kept beside it first."""
    target = sqlite_file(db)
    if not file.exists():
        raise UserMistake(f"备份文件 {file} 不存在")
    open_database(f"{PREFIX}{file}").dispose()
    if target.exists():
        kept = target.with_name(f"{target.name}.{now().astimezone(BEIJING):%Y%m%d-%H%M%S}.bak")
        backup(db, kept)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_into(file, target)
    except (OSError, sqlite3.Error) as error:
        raise Incomplete(f"恢复没有完成（{error}），请停止其他程序后重试") from error
    click.echo(f"已用 {file} 恢复 {target}")


def sqlite_file(db: str) -> Path:
    if not db.startswith(PREFIX):
        raise UserMistake("只能备份 SQLite 数据库；PostgreSQL 请用它自带的 pg_dump 和 pg_restore")
    return Path(db.removeprefix(PREFIX))


def copy_into(source: Path, target: Path) -> None:
    """Copy page by page through SQLite itself: a copy of the bare file would tear a running write."""
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target)) as copy:
        whole.backup(copy)
        (found,) = copy.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError("副本没有通过检查")


def accept(workspace: Workspace, number: int | None, *, who: str, reason: str) -> None:
    """Vouch for a suspect night by name: it is judged again and may now close findings."""
    out = console()
    with transaction(workspace.engine) as session:
        run = suspect_run(workspace, number)
        run = session.get_one(Run, run.id)
        at = now()
        guard.accept(session, run, who=who, at=at, reason=reason)
        judged = judge_run(session, workspace, run, at, is_vouched_for=True)
    out.print(f"第 {run.id} 次采集（{run.as_of}）由{who}认可：{reason}")
    print_judged(judged, out)
    out.print(f"报告：{write_reports(workspace, run, ())}")


def prune(workspace: Workspace, *, rehearse: bool) -> None:
    """Remove what is older than the profile keeps and that nothing needs; `rehearse` only counts it."""
    profile = workspace.profile
    midnight = datetime.combine(workspace.as_of, time(), tzinfo=BEIJING)
    before = midnight - timedelta(days=profile.keep_days)
    with (reading if rehearse else transaction)(workspace.engine) as session:
        busy = session.scalar(
            select(Run.id).where(Run.county == profile.name, Run.state == "running").limit(1)
        )
        if busy and not rehearse:
            raise UserMistake(f"第 {busy} 次采集正在进行或没有结束，请等它结束后再清理")
        found = retention.prunable(session, profile.name, before)
        if not rehearse:
            retention.prune(session, found, workspace.as_of)
    would = "可以清理" if rehearse else "已清理"
    click.echo(f"{before:%Y-%m-%d} 以前（保存 {profile.keep_days} 天）：")
    click.echo(
        f"  {would}旧网页和文件 {len(found.snapshots)} 份（{found.size / 1024 / 1024:.1f} MB），只留校验值"
    )
    click.echo(f"  {would}旧读数 {len(found.readings)} 条")
    click.echo("  未整改、已下发、有人处理过的问题的证据，各网址最近一次的内容，全部变化记录：保留")


def suspect_run(workspace: Workspace, number: int | None) -> Run:
    """The suspect night of this number, or the newest. Raises UserMistake."""
    with reading(workspace.engine) as session:
        query = select(Run).where(Run.county == workspace.profile.name, Run.state == "suspect")
        waiting = {run.id: run for run in session.scalars(query.order_by(Run.id))}
        latest = runs.latest(session, workspace.profile.name)
    if not waiting:
        raise UserMistake("没有待认可的采集")
    if number is not None and number not in waiting:
        raise UserMistake(f"第 {number} 次采集不是待认可的采集；待认可的有：{'、'.join(map(str, waiting))}")
    chosen = waiting[number] if number is not None else waiting[max(waiting)]
    if latest is not None and latest.id != chosen.id:
        raise UserMistake(f"第 {chosen.id} 次采集之后已有第 {latest.id} 次采集，以后一次为准，不能再认可")
    return chosen
