"""What is skipped leaves no trace in the lines around it."""

from __future__ import annotations

import time

import pytest

from crawler.pages.html import parse
from crawler.reading.blocks import Line

MENU = '<a href="/a/">首页</a><a href="/b/">公开</a><a href="/c/">办事</a>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            f'<dl><dt class="nav">{MENU}</dt></dl><p>正文</p>', Line("正文"), id="a menu that is a dt"
        ),
        pytest.param(
            f'<ol><ul class="nav">{MENU}</ul><li>身份证</li></ol>',
            Line("身份证", listed=True),
            id="a menu inside a numbered list",
        ),
        pytest.param(f'<h4 class="nav">{MENU}</h4><p>正文</p>', Line("正文"), id="a menu that is a heading"),
        pytest.param("<p><b>甲</b><span>乙</span></p>", Line("甲乙"), id="only a part is bold"),
        pytest.param("<p><b>甲<b>乙</b></b></p>", Line("甲乙", strong=True), id="bold within bold"),
    ],
)
def test_last_line(body: str, expected: Line) -> None:
    document = parse(f"<html><body>{body}</body></html>", "http://www.example.gov.cn/")
    assert document.blocks[-1] == expected


@pytest.mark.parametrize("name", ["nav", "tab"])
def test_menus_within_menus_end_in_bounded_time(name: str) -> None:
    began = time.monotonic()
    parse(f'<div class="{name}">' * 1500 + "<i></i>" * 20_000, "http://www.example.gov.cn/")
    assert time.monotonic() - began < 5
