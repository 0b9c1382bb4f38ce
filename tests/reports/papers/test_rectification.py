"""整改情况报告: every line with what became of it; what is in no rate stands apart; 0 of 0 is no share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.papers.paper import Material
from reports.papers.rectification import Rectification, rectification
from reports.papers.round import Line
from storage.outcomes import Result
from tests.reports.papers.conftest import MINE


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
    found = report(mine, tuple(replace(line, result=kind) for line, kind in zip(lines, kinds, strict=False)))
    assert (found.total.value, found.fixed.value, found.unfinished.value, str(found.rate)) == (
        3,
        1,
        1,
        "50.0%",
    )
    assert [one.name for one in found.apart] == ["误报撤回"]
    assert [one.result for one in found.open] == ["未整改"]


@pytest.mark.parametrize("kind", [Result.PAGE_GONE, Result.RELAPSED, Result.PARTLY])
def test_a_page_taken_down_a_relapse_and_half_a_fix_are_not_put_right(
    mine: Material, lines: tuple[Line, ...], kind: Result
) -> None:
    found = report(mine, tuple(replace(line, result=kind) for line in lines))
    assert (found.fixed.value, str(found.rate)) == (0, "0.0%")
    assert len(found.open) == len(lines)


def test_where_nothing_counts_there_is_no_share(mine: Material, lines: tuple[Line, ...]) -> None:
    found = report(mine, tuple(replace(line, result=Result.UNVERIFIED) for line in lines))
    assert str(found.rate) == "—" and found.open == ()


def test_a_draft_and_a_unit_without_lines_have_no_report(mine: Material) -> None:
    assert rectification(replace(mine, facts=replace(mine.facts, is_draft=True))) is None
    assert rectification(replace(mine, unit=None)) is None
