"""Exports in storage: the newest of each kind and unit is in force, the same and the older change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from checks.evidence import Unit
from checks.exports import Case, Export, ExportKind
from checks.gather import gathered
from storage import exports
from storage.database import transaction
from tests.storage.factories import COUNTY, make_run

AT = datetime(2022, 7, 1, 8, tzinfo=UTC)
QUARTER = Export(
    ExportKind.CASES, since=date(2022, 4, 1), until=date(2022, 6, 30), exported_on=date(2022, 7, 1),
    columns=frozenset({"number", "online"}), rows=(Case("民政局", "B1", online=True),), file="办件.xlsx", file_hash="a",
)  # fmt: skip


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine) as session:
        yield session


def kept(session: Session, *given: Export) -> None:
    for number, export in enumerate(given):
        exports.keep(
            session, make_run(session, kind="import", state="complete"), export, AT + timedelta(hours=number)
        )


def later(**more: Any) -> Export:
    return replace(QUARTER, **{"file_hash": "b", "rows": (Case("民政局", "B2"),), **more})


def test_an_export_comes_back_with_its_snapshot(session: Session) -> None:
    kept(session, QUARTER)
    [one] = exports.newest(session, COUNTY)
    assert one.export == QUARTER and len(one.export.snapshot) == 64 and one.at == AT
    assert exports.newest(session, "别的县") == ()


@pytest.mark.parametrize(
    ("second", "newest"),
    [
        pytest.param(later(until=date(2022, 7, 31), exported_on=date(2022, 8, 1)), "b", id="reaches further"),
        pytest.param(later(exported_on=date(2022, 7, 2)), "b", id="made later"),
        pytest.param(later(), "b", id="handed in later"),
        pytest.param(later(exported_on=date(2022, 6, 30)), "a", id="made before"),
        pytest.param(later(since=date(2022, 1, 1), until=date(2022, 3, 31), exported_on=date(2022, 8, 1)), "a", id="of earlier days"),
    ],
)  # fmt: skip
def test_which_is_the_newest(session: Session, second: Export, newest: str) -> None:
    kept(session, QUARTER, second)
    assert [one.export.file_hash for one in exports.newest(session, COUNTY)] == [newest]
    before = [one for one in exports.kept(session, COUNTY) if one.file_hash == "a"]
    assert (exports.newer_than(second, before) is None) is (newest == "b")


def test_each_kind_and_unit_has_its_own(session: Session) -> None:
    own = later(unit="民政局")
    other = replace(QUARTER, kind=ExportKind.RATINGS, rows=())
    kept(session, QUARTER, own, other)
    assert {(one.export.kind, one.export.unit) for one in exports.newest(session, COUNTY)} == {
        (ExportKind.CASES, ""), (ExportKind.CASES, "民政局"), (ExportKind.RATINGS, ""),
    }  # fmt: skip


def test_what_is_known(session: Session) -> None:
    kept(session, QUARTER)
    before = exports.kept(session, COUNTY)
    assert exports.is_known(QUARTER, before)
    assert exports.is_known(replace(QUARTER, exported_on=date(2022, 7, 9)), before), (
        "the same file on another day"
    )
    assert exports.is_known(replace(QUARTER, file="副本.xlsx", file_hash="c"), before), (
        "the same rows, made the same day"
    )
    assert not exports.is_known(later(), before)
    assert not exports.is_known(replace(QUARTER, file_hash="c", exported_on=date(2022, 7, 9)), before)


def test_what_broke_off_was_never_handed_in(session: Session) -> None:
    exports.keep(session, make_run(session, kind="import", state="aborted"), QUARTER, AT)
    assert exports.newest(session, COUNTY) == ()


def test_units_are_heard_of_only_where_all_that_a_rule_needs_is_there(session: Session) -> None:
    kept(session, QUARTER)
    stored = exports.newest(session, COUNTY)
    county = gathered(COUNTY, [Unit("民政局")], (), exports=[one.export for one in stored])
    alone, both = (ExportKind.CASES,), (ExportKind.CASES, ExportKind.RATINGS)
    heard = exports.seen(stored, county, [alone, both])
    assert list(heard) == [("records:办件:民政局", "export")]
    [[seen]] = heard.values()
    assert seen.fetched_at == AT and seen.source == exports.SOURCE
