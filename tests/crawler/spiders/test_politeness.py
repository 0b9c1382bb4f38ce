"""How fast, how long to wait, when to stop asking; and that Scrapy is really told so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback_county import a_profile, a_source
from scrapy.settings import Settings

from crawler.crawls import Job, pace_of, settings_of
from crawler.frontier import Territory
from crawler.health import PATIENCE, Host, Sign
from crawler.politeness import LONGEST_WAIT, Pace, asked_to_wait, pace_for, user_agent

REAL, HERE = ("www.example.gov.cn",), ("127.0.0.1:80",)


@pytest.mark.parametrize(
    ("hosts", "delay", "parallel", "pace"),
    [
        pytest.param(REAL, None, 1, Pace(1, 2.0, True), id="a real host: one at a time, two seconds"),
        pytest.param(REAL, 0.5, 3, Pace(3, 0.5, True), id="the profile says otherwise"),
        pytest.param(HERE, None, 1, Pace(8, 0.0, False), id="this machine may go fast"),
        pytest.param(HERE, 0.0, 1, Pace(1, 0.0, False), id="unless the profile sets its pace"),
        pytest.param((*HERE, *REAL), None, 1, Pace(1, 2.0, True), id="one real host makes it real"),
    ],
)
def test_pace(hosts: tuple[str, ...], delay: float | None, parallel: int, pace: Pace) -> None:
    assert pace_for(hosts, delay=delay, parallel=parallel) == pace


def test_scrapy_is_told() -> None:
    source = a_source("https://www.example.gov.cn/")
    profile = a_profile(source, contact="电话0377-1")
    land = Territory(source.start_urls)
    told = Settings(settings_of(Job(profile, "", 1), source, pace_of(source, land), land, None))
    assert told.getfloat("DOWNLOAD_DELAY") == 2.0
    assert told.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert told.getbool("ROBOTSTXT_OBEY")
    assert told.getbool("AUTOTHROTTLE_ENABLED")
    assert told.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
    assert not told.getbool("HTTPCACHE_ENABLED")
    assert told["USER_AGENT"].startswith("zwaudit/")
    assert told["USER_AGENT"].endswith(" (+0377-1)")
    assert told["DOWNLOAD_HANDLERS"]["file"] is None, "a page must not make us read the auditor's files"


def test_every_setting_has_a_reason() -> None:
    source = (Path(__file__).parents[3] / "crawler" / "settings.py").read_text(encoding="utf-8")
    lines = source[
        source.index("# Scrapy ignores robots.txt") : source.index("def settings_for")
    ].splitlines()
    set_here = [number for number, line in enumerate(lines) if line[:1].isupper()]
    assert len(set_here) > 8
    reasons = ("#", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES")
    assert [
        lines[n] for n in set_here if not lines[n - 1].startswith("#") and not lines[n].startswith(reasons)
    ] == []


def test_a_user_agent_without_contact_is_still_honest() -> None:
    assert user_agent("").startswith("zwaudit/")


NOW = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 05 Jan 2026 02:01:30 GMT", 90.0),
        ("Mon, 05 Jan 2026 01:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_asked_to_wait(header: str, seconds: float | None) -> None:
    assert asked_to_wait(header, now=NOW) == seconds


@pytest.mark.parametrize("sign", PATIENCE, ids=lambda sign: sign.name)
def test_a_host_is_left_alone_after_so_many_in_a_row(sign: Sign) -> None:
    host = Host()
    stops = [host.note(sign, "reason") for _ in range(PATIENCE[sign])]
    assert stops == [False] * (PATIENCE[sign] - 1) + [True]
    assert host.stopped == "reason"


def test_a_good_answer_begins_the_count_anew() -> None:
    host = Host()
    for _ in range(3):
        assert not host.note(Sign.UNREACHABLE, "reason")
        assert not host.note(Sign.UNREACHABLE, "reason")
        host.note(Sign.GOOD, "")
    assert not host.stopped


def test_a_missing_page_shows_that_the_host_answers() -> None:
    host = Host()
    for _ in range(9):
        host.note(Sign.UNREACHABLE, "reason")
        host.note(Sign.NEUTRAL, "")
    assert not host.stopped


@pytest.mark.parametrize(("seconds", "stops"), [(LONGEST_WAIT, False), (LONGEST_WAIT + 1, True)])
def test_patience_ends(seconds: float, stops: bool) -> None:
    host = Host()
    assert host.wait(seconds, now=100.0, reason="reason") is stops
    assert bool(host.stopped) is stops
    assert host.quiet_until == (0.0 if stops else 100.0 + LONGEST_WAIT)
