"""Where the evaluation stands on a day (评估日程): the plan's calendar as phases, each with its first day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from counties.profile import Rounds

DAY = timedelta(days=1)


class Phase(StrEnum):
    """The phases of an evaluation, in their order; the value is the office's word."""

    PREPARATION = "准备"
    SELF_CHECK = "自检自查"
    HAND_IN = "自查材料报送"
    READY = "评估准备"
    ROUND_ONE = "第一轮评估"
    REVIEW = "复核汇总"
    RECTIFICATION = "核对整改"
    ROUND_TWO_READY = "第二轮评估准备"
    ROUND_TWO = "第二轮评估"
    SUMMARY = "汇总"
    REPORT = "评估报告"
    CIRCULAR = "通报"


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase with its first day; it lasts until the next one begins."""

    phase: Phase
    begins: date


def stages(rounds: Rounds) -> tuple[Stage, ...]:
    """The phases that a calendar fixes, in their order; steps that it leaves open are left out."""
    found = sorted(begun(rounds), key=lambda stage: (stage.begins, list(Phase).index(stage.phase)))
    return tuple(found)


def begun(rounds: Rounds) -> Iterator[Stage]:
    if rounds.self_check:
        yield Stage(Phase.SELF_CHECK, rounds.self_check.start)
        yield Stage(Phase.HAND_IN, rounds.self_check.end + DAY)
    if rounds.self_report_due:
        yield Stage(Phase.READY, rounds.self_report_due + DAY)
    if rounds.round_one:
        yield Stage(Phase.ROUND_ONE, rounds.round_one.start)
        yield Stage(Phase.REVIEW, rounds.round_one.end + DAY)
    if rounds.list_issued:
        yield Stage(Phase.RECTIFICATION, rounds.list_issued)
    if rounds.rectify_by:
        yield Stage(Phase.ROUND_TWO_READY, rounds.rectify_by + DAY)
    if rounds.round_two:
        yield Stage(Phase.ROUND_TWO, rounds.round_two.start)
        yield Stage(Phase.SUMMARY, rounds.round_two.end + DAY)
    if rounds.report:
        yield Stage(Phase.REPORT, rounds.report.start)
        yield Stage(Phase.CIRCULAR, rounds.report.end + DAY)


def phase_on(rounds: Rounds, day: date) -> Phase:
    """The phase of a Beijing day; before the first step it is 准备."""
    current = Phase.PREPARATION
    for stage in stages(rounds):
        if stage.begins <= day:
            current = stage.phase
    return current


def next_stage(rounds: Rounds, day: date) -> Stage | None:
    """What begins next after a day; None when everything has begun."""
    return next((stage for stage in stages(rounds) if stage.begins > day), None)
