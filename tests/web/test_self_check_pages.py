"""Self-check forms at the desk: filled in by a unit, told at once what is wanting, and never lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from checks.answers import Answer, OnSite, OnSiteRuling, Proof, ProofFile
from storage import answers
from storage.answers import StoredAnswer
from storage.database import reading, transaction
from storage.models import Run, Upload
from tests.storage.factories import COUNTY, make_run
from tests.web.conftest import MINE, OTHER, TOWN, Browser, WrittenDown

AREA = f"/forms/{TOWN}/t01-area-below-150"
ZONES = f"/forms/{TOWN}/t03-zones-missing"
PDF, JPG = b"%PDF-1.4 map", b"\xff\xd8\xff\xe0 photo"
GOOD = {
    "q-area": "180",
    "q-open": "是",
    "published": "否",
    "reason": "内部资料，不属于公开范围",
    "paper": "是",
}
HOSTILE = "<script>alert(1)</script>\"'><b onmouseover=alert(2)>"


def seen(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get(address).get_data(as_text=True))
    assert found
    return found[1]


def save(client: FlaskClient, address: str, *, files: bool = False, **given: object) -> TestResponse:
    more = {"f-0": (BytesIO(PDF), "测量图.pdf"), "f-1": (BytesIO(JPG), "大厅.jpg")} if files else {}
    return client.post(address, data={"seen": seen(client, address), **given, **more})


def stands(engine: Engine, rule: str = "t01-area-below-150", unit: str = TOWN) -> StoredAnswer | None:
    with reading(engine) as session:
        return answers.standing(session, COUNTY, unit, rule)


def uploads(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count(Upload.id))) or 0


def test_a_unit_fills_in_a_question_and_it_stands_with_who_when_and_proofs(
    browser: Browser, engine: Engine, jobs: WrittenDown
) -> None:
    done = save(browser("town"), AREA, files=True, role="综窗负责人", go="next", **GOOD)
    assert done.status_code == 302 and "/t01-premises?saved=t01-area-below-150" in done.location
    kept = stands(engine)
    assert kept and kept.who == "经办人己" and not kept.file
    assert kept.answer.values == {"area": "180", "open": "是"} and kept.answer.published is False
    assert kept.answer.paper is True and kept.answer.electronic is True and kept.answer.role == "综窗负责人"
    assert [(file.sort, file.name) for file in kept.answer.files] == [
        (Proof.COPY, "测量图.pdf"), (Proof.PHOTO, "大厅.jpg"),
    ]  # fmt: skip
    assert kept.answer.files[1].look == "f0f0f0f0f0f0f0f0"
    assert jobs.asked == [{"title": "核对自查表", "who": "经办人己"}]
    page = browser("town").get(AREA).get_data(as_text=True)
    assert "填报齐全，达到要求" in page and "经办人己（综窗负责人）" in page and "/evidence/upload/" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"q-area": "149.9", "q-open": "是"}, "不达标：使用面积149.9㎡，不足150㎡"),
        ({"q-area": "180", "q-open": "否"}, "不达标：非敞开式大厅"),
        ({"q-area": "180"}, "没有填写“敞开式”"),
        ({"q-area": "180", "q-open": "是"}, "未附产权证、租赁合同或测量图复印件"),
        ({"q-area": "180", "q-open": "是", "published": "是"}, "标为已公开，但未提供网址、截图"),
        ({"q-area": "180", "q-open": "是", "published": "否"}, "标为未公开，但未提供未公开的理由"),
        ({"q-area": "180", "q-open": "是"}, "没有填写是否已公开"),
        ({"q-area": "180", "q-open": "是"}, "未登记纸质件、电子件"),
    ],
)
def test_what_falls_short_or_is_missing_is_told_at_once(
    browser: Browser, given: dict[str, str], told: str
) -> None:
    client = browser("town")
    save(client, AREA, **given)
    assert told in client.get(AREA).get_data(as_text=True)
    assert told.removeprefix("不达标：") in client.get(f"/forms/{TOWN}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"q-area": "约150"}, "“约150”不是数字"),
        ({"q-area": "180", "reason": "请联系13800000000"}, "含有身份证号或手机号"),
        ({"q-area": "180", "urls": "见县政府网站"}, "“见县政府网站”不是网址"),
        ({"q-area": "180", "role": "长" * 5001}, "文字过长"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_typed_is_lost(
    browser: Browser, engine: Engine, given: dict[str, str], why: str
) -> None:
    client = browser("town")
    answer = save(client, AREA, **given)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400 and why in page and stands(engine) is None
    assert f'value="{given["q-area"]}"' in page


def test_files_of_a_refused_form_are_taken_and_used_when_it_is_mended(
    browser: Browser, engine: Engine
) -> None:
    client = browser("town")
    page = save(client, AREA, files=True, **{**GOOD, "q-area": "很大"}).get_data(as_text=True)
    marks = re.findall(r'name="have" value="([^"]+)"', page)
    assert len(marks) == 2 and uploads(engine) == 2
    done = client.post(AREA, data={"seen": seen(client, AREA), **GOOD, "have": marks})
    kept = stands(engine)
    assert done.status_code == 302 and kept and len(kept.answer.files) == 2 and uploads(engine) == 2


@pytest.mark.parametrize("mark", ["1:f-0", "999999:f-0", "1:no-slot", "x", "-1:f-0", "9" * 30 + ":f-0"])
def test_nobody_takes_anothers_file_as_his_own(browser: Browser, engine: Engine, mark: str) -> None:
    own = browser("unit")
    address = f"/forms/{MINE}/c03-case-missing"
    own.post(address, data={"seen": seen(own, address), "q-cases": "甲", "f-0": (BytesIO(PDF), "a.pdf")})
    client = browser("town")
    client.post(AREA, data={"seen": seen(client, AREA), **GOOD, "have": mark})
    kept = stands(engine)
    assert kept and not kept.answer.files


@pytest.mark.parametrize(
    ("slot", "file", "why"),
    [
        ("f-1", (BytesIO(PDF), "大厅.pdf"), "照片应为 jpg 或 png"),
        ("f-0", (BytesIO(b"MZ virus"), "a.pdf"), "不是图片（jpg、png）、PDF 或 Office 文件"),
        ("f-0", (BytesIO(b""), "a.pdf"), "是空的"),
        ("f-0", (BytesIO(b"<html><script>"), "a.html"), "不是图片"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(
    browser: Browser, engine: Engine, slot: str, file: tuple[BytesIO, str], why: str
) -> None:
    client = browser("town")
    data = {"seen": seen(client, AREA), **GOOD, slot: (BytesIO(file[0].getvalue()), file[1])}
    answer = client.post(AREA, data=data)
    assert answer.status_code == 400 and why in answer.get_data(as_text=True)
    assert stands(engine) is None and uploads(engine) == 0


def test_names_are_ticked_and_none_is_said_by_none(browser: Browser, engine: Engine) -> None:
    client = browser("town")
    save(client, ZONES, **{"q-zones": ["等候区", "窗口服务区"]})
    kept = stands(engine, "t03-zones-missing")
    assert kept and kept.answer.value("zones") == "窗口服务区、等候区"
    assert "服务专区缺少自助服务区、咨询投诉区" in client.get(ZONES).get_data(as_text=True)
    save(client, ZONES, **{"q-zones": "无"})
    kept = stands(engine, "t03-zones-missing")
    assert kept and kept.answer.value("zones") == "无"
    assert re.search(r'value="无" checked', client.get(ZONES).get_data(as_text=True))
    assert save(client, ZONES, **{"q-zones": ["没有这个区"]}).status_code == 400


def test_photos_of_each_zone_bear_its_name_and_can_be_taken_away(browser: Browser, engine: Engine) -> None:
    client = browser("town")
    files = {f"f-0-{place}": (BytesIO(JPG + bytes([place])), f"{place}.jpg") for place in range(2)}
    client.post(ZONES, data={"seen": seen(client, ZONES), "q-zones": ["等候区"], **files})
    kept = stands(engine, "t03-zones-missing")
    assert kept and [file.label for file in kept.answer.files] == ["窗口服务区", "自助服务区"]
    first = kept.answer.files[0]
    save(client, ZONES, **{"q-zones": ["等候区"], "drop": f"{first.hash}:照片:窗口服务区"})
    kept = stands(engine, "t03-zones-missing")
    assert kept and [file.label for file in kept.answer.files] == ["自助服务区"]


def test_two_who_fill_in_at_once_do_not_overwrite_each_other(browser: Browser, engine: Engine) -> None:
    first, second = browser("town"), browser("reviewer")
    old = seen(second, AREA)
    save(first, AREA, **{"q-area": "180"})
    late = second.post(AREA, data={"seen": old, "q-area": "120"})
    page, kept = late.get_data(as_text=True), stands(engine)
    assert late.status_code == 409 and "经办人己已保存过这一项，没有覆盖" in page and 'value="120"' in page
    assert kept and kept.answer.value("area") == "180"
    now = re.search(r'name="seen" value="(\w+)"', page)
    assert now and second.post(AREA, data={"seen": now[1], "q-area": "120"}).status_code == 302
    kept = stands(engine)
    assert kept and (kept.answer.value("area"), kept.who) == ("120", "审核员乙")


def test_the_same_answer_again_is_no_news(browser: Browser, engine: Engine, jobs: WrittenDown) -> None:
    client = browser("town")
    for _ in range(2):
        save(client, AREA, **GOOD)
    save(client, ZONES)
    with reading(engine) as session:
        assert len(list(answers.history(session, COUNTY))) == 1
        assert session.scalar(select(func.count(Run.id)).where(Run.kind == "form")) == 1
    assert len(jobs.asked) == 1


def test_an_assessors_word_and_a_workbooks_proofs_outlive_a_new_answer(
    browser: Browser, engine: Engine
) -> None:
    ruling = OnSiteRuling(OnSite.UNMET, "实测120㎡", values={"area": "120"})
    proof = ProofFile(Proof.COPY, "旧图.pdf", "", "a" * 64)
    old = Answer(TOWN, "t01-area-below-150", values={"area": "200"}, files=(proof,), on_site=ruling)
    with transaction(engine) as session:
        at = datetime(2025, 6, 1, tzinfo=UTC)
        answers.store(session, make_run(session), [old], workbook=b"PK", file="甲镇.xlsx", at=at)
    client = browser("town")
    page = client.get(AREA).get_data(as_text=True)
    assert "旧图.pdf" in page and "导入“甲镇.xlsx”" in page and "实测120" not in page
    assert "实测120" in browser("reviewer").get(AREA).get_data(as_text=True)
    save(client, AREA, **{"q-area": "160"})
    kept = stands(engine)
    assert kept and kept.answer.on_site == ruling and kept.answer.files == (proof,)


def test_our_script_is_answered_in_words_and_keeps_its_page(browser: Browser, engine: Engine) -> None:
    client = browser("town")
    head = {"X-Requested-With": "sending"}
    old = seen(client, AREA)
    wrong = client.post(
        AREA, data={"seen": old, "q-area": "大", "f-0": (BytesIO(PDF), "a.pdf")}, headers=head
    )
    assert wrong.status_code == 400 and "“大”不是数字" in wrong.get_json()["said"] and uploads(engine) == 0
    good = client.post(AREA, data={"seen": old, "q-area": "180", "go": "next"}, headers=head)
    assert good.status_code == 200 and good.get_json()["to"].startswith(f"/forms/{TOWN}".replace(TOWN, ""))
    late = client.post(AREA, data={"seen": old, "q-area": "170"}, headers=head)
    assert late.status_code == 409 and late.get_json()["seen"] == seen(client, AREA)


def test_hostile_words_and_names_stay_words(browser: Browser, engine: Engine) -> None:
    client = browser("town")
    place = f"/forms/{TOWN}/t01-premises"
    given = {"q-place": HOSTILE, "reason": HOSTILE, "role": HOSTILE[:50], "published": "否"}
    client.post(place, data={"seen": seen(client, place), **given, "f-0": (BytesIO(JPG), f"{HOSTILE}.jpg")})
    assert stands(engine, "t01-premises") is not None
    for login in ("town", "reviewer", "leader"):
        for address in (place, f"/forms/{TOWN}", "/forms/"):
            page = browser(login).get(address, follow_redirects=True).get_data(as_text=True)
            assert "<script>alert" not in page and "<b onmouseover" not in page


@pytest.mark.parametrize(
    ("login", "address", "status"),
    [
        ("town", f"/forms/{TOWN}", 200), ("town", f"/forms/{MINE}", 404), ("unit", AREA, 404),
        ("unit", f"/forms/{OTHER}", 404), ("leader", AREA, 200), ("reviewer", AREA, 200),
        ("assessor", "/forms/", 403), ("assessor", AREA, 403), ("admin", "/forms/没有这个单位", 404),
        ("admin", f"/forms/{MINE}/t01-area-below-150", 404), ("admin", f"/forms/{MINE}/c12-open-ended-material", 404),
    ],
)  # fmt: skip
def test_who_may_see_which_form(browser: Browser, login: str, address: str, status: int) -> None:
    assert browser(login).get(address).status_code == status


@pytest.mark.parametrize(
    ("login", "status"), [("leader", 403), ("assessor", 403), ("unit", 404), ("other", 404), ("town", 302)]
)
def test_who_may_write_a_townships_form(browser: Browser, engine: Engine, login: str, status: int) -> None:
    old = seen(browser("reviewer"), AREA)
    assert browser(login).post(AREA, data={"seen": old, **GOOD}).status_code == status
    assert (stands(engine) is None) is (status != 302)


def test_evidence_of_a_form_is_the_units_own(browser: Browser) -> None:
    client = browser("town")
    save(client, AREA, files=True, **GOOD)
    assert client.get("/evidence/upload/1").status_code == 200
    assert browser("reviewer").get("/evidence/upload/1").status_code == 200
    assert browser("unit").get("/evidence/upload/1").status_code == 404
    assert browser("assessor").get("/evidence/upload/1").status_code == 404


def test_the_office_sees_how_far_every_unit_is(browser: Browser) -> None:
    save(browser("town"), AREA, **{"q-area": "120"})
    page = browser("leader").get("/forms/").get_data(as_text=True)
    row = page[page.index(f">{TOWN}</a>") :]
    assert "经办人己" in row and "还没有填报" in page[: page.index(f">{TOWN}</a>")]
    assert TOWN not in browser("leader").get("/forms/?kind=department").get_data(as_text=True)
    assert browser("town").get("/forms/").location.startswith("/forms/")


def test_the_report_itself_is_registered_by_its_day(browser: Browser) -> None:
    client = browser("town")
    address = f"/forms/{TOWN}/m-report-late"
    page = client.get(address).get_data(as_text=True)
    assert 'type="date"' in page and "是否已公开" not in page
    save(client, address, **{"q-day": "2025-03-08"})
    assert "未附自查情况报告复印件" in client.get(address).get_data(as_text=True)
