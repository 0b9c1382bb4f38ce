"""Rules at the desk: read by everyone, set by the administrator after a trial, with a reason."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from rules import all_rules
from storage import settings
from storage.database import transaction
from tests.storage.factories import COUNTY
from tests.web.conftest import Browser, WrittenDown
from web.desk import Desk, Difference, Preview

RULE = "c09-star-below-three"
OPEN = "c12-open-ended-material"


def in_force(engine: Engine) -> dict[str, dict[str, object]]:
    with transaction(engine) as session:
        return settings.in_force(session, COUNTY)


@pytest.mark.parametrize("rule", [rule.id for rule in all_rules()])
def test_every_rule_has_a_page_with_examples(browser: Browser, rule: str) -> None:
    page = browser("unit").get(f"/rules/{rule}")
    assert page.status_code == 200 and "会报出的例子" in page.text
    assert re.search(r"\{[a-z_]+\}", page.text) is None, "open places of a wording are named in Chinese"


def test_an_unknown_rule_is_not_found(browser: Browser) -> None:
    assert browser("admin").get("/rules/c99-nothing").status_code == 404


def test_a_trial_changes_nothing_and_shows_what_would(
    browser: Browser, jobs: WrittenDown, engine: Engine
) -> None:
    jobs.previewed = Preview(added=(Difference("县民政局", "低保", "portal", "原文甲", "", "fail"),), same=3)
    page = browser("admin").post(f"/rules/{OPEN}/settings", data={"set-never": "其他有关材料\n有关资料"})
    assert "原文甲" in page.text and "不变 3 处" in page.text and "按上面的设置保存" in page.text
    assert in_force(engine) == {}


def test_settings_are_saved_with_a_reason_and_hold_at_once(
    browser: Browser, jobs: WrittenDown, engine: Engine
) -> None:
    client = browser("admin")
    data = {"set-never": "其他有关材料\n\n有关资料", "confirmed": "1", "reason": "上级统一表述"}
    client.post(f"/rules/{OPEN}/settings", data=data)
    assert in_force(engine)[OPEN] == {"never": ["其他有关材料", "有关资料"]}
    assert jobs.renewed == 1
    assert "上级统一表述" in client.get(f"/rules/{OPEN}").text


def test_without_a_reason_nothing_is_saved(browser: Browser, engine: Engine) -> None:
    page = browser("admin").post(f"/rules/{OPEN}/settings", data={"set-never": "甲", "confirmed": "1"})
    assert page.status_code == 400 and "须写明理由" in page.text
    assert in_force(engine) == {}


def test_the_countys_own_settings_again_are_stored_as_none(browser: Browser, engine: Engine) -> None:
    client = browser("admin")
    done = {"confirmed": "1", "reason": "试"}
    client.post(f"/rules/{OPEN}/settings", data={"off": "1", **done})
    assert in_force(engine) == {OPEN: {"off": True}}
    client.post(f"/rules/{OPEN}/settings", data=done)
    assert in_force(engine) == {}


@pytest.mark.parametrize("typed", ["", "many", "1e99", "nan", "<script>"])
def test_what_is_no_number_is_named(browser: Browser, engine: Engine, typed: str) -> None:
    rule = "c05-item-not-in-hall"
    page = browser("admin").post(
        f"/rules/{rule}/settings", data={"set-percent": typed, "confirmed": "1", "reason": "试"}
    )
    assert page.status_code == 400 and "应为数字" in page.text
    assert "<script>" not in page.text.partition("<main")[2].partition("</main>")[0]
    assert in_force(engine) == {}


def test_what_a_rule_refuses_is_told_and_not_saved(
    browser: Browser, jobs: WrittenDown, engine: Engine
) -> None:
    jobs.previewed = Preview(problem="“percent”应在 0 到 100 之间")
    page = browser("admin").post(
        f"/rules/{OPEN}/settings", data={"set-never": "甲", "confirmed": "1", "reason": "试"}
    )
    assert page.status_code == 400 and "应在 0 到 100 之间" in page.text
    assert in_force(engine) == {}


@pytest.mark.parametrize("login", ["reviewer", "unit", "leader", "assessor"])
def test_only_the_administrator_sets_rules(browser: Browser, login: str) -> None:
    assert browser(login).get(f"/rules/{RULE}/settings").status_code == 403


def test_a_setting_can_neither_be_changed_nor_removed(engine: Engine, desk: Desk) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with transaction(engine) as session:
        settings.put(session, COUNTY, OPEN, {"off": True}, who="管理员甲", at=desk.clock(), reason="试")
    for statement in ("UPDATE rule_setting SET who = '张某'", "DELETE FROM rule_setting"):
        with pytest.raises(DBAPIError, match="never"), transaction(engine) as session:
            session.execute(text(statement))
