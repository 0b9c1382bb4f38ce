"""On the spot: an assessor's own findings beside the unit's answer, sent when there is a network."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from checks.answers import OnSite, Proof
from storage import answers
from storage.answers import StoredAnswer
from storage.database import reading
from tests.storage.factories import COUNTY
from tests.web.conftest import MINE, TOWN, Browser, WrittenDown

PAGE = f"/onsite/{TOWN}"
AREA = "t01-area-below-150"
FORM = f"/forms/{TOWN}/{AREA}"
JPG = b"\xff\xd8\xff\xe0 photo"
SENDING = {"X-Requested-With": "sending"}
HOSTILE = "<script>alert(1)</script>\"'><b onmouseover=alert(2)>"


def seen(client: FlaskClient, rule: str = AREA) -> str:
    page = client.get(PAGE).get_data(as_text=True)
    found = re.search(rf'id="form-{rule}".*?name="seen" value="(\w*)"', page, re.DOTALL)
    assert found
    return found[1]


def send(client: FlaskClient, rule: str = AREA, **given: object) -> TestResponse:
    data = {"seen": seen(client, rule), **given}
    return client.post(f"{PAGE}/{rule}", data=data, headers=SENDING)


def stands(engine: Engine, rule: str = AREA) -> StoredAnswer | None:
    with reading(engine) as session:
        return answers.standing(session, COUNTY, TOWN, rule)


def fill_in(client: FlaskClient, **given: str) -> None:
    found = re.search(r'name="seen" value="(\w+)"', client.get(FORM).get_data(as_text=True))
    assert found
    assert client.post(FORM, data={"seen": found[1], **given}).status_code == 302


def test_an_assessors_word_counts_and_photos_stand_beside_the_units_answer(
    browser: Browser, engine: Engine, jobs: WrittenDown
) -> None:
    fill_in(browser("town"), **{"q-area": "180", "q-open": "是"})
    client = browser("assessor")
    done = send(
        client, **{"q-area": "120", "q-open": "是", "verdict": "不达标", "remark": "实测120㎡"},
        camera=(BytesIO(JPG), "IMG_1.jpg"), album=[(BytesIO(JPG + b"2"), "IMG_2.jpg")],
    )  # fmt: skip
    assert done.status_code == 200 and done.get_json()["state"] == "不达标"
    kept = stands(engine)
    assert kept and kept.answer.values == {"area": "180", "open": "是"} and kept.who == "评估员庚"
    ruling = kept.answer.on_site
    assert ruling and (ruling.verdict, ruling.remark, str(ruling.made_on)) == (
        OnSite.UNMET,
        "实测120㎡",
        "2025-06-02",
    )
    assert ruling.values == {"area": "120", "open": "是"}
    assert [(file.sort, file.name) for file in ruling.files] == [
        (Proof.PHOTO, "IMG_1.jpg"), (Proof.PHOTO, "IMG_2.jpg"),
    ]  # fmt: skip
    assert jobs.asked[-1] == {"title": "核对自查表", "who": "评估员庚"}
    assert seen(client) == done.get_json()["seen"]


def test_the_units_form_still_tells_who_of_the_unit_wrote_it(browser: Browser) -> None:
    fill_in(browser("town"), **{"q-area": "180", "q-open": "是"})
    send(browser("assessor"), verdict="达标")
    for address in (FORM, f"/forms/{TOWN}"):
        page = browser("town").get(address).get_data(as_text=True)
        assert "经办人己" in page.partition("</nav>")[2].partition("</div>")[2] and "评估员庚" not in page
    assert "评估员庚" not in browser("reviewer").get("/forms/").get_data(as_text=True)


def test_a_new_answer_of_the_unit_leaves_the_assessors_word(browser: Browser, engine: Engine) -> None:
    send(browser("assessor"), verdict="不达标", remark="没有大厅")
    kept = stands(engine)
    assert kept and not kept.answer.is_given
    fill_in(browser("town"), **{"q-area": "180", "q-open": "是"})
    kept = stands(engine)
    assert kept and kept.answer.on_site and kept.answer.on_site.remark == "没有大厅"
    page = browser("assessor").get(PAGE).get_data(as_text=True)
    assert "评估员庚 核验：不达标" in page and "使用面积是多少平方米？ 180" in page


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"q-area": "120"}, "请选择“达标”或“不达标”"),
        ({"verdict": "也许"}, "请选择“达标”或“不达标”"),
        ({"verdict": "不达标"}, "请在“说明”中写明事实"),
        ({"verdict": "达标", "q-area": "120"}, "使用面积120㎡，不足150㎡），结论却是“达标”"),
        ({"verdict": "达标", "q-area": "很大"}, "“很大”不是数字"),
        ({"verdict": "达标", "remark": "电话13800000000"}, "含有身份证号或手机号"),
        ({"verdict": "达标", "made_on": "2025-06-03"}, "核验日期不能晚于今天（2025-06-02）"),
        ({"verdict": "达标", "made_on": "昨天"}, "核验日期看不懂"),
    ],
)
def test_what_cannot_be_taken_says_why_and_is_not_kept(
    browser: Browser, engine: Engine, given: dict[str, str], why: str
) -> None:
    answer = send(browser("assessor"), **given)
    assert answer.status_code == 400 and why in answer.get_json()["said"] and stands(engine) is None


@pytest.mark.parametrize(
    ("given", "remark"),
    [
        ({"verdict": "不达标", "q-area": "120"}, "使用面积120㎡，不足150㎡"),
        ({"verdict": "不达标", "q-area": "120", "remark": "量了两遍"}, "量了两遍"),
        ({"verdict": "达标", "q-area": "149", "remark": "含走廊超过150"}, "含走廊超过150"),
        ({"verdict": "达标"}, ""),
    ],
)
def test_what_was_counted_is_reason_enough(
    browser: Browser, engine: Engine, given: dict[str, str], remark: str
) -> None:
    assert send(browser("assessor"), **given).status_code == 200
    kept = stands(engine)
    assert kept and kept.answer.on_site and kept.answer.on_site.remark == remark


def test_two_assessors_do_not_overwrite_each_other_unseen(browser: Browser, engine: Engine) -> None:
    first, second = browser("assessor"), browser("reviewer")
    old = seen(second)
    send(first, verdict="达标")
    late = second.post(
        f"{PAGE}/{AREA}", data={"seen": old, "verdict": "不达标", "remark": "甲"}, headers=SENDING
    )
    assert late.status_code == 409 and "评估员庚已核验过这一项：达标" in late.get_json()["said"]
    again = {"seen": late.get_json()["seen"], "verdict": "不达标", "remark": "甲"}
    assert second.post(f"{PAGE}/{AREA}", data=again, headers=SENDING).status_code == 200
    assert "此前" in first.get(PAGE).get_data(as_text=True)
    kept = stands(engine)
    assert kept and kept.answer.on_site and kept.answer.on_site.verdict is OnSite.UNMET


def test_sending_the_same_twice_is_kept_once(browser: Browser, engine: Engine, jobs: WrittenDown) -> None:
    client = browser("assessor")
    for _ in range(2):
        assert send(client, verdict="达标").status_code == 200
    with reading(engine) as session:
        assert len(list(answers.history(session, COUNTY))) == 1
    assert len(jobs.asked) == 1


def test_without_script_it_leads_on_to_the_next(browser: Browser, engine: Engine) -> None:
    client = browser("assessor")
    done = client.post(f"{PAGE}/{AREA}", data={"seen": seen(client), "verdict": "达标"})
    assert done.status_code == 302 and done.location.endswith(f"saved={AREA}#t01-premises")
    wrong = client.post(f"{PAGE}/{AREA}", data={"seen": seen(client)})
    assert wrong.status_code == 302 and wrong.location.endswith(f"#{AREA}")
    assert "请选择“达标”或“不达标”" in client.get(PAGE).get_data(as_text=True)


def test_photos_are_the_assessors_and_the_offices(browser: Browser) -> None:
    send(browser("assessor"), verdict="达标", camera=(BytesIO(JPG), "1.jpg"))
    for login, status in (
        ("assessor", 200),
        ("reviewer", 200),
        ("leader", 200),
        ("town", 404),
        ("unit", 404),
    ):
        assert browser(login).get("/evidence/upload/1").status_code == status, login


def test_only_pictures_are_photos(browser: Browser, engine: Engine) -> None:
    answer = send(browser("assessor"), verdict="达标", camera=(BytesIO(b"<html>"), "1.jpg"))
    assert answer.status_code == 400 and "照片应为 jpg 或 png" in answer.get_json()["said"]
    assert stands(engine) is None


def test_hostile_words_stay_words(browser: Browser) -> None:
    given = {"verdict": "不达标", "remark": HOSTILE, "q-place": HOSTILE}
    send(browser("assessor"), "t01-premises", **given, camera=(BytesIO(JPG), f"{HOSTILE}.jpg"))
    for login, address in (("assessor", PAGE), ("reviewer", f"/forms/{TOWN}/t01-premises")):
        page = browser(login).get(address).get_data(as_text=True)
        assert "&lt;script&gt;" in page and "<script>alert" not in page and "<b onmouseover" not in page


@pytest.mark.parametrize(
    ("login", "address", "status"),
    [
        ("assessor", "/onsite/", 200), ("assessor", PAGE, 200), ("reviewer", PAGE, 200), ("town", PAGE, 403),
        ("leader", PAGE, 403), ("assessor", f"/onsite/{MINE}", 404), ("assessor", "/onsite/没有这个镇", 404),
    ],
)  # fmt: skip
def test_who_comes_in(browser: Browser, login: str, address: str, status: int) -> None:
    assert browser(login).get(address).status_code == status


@pytest.mark.parametrize(
    ("login", "rule", "status"),
    [
        ("town", AREA, 403), ("leader", AREA, 403), ("assessor", "m-report-late", 404),
        ("assessor", "c12-open-ended-material", 404), ("assessor", AREA, 200),
    ],
)  # fmt: skip
def test_who_writes_what(browser: Browser, login: str, rule: str, status: int) -> None:
    data = {"seen": "", "verdict": "达标"}
    assert browser(login).post(f"{PAGE}/{rule}", data=data, headers=SENDING).status_code == status


def test_the_list_tells_how_much_is_done(browser: Browser) -> None:
    client = browser("assessor")
    send(client, verdict="不达标", remark="甲")
    page = client.get("/onsite/").get_data(as_text=True)
    assert TOWN in page and MINE not in page and "评估员庚" in page and "还没有核验" not in page


def test_an_assessor_begins_where_his_work_is(browser: Browser) -> None:
    assert browser("assessor").get("/").location == "/onsite/"
