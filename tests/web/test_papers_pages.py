"""Papers at the desk: the office takes any of an issued round, a unit its own, nobody what is not issued."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from reports.papers.issue_columns import BY_KEY, HEADER_ROW, SHEET
from storage import issuing
from storage.database import transaction
from storage.findings import id_of
from tests.storage.factories import COUNTY
from tests.web.conftest import MINE, NOW, OTHER, TOWN, Browser, WrittenDown
from web.desk import Desk

LIST = "评估问题清单"
Put = Callable[..., str]


@pytest.fixture
def round_issued(put: Put, engine: Engine) -> list[str]:
    """Two findings of one unit and one of another, issued; more that are not."""
    given: list[dict[str, Any]] = [
        {"unit": MINE, "item_name": "甲事项"}, {"unit": MINE, "item_name": "乙事项"},
        {"unit": OTHER, "item_name": "别人的事项"},
    ]  # fmt: skip
    numbers = [put(decided="confirmed", **one) for one in given]
    with transaction(engine) as session:
        issuing.issue(
            session, COUNTY, "第一轮", due=date(2025, 7, 29), on=date(2025, 6, 1), who="管理员甲", at=NOW
        )
    put(unit=MINE, item_name="还没有确认的事项")
    put(unit=MINE, item_name="还没有下发的事项", decided="confirmed")
    return numbers


def taken(browser: Browser, login: str, where: str = f"unit/{MINE}", **asked: str) -> TestResponse:
    query = {"round": "第一轮", "kind": LIST, "form": "xlsx", **asked}
    return browser(login).get(f"/papers/{where}", query_string=query)


def items(data: bytes) -> list[str]:
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(SHEET).to_python()
    column = rows[HEADER_ROW].index(BY_KEY["item"].title)
    return [str(row[column]).split("（")[0] for row in rows[HEADER_ROW + 1 :]]


@pytest.mark.parametrize("login", ["admin", "reviewer", "leader", "unit"])
def test_a_units_list_holds_what_was_issued_to_it(
    browser: Browser, round_issued: list[str], login: str
) -> None:
    answer = taken(browser, login)
    assert items(answer.data) == ["乙事项", "甲事项"]
    assert "attachment" in answer.headers["Content-Disposition"] and answer.mimetype.endswith("sheet")


def test_a_unit_gets_nobody_elses_and_not_the_countys(browser: Browser, round_issued: list[str]) -> None:
    assert taken(browser, "unit", f"unit/{OTHER}").status_code == 404
    assert taken(browser, "other", f"unit/{MINE}").status_code == 404
    assert taken(browser, "unit", "county").status_code == 403
    assert taken(browser, "assessor").status_code == 403
    assert items(taken(browser, "admin", "county").data) == ["乙事项", "甲事项", "别人的事项"]


def test_nothing_is_handed_over_before_it_is_issued(browser: Browser, put: Put) -> None:
    put(decided="confirmed")
    for login in ("admin", "unit"):
        assert taken(browser, login).status_code == 404
    assert "评估问题清单" not in browser("unit").get("/units/mine").text


def test_a_unit_without_a_line_gets_no_paper(browser: Browser, round_issued: list[str]) -> None:
    assert taken(browser, "town", f"unit/{TOWN}").status_code == 404
    assert "/papers/" not in browser("town").get("/units/mine").text


@pytest.mark.parametrize(
    "asked", [{"kind": "别的"}, {"form": "exe"}, {"round": "第九轮"}, {"kind": "交办单", "form": "xlsx"}]
)
def test_what_there_is_not_is_not_found(
    browser: Browser, round_issued: list[str], asked: dict[str, str]
) -> None:
    assert taken(browser, "admin", **asked).status_code == 404


@pytest.mark.parametrize("kind", ["整改通知", "交办单", LIST])
def test_word_files_open_and_speak_of_the_unit(browser: Browser, round_issued: list[str], kind: str) -> None:
    document = Document(BytesIO(taken(browser, "unit", kind=kind, form="docx").data))
    words = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(MINE in text for text in words + cells)


def test_a_pdf_is_printed_by_others_and_refused_where_nobody_can(
    browser: Browser, round_issued: list[str], jobs: WrittenDown
) -> None:
    assert taken(browser, "unit", kind="整改通知", form="pdf").data.startswith(b"%PDF")
    jobs.prints = False
    answer = taken(browser, "unit", kind="整改通知", form="pdf")
    assert answer.status_code == 503 and "浏览器" in answer.text


def test_a_broken_template_of_the_county_is_named(
    browser: Browser, round_issued: list[str], desk: Desk
) -> None:
    (desk.profile.folder / "papers").mkdir()
    (desk.profile.folder / "papers" / "整改通知.docx").write_bytes(b"x")
    answer = taken(browser, "admin", kind="整改通知", form="docx")
    assert answer.status_code == 503 and "整改通知.docx" in answer.text


def test_the_pages_offer_what_may_be_taken(browser: Browser, round_issued: list[str]) -> None:
    mine = browser("unit").get("/units/mine").text
    links = [part.split('"')[0].replace("&amp;", "&") for part in mine.split('href="')[1:]]
    offered = [link for link in links if link.startswith("/papers/")]
    # The list and both reports in three formats, notice and sheet in two, and where the numbers come from.
    assert len(offered) == 14
    assert {browser("unit").get(link).status_code for link in offered} == {200}
    assert "/papers/county" in browser("admin").get("/rounds/").text


def test_a_withdrawn_line_is_in_no_list(browser: Browser, round_issued: list[str], engine: Engine) -> None:
    with transaction(engine) as session:
        finding = id_of(round_issued[0])
        assert finding
        issuing.correct(
            session, 1, without=[finding], on=date(2025, 6, 2), who="管理员甲", at=NOW, reason="重复"
        )
    assert items(taken(browser, "unit").data) == ["乙事项"]


def test_a_unit_takes_its_own_report_before_anything_is_issued(browser: Browser, put: Put) -> None:
    put(decided="confirmed", item_name="没有下发的事项")
    page = browser("unit").get(f"/forms/{MINE}").text
    links = [part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]]
    offered = [link for link in links if link.startswith("/papers/")]
    assert len(offered) == 3
    answer = browser("unit").get(next(link for link in offered if link.endswith("form=docx")))
    document = Document(BytesIO(answer.data))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(f"{MINE}关于2025年政务服务工作自查情况的报告" in text for text in words)
    assert not any("没有下发的事项" in text for text in words)
    assert browser("other").get(offered[0]).status_code == 404


def test_the_countys_evaluation_is_the_offices(browser: Browser, round_issued: list[str]) -> None:
    for kind in ("第三方评估报告", "通报"):
        words = Document(BytesIO(taken(browser, "admin", "county", kind=kind, form="docx").data)).paragraphs
        assert any("第三方评估" in one.text for one in words)
        assert taken(browser, "unit", "county", kind=kind, form="docx").status_code == 403


def test_where_the_numbers_come_from_can_be_taken(browser: Browser, round_issued: list[str]) -> None:
    def papers(login: str, where: str) -> set[str]:
        data = taken(browser, login, where, kind="数字来源").data
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("数字来源").to_python()[2:]
        return {str(row[0]) for row in rows}

    assert papers("unit", f"unit/{MINE}") == {
        "自查情况报告",
        "评估问题清单",
        "整改通知",
        "交办单",
        "整改情况报告",
    }
    assert papers("admin", "county") == {"评估问题清单", "整改情况报告", "第三方评估报告", "通报"}
    assert taken(browser, "unit", f"unit/{OTHER}", kind="数字来源").status_code == 404
    assert taken(browser, "admin", round="第九轮", kind="数字来源").status_code == 404
