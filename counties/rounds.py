"""Reads the evaluation calendar of a county: closed intervals and days, in their order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from counties.profile import Interval, Rounds
from counties.tables import Table

ROUNDS = ("self_check", "self_report_due", "round_one", "list_issued", "rectify_by", "round_two", "report")


def rounds_from(table: Table) -> Rounds:
    """The calendar; its steps must follow each other."""
    table.only(*ROUNDS)

    def interval(name: str) -> Interval | None:
        pair = table.days(name)
        return Interval(*pair) if pair else None

    rounds = Rounds(
        self_check=interval("self_check"),
        self_report_due=table.day("self_report_due"),
        round_one=interval("round_one"),
        list_issued=table.day("list_issued"),
        rectify_by=table.day("rectify_by"),
        round_two=interval("round_two"),
        report=interval("report"),
    )
    refuse_disorder(table, rounds)
    return rounds


def refuse_disorder(table: Table, rounds: Rounds) -> None:
    """Each step of the calendar begins no earlier than the one before it."""
    steps = [(name, first_day(getattr(rounds, name))) for name in ROUNDS if name != "self_report_due"]
    known = [(name, day) for name, day in steps if day is not None]
    for (earlier, before), (later, after) in pairwise(known):
        if after < before:
            raise table.wrong(later, f"{after} 早于 {earlier} 的 {before}，先后颠倒")


def first_day(step: Interval | date | None) -> date | None:
    return step.start if isinstance(step, Interval) else step
