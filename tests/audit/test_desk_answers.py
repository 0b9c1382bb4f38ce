"""Answers written at the desk reach the findings: by the desk's own job, and by whatever runs next."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.serving import ANSWERED, Job
from checks.answers import Answer, OnSite, OnSiteRuling
from storage import answers
from storage.database import connect, migrate, transaction
from tests.audit.conftest import Zwaudit

AT = datetime(2022, 3, 9, 2, 0, tzinfo=UTC)
SHORT = {"area": "120", "open": "是"}


@pytest.fixture
def townships(county: Path) -> Path:
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write('\n[[unit]]\nname = "灌涨镇"\nkind = "township"\n')
    return county


def write(tmp_path: Path, answer: Answer) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}")
    (tmp_path / "out").mkdir(exist_ok=True)
    migrate(engine)
    with transaction(engine) as session:
        answers.put(session, "示例县", answer, who="经办人甲", at=AT, day=date(2022, 3, 9))


def found(zwaudit: Zwaudit) -> dict[str, dict[str, str]]:
    lines = zwaudit("export", "--db", "sqlite:///out/zwaudit.db").stdout.splitlines()
    return {one["rule"]: one for one in map(json.loads, lines)}


def test_an_answer_that_falls_short_becomes_a_finding_and_a_better_one_ends_it(
    zwaudit: Zwaudit, townships: Path, tmp_path: Path
) -> None:
    job = ("answered", "--county", "county", "--as-of", "2022-03-10")
    write(tmp_path, Answer("灌涨镇", "t01-area-below-150", values=SHORT, answered_on=date(2022, 3, 9)))
    done = zwaudit(*job)
    assert done.returncode == 0, done.stderr
    one = found(zwaudit)["t01-area-below-150"]
    assert one["verdict"] == "fail" and "不足150" in one["message"]
    write(tmp_path, Answer("灌涨镇", "t01-area-below-150", values={"area": "180", "open": "是"}))
    zwaudit(*job)
    assert "不足150" not in found(zwaudit).get("t01-area-below-150", {}).get("message", "")


def test_an_assessors_word_counts_where_the_unit_is_silent(
    zwaudit: Zwaudit, townships: Path, tmp_path: Path
) -> None:
    ruling = OnSiteRuling(OnSite.UNMET, "实测120㎡", date(2022, 3, 9), {"area": "120"})
    write(tmp_path, Answer("灌涨镇", "t01-area-below-150", on_site=ruling))
    zwaudit("answered", "--county", "county", "--as-of", "2022-03-10")
    told = found(zwaudit)
    assert "现场核验不达标：实测120㎡" in told["t01-area-below-150"]["message"]
    assert "m-paper-or-electronic-missing" not in told


@pytest.mark.parametrize(("state", "joined"), [("waiting", True), ("running", False), ("done", False)])
def test_answers_join_a_job_only_before_it_has_read(state: str, joined: bool) -> None:
    first = Job(1, "核对自查表", "甲", AT, (ANSWERED,), ANSWERED, state=state)
    assert first.is_joined_by(Job(0, "核对自查表", "乙", AT, (ANSWERED,), ANSWERED)) is joined
