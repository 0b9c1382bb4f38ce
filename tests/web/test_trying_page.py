"""Checking before publishing: what the page shows of a trial, to whom, and that nothing is stored."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import Engine, text

from storage.database import reading
from tests.web.conftest import MINE, Browser, WrittenDown
from web.desk import ReadAs, Said, Tried
from web.marking import Passage, passages, shown

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def said(**more: object) -> Said:
    values = {
        "rule": "c12-open-ended-material", "criterion": "附件1-12", "title": "兜底材料", "sure": True,
        "severity": "S1", "where": "申请材料第2项", "quote": "其他材料", "reason": "", "message": "不应兜底",
        "advice": "请逐项写明", "piece": 0, "field": "materials[1].name", **more,
    }  # fmt: skip
    return Said(**values)  # type: ignore[arg-type]


def guide(*names: str) -> ReadAs:
    return ReadAs("办事指南", "备案", {"item_name": "备案", "materials": [{"name": name} for name in names]})


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("甲其他材料乙", [(1, "其他材料")], [("甲", ()), ("其他材料", (1,)), ("乙", ())]),
        ("其他材料，其他材料", [(1, "其他材料")], [("其他材料", (1,)), ("，", ()), ("其他材料", (1,))]),
        ("甲乙丙", [(1, "甲乙"), (2, "乙丙")], [("甲", (1,)), ("乙", (1, 2)), ("丙", (2,))]),
        ("其他\n材料", [(1, "其他材料")], [("其他\n材料", (1,))]),
        ("没有", [(1, "其他材料")], [("没有", ())]),
        ("没有", [(1, "")], [("没有", ())]),
        ("a.c abc", [(1, "a.c")], [("a.c", (1,)), (" abc", ())]),
    ],
)
def test_offending_words_are_marked(
    text: str, quotes: list[tuple[int, str]], expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert passages(text, quotes) == tuple(Passage(*one) for one in expected)


def test_a_shown_text_keeps_its_lines_and_loses_signs_that_deceive() -> None:
    assert shown("甲\u202e乙\r\n\x00丙") == "甲乙\n丙"


def test_sure_ones_stand_before_doubtful_ones_with_the_words_marked(
    browser: Browser, jobs: WrittenDown
) -> None:
    jobs.tried = Tried(
        "粘贴的文字",
        (guide("身份证", "其他材料"),),
        (
            said(sure=False, severity="S1", title="存疑一条", quote="身份证", field="materials[0].name"),
            said(severity="S3", title="确定一条"),
        ),
    )
    page = browser("unit").post("/trying/", data={"text": "1.身份证\n2.其他材料"}).get_data(as_text=True)
    assert page.index("应当改正（1）") < page.index("确定一条") < page.index("拿不准，请自己再看（1）")
    assert page.index("确定一条") < page.index("存疑一条")
    assert (
        '<mark>其他材料</mark><sup><a href="#r1"' in page and '<mark>身份证</mark><sup><a href="#r2"' in page
    )
    assert "不保存、不上报、不计入问题清单" in page and "读作办事指南“备案”" in page
    assert "\n1.身份证\n2.其他材料</textarea>" in page.replace("\r\n", "\n")


def test_a_units_text_is_tried_as_its_own_whatever_the_form_says(browser: Browser, jobs: WrittenDown) -> None:
    browser("unit").post("/trying/", data={"text": "甲", "unit": "县公安局"})
    browser("reviewer").post("/trying/", data={"text": "甲", "unit": "县公安局"})
    browser("reviewer").post("/trying/", data={"text": "甲", "unit": "没有这个单位"})
    assert [one["unit"] for one in jobs.asked] == [MINE, "县公安局", ""]


def test_a_file_is_tried_and_told_by_its_fields(browser: Browser, jobs: WrittenDown) -> None:
    jobs.tried = Tried("指南.docx", (guide("身份证", "其他材料"),), (said(),))
    answer = browser("unit").post("/trying/", data={"file": (BytesIO(b"PK"), "指南.docx"), "text": "也有"})
    page = answer.get_data(as_text=True)
    assert jobs.asked[-1]["name"] == "指南.docx"
    assert "<mark>其他材料</mark>" in page and "只核对了文件" in page


@pytest.mark.parametrize(
    ("tried", "expected"),
    [
        (Tried("a.pdf", problem="文件已损坏，无法打开"), "文件已损坏，无法打开"),
        (Tried("a.txt", (guide("身份证"),)), "没有发现问题"),
        (Tried("a.txt", (guide("身份证"),), problem="第2页没有读到"), "第2页没有读到"),
    ],
)
def test_what_came_of_it_is_always_told(
    browser: Browser, jobs: WrittenDown, tried: Tried, expected: str
) -> None:
    jobs.tried = tried
    assert expected in browser("unit").post("/trying/", data={"text": "甲"}).get_data(as_text=True)


def test_a_text_too_long_is_not_even_read(browser: Browser, jobs: WrittenDown) -> None:
    page = browser("unit").post("/trying/", data={"text": "长" * 400_001}).get_data(as_text=True)
    assert "文字过长" in page and not jobs.asked


def test_hostile_words_stay_words(browser: Browser, jobs: WrittenDown) -> None:
    jobs.tried = Tried(HOSTILE, (guide(HOSTILE),), (said(quote=HOSTILE, message=HOSTILE, advice=HOSTILE),))
    page = browser("unit").post("/trying/", data={"text": HOSTILE}).get_data(as_text=True)
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_nothing_is_stored(browser: Browser, jobs: WrittenDown, engine: Engine) -> None:
    client = browser("unit")

    def rows() -> list[int]:
        tables = ("evidence", "visit", "snapshot", "finding", "event", "upload", "run")
        with reading(engine) as session:
            return [session.execute(text(f"SELECT COUNT(*) FROM {one}")).scalar_one() for one in tables]

    before = rows()
    jobs.tried = Tried("粘贴的文字", (guide("其他材料"),), (said(),))
    client.post("/trying/", data={"text": "其他材料"})
    client.post("/trying/", data={"file": (BytesIO(b"PK"), "a.docx")})
    assert rows() == before


@pytest.mark.parametrize(("login", "status"), [("leader", 403), ("assessor", 403), ("reviewer", 200)])
def test_who_may_try(browser: Browser, login: str, status: int) -> None:
    assert browser(login).get("/trying/").status_code == status
