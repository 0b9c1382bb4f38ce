"""Signing in: who gets in, who does not, and when a session ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage import people
from storage.database import transaction
from tests.storage.factories import COUNTY
from tests.web.conftest import PASSWORD, Browser, Clock
from web.desk import Desk


def test_nobody_sees_anything_before_signing_in(browser: Browser) -> None:
    answer = browser("").get("/review/?unit=县民政局")
    assert answer.status_code == 302 and answer.location.startswith("/login?next=")


def test_after_signing_in_one_is_where_one_wanted_to_go(browser: Browser) -> None:
    done = browser("").post(
        "/login", data={"login": "reviewer", "password": PASSWORD, "next": "/findings/?unit=a"}
    )
    assert done.location == "/findings/?unit=a"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(browser: Browser, elsewhere: str) -> None:
    done = browser("").post("/login", data={"login": "reviewer", "password": PASSWORD, "next": elsewhere})
    assert done.location == "/"


@pytest.mark.parametrize("login", ["reviewer", "nobody"])
def test_a_wrong_password_and_an_unknown_name_say_the_same(browser: Browser, login: str) -> None:
    done = browser("").post("/login", data={"login": login, "password": "wrong"})
    assert done.status_code == 401 and "登录名或密码不对" in done.text


def test_five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(
    browser: Browser, clock: Clock
) -> None:
    client = browser("")
    for _ in range(people.FAILURES_ALLOWED):
        client.post("/login", data={"login": "unit", "password": "wrong"})
    right = {"login": "unit", "password": PASSWORD}
    assert "暂时锁定" in client.post("/login", data=right).text
    clock.now += people.LOCKED_FOR - timedelta(seconds=1)
    assert client.post("/login", data=right).status_code == 401
    clock.now += timedelta(seconds=1)
    assert client.post("/login", data=right).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(browser: Browser) -> None:
    client = browser("")
    for _ in range(2):
        for _ in range(people.FAILURES_ALLOWED - 1):
            client.post("/login", data={"login": "unit", "password": "wrong"})
        assert client.post("/login", data={"login": "unit", "password": PASSWORD}).status_code == 302
        client.post("/logout")


def test_a_disabled_account_is_out_at_once(browser: Browser, engine: Engine) -> None:
    client = browser("unit")
    with transaction(engine) as session:
        person = people.by_login(session, COUNTY, "unit")
        assert person is not None
        people.set_active(session, person, False)
    assert client.get("/password").status_code == 302
    assert client.post("/login", data={"login": "unit", "password": PASSWORD}).status_code == 401


def test_a_new_password_ends_the_other_sessions(browser: Browser) -> None:
    here, there = browser("reviewer"), browser("reviewer")
    new = "a-better-one-22"
    done = here.post("/password", data={"old": PASSWORD, "new": new, "again": new})
    assert done.status_code == 302
    assert here.get("/password").status_code == 200
    assert there.get("/password").status_code == 302


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("short-1", "至少"),
        ("1234567890123", "太简单"),
        ("aaaaaaaaaaaa", "太简单"),
        (PASSWORD, "不能与原密码相同"),
        ("my-reviewer-pass", "登录名"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(browser: Browser, new: str, said: str) -> None:
    done = browser("reviewer").post("/password", data={"old": PASSWORD, "new": new, "again": new})
    assert done.status_code == 400 and said in done.text


def test_who_got_a_password_from_the_office_must_change_it_first(browser: Browser, engine: Engine) -> None:
    with transaction(engine) as session:
        person = people.by_login(session, COUNTY, "leader")
        assert person is not None
        people.set_password(person, person.password, must_change=True)
    client = browser("leader")
    assert client.get("/findings/").location == "/password"


def test_a_form_without_its_token_is_refused(desk: Desk) -> None:
    from web.app import create_app

    answer = create_app(desk).test_client().post("/login", data={"login": "unit", "password": PASSWORD})
    assert answer.status_code == 400 and "页面已过期" in answer.text


def test_every_answer_forbids_foreign_script_and_frames(browser: Browser) -> None:
    headers = browser("").get("/login").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"


def test_the_last_administrator_cannot_be_disabled(engine: Engine) -> None:
    with transaction(engine) as session:
        person = people.by_login(session, COUNTY, "admin")
        assert person is not None
        with pytest.raises(people.NotPossible, match="最后一个管理员"):
            people.set_active(session, person, False)
