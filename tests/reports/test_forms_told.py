"""How far a unit answered its self-check form stands on its list; nothing where no form is registered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checks.answers import Answer
from counties.loading import load
from reports.build import build_report
from reports.gather import forms, gather
from reports.inputs import ReportInput, UnitView
from rules import all_rules
from storage import answers
from storage.database import connect, migrate, transaction
from storage.runs import open_run

AT = datetime(2022, 4, 15, 18, 0, tzinfo=UTC)
PROFILE = """
name = "示例县"
code = "419999"
[[source]]
name = "门户"
channel = "portal"
start_urls = ["http://127.0.0.1/"]
[[unit]]
name = "民政局"
[[unit]]
name = "灌涨镇"
kind = "township"
"""


@pytest.mark.parametrize(
    ("asked", "answered", "told"),
    [
        (0, 0, ""),
        (29, 2, "自查表：应填 29 项，已填报 2 项；没有填报的不作判断，不能说明没有问题"),
        (29, 29, "自查表：应填 29 项，已填报 29 项；全部填报"),
    ],
)
def test_a_list_says_how_much_was_answered(given: ReportInput, asked: int, answered: int, told: str) -> None:
    unit = UnitView("灌涨镇", "township", asked=asked, answered=answered)
    ((_, page),) = build_report(replace(given, units=(unit,))).units
    assert [line for line in page.checked if line.startswith("自查表")] == ([told] if told else [])


def test_answers_are_counted_by_unit(tmp_path: Path) -> None:
    (tmp_path / "county.toml").write_text(PROFILE, encoding="utf-8")
    profile, rules = load(tmp_path / "county.toml"), all_rules()
    engine = connect(f"sqlite:///{tmp_path / 'zwaudit.db'}")
    migrate(engine)
    with transaction(engine) as session:
        run = open_run(session, "示例县", "night", owner="h:1:2", as_of=AT.date(), ruleset="", now=AT)
        assert forms(session, profile, rules) == {}
        given = [Answer("灌涨镇", rule, values={"q": "1"}) for rule in ("t05-toilet", "t01-premises")]
        answers.store(session, run, [*given, Answer("灌涨镇", "t06-kiosk")], workbook=b"", file="x", at=AT)
        counted = {
            unit.name: (unit.asked, unit.answered) for unit in gather(session, profile, rules, run).units
        }
    engine.dispose()
    assert counted["灌涨镇"][1] == 2 and counted["灌涨镇"][0] > 20
    assert counted["民政局"][1] == 0 and counted["民政局"][0] > 5
