"""The demonstration's desk: artificial people, and some problems confirmed and issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from audit.display import console, table
from audit.serving import serve
from audit.workspace import Workspace, now
from storage import decisions, findings, issuing, people
from storage.database import transaction
from storage.models import FindingRow
from storage.roles import Role
from storage.status import status
from web import passwords

OFFICE = "演示"
ROUND = "第一轮"
UNITS = 3
"""Of so many units the sure findings are confirmed and issued; the others' wait to be reviewed."""
LATE = 2
"""So many of the first unit's were issued long ago and are past their day."""
LONG_AGO = timedelta(days=15)
DAYS_GIVEN = timedelta(days=14)


def serve_desk(workspace: Workspace, county: Path, *, host: str, port: int) -> None:
    """Serve the desk on the demonstration's data until Ctrl+C; its accounts are printed first."""
    with transaction(workspace.engine) as session:
        units = issue_some(session, workspace)
        accounts = make_people(session, workspace, units)
    out = console()
    out.print("演示账号（人和密码都是虚构的，每次启动重新生成密码）：")
    drawn = table(("登录名", "密码", "姓名", "角色", "单位"), accounts)
    for column in drawn.columns:
        column.justify = "left"
    out.print(drawn)
    address = workspace.engine.url.render_as_string(hide_password=False)
    serve(workspace, county, address, host=host, port=port, nightly=None, https=False)


def issue_some(session: Session, workspace: Workspace) -> list[str]:
    """Confirm and issue the sure findings of a few units, once; the units to which anything is issued."""
    county = workspace.profile.name
    if not issuing.lists_of(session, county):
        known = findings.of_county(session, county)
        sure = [row for row in known if row.verdict == "fail" and status(row) == "待复核"]
        named = [unit.name for unit in workspace.profile.units]
        first, *others = [unit for unit in named if any(row.unit == unit for row in sure)][:UNITS] or [""]
        own = [row for row in sure if row.unit == first]
        issue(session, workspace, own[:LATE], days_ago=LONG_AGO, given=LONG_AGO - timedelta(days=1))
        rest = [row for row in sure if row.unit in others]
        issue(session, workspace, [*own[LATE:], *rest], days_ago=timedelta(), given=DAYS_GIVEN)
    issued = {row.unit for row in findings.of_county(session, county) if row.round}
    return [unit.name for unit in workspace.profile.units if unit.name in issued]


def issue(
    session: Session,
    workspace: Workspace,
    rows: Sequence[FindingRow],
    *,
    days_ago: timedelta,
    given: timedelta,
) -> None:
    """Confirm these findings and issue them on a day that lies so far back."""
    for row in rows:
        decisions.decide(session, row.id, "confirmed", who=OFFICE, at=now(), after=row.last_event)
    if rows:
        on = workspace.as_of - days_ago
        issuing.issue(
            session, workspace.profile.name, ROUND, due=on + given, on=on, who=OFFICE, at=now()
        )  # fmt: skip


def make_people(
    session: Session, workspace: Workspace, units: Sequence[str]
) -> list[tuple[str, str, str, str, str]]:
    """An account for each role, and for each of two units; every one with a new password, in words."""
    wanted = [
        ("admin", "演示管理员甲", Role.ADMIN, ""),
        ("reviewer", "演示审核员乙", Role.REVIEWER, ""),
        ("reviewer2", "演示审核员丙", Role.REVIEWER, ""),
        ("assessor", "演示评估员丁", Role.ASSESSOR, ""),
        ("leader", "演示领导戊", Role.LEADER, ""),
        *(
            (f"unit{n}", f"演示经办人{name}", Role.UNIT, unit)
            for n, (unit, name) in enumerate(zip(units, "己庚", strict=False), start=1)
        ),
    ]
    made = []
    for login, name, role, unit in wanted:
        password = passwords.made_up()
        put(session, workspace, login, name, role, unit, passwords.hashed(password))
        made.append((login, password, name, role.label, unit))
    return made


def put(
    session: Session, workspace: Workspace, login: str, name: str, role: Role, unit: str, password: str
) -> None:
    """Make the account, or give the one of the last demonstration a new password."""
    county = workspace.profile.name
    person = people.by_login(session, county, login)
    if person is None:
        people.add(
            session, county, login, name=name, role=role, password=password, at=now(), unit=unit, by=OFFICE,
            must_change=False,
        )  # fmt: skip
    else:
        people.set_password(person, password)
