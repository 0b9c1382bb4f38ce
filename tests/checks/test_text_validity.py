"""Until when something holds, as lists print it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.validity import end_of, is_marked_ended

ISSUED = date(2021, 3, 10)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2022年12月31日", date(2022, 12, 31)),
        ("2022-6-30", date(2022, 6, 30)),
        ("2022.06.30前", date(2022, 6, 30)),
        ("至2022年6月底", date(2022, 6, 30)),
        ("2022年底", date(2022, 12, 31)),
        ("2022年2月", date(2022, 2, 28)),
        ("2021年1月1日至2022年12月31日", date(2022, 12, 31)),
        ("2021年1月1日—2021年底", date(2021, 12, 31)),
        ("截止2022年9月30日止", date(2022, 9, 30)),
        ("有效期3年", date(2024, 3, 9)),
        ("自2020年5月1日起，有效期两年", date(2022, 4, 30)),
        ("自2020年2月29日起施行，有效期1年", date(2021, 2, 28)),
        pytest.param("自2021年1月1日起施行", None, id="a beginning is no end"),
        pytest.param("2021年1月1日起", None, id="nor is a plain start"),
        pytest.param("长期", None, id="without end"),
        pytest.param("", None, id="nothing printed"),
        pytest.param("以文件为准", None, id="no day"),
        pytest.param("内政〔2022〕3号", None, id="a document's number"),
        pytest.param("2022年13月1日", None, id="no such month"),
    ],
)
def test_the_last_day_is_read(text: str, end: date | None) -> None:
    assert end_of(text, ISSUED) == end


def test_a_length_without_a_beginning_says_nothing() -> None:
    assert end_of("有效期3年") is None


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("已失效", True),
        ("该政策现已废止", True),
        ("失效", True),
        ("租金减免（已到期）", True),
        ("2022年12月31日到期", False),
        ("失效日期2022年12月31日", False),
        ("失业保险稳岗返还", False),
        ("", False),
    ],
)
def test_what_is_marked_as_over(text: str, over: bool) -> None:
    assert is_marked_ended(text) is over


@given(st.text(alphabet="0123456789年月日至-./起止有效期长三两〔〕 ", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = end_of(text, ISSUED)
    assert found is None or found.year >= 2000
