from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage import chain, decisions, findings
from storage.database import transaction
from storage.export import exported
from storage.findings import Overtaken, status
from storage.models import FindingRow
from tests.storage.factories import COUNTY, NOW, finding_row

KEYS = [
    "id", "fingerprint", "rule", "indicator", "verdict", "severity", "unit", "item_name", "item_code",
    "channel", "url", "field", "quote", "message", "advice", "basis", "observed", "decided", "status",
    "round", "due", "first_seen", "last_seen", "fixed_at", "reopened", "screenshot", "snapshot",
]  # fmt: skip
"""The contract of "Findings as JSON lines"."""

SEEN = [
    # observed, cause, reopened
    ("present", "", 0),
    ("present", "", 1),
    ("unknown", "", 0),
    ("unknown", "", 1),
    ("absent", "fixed", 0),
    ("absent", "withdrawn", 0),
    ("gone", "", 0),
]
WORDS = {
    "pending": ["待复核", "复发", "待核实", "待核实", "已整改", "已撤销", "页面已取消"],
    "confirmed": ["待整改", "复发", "待核实", "待核实", "已整改", "已撤销", "页面已取消"],
    "escalated": ["上级要素", "上级要素", "上级要素", "上级要素", "已整改", "已撤销", "页面已取消"],
    "dismissed": ["误报"] * 7,
}


@pytest.mark.parametrize(
    ("decided", "seen", "expected"),
    [
        (decided, seen, word)
        for decided, words in WORDS.items()
        for seen, word in zip(SEEN, words, strict=True)
    ],
)
def test_the_status_follows_from_what_was_seen_and_decided(
    decided: str, seen: tuple[str, str, int], expected: str
) -> None:
    observed, cause, reopened = seen
    row = finding_row(decided=decided, observed=observed, cause=cause, reopened=reopened)
    assert status(row) == expected


def test_every_status_is_one_of_the_listed_ones() -> None:
    assert {*WORDS} == {*findings.DECISIONS}
    assert {word for words in WORDS.values() for word in words} == {*findings.STATUSES}


@pytest.mark.parametrize(
    ("written", "number"),
    [("F000012", 12), (" f12 ", 12), ("12", 12), ("F1234567", 1234567), ("F", None), ("G12", None),
     ("F十二", None), ("F１２", None), ("F-1", None), ("F" + "9" * 30, None), ("", None)],
)  # fmt: skip
def test_a_public_number_is_read(written: str, number: int | None) -> None:
    assert findings.id_of(written) == number


def test_a_public_number_comes_back() -> None:
    assert findings.id_of(findings.public_id(finding_row(id=12))) == 12


def test_an_exported_finding_has_exactly_the_keys_of_the_contract(engine: Engine) -> None:
    with transaction(engine) as session:
        assert list(exported(stored(session))) == KEYS


def test_the_exported_values_are_those_of_the_contract(engine: Engine) -> None:
    with transaction(engine) as session:
        row = stored(
            session, due=date(2025, 7, 1), round="2025-1", observed="absent", cause="fixed", fixed_at=NOW
        )
        told = exported(row)
    assert (told["due"], told["round"], told["screenshot"]) == ("2025-07-01", "2025-1", None)
    assert told["first_seen"] == told["fixed_at"] == "2025-06-02T02:10:00+08:00"
    assert (told["status"], told["observed"], told["decided"]) == ("已整改", "absent", "pending")
    assert told["id"] == "F000001"


def test_what_is_not_known_is_null_in_the_export(engine: Engine) -> None:
    with transaction(engine) as session:
        told = exported(stored(session, snapshot="", fixed_at=NOW, reopened=1))
    assert [key for key in KEYS if told[key] is None] == [
        "round",
        "due",
        "fixed_at",
        "screenshot",
        "snapshot",
    ]


def stored(session: Session, **more: object) -> FindingRow:
    row = finding_row(**more)
    session.add(row)
    session.flush()
    return row


def test_a_decision_is_an_event_with_name_reason_and_text(engine: Engine) -> None:
    with transaction(engine) as session:
        row = stored(session)
        findings.decide(session, row.id, "dismissed", who="张三", at=NOW, reason="法定材料")
        findings.decide(session, row.id, "confirmed", who="李四", at=NOW + timedelta(hours=1))
    with transaction(engine) as session:
        first, second = chain.of_finding(session, row.id)
        assert (first.who, first.what, first.old, first.new) == (
            "张三",
            "decided-dismissed",
            "pending",
            "dismissed",
        )
        assert (first.reason, second.old, second.new) == ("法定材料", "dismissed", "confirmed")
        made = decisions.of_finding(session, row.id)
        assert [(one.who, one.decision, one.text) for one in made] == [
            ("张三", "dismissed", "其他有关材料"),
            ("李四", "confirmed", "其他有关材料"),
        ]
        kept = session.get_one(FindingRow, row.id)
        assert (kept.decided, kept.decided_by, kept.last_event) == ("confirmed", "李四", 2)
        assert list(chain.problems(session, COUNTY)) == []


