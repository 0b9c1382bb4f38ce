from __future__ import annotations

import pytest
from sqlalchemy import Engine

from checks.evidence import Guide, Material
from storage import guard
from storage.database import transaction
from storage.guard import Count
from tests.storage.factories import COUNTY, make_run

SITE, UNIT = ("门户", ""), ("门户", "县民政局")
FULL = Guide(
    unit="县民政局", conditions=("年满六十周岁",), materials=(Material("身份证"),), process=("受理",),
    location="一楼", phone="65330000",
)  # fmt: skip


@pytest.mark.parametrize("earlier", [5, 10, 15, 35, 55, 115, 1000])
def test_four_fifths_of_a_source_are_enough_and_one_less_is_not(earlier: int) -> None:
    enough = earlier * 4 // 5
    before = {SITE: Count(earlier, 1.0)}
    assert guard.suspicions({SITE: Count(enough, 1.0)}, before) == {}
    assert guard.suspicions({SITE: Count(enough - 1, 1.0)}, before) == {
        SITE: f"上次读到指南 {earlier} 份，本次只有 {enough - 1} 份"
    }


@pytest.mark.parametrize("earlier", [1.0, 0.9, 0.8, 0.7, 0.6, 0.37])
def test_fields_may_drop_by_ten_points_and_no_more(earlier: float) -> None:
    before = {SITE: Count(10, earlier)}
    assert guard.suspicions({SITE: Count(10, round(earlier - 0.10, 2))}, before) == {}
    assert "填充率" in guard.suspicions({SITE: Count(10, round(earlier - 0.11, 2))}, before)[SITE]


def test_nothing_at_all_is_always_suspect() -> None:
    before = {SITE: Count(20, 1.0), UNIT: Count(1, 1.0)}
    assert guard.suspicions({}, before) == {
        SITE: "上次读到指南 20 份，本次一份也没有读到",
        UNIT: "上次读到指南 1 份，本次一份也没有读到",
    }


@pytest.mark.parametrize(("earlier", "suspect"), [(4, False), (5, True)])
def test_a_unit_of_few_guides_may_lose_some(earlier: int, suspect: bool) -> None:
    assert bool(guard.suspicions({UNIT: Count(1, 1.0)}, {UNIT: Count(earlier, 1.0)})) is suspect


@pytest.mark.parametrize("now", [Count(20, 1.0), Count(500, 0.5)], ids=["as before", "many more"])
def test_as_much_or_more_is_not_suspect(now: Count) -> None:
    assert guard.suspicions({SITE: now}, {SITE: Count(20, 0.55)}) == {}


def test_what_was_never_read_before_cannot_be_missed() -> None:
    assert guard.suspicions({SITE: Count(1, 0.0)}, {}) == {}
    assert guard.suspicions({}, {SITE: Count(0, 0.0)}) == {}


def test_guides_are_counted_by_source_and_by_unit() -> None:
    bare = Guide(unit="县教育局", conditions=("无",))
    counted = guard.count([("门户", FULL), ("门户", bare), ("窗口", FULL), ("门户", Guide())])
    assert counted == {
        ("门户", ""): Count(4, pytest.approx(0.3)),
        ("门户", "县民政局"): Count(1, 1.0),
        ("门户", "县教育局"): Count(1, pytest.approx(0.2)),
        ("窗口", ""): Count(1, 1.0),
        ("窗口", "县民政局"): Count(1, 1.0),
    }


def test_each_place_is_compared_with_the_last_night_that_read_it_well(engine: Engine) -> None:
    with transaction(engine) as session:
        first, second = make_run(session, state="complete"), make_run(session, state="suspect")
        guard.remember(session, first.id, {SITE: Count(20, 1.0), UNIT: Count(5, 0.9)}, {})
        guard.remember(session, second.id, {SITE: Count(3, 1.0), UNIT: Count(6, 0.8)}, {SITE: "太少"})
        tonight = make_run(session)
        expected = {SITE: Count(20, 1.0), UNIT: Count(6, 0.8)}
        assert guard.baseline(session, COUNTY, tonight.id) == expected
        assert guard.baseline(session, COUNTY, second.id)[UNIT] == Count(5, 0.9)
        assert guard.baseline(session, "别县", tonight.id) == {}


def test_a_place_that_vanished_is_remembered_as_suspect(engine: Engine) -> None:
    with transaction(engine) as session:
        first, second = make_run(session, state="complete"), make_run(session)
        guard.remember(session, first.id, {UNIT: Count(5, 0.9)}, {})
        guard.remember(session, second.id, {}, {UNIT: "一份也没有"})
        assert guard.baseline(session, COUNTY, make_run(session).id) == {UNIT: Count(5, 0.9)}
