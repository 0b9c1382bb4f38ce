"""Screenshots at the desk: beside the finding, before and after, and for nobody who may not see the finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from storage import issuing, pictures
from storage.database import transaction
from storage.pictures import Taken
from tests.storage.factories import COUNTY
from tests.web.conftest import MINE, NOW, OTHER, Browser

PNG = b"\x89PNG\r\n\x1a\n1"
Put = Callable[..., str]


def show(engine: Engine, number: str, text: str = "其他有关材料", **more: object) -> int:
    given: dict[str, object] = {
        "finding": int(number[1:]), "page": "0" * 64, "address": "http://site/a", "taken_at": NOW,
        "shows": pictures.PAGE, "text": text, "is_marked": bool(text), "note": "", "png": PNG,
    }  # fmt: skip
    with transaction(engine) as session:
        return pictures.put(session, Taken(**{**given, **more})).id  # type: ignore[arg-type]


def issue(engine: Engine) -> None:
    with transaction(engine) as session:
        issuing.issue(
            session, COUNTY, "第一轮", due=date(2025, 6, 30), on=date(2025, 6, 1), who="王某", at=NOW
        )


def test_a_reviewer_sees_the_picture_beside_the_finding(browser: Browser, put: Put, engine: Engine) -> None:
    number = put(unit=MINE)
    picture = show(engine, number)
    client = browser("reviewer")
    for page in (f"/review/{number}", f"/findings/{number}"):
        assert f"/findings/{number}/picture/{picture}" in client.get(page).text
        assert f"T{picture:06d}" in client.get(page).text
    answer = client.get(f"/findings/{number}/picture/{picture}")
    assert (answer.data, answer.content_type) == (PNG, "image/png")


def test_before_and_after_stand_side_by_side(browser: Browser, put: Put, engine: Engine) -> None:
    number = put(unit=MINE)
    before, after = show(engine, number), show(engine, number, "", note="原文已不在此处")
    text = browser("reviewer").get(f"/findings/{number}").text
    assert text.index(f"picture/{before}") < text.index(f"picture/{after}")
    assert "整改后：原文已不在此处" in text


def test_what_could_not_be_taken_says_why(browser: Browser, put: Put, engine: Engine) -> None:
    number = put(unit=MINE)
    picture = show(engine, number, png=None, note="文件打不开，没有截图")
    client = browser("reviewer")
    assert "没有截成：文件打不开，没有截图" in client.get(f"/findings/{number}").text
    assert client.get(f"/findings/{number}/picture/{picture}").status_code == 404


def test_a_unit_sees_pictures_of_what_was_issued_to_it_and_no_others(
    browser: Browser, put: Put, engine: Engine
) -> None:
    mine, theirs = put(unit=MINE, decided="confirmed"), put(unit=OTHER, decided="confirmed", subject="2")
    own, foreign = show(engine, mine), show(engine, theirs)
    client = browser("unit")
    assert client.get(f"/findings/{mine}/picture/{own}").status_code == 404, "not issued yet"
    issue(engine)
    assert client.get(f"/findings/{mine}/picture/{own}").status_code == 200
    assert client.get(f"/findings/{theirs}/picture/{foreign}").status_code == 404
    assert client.get(f"/findings/{mine}/picture/{foreign}").status_code == 404, "another finding's picture"
