"""A unit's page: what it sees at a glance, its re-checks, its lists to download; and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine

from storage import chain, claims, deadlines
from storage.claims import Answer
from storage.database import transaction
from tests.storage.factories import COUNTY
from tests.web.conftest import MINE, NOW, OTHER, Browser, Clock, WrittenDown
from web.desk import Desk, JobView, Rechecked

Put = Callable[..., str]
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


@pytest.fixture
def issued(put: Put) -> Put:
    """Writes a confirmed finding that was issued to a unit, due on 2025-06-20."""

    def write(**more: object) -> str:
        return put(**{"decided": "confirmed", "round": "第一轮", "due": date(2025, 6, 20), **more})

    return write


def page(browser: Browser, login: str = "unit", address: str = "/units/mine") -> str:
    answer = browser(login).get(address)
    assert answer.status_code == 200
    return answer.text


def test_a_unit_sees_what_was_issued_to_it_and_nothing_else(browser: Browser, put: Put, issued: Put) -> None:
    mine = issued(item_name="老年人优待证办理")
    put(item_name="还没有下发的事项")
    issued(unit=OTHER, item_name="别人的事项")
    seen = page(browser)
    assert f"/findings/{mine}" in seen
    assert "还没有下发的事项" not in seen and "别人的事项" not in seen


def test_what_is_late_stands_first_then_by_day(browser: Browser, issued: Put, clock: Clock) -> None:
    issued(item_name="后到期", item_code="3", subject="3", due=date(2025, 6, 30))
    issued(item_name="已过期", item_code="1", subject="1", due=date(2025, 6, 1))
    issued(item_name="先到期", item_code="2", subject="2", due=date(2025, 6, 5))
    seen = page(browser)
    assert seen.index("已过期") < seen.index("先到期") < seen.index("后到期")
    assert "已超期 1 天" in seen and "还有 3 天" in seen


def test_one_line_of_counts(browser: Browser, issued: Put) -> None:
    for number in range(3):
        issued(item_code=str(number), subject=str(number), due=date(2025, 6, 1) if number == 0 else None)
    issued(item_code="9", subject="9", observed="absent", cause="fixed")
    seen = page(browser)
    words = seen[seen.index('<p class="lead">') :].split("</p>")[0]
    assert [word for word in ("待整改 3", "已超期 1", "已整改 1") if word in words] == [
        "待整改 3", "已超期 1", "已整改 1",
    ]  # fmt: skip


def test_the_same_problem_on_two_channels_is_one_with_both_places(browser: Browser, issued: Put) -> None:
    numbers = [issued(), issued(channel="service-network")]
    seen = page(browser)
    assert "待整改 1<" in seen and all(f"/findings/{number}" in seen for number in numbers)
    assert "河南政务服务网" in seen or "政务服务网" in seen


def test_what_is_settled_is_folded_below(browser: Browser, issued: Put) -> None:
    issued(item_name="改好的事项", item_code="8", subject="8", observed="absent", cause="fixed")
    issued(item_name="误报的事项", item_code="9", subject="9", decided="dismissed")
    seen = page(browser)
    folded = seen[seen.index("<details>") :]
    assert "改好的事项" in folded and "误报的事项" in folded and "都已处理完毕" in seen


def test_what_came_back_waits_for_the_next_list(browser: Browser, issued: Put) -> None:
    issued(reopened=1, due=None)
    assert "复发，待重新下发" in page(browser)


def test_what_the_unit_said_stands_beside_the_status(browser: Browser, issued: Put, engine: Engine) -> None:
    number = issued()
    with transaction(engine) as session:
        claims.answer(session, int(number[1:]), Answer.DISPUTED, who="丁", at=NOW, note="上级字段")
    assert "核对：不属实" in page(browser)
    with transaction(engine) as session:
        claims.answer(session, int(number[1:]), Answer.FIXED, who="丁", at=NOW, note="已改")
    assert "已报整改，待复查核实" in page(browser)


def test_what_a_unit_objects_to_waits_for_the_offices_answer(
    browser: Browser, issued: Put, engine: Engine, clock: Clock
) -> None:
    number = issued(item_name="有异议的事项")
    issued(item_name="没有异议的事项", item_code="2", subject="2")
    with transaction(engine) as session:
        claims.answer(session, int(number[1:]), Answer.DISPUTED, who="丁", at=NOW, note="上级字段")
    assert "正等办公室答复" in page(browser)
    address = f"/units/{quote(MINE)}?disputed=1"
    assert address in page(browser, "reviewer", "/units/")
    only = page(browser, "reviewer", address)
    assert "有异议的事项" in only and "没有异议的事项" not in only
    clock.pass_(minutes=1)
    browser("reviewer").post(f"/review/{number}", data={"decision": "confirmed", "after": 1})
    assert "没有等待答复的问题" in page(browser, "reviewer", address)


def test_an_empty_page_says_what_to_do_next(browser: Browser) -> None:
    assert "还没有下发给本单位的问题" in page(browser)
    assert "先在" in page(browser, "reviewer", f"/units/{quote(MINE)}")


def test_stored_text_is_text(browser: Browser, issued: Put) -> None:
    issued(quote=HOSTILE, item_name=HOSTILE * 40, message=HOSTILE, advice=HOSTILE, field="x" * 3000)
    for login, address in (
        ("unit", "/units/mine"),
        ("reviewer", f"/units/{quote(MINE)}"),
        ("leader", "/units/"),
    ):
        seen = page(browser, login, address)
        assert "<script>alert" not in seen and "<img src=x" not in seen


def test_the_office_sees_all_units_with_their_counts(
    browser: Browser, put: Put, issued: Put, engine: Engine
) -> None:
    issued(due=date(2025, 6, 1))
    put(item_name="待复核的")
    with transaction(engine) as session:
        said = chain.Entry(
            0, NOW, "经办人丁", deadlines.RECHECKED, "", MINE, "复查 1 个问题，转为已整改 0 个"
        )
        chain.append(session, COUNTY, said)
    seen = page(browser, "reviewer", "/units/")
    assert "复查 1 个问题" in seen and OTHER in seen
    assert f"/findings/?unit={quote(MINE)}&amp;status={quote('待复核')}" in seen


@pytest.mark.parametrize(
    ("login", "address", "status"),
    [
        ("unit", "/units/mine", 200), ("reviewer", "/units/mine", 403), ("assessor", "/units/mine", 403),
        ("unit", "/units/", 403), ("leader", "/units/", 200), ("assessor", "/units/", 403),
        ("unit", f"/units/{quote(MINE)}", 403), ("leader", f"/units/{quote(MINE)}", 200),
        ("reviewer", f"/units/{quote('没有的局')}", 404), ("unit", f"/units/{quote(MINE)}/list", 200),
        ("other", f"/units/{quote(MINE)}/list", 404), ("leader", f"/units/{quote(MINE)}/list", 200),
        ("assessor", f"/units/{quote(MINE)}/list", 403), ("unit", f"/units/{quote(MINE)}/report", 403),
        ("leader", f"/units/{quote(MINE)}/report", 404), ("admin", "/units/..%2f..%2fdesk.key/report", 404),
    ],
)  # fmt: skip
def test_who_sees_what(browser: Browser, issued: Put, login: str, address: str, status: int) -> None:
    issued()
    assert browser(login).get(address).status_code == status


def test_the_list_to_download_holds_what_was_issued_only(browser: Browser, put: Put, issued: Put) -> None:
    issued(item_name="下发的事项")
    put(item_name="还没有下发的事项", quote=HOSTILE)
    answer = browser("unit").get(f"/units/{quote(MINE)}/list?save=1")
    assert "下发的事项" in answer.text and "还没有下发的事项" not in answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Disposition"].encode("latin-1")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")


def test_the_nights_report_of_a_unit_is_for_the_office(browser: Browser, desk: Desk) -> None:
    file = Path(desk.out) / "reports" / "units" / f"{MINE}.html"
    file.parent.mkdir(parents=True)
    file.write_text("<h1>全部问题</h1>", encoding="utf-8")
    answer = browser("reviewer").get(f"/units/{quote(MINE)}/report")
    assert "全部问题" in answer.text and answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert browser("unit").get(f"/units/{quote(MINE)}/report").status_code == 403


@pytest.mark.parametrize(
    ("login", "status", "own"),
    [("unit", 303, "yes"), ("reviewer", 303, ""), ("other", 404, None), ("leader", 403, None)],
)
def test_who_may_have_a_unit_looked_at_again(
    browser: Browser, jobs: WrittenDown, login: str, status: int, own: str | None
) -> None:
    done = browser(login).post(f"/units/{quote(MINE)}/recheck")
    assert done.status_code == status
    assert [one["issued"] for one in jobs.asked] == ([] if own is None else [own])


def view(jobs: WrittenDown, **more: object) -> JobView:
    """A re-check of MINE by the unit itself, as it goes on."""
    made = JobView(7, "复查", "经办人丁", NOW, ("复查 1 个问题", "报告：/srv/out/index.html"), "running", MINE,
                   issued=True)  # fmt: skip
    jobs.views[7] = replace(made, **more)  # type: ignore[arg-type]
    return jobs.views[7]


@pytest.mark.parametrize(
    ("login", "more", "status"),
    [
        ("unit", {}, 200), ("reviewer", {}, 200), ("other", {}, 404), ("leader", {}, 403),
        ("assessor", {}, 403), ("unit", {"issued": False}, 404), ("reviewer", {"issued": False}, 200),
        ("unit", {"unit": ""}, 404), ("reviewer", {"unit": ""}, 404),
    ],
)  # fmt: skip
def test_who_may_follow_a_recheck(
    browser: Browser, jobs: WrittenDown, login: str, more: dict[str, object], status: int
) -> None:
    view(jobs, **more)
    assert browser(login).get("/units/job/7").status_code == status


def test_a_running_job_comes_again_with_and_without_script(browser: Browser, jobs: WrittenDown) -> None:
    view(jobs)
    seen = page(browser, "unit", "/units/job/7")
    assert 'data-poll="/units/job/7?piece=1"' in seen and '<noscript><meta http-equiv="refresh"' in seen
    assert "复查 1 个问题" in seen and "/srv/out" not in seen
    assert "/srv/out" in page(browser, "reviewer", "/units/job/7")
    piece = page(browser, "unit", "/units/job/7?piece=1")
    assert "<html" not in piece and "data-over" not in piece


def test_at_the_end_each_finding_has_its_old_and_new_status(
    browser: Browser, jobs: WrittenDown, issued: Put, put: Put
) -> None:
    fixed, still, hidden = issued(), issued(item_code="2", subject="2"), put(item_name="没有下发")
    view(
        jobs, state="done",
        checked=(
            Rechecked(fixed, "待整改", "已整改"), Rechecked(still, "待整改", "待整改"),
            Rechecked(hidden, "待复核", "待复核"),
        ),
    )  # fmt: skip
    seen = page(browser, "unit", "/units/job/7?piece=1")
    assert "data-over" in seen and f"/findings/{fixed}" in seen and "原文已不在页面上" in seen
    assert "页面上仍有该问题" in seen and "共 2 个问题，1 个转为已整改" in seen
    assert hidden not in seen and "没有下发" not in seen


def test_a_failed_job_says_that_nothing_was_taken_as_put_right(browser: Browser, jobs: WrittenDown) -> None:
    view(jobs, state="failed", lines=("zwaudit：另一次采集正在进行",))
    seen = page(browser, "unit", "/units/job/7")
    assert "复查没有完成" in seen and "保持原状" in seen and "另一次采集正在进行" in seen


def test_a_job_that_is_forgotten_is_said_to_be(browser: Browser) -> None:
    answer = browser("unit").get("/units/job/99")
    assert answer.status_code == 404 and "没有这次复查" in answer.text
