"""What people write in a cell, read back: numbers, days, names, yes and no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.questions import day_in, head, names_in, number_in, plain, yes_or_no


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("150", "㎡", 150.0),
        ("150 ㎡", "㎡", 150.0),
        ("1,200.5", "元", 1200.5),
        ("１２人", "人", 12.0),
        ("0", "个", 0.0),
        ("12,00", "元", None),
        ("-3", "个", None),
        ("3个左右", "个", None),
        ("三", "个", None),
        ("", "个", None),
        ("1e3", "个", None),
        ("150平方米", "㎡", 150.0),
        ("12处", "个", 12.0),
        ("5万元", "元", None),
    ],
)
def test_numbers(text: str, unit: str, number: float | None) -> None:
    assert number_in(text, unit) == number


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_printed_number_is_read_back(number: float) -> None:
    assert number_in(plain(float(number)), "元") == float(number)


@given(st.text())
def test_no_text_breaks_the_readers(text: str) -> None:
    number, day = number_in(text, "个"), day_in(text)
    assert number is None or number >= 0
    assert day is None or isinstance(day, date)
    assert all(names_in(text))
    assert yes_or_no(text) in (True, False, None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("代办、一次告知；首问负责", ["代办", "一次告知", "首问负责"]),
        ("市场监管（工商、食药监）、计生", ["市场监管(工商、食药监)", "计生"]),
        ("《代办制度》。", ["代办制度"]),
        ("无", []),
        ("/", []),
        ("、，", []),
        ("1.代办 2、一次告知 （3）首问负责", ["代办", "一次告知", "首问负责"]),
        ("①代办\n②12345热线办理", ["代办", "12345热线办理"]),
        ("1、2、3", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def test_what_stands_in_brackets_behind_a_name_is_not_the_name() -> None:
    assert head("市场监管（工商、食药监）") == head("市场监管") == "市场监管"
    assert head("(工商)局") == "(工商)局"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-04-11", date(2022, 4, 11)),
        ("2022年4月11日", date(2022, 4, 11)),
        ("2022.4.11", date(2022, 4, 11)),
        ("2022/04/11", date(2022, 4, 11)),
        ("2022-04-31", None),
        ("2022年4月", None),
        ("4月11日", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("text", "flag"),
    [("是", True), (" √ ", True), ("有", True), ("Y", True), ("否", False), ("×", False), ("无", False), ("", None), ("部分", None)],
)  # fmt: skip
def test_yes_and_no(text: str, flag: bool | None) -> None:
    assert yes_or_no(text) is flag
