"""What a round issued is watched from its lines: what holds, what is due, what was claimed and is not so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import chain, claims, issuing, watching
from storage.claims import Answer
from storage.database import transaction
from storage.decisions import NotAllowed, decide
from storage.models import FindingRow, IssueList
from tests.storage.factories import COUNTY, NOW, finding_row

ON, DUE = date(2025, 6, 5), date(2025, 7, 29)
DAY = timedelta(days=1)


def add(session: Session, *, sure: bool = True, **more: object) -> FindingRow:
    row = finding_row(**more)
    session.add(row)
    session.flush()
    row.last_event = chain.append(session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "appeared")).number
    if sure:
        decide(session, row.id, "confirmed", who="张某", at=NOW)
    return row


def issue(session: Session, name: str = "第一轮", due: date = DUE) -> IssueList:
    return issuing.issue(session, COUNTY, name, due=due, on=ON, who="王某", at=NOW)


def correct(session: Session, made: IssueList, *without: FindingRow) -> IssueList:
    numbers = [row.id for row in without]
    return issuing.correct(
        session, made.id, without=numbers, on=ON, who="王某", at=NOW, reason="归属有误"
    )  # fmt: skip


def test_what_can_be_issued_is_counted_as_it_is_listed(engine: Engine) -> None:
    with transaction(engine) as session:
        issued, relapsed, moved = add(session), add(session), add(session, unit="县公安局")
        made = issue(session)
        relapsed.reopened, relapsed.due = 1, None
        correct(session, made, moved)
        add(session, severity="S1", subject="2"), add(session, sure=False), add(session, observed="unknown")
        add(session, county="别的县", sure=False).decided = "confirmed"
        rows = issuing.issuable(session, COUNTY, "第一轮")
        ready = issuing.ready(session, COUNTY, "第一轮")
        assert {row.unit: 0 for row in rows} == {one.unit: 0 for one in ready}
        assert [(one.unit, one.count, one.severities) for one in ready] == [
            ("县公安局", 1, (("S2", 1),)),
            ("县民政局", 2, (("S1", 1), ("S2", 1))),
        ]
        assert issued.id not in {row.id for row in rows}
        assert [one.last_event for one in ready] == [
            max(row.last_event for row in rows if row.unit == one.unit) for one in ready
        ]
        assert issuing.issuable(session, COUNTY, "第一轮", unit="县公安局") == [moved]


def test_a_relapse_is_issued_once_more_and_then_no_more(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        issue(session)
        row.reopened, row.due = 1, None
        assert issuing.issuable(session, COUNTY, "第一轮") == [row]
        issue(session)
        session.flush()
        assert issuing.issuable(session, COUNTY, "第一轮") == []


def test_a_list_is_corrected_once_and_then_its_newest_version(engine: Engine) -> None:
    with transaction(engine) as session:
        first, second, third = add(session), add(session, subject="2"), add(session, subject="3")
        made = issue(session)
        corrected = correct(session, made, first)
        with pytest.raises(NotAllowed, match="已经更正过"):
            correct(session, made, second)
        assert issuing.is_superseded(session, made) and not issuing.is_superseded(session, corrected)
        correct(session, corrected, second)
        assert [line.id for line in watching.of_round(session, COUNTY, "第一轮")] == [str(third.id)]


def test_a_list_of_which_all_was_withdrawn_is_not_corrected_again(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        made = issue(session)
        correct(session, made, row)
        with pytest.raises(NotAllowed, match="已经更正过"):
            correct(session, made, row)


def test_a_mistake_that_comes_to_light_after_the_day_is_still_corrected(engine: Engine) -> None:
    with transaction(engine) as session:
        row, kept = add(session), add(session, subject="2")
        made = issue(session)
        corrected = issuing.correct(
            session, made.id, without=[row.id], on=DUE + DAY, who="王某", at=NOW, reason="归属有误"
        )
        assert (corrected.issued_on, corrected.due, kept.due) == (DUE + DAY, DUE, DUE)
        with pytest.raises(NotAllowed, match="早于下发日期"):
            issuing.issue(session, COUNTY, "第二轮", due=ON - DAY, on=ON, who="王某", at=NOW)


def test_a_supplement_is_no_correction(engine: Engine) -> None:
    with transaction(engine) as session:
        add(session)
        made = issue(session)
        add(session, subject="2")
        issue(session)
        assert not issuing.is_superseded(session, made)


def test_lines_are_watched_as_they_were_issued(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        issue(session)
        row.quote, row.observed = "改了的文字", "unknown"
        session.flush()
        (line,) = watching.of_round(session, COUNTY, "第一轮")
        assert (line.quote, line.status, line.due) == ("其他有关材料", "待核实", DUE)
        assert watching.of_round(session, COUNTY, "第二轮") == []


@pytest.mark.parametrize(
    "change, told",
    [
        ({}, True), ({"observed": "unknown"}, True), ({"observed": "absent", "cause": "fixed"}, False),
        ({"observed": "gone"}, False), ({"decided": "dismissed"}, False), ({"decided": "escalated"}, False),
        ({"decided": "pending"}, False), ({"due": None, "reopened": 1}, False), ({"due": DUE + DAY}, False),
    ],
)  # fmt: skip
def test_only_what_still_has_to_be_put_right_is_pressing(
    engine: Engine, change: dict[str, object], told: bool
) -> None:
    with transaction(engine) as session:
        row = add(session)
        made = issue(session)
        for name, value in change.items():
            setattr(row, name, value)
        session.flush()
        found = watching.pressing(session, COUNTY, "第一轮", until=DUE)
        number = issuing.lines_of(session, made.id)[0].number
        assert found == ([(row, number)] if told else [])
        assert watching.pressing(session, COUNTY, "第一轮", until=DUE - DAY) == []


def test_a_claim_is_false_when_the_text_was_seen_after_it(engine: Engine) -> None:
    with transaction(engine) as session:
        honest, wrong = add(session), add(session, unit="县公安局")
        issue(session)
        for row in (honest, wrong):
            claims.answer(session, row.id, Answer.FIXED, who="经办人", at=NOW + DAY)
        wrong.last_seen = NOW + DAY * 2
        session.flush()
        assert watching.false_claims(session, COUNTY, "第一轮") == {"县公安局": 1}


def test_new_in_the_second_round_is_what_the_first_did_not_issue(engine: Engine) -> None:
    with transaction(engine) as session:
        add(session)
        issue(session)
        add(session, subject="2", first_seen=NOW - DAY), add(session, subject="3"), add(session, sure=False)
        assert watching.newly_found(session, COUNTY, NOW, besides="第一轮") == {"县民政局": 1}


def test_lists_are_told_with_their_lines_and_units(engine: Engine) -> None:
    with transaction(engine) as session:
        add(session), add(session, subject="2"), add(session, unit="县公安局")
        made = issue(session)
        assert watching.line_counts(session, COUNTY) == {made.id: (3, 2)}
        assert watching.rounds_issued(session, COUNTY) == ["第一轮"]
        assert watching.units_of(session, made.id) == [("县公安局", 1), ("县民政局", 2)]
        shown = watching.lines_with_findings(session, made.id, unit="县民政局", offset=1, limit=5)
        assert [(line.unit, row.subject) for line, row in shown] == [("县民政局", "2")]
