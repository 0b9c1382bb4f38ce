"""Counting work days without a calendar of holidays: how many there surely were, and at most."""

from __future__ import annotations

from datetime import date, timedelta

SEASONS = (
    ((1, 1), (1, 3)), ((1, 19), (2, 28)), ((4, 3), (4, 7)), ((4, 28), (5, 6)),
    ((5, 28), (6, 28)), ((9, 7), (10, 10)), ((12, 29), (12, 31)),
)  # fmt: skip
"""Within these days the public holidays of any year fall; which days are off is decided year by year."""

LONGEST = 366


def work_days(begin: date, end: date) -> tuple[int, int]:
    """The least and the greatest number of work days after `begin` up to `end`."""
    days = [begin + timedelta(days=number) for number in range(1, min((end - begin).days, LONGEST) + 1)]
    weekdays = [day for day in days if day.weekday() < 5]
    return sum(not may_be_off(day) for day in weekdays), len(weekdays)


def may_be_off(day: date) -> bool:
    """Does the day lie in a season of public holidays?"""
    return any(first <= (day.month, day.day) <= last for first, last in SEASONS)
