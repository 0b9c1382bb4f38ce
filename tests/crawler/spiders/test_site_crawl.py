"""What is visited, and what is not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from loopback_county import Database, a_source, page
from loopback_site import Asked, Says, serving

from crawler.chromium import browser_available
from storage.reasons import Reason
from storage.todo import Planned

Gathers = Callable[..., Any]


def test_every_page_is_asked_for_once(gathers: Gathers) -> None:
    pages = {"/": page("/a", "/b", "/"), "/a": page("/b", "/c"), "/b": page("/a#top"), "/c": page("/?")}
    with serving(pages) as site:
        _, done = gathers(a_source(site.url))
        assert dict(site.paths) == {"/": 1, "/a": 1, "/b": 1, "/c": 1}
    assert done.complete
    assert done.fetched == 4


def test_other_hosts_and_ports_are_left_alone(gathers: Gathers, database: Database) -> None:
    with serving({"/": page("/a")}) as other, serving({}) as site:
        site.pages["/"] = page(other.url, f"{site.url}a", "mailto:x@example.com", "javascript:x()")
        site.pages["/a"] = Says("", 302, {"Location": other.url})
        run_id, _ = gathers(a_source(site.url))
        assert not other.asked
    assert database.reasons(run_id) == {"/a": Reason.OFF_SITE}


def test_an_allowed_host_belongs_to_the_source(gathers: Gathers) -> None:
    with serving({"/": page("/a"), "/a": page()}) as other:
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        with serving({"/": page(elsewhere)}) as site:
            gathers(a_source(site.url, allow=("localhost",)))
        assert dict(other.paths) == {"/": 1, "/a": 1}


def test_robots_txt_is_obeyed(gathers: Gathers, database: Database) -> None:
    rules = Says("User-agent: *\nDisallow: /secret\n", headers={"Content-Type": "text/plain"})
    with serving({"/robots.txt": rules, "/": page("/secret/a", "/b"), "/b": page()}) as site:
        run_id, _ = gathers(a_source(site.url))
        assert dict(site.paths) == {"/": 1, "/b": 1}
    assert database.reasons(run_id) == {"/secret/a": Reason.ROBOTS}


def test_a_page_in_place_of_robots_txt_forbids_nothing(gathers: Gathers) -> None:
    with serving(
        {"/robots.txt": page(text="User-agent: * Disallow: /"), "/": page("/a"), "/a": page()}
    ) as site:
        gathers(a_source(site.url))
        assert dict(site.paths) == {"/": 1, "/a": 1}


def test_we_say_who_we_are(gathers: Gathers) -> None:
    with serving({"/": page()}) as site:
        gathers(a_source(site.url))
        agents = {asked.headers["User-Agent"] for asked in site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("zwaudit/")


def test_one_request_in_flight_when_asked(gathers: Gathers) -> None:
    pages = {"/": page(*(f"/{n}" for n in range(20)))} | {f"/{n}": page() for n in range(20)}
    with serving(pages) as site:
        gathers(a_source(site.url, delay=0.0, parallel=1))
        assert site.most_at_once == 1
        assert site.paths.total() == 21


def test_sources_on_one_host_take_turns(gathers: Gathers) -> None:
    pages = {"/": page("/a"), "/a": page(), "/b": page("/c"), "/c": page()}
    with serving(pages) as site:
        slow = {"delay": 0.0, "parallel": 1}
        gathers(a_source(site.url, "甲", **slow), a_source(f"{site.url}b", "乙", **slow))
        assert site.most_at_once == 1
        assert site.paths.total() == 4


def a_calendar(asked: Asked, handler: Any) -> Says | str:
    if not asked.path.startswith("/calendar/"):
        return Says("", 404)
    month = int(asked.path.rpartition("/")[2])
    return page(
        f"/calendar/{month + 1} 下月", f"/calendar/{month - 1} 上月", title="日历", text="本月没有活动"
    )


def test_an_endless_calendar_ends(gathers: Gathers, database: Database) -> None:
    with serving({"/": page("/calendar/1", "/a"), "/a": page()}, otherwise=a_calendar) as site:
        run_id, done = gathers(a_source(site.url))
        assert len(site.asked) < 100
    assert done.complete
    assert Reason.BUDGET in database.reasons(run_id).values()
    assert "/a" in database.fetched(run_id)


def test_a_loop_of_folders_ends(gathers: Gathers, database: Database) -> None:
    def deeper(asked: Asked, handler: Any) -> str:
        return page(f"{asked.path.rstrip('/')}/more/", title=asked.path)

    with serving({}, otherwise=deeper) as site:
        _, done = gathers(a_source(site.url))
        assert len(site.asked) < 10
    assert done.complete


def test_the_page_budget_is_kept_and_reported(gathers: Gathers, database: Database) -> None:
    pages = {"/": page(*(f"/{n}" for n in range(30)))} | {f"/{n}": page(text=str(n)) for n in range(30)}
    with serving(pages) as site:
        run_id, _ = gathers(a_source(site.url, max_pages=10, delay=0.0, parallel=1))
        assert site.paths.total() == 10
    assert database.states(run_id) == {"fetched": 10, "failed": 21}
    assert set(database.reasons(run_id).values()) == {Reason.BUDGET}


def test_guides_come_before_news(gathers: Gathers) -> None:
    links = ("/n1 县领导活动要闻", "/x 其他", "/g 办事指南")
    with serving({"/": page(*links), "/n1": page(), "/x": page(), "/g": page()}) as site:
        gathers(a_source(site.url, delay=0.0, parallel=1))
        assert [path for path in (asked.path for asked in site.asked) if path in ("/n1", "/x", "/g")] == [
            "/g", "/x", "/n1"
        ]  # fmt: skip


def test_a_page_of_another_address_counts_as_missing(gathers: Gathers, database: Database) -> None:
    head = "<p>示例县人民政府</p><p>首页 政务公开</p>"
    sorry = Says(f"<html><body>{head}<h2>您访问的页面飞走了</h2></body></html>")
    real = f"<html><body>{head}<h2>关于我们的一段介绍</h2><p>正文第一段</p></body></html>"
    with serving(
        {"/": f"<html><body>{head}<a href='/a'>甲</a><a href='/old'>乙</a></body></html>", "/a": real},
        otherwise=sorry,
    ) as site:
        run_id, _ = gathers(a_source(site.url))
    assert database.reasons(run_id) == {"/old": Reason.SOFT_NOT_FOUND}
    assert set(database.fetched(run_id)) == {"/", "/a"}


def test_wrong_addresses_that_all_lead_home_are_missing(gathers: Gathers, database: Database) -> None:
    home = Says("", 302, {"Location": "/"})
    with serving({"/": page("/a", "/old"), "/a": page()}, otherwise=home) as site:
        run_id, _ = gathers(a_source(site.url))
    assert database.reasons(run_id) == {"/old": Reason.SOFT_NOT_FOUND}


def test_a_page_that_only_sends_on_is_followed(gathers: Gathers, database: Database) -> None:
    onward = '<html><head><meta http-equiv="refresh" content="0; url=/home/"></head></html>'
    script = "<html><body><script>window.location.href='/end/'</script></body></html>"
    moved = Says("", 301, {"Location": "/moved/"})
    pages = {
        "/": onward,
        "/home/": page("/s", "/m"),
        "/s": script,
        "/end/": page(),
        "/m": moved,
        "/moved/": page(),
    }
    with serving(pages) as site:
        run_id, _ = gathers(a_source(site.url))
        assert site.paths.total() == 6
    assert database.states(run_id) == {"fetched": 6}


def with_tag(asked: Asked, handler: Any) -> Says:
    unchanged = asked.headers.get("If-None-Match") == '"1"'
    return Says("" if unchanged else page("/b"), 304 if unchanged else 200, {"ETag": '"1"'})


def test_an_unchanged_page_is_not_sent_again(gathers: Gathers, database: Database) -> None:
    with serving({"/": page("/a"), "/a": with_tag, "/b": page()}) as site:
        first, _ = gathers(a_source(site.url))
        database.accept(first)
        second, _ = gathers(a_source(site.url))
        database.accept(second)
        third, _ = gathers(a_source(site.url), run_id=database.open("recheck"), full=True)
    by_run = {
        run: {v.url.partition("/")[2].rpartition("/")[2]: v for v in database.visits(run)}
        for run in (first, second, third)
    }
    assert [by_run[run]["a"].status for run in (first, second, third)] == [200, 304, 200]
    assert by_run[second]["a"].snapshot == by_run[first]["a"].snapshot
    assert len(database.evidence(second, "page")) == len(database.evidence(first, "page"))
    assert set(database.fetched(second)) == {"/", "/a", "/b"}, "the links of an unchanged page are followed"


GUIDE = page(
    title="林木采伐许可办事指南",
    text="受理条件：符合规定。</p><p>申请材料：申请表</p><p>办理流程：申请、受理、审查、决定。",
)


def test_pages_known_from_the_last_night_are_visited_without_a_link(
    gathers: Gathers, database: Database
) -> None:
    with serving({"/": page("/a"), "/a": GUIDE}) as site:
        first, _ = gathers(a_source(site.url))
        database.accept(first)
        site.pages["/"] = page()
        second, _ = gathers(a_source(site.url))
    assert "/a" in database.fetched(second)


def test_a_recheck_asks_for_exactly_what_it_names(gathers: Gathers, database: Database) -> None:
    with serving({"/": page("/a"), "/a": page("/b"), "/b": page()}) as site:
        wanted = Planned(f"//{site.host}/a", f"{site.url}a")
        run_id, done = gathers(
            a_source(site.url), a_source("http://127.0.0.1:9/", "别处"), run_id=database.open("recheck"),
            only={"门户": [wanted]},
        )  # fmt: skip
        assert dict(site.paths) == {"/a": 1}
    assert done.complete
    assert database.fetched(run_id) == ["/a"]


def test_a_recheck_knows_a_page_that_is_not_there_any_more(gathers: Gathers, database: Database) -> None:
    sorry = Says(page(text="您访问的页面飞走了"))
    with serving({"/": page()}, otherwise=sorry) as site:
        wanted = [Planned(f"//{site.host}/{name}", f"{site.url}{name}") for name in "ab"]
        run_id, _ = gathers(a_source(site.url), run_id=database.open("recheck"), only={"门户": wanted})
    assert database.reasons(run_id) == {"/a": Reason.SOFT_NOT_FOUND, "/b": Reason.SOFT_NOT_FOUND}


def test_retry_after_is_honoured(gathers: Gathers, database: Database) -> None:
    times: list[datetime] = []

    def busy_once(asked: Asked, handler: Any) -> Says:
        times.append(datetime.now(UTC))
        return Says("慢", 429, {"Retry-After": "1"}) if len(times) == 1 else Says(page())

    with serving({"/": busy_once}) as site:
        run_id, _ = gathers(a_source(site.url))
    assert database.states(run_id) == {"fetched": 1}
    assert (times[1] - times[0]).total_seconds() >= 1


def test_too_long_a_wait_is_not_waited_for(gathers: Gathers, database: Database) -> None:
    with serving({"/": Says("慢", 503, {"Retry-After": "86400"})}) as site:
        run_id, _ = gathers(a_source(site.url))
        assert site.paths.total() == 1
    assert database.reasons(run_id) == {"/": Reason.SERVER_ERROR}


def test_a_challenge_ends_the_questions(gathers: Gathers, database: Database) -> None:
    pages: dict[str, Any] = {"/": page(*(f"/{n}" for n in range(9)))}
    pages |= {f"/{n}": Says("<script>x</script>", 412) for n in range(9)}
    with serving(pages) as site:
        run_id, done = gathers(a_source(site.url, delay=0.0, parallel=1))
        assert site.paths.total() == 2
    assert done.complete
    assert set(database.reasons(run_id).values()) == {Reason.CHALLENGE}


def test_a_host_that_goes_down_is_left_alone(gathers: Gathers, database: Database) -> None:
    def gone(asked: Asked, handler: Any) -> None:
        handler.close_connection = True

    pages: dict[str, Any] = {"/": page(*(f"/{n}" for n in range(9)))} | {f"/{n}": gone for n in range(9)}
    with serving(pages) as site:
        run_id, done = gathers(a_source(site.url, delay=0.0, parallel=1))
        # A line that was open already and is cut is opened once more by the client, for the same question.
        assert len(site.paths) == 4
    assert done.complete
    assert set(database.reasons(run_id).values()) == {Reason.LOST, Reason.HOST_STOPPED}


def test_a_passing_trouble_is_asked_again(gathers: Gathers, database: Database) -> None:
    answers = iter([Says("错", 502), Says("错", 502), Says(page())])
    with serving({"/": lambda asked, handler: next(answers)}) as site:
        run_id, _ = gathers(a_source(site.url))
    assert database.states(run_id) == {"fetched": 1}
    assert [v.reason for v in database.visits(run_id) if v.todo_id] == ["server-error", "server-error", ""]


def test_time_that_is_up_leaves_the_rest_planned(gathers: Gathers, database: Database) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slow(asked: Asked, handler: Any) -> str:
        reached.set()
        go_on.wait(30)
        return page()

    pages: dict[str, Any] = {"/": page("/a", "/b", "/c")} | {f"/{n}": slow for n in "abc"}
    with serving(pages) as site:
        source = a_source(site.url, delay=0.0, parallel=1)
        run_id, done = gathers(source, max_seconds=1.0, timeout=1.5)
        assert not done.complete
        assert done.notes
        go_on.set()
        _, again = gathers(source, run_id=run_id)
    assert again.complete
    assert database.states(run_id) == {"fetched": 4}


SHELL = """<html><head><title>办事指南</title></head><body><div id="app"></div>
<script src="/app.js"></script></body></html>"""
FILLS = """document.getElementById('app').innerHTML = '<h1>占用林地审批办事指南</h1><p>' + '正文'.repeat(60) +
'</p><img src="/picture.png"><a href="/b">下一篇</a>'; fetch('http://localhost:9/away')"""


@pytest.mark.parametrize(("render", "reason"), [(False, Reason.EMPTY_SHELL), (True, Reason.NO_BROWSER)])
def test_a_shell_stays_unread_without_a_browser(
    gathers: Gathers, database: Database, monkeypatch: pytest.MonkeyPatch, render: bool, reason: Reason
) -> None:
    monkeypatch.setenv("ZWAUDIT_CHROMIUM", "/nowhere/chromium")
    with serving({"/": SHELL, "/app.js": FILLS}) as site:
        run_id, done = gathers(a_source(site.url, render=render))
    assert database.reasons(run_id) == {"/": reason}
    assert bool(done.notes) == render


@pytest.mark.browser
@pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed")
def test_a_shell_is_read_as_a_browser_shows_it(gathers: Gathers, database: Database) -> None:
    with serving({"/": SHELL, "/app.js": FILLS, "/b": page(text="正文"), "/picture.png": Says(b"")}) as site:
        run_id, _ = gathers(a_source(site.url, render=True), timeout=20.0)
        assert "/picture.png" not in site.paths
    assert set(database.fetched(run_id)) == {"/", "/b"}


def test_menus_that_a_script_prints_are_followed(gathers: Gathers, database: Database) -> None:
    top = """document.write("<div><a href=\\"/zwgk/\\">政务公开</a><a href='http://localhost:9/x'>外</a></div>");"""
    home = page(text="首页正文").replace("<h1>", '<script src="/static/js/top.js"></script><h1>')
    script = Says(top, headers={"Content-Type": "application/javascript"})
    with serving({"/": home, "/static/js/top.js": script, "/zwgk/": page()}) as site:
        run_id, done = gathers(a_source(site.url))
    assert done.complete
    # A front page of menus only is a shell; where its menus lead is visited all the same.
    assert database.reasons(run_id) == {"/": Reason.EMPTY_SHELL}
    assert set(database.fetched(run_id)) == {"/static/js/top.js", "/zwgk/"}
