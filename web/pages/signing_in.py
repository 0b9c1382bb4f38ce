"""Signing in and out, and one's own password."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from storage import people
from storage.models import Person
from web import passwords
from web.access import EVERYONE, Visitor, allow, public, visitor
from web.desk import the_desk

page = Blueprint("signing_in", __name__)

WRONG = "登录名或密码不对"


@page.route("/login", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; a wrong one says nothing of which was wrong."""
    wanted = request.values.get("next", "")
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(url_for("home.home"))
        return render_template("sign_in.html", next=wanted, login="", problem="")
    login = request.form.get("login", "")
    desk = the_desk()
    person = found(login)
    problem = tried(person, request.form.get("password", ""))
    if person is None or problem:
        return render_template("sign_in.html", next=wanted, login=login, problem=problem), 401
    session.clear()
    login_user(Visitor(person))
    session["since"] = desk.clock().timestamp()
    return redirect(within(wanted) or url_for("home.home"))


def found(login: str) -> Person | None:
    """The account that may come in under this login."""
    desk = the_desk()
    with desk.asking() as asked:
        person = people.by_login(asked, desk.county, login)
    return person if person is not None and person.is_active else None


def tried(person: Person | None, password: str) -> str:
    """Why this person cannot come in; "" when they can. Takes as long for a name that nobody has.

    The slow comparison is made outside any transaction, so that it holds nobody up.
    """
    desk = the_desk()
    if person is None:
        passwords.waste_time(password)
        return WRONG
    if people.is_locked(person, desk.clock()):
        return "连续输错密码，账号暂时锁定，请 15 分钟后再试或请管理员重设密码"
    fits = passwords.fits(person.password, password)
    with desk.changing() as changing:
        mine = changing.get_one(Person, person.id)
        (people.came_in if fits else people.failed)(mine, desk.clock())
    return "" if fits else WRONG


def within(address: str) -> str:
    """An address of this desk; "" for one that leads elsewhere."""
    parts = urlsplit(address)
    is_ours = (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and not parts.scheme
        and not parts.netloc
    )
    return address if is_ours and "\\" not in address and address.isprintable() else ""


@page.post("/logout")
@allow(*EVERYONE)
def sign_out() -> ResponseReturnValue:
    """Leave."""
    logout_user()
    session.clear()
    return redirect(url_for("signing_in.sign_in"))


@page.route("/password", methods=["GET", "POST"])
@allow(*EVERYONE)
def password() -> ResponseReturnValue:
    """Choose a password of one's own; every other session of the account ends."""
    desk, must = the_desk(), visitor().person.must_change
    if request.method == "GET":
        return render_template("password.html", must=must, problem="")
    old, new, again = (request.form.get(key, "") for key in ("old", "new", "again"))
    mine = visitor().person
    problem = tried(mine, old) and "现在的密码不对"
    problem = problem or passwords.problem(new, again, old, mine.login)
    if problem:
        return render_template("password.html", must=must, problem=problem), 400
    hashed = passwords.hashed(new)
    with desk.changing() as changing:
        person = changing.get_one(Person, mine.id)
        people.set_password(person, hashed)
    login_user(Visitor(person))
    flash("密码已修改", "good")
    return redirect(url_for("home.home"))
