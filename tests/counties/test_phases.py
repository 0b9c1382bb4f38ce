"""The plan's calendar, at every edge of its closed intervals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counties import load
from counties.phases import Phase, next_stage, phase_on, stages
from counties.profile import Rounds

NEIXIANG = Path(__file__).parents[2] / "counties" / "neixiang"


@pytest.fixture(scope="module")
def rounds() -> Rounds:
    found = load(NEIXIANG).rounds
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2022-01-09", Phase.PREPARATION),
        ("2022-01-10", Phase.SELF_CHECK),
        ("2022-03-09", Phase.SELF_CHECK),
        ("2022-03-10", Phase.HAND_IN),  # the plan gives this day to no phase: units may still fill in
        ("2022-04-11", Phase.HAND_IN),
        ("2022-04-12", Phase.READY),
        ("2022-04-15", Phase.ROUND_ONE),
        ("2022-04-29", Phase.ROUND_ONE),
        ("2022-04-30", Phase.REVIEW),
        ("2022-05-05", Phase.RECTIFICATION),
        ("2022-07-29", Phase.RECTIFICATION),
        ("2022-07-30", Phase.ROUND_TWO_READY),
        ("2022-08-02", Phase.ROUND_TWO),
        ("2022-08-16", Phase.ROUND_TWO),
        ("2022-08-17", Phase.SUMMARY),
        ("2022-09-16", Phase.REPORT),
        ("2022-09-20", Phase.REPORT),
        ("2022-09-21", Phase.CIRCULAR),
    ],
)
def test_every_day_has_its_phase(rounds: Rounds, day: str, phase: Phase) -> None:
    assert phase_on(rounds, date.fromisoformat(day)) is phase


def test_phases_come_in_their_order(rounds: Rounds) -> None:
    order = [list(Phase).index(stage.phase) for stage in stages(rounds)]
    assert order == sorted(order) and len(order) == len(Phase) - 1


def test_what_comes_next(rounds: Rounds) -> None:
    coming = next_stage(rounds, date(2022, 7, 29))
    assert coming is not None and (coming.phase, coming.begins) == (Phase.ROUND_TWO_READY, date(2022, 7, 30))
    assert next_stage(rounds, date(2022, 9, 21)) is None


def test_a_calendar_that_fixes_little_says_little() -> None:
    assert phase_on(Rounds(), date(2022, 4, 15)) is Phase.PREPARATION
    assert next_stage(Rounds(), date(2022, 4, 15)) is None
