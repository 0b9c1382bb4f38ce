from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from checks.evidence import Channel, Origin
from checks.outcome import Ruling, Subject, Verdict
from storage import chain, findings
from storage.database import transaction
from storage.findings import Applied, Overtaken
from storage.life import Change, Night, Seen, What, changes
from storage.models import FindingRow
from storage.reasons import Reason
from tests.storage.factories import COUNTY, NOW, TODAY, finding_row, make_run

HOUR = timedelta(hours=1)


def missed_night(engine: Engine, reason: Reason, *, seen_after: timedelta) -> list[Applied]:
    """A night begun at NOW and judged six hours later missed the page; the finding was seen in between."""
    with transaction(engine) as session:
        session.add(finding_row(seen_at=NOW + seen_after, missing_since=TODAY - timedelta(days=1)))
        run = make_run(session, at=NOW)
        misses: Mapping[tuple[str, str], Reason] = {("门户", "a"): reason}
        night = Night(TODAY, NOW + 6 * HOUR, (), {}, misses, sources=frozenset({"门户"}))
        return findings.apply(session, run, changes(findings.known(session, COUNTY), night))


@pytest.mark.parametrize(("reason", "what"), [(Reason.TIMEOUT, What.UNKNOWN), (Reason.NOT_FOUND, What.GONE)])
def test_a_page_missed_by_a_resumed_night_undoes_no_recheck_made_meanwhile(
    engine: Engine, reason: Reason, what: What
) -> None:
    assert missed_night(engine, reason, seen_after=3 * HOUR) == []


@pytest.mark.parametrize(("reason", "what"), [(Reason.TIMEOUT, What.UNKNOWN), (Reason.NOT_FOUND, What.GONE)])
def test_a_page_missed_after_the_finding_was_last_seen_is_told(
    engine: Engine, reason: Reason, what: What
) -> None:
    assert missed_night(engine, reason, seen_after=-24 * HOUR) == [Applied(1, what)]


def absence(row: FindingRow, at: timedelta) -> Change:
    (known,) = [findings.known_of(row)]
    return Change(What.ABSENT, known, at=NOW + at)


@pytest.mark.parametrize(
    ("at", "observed"),
    [(-HOUR, "present"), (timedelta(seconds=1), "absent")],
    ids=["an older reading", "a newer reading"],
)
def test_only_a_newer_reading_ends_a_finding(engine: Engine, at: timedelta, observed: str) -> None:
    with transaction(engine) as session:
        row = finding_row()
        session.add(row)
        session.flush()
        findings.apply(session, make_run(session), [absence(row, at)])
        assert row.observed == observed


def test_the_same_miss_every_night_is_one_event(engine: Engine) -> None:
    told = []
    with transaction(engine) as session:
        session.add(finding_row(seen_at=NOW - 24 * HOUR))
        session.flush()
        for day in range(4):
            at = NOW + timedelta(days=day)
            misses = {("门户", "a"): Reason.TIMEOUT if day < 3 else Reason.CHALLENGE}
            night = Night(TODAY + timedelta(days=day), at, (), {}, misses, sources=frozenset({"门户"}))
            run = make_run(session, at=at)
            told.append(len(findings.apply(session, run, changes(findings.known(session, COUNTY), night))))
    assert told == [1, 0, 0, 1]


def test_a_run_that_was_overtaken_writes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(finding_row())
    with pytest.raises(Overtaken, match="F000001"), transaction(engine) as session:
        row = session.get_one(FindingRow, 1)
        session.execute(text("UPDATE finding SET last_event = 7"))
        findings.apply(session, make_run(session), [absence(row, HOUR)])
    with transaction(engine) as session:
        assert session.get_one(FindingRow, 1).observed == "present"
        assert chain.of_finding(session, 1) == []


def test_a_decision_made_between_looking_and_writing_is_kept(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(finding_row())
    with transaction(engine) as session:
        stale = absence(session.get_one(FindingRow, 1), HOUR)
    with transaction(engine) as session:
        findings.decide(session, 1, "confirmed", who="张三", at=NOW)
    with transaction(engine) as session:
        findings.apply(session, make_run(session), [stale])
    with transaction(engine) as session:
        row = session.get_one(FindingRow, 1)
        assert (row.observed, row.decided, row.decided_by) == ("absent", "confirmed", "张三")
        assert [event.what for event in chain.of_finding(session, 1)] == ["decided-confirmed", "absent"]
        assert list(chain.problems(session, COUNTY)) == []


@pytest.mark.parametrize(
    ("seen_after", "expected"),
    [(HOUR, []), (0 * HOUR, [Applied(1, What.WITHDRAWN)])],
    ids=["seen again since", "seen by that reading"],
)
def test_judging_an_old_reading_anew_withdraws_only_what_it_showed(
    engine: Engine, seen_after: timedelta, expected: list[Applied]
) -> None:
    subject = Subject("411325-001", "县民政局", Channel.PORTAL, origin=Origin("http://site/a", "a", "门户"))
    with transaction(engine) as session:
        session.add(finding_row(seen_at=NOW + seen_after))
        run = make_run(session, kind="check", at=NOW + 2 * HOUR)
        night = Night(
            day=TODAY,
            at=NOW + 2 * HOUR,
            rulings=[Ruling("c12-open-ended-material", subject, Verdict.PASS)],
            seen={("411325-001", "portal"): [Seen("门户", "a", NOW, "http://site/a")]},
            sources=frozenset({"门户"}),
            withdrawn=frozenset({1}),
        )
        assert findings.apply(session, run, changes(findings.known(session, COUNTY), night)) == expected
