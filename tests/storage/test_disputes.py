"""Disputes: the unit's last word, until the office has decided."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from storage import claims, decisions, disputes, issuing
from storage.claims import Answer
from storage.database import transaction
from storage.disputes import Ruling
from tests.storage.factories import COUNTY, NOW, finding_row

ISSUED = {"round": "第一轮", "due": date(2025, 6, 10), "decided": "confirmed"}
LATER = timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        pytest.param([], False, id="nothing said"),
        pytest.param([Answer.DISPUTED], True, id="not so"),
        pytest.param([Answer.PARTLY], True, id="partly so"),
        pytest.param([Answer.AGREED], False, id="so"),
        pytest.param([Answer.DISPUTED, Answer.AGREED], False, id="taken back"),
        pytest.param([Answer.AGREED, Answer.DISPUTED], True, id="the last word counts"),
        pytest.param([Answer.DISPUTED, Answer.FIXED], True, id="a report is no word on whether it is so"),
    ],
)
def test_what_waits_for_the_office(engine: Engine, said: list[Answer], waits: bool) -> None:
    with transaction(engine) as session:
        row = finding_row(**ISSUED)
        session.add(row)
        session.flush()
        for number, kind in enumerate(said):
            claims.answer(session, row.id, kind, who="丁", at=NOW + number * LATER, note="理由")
        assert disputes.undecided(session, COUNTY) == ({row.id: row.unit} if waits else {})
        assert disputes.undecided(session, COUNTY, unit="别的局") == {}


@pytest.mark.parametrize("decision", ["confirmed", "dismissed", "escalated"])
def test_any_decision_after_it_settles_it(engine: Engine, decision: str) -> None:
    with transaction(engine) as session:
        row = finding_row(**ISSUED)
        session.add(row)
        session.flush()
        decisions.decide(session, row.id, "confirmed", who="乙", at=NOW)
        claims.answer(session, row.id, Answer.DISPUTED, who="丁", at=NOW + LATER, note="理由")
        assert disputes.undecided(session, COUNTY)
        decisions.decide(session, row.id, decision, who="乙", at=NOW + 2 * LATER, reason="已核实")
        assert not disputes.undecided(session, COUNTY)


def test_what_is_put_right_needs_no_word(engine: Engine) -> None:
    with transaction(engine) as session:
        row = finding_row(**ISSUED)
        session.add(row)
        session.flush()
        claims.answer(session, row.id, Answer.DISPUTED, who="丁", at=NOW, note="理由")
        row.observed, row.cause = "absent", "fixed"
        session.flush()
        assert not disputes.undecided(session, COUNTY)


@pytest.mark.parametrize(
    ("then", "ruling"),
    [
        pytest.param("", Ruling.WAITING, id="nobody has answered"),
        pytest.param("confirmed", Ruling.UPHELD, id="upheld"),
        pytest.param("dismissed", Ruling.DISMISSED, id="dismissed"),
        pytest.param("escalated", Ruling.ESCALATED, id="a higher office's"),
        pytest.param("corrected", Ruling.TAKEN_OFF, id="taken off the list"),
    ],
)
def test_what_became_of_a_dispute(engine: Engine, then: str, ruling: Ruling) -> None:
    with transaction(engine) as session:
        row = finding_row(decided="confirmed")
        session.add_all([row, finding_row(subject="2", item_code="2", decided="confirmed")])
        session.flush()
        due, day = date(2025, 7, 29), NOW.date()
        made = issuing.issue(session, COUNTY, "第一轮", due=due, on=day, who="甲", at=NOW)
        claims.answer(session, row.id, Answer.DISPUTED, who="丁", at=NOW + LATER, note="法律有规定")
        if then == "corrected":
            issuing.correct(
                session, made.id, without=[row.id], on=day, who="甲", at=NOW + 2 * LATER, reason="重复"
            )
        elif then:
            decisions.decide(session, row.id, then, who="乙", at=NOW + 2 * LATER, reason="已核实")
        (found,) = disputes.of_round(session, COUNTY, "第一轮")
        assert found.ruling is ruling
        assert (found.finding.id, found.unit, found.said.note) == (row.id, row.unit, "法律有规定")
        if then not in ("", "corrected"):
            assert found.reason == "已核实"
        assert disputes.of_round(session, COUNTY, "第二轮") == []
