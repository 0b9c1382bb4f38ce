"""Cells of exports: what they may say, and that anything else is an error and no guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.masking import without_numbers
from checks.text.personal import is_identity_number
from crawler.exports import cells
from crawler.exports.cells import (
    code_of,
    count_of,
    day_of,
    done_of,
    level_of,
    online_of,
    star_of,
    text_of,
    yes_of,
)
from crawler.exports.errors import BadCell
from crawler.exports.periods import made_on, period_in, period_of_sheets
from crawler.exports.privacy import hint

READERS = [code_of, count_of, day_of, done_of, level_of, online_of, star_of, text_of, yes_of]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.dates(), st.datetimes(),
    st.timedeltas(), st.times(),
)  # fmt: skip


@given(st.sampled_from(READERS), VALUES)
def test_any_cell_is_read_or_refused(read: Callable[[Any], object], value: Any) -> None:
    try:
        read(value)
    except BadCell as error:
        assert str(error)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_however_it_is_kept(day: date) -> None:
    serial = (day - cells.EPOCH).days
    ways = [day, datetime(day.year, day.month, day.day, 9, 30), serial, float(serial) + 0.4, str(serial),
            day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y%m%d093000}", f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}/{day.month}/{day.day} 9:30:00", f"{day.year}．{day.month}．{day.day}"]  # fmt: skip
    assert {day_of(way) for way in ways} == {day}


@given(st.integers(0, 10**9))
def test_a_count_is_the_same_however_it_is_printed(number: int) -> None:
    assert {
        count_of(way)
        for way in (number, float(number), str(number), f"{number:,}", f"{number} 件", f"{number}.0")
    } == {number}


@given(st.from_regex(r"[0-9A-Z]{5,43}", fullmatch=True))
def test_a_code_stays_as_it_is_printed(code: str) -> None:
    if cells.SCIENTIFIC.fullmatch(code):
        return
    if cells.is_placeholder(code) and not code.isdigit():
        return
    assert code_of(f" {code[:3]} {code[3:].lower()}") == code


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (day_of, "—", None), (day_of, "", None), (day_of, "无", None),
        (count_of, "12 条", 12), (count_of, "１２", 12), (count_of, "/", None), (count_of, "0", 0),
        (yes_of, "已邀请", True), (yes_of, "未邀请", False), (yes_of, "√", True), (yes_of, "×", False),
        (yes_of, 2.0, True), (yes_of, 0, False), (yes_of, "是", True), (yes_of, "否", False), (yes_of, "", None),
        (yes_of, "无", False), (yes_of, "有", True),
        (done_of, "无人接听", True), (done_of, "未回访", False), (done_of, "整改中", False), (done_of, "已致歉", True),
        (done_of, "无", False), (done_of, "", None), (done_of, "未发现违规，已说明", True),
        (level_of, "非常满意", 5), (level_of, "基本满意", 3), (level_of, "非常不满意", 1), (level_of, "不满意", 2),
        (level_of, "满意(默认)", 4), (level_of, "5星", 5), (level_of, "一星", 1), (level_of, "未评价", None),
        (level_of, "差评", 2),
        (online_of, "网上申报", True), (online_of, "综合窗口", False), (online_of, "线上线下均可", None),
        (online_of, "自助终端", None), (online_of, "", None), (online_of, "手机APP", True),
        (star_of, "三星", 3), (star_of, "★★★☆☆", 3), (star_of, "4", 4), (star_of, 2.0, 2), (star_of, "", None),
        (code_of, 123.0, "123"), (code_of, "00123", "00123"), (code_of, None, ""), (code_of, "'00123", "00123"),
    ],
)  # fmt: skip
def test_what_cells_say(read: Callable[[Any], object], value: Any, found: object) -> None:
    assert read(value) == found


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (day_of, "2022-13-01"), (day_of, "2022年4月"), (day_of, "昨天"), (day_of, "2022-04-01至2022-04-05"), (day_of, 12),
        (day_of, True), (day_of, timedelta(1)),
        (count_of, "80%"), (count_of, "12.5"), (count_of, -3), (count_of, "约12件"), (count_of, "一万"),
        (yes_of, "看情况"), (level_of, "1"), (level_of, 5), (star_of, "6星"), (star_of, "高"),
        (code_of, 4.1e17), (code_of, 10**15), (code_of, "1.14E+30"), (code_of, 1.5), (code_of, date(2022, 4, 1)),
    ],
)  # fmt: skip
def test_what_is_never_guessed(read: Callable[[Any], object], value: Any) -> None:
    with pytest.raises(BadCell):
        read(value)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("统计时间：2022年4月1日至2022年6月30日", "2022-04-01", "2022-06-30"),
        ("2022年4月1日—6月30日好差评", "2022-04-01", "2022-06-30"),
        ("2022-04-01 00:00:00 至 2022-06-30 23:59:59", "2022-04-01", "2022-06-30"),
        ("2022.04.01-2022.06.30", "2022-04-01", "2022-06-30"),
        ("2022年4月至6月", "2022-04-01", "2022-06-30"),
        ("2021年12月至2022年2月", "2021-12-01", "2022-02-28"),
        ("2022年第二季度", "2022-04-01", "2022-06-30"),
        ("2022年上半年", "2022-01-01", "2022-06-30"),
        ("2022年2月份办件明细", "2022-02-01", "2022-02-28"),
    ],
)
def test_periods_of_titles(text: str, since: str, until: str) -> None:
    found = period_in("".join(text.split()))
    assert found == (date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "text", ["2022年办件明细", "示例县中介超市", "2022年6月30日", "2022年6月30日至4月1日"]
)
def test_what_names_no_period(text: str) -> None:
    assert period_in(text) is None


def test_the_day_of_making_is_no_period() -> None:
    assert made_on(["单位：某局", "导出时间：2022年7月1日"]) == date(2022, 7, 1)
    assert made_on(["统计时间：2022年4月1日至2022年6月30日"]) is None


def test_months_in_the_names_of_sheets() -> None:
    days = [date(2022, 4, 3)]
    assert period_of_sheets(["4月", "5月份"], days) == (date(2022, 4, 1), date(2022, 5, 31))
    assert period_of_sheets(["2021年12月", "2022年1月"], []) == (date(2021, 12, 1), date(2022, 1, 31))
    assert period_of_sheets(["4月", "6月"], days) is None
    assert period_of_sheets(["4月", "说明"], days) is None
    assert period_of_sheets(["4月"], []) is None


@given(st.text("0123456789０１２３４５ -", min_size=7, max_size=30))
def test_no_long_number_is_left(text: str) -> None:
    left = without_numbers(f"请拨打{text}处理")
    assert not any(len(run) > 14 for run in left.split() if run.isdigit())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("请拨打13800000000", False), ("电话 138 0000 0000", False), ("0377-65330000", False),
        ("身份证411325199001011234", False), ("４１１３２５１９９００１０１１２３４", False), ("a@b.com", False),
        ("好差评20220415.xlsx", True), ("2022年4月15日", True), ("示例政办〔2022〕3号", True), ("共123456件", True),
    ],
)  # fmt: skip
def test_masking(text: str, kept: bool) -> None:
    assert (without_numbers(text) == text) is kept


def test_a_hint_names_nobody() -> None:
    assert hint("张某某") == "张＊＊" and hint("13800000000") == "＊＊＊"


def test_identity_numbers_are_known_by_their_check() -> None:
    first = "41990019900101123"
    valid = [first + sign for sign in "0123456789X" if is_identity_number(first + sign)]
    assert len(valid) == 1
    assert not is_identity_number("41990019901301123" + valid[0][-1])
    assert not is_identity_number("411325202204150001")
    assert not is_identity_number("11411325005677264X")
