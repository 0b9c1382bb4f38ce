"""Whatever bytes arrive, reading a page ends, soon, and says what it saw."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.evidence import Channel, PageKind
from crawler.pages import read_page
from crawler.pages.hnzwfw import read_catalogue, read_service
from crawler.reading.reading import Visit

VISIT = Visit("http://www.example.gov.cn/a/b.html", Channel.PORTAL)
SEEDS = [path.read_bytes() for path in sorted((Path(__file__).parent / "fixtures").glob("*/page.html"))]


@settings(max_examples=300, deadline=2000, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=2000))
def test_arbitrary_bytes(body: bytes) -> None:
    read_page(body, VISIT)
    read_service(body, VISIT)
    read_catalogue(body)


@settings(max_examples=300, deadline=2000, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), max_size=8),
)
def test_damaged_pages(seed: bytes, damages: list[tuple[float, int, bytes]]) -> None:
    body = bytearray(seed)
    for place, removed, piece in damages:
        at = int(place * len(body))
        body[at : at + removed] = piece
    read_page(bytes(body), VISIT)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<div>" * 100_000 + "申请材料".encode(), id="100,000 levels"),
        pytest.param(b"<table><tr><td>" * 5_000 + b"x", id="tables in tables"),
        pytest.param(
            b"<table><tr>" + b"<td rowspan=60000 colspan=60000>a</td>" * 300 + b"</tr></table>",
            id="vast spans",
        ),
        pytest.param(b"<p>" + "申请材料：1、".encode() * 50_000, id="one endless line"),
        pytest.param(b"<p>" + "（".encode() * 200_000, id="brackets never closed"),
        pytest.param(b"<p>" + "、".encode() * 200_000, id="separators only"),
        pytest.param(b"<ul>" + b"<li><a href='/a?b=1'>x</a></li>" * 20_000 + b"</ul>", id="20,000 links"),
        pytest.param(b'<!DOCTYPE h [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b;</p>', id="entities"),
        pytest.param(b"<script>var a = " + b'{"a":' * 50_000 + b"</script>", id="nested script data"),
        pytest.param(("<p>一、" + "申请材料：身份证 " * 5_000 + "</p>").encode(), id="a label many times"),
    ],
)
def test_hostile_pages_end_in_bounded_time(body: bytes) -> None:
    began = time.monotonic()
    read_page(body, VISIT)
    assert time.monotonic() - began < 5


def test_an_empty_page_says_so() -> None:
    assert read_page(b" \n ", VISIT).problem == "页面为空"


def test_a_vast_page_is_not_parsed() -> None:
    reading = read_page(b"a" * (31 * 1024 * 1024), VISIT)
    assert (reading.kind, reading.problem) == (PageKind.OTHER, "页面过大（31 MB），没有读取")


def test_absurd_numbers_and_lists_end_in_a_reading() -> None:
    span = "9" * 5000
    hostile = (
        f'<table><tr><td rowspan="{span}">申请材料</td><td colspan="{span}">1.身份证</td></tr></table>',
        f"<p>申请材料：{'1.甲2.乙' * 1500}</p>",
        f"<p>申请材料：{'1.甲' * 3000}</p>",
        "<table><tr><td>" * 90 + "申请材料" + "</td></tr></table>" * 90,
    )
    for page in hostile:
        read_page(page.encode(), VISIT)
