"""The visit that a saved page stands for, and the pages that stand for none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checks.evidence import Channel
from counties.profile import Adapter, Source
from crawler.belonging import Nothing, Outside, hints_of, step_of, without_secrets
from crawler.frontier import Step
from crawler.saved.pages import JSON, SavedPage
from crawler.spiders.hnzwfw import LIST_PATH, SERVICE_PATH, catalogue_step

PORTAL = Source("门户", Channel.PORTAL, ("http://www.example.gov.cn/",), allow=("file.example.gov.cn",))
NETWORK = Source(
    "政务网", Channel.SERVICE_NETWORK, ("https://s.example.gov.cn/",), adapter=Adapter.HNZWFW,
    area_code="419999000000",
)  # fmt: skip
WEIXIN = Source("公众号", Channel.WECHAT, adapter=Adapter.LISTED)
BASE = "https://s.example.gov.cn"


def page(url: str, **more: Any) -> SavedPage:
    return SavedPage("甲.har", more.pop("body", b"{}"), url, **more)


def key(found: Step | Outside | Nothing) -> str:
    assert isinstance(found, Step), found
    return found.key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.example.gov.cn/a.html#top", "//www.example.gov.cn/a.html"),
        ("https://file.example.gov.cn/a", "//file.example.gov.cn/a"),
        ("http://www.example.gov.cn/a;jsessionid=1?id=2&access_token=s", "//www.example.gov.cn/a?id=2"),
    ],
)
def test_a_page_of_a_site_has_the_address_of_a_crawl(url: str, expected: str) -> None:
    assert key(step_of(page(url), PORTAL)) == expected


@pytest.mark.parametrize(
    "url", ["http://other.example.cn/", "http://www.example.gov.cn:8080/", "http://x.file.example.gov.cn/"]
)
def test_other_hosts_and_ports_are_outside(url: str) -> None:
    assert isinstance(step_of(page(url), PORTAL), Outside)


@pytest.mark.parametrize(
    "refused",
    [
        pytest.param(page("http://www.example.gov.cn/a", method="POST", posted=b"pw=1"), id="a form"),
        pytest.param(page("http://www.example.gov.cn/a", content_type=JSON), id="data of the site"),
        pytest.param(
            page("http://www.example.gov.cn/a", content_type="application/octet-stream"), id="font or program"
        ),
        pytest.param(page("http://www.example.gov.cn/login?x=1"), id="log-in page"),
        pytest.param(page("http://www.example.gov.cn/a.js"), id="script"),
        pytest.param(page("file:///C:/a.html"), id="the clerk's own file"),
        pytest.param(page("http://[broken/"), id="no address"),
        pytest.param(page(""), id="no address at all"),
        pytest.param(page("", content_type=JSON), id="bare data"),
    ],
)
def test_what_is_no_page_of_a_site(refused: SavedPage) -> None:
    assert isinstance(step_of(refused, PORTAL), Nothing | Outside)


def test_the_catalogue_is_known_by_its_question_without_anything_personal() -> None:
    crawled = catalogue_step(NETWORK, "01", 2)
    asked = {**json.loads(crawled.body), "userToken": "SECRET", "areaCode": "419999000000"}
    found = step_of(page(BASE + LIST_PATH, method="POST", posted=json.dumps(asked).encode()), NETWORK)
    assert isinstance(found, Step)
    assert (found.key, found.body, found.page_of_list) == (crawled.key, crawled.body, 1)


@pytest.mark.parametrize("posted", [b"", b"[]", b"{}", b'{"forUser": "01", "currentPageNum": "x"}', b"\xff"])
def test_a_catalogue_without_a_whole_question_is_none(posted: bytes) -> None:
    assert isinstance(step_of(page(BASE + LIST_PATH, method="POST", posted=posted), NETWORK), Nothing)


def test_a_service_is_one_whether_as_data_as_shown_or_bare() -> None:
    expected = f"//s.example.gov.cn{SERVICE_PATH}?serviceUnid=a1"
    bare = b'{"result": {"baseInfo": {"unid": "a1"}}}'
    for one in (
        page(f"{BASE}{SERVICE_PATH}?serviceUnid=a1&ticket=s", content_type=JSON),
        page(f"{BASE}/portal/guide/a1?region=419999000000", as_shown=True),
        page("", content_type=JSON, body=bare),
    ):
        assert key(step_of(one, NETWORK)) == expected
    # The page as it came holds nothing before its scripts have run.
    assert step_of(page(f"{BASE}/portal/guide/a1"), NETWORK) == Nothing()


def test_a_catalogue_tells_whose_its_services_are() -> None:
    row = {"deptName": "民政局", "serviceList": [{"unid": "a1", "serviceName": "甲"}]}
    body = json.dumps({"result": {"data": [row]}}).encode()
    hints = hints_of([page("", content_type=JSON, body=body)], NETWORK)
    assert hints == {f"//s.example.gov.cn{SERVICE_PATH}?serviceUnid=a1": "民政局"}


def test_an_article_is_one_however_it_was_shared() -> None:
    shared = "http://mp.weixin.qq.com/s?__biz=A==&mid=1&idx=1&sn=2&chksm=3&scene=4&token=5#rd"
    assert key(step_of(page(shared), WEIXIN)) == "//mp.weixin.qq.com/s?__biz=A%3D%3D&idx=1&mid=1&sn=2"
    assert key(step_of(page("https://mp.weixin.qq.com/s/Ab?scene=1"), WEIXIN)) == "//mp.weixin.qq.com/s/Ab"


def test_nothing_that_lets_a_person_in_stays_in_an_address() -> None:
    assert without_secrets("http://x.cn/a?token=1&ticket=2&id=3&Pwd=4") == "http://x.cn/a?id=3"
    assert without_secrets("http://x.cn/a?token=1") == "http://x.cn/a"
