"""公众号 articles and shared pages: listed one by one, or saved in a folder; nothing leads further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from loopback_county import Database, page
from loopback_site import Says, Site, serving

from checks.evidence import Channel
from counties.profile import Adapter, Source
from crawler.chromium import browser_available
from storage.reasons import Reason

Gathers = Callable[..., Any]
FIXTURES = Path(__file__).parents[1] / "pages" / "fixtures"
SAVED_FROM = "<!-- saved from url=(0035)https://mp.weixin.qq.com/s/saved --><!DOCTYPE html>"


def shown(name: str) -> str:
    return (FIXTURES / name / "page.html").read_text(encoding="utf-8")


def listed(site: Site | None, *paths: str, folder: Path | None = None, **more: Any) -> Source:
    """A source of these paths of a site, and of the pages saved in a folder."""
    urls = tuple(f"{site.url}{path}" for path in paths) if site else ()
    more = {"channel": Channel.WECHAT, "delay": 0.0, **more}
    return Source("公众号", more.pop("channel"), urls, folder, Adapter.LISTED, **more)


def test_articles_are_read_and_nothing_is_followed(gathers: Gathers, database: Database) -> None:
    article = shown("weixin-several-items").replace(
        '<section style="padding:10px;">', '<section><a href="/s/other">往期</a></section><section>'
    )
    pages = {"/s/one": article, "/s/other": page(), "/s/two": shown("weixin-saved-without-scripts")}
    with serving(pages) as site:
        run_id, done = gathers(listed(site, "s/one", "s/two"))
        assert {asked.path for asked in site.asked} == {"/robots.txt", "/s/one", "/s/two"}
    assert done.complete
    guides = database.evidence(run_id, "guide")
    assert {row.content["item_name"]: (row.unit, row.channel) for row in guides} == {
        "婚姻登记": ("民政局", "wechat"),
        "收养登记": ("民政局", "wechat"),
    }
    assert [row.unit for row in database.evidence(run_id, "article")] == ["民政局"]


def test_what_stands_in_for_an_article_is_no_evidence(gathers: Gathers, database: Database) -> None:
    names = ("deleted", "forbidden", "expired", "moved-account", "picture-only")
    pages = {f"/s/{name}": shown(f"weixin-{name}") for name in names}
    pages["/s/failed"] = shown("weixin-deleted").replace("该内容已被发布者删除", "系统出错")
    with serving(pages) as site:
        run_id, done = gathers(listed(site, *(path[1:] for path in pages)))
    assert done.complete
    assert database.reasons(run_id) == {
        "/s/deleted": Reason.REMOVED,
        "/s/forbidden": Reason.REMOVED,
        "/s/expired": Reason.ERROR_PAGE,
        "/s/moved-account": Reason.ERROR_PAGE,
        "/s/picture-only": Reason.UNREADABLE,
        "/s/failed": Reason.ERROR_PAGE,
    }
    assert not database.evidence(run_id, "article")


def test_a_challenge_is_the_last_question(gathers: Gathers, database: Database) -> None:
    pages: dict[str, Any] = {f"/s/{number}": shown("weixin-challenge") for number in range(5)}
    with serving(pages) as site:
        run_id, _ = gathers(listed(site, *(path[1:] for path in pages), parallel=1))
        assert site.paths.total() == 1
    assert set(database.reasons(run_id).values()) == {Reason.CHALLENGE}


def test_a_challenge_counts_for_every_account_of_the_platform(gathers: Gathers, database: Database) -> None:
    pages: dict[str, Any] = {f"/s/{number}": shown("weixin-challenge") for number in range(4)}
    with serving(pages) as site:
        first, second = listed(site, "s/0", "s/1", parallel=1), listed(site, "s/2", "s/3", parallel=1)
        run_id, done = gathers(first, replace(second, name="另一个公众号"))
        assert site.paths.total() == 1
    assert done.complete
    assert set(database.reasons(run_id).values()) == {Reason.CHALLENGE, Reason.HOST_STOPPED}


def test_being_sent_to_prove_oneself_is_a_challenge(gathers: Gathers, database: Database) -> None:
    away = Says("", 302, {"Location": "/mp/wappoc_appmsgcaptcha?poc_token=x"})
    with serving({"/s/a": away, "/s/b": away}) as site:
        run_id, _ = gathers(listed(site, "s/a", "s/b", parallel=1))
        assert site.paths.total() == 1
    assert set(database.reasons(run_id).values()) == {Reason.CHALLENGE}


def test_robots_txt_is_obeyed_here_too(gathers: Gathers, database: Database) -> None:
    rules = Says("User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    with serving({"/robots.txt": rules, "/s/a": page()}) as site:
        run_id, _ = gathers(listed(site, "s/a"))
        assert not site.paths
    assert database.reasons(run_id) == {"/s/a": Reason.ROBOTS}


def test_a_saved_copy_takes_the_place_of_its_address(
    gathers: Gathers, database: Database, tmp_path: Path
) -> None:
    with serving({"/s/a": page(text="不该访问"), "/s/b": shown("weixin-deleted")}) as site:
        address = f"{site.url}s/a"
        copy = f"<!-- saved from url=({len(address):04})" + address + " -->" + shown("weixin-several-items")
        (tmp_path / "甲.html").write_text(copy, encoding="utf-8")
        (tmp_path / "甲_files").mkdir()
        (tmp_path / "甲_files" / "frame.html").write_text(page(), encoding="utf-8")
        run_id, done = gathers(listed(site, "s/a", "s/b", folder=tmp_path))
        assert dict(site.paths) == {"/s/b": 1}
    assert done.complete
    assert database.fetched(run_id) == ["/s/a"]
    assert len(database.evidence(run_id, "guide")) == 2
    visit = next(visit for visit in database.visits(run_id) if visit.url.endswith("/s/a"))
    assert visit.headers["imported-from"] == "甲.html"
    assert visit.fetched_at <= datetime.now(UTC)


def test_a_folder_alone_is_enough(gathers: Gathers, database: Database, tmp_path: Path) -> None:
    (tmp_path / "好.html").write_text(SAVED_FROM + shown("weixin-guide-in-sections"), encoding="utf-8")
    (tmp_path / "验证.html").write_text(shown("weixin-challenge"), encoding="utf-8")
    (tmp_path / "坏.mht").write_bytes(b"From: x\r\nContent-Type: multipart/related\r\n\r\nnothing")
    (tmp_path / "addresses.txt").write_text("", encoding="utf-8")
    run_id, done = gathers(listed(None, folder=tmp_path))
    assert done.complete
    assert database.fetched(run_id) == ["/s/saved"]
    assert list(database.reasons(run_id).values()) == [Reason.UNREADABLE, Reason.UNREADABLE]
    (guide,) = database.evidence(run_id, "guide")
    assert guide.content["url"] == "https://mp.weixin.qq.com/s/saved"


def test_an_empty_folder_is_missed_by_name(gathers: Gathers, database: Database, tmp_path: Path) -> None:
    run_id, done = gathers(listed(None, folder=tmp_path))
    assert done.complete
    assert [todo.reason for todo in database.todos(run_id)] == [Reason.MISSING_FOLDER]


def test_shared_pages_of_an_app(gathers: Gathers, database: Database) -> None:
    names = ("share-in-script", "share-lines", "share-taken-down")
    pages = {f"/{name}": shown(f"app-{name}") for name in names}
    with serving(pages) as site:
        run_id, _ = gathers(listed(site, *names, channel=Channel.APP))
    found = {row.content["item_name"]: row.channel for row in database.evidence(run_id, "guide")}
    assert found == {"退役军人优待金申领": "app", "公租房申请": "app"}
    assert database.reasons(run_id) == {"/share-taken-down": Reason.REMOVED}


SHELL = '<html><head><title>云上示例</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
LINES = (
    "占用林地审批办事指南",
    "受理条件：符合规定。",
    "申请材料：",
    "1.申请表",
    "2.身份证",
    "办理流程：申请、受理、决定。",
)
FILLS = f"document.getElementById('app').innerHTML = '{''.join(f'<div>{line}</div>' for line in LINES)}'"


@pytest.mark.browser
@pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed")
def test_a_shared_page_is_read_as_a_browser_shows_it(gathers: Gathers, database: Database) -> None:
    with serving({"/a": SHELL, "/app.js": Says(FILLS, headers={"Content-Type": "text/javascript"})}) as site:
        run_id, _ = gathers(listed(site, "a", channel=Channel.APP, render=True), timeout=20.0)
    (guide,) = database.evidence(run_id, "guide")
    assert [each["name"] for each in guide.content["materials"]] == ["申请表", "身份证"]


def test_a_shell_without_a_browser_is_not_read(gathers: Gathers, database: Database) -> None:
    with serving({"/a": SHELL}) as site:
        run_id, _ = gathers(listed(site, "a", channel=Channel.APP))
    assert database.reasons(run_id) == {"/a": Reason.EMPTY_SHELL}
