"""The evaluation's calendar in plain words (日程): what is due now, what comes next, how long it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counties.phases import Phase, next_stage, phase_on, stages
from counties.profile import Rounds
from counties.workdays import CalendarEnds, between
from reports.wording import day_in_words

FIRST, SECOND = "第一轮", "第二轮"
DAY = timedelta(days=1)
DUTIES = {
    Phase.PREPARATION: "核对县配置和单位名录，试采集一次。",
    Phase.SELF_CHECK: "各单位对照自查表自检自查。",
    Phase.HAND_IN: "各单位报送自查材料，办公室登记自查表。",
    Phase.READY: "每晚采集，审核人员先行复核已发现的问题。",
    Phase.ROUND_ONE: "每晚采集；审核人员逐条复核，确认属实的才能下发。",
    Phase.REVIEW: "把待复核的问题全部定下来，准备下发问题清单。",
    Phase.RECTIFICATION: "下发问题清单；单位核对、整改、申请复查，办公室盯住时限。",
    Phase.ROUND_TWO_READY: "整改时限已到：复查全部已下发的问题，没有读到的补采集。",
    Phase.ROUND_TWO: "每晚采集，复核第一轮问题的整改结果，并发现新问题。",
    Phase.SUMMARY: "汇总两轮结果，核对无法核验的问题。",
    Phase.REPORT: "形成评估报告。",
    Phase.CIRCULAR: "通报结果，保存全部记录。",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of the calendar: its days, whether it is over, and what is to be done in it."""

    title: str
    begins: date
    until: date | None
    state: str
    """past | now | next"""
    duty: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where a day stands; `steps` is empty when the county has fixed no day."""

    now: str
    duty: str
    next: str
    steps: tuple[Step, ...]
    deadlines: tuple[str, ...]


def calendar(rounds: Rounds | None, today: date) -> Calendar:
    """The calendar as it stands on a day."""
    if rounds is None or not stages(rounds):
        return Calendar("", "", "", (), ())
    phase, following = phase_on(rounds, today), next_stage(rounds, today)
    coming = (
        f"{day_in_words(following.begins)}起：{following.phase}（{left(today, following.begins)}）。"
        if following
        else "日程上的各步都已开始。"
    )
    return Calendar(
        phase.value, DUTIES[phase], coming, tuple(steps(rounds, today, phase)),
        tuple(deadlines(rounds, today)),
    )  # fmt: skip


def steps(rounds: Rounds, today: date, now: Phase) -> Iterator[Step]:
    """Every phase that the calendar fixes, with its days."""
    fixed = stages(rounds)
    for number, stage in enumerate(fixed):
        until = fixed[number + 1].begins - DAY if number + 1 < len(fixed) else None
        state = "now" if stage.phase is now else "next" if stage.begins > today else "past"
        if until is None or until >= stage.begins:
            yield Step(stage.phase.value, stage.begins, until, state, DUTIES[stage.phase])


def deadlines(rounds: Rounds, today: date) -> Iterator[str]:
    """The days that bind the office or the units and are not over, in words."""
    named = (
        (rounds.self_report_due, "自查材料报送截止"),
        (rounds.list_issued, "下发问题清单"),
        (rounds.rectify_by, "整改截止"),
        (rounds.round_two.end if rounds.round_two else None, "第二轮评估结束"),
        (rounds.report.end if rounds.report else None, "评估报告完成"),
    )
    for day, what in named:
        if day is not None and day >= today:
            yield f"{day_in_words(day)} {what}（{left(today, day)}）"


def left(today: date, day: date) -> str:
    """How long it is until a day, in days and, where the holidays are known, in work days."""
    if day == today:
        return "就是今天"
    if day < today:
        return f"已过 {(today - day).days} 天"
    try:
        return f"还有 {(day - today).days} 天，{between(today, day)} 个工作日"
    except CalendarEnds:
        return f"还有 {(day - today).days} 天"


def round_now(rounds: Rounds | None, issued: Sequence[str], today: date) -> str:
    """The round that a day belongs to: by the calendar, else the last one that was issued."""
    if rounds is not None and rounds.round_two is not None:
        return SECOND if today >= rounds.round_two.start else FIRST
    return issued[-1] if issued else FIRST
