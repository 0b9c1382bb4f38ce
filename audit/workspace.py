"""What every job on a county needs: the profile, the rules, the database, the output folder, the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import click
from sqlalchemy import Engine

from audit.errors import Incomplete, UserMistake
from checks.rule import Rule
from counties.errors import ProfileError
from counties.loading import load
from counties.profile import Profile
from rules import RuleConfigError, all_rules, configured
from storage import settings
from storage.database import DatabaseTooNew, DatabaseUnusable, connect, migrate, reading

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Workspace:
    """One county's files and database, open for a job. `as_of` is a Beijing day."""

    profile: Profile
    rules: tuple[Rule, ...]
    engine: Engine
    out: Path
    as_of: date

    @property
    def reports(self) -> Path:
        """Where the reports are written."""
        return self.out / "reports"


def now() -> datetime:
    """The time of this moment; jobs read the clock here and nowhere else."""
    return datetime.now(UTC)


@contextmanager
def open_workspace(county: Path, db: str | None, out: Path, as_of: datetime | None) -> Iterator[Workspace]:
    """Open everything a job needs, in the order in which a mistake is cheapest to find.

    Raises UserMistake for a wrong profile, an unusable output folder or database.
    """
    profile = load_profile(county)
    load_rules(profile)
    make_writable(out)
    engine = open_database(db or f"sqlite:///{out / 'zwaudit.db'}")
    try:
        yield Workspace(
            profile, rules_of(profile, engine), engine, out,
            as_of.date() if as_of else now().astimezone(BEIJING).date(),
        )  # fmt: skip
    except DatabaseUnusable as error:
        raise Incomplete(str(error)) from error
    finally:
        engine.dispose()


def load_profile(county: Path) -> Profile:
    try:
        return load(county)
    except ProfileError as error:
        raise UserMistake(str(error)) from error


def rules_of(profile: Profile, engine: Engine) -> tuple[Rule, ...]:
    """All rules as the profile and, over it, the office at its desk set them.

    What was set of a rule that a newer version no longer offers is told and left out.
    """
    with reading(engine) as session:
        stored = settings.in_force(session, profile.name)
    fitting: dict[str, Mapping[str, object]] = {}
    for rule, wanted in stored.items():
        try:
            load_rules(profile, {rule: wanted})
        except UserMistake as mistake:
            click.echo(f"审核台对规则 {rule} 的调整不再适用，未采用（{mistake}）", err=True)
        else:
            fitting[rule] = wanted
    return load_rules(profile, fitting)


def load_rules(
    profile: Profile | None, stored: Mapping[str, Mapping[str, object]] = MappingProxyType({})
) -> tuple[Rule, ...]:
    """All rules, with the profile's changes to them, and over these what the office set at its desk."""
    if profile is None:
        return all_rules()
    # Whose documents count as the county government's own is a fact of the county, not of the rule.
    own = {"c02-list-missing": {"prefixes": list(profile.document_prefix)}} if profile.document_prefix else {}
    wanted = {
        key: {**own.get(key, {}), **profile.rules.get(key, {}), **stored.get(key, {})}
        for key in {**own, **profile.rules, **stored}
    }
    documents = profile.plan.documents if profile.plan else ()
    try:
        return configured(wanted, ((one.criterion, one.basis) for one in documents))
    except RuleConfigError as error:
        raise UserMistake(f"{profile.folder / 'county.toml'}：rules.{error.key}：{error.reason}") from error


def make_writable(out: Path) -> None:
    """Make the output folder and try to write in it, before hours of work depend on it."""
    probe = out / ".writable"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UserMistake(f"输出目录 {out} 不能写入（{error.strerror}），请换一个目录或修改权限") from error


def open_existing(url: str) -> Engine:
    """The database of this address; a mistyped file name must not make a new, empty one."""
    file = url.removeprefix("sqlite:///")
    if file != url and not Path(file).exists():
        raise UserMistake(f"数据库文件 {file} 不存在，请检查 --db")
    return open_database(url)


def open_database(url: str) -> Engine:
    try:
        engine = connect(url)
        migrate(engine)
    except DatabaseTooNew as error:
        raise UserMistake(str(error)) from error
    except DatabaseUnusable as error:
        raise UserMistake(str(error)) from error
    return engine
