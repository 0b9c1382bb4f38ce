"""The overview says in one sentence where the county stands, and never calls an outage a success."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import Engine, select

from storage import chain
from storage.database import transaction
from storage.models import Coverage, Run, Todo
from storage.roles import Role
from tests.storage.factories import COUNTY, NOW, TODAY, finding_row, make_run
from tests.web.conftest import PEOPLE, Browser, Clock
from web.charts import Series, line_chart, top
from web.desk import Desk

Put = Callable[..., str]
DAY = timedelta(days=1)


def plan(
    engine: Engine, *, run: int = 1, fetched: int = 10, failed: int = 0, state: str = "complete"
) -> None:
    """What the last night read of the portal."""
    with transaction(engine) as session:
        session.get_one(Run, run).state = state
        session.get_one(Run, run).finished_at = NOW
        for number in range(fetched + failed):
            session.add(
                Todo(
                    run_id=run, source="门户", key=f"{run}-{number}", url=f"http://site/{number}", meta={},
                    state="fetched" if number < fetched else "failed",
                    reason="" if number < fetched else "timeout",
                )
            )  # fmt: skip
        session.add(Coverage(run_id=run, source="门户", unit="县民政局", guides=5, fields=1.0))


@pytest.mark.parametrize("login", PEOPLE)
def test_leaders_and_the_office_begin_at_the_overview(browser: Browser, login: str) -> None:
    client, role = browser(login), PEOPLE[login][0]
    reads = role in (Role.ADMIN, Role.REVIEWER, Role.LEADER)
    assert (client.get("/").location == "/overview") is reads
    for address in ("/overview", "/overview/trend.svg"):
        assert (client.get(address).status_code == 403) is not reads, address


def test_one_sentence_says_where_the_county_stands(browser: Browser, put: Put, engine: Engine) -> None:
    plan(engine)
    put(severity="S1"), put(severity="S1", decided="confirmed"), put(unit="县公安局"), put(unit="")
    put(decided="dismissed"), put(observed="absent", cause="fixed")
    page = browser("leader").get("/overview").text
    assert "共有尚待处理的问题 4 处，涉及 2 个单位，其中严重问题 2 处；已经人工复核确认 1 处" in page
    assert "归属待定" in page and "看不出责任单位" in page


def test_what_belongs_to_no_unit_is_found_by_name_and_says_what_can_be_done(
    browser: Browser, put: Put, engine: Engine
) -> None:
    plan(engine)
    put(), put(unit="")
    reviewer = browser("reviewer")
    assert "unit=归属待定" in unquote(reviewer.get("/overview").text)
    listed = reviewer.get("/findings/?unit=归属待定").text
    assert "问题清单（1）" in listed and "归属待定（1）" in listed
    for address in ("/findings/F000002", "/review/F000002"):
        assert "aliases" in reviewer.get(address).text, address
        assert "aliases" not in reviewer.get(address.replace("2", "1")).text


@pytest.mark.parametrize(
    "role, address, count",
    [("leader", "status=尚待处理&unit=县民政局&indicator=附件1-12", 3), ("reviewer", "status=待整改", 1)],
)
def test_its_numbers_lead_to_as_many_findings(
    browser: Browser, put: Put, engine: Engine, role: str, address: str, count: int
) -> None:
    plan(engine)
    put(), put(decided="confirmed"), put(observed="unknown"), put(unit="县公安局"), put(decided="dismissed")
    assert f"问题清单（{count}）" in browser(role).get(f"/findings/?{address}").text


def test_an_empty_county_says_what_to_do_next(browser: Browser, engine: Engine) -> None:
    with transaction(engine) as session:
        session.get_one(Run, 1).kind = "recheck"
    for address in ("/overview", "/units/", "/review/"):
        assert "去采集一次" in browser("admin").get(address).text, address
        assert "请办公室管理员在“采集”页开始第一次采集" in browser("reviewer").get(address).text, address
    assert "请办公室管理员" in browser("leader").get("/overview").text
    assert browser("leader").get("/overview/trend.svg").status_code == 404


def test_after_a_night_zeros_are_zeros(browser: Browser, engine: Engine) -> None:
    plan(engine)
    assert "没有数字不等于没有问题" not in browser("admin").get("/units/").text
    assert "没有待复核的问题" in browser("admin").get("/review/").text


def test_no_findings_are_only_told_of_what_was_read(browser: Browser, engine: Engine) -> None:
    plan(engine)
    whole = browser("leader").get("/overview").text
    assert (
        "在计划核查的内容中未发现尚待处理的问题" in whole
        and "县公安局" in whole.split("未核验不等于没有问题")[1]
    )


def test_a_night_that_read_nothing_is_no_good_news(browser: Browser, engine: Engine) -> None:
    plan(engine, fetched=0, failed=4)
    page = browser("leader").get("/overview").text
    assert "不能据此说明没有问题" in page and "未能读取：计划 4 页，读到 0 页" in page
    assert "数字不能直接采信" in page and "不作为已整改" in page


@pytest.mark.parametrize(
    "state, said",
    [("suspect", "本次采集结果存疑"), ("complete", "")],
)
def test_a_suspect_night_is_told_in_red_with_what_to_do(
    browser: Browser, engine: Engine, state: str, said: str
) -> None:
    plan(engine, state=state)
    page = browser("admin").get("/overview").text
    assert ("怎么办" in page) is bool(said) and said in page
    assert ("/nights/1" in page.split("<h1>")[0]) is bool(said)


def test_a_broken_night_and_an_old_one_are_told(browser: Browser, engine: Engine, clock: Clock) -> None:
    plan(engine)
    with transaction(engine) as session:
        make_run(session, state="aborted", day=TODAY + DAY, at=NOW + DAY, note="磁盘已满")
    clock.pass_(days=5)
    page = browser("leader").get("/overview").text
    assert "采集中断，没有完成（磁盘已满）" in page and "最近一次采集已过去 5 天" in page


def two_nights(engine: Engine) -> None:
    plan(engine)
    with transaction(engine) as session:
        second = make_run(session, state="complete", day=TODAY + DAY, at=NOW + DAY)
        for number in range(3):
            row = finding_row(
                observed="absent" if number == 2 else "present", cause="fixed" if number == 2 else ""
            )
            session.add(row)
            session.flush()
            for run, what, old, new in (
                (1, "appeared", "", "present"),
                (second.id, "absent", "present", "absent"),
            ):
                if run == 1 or number == 2:
                    chain.append(
                        session, COUNTY, chain.Entry(row.id, NOW, "自动核查", what, old, new, run_id=run)
                    )
    plan(engine, run=2)


def test_the_nights_are_told_in_words_in_a_table_and_as_a_picture(browser: Browser, engine: Engine) -> None:
    two_nights(engine)
    client = browser("leader")
    page = client.get("/overview").text
    assert "新发现 0 处，已整改 1 处，尚待处理由 3 处变为 2 处" in page
    assert '<img src="/overview/trend.svg"' in page and 'alt="2025年6月2日至2025年6月3日共 2 晚' in page
    picture = client.get("/overview/trend.svg")
    assert picture.mimetype == "image/svg+xml" and "尚待处理" in picture.text
    assert picture.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for active in ("<script", "href=", "onload", "onclick", "pygal.org", "<!--", "@import"):
        assert active not in picture.text, active


def test_what_a_site_wrote_is_never_markup(browser: Browser, put: Put, engine: Engine) -> None:
    plan(engine)
    hostile = "<script>alert(1)</script>\"'&" + "长" * 300
    put(unit=hostile, indicator=hostile), put(observed="unknown", observed_reason=hostile)
    with transaction(engine) as session:
        row = session.scalars(select(Coverage)).one()
        row.suspect, session.get_one(Run, 1).state, session.get_one(Run, 1).note = hostile, "suspect", hostile
    page = browser("admin").get("/overview").text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@pytest.mark.parametrize("highest, mark", [(0, 5), (5, 5), (6, 10), (137, 200), (201, 500), (9999, 10000)])
def test_the_scale_ends_at_a_round_number(highest: int, mark: int) -> None:
    assert top([Series("处", "#000000", (None, highest))]) == mark


def test_one_day_is_drawn_as_well_as_many() -> None:
    for days in (1, 2, 30):
        drawn = line_chart(["06-02"] * days, [Series("处", "#14508f", tuple(range(days)))])
        assert drawn.startswith(b"<?xml") and b"<script" not in drawn


@pytest.mark.parametrize(
    "file, status",
    [
        ("index.html", 200), ("units/县民政局.html", 200), ("scores.html", 404), ("units/别处.html", 404),
        ("../desk.key", 404), ("..%2fdesk.key", 404), ("units/../../desk.key", 404),
        ("units", 404),
    ],
)  # fmt: skip
def test_only_pages_of_the_report_are_served(browser: Browser, desk: Desk, file: str, status: int) -> None:
    folder = desk.out / "reports"
    (folder / "units").mkdir(parents=True)
    (desk.out / "desk.key").write_text("secret")
    for name in ("index.html", "units/县民政局.html", "units/别处.html"):
        (folder / name).write_text("<p>报告</p>", encoding="utf-8")
    answer = browser("leader").get(f"/overview/report/{file}")
    assert answer.status_code == status and "secret" not in answer.text
    assert browser("unit").get(f"/overview/report/{file}").status_code in (403, 404)
    if status == 200:
        assert answer.headers["Content-Security-Policy"].startswith("sandbox")
        assert browser("unit").get(f"/overview/report/{file}").status_code == 403


def test_the_report_is_offered_once_there_is_one(browser: Browser, desk: Desk, engine: Engine) -> None:
    plan(engine)
    client = browser("leader")
    assert "/overview/report/" not in client.get("/overview").text
    (desk.out / "reports").mkdir()
    (desk.out / "reports" / "index.html").write_text("报告", encoding="utf-8")
    assert "/overview/report/index.html" in client.get("/overview").text
