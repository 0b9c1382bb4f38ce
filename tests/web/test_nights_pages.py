"""The nights at the desk: what ran, what was doubted, and who may start or accept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from storage.database import transaction
from storage.models import Coverage
from tests.storage.factories import make_run
from tests.web.conftest import Browser, WrittenDown


@pytest.fixture
def doubted(engine: Engine) -> int:
    """A suspect night of which half was not read."""
    with transaction(engine) as session:
        run = make_run(session, state="suspect", note="门户：上次 100 份指南，这次 40 份")
        session.add(
            Coverage(run_id=run.id, source="门户", unit="", guides=40, fields=0.9, suspect="只有上次的 40%")
        )
        return run.id


def test_the_list_tells_runs_and_the_next_start(browser: Browser, jobs: WrittenDown, doubted: int) -> None:
    jobs.next_at = datetime(2025, 6, 2, 18, 0, tzinfo=UTC)
    page = browser("reviewer").get("/nights/").text
    assert "2025-06-03 02:00" in page and "异常，待认可" in page and "没有据它认定任何整改" in page


def test_a_doubted_night_says_why_and_what_to_do(browser: Browser, doubted: int) -> None:
    page = browser("admin").get(f"/nights/{doubted}").text
    assert "上次 100 份指南" in page and "认可这次采集" in page
    assert "认可这次采集" not in browser("reviewer").get(f"/nights/{doubted}").text


def test_accepting_needs_a_reason(browser: Browser, jobs: WrittenDown, doubted: int) -> None:
    client = browser("admin")
    client.post(f"/nights/{doubted}/accept", data={"reason": " "})
    assert jobs.asked == []
    client.post(f"/nights/{doubted}/accept", data={"reason": "单位合并了指南"})
    assert jobs.asked[0]["reason"] == "单位合并了指南" and jobs.asked[0]["who"] == "管理员甲"


def test_a_night_is_started_by_the_administrator(browser: Browser, jobs: WrittenDown) -> None:
    done = browser("admin").post("/nights/start")
    assert done.location == "/nights/job/1" and jobs.asked[0]["who"] == "管理员甲"
    assert browser("reviewer").post("/nights/start").status_code == 403


def test_a_job_shows_what_it_said_so_far(browser: Browser) -> None:
    client = browser("admin")
    client.post("/nights/start")
    assert "正在读取" in client.get("/nights/job/1").text
    assert "<html" not in client.get("/nights/job/1?piece=1").text


def test_a_job_or_run_that_is_not_there_is_not_found(browser: Browser) -> None:
    client = browser("admin")
    assert client.get("/nights/job/77").status_code == 404 and client.get("/nights/77").status_code == 404
