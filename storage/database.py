"""Opening the database: SQLite by default, PostgreSQL by address; migrations; transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

BUSY_MILLISECONDS = 30_000
MIGRATIONS = Path(__file__).parent / "migrations"
# Each file is named after its revision: v0003_measured.py holds 0003.
REVISIONS = sorted(file.name[1:5] for file in (MIGRATIONS / "versions").glob("v*.py"))


class DatabaseTooNew(Exception):
    """The database was written by a newer version of the program."""


class DatabaseUnusable(Exception):
    """The database cannot be opened, read or written; the text says why and what to do."""


def connect(url: str) -> Engine:
    """An engine for an address such as sqlite:///out/zwaudit.db; nothing is opened yet.

    Raises DatabaseUnusable for an address that means nothing.
    """
    try:
        engine = create_engine(make_url(url))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise DatabaseUnusable(
            f"数据库地址“{url}”不正确，应为 sqlite:///路径 或 postgresql+psycopg://…"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_immediate)
    return engine


def prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Give transactions back to us: the driver's own way of beginning them loses updates silently."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def begin_immediate(connection: Connection) -> None:
    """Take the write lock at the start, so that what was read is still true when it is written."""
    asks_only = connection.get_execution_options().get("asks_only", False)
    connection.exec_driver_sql("BEGIN" if asks_only else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One transaction: committed at the end, rolled back on any exception.

    Raises DatabaseUnusable when the file is locked, full, read-only or damaged.
    """
    with explained(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One view of the database as it is now, for questions only: waits for no writer and holds none up.

    Raises DatabaseUnusable as `transaction` does.
    """
    asking = engine.execution_options(asks_only=True)
    with explained(engine), Session(asking, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn what the driver says into a line that a clerk can act on."""
    try:
        yield
    except DBAPIError as error:
        reason = reason_of(str(error.orig))
        if not reason:
            raise
        raise DatabaseUnusable(f"数据库 {engine.url.render_as_string()} {reason}") from error


REASONS = (
    ("database is locked", "正被另一个程序占用，请等它结束后重试"),
    ("database or disk is full", "所在磁盘已满，请清理后重试；已经保存的内容不受影响"),
    ("readonly database", "没有写入权限"),
    ("unable to open database file", "打不开，请检查目录是否存在、是否有写入权限"),
    ("file is not a database", "不是数据库文件，请检查路径"),
    ("malformed", "已损坏，请用备份恢复"),
    ("disk I/O error", "读写出错，请检查磁盘"),
    ("connection failed", "连接不上，请检查地址和服务是否启动"),
)


def reason_of(said: str) -> str:
    """Why the database cannot be used, in Chinese; "" for what is our own fault."""
    return next((reason for part, reason in REASONS if part in said), "")


def migrate(engine: Engine) -> None:
    """Bring the database to this version's form, making it where there is none.

    Raises DatabaseTooNew, DatabaseUnusable.
    """
    # Nobody who only looks waits for a writer, or loads what changes databases.
    with explained(engine), engine.execution_options(asks_only=True).connect() as connection:
        if version_of(connection) == REVISIONS[-1]:
            return
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with explained(engine), engine.begin() as connection:
        version = version_of(connection)
        if version == REVISIONS[-1]:
            return
        if version is not None and version not in REVISIONS:
            raise DatabaseTooNew(
                f"数据库 {engine.url.render_as_string()} 由更新版本的 zwaudit 建立（{version}），"
                "请升级程序后再用"
            )
        config.attributes["connection"] = connection
        upgrade(config, "head")


def version_of(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
