"""Deadlines: who is late, who is not, and what a unit's word is worth until somebody looks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from storage import chain, claims, deadlines
from storage.claims import Answer
from storage.database import transaction
from storage.decisions import NotAllowed, Overtaken
from storage.models import FindingRow
from tests.storage.factories import COUNTY, NOW, finding_row

DUE = date(2025, 6, 10)
DAY = timedelta(days=1)
ON_THE_DAY = datetime(2025, 6, 10, 10, 0, tzinfo=UTC)
ISSUED = {"round": "第一轮", "due": DUE, "decided": "confirmed"}


def late(session: Any, today: date, **more: Any) -> bool:
    row = finding_row(**{**ISSUED, **more})
    session.add(row)
    session.flush()
    return row.id in deadlines.overdue(session, COUNTY, today)


@pytest.mark.parametrize(
    ("today", "given", "is_late"),
    [
        pytest.param(DUE, {}, False, id="the day itself is in time"),
        pytest.param(DUE + DAY, {}, True, id="the day after is not"),
        pytest.param(DUE + DAY, {"round": "", "due": None}, False, id="not issued"),
        pytest.param(DUE + DAY, {"observed": "absent", "cause": "fixed"}, False, id="put right"),
        pytest.param(DUE + DAY, {"observed": "unknown"}, False, id="what was not read accuses nobody"),
        pytest.param(DUE + DAY, {"decided": "dismissed"}, False, id="dismissed since"),
        pytest.param(DUE + DAY, {"decided": "escalated"}, False, id="not the county's to change"),
        pytest.param(DUE + DAY, {"reopened": 1}, True, id="issued anew after it came back"),
        pytest.param(DUE + DAY, {"reopened": 1, "due": None}, False, id="came back, not issued anew"),
    ],
)
def test_what_is_late(engine: Engine, today: date, given: dict[str, Any], is_late: bool) -> None:
    with transaction(engine) as session:
        assert late(session, today, **given) is is_late


@pytest.mark.parametrize(
    ("claimed_at", "last_seen", "is_late"),
    [
        pytest.param(ON_THE_DAY, NOW, False, id="reported on the day, not looked at since"),
        pytest.param(ON_THE_DAY + DAY, NOW, True, id="reported a day late"),
        pytest.param(ON_THE_DAY, ON_THE_DAY + DAY, True, id="seen again after the report"),
    ],
)
def test_a_report_in_time_counts_until_somebody_looks(
    engine: Engine, claimed_at: datetime, last_seen: datetime, is_late: bool
) -> None:
    with transaction(engine) as session:
        row = finding_row(**{**ISSUED, "last_seen": last_seen})
        session.add(row)
        session.flush()
        claims.answer(session, row.id, Answer.FIXED, who="经办人丁", at=claimed_at, note="已改")
        assert (row.id in deadlines.overdue(session, COUNTY, DUE + 2 * DAY)) is is_late


def test_only_the_unit_that_was_asked_for(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add_all([finding_row(**ISSUED), finding_row(**ISSUED, unit="县公安局")])
        session.flush()
        found = deadlines.overdue(session, COUNTY, DUE + DAY, unit="县公安局")
        assert list(found.values()) == ["县公安局"]


def test_many_findings_are_asked_in_portions(engine: Engine) -> None:
    with transaction(engine) as session:
        row = finding_row(**ISSUED)
        session.add(row)
        session.flush()
        claims.answer(session, row.id, Answer.AGREED, who="丁", at=NOW)
        found = deadlines.answers_of(session, [row.id, *range(2, 3000)], (Answer.AGREED,))
        assert list(found) == [row.id]


def test_the_last_recheck_of_each_unit(engine: Engine) -> None:
    with transaction(engine) as session:
        for number, unit in enumerate(("甲", "乙", "甲")):
            chain.append(
                session,
                COUNTY,
                chain.Entry(0, NOW + number * DAY, "丁", deadlines.RECHECKED, "", unit, str(number)),
            )
        found = deadlines.last_rechecks(session, COUNTY)
        assert {unit: one.reason for unit, one in found.items()} == {"甲": "2", "乙": "1"}


def test_an_answer_to_what_has_changed_since_is_refused(engine: Engine) -> None:
    with transaction(engine) as session:
        row = finding_row(**ISSUED)
        session.add(row)
        session.flush()
        claims.answer(session, row.id, Answer.AGREED, who="丁", at=NOW, after=0)
        with pytest.raises(Overtaken):
            claims.answer(session, row.id, Answer.FIXED, who="丁", at=NOW, after=0)
        assert session.get_one(FindingRow, row.id).last_event == 1


def test_nothing_can_be_answered_that_was_not_issued(engine: Engine) -> None:
    with transaction(engine) as session:
        row = finding_row()
        session.add(row)
        session.flush()
        with pytest.raises(NotAllowed, match="没有下发"):
            claims.answer(session, row.id, Answer.FIXED, who="丁", at=NOW)
