"""Filled-in lists at the desk: shown before anything is stored, for one's own unit, held for a while only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import MINE, NOW, OTHER, Browser, Clock, WrittenDown
from web.desk import Replied, ReplyLine
from web.held import MOST_BYTES, File, Held
from web.pages.replies import LARGEST

PAGE = f"/units/{MINE}/replies"
NEW = ReplyLine("2025-第一轮-001", 5, "属实", "已安排整改")
CONFLICT = ReplyLine("2025-第一轮-002", 6, "不属实", "法律有规定", "属实，立即改", "经办人丁")


def sent(client: FlaskClient, body: bytes = b"PK", name: str = "回填.xlsx", page: str = PAGE) -> TestResponse:
    return client.post(page, data={"file": (BytesIO(body), name)})


def token_in(answer: TestResponse) -> str:
    found = re.search(r'name="token" value="([^"]+)"', answer.text)
    return found[1] if found else ""


def store(client: FlaskClient, token: str, **more: str) -> TestResponse:
    return client.post(f"{PAGE}/store", data={"token": token, **more})


def told(jobs: WrittenDown) -> list[Mapping[str, str]]:
    return [one for one in jobs.asked if one["title"] == "回填"]


@pytest.fixture
def mine(browser: Browser) -> FlaskClient:
    return browser("unit")


def test_a_list_is_shown_and_stored_after_a_word(mine: FlaskClient, jobs: WrittenDown) -> None:
    jobs.replied = Replied("回填.xlsx", 1, 3, (NEW,), same=2)
    shown = sent(mine)
    assert "将写入的答复（1）" in shown.text and "已安排整改" in shown.text
    assert [one["store"] for one in told(jobs)] == ["False"]
    jobs.replied = replace(jobs.replied, stored=1)
    done = store(mine, token_in(shown))
    assert done.status_code == 303 and done.location == "/units/mine"
    assert [(one["store"], one["overwrite"], one["unit"], one["who"]) for one in told(jobs)][1:] == [
        ("True", "False", MINE, "经办人丁")
    ]
    assert "已写入答复 1 条" in mine.get("/units/mine").text


def test_what_contradicts_an_answer_is_stored_only_when_asked_to(
    mine: FlaskClient, jobs: WrittenDown
) -> None:
    jobs.replied = Replied("回填.xlsx", 1, conflicts=(CONFLICT,))
    shown = sent(mine)
    assert "属实，立即改" in shown.text and "以表格为准" in shown.text
    assert store(mine, token_in(shown)).status_code == 303
    assert "不一致的 1 条没有写入" in mine.get("/units/mine").text
    store(mine, token_in(sent(mine)), overwrite="yes")
    assert told(jobs)[-1]["overwrite"] == "True"


def test_a_list_with_a_mistake_cannot_be_stored(mine: FlaskClient, jobs: WrittenDown) -> None:
    jobs.replied = Replied("回填.xlsx", 1, mistakes=("回填.xlsx：工作表“<b>”第5行：只能填属实",))
    shown = sent(mine)
    assert "有 1 处要改" in shown.text and "&lt;b&gt;" in shown.text and not token_in(shown)


def test_a_mistake_that_came_up_meanwhile_is_told(mine: FlaskClient, jobs: WrittenDown) -> None:
    jobs.replied = Replied("回填.xlsx", 1, new=(NEW,))
    token = token_in(sent(mine))
    jobs.replied = Replied("回填.xlsx", 1, mistakes=("已从清单中撤回",))
    assert (answer := store(mine, token)).status_code == 409 and "已从清单中撤回" in answer.text


def test_a_list_is_stored_once_by_who_sent_it_and_while_it_is_held(
    browser: Browser, mine: FlaskClient, jobs: WrittenDown, clock: Clock
) -> None:
    jobs.replied = Replied("回填.xlsx", 1, new=(NEW,))
    token = token_in(sent(mine))
    assert store(browser("admin"), token).status_code == 409
    assert store(mine, token).status_code == 303
    assert store(mine, token).status_code == 409
    token = token_in(sent(mine))
    clock.pass_(minutes=31)
    assert "重新选择" in store(mine, token).text


def test_a_unit_sends_its_own_and_the_office_anybodys(browser: Browser, jobs: WrittenDown) -> None:
    other = f"/units/{OTHER}/replies"
    assert sent(browser("unit"), page=other).status_code == 404
    assert sent(browser("admin"), page=other).status_code == 200
    assert told(jobs)[-1]["unit"] == OTHER
    assert sent(browser("leader")).status_code == 403


def test_no_file_and_too_large_a_file_are_refused(mine: FlaskClient, jobs: WrittenDown) -> None:
    assert mine.post(PAGE, data={}).status_code == 400
    assert "超过" in sent(mine, b"x" * (LARGEST + 1)).text
    assert told(jobs) == []


def test_the_oldest_files_give_way() -> None:
    held = Held()
    tokens = [held.put(File("1", MINE, f"{number}", b"x" * (MOST_BYTES // 2), NOW)) for number in range(3)]
    taken = [held.take(one, owner="1", unit=MINE, now=NOW) for one in tokens]
    assert [one.name if one else "" for one in taken] == ["", "1", "2"]


def test_nobody_takes_what_another_sent() -> None:
    held = Held()
    token = held.put(File("1", MINE, "甲", b"x", NOW))
    assert held.take(token, owner="2", unit=MINE, now=NOW) is None
    assert held.take(token, owner="1", unit=OTHER, now=NOW) is None
    assert held.take(token, owner="1", unit=MINE, now=NOW + timedelta(hours=1)) is None
