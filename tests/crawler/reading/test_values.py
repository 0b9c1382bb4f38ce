"""Single values: limits, stars, visits, names in titles, days."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.reading.dates import date_in, date_of_url
from crawler.reading.names import is_guide_title, item_name_of
from crawler.reading.values import (
    limit_of,
    limits_of,
    looks_like_hours,
    looks_like_length,
    star_of,
    visits_of,
)


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("三星", 3),
        ("3星级", 3),
        ("★★★", 3),
        ("★★★☆☆", 3),
        ("4", 4),
        ("星级：5", 5),
        ("四星级事项", 4),
        ("无", None),
        ("", None),
        ("暂未评定", None),
    ],
)
def test_stars(text: str, stars: int | None) -> None:
    assert star_of(text) == stars


@pytest.mark.parametrize(
    ("text", "visits"),
    [("0", 0), ("1次", 1), ("最多跑一次", 1), ("零跑动", 0), ("不见面审批", 0), ("", None), ("见备注", None)],
)
def test_visits(text: str, visits: int | None) -> None:
    assert visits_of(text) == visits


@pytest.mark.parametrize(
    ("text", "legal", "promised"),
    [
        ("法定办理时限20个工作日;承诺办理时限1个工作日", 20, 1),
        ("承诺5个工作日（法定20个工作日）", 20, 5),
        ("法定时限：30日，承诺时限：10日", 30, 10),
        ("承诺时限：当场办结", None, 0.1),
        ("5个工作日（法定节假日除外）", None, None),
        ("20个工作日", None, None),
    ],
)
def test_limits_in_one_cell(text: str, legal: float | None, promised: float | None) -> None:
    found = limits_of(text)
    assert (found[0] and found[0].days, bool(found[1] and found[1].days)) == (legal, promised is not None)
    if promised is not None and promised >= 1:
        assert found[1] is not None and found[1].days == promised


def test_a_limit_that_says_nothing_is_none() -> None:
    assert limit_of("无") is None and limit_of("——") is None


def test_hours_and_lengths() -> None:
    assert looks_like_hours("周一至周五上午8:00-12:00") and not looks_like_hours("5日内办结")
    assert looks_like_length("5个工作日") and not looks_like_length("工作日上午8:30-12:00")


@pytest.mark.parametrize(
    ("title", "units", "name"),
    [
        ("城乡居民最低生活保障办事指南-示例县人民政府", (), "城乡居民最低生活保障"),
        ("示例县民政局最低生活保障办理流程", ("民政局",), "最低生活保障"),
        ("《灵活就业补贴办事指南》", (), "灵活就业补贴"),
        ("老年人优待证办理指南（试行）", (), "老年人优待证"),
        ("取水许可", (), "取水许可"),
        ("办事指南", (), ""),
    ],
)
def test_the_name_of_an_item_in_a_title(title: str, units: tuple[str, ...], name: str) -> None:
    assert item_name_of(title, units) == name


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("残疾人证申请须知", True),
        ("低保办理流程图", True),
        ("关于开展指南编制的通知", False),
        ("指南针公司设立", False),
    ],
)
def test_titles_of_guides(title: str, answer: bool) -> None:
    assert is_guide_title(title) is answer


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布时间：2022-04-15 10:00", date(2022, 4, 15)),
        ("2022年4月5日", date(2022, 4, 5)),
        ("二〇二二年四月十五日", date(2022, 4, 15)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("2022年13月45日", None),
        ("2022年4月", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.example.gov.cn/gsgg/2015-03-17/8568.html", date(2015, 3, 17)),
        ("https://www.example.gov.cn/2022/03-17/53205.html", date(2022, 3, 17)),
        ("https://www.example.gov.cn/202203/t20220318_1.html", date(2022, 3, 18)),
        ("https://www.example.gov.cn/zwgk/8568.html", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert date_of_url(url) == day
