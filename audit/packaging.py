"""The jobs `package` (evidence packages of a round) and `verify` of a package."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.errors import Incomplete, UserMistake
from audit.workspace import Workspace, now, open_existing
from reports.packages.making import Made, Wish, make_package
from reports.packages.names import NOBODY, PROGRAM, package_name
from reports.packages.verifying import Broken, Checked, NoPackage, check_package, shown
from reports.papers.word import BrokenTemplate
from storage import issuing, watching
from storage.database import reading
from storage.models import Event

FOLDER = "packages"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Target:
    """A package that is to be made, and where."""

    unit: str
    file: Path


def package(workspace: Workspace, round_name: str, unit: str | None) -> None:
    """Write the package of every unit to which the round issued anything. Raises UserMistake, Incomplete."""
    with reading(workspace.engine) as session:
        targets = targets_of(session, workspace, round_name, unit)
        for target in targets:
            made = write(session, workspace, round_name, target)
            click.echo(in_words(made, target.file))
    click.echo(f"{round_name}证据包 {len(targets)} 个，在 {workspace.out / FOLDER}")
    click.echo("清单校验值可写入公文；以后用 zwaudit verify 文件 核对有没有改动")


def targets_of(session: Session, workspace: Workspace, round_name: str, unit: str | None) -> list[Target]:
    """The units of the round, or the one that is asked for. Raises UserMistake."""
    county = workspace.profile.name
    known = watching.rounds_issued(session, county)
    if round_name not in known:
        issued = f"已下发的有：{'、'.join(known)}" if known else "还没有下发过清单"
        raise UserMistake(f"没有下发过“{round_name}”的清单；{issued}")
    counts = Counter(line.unit for line in issuing.lines_of_round(session, county, round_name))
    if unit is None:
        chosen = list(counts)
    else:
        name = unit if unit in counts else workspace.profile.unit_name(unit) or ""
        if name not in counts:
            raise UserMistake(f"{round_name}没有下发给“{unit}”的问题；有的单位：{'、'.join(counts)}")
        chosen = [name]
    folder = workspace.out / FOLDER
    return [Target(name, folder / package_name(round_name, name)) for name in chosen]


def write(session: Session, workspace: Workspace, round_name: str, target: Target) -> Made:
    """Write one package; a half-written one never appears. Raises Incomplete and UserMistake."""
    wish = Wish(round_name, target.unit, now(), PROGRAM)
    part: Path | None = None
    try:
        target.file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.file.parent, suffix=".part", delete=False) as out:
            part = Path(out.name)
            made = make_package(session, workspace.profile, workspace.rules, wish, out)
        part.chmod(0o644)
        part.replace(target.file)
    except BrokenTemplate as error:
        raise UserMistake(str(error)) from error
    except OSError as error:
        raise Incomplete(f"写不了证据包 {target.file}（{error.strerror}），已写好的保留") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return made


def in_words(made: Made, file: Path) -> str:
    besides = [f"隐去个人信息 {made.masked} 份"] if made.masked else []
    besides += [f"没有装入 {made.left_out} 份（原因见包内 manifest.json）"] if made.left_out else []
    told = "".join(f"，{one}" for one in besides)
    counts = f"问题 {made.findings} 处，网页和文件 {made.pages} 份，截图 {made.pictures} 张"
    return f"{made.unit or NOBODY}：{counts}{told}\n  {file}\n  清单校验值 {made.manifest}"


def verify_package(file: Path, db: str | None) -> None:
    """Check a package, and with `db` against the county's record. Raises UserMistake and Incomplete."""
    try:
        found = check_package(file)
    except Broken as error:
        raise Incomplete(f"{file}：{error}，请用另存的副本核对") from error
    except NoPackage as error:
        raise UserMistake(f"{file}：{error}") from error
    except OSError as error:
        raise UserMistake(f"打不开 {file}（{error.strerror or '读不了'}）") from error
    tell(found)
    faults = [*found.faults, *record_faults(found, db)]
    for one in faults[:SHOWN]:
        click.echo(f"  {one}", err=True)
    if faults:
        more = f"（只列出前 {SHOWN} 处）" if len(faults) > SHOWN else ""
        raise Incomplete(f"证据包与制作时不符，共 {len(faults)} 处{more}，请用另存的副本核对")
    click.echo("全部文件与制作时一致")


def tell(found: Checked) -> None:
    """What the package says of itself."""
    told = found.told
    click.echo(
        f"{shown(told.county)} {shown(told.round)} {shown(told.unit) or NOBODY}：问题 {told.findings} 处"
    )
    click.echo(
        f"制作时间 {shown(told.made_at)}（制作本包的计算机的时间，没有第三方时间戳），{shown(told.program)}"
    )
    click.echo(f"文件 {len(told.files)} 个；清单校验值 {told.digest}")
    if told.masked or told.left_out:
        click.echo(f"隐去个人信息 {told.masked} 份，没有装入 {told.left_out} 份")


def record_faults(found: Checked, db: str | None) -> list[str]:
    """Does the county's record still hold the event that was its last when the package was made?"""
    told = found.told
    if db is None:
        return []
    engine = open_existing(db)
    with reading(engine) as session:
        query = select(Event.number).where(Event.county == told.county, Event.hash == told.head)
        number = session.scalar(query)
    engine.dispose()
    if number is None or number != told.events:
        return [f"数据库里没有制作时的末条记录（校验值 {shown(told.head)[:64]}）"]
    click.echo(f"制作时的末条记录是数据库里的第 {number} 条")
    return []
