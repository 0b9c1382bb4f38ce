"""Lists are frozen when they are issued; the clock starts with the list and only people move it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage import chain, claims, issuing
from storage.claims import Answer
from storage.database import transaction
from storage.decisions import NotAllowed, decide
from storage.models import FindingRow, IssueList
from storage.outcomes import Rate, Result, Timing, is_false, rate, result_of, timing
from tests.storage.factories import COUNTY, NOW, finding_row

ISSUED_ON, DUE = date(2025, 6, 5), date(2025, 7, 29)
DAY = timedelta(days=1)


def add(session: Session, **more: object) -> FindingRow:
    row = finding_row(**more)
    session.add(row)
    session.flush()
    row.last_event = chain.append(session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "appeared")).number
    decide(session, row.id, "confirmed", who="张某", at=NOW)
    return row


def issue(session: Session, name: str = "第一轮", on: date = ISSUED_ON, due: date = DUE) -> IssueList:
    at = datetime.combine(on, NOW.timetz())
    return issuing.issue(session, COUNTY, name, due=due, on=on, who="王某", at=at)


def test_only_what_is_confirmed_and_still_there_is_issued(engine: Engine) -> None:
    with transaction(engine) as session:
        confirmed = add(session)
        suspected = finding_row(subject="2")
        session.add(suspected)
        unknown = add(session, subject="3")
        unknown.observed = "unknown"
        fixed = add(session, subject="4")
        fixed.observed, fixed.cause = "absent", "fixed"
        made = issue(session)
        lines = issuing.lines_of(session, made.id)
        assert [line.finding_id for line in lines] == [confirmed.id]
        assert (confirmed.round, confirmed.due) == ("第一轮", DUE)
        assert lines[0].number == "2025-第一轮-县民政局-附件1-12-001"
        assert made.head == lines[0].record.get("head", made.head) and len(made.head) == 64


def test_a_second_list_of_a_round_brings_only_what_is_new(engine: Engine) -> None:
    with transaction(engine) as session:
        add(session)
        issue(session)
        with pytest.raises(NotAllowed, match="没有已确认"):
            issue(session)
        later = add(session, subject="2")
        second = issue(session)
        lines = issuing.lines_of(session, second.id)
        assert (second.version, [line.finding_id for line in lines]) == (2, [later.id])
        assert lines[0].number.endswith("-002")


def test_a_number_stays_with_its_problem_through_the_rounds(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        first = issuing.lines_of(session, issue(session).id)[0].number
        again = issuing.lines_of(session, issue(session, "第二轮", date(2025, 8, 20), date(2025, 9, 9)).id)[0]
        assert again.number == first and row.round == "第二轮"


def test_what_was_handed_out_stays_as_it_was(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        made = issue(session)
        row.message, row.severity = "改写以后", "S4"
    with transaction(engine) as session:
        (line,) = issuing.lines_of(session, made.id)
        assert line.record["message"] == "有兜底条款" and line.record["severity"] == "S2"
    for statement in (
        "UPDATE issued SET number = 'x'",
        "DELETE FROM issued",
        "UPDATE issue_list SET due = NULL",
    ):
        with pytest.raises(DBAPIError, match="never"), transaction(engine) as session:
            session.execute(text(statement))


def test_a_correction_is_a_new_version_that_says_why(engine: Engine) -> None:
    with transaction(engine) as session:
        kept, wrong = add(session), add(session, subject="2")
        first = issue(session)
        with pytest.raises(NotAllowed, match="写明原因"):
            issuing.correct(
                session, first.id, without=[wrong.id], on=ISSUED_ON, who="王某", at=NOW, reason=" "
            )
        second = issuing.correct(
            session, first.id, without=[wrong.id], on=ISSUED_ON, who="王某", at=NOW, reason="归属有误"
        )
        assert [line.finding_id for line in issuing.lines_of(session, first.id)] == [kept.id, wrong.id]
        assert [line.finding_id for line in issuing.lines_of(session, second.id)] == [kept.id]
        assert (wrong.round, wrong.due, kept.due) == ("", None, DUE)
        assert [row.id for row in issuing.issuable(session, COUNTY, "第一轮")] == [wrong.id]


def test_an_extension_needs_a_reason_and_a_later_day(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        with pytest.raises(NotAllowed, match="还没有下发"):
            issuing.extend(session, row.id, DUE, who="王某", at=NOW, reason="系统升级")
        issue(session)
        for due, reason, said in ((DUE + DAY, "", "写明理由"), (DUE, "系统升级", "不晚于")):
            with pytest.raises(NotAllowed, match=said):
                issuing.extend(session, row.id, due, who="王某", at=NOW, reason=reason)
        issuing.extend(session, row.id, DUE + DAY, who="王某", at=NOW, reason="系统升级")
        last = chain.of_finding(session, row.id)[-1]
        assert (last.what, last.old, last.new, last.reason) == (
            "extended",
            "2025-07-29",
            "2025-07-30",
            "系统升级",
        )


def test_a_unit_answers_only_what_was_issued(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        with pytest.raises(NotAllowed, match="还没有下发"):
            claims.answer(session, row.id, Answer.AGREED, who="民政局", at=NOW)
        issue(session)
        with pytest.raises(NotAllowed, match="写明理由"):
            claims.answer(session, row.id, Answer.DISPUTED, who="民政局", at=NOW, note=" ")
        claims.answer(session, row.id, Answer.FIXED, who="民政局", at=NOW, note="已删除", files=["a" * 64])
        assert row.observed == "present"
        made = claims.of_finding(session, row.id)
        assert [one.kind for one in made] == ["fixed"] and made[0].files == ["a" * 64]
        assert not list(chain.problems(session, COUNTY))


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("fixed", "day", "expected"),
    [
        pytest.param(None, DUE, Timing.RUNNING, id="on the due day itself"),
        pytest.param(None, DUE + DAY, Timing.OVERDUE, id="one day past it"),
        pytest.param(DUE, DUE + 9 * DAY, Timing.IN_TIME, id="fixed on the due day"),
        pytest.param(DUE + DAY, DUE + 9 * DAY, Timing.LATE, id="fixed a day late"),
    ],
)
def test_in_time_or_late(engine: Engine, fixed: date | None, day: date, expected: Timing) -> None:
    with transaction(engine) as session:
        row = add(session)
        issue(session)
        if fixed:
            row.observed, row.cause, row.fixed_at = "absent", "fixed", at_noon(fixed)
        assert timing(row, [], day) is expected


def test_a_claim_in_time_counts_where_we_could_verify_only_later(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        issue(session)
        claims.answer(session, row.id, Answer.FIXED, who="民政局", at=at_noon(DUE), note="已删除")
        row.observed, row.cause, row.fixed_at = "absent", "fixed", at_noon(DUE + 5 * DAY)
        made = claims.of_finding(session, row.id)
        assert timing(row, made, DUE + 9 * DAY) is Timing.IN_TIME and not is_false(made[0], row)
        row.last_seen = at_noon(DUE + 2 * DAY)
        assert timing(row, made, DUE + 9 * DAY) is Timing.LATE and is_false(made[0], row)


def test_what_was_not_issued_has_no_clock(engine: Engine) -> None:
    with transaction(engine) as session:
        assert timing(add(session), [], DUE) is Timing.NOT_ISSUED


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([("absent", "fixed")], Result.FIXED),
        ([("absent", "fixed"), ("present", "")], Result.PARTLY),
        ([("present", "")], Result.NOT_FIXED),
        ([("gone", "")], Result.PAGE_GONE),
        ([("unknown", "")], Result.UNVERIFIED),
        ([("absent", "fixed"), ("unknown", "")], Result.FIXED),
        ([("absent", "withdrawn")], Result.WITHDRAWN),
    ],
)
def test_the_outcome_of_a_problem_follows_from_its_places(
    places: list[tuple[str, str]], expected: Result
) -> None:
    rows = [finding_row(observed=observed, cause=cause, decided="confirmed") for observed, cause in places]
    assert result_of(rows) is expected


def test_a_rate_names_what_it_leaves_out() -> None:
    results = [Result.FIXED, Result.NOT_FIXED, Result.PARTLY, Result.ESCALATED, Result.UNVERIFIED]
    assert rate(results) == Rate(1, 3, ((Result.ESCALATED, 1), (Result.UNVERIFIED, 1)))
    assert rate([Result.ESCALATED]).percent is None
    assert rate([Result.FIXED]).percent == 100
