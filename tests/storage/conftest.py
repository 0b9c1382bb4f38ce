from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.database import connect, migrate


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


@pytest.fixture
def engine(database: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{database}")
    yield made
    made.dispose()
