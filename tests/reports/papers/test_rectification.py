"""整改情况报告: every line with what became of it; what is in no rate stands apart; 0 of 0 is no share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.papers.paper import Material
from reports.papers.rectification import Rectification, county_rectification, rectification
from reports.papers.round import Line
from storage.outcomes import BY_STATUS, Result
from tests.reports.papers.conftest import MINE, OTHER


def standing(line: Line, result: Result, number: int) -> Line:
    """The line as a problem of its own with this result."""
    status = next((word for word, one in BY_STATUS.items() if one is result), "已整改")
    return replace(line, result=result, status=status, item_name=f"事项{number}", item_code="")


def report(given: Material, lines: tuple[Line, ...]) -> Rectification:
    made = replace(given)
    made.__dict__["lines"] = lines
    found = rectification(made)
    assert found is not None
    return found


@pytest.fixture
def mine(issued: Callable[..., Material]) -> Material:
    return issued(MINE)


@pytest.fixture
def lines(mine: Material) -> tuple[Line, ...]:
    assert len(mine.lines) >= 3
    return mine.lines[:3]


def test_the_rate_counts_what_was_put_right_of_what_counts(mine: Material, lines: tuple[Line, ...]) -> None:
    kinds = (Result.FIXED, Result.NOT_FIXED, Result.DISMISSED)
    found = report(
        mine,
        tuple(
            standing(line, kind, number)
            for number, (line, kind) in enumerate(zip(lines, kinds, strict=False))
        ),
    )
    total = found.total
    assert (total.issued.value, total.fixed.value, total.left.value, str(total.rate)) == (3, 1, 1, "50.0%")
    assert [one.name for one in found.apart] == ["误报撤回"]
    assert [one.result for one in found.open] == ["未整改"]


@pytest.mark.parametrize("kind", [Result.PAGE_GONE, Result.RELAPSED, Result.NOT_FIXED])
def test_a_page_taken_down_and_a_relapse_are_not_put_right(
    mine: Material, lines: tuple[Line, ...], kind: Result
) -> None:
    found = report(mine, tuple(standing(line, kind, number) for number, line in enumerate(lines)))
    assert (found.total.fixed.value, str(found.total.rate)) == (0, "0.0%")
    assert len(found.open) == len(lines)


def test_what_was_put_right_in_one_of_two_places_is_put_right_in_part(
    mine: Material, lines: tuple[Line, ...]
) -> None:
    one, other = standing(lines[0], Result.FIXED, 1), standing(lines[0], Result.NOT_FIXED, 1)
    found = report(mine, (one, replace(other, finding="F000999", channel="window")))
    assert (found.total.issued.value, found.total.partly.value, found.total.fixed.value) == (1, 1, 0)
    assert [one.name for one in found.results] == ["部分整改"]
    assert [one.result for one in found.open] == ["未整改"] and len(found.entries) == 2


def test_where_nothing_counts_there_is_no_share(mine: Material, lines: tuple[Line, ...]) -> None:
    found = report(
        mine, tuple(standing(line, Result.UNVERIFIED, number) for number, line in enumerate(lines))
    )
    assert str(found.total.rate) == "—" and found.open == ()


def test_a_draft_and_a_unit_without_lines_have_no_report(mine: Material) -> None:
    assert rectification(replace(mine, facts=replace(mine.facts, is_draft=True))) is None
    assert rectification(replace(mine, unit=None)) is None


def test_the_countys_report_sums_up_its_units(issued: Callable[..., Material]) -> None:
    found = county_rectification(issued())
    assert found is not None
    own = {one.name: one.issued.value for one in found.departments}
    assert set(own) == {MINE, OTHER} and found.townships == ()
    assert sum(own.values()) == found.total.issued.value == sum(one.issued.value for one in found.criteria)
    assert {one.name for one in found.leftovers} == {MINE, OTHER}
    assert sum(one.left.value for one in found.leftovers) == found.total.left.value
    assert len(found.entries) == len(issued().lines)
    assert county_rectification(replace(issued(), facts=replace(issued().facts, is_draft=True))) is None
