"""What happens to files, disks and neighbours, tried on real ones."""

from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from checks.evidence import Attachment, Guide, Origin
from checks.records import to_json
from storage import chain, evidence, todo, visits
from storage.database import DatabaseUnusable, connect, reading, transaction
from storage.decisions import decide
from storage.models import Run, Snapshot, Visit
from storage.visits import Fetch
from tests.storage.factories import COUNTY, NOW, finding_row, make_run

BEIJING = timezone(timedelta(hours=8))


def fetch(number: int, size: int = 20_000) -> Fetch:
    noise = bytes((number * 7 + i * i) % 251 for i in range(size))
    return Fetch(f"https://x/{number}", f"https://x/{number}", "门户", "portal", NOW, status=200, body=noise)


def test_a_full_disk_is_told_and_keeps_what_was_saved(database: Path) -> None:
    engine = connect(f"sqlite:///{database}")
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # The pool hands out this connection again, and with it the small disk.
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 12}")
    with transaction(engine) as session:
        run = make_run(session)
    kept = 0
    with pytest.raises(DatabaseUnusable, match="磁盘已满"):
        while kept < 100:
            with transaction(engine) as session:
                visits.record(session, run.id, fetch(kept))
            kept += 1
    assert kept
    with transaction(engine) as session:
        assert session.scalar(select(func.count()).select_from(Visit)) == kept
        assert session.scalar(select(func.count()).select_from(Snapshot)) == kept


def test_a_truncated_file_is_told(database: Path) -> None:
    engine = connect(f"sqlite:///{database}")
    with transaction(engine) as session:
        run = make_run(session)
        for number in range(40):
            visits.record(session, run.id, fetch(number, 4_000))
    engine.dispose()
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DatabaseUnusable, match=r"已损坏|读写出错"), transaction(engine) as session:
        session.scalars(select(Visit)).all()
        session.scalars(select(Snapshot)).all()


def test_a_question_waits_for_no_writer(sqlite_engine: Engine, database: Path) -> None:
    with transaction(sqlite_engine) as session:
        make_run(session)
    writer = sqlite3.connect(database, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE run SET note = 'half done'")
    with reading(sqlite_engine) as session:
        assert session.scalars(select(Run.note)).one() == ""
    writer.execute("COMMIT")
    writer.close()
    with reading(sqlite_engine) as session:
        assert session.scalars(select(Run.note)).one() == "half done"


def add(url: str, times: int) -> None:
    """One process that reads a number, adds one and writes it back."""
    engine = connect(url)
    for _ in range(times):
        with transaction(engine) as session:
            run = session.scalars(select(Run)).one()
            run.note = str(int(run.note) + 1)
    engine.dispose()


def test_three_processes_lose_no_update(database: Path) -> None:
    url = f"sqlite:///{database}"
    engine = connect(url)
    with transaction(engine) as session:
        make_run(session, note="0")
    context = multiprocessing.get_context("spawn")
    adders = [context.Process(target=add, args=(url, 100)) for _ in range(3)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join(120)
        assert adder.exitcode == 0
    with reading(engine) as session:
        assert session.scalars(select(Run.note)).one() == "300"


def test_a_decision_made_in_beijing_time_is_whole_when_read_again(engine: Engine) -> None:
    with transaction(engine) as session:
        row = finding_row()
        session.add(row)
        session.flush()
        decide(session, row.id, "confirmed", who="张三", at=datetime(2025, 6, 2, 9, 0, tzinfo=BEIJING))
    with reading(engine) as session:
        assert list(chain.problems(session, COUNTY)) == []


def test_an_event_that_was_undone_leaves_no_gap(engine: Engine) -> None:
    with transaction(engine) as session:
        row = finding_row()
        session.add(row)
        session.flush()
        row.last_event = chain.append(
            session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "appeared")
        ).number
        attempt = session.begin_nested()
        chain.append(session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "unknown"))
        attempt.rollback()
        row.last_event = chain.append(session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "absent")).number
    with reading(engine) as session:
        assert list(chain.problems(session, COUNTY)) == []
        assert session.execute(text("SELECT count(*) FROM event")).scalar_one() == 2


def test_addresses_that_sent_their_visitor_on_are_told_apart(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        planned = [todo.Planned(f"https://x/{n}", f"https://x/{n}") for n in range(3)]
        for row in todo.plan(session, run.id, "门户", planned):
            number = int(row.key[-1])
            detail = "转到 https://x/9" if number == 1 else ""
            one = Fetch(row.key, row.url, "门户", "portal", NOW, status=200, body=b"x", detail=detail)
            todo.mark_fetched(session, row.id, visits.record(session, run.id, one).id)
        assert todo.sent_on(session, run.id) == {("门户", "https://x/1")}


def test_content_is_what_a_guide_says_wherever_and_whenever_it_was_read() -> None:
    origin = Origin("https://a/1", "https://a/1", "门户", "ab", date(2025, 6, 1))
    guide = Guide(
        item_name="低保申请", conditions=("身份证",), attachments=(Attachment("表", "https://a/2"),)
    )
    first = replace(guide, visits=3, origin=origin)
    moved = replace(
        first, visits=4, origin=Origin("https://b/1"), attachments=(Attachment("表", "https://b/2"),)
    )
    assert hash_of(first) == hash_of(moved)
    assert hash_of(first) != hash_of(replace(first, conditions=("身份证", "其他")))
    assert hash_of(first) != hash_of(replace(first, attachments=(Attachment("示范表", "https://a/2"),)))


def hash_of(guide: Guide) -> str:
    return evidence.content_hash(to_json(guide))


def test_the_bytes_of_two_visits_are_stored_once(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        for number in range(2):
            one = visits.Fetch(f"https://x/{number}", "", "门户", "portal", NOW, body="办事指南".encode())
            visits.record(session, run.id, one)
        first, second = session.scalars(select(Visit.snapshot).order_by(Visit.id))
        assert first is not None
        assert first == second
        assert visits.body(session, first).decode() == "办事指南"
