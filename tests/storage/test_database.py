from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from storage import chain
from storage.database import (
    BUSY_MILLISECONDS,
    DatabaseTooNew,
    DatabaseUnusable,
    connect,
    migrate,
    transaction,
)
from storage.models import Base, Event, Run
from tests.storage.factories import NOW, make_run


def test_an_empty_folder_gets_every_table(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new.db'}")
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        make_run(session)
    migrate(engine)
    with transaction(engine) as session:
        assert session.scalars(select(Run)).one().county == "示例县"


def test_the_migrations_make_exactly_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_database_from_a_newer_version_is_refused_in_one_line(engine: Engine) -> None:
    with transaction(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="更新版本") as refused:
        migrate(engine)
    assert "\n" not in str(refused.value)
    assert "9999" in str(refused.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnusable, match=r"notes\.db 不是数据库文件"):
        migrate(connect(f"sqlite:///{path}"))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="打不开"):
        migrate(connect(f"sqlite:///{tmp_path / 'none' / 'zwaudit.db'}"))


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="打不开"):
        migrate(connect(f"sqlite:///{tmp_path}"))


def test_a_database_opened_for_reading_only_is_named(database: Path) -> None:
    engine = connect(f"sqlite:///file:{database}?mode=ro&uri=true")
    with pytest.raises(DatabaseUnusable, match="没有写入权限"), transaction(engine) as session:
        make_run(session)


def test_a_damaged_database_is_named(sqlite_engine: Engine, tmp_path: Path) -> None:
    with transaction(sqlite_engine) as session:
        for _ in range(200):
            make_run(session)
    sqlite_engine.dispose()
    path = tmp_path / "zwaudit.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\x5a" * (len(whole) - 8192))
    with pytest.raises(DatabaseUnusable, match="已损坏"), transaction(sqlite_engine) as session:
        session.scalars(select(Run)).all()


def test_a_database_held_by_another_writer_is_told(sqlite_engine: Engine, database: Path) -> None:
    with sqlite_engine.connect() as connection:
        # The pool keeps this connection, and with it the short patience.
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable, match="正被另一个程序占用"), transaction(sqlite_engine) as session:
        make_run(session)
    other.close()


@pytest.mark.parametrize("url", ["", "zwaudit.db", "sqlit:///a.db", "oracle://nowhere/x"])
def test_an_address_that_means_nothing_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match=r"地址.*不正确"):
        connect(url)


def test_our_own_mistakes_are_not_dressed_up(engine: Engine) -> None:
    with pytest.raises(DBAPIError), transaction(engine) as session:
        session.execute(text("SELECT nothing FROM nowhere"))


def test_an_exception_undoes_the_whole_transaction(engine: Engine) -> None:
    with pytest.raises(KeyError), transaction(engine) as session:
        make_run(session)
        raise KeyError
    with transaction(engine) as session:
        assert session.scalars(select(Run)).all() == []


def test_two_writers_that_read_first_lose_no_update(database: Path) -> None:
    engine = connect(f"sqlite:///{database}")
    with transaction(engine) as session:
        make_run(session, note="0")

    def add_fifty() -> None:
        own = connect(f"sqlite:///{database}")
        for _ in range(50):
            with transaction(own) as session:
                run = session.scalars(select(Run)).one()
                run.note = str(int(run.note) + 1)
        own.dispose()

    writers = [threading.Thread(target=add_fifty) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with transaction(engine) as session:
        assert session.scalars(select(Run)).one().note == "100"


@pytest.mark.parametrize("statement", ["UPDATE event SET who = '张三'", "DELETE FROM event"])
def test_events_can_neither_be_changed_nor_removed(engine: Engine, statement: str) -> None:
    with transaction(engine) as session:
        chain.append(session, "示例县", chain.Entry(1, NOW, "自动核查", "appeared"))
    with pytest.raises(DBAPIError, match="events are never"), transaction(engine) as session:
        session.execute(text(statement))
    with transaction(engine) as session:
        assert session.scalars(select(Event.who)).all() == ["自动核查"]


def test_a_power_cut_may_lose_the_last_transaction_but_not_the_file(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == BUSY_MILLISECONDS
