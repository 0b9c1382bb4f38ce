"""The package of one unit, made once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine

from reports.packages.making import Made, Wish, make_package
from rules import all_rules
from storage.database import reading
from tests.reports.packages.issued import MINE, ROUND, issued_county, profile

AT = datetime(2025, 6, 4, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class County:
    """A county on disk, of which packages can be made."""

    engine: Engine
    folder: Path

    def package(self, unit: str = MINE, at: datetime = AT, round_name: str = ROUND) -> tuple[Made, bytes]:
        out = BytesIO()
        wish = Wish(round_name, unit, at, "zwaudit 0")
        with reading(self.engine) as session:
            made = make_package(session, profile(self.folder), all_rules(), wish, out)
        return made, out.getvalue()


@pytest.fixture(scope="package")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("issued")
    engine = issued_county(folder / "zwaudit.db")
    yield County(engine, folder)
    engine.dispose()


@pytest.fixture(scope="package")
def made(county: County) -> tuple[Made, bytes]:
    return county.package()


@pytest.fixture(scope="package")
def members(made: tuple[Made, bytes]) -> dict[str, bytes]:
    with ZipFile(BytesIO(made[1])) as package:
        return {name: package.read(name) for name in package.namelist()}