def test_a_decision_changes_nothing_that_was_observed(engine: Engine) -> None:
    with transaction(engine) as session:
        row = stored(session, observed="unknown", observed_reason="超时未响应")
        findings.decide(session, row.id, "confirmed", who="张三", at=NOW)
        assert (row.observed, row.observed_reason, row.seen_at) == ("unknown", "超时未响应", NOW)


def test_a_word_that_is_no_decision_is_refused(engine: Engine) -> None:
    with transaction(engine) as session, pytest.raises(ValueError, match="fixed"):
        findings.decide(session, stored(session).id, "fixed", who="张三", at=NOW)


def test_a_decision_about_an_outdated_view_is_refused_and_leaves_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        row = stored(session)
        findings.decide(session, row.id, "confirmed", who="李四", at=NOW)
    with pytest.raises(Overtaken, match="F000001"), transaction(engine) as session:
        findings.decide(session, row.id, "dismissed", who="张三", at=NOW, after=0)
    with transaction(engine) as session:
        assert session.get_one(FindingRow, row.id).decided == "confirmed"
        assert len(chain.of_finding(session, row.id)) == 1


def test_who_was_overtaken_writes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        row = stored(session)
    with pytest.raises(Overtaken, match="F000001"), transaction(engine) as session:
        held = session.get_one(FindingRow, row.id)
        session.execute(text("UPDATE finding SET last_event = 99"))
        findings.decide(session, held.id, "dismissed", who="张三", at=NOW)
    with transaction(engine) as session:
        assert session.get_one(FindingRow, row.id).decided == "pending"
        assert chain.of_finding(session, row.id) == []


@pytest.mark.parametrize("statement", ["UPDATE decision SET who = '王五'", "DELETE FROM decision"])
def test_decisions_can_neither_be_changed_nor_removed(engine: Engine, statement: str) -> None:
    with transaction(engine) as session:
        findings.decide(session, stored(session).id, "confirmed", who="张三", at=NOW)
    with pytest.raises(DBAPIError, match="decisions are never"), transaction(engine) as session:
        session.execute(text(statement))


def test_what_awaits_review_comes_worst_first(engine: Engine) -> None:
    with transaction(engine) as session:
        for severity, unit in (("S3", "甲局"), ("S1", "乙局"), ("S2", "甲局"), ("S1", "甲局")):
            stored(session, severity=severity, unit=unit)
        assert [row.id for row in findings.awaiting_review(session, COUNTY)] == [2, 4, 3, 1]
        assert [row.id for row in findings.awaiting_review(session, COUNTY, unit="甲局")] == [4, 3, 1]


def test_only_what_nobody_decided_and_still_stands_awaits_review(engine: Engine) -> None:
    with transaction(engine) as session:
        for observed, decided in product(("present", "unknown", "absent", "gone"), findings.DECISIONS):
            stored(session, observed=observed, decided=decided)
        found = {(row.observed, row.decided) for row in findings.awaiting_review(session, COUNTY)}
    assert found == {("present", "pending"), ("unknown", "pending")}


def test_a_countys_findings_come_by_unit_and_gravity(engine: Engine) -> None:
    with transaction(engine) as session:
        for unit, severity in (("乙局", "S1"), ("丙局", "S2"), ("丙局", "S1")):
            stored(session, unit=unit, severity=severity)
        stored(session, county="别县")
        assert [row.id for row in findings.of_county(session, COUNTY)] == [3, 2, 1]
        assert [row.id for row in findings.of_county(session, COUNTY, unit="乙局")] == [1]


def test_findings_are_chosen_and_counted_by_status(engine: Engine) -> None:
    with transaction(engine) as session:
        stored(session)
        stored(session, observed="absent", cause="fixed")
        stored(session, observed="absent", cause="fixed")
        assert [row.id for row in findings.of_county(session, COUNTY, statuses=("已整改",))] == [2, 3]
        assert findings.counts(session, COUNTY) == {"待复核": 1, "已整改": 2}


def test_a_finding_is_found_by_its_number_in_its_own_county_only(engine: Engine) -> None:
    with transaction(engine) as session:
        row = stored(session)
        assert findings.by_id(session, COUNTY, "F000001") is row
        assert findings.by_id(session, "别县", "F000001") is None
        assert findings.by_id(session, COUNTY, "F000002") is None
        assert findings.by_id(session, COUNTY, "abc") is None


def test_no_run_writes_a_decision() -> None:
    """What decides stands in one module; the one that writes runs only lets it follow the text."""
    applying = Path(findings.__file__).with_name("applying.py").read_text(encoding="utf-8")
    assert re.findall(r"row\.decided\w* *=|\bdecide\(", applying) == []
