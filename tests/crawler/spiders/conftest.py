"""A fresh database, and a gathering in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback_county import Database, a_profile

from counties.profile import Source
from crawler.gather import Gathered, gather
from storage.database import connect, migrate


@pytest.fixture
def database(tmp_path: Path) -> Database:
    engine = connect(f"sqlite:///{tmp_path / 'zwaudit.db'}")
    migrate(engine)
    return Database(engine)


Gathers = Callable[..., tuple[int, Gathered]]


@pytest.fixture
def gathers(database: Database) -> Gathers:
    """Gather some sources in a new run; gives the run's id and what came of it."""

    def run(*sources: Source, run_id: int | None = None, **options: Any) -> tuple[int, Gathered]:
        run_id = run_id or database.open()
        options.setdefault("timeout", 2.0)
        return run_id, gather(a_profile(*sources), database.engine, run_id, **options)

    return run
