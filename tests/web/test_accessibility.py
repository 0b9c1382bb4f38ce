"""Every page that a role can open is readable by all, fits a phone, and the work is done by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from flask import Flask
from playwright.sync_api import Browser, Page

from crawler.chromium import browser_available
from storage.database import reading
from storage.models import FindingRow
from storage.roles import Role
from tests.web.conftest import MINE, WrittenDown
from tests.web.furnished import (
    OPEN_RULE,
    Furnished,
    addresses,
    furnish,
    served,
    sign_in,
    signed_in,
    started_chromium,
)
from web import access
from web.app import create_app
from web.desk import ReadAs, Replied, ReplyLine, Said, Tried
from web.pages.review import REASONS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed"),
]
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
GRAVE = re.compile("serious|critical")
BY_WIDTH = [
    "aria-hidden-focus", "color-contrast", "empty-table-header", "label", "link-in-text-block", "region",
    "scrollable-region-focusable", "select-name", "td-has-header", "th-has-data-cells",
]  # fmt: skip
"""What may turn out otherwise where a page is laid out for a phone; all else was asked at the wide page."""
LOGINS = {Role.ADMIN: "admin", Role.REVIEWER: "reviewer", Role.LEADER: "leader", Role.ASSESSOR: "assessor"}
OTHERS_WORDS = "findings.stored"
"""What others published, shown as it stands: how it is built is not ours to mend."""


@pytest.fixture(scope="module")
def furnished(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    made = furnish(filled_file, tmp_path_factory.mktemp("readable"))
    yield made
    made.desk.engine.dispose()


@pytest.fixture(scope="module")
def app(furnished: Furnished) -> Flask:
    return create_app(furnished.desk)


@pytest.fixture(scope="module")
def base(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    """The pages that were looked at already, without what differs from one visit to the next."""
    return set()


def shown(page: Page) -> str:
    """What the page shows below its menu."""
    return page.evaluate(
        "document.title + document.querySelector('main').innerHTML.replace(/name=.csrf_token.[^>]*/g, '')"
    )


def faults_of(page: Page, *, looks: bool = True) -> list[str]:
    """What axe finds at both widths, and what sticks out of the page."""
    if looks:
        page.evaluate("window.axe || (() => {" + Path(AXE_FILE_PATH).read_text("utf-8") + "})()")
    found = []
    for name, size, rules in (("wide", WIDE, None), ("phone", PHONE, BY_WIDTH)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [
            f"{name} {fault}"
            for fault in page.evaluate(OVERFLOW) + (page.evaluate(AXE, rules) if looks else [])
        ]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return found


AXE = """async rules => {
  const {violations} = await axe.run(document,
    {resultTypes: ['violations'], iframes: false, ...(rules ? {runOnly: rules} : {})});
  return violations.map(one => [one.impact, one.id, one.nodes.length, one.nodes[0].html.slice(0, 160),
    one.nodes[0].any.map(why => why.message).join(' ').slice(0, 200)].join(' | '));
}"""
OVERFLOW = """() => {
  const root = document.documentElement;
  const out = [...document.body.querySelectorAll('*')].filter(
    one => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest('.scroll'));
  return root.scrollWidth <= root.clientWidth ? [] :
    ['serious | sticks out | ' + out.slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(' || ')];
}"""


@pytest.mark.parametrize("role", [None, *Role])
def test_no_page_of_a_role_has_a_fault(
    chromium: Browser, app: Flask, base: str, furnished: Furnished, looked_at: set[str], role: Role | None
) -> None:
    def may(allowed: object) -> bool:
        return (
            allowed == access.PUBLIC if role is None else isinstance(allowed, frozenset) and role in allowed
        )

    login = LOGINS.get(role, "unit") if role else ""
    context = signed_in(furnished.desk, chromium, base, login, viewport=WIDE, bypass_csp=True)
    page, faults = context.new_page(), []
    for endpoint, places in addresses(app, furnished, may).items():
        opened = 0
        for place in places:
            answer = page.goto(place)
            # What belongs to another unit is not found.
            if answer is None or (answer.status == 404 and role is Role.UNIT):
                continue
            assert answer.ok, f"{place}: {answer.status}"
            opened += 1
            text = shown(page)
            found = faults_of(page, looks=text not in looked_at)
            looked_at.add(text)
            graver = [one for one in found if endpoint != OTHERS_WORDS or GRAVE.search(one)]
            faults += [f"{place} {one}" for one in graver]
        assert opened, f"no example that a {role} can open: {endpoint}"
    context.close()
    assert not faults, "\n".join(faults)


def test_answers_to_what_was_typed_have_no_fault(chromium: Browser, base: str, furnished: Furnished) -> None:
    """Pages that come of sending something: a trial, a refused form, a password handed out, an error."""
    jobs = furnished.desk.jobs
    assert isinstance(jobs, WrittenDown)
    remark = Said(
        OPEN_RULE, "附件1-12", "兜底材料", True, "S1", "申请材料第2项", "其他材料", "兜底条款", "不应兜底",
        "请逐项写明", 0, "materials[1].name",
    )  # fmt: skip
    record = {"item_name": "备案", "materials": [{"name": "身份证"}, {"name": "其他材料"}]}
    jobs.tried = Tried(
        "粘贴的文字",
        (ReadAs("办事指南", "备案", record),),
        (remark, replace(remark, sure=False, quote="身份证")),
    )
    context = signed_in(furnished.desk, chromium, base, "admin", viewport=WIDE, bypass_csp=True)
    page, faults = context.new_page(), []

    def look(what: str, text: str) -> None:
        assert text in page.inner_text("main"), what
        faults.extend(f"{what} {one}" for one in faults_of(page))

    page.goto("/trying/")
    page.fill("#text", "备案需身份证、其他材料")
    page.click("main button.main")
    look("trial", "应当改正 1 处")
    page.goto(f"/rules/{OPEN_RULE}/settings")
    page.click("main button")
    look("settings tried", "按最近一次采集的内容试算")
    page.goto(f"/review/{furnished.waiting}")
    page.click("button[value=dismissed]")
    look("no reason", "须写明理由")
    page.goto("/accounts/")
    page.click("main tr:last-child button >> nth=0")
    look("password handed out", "只显示这一次")
    jobs.replied = Replied(
        "回填.xlsx",
        2,
        1,
        (ReplyLine("001", 5, "属实", "已改"),),
        (ReplyLine("002", 6, "不属实", "法律", "属实", "丁"),),
    )
    page.goto(f"/units/{MINE}/replies")
    page.set_input_files("#file", {"name": "回填.xlsx", "mimeType": "", "buffer": b"PK"})
    page.click("main button")
    look("a filled-in list", "将写入的答复（1）")
    page.goto("/findings/F999999")
    look("nothing there", "没有找到")
    context.close()
    context = signed_in(furnished.desk, chromium, base, "", viewport=WIDE, bypass_csp=True)
    page = context.new_page()
    page.goto("/login")
    page.fill("#login", "reviewer")
    page.fill("#password", "wrong")
    page.press("#password", "Enter")
    look("wrong password", "登录名或密码不对")
    context.close()
    assert not faults, "\n".join(faults)


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def in_review(page: Page) -> None:
    """Come in by keyboard and open the first finding that waits."""
    page.goto("/login")
    sign_in(page, "reviewer")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(page, "nav a[href='/review/']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def number_here(page: Page) -> int:
    return int(page.url.partition("/review/F")[2][:6])


def stands(on: Furnished, number: int) -> tuple[str, str]:
    with reading(on.desk.engine) as session:
        row = session.get_one(FindingRow, number)
        return row.decided, row.decided_reason


def test_findings_are_decided_by_keyboard_alone(chromium: Browser, base: str, furnished: Furnished) -> None:
    context = chromium.new_context(base_url=base, viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    in_review(page)
    with page.expect_navigation():
        page.keyboard.press("4")
    confirmed = number_here(page)
    with page.expect_navigation():
        page.keyboard.press("1")
    dismissed = number_here(page)
    page.keyboard.press("2")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    context.close()
    assert stands(furnished, confirmed) == ("confirmed", "")
    assert stands(furnished, dismissed) == ("dismissed", REASONS[0])


def test_enter_in_the_reason_never_confirms(chromium: Browser, base: str, furnished: Furnished) -> None:
    """A reason is typed for what is no violation: the form's first button must not be 属实."""
    context = chromium.new_context(base_url=base, viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    in_review(page)
    number = number_here(page)
    tab_to(page, "#other")
    page.keyboard.type("引用法规原文")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "请选择一种认定" in page.inner_text("main")
    assert page.input_value("#other") == "引用法规原文"
    context.close()
    assert stands(furnished, number) == ("pending", "")
