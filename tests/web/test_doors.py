"""Every address × every role: who may come in, and nobody else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from storage.roles import Role
from tests.web.conftest import PEOPLE, Browser
from web import access
from web.app import create_app
from web.desk import Desk

BY_ROLE = {
    "admin": "admin",
    "reviewer": "reviewer",
    "unit": "unit",
    "assessor": "assessor",
    "leader": "leader",
}
VALUES = {
    "number": "F999999", "rule": "c12-open-ended-material", "decision": 1, "upload": 1, "picture": 1, "unit": "县公安局",
    "name": "县公安局", "round": "第一轮",
}  # fmt: skip


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every address with its method and endpoint; numbers that do not exist, another unit's name."""
    found = []
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        values = {
            name: 999999
            if type(rule._converters[name]).__name__ == "IntegerConverter"
            else VALUES.get(name, "x")
            for name in rule.arguments
        }
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            found.append((method, adapter.build(rule.endpoint, values, method=method), rule.endpoint))
    return found


def asked(client: FlaskClient, method: str, address: str) -> int:
    return client.open(address, method=method).status_code


def test_every_address_names_its_roles(desk: Desk) -> None:
    app = create_app(desk)
    for _, address, endpoint in addresses(app):
        assert access.allowed(app, endpoint), address


def test_nobody_gets_past_the_door_without_signing_in(desk: Desk, browser: Browser) -> None:
    app = create_app(desk)
    client = browser("")
    for method, address, endpoint in addresses(app):
        if access.allowed(app, endpoint) == access.PUBLIC:
            continue
        answer = client.open(address, method=method)
        assert answer.status_code in (302, 401), (method, address)
        assert method != "GET" or answer.location.startswith("/login"), address


@pytest.mark.parametrize("login", BY_ROLE.values())
def test_each_role_opens_its_own_doors_and_no_other(desk: Desk, browser: Browser, login: str) -> None:
    app, role = create_app(desk), PEOPLE[login][0]
    client = browser(login)
    for method, address, endpoint in addresses(app):
        may = access.allowed(app, endpoint)
        if endpoint in ("signing_in.sign_out", "signing_in.password", "signing_in.sign_in"):
            continue
        status = asked(client, method, address)
        assert status != 500, (method, address)
        assert (status == 403) is (isinstance(may, frozenset) and role not in may), (method, address, status)


@pytest.mark.parametrize("role", list(Role))
def test_there_is_a_browser_for_every_role(role: Role) -> None:
    assert role in {one[0] for one in PEOPLE.values()}


def test_a_view_without_roles_does_not_start(desk: Desk) -> None:
    app = Flask("web")
    app.add_url_rule("/secret", "secret", lambda: "")
    with pytest.raises(RuntimeError, match="secret"):
        access.install(app)
