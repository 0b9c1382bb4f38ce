from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from storage import chain
from storage.database import transaction
from storage.models import Event
from tests.storage.factories import COUNTY, NOW, finding_row


def entry(number: int, what: str = "appeared", finding: int = 1) -> chain.Entry:
    return chain.Entry(finding, NOW, "自动核查", what, "", "present", f"第 {number} 次", 7)


def write(session: Session, count: int, county: str = COUNTY) -> None:
    """A chain of this length, all about the first finding."""
    row = finding_row(county=county)
    session.add(row)
    session.flush()
    for number in range(1, count + 1):
        row.last_event = chain.append(session, county, entry(number, finding=row.id)).number


GUARDS_OFF = {
    "sqlite": ("DROP TRIGGER event_is_never_changed", "DROP TRIGGER event_is_never_removed"),
    "postgresql": ("ALTER TABLE event DISABLE TRIGGER ALL",),
}


def tamper(engine: Engine, statement: str) -> list[str]:
    """What the chain tells after somebody with the file open took the guards away."""
    with transaction(engine) as session:
        write(session, 4)
    with transaction(engine) as session:
        for guard in GUARDS_OFF[engine.dialect.name]:
            session.execute(text(guard))
        session.execute(text(statement))
    with transaction(engine) as session:
        return list(chain.problems(session, COUNTY))


def test_events_are_numbered_from_one_and_linked(engine: Engine) -> None:
    with transaction(engine) as session:
        first = chain.append(session, COUNTY, entry(1))
        second = chain.append(session, COUNTY, entry(2))
        assert (first.number, first.previous) == (1, chain.START)
        assert (second.number, second.previous) == (2, first.hash)
        assert chain.head(session, COUNTY) == second.hash


def test_each_county_has_its_own_chain(engine: Engine) -> None:
    with transaction(engine) as session:
        write(session, 3)
        assert chain.append(session, "别县", entry(1)).number == 1
        assert chain.head(session, "又一县") == chain.START


def test_a_chain_is_whole_when_it_is_read_again(engine: Engine) -> None:
    with transaction(engine) as session:
        write(session, 5)
    with transaction(engine) as session:
        assert list(chain.problems(session, COUNTY)) == []


@pytest.mark.parametrize("column", ["who", "what", "old", "new", "reason", "finding_id", "run_id", "at"])
def test_an_altered_event_is_named(engine: Engine, column: str) -> None:
    value = "'2020-01-01 00:00:00.000000'" if column == "at" else "9"
    assert "第 2 号记录内容被改动" in tamper(engine, f"UPDATE event SET {column} = {value} WHERE number = 2")


def test_a_removed_event_is_named(engine: Engine) -> None:
    assert tamper(engine, "DELETE FROM event WHERE number = 2") == [
        "第 2 号记录缺失",
        "第 3 号记录与前一条不衔接",
    ]


def test_every_one_of_several_removed_events_is_named(engine: Engine) -> None:
    assert tamper(engine, "DELETE FROM event WHERE number IN (2, 3)")[:2] == [
        "第 2 号记录缺失",
        "第 3 号记录缺失",
    ]


def test_a_cut_end_is_told_by_the_finding_that_knows_of_it(engine: Engine) -> None:
    assert tamper(engine, "DELETE FROM event WHERE number = 4") == [
        "问题 F000001 的第 4 号记录缺失（末尾被删去）"
    ]


INSERTED = """
    INSERT INTO event (county, number, finding_id, run_id, at, who, what, old, new, reason, previous, hash)
    SELECT county, {number}, finding_id, run_id, at, '张三', what, old, new, reason, {previous}, hash
    FROM event WHERE number = 3
"""


def test_an_inserted_event_is_named(engine: Engine) -> None:
    found = tamper(engine, INSERTED.format(number=5, previous="hash"))
    assert "第 5 号记录内容被改动" in found


def test_an_event_put_in_place_of_another_is_named(engine: Engine) -> None:
    made = Event(
        county=COUNTY, number=1, finding_id=1, run_id=None, at=NOW, who="张三", what="absent", old="",
        new="absent", reason="", previous=chain.START, hash="",
    )  # fmt: skip
    forged = chain.hash_of(made)
    statement = (
        "UPDATE event SET who = '张三', what = 'absent', new = 'absent', reason = '', run_id = NULL, "
        f"hash = '{forged}' WHERE number = 1"
    )
    assert tamper(engine, statement) == ["第 2 号记录与前一条不衔接"]


def test_the_history_of_a_finding_is_told_oldest_first(engine: Engine) -> None:
    with transaction(engine) as session:
        for what, finding in (("appeared", 1), ("appeared", 2), ("unknown", 1), ("absent", 1)):
            chain.append(session, COUNTY, entry(1, what, finding))
        assert [event.what for event in chain.of_finding(session, 1)] == ["appeared", "unknown", "absent"]


def test_the_events_of_a_run_are_counted_by_kind(engine: Engine) -> None:
    with transaction(engine) as session:
        for what in ("appeared", "absent", "appeared"):
            chain.append(session, COUNTY, entry(1, what))
        chain.append(session, COUNTY, chain.Entry(1, NOW, "李四", "decided-confirmed"))
        assert chain.counts(session, 7) == {"absent": 1, "appeared": 2}
        assert chain.counts(session, 8) == {}
