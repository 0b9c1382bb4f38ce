"""Work days with the holidays and the days worked in exchange of 2022."""

from datetime import date

import pytest

from counties.workdays import CalendarEnds, after, between, is_work_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 5, 5), True),
        (date(2022, 5, 4), False),  # 劳动节
        (date(2022, 5, 7), True),  # a Saturday that is worked in exchange
        (date(2022, 5, 8), False),
        (date(2022, 7, 29), True),
    ],
)
def test_holidays_and_exchanged_days(day: date, works: bool) -> None:
    assert is_work_day(day) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2022, 4, 29), 1, date(2022, 5, 5)),  # over the holiday
        (date(2022, 5, 5), 2, date(2022, 5, 7)),  # through the worked Saturday
        (date(2022, 5, 5), 3, date(2022, 5, 9)),
        (date(2022, 5, 5), 0, date(2022, 5, 5)),
    ],
)
def test_a_day_so_many_work_days_later(start: date, days: int, end: date) -> None:
    assert after(start, days) == end
    assert between(start, end) == days


def test_backwards_counts_negative() -> None:
    assert between(date(2022, 5, 9), date(2022, 5, 5)) == -3


def test_a_year_without_known_holidays_is_said() -> None:
    with pytest.raises(CalendarEnds, match="2099 年"):
        is_work_day(date(2099, 1, 4))
