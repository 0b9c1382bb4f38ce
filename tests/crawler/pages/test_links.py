"""Addresses of links: those without anything to mend are joined without parsing, and come out the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import key_of as computed_key
from crawler.addresses import normal
from crawler.pages.links import absolute, key_of

BASES = (
    "http://www.example.gov.cn/bsfw/page.html",
    "https://www.example.gov.cn:443",
    "http://h/a;jsessionid=33/b.html",
    "http://h/a//b/../c",
    "file:///tmp/a/b.html",
    "",
)
PIECES = (
    "/",
    "//",
    "./",
    "../",
    ".",
    "..",
    "a",
    "b.html",
    "-",
    "_",
    "中",
    "?id=1",
    ";jsessionid=1",
    "http://",
    "h.cn",
    ":80",
)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        pytest.param("/zwgk/1.html", "http://www.example.gov.cn/zwgk/1.html", id="from the root"),
        pytest.param("./202204/t1.htm", "http://www.example.gov.cn/bsfw/202204/t1.htm", id="beside the page"),
        pytest.param("t1.htm", "http://www.example.gov.cn/bsfw/t1.htm", id="a name only"),
        pytest.param("../t1.htm", "http://www.example.gov.cn/t1.htm", id="a folder up"),
        pytest.param("/a/./b//c", "http://www.example.gov.cn/a/b//c", id="steps inside the path"),
        pytest.param("//h.cn/a", "http://h.cn/a", id="another host, same scheme"),
        pytest.param("https://h.cn/a/", "https://h.cn/a/", id="another host"),
        pytest.param("javascript:void(0)", "", id="leads nowhere"),
    ],
)
def test_a_link_has_one_address(href: str, expected: str) -> None:
    assert absolute(BASES[0], href) == expected


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_every_address_is_as_if_it_had_been_parsed(base: str, href: str) -> None:
    made = absolute(base, href)
    assert made == normal(href, base)
    assert key_of(made) == computed_key(made)
