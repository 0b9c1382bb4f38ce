"""Accounts (账号): who may come in; made, disabled and given new passwords by the administrator."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from storage import people
from storage.models import Person
from storage.people import NotPossible
from storage.roles import Role
from web import passwords
from web.access import allow, visitor
from web.desk import the_desk

page = Blueprint("accounts", __name__, url_prefix="/accounts")


@page.get("/")
@allow(Role.ADMIN)
def listing() -> ResponseReturnValue:
    """Every account, and the form for a new one."""
    return shown({})


def shown(
    given: dict[str, str], *, handed: tuple[str, str] | None = None, code: int = 200
) -> ResponseReturnValue:
    """The page; `handed` is a login with the password to hand out, shown this once."""
    desk = the_desk()
    with desk.asking() as asked:
        known = people.of_county(asked, desk.county)
    without = [unit for unit in desk.units() if not any(one.unit == unit and one.is_active for one in known)]
    return render_template(
        "accounts.html", people=known, roles=list(Role), units=list(desk.units()), given=given, handed=handed,
        without=without, now=desk.clock(), locked=people.is_locked,
    ), code  # fmt: skip


@page.post("/")
@allow(Role.ADMIN)
def add() -> ResponseReturnValue:
    """A new account with a made-up password."""
    desk, form = the_desk(), request.form
    given = {key: form.get(key, "").strip()[:60] for key in ("login", "name", "role", "unit")}
    password = passwords.made_up()
    hashed = passwords.hashed(password)
    try:
        with desk.changing() as changing:
            if given["role"] not in list(Role):
                raise NotPossible("请选择角色")
            if given["unit"] and given["unit"] not in set(desk.units()):
                raise NotPossible("单位名单里没有这个单位")
            people.add(
                changing, desk.county, given["login"], name=given["name"], role=Role(given["role"]),
                password=hashed, at=desk.clock(), unit=given["unit"], by=visitor().name,
            )  # fmt: skip
    except NotPossible as refused:
        flash(f"{refused}", "bad")
        return shown(given, code=400)
    return shown({}, handed=(given["login"].lower(), password))


@page.post("/<int:number>/password")
@allow(Role.ADMIN)
def reset(number: int) -> ResponseReturnValue:
    """A made-up password in place of a lost one."""
    password = passwords.made_up()
    hashed = passwords.hashed(password)
    with the_desk().changing() as changing:
        person = person_of(changing, number)
        people.set_password(person, hashed, must_change=True)
    return shown({}, handed=(person.login, password))


@page.post("/<int:number>/active")
@allow(Role.ADMIN)
def switch(number: int) -> ResponseReturnValue:
    """Let a person in, or not any more."""
    active = request.form.get("active") == "1"
    try:
        with the_desk().changing() as changing:
            person = person_of(changing, number)
            people.set_active(changing, person, active)
    except NotPossible as refused:
        flash(f"{refused}", "bad")
    else:
        flash(f"账号 {person.login} 已{'启用' if active else '停用，已登录的立即退出'}", "good")
    return redirect(url_for("accounts.listing"))


def person_of(session: Session, number: int) -> Person:
    """An account of this county; 404 for any other."""
    person = session.get(Person, number)
    if person is None or person.county != the_desk().county:
        abort(404)
    return person
