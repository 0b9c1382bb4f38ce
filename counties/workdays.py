"""Work days (工作日) by the State Council's holiday notices, days worked in exchange (调休) included."""

from __future__ import annotations

from datetime import date, timedelta

from chinese_calendar import is_workday


class CalendarEnds(Exception):
    """The holidays of a year are not known to the calendar; the text says which and what to do."""


def is_work_day(day: date) -> bool:
    """Is it a day on which offices work? Raises CalendarEnds for a year whose holidays are not known."""
    try:
        return bool(is_workday(day))
    except NotImplementedError as error:
        raise CalendarEnds(
            f"节假日历里没有 {day.year} 年的安排，算不出工作日，请直接写明截止日期，或升级 chinesecalendar"
        ) from error


def after(day: date, work_days: int) -> date:
    """The day on which so many work days are over, the first being the next work day."""
    left = work_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_work_day(day)
    return day


def between(start: date, end: date) -> int:
    """How many work days lie after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -between(end, start)
    return sum(is_work_day(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))
