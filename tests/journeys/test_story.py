"""The whole story at the desk, in a real browser: night, review, issue, answers, re-check, second round, report."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from crawler.chromium import browser_available
from tests.journeys.conftest import LONGEST, ZWAUDIT, County
from tests.journeys.test_nights import numbers, planted_by

pytestmark = [
    pytest.mark.journey,
    pytest.mark.browser,
    pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed"),
]

PASSWORD = "sample-password-7"
PATIENCE = 120_000
"""Milliseconds for a re-check or a whole night on a busy machine."""
expect.set_options(timeout=30_000)


@contextmanager
def desk(county: County) -> Iterator[str]:
    """The desk's server; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(county.command("serve", "--port", str(port)), stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the desk did not start")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_available(), args=["--no-sandbox"])
        yield browser
        browser.close()


def account(county: County, login: str, role: str, unit: str = "") -> str:
    """A new account; the password that the command printed."""
    place = ["--county", str(county.sandbox.profile), "--out", str(county.out)]
    words = [str(ZWAUDIT), "user", "add", login, "--role", role, *(["--unit", unit] if unit else []), *place]
    done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=True)
    found = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", done.stdout)
    assert found, done.stdout
    return found.group()


def signed_in(browser: Browser, base: str, login: str, first: str) -> Page:
    """A window of this person, who signs in for the first time and must choose a password."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    page.goto(base)
    page.fill("#login", login)
    page.fill("#password", first)
    page.click("main button")
    page.fill("#old", first)
    page.fill("#new", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button.main")
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    return page


def good(page: Page, said: str) -> None:
    expect(page.locator(".notice.good")).to_contain_text(said)


def confirmed(page: Page, base: str, number: str) -> None:
    """The reviewer looks at a finding and confirms it with one key."""
    page.goto(f"{base}/review/{number}")
    expect(page.locator("h1").first).to_be_visible()
    page.keyboard.press("1")
    good(page, number)


def issued(page: Page, base: str, round_name: str) -> None:
    """The administrator issues what is confirmed."""
    page.goto(f"{base}/rounds/issue?round={round_name}")
    page.fill("input[name=due]", (date.today() + timedelta(days=30)).isoformat())
    page.click("text=下发勾选的单位")
    good(page, "已下发")


def test_from_the_first_night_to_the_second_round(county: County) -> None:
    (plant, mended), (_, left), (_, wrong), (_, later) = four_of_one_unit(county)
    unit_name = county.by_id()[mended]["unit"]
    logins = {
        "admin": account(county, "admin", "admin"),
        "reviewer": account(county, "reviewer", "reviewer"),
        "unit": account(county, "unit", "unit", unit_name),
        "leader": account(county, "leader", "leader"),
    }
    with desk(county) as base, chromium() as browser:
        admin, reviewer, unit, leader = (signed_in(browser, base, *one) for one in logins.items())

        # Nothing is on the unit's list before the office has confirmed and issued it.
        unit.goto(f"{base}/units/mine")
        expect(unit.locator(".empty").first).to_contain_text("还没有下发给本单位的问题")

        confirmed(reviewer, base, mended)
        confirmed(reviewer, base, left)
        reviewer.goto(f"{base}/review/{wrong}")
        reviewer.select_option("#reason", index=1)
        reviewer.click("button[value=dismissed]")
        good(reviewer, wrong)
        issued(admin, base, "第一轮")

        unit.goto(f"{base}/units/mine")
        expect(unit.locator("table.matters tbody tr")).to_have_count(2)
        assert unit.goto(f"{base}/findings/{wrong}").status in (403, 404), "what was not issued is not theirs"

        unit.goto(f"{base}/findings/{mended}")
        unit.check("#check-agreed")
        unit.click("text=提交核对结果")
        good(unit, "")
        unit.fill("#done", "已删除兜底表述，逐项列明材料")
        unit.click("text=提交整改情况")
        good(unit, "")
        assert county.by_id()[mended]["status"] == "待整改", "a report changes nothing before it is verified"

        county.sandbox.fix(plant)
        unit.goto(f"{base}/units/mine")
        unit.click("text=现在全部复查")
        expect(unit.locator("main")).to_contain_text("1 个转为已整改", timeout=PATIENCE)
        assert county.by_id()[mended]["status"] == "已整改"
        assert county.by_id()[left]["status"] == "待整改"

        admin.goto(f"{base}/nights/")
        admin.click("text=现在采集一次")
        expect(admin.locator("[data-over=yes]")).to_have_text("完成", timeout=PATIENCE)

        confirmed(reviewer, base, later)
        issued(admin, base, "第二轮")
        admin.goto(f"{base}/rounds/watch?round=第一轮")
        expect(admin.locator("main")).to_contain_text("下发问题 2 个")
        expect(admin.locator("main")).to_contain_text("50")

        leader.goto(f"{base}/overview")
        expect(leader.locator("h1")).to_contain_text("总览")
        with leader.expect_popup() as report:
            leader.click("text=最近一次采集的报告")
        expect(report.value.locator("body")).to_contain_text(unit_name)
        assert leader.goto(f"{base}/review/{later}").status == 403

        unit.goto(f"{base}/units/mine")
        expect(unit.locator("table.matters tbody tr")).to_have_count(2)
        expect(unit.locator("summary").first).to_contain_text("已处理的问题（1）")
    assert "与写入时一致" in subprocess.run(
        [str(ZWAUDIT), "verify", "--db", f"sqlite:///{county.database}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def four_of_one_unit(county: County) -> list[tuple[str, str]]:
    """Four plants in four guides of one unit, each with a sure finding on the portal.

    The third is the least grave: one person alone cannot dismiss the gravest.
    """
    known = county.by_id()
    units: dict[str, dict[str, tuple[str, str]]] = {}
    for plant in planted_by(county, "c12"):
        for number in sorted(numbers(county, plant)):
            one = known[number]
            sure = one["verdict"] == "fail" and one["rule"].startswith("c12")
            if sure and one["channel"] == "portal" and one["rule"] != "c12-channel-left-behind":
                units.setdefault(one["unit"], {}).setdefault(one["item_name"], (plant, number))
    most = max(units.values(), key=len)
    chosen = sorted(most.values(), key=lambda one: known[one[1]]["severity"], reverse=True)
    assert len(chosen) >= 4, units
    return [chosen[1], chosen[2], chosen[0], chosen[3]]
