"""Accounts: made by the administrator, with a password that is shown once and must be changed."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from storage import people
from storage.database import transaction
from storage.models import Person
from tests.storage.factories import COUNTY
from tests.web.conftest import MINE, Browser


def person(engine: Engine, login: str) -> Person | None:
    with transaction(engine) as session:
        return people.by_login(session, COUNTY, login)


def test_a_new_person_signs_in_with_the_password_that_was_shown(browser: Browser) -> None:
    page = browser("admin").post(
        "/accounts/", data={"login": "New.One", "name": "经办人壬", "role": "unit", "unit": MINE}
    )
    found = re.search(r"new\.one 的初始密码：<kbd>([^<]+)</kbd>", page.text)
    assert found is not None
    client = browser("")
    assert client.post("/login", data={"login": "new.one", "password": found[1]}).location == "/"
    assert client.get("/").location == "/password"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"login": "unit", "name": "甲", "role": "leader"}, "已经有人使用"),
        ({"login": "x", "name": "", "role": "leader"}, "须填写"),
        ({"login": "x", "name": "甲", "role": "unit"}, "须选定单位"),
        ({"login": "x", "name": "甲", "role": "leader", "unit": MINE}, "不选单位"),
        ({"login": "x", "name": "甲", "role": "king"}, "请选择角色"),
        ({"login": "x", "name": "甲", "role": "unit", "unit": "别县某局"}, "没有这个单位"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    browser: Browser, engine: Engine, given: dict[str, str], said: str
) -> None:
    page = browser("admin").post("/accounts/", data=given)
    assert page.status_code == 400 and said in page.text
    assert person(engine, "x") is None


def test_disabling_lets_nobody_in_and_can_be_undone(browser: Browser, engine: Engine) -> None:
    known = person(engine, "unit")
    assert known is not None
    admin, client = browser("admin"), browser("unit")
    admin.post(f"/accounts/{known.id}/active", data={"active": "0"})
    assert client.get("/password").status_code == 302
    admin.post(f"/accounts/{known.id}/active", data={"active": "1"})
    browser("unit")


def test_a_hostile_name_is_shown_as_text(browser: Browser) -> None:
    page = browser("admin").post(
        "/accounts/",
        data={"login": "<script>alert(1)</script>", "name": "<img src=x onerror=alert(1)>", "role": "leader"},
    )
    assert "<script>alert" not in page.text and "<img src=x" not in page.text
