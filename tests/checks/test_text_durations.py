"""Printed time limits, read into days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.evidence import DayUnit
from checks.text.durations import parse_limit


@pytest.mark.parametrize(
    ("text", "days", "unit"),
    [
        ("5个工作日", 5, DayUnit.WORK),
        ("20个工作日（不含公示期）", 20, DayUnit.WORK),
        ("7个工作日(公示期20日不计入)", 7, DayUnit.WORK),
        ("法定20个工作日;承诺1个工作日", 1, DayUnit.WORK),
        ("法定办理时限20个工作日；承诺办理时限3个工作日", 3, DayUnit.WORK),
        ("三十日", 30, DayUnit.UNSTATED),
        ("十五个工作日", 15, DayUnit.WORK),
        ("２０个工作日", 20, DayUnit.WORK),
        ("10至15个工作日", 15, DayUnit.WORK),
        ("2个月", 60, DayUnit.CALENDAR),
        ("一年", 365, DayUnit.CALENDAR),
        ("30个自然日", 30, DayUnit.CALENDAR),
        ("0", 0, DayUnit.UNSTATED),
        ("3天", 3, DayUnit.UNSTATED),
        ("自受理之日起5个工作日内办结", 5, DayUnit.WORK),
    ],
)
def test_a_length_is_read(text: str, days: float, unit: DayUnit) -> None:
    limit = parse_limit(text)
    assert limit is not None
    assert (limit.days, limit.unit, limit.text) == (days, unit, text)


@pytest.mark.parametrize(
    "text", ["1小时", "30分钟", "当场办结", "即时办理", "即办", "立等可取", "半个工作日", "随到随办"]
)
def test_within_a_day(text: str) -> None:
    limit = parse_limit(text)
    assert limit is not None and limit.days is not None and 0 < limit.days <= 1


@pytest.mark.parametrize("text", ["视情况而定", "尽快办结", "另行通知", "2022年第3号", "不能当场办结"])
def test_no_length_is_none_not_a_guess(text: str) -> None:
    limit = parse_limit(text)
    assert limit is not None and limit.days is None and limit.text == text


@pytest.mark.parametrize("text", ["", "  ", "无", "-", "见备注"])
def test_nothing_printed(text: str) -> None:
    assert parse_limit(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    limit = parse_limit(text)
    assert limit is None or limit.text == text.strip()
