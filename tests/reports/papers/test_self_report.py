"""自查情况报告: every criterion of the unit's annex, what it answered by which proof, what falls short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from checks.answers import Answer, Proof, ProofFile
from checks.asking import asked_of, questions_of
from checks.evidence import Unit
from checks.questions import YesNo
from reports.papers.paper import Material
from reports.papers.self_report import OF_TOWNSHIPS, ONLINE, SelfReport, self_report
from rules import all_rules
from storage import answers
from storage.database import reading, transaction
from tests.reports.papers.conftest import MINE, TOWN, Asking, database, profile
from tests.storage.factories import COUNTY, NOW

SHOT, COPY = (
    ProofFile(Proof.SCREENSHOT, "网页.png", "清单页面"),
    ProofFile(Proof.COPY, "文件.pdf", "印发文件"),
)


def report(given: Material) -> SelfReport:
    found = self_report(given)
    assert found is not None
    return found


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Callable[..., SelfReport]]:
    """Asks for a township's report after these answers."""
    engine: Engine = database(tmp_path, is_issued=False)

    def after(*given: Answer) -> SelfReport:
        with transaction(engine) as session:
            for one in given:
                answers.put(session, COUNTY, one, who="丁", at=NOW, day=date(2025, 4, 1))
        with reading(engine) as session:
            return report(Asking(session, profile())(TOWN))

    yield after
    engine.dispose()


def asked_yes_or_no() -> tuple[str, str]:
    """A rule that townships are asked about with a question of yes or no."""
    return next(
        (rule.id, ask.key)
        for rule in asked_of(Unit(TOWN, "township"), all_rules())
        if (check := questions_of(rule)) is not None
        for ask in check.questions
        if isinstance(ask.takes, YesNo)
    )


def test_a_department_answers_to_twelve_criteria_and_a_township_to_eight(
    issued: Callable[..., Material], town: Callable[..., SelfReport]
) -> None:
    criteria = report(issued(MINE)).criteria
    assert [one.criterion for one in criteria] == [f"附件1第{number}项" for number in range(1, 13)]
    said = {one.criterion: one.said for one in criteria}
    assert said["附件1第6项"] == OF_TOWNSHIPS and said["附件1第12项"] == ONLINE
    own = [one.criterion for one in town().criteria]
    assert [one for one in own if one.startswith("附件2")] == [f"附件2第{number}项" for number in range(1, 9)]
    assert set(own) - {f"附件2第{number}项" for number in range(1, 9)} <= {"附件1第6项"}


def test_what_is_published_stands_with_address_and_screenshot(town: Callable[..., SelfReport]) -> None:
    rule, key = asked_yes_or_no()
    told = town(
        Answer(TOWN, rule, values={key: "是"}, published=True, urls=("http://site/a",), files=(SHOT,))
    )
    (point,) = [one for one in told.points if one.addresses]
    assert (point.addresses, point.screenshots, point.attached) == ("http://site/a", "截图1", "")
    assert "：是" in point.done and "已公开" in point.done
    assert [(one.number, one.label, one.name) for one in told.proofs] == [("截图1", "清单页面", "网页.png")]


def test_what_is_not_stands_with_the_reason_and_a_copy(town: Callable[..., SelfReport]) -> None:
    rule, key = asked_yes_or_no()
    told = town(
        Answer(
            TOWN, rule, values={key: "否"}, published=False, reason="申请人13800000000要求保密", files=(COPY,)
        )
    )
    (point,) = [one for one in told.points if one.reason]
    assert point.attached == "附件1" and point.state == "不达标"
    assert "13800000000" not in point.reason and "要求保密" in point.reason
    assert [one.topic for one in told.short] == [point.topic]


def test_what_is_not_answered_is_said(town: Callable[..., SelfReport]) -> None:
    told = town()
    assert told.answered == 0 and {one.done for one in told.points} == {"未填报"}
    assert told.short == () and told.asked == len(told.points)


def test_what_was_not_issued_accuses_nobody(
    suspected: Callable[..., Material], issued: Callable[..., Material]
) -> None:
    before, after = report(suspected(MINE)), report(issued(MINE))
    assert not before.is_issued and (before.issued.value, before.standing) == (0, ())
    assert after.is_issued and after.left.value == len(after.standing) > 0


def test_the_county_and_unknown_units_have_none(issued: Callable[..., Material]) -> None:
    assert self_report(issued()) is None
    given = issued(MINE)
    assert given.unit is not None
    assert self_report(replace(given, unit=replace(given.unit, name="某局"))) is None
