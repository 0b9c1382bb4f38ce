"""Issuing is done by the administrator and from what was seen; lists stay; what is not known is not overdue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from counties.profile import Interval, Profile, Rounds
from storage import chain, claims
from storage.claims import Answer
from storage.database import transaction
from storage.models import FindingRow, IssueList
from storage.outcomes import Result
from storage.watching import Watched
from tests.storage.factories import COUNTY, NOW, finding_row
from tests.web.conftest import MINE, OTHER, PEOPLE, Browser, Clock
from web import rectifying
from web.calendar import calendar, left, round_now
from web.desk import Desk

Put = Callable[..., str]
Read = Callable[[str], FindingRow]
TODAY, DUE = date(2025, 6, 2), date(2025, 7, 29)
DAY = timedelta(days=1)
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture
def sure(engine: Engine) -> Callable[..., str]:
    """Writes a confirmed finding with its first event; gives its number."""

    def write(**more: object) -> str:
        with transaction(engine) as session:
            row = finding_row(**{"decided": "confirmed", **more})
            session.add(row)
            session.flush()
            event = chain.append(session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "appeared"))
            row.last_event = event.number
            return f"F{row.id:06d}"

    return write


def seen_in(page: str) -> list[str]:
    """What the form says that was seen."""
    return [part.split('"')[0] for part in page.split('name="seen" value="')[1:]]


def send(client: FlaskClient, *units: str, **more: str) -> str:
    """Issue as the form does after a look at the preview; the page that follows."""
    seen = seen_in(client.get("/rounds/issue", query_string={"round": more.get("round", "第一轮")}).text)
    form = {"round": "第一轮", "on": "2025-06-02", "by": "day", "due": "2025-07-29", **more}
    return client.post(
        "/rounds/issue", data={**form, "unit": list(units), "seen": seen}, follow_redirects=True
    ).text


def lists(engine: Engine) -> list[IssueList]:
    with transaction(engine) as session:
        return list(session.scalars(select(IssueList).order_by(IssueList.id)))


def test_the_chosen_units_are_issued_with_number_day_and_round(
    browser: Browser, sure: Put, seen: Read, engine: Engine
) -> None:
    mine, other = sure(), sure(unit=OTHER)
    page = send(browser("admin"), MINE, number="示政〔2025〕3号")
    assert "第一轮问题清单第 1 版" in page and "示政〔2025〕3号" in page and "整改期内" in page
    assert (seen(mine).round, seen(mine).due, seen(other).round) == ("第一轮", DUE, "")
    (made,) = lists(engine)
    assert (made.who, made.document_number, made.issued_on) == ("管理员甲", "示政〔2025〕3号", TODAY)


def test_the_form_proposes_the_calendars_day_and_takes_work_days(
    browser: Browser, sure: Put, seen: Read
) -> None:
    number = sure()
    client = browser("admin")
    page = client.get("/rounds/issue").text
    assert 'value="2025-07-29"' in page and "距今天 41 个工作日" in page and MINE in page
    send(client, MINE, by="work_days", work_days="3")
    assert seen(number).due == date(2025, 6, 5)


@pytest.mark.parametrize(
    "form, said",
    [
        ({"due": "2025-06-01"}, "早于下发日期"), ({"due": "明天"}, "整改时限不是有效的日期"),
        ({"on": ""}, "下发日期不是有效的日期"), ({"by": "work_days", "work_days": "0"}, "工作日数"),
        ({"by": "work_days", "work_days": "200", "on": "2030-01-01"}, "节假日历"), ({"round": " "}, "请填写轮次"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_is_refused(
    browser: Browser, sure: Put, engine: Engine, form: dict[str, str], said: str
) -> None:
    sure()
    page = send(browser("admin"), MINE, **form)
    assert "没有下发" in page and said in page and not lists(engine)


def test_nothing_is_issued_without_a_unit_or_to_nobody(browser: Browser, sure: Put, engine: Engine) -> None:
    sure(unit="")
    client = browser("admin")
    assert "归属待定（须先定责任单位" in client.get("/rounds/issue").text
    assert "请至少选择一个单位" in send(client) and "请至少选择一个单位" in send(client, "")
    assert not lists(engine)


def test_what_changed_after_the_preview_is_seen_first(browser: Browser, sure: Put, engine: Engine) -> None:
    sure()
    client = browser("admin")
    seen = seen_in(client.get("/rounds/issue").text)
    sure(item_name="高龄津贴")
    form = {
        "round": "第一轮",
        "on": "2025-06-02",
        "by": "day",
        "due": "2025-07-29",
        "unit": MINE,
        "seen": seen,
    }
    page = client.post("/rounds/issue", data=form, follow_redirects=True).text
    assert "在预览以后有变化" in page and not lists(engine)


def test_two_administrators_issue_nothing_twice(browser: Browser, sure: Put, engine: Engine) -> None:
    sure()
    client = browser("admin")
    seen = seen_in(client.get("/rounds/issue").text)
    form = {
        "round": "第一轮",
        "on": "2025-06-02",
        "by": "day",
        "due": "2025-07-29",
        "unit": MINE,
        "seen": seen,
    }
    for _ in range(2):
        page = client.post("/rounds/issue", data=form, follow_redirects=True).text
    assert "没有下发" in page and len(lists(engine)) == 1


def test_a_list_is_corrected_with_a_reason_and_stays(
    browser: Browser, sure: Put, seen: Read, engine: Engine
) -> None:
    wrong, kept = sure(), sure(item_name="高龄津贴")
    client = browser("admin")
    send(client, MINE)
    form = {"do": "correct", "line": f"{int(wrong[1:])}:2025-07-29"}
    assert "更正须写明原因" in client.post("/rounds/lists/1", data=form, follow_redirects=True).text
    page = client.post("/rounds/lists/1", data={**form, "reason": "归属有误"}, follow_redirects=True).text
    assert "第 2 版" in page and "归属有误" in page
    assert (seen(wrong).round, seen(kept).round) == ("", "第一轮")
    old = client.get("/rounds/lists/1").text
    assert "以最新的一版为准" in old and wrong in old and 'name="do"' not in old and "已从清单撤回" in old
    again = client.post("/rounds/lists/1", data={**form, "reason": "再改"}, follow_redirects=True).text
    assert "已经更正过" in again and len(lists(engine)) == 2


def test_days_are_extended_all_or_none_and_only_as_seen(browser: Browser, sure: Put, seen: Read) -> None:
    first, second = sure(), sure(item_name="高龄津贴")
    client = browser("admin")
    send(client, MINE)
    form = {
        "do": "extend", "due": "2025-08-15", "reason": "系统升级",
        "line": [f"{int(first[1:])}:2025-07-29", f"{int(second[1:])}:2025-07-29"],
    }  # fmt: skip
    for wrong, said in (
        ({"reason": ""}, "写明理由"), ({"due": "2025-07-01"}, "不晚于"), ({"due": ""}, "不是有效的日期"),
        ({"line": []}, "先勾选"), ({"line": ["999:2025-07-29"]}, "不在这份清单里"), ({"do": ""}, "更正或延期"),
        ({"line": [form["line"][0], f"{int(second[1:])}:2025-07-01"]}, "已有变化"),
    ):  # fmt: skip
        page = client.post("/rounds/lists/1", data={**form, **wrong}, follow_redirects=True).text
        assert said in page and seen(first).due == DUE, said
    page = client.post("/rounds/lists/1", data=form, follow_redirects=True).text
    assert "2 处的整改时限已延长" in page and "原 2025-07-29" in page
    assert seen(first).due == seen(second).due == date(2025, 8, 15)


@pytest.mark.parametrize("login", PEOPLE)
def test_the_office_and_leaders_read_and_only_the_administrator_acts(
    browser: Browser, sure: Put, engine: Engine, login: str
) -> None:
    sure()
    send(browser("admin"), MINE)
    sure(item_name="高龄津贴")
    client = browser(login)
    reads, acts = login in ("admin", "reviewer", "second", "leader"), login == "admin"
    for address in ("", "issue", "lists/1", "watch", "reminders"):
        page = client.get(f"/rounds/{address}")
        assert page.status_code == (200 if reads else 403), address
        if address in ("issue", "lists/1"):
            assert ('method="post" action="/rounds' in page.text) is acts, address
    for address in ("issue", "lists/1"):
        assert (client.post(f"/rounds/{address}").status_code == 403) is not acts, address
    assert len(lists(engine)) == 1


def test_a_list_of_another_county_or_none_is_not_there(browser: Browser, engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(
            IssueList(
                county="别的县", round="第一轮", version=1, document_number="", issued_on=TODAY, due=DUE,
                who="某", at=NOW, head="0" * 64, reason="",
            )
        )  # fmt: skip
    for number in (1, 99):
        assert browser("admin").get(f"/rounds/lists/{number}").status_code == 404
        assert browser("admin").post(
            f"/rounds/lists/{number}", data={"do": "correct", "line": "1:", "reason": "x"}
        ).status_code in (404,)


def test_every_empty_page_says_what_to_do_next(browser: Browser, put: Put) -> None:
    client = browser("admin")
    page = client.get("/rounds/").text
    assert "先采集一次" in page and "还没有下发过清单" in page
    assert "看可以下发的问题" in client.get("/rounds/watch").text
    assert "没有可以催办的问题" in client.get("/rounds/reminders").text
    put()
    assert "还有 1 处待复核" in client.get("/rounds/").text and "去复核" in client.get("/rounds/issue").text
    assert "等待审核人员" in browser("leader").get("/rounds/").text


def test_a_county_without_calendar_can_still_issue(browser: Browser, sure: Put, desk: Desk) -> None:
    object.__setattr__(desk, "profile", replace(desk.profile, rounds=None))
    sure()
    client = browser("admin")
    assert "[rounds]" in client.get("/rounds/").text
    assert "自今天起 20 个工作日" in client.get("/rounds/issue").text
    assert "第一轮问题清单第 1 版" in send(client, MINE)


def test_after_the_calendars_last_known_holiday_the_day_is_left_open(
    browser: Browser, sure: Put, clock: Clock
) -> None:
    sure()
    clock.pass_(days=9000)
    page = browser("admin").get("/rounds/issue").text
    assert "节假日历里没有" in page and 'name="due" value=""' in page


def test_the_watch_counts_problems_with_their_denominator(
    browser: Browser, sure: Put, engine: Engine
) -> None:
    numbers = [sure(item_name=f"事项{number}", subject=f"{number}") for number in range(6)]
    sure(item_name="事项0", subject="0", channel="service_net")
    client = browser("admin")
    send(client, MINE)
    with transaction(engine) as session:
        for number, change in zip(
            numbers,
            (
                {"observed": "absent", "cause": "fixed"}, {"observed": "absent", "cause": "fixed"},
                {"observed": "unknown"}, {"decided": "dismissed"}, {"observed": "gone"}, {},
            ),
            strict=True,
        ):  # fmt: skip
            row = session.get_one(FindingRow, int(number[1:]))
            for name, value in change.items():
                setattr(row, name, value)
    page = client.get("/rounds/watch").text
    # 事项0 stands on two channels and was put right on one: 部分整改.
    assert "下发问题 6 个（7 处），整改率 1/4（25.0%）" in page
    assert "误报撤回 1 个、无法核验 1 个" in page
    assert "第二轮评估还没有开始" in page


def test_the_second_round_tells_outcomes_and_what_is_new(
    browser: Browser, sure: Put, engine: Engine, clock: Clock
) -> None:
    sure()
    client = browser("admin")
    send(client, MINE)
    clock.pass_(days=70)
    sure(unit=OTHER, first_seen=NOW + DAY * 65)
    browser_again = browser("admin")
    page = browser_again.get("/rounds/watch").text
    assert "逾期未整改 1 个" in page and "第二轮新发现" in page and f">{OTHER}</a> 1 处" in page
    assert "第二轮：可以下发的问题（2）" in browser_again.get("/rounds/").text


def test_reminders_are_ready_to_copy_and_accuse_nobody_of_what_is_not_known(
    browser: Browser, sure: Put, engine: Engine, clock: Clock
) -> None:
    late, unread, told = sure(), sure(item_name="高龄津贴"), sure(item_name="低保", unit=OTHER)
    send(browser("admin"), MINE, OTHER, due="2025-06-06")
    assert "没有 3 天内到期" in browser("reviewer").get("/rounds/reminders").text
    with transaction(engine) as session:
        session.get_one(FindingRow, int(unread[1:])).observed = "unknown"
        claims.answer(session, int(told[1:]), Answer.FIXED, who="经办人", at=NOW + DAY)
    clock.pass_(days=2)
    page = browser("reviewer").get("/rounds/reminders").text
    assert "3 天内到期 1 处，最近没有读到、未能核验 1 处" in page and "还有 2 天" in page
    assert "（已报整改，待复查）" in page and "申报不实" not in browser("leader").get("/rounds/watch").text
    with transaction(engine) as session:
        session.get_one(FindingRow, int(told[1:])).last_seen = NOW + DAY * 2
    assert "（已报整改，但此后页面上仍有）" in browser("reviewer").get("/rounds/reminders").text
    assert (
        "申报不实</h2><p>已报整改、此后页面上仍有该问题的：<a href"
        in browser("leader").get("/rounds/watch").text
    )
    clock.pass_(days=5)
    page = browser("reviewer").get("/rounds/reminders").text
    text = page.split("<textarea")[2 if OTHER in page.split("<textarea")[1] else 1]
    assert text.count("已逾期 3 天") == 1 and "2025-第一轮-县民政局-附件1-12-00" in text
    assert "未能核验，已整改的请申请复查" in text and late


def test_what_others_wrote_is_never_markup(browser: Browser, sure: Put) -> None:
    sure(unit=HOSTILE, item_name=HOSTILE, quote=HOSTILE, indicator=HOSTILE, message=HOSTILE)
    client = browser("admin")
    seen = client.get("/rounds/issue", query_string={"unit": HOSTILE, "round": HOSTILE}).text
    assert "<script>alert" not in seen
    value = seen_in(client.get("/rounds/issue").text)[0].replace("&lt;", "<").replace("&gt;", ">")
    value = value.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    form = {
        "round": "第一轮",
        "on": "2025-06-02",
        "by": "day",
        "due": "2025-06-03",
        "unit": HOSTILE,
        "seen": value,
    }
    page = client.post("/rounds/issue", data={**form, "number": HOSTILE * 50}, follow_redirects=True).text
    assert "第一轮问题清单第 1 版" in page and "<script>alert" not in page
    for address in ("", "watch", "reminders", "lists/1", "issue?round=%3Cb%3E"):
        assert "<script>alert" not in client.get(f"/rounds/{address}").text, address


@pytest.mark.parametrize(
    "change, said",
    [
        ({}, "整改期内"), ({"due": TODAY - DAY}, "逾期未整改"), ({"due": TODAY}, "整改期内"),
        ({"observed": "unknown", "due": TODAY - DAY}, "时限已过，未能核验"),
        ({"observed": "gone", "due": TODAY - DAY}, "时限已过，页面下线待核"),
        ({"observed": "unknown"}, "整改期内"), ({"decided": "dismissed", "due": TODAY - DAY}, "误报撤回，不计"),
        ({"decided": "escalated", "due": TODAY - DAY}, "上级要素，不计"), ({"round": ""}, "已从清单撤回"),
        ({"observed": "absent", "cause": "fixed", "fixed_at": NOW}, "按期整改"),
        ({"observed": "absent", "cause": "fixed", "fixed_at": NOW, "due": TODAY - DAY}, "逾期整改"),
        ({"observed": "absent", "cause": "withdrawn"}, "规则变更撤销，不计"),
        ({"due": None, "reopened": 1}, "复发，待重新下发"),
    ],
)  # fmt: skip
def test_only_what_is_known_to_stand_is_called_overdue(change: dict[str, object], said: str) -> None:
    row = finding_row(**{"decided": "confirmed", "round": "第一轮", "due": DUE, **change})
    assert rectifying.timing_in_words(row, [], TODAY)[0] == said


@pytest.mark.parametrize(
    "statuses, result, late",
    [
        (["待整改"], Result.NOT_FIXED, True), (["已整改", "待整改"], Result.PARTLY, True),
        (["已整改", "待核实"], Result.FIXED, False), (["待核实"], Result.UNVERIFIED, False),
        (["复发"], Result.RELAPSED, True), (["误报"], Result.DISMISSED, False),
        (["页面已取消"], Result.PAGE_GONE, False), (["待核实", "待整改"], Result.NOT_FIXED, True),
    ],
)  # fmt: skip
def test_problems_of_several_places_have_one_outcome(statuses: list[str], result: Result, late: bool) -> None:
    lines = [
        Watched(str(number), MINE, "附件1-12", "r", "事项", "1", "其他材料", word, TODAY - DAY)
        for number, word in enumerate(statuses)
    ]
    (problem,) = rectifying.problems(lines, TODAY)
    assert (problem.result, problem.is_overdue) == (result, late)


@pytest.mark.parametrize(
    "day, now, following",
    [
        (date(2025, 1, 1), "准备", "2025年1月10日起：自检自查"), (date(2025, 4, 15), "第一轮评估", "2025年4月30日起"),
        (date(2025, 5, 5), "核对整改", "2025年7月30日起"), (date(2025, 8, 17), "汇总", "都已开始"),
    ],
)  # fmt: skip
def test_the_calendar_says_what_is_due(profile: Profile, day: date, now: str, following: str) -> None:
    found = calendar(profile.rounds, day)
    assert found.now == now and following in found.next and found.duty
    assert [step.state for step in found.steps].count("now") == (0 if now == "准备" else 1)


def test_how_long_it_is_until_a_day() -> None:
    assert left(TODAY, TODAY) == "就是今天" and left(TODAY, TODAY - DAY) == "已过 1 天"
    assert left(TODAY, date(2025, 6, 9)) == "还有 7 天，5 个工作日"
    assert left(TODAY, date(2060, 6, 9)).startswith("还有 12")


def test_an_empty_calendar_has_no_steps() -> None:
    assert calendar(None, TODAY).steps == calendar(Rounds(), TODAY).steps == ()


@pytest.mark.parametrize(
    "rounds, issued, name",
    [
        (None, (), "第一轮"), (None, ("第一轮", "补充"), "补充"),
        (Rounds(round_two=Interval(TODAY, TODAY)), (), "第二轮"),
        (Rounds(round_two=Interval(TODAY + DAY, TODAY + DAY)), ("第一轮",), "第一轮"),
    ],
)  # fmt: skip
def test_the_round_of_a_day(rounds: Rounds | None, issued: tuple[str, ...], name: str) -> None:
    assert round_now(rounds, issued, TODAY) == name
