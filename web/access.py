"""Who may do what: every address names the roles that may call it, and a unit sees its own only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy.orm import Session

from storage.findings import by_id
from storage.models import FindingRow, Person
from storage.roles import Role
from web.desk import the_desk

View = TypeVar("View", bound=Callable[..., Any])

OFFICE = (Role.ADMIN, Role.REVIEWER)
READERS = (Role.ADMIN, Role.REVIEWER, Role.LEADER)
EVERYONE = tuple(Role)
PUBLIC = "public"


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login has no types.
    """The person who asks."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.role = Role(person.role)
        self.name = person.name
        self.unit = person.unit

    def get_id(self) -> str:
        """The account with its stamp: a new password or a disabled account ends every session."""
        return f"{self.person.id}:{self.person.stamp}"

    @property
    def is_office(self) -> bool:
        return self.role in OFFICE


def visitor() -> Visitor:
    """The person who asks; only where an address is not public."""
    who = current_user._get_current_object()
    assert isinstance(who, Visitor)
    return who


def allow(*roles: Role) -> Callable[[View], View]:
    """Name the roles that may call a view."""

    def mark(view: View) -> View:
        view.allowed = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """A view that needs no account."""
    view.allowed = PUBLIC  # type: ignore[attr-defined]
    return view


def allowed(app: Flask, endpoint: str) -> object:
    """The roles of an address, PUBLIC, or None when nobody named them."""
    return PUBLIC if endpoint == "static" else getattr(app.view_functions[endpoint], "allowed", None)


def install(app: Flask) -> None:
    """Ask at the door; raises RuntimeError for an address that names no roles."""
    nameless = [rule.endpoint for rule in app.url_map.iter_rules() if allowed(app, rule.endpoint) is None]
    if nameless:
        raise RuntimeError(f"no roles named for {', '.join(nameless)}")
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(load)
    app.before_request(at_the_door)


def load(known_as: str) -> Visitor | None:
    """The visitor of a session, unless the account was changed or disabled since."""
    number, _, stamp = known_as.partition(":")
    if not number.isdigit():
        return None
    desk = the_desk()
    with desk.asking() as asked:
        person = asked.get(Person, int(number))
    if person is None or person.county != desk.county or not person.is_active or person.stamp != stamp:
        return None
    return Visitor(person)


def at_the_door() -> ResponseReturnValue | None:
    """Refuse whoever has no part in what is asked for."""
    app, endpoint = the_desk_app(), request.endpoint
    if endpoint is None:
        return None
    may = allowed(app, endpoint)
    if may == PUBLIC:
        return None
    if not current_user.is_authenticated:
        if request.method == "GET":
            return redirect(url_for("signing_in.sign_in", next=request.full_path.rstrip("?")))
        abort(401)
    if visitor().person.must_change and endpoint not in ("signing_in.password", "signing_in.sign_out"):
        return redirect(url_for("signing_in.password"))
    if not isinstance(may, frozenset) or visitor().role not in may:
        abort(403)
    session.permanent = True
    return None


def the_desk_app() -> Flask:
    from flask import current_app

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(app, Flask)
    return app


def finding_for(session_: Session, number: str, *, who: Visitor) -> FindingRow:
    """A finding that this visitor may see: 404 for any other, so that nobody learns what there is.

    A unit sees what was issued to it; what nobody has looked at yet accuses nobody.
    """
    row = by_id(session_, the_desk().county, number)
    if row is None or not may_see(row, who):
        abort(404)
    return row


def may_see(row: FindingRow, who: Visitor) -> bool:
    """May this visitor see the finding?"""
    if who.role is Role.UNIT:
        return row.unit == who.unit and bool(row.round)
    return who.role in READERS


def unit_for(name: str, *, who: Visitor) -> str:
    """A unit of the county that this visitor may see, by its own name: 404 for any other."""
    if who.role is Role.UNIT and name != who.unit:
        abort(404)
    if name not in set(the_desk().units()):
        abort(404)
    return name
