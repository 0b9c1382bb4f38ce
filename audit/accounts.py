"""Accounts of the desk from the command line: the first administrator, and help when nobody can get in."""

from __future__ import annotations

from audit.display import console, table
from audit.errors import UserMistake
from audit.workspace import Workspace, now
from reports.wording import clock
from storage import people
from storage.database import reading, transaction
from storage.people import NotPossible
from storage.roles import Role
from web import passwords


def add(workspace: Workspace, login: str, *, name: str, role: Role, unit: str) -> None:
    """A new account with a made-up password, printed once."""
    password = passwords.made_up()
    with transaction(workspace.engine) as session:
        try:
            people.add(
                session, workspace.profile.name, login, name=name or login, role=role,
                unit=unit_of(workspace, unit), password=passwords.hashed(password), at=now(), by="命令行",
            )  # fmt: skip
        except NotPossible as refused:
            raise UserMistake(str(refused)) from refused
    console().print(
        f"已建立账号 {login}（{role.label}），初始密码：{password} （第一次登录须修改）", markup=False
    )


def unit_of(workspace: Workspace, unit: str) -> str:
    """A unit's own name. Raises UserMistake for one that is not in the profile."""
    if not unit:
        return ""
    known = workspace.profile.unit_named(unit)
    if known is None:
        raise UserMistake(f"单位名单里没有“{unit}”，名单见县配置")
    return known.name


def listing(workspace: Workspace) -> None:
    """Every account."""
    with reading(workspace.engine) as session:
        known = people.of_county(session, workspace.profile.name)
    rows = [
        (
            one.login,
            one.name,
            Role(one.role).label,
            one.unit,
            "在用" if one.is_active else "停用",
            clock(one.last_seen),
        )
        for one in known
    ]
    console().print(table(("登录名", "姓名", "角色", "单位", "状态", "最近登录"), rows))


def disable(workspace: Workspace, login: str) -> None:
    """Let an account in no more; its sessions end at once."""
    with transaction(workspace.engine) as session:
        person = people.by_login(session, workspace.profile.name, login)
        if person is None:
            raise UserMistake(f"没有登录名“{login}”")
        try:
            people.set_active(session, person, False)
        except NotPossible as refused:
            raise UserMistake(str(refused)) from refused
    console().print(f"账号 {login} 已停用", markup=False)


def new_password(workspace: Workspace, login: str) -> None:
    """A made-up password in place of a lost one; a lock is lifted, other sessions end."""
    password = passwords.made_up()
    with transaction(workspace.engine) as session:
        person = people.by_login(session, workspace.profile.name, login)
        if person is None:
            raise UserMistake(f"没有登录名“{login}”")
        people.set_password(person, passwords.hashed(password), must_change=True)
    console().print(f"账号 {login} 的新初始密码：{password} （登录后须修改）", markup=False)
