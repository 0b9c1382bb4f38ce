"""What stood after each night is reckoned back from what stands now; counting is the database's work."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import chain, standing
from storage.database import transaction
from storage.models import FindingRow, Run
from tests.storage.factories import COUNTY, NOW, TODAY, finding_row, make_run

DAY = timedelta(days=1)


def night(session: Session, number: int, state: str = "complete") -> Run:
    return make_run(session, state=state, day=TODAY + DAY * number, at=NOW + DAY * number)


def add(session: Session, **more: object) -> FindingRow:
    row = finding_row(**more)
    session.add(row)
    session.flush()
    return row


def tell(session: Session, run: Run | None, row: FindingRow, what: str, old: str, new: str) -> None:
    entry = chain.Entry(row.id, NOW, "自动核查", what, old, new, run_id=run.id if run else None)
    chain.append(session, COUNTY, entry)


def test_nights_are_reckoned_back_from_what_stands(engine: Engine) -> None:
    with transaction(engine) as session:
        stays, mended, back = add(session), add(session, observed="absent"), add(session, observed="unknown")
        wrong = add(session, decided="dismissed")
        first, recheck, second, third = (
            night(session, 0), make_run(session, kind="recheck", state="complete"), night(session, 1, "suspect"),
            night(session, 2),
        )  # fmt: skip
        for row in (stays, mended, back, wrong):
            tell(session, first, row, "appeared", "", "present")
        tell(session, recheck, back, "absent", "present", "absent")
        tell(session, second, back, "reopened", "absent", "present")
        tell(session, third, back, "unknown", "present", "unknown")
        tell(session, third, back, "unknown", "unknown", "unknown")
        tell(session, third, mended, "absent", "present", "absent")
        tell(session, None, stays, "decided-confirmed", "pending", "confirmed")
        found = [
            (one.open, one.new, one.again, one.fixed, one.suspect) for one in standing.nights(session, COUNTY)
        ]
    # What a re-check changed after the first night belongs to that night, as in the report.
    assert found == [(2, 3, 0, 1, False), (3, 0, 1, 0, True), (2, 0, 0, 1, False)]


def test_only_the_last_nights_are_told_and_they_reckon_alike(engine: Engine) -> None:
    with transaction(engine) as session:
        for number in range(5):
            tell(session, night(session, number), add(session), "appeared", "", "present")
        night(session, 6, "aborted")
        whole = standing.nights(session, COUNTY)
        assert [one.open for one in whole] == [1, 2, 3, 4, 5]
        assert standing.nights(session, COUNTY, limit=2) == whole[-2:]
        tried = standing.last_try(session, COUNTY)
        assert tried is not None and tried.state == "aborted"


def test_a_county_without_nights_has_none(engine: Engine) -> None:
    with transaction(engine) as session:
        assert standing.nights(session, COUNTY) == [] and standing.last_try(session, COUNTY) is None


def test_findings_are_counted_by_what_they_share(engine: Engine) -> None:
    with transaction(engine) as session:
        for more in ({}, {}, {"decided": "confirmed"}, {"unit": ""}, {"county": "别的县"}):
            add(session, **more)
        add(session, observed="unknown", observed_reason="服务器出错")
        add(session, observed="unknown", observed_reason="服务器出错", decided="dismissed")
        counts = standing.standing(session, COUNTY)
        told = sorted((one.unit, one.status, one.confirmed, one.count) for one in counts)
        assert told == [
            ("", "待复核", False, 1), ("县民政局", "待复核", False, 2), ("县民政局", "待整改", True, 1),
            ("县民政局", "待核实", False, 1), ("县民政局", "误报", False, 1),
        ]  # fmt: skip
        assert standing.unread(session, COUNTY) == [standing.Unread("服务器出错", 1)]
