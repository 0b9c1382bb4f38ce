from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.database import connect, migrate
from tests import postgres

TEMPLATE = "empty"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without a row, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def database(empty_file: Path, tmp_path: Path) -> Path:
    """A database file of this test's own."""
    path = tmp_path / "zwaudit.db"
    path.write_bytes(empty_file.read_bytes())
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL with a migrated template; tests that need it are skipped where there is none."""
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.serving() as running:
        engine = connect(running.create(TEMPLATE))
        migrate(engine)
        engine.dispose()
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database of this test's own, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('database')}"
    server: postgres.Server = request.getfixturevalue("server")
    return server.copy(TEMPLATE)


@pytest.fixture
def sqlite_engine(database: Path) -> Iterator[Engine]:
    """For what only a file can suffer."""
    made = connect(f"sqlite:///{database}")
    yield made
    made.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = connect(url)
    yield made
    made.dispose()
