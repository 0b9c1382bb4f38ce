"""Which addresses are one page, one family, a trap."""

import pytest

from crawler.addresses import family_of, is_loopback, is_readable, is_trap, key_of, normal


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("HTTP://WWW.A.gov.cn:80/b?x=1#top", "http://www.a.gov.cn/b?x=1", id="fragment"),
        pytest.param("http://a.cn/b;jsessionid=F00?y=2", "http://a.cn/b?y=2", id="session in the path"),
        pytest.param("http://a.cn/b?PHPSESSID=1&y=2&utm_source=w", "http://a.cn/b?y=2", id="session"),
        pytest.param("http://a.cn", "http://a.cn/", id="no path"),
        pytest.param("../c", "http://a.cn/x/c", id="relative"),
        pytest.param("//b.cn/c", "http://b.cn/c", id="without scheme"),
        pytest.param("/办事", "http://a.cn/%E5%8A%9E%E4%BA%8B", id="Chinese"),
        pytest.param("/a?k=%B0%EC", "http://a.cn/a?k=%B0%EC", id="GBK in the query stays as printed"),
        pytest.param("javascript:open()", "", id="script"),
        pytest.param("mailto:a@b.cn", "", id="mail"),
        pytest.param("http://[::1", "", id="half an address"),
        pytest.param("http://a.cn:99999999/", "", id="no such port"),
    ],
)
def test_normal(url: str, expected: str) -> None:
    assert normal(url, "http://a.cn/x/y/z") == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.cn/b", "https://a.cn/b", True),
        ("http://a.cn/b?x=1&y=2", "http://a.cn/b?y=2&x=1", True),
        ("http://a.cn/b?k=%B0%EC", "http://a.cn/b?k=%B0%ED", False),
        ("http://a.cn/b", "http://a.cn:8080/b", False),
        ("http://a.cn/b", "http://a.cn/B", False),
    ],
)
def test_key(one: str, other: str, same: bool) -> None:
    assert (key_of(one) == key_of(other)) is same


def test_what_is_posted_is_part_of_the_key() -> None:
    assert len({key_of("http://a.cn/b", body) for body in (b"", b"1", b"2")}) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.cn/calendar/2024/05", "http://a.cn/calendar/2031/12", True),
        ("http://a.cn/list?year=1&sort=a", "http://a.cn/list?sort=b&year=2", True),
        (
            "http://a.cn/g/E6F374C00C190CE67FEE90787833B5F4",
            "http://a.cn/g/5D49160A06CE8CAA747DE9FF16BB7E80",
            True,
        ),
        ("http://a.cn/xwzx/1.html", "http://a.cn/zwfw/1.html", False),
    ],
)
def test_family(one: str, other: str, same: bool) -> None:
    assert (family_of(one) == family_of(other)) is same


@pytest.mark.parametrize(
    ("url", "trap"),
    [
        ("http://a.cn/a/b/a/b/a/b", True),
        ("http://a.cn/a/b/a/b", False),
        ("http://a.cn/2024/01/01/01/1.html", False),
        ("http://a.cn/" + "x" * 1013, True),
        ("http://a.cn/" + "x" * 1012, False),
        ("http://a.cn/?" + "&".join(f"p{n}=1" for n in range(13)), True),
        ("http://a.cn/?" + "&".join(f"p{n}=1" for n in range(12)), False),
    ],
)
def test_trap(url: str, trap: bool) -> None:
    assert is_trap(url) is trap


@pytest.mark.parametrize(
    ("url", "readable"),
    [
        ("http://a.cn/a.mp4", False),
        ("http://a.cn/a.CSS?v=1", False),
        ("http://a.cn/a.docx", True),
        ("http://a.cn/", True),
    ],
)
def test_readable(url: str, readable: bool) -> None:
    assert is_readable(url) is readable


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1:8000", True),
        ("127.9.9.9", True),
        ("localhost", True),
        ("[::1]:80", True),
        ("10.0.0.1", False),
        ("localhost.example.cn", False),
        ("127.0.0.1.example.cn", False),
    ],
)
def test_loopback(host: str, here: bool) -> None:
    assert is_loopback(host) is here
