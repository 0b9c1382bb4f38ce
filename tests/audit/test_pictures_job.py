"""Screenshots after a night: of what is new, once; and of the place again when it was put right."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from audit.pictures import NOTES, Target, as_it_stood, number_of, scene
from crawler.chromium import browser_available
from storage import pictures
from storage.database import connect, reading
from storage.models import Picture, Visit
from tests.audit.conftest import Zwaudit
from tests.storage.factories import finding_row

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed"),
]
GUIDE = (
    "<html><head><title>办事指南</title></head><body><h1>老年人优待证办理</h1><table>"
    "<tr><td>事项名称</td><td>老年人优待证办理</td></tr><tr><td>办理条件</td><td>年满六十周岁</td></tr>"
    "<tr><td>办理地点</td><td>政务服务中心一楼</td></tr><tr><td>咨询电话</td><td>0377-65330000</td></tr>"
    "<tr><td>申请材料</td><td>1.身份证；2.{}</td></tr><tr><td>办理流程</td><td>申请、受理、办结</td></tr>"
    "</table></body></html>"
)


def taken(tmp_path: Path) -> list[Picture]:
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}")
    with reading(engine) as session:
        found = list(session.query(Picture).order_by(Picture.id))
        for one in found:
            if one.hash:
                assert Image.open(BytesIO(pictures.body(session, one))).width == 1280
        session.expunge_all()
    engine.dispose()
    return found


def set_pictures(county: Path, table: str) -> None:
    file = county / "county.toml"
    file.write_text(file.read_text("utf-8").replace("per_night = 0", table), "utf-8")


def of_material(made: list[Picture]) -> list[Picture]:
    return [one for one in made if one.text in ("其他有关材料", "")]


def test_a_night_shows_what_is_new_once_and_the_place_again_when_it_is_mended(
    zwaudit: Zwaudit, county: Path, tmp_path: Path
) -> None:
    file = county / "window" / "民政局" / "优待证.html"
    file.parent.mkdir()
    file.write_text(GUIDE.format("其他有关材料"), encoding="utf-8")
    set_pictures(county, "per_night = 50")
    words = ("audit", "--county", str(county), "--as-of")

    first = zwaudit(*words, "2026-03-02")
    assert "截图：" in first.stdout, first.stdout + first.stderr
    shown = taken(tmp_path)
    (one,) = of_material(shown)
    assert (one.is_marked, one.note, one.shows) == (True, "", "page")
    assert one.taken_at <= datetime.now(UTC)
    exported = zwaudit(
        "export", "--db", f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}", "--format", "jsonl"
    ).stdout
    assert f'"screenshot": "{pictures.name_of(one)}"' in exported

    zwaudit(*words, "2026-03-03")
    assert len(taken(tmp_path)) == len(shown), "what was shown is not taken again"

    file.write_text(GUIDE.format("户口簿"), encoding="utf-8")
    zwaudit(*words, "2026-03-04")
    before, after = of_material(taken(tmp_path))
    assert (before.text, after.text, after.note) == ("其他有关材料", "", "原文已不在此处")
    assert before.page != after.page


def test_a_county_that_wants_none_a_night_takes_them_when_asked(
    zwaudit: Zwaudit, county: Path, tmp_path: Path
) -> None:
    file = county / "window" / "民政局" / "优待证.html"
    file.parent.mkdir()
    file.write_text(GUIDE.format("其他有关材料"), encoding="utf-8")
    assert zwaudit("audit", "--county", str(county)).returncode == 0
    assert taken(tmp_path) == []
    wrong = zwaudit("pictures", "--county", str(county), "--limit", "0")
    assert wrong.returncode == 2
    assert zwaudit("pictures", "--county", str(county)).returncode == 0
    assert len(of_material(taken(tmp_path))) == 1


@pytest.mark.parametrize("table", ["per_night = -1", 'per_night = "many"', "many = 3", 'styles = "no"'])
def test_a_wrong_setting_names_its_key(zwaudit: Zwaudit, county: Path, table: str) -> None:
    set_pictures(county, table)
    done = zwaudit("pictures", "--county", str(county))
    assert done.returncode == 2 and table.split()[0] in done.stderr


def test_a_page_that_lacks_something_is_shown_without_a_mark_and_says_so(
    zwaudit: Zwaudit, county: Path, tmp_path: Path
) -> None:
    file = county / "window" / "民政局" / "优待证.html"
    file.parent.mkdir()
    file.write_text(GUIDE.format("户口簿").replace("办理流程", "其他"), encoding="utf-8")
    set_pictures(county, "per_night = 50")
    zwaudit("audit", "--county", str(county), "--as-of", "2026-03-02")
    missing = [one for one in taken(tmp_path) if one.text == pictures.MISSING]
    assert missing and {(one.is_marked, one.note) for one in missing} == {(False, NOTES[pictures.MISSING])}


NUMBER = "41132519000101000X"
"""Invented: nobody who was born on that day was ever given a number."""


def scene_of(body: str, content: str = "text/html") -> str:
    target = Target(finding_row(quote=NUMBER), Visit(content_type=content, snapshot=""), NUMBER)
    engine = connect("sqlite://")
    with reading(engine) as session:
        shows, markup = scene(session, target, body.encode())
    engine.dispose()
    assert shows == pictures.PAGE
    assert target.wanted in markup
    return markup


def test_private_numbers_are_masked_before_a_picture_is_taken_and_what_is_marked_with_them() -> None:
    markup = scene_of(f"<p>居民身份证号码：{NUMBER}</p><p>咨询电话：0377-65330000</p>")
    assert NUMBER not in markup and "411325**********0X" in markup and "0377-65330000" in markup


def row_of(text: str, body: str, field: str = "promised_days") -> str:
    row = finding_row(quote=text, field=field)
    return as_it_stood(Target(row, Visit(), text), body.encode())


def test_a_number_that_was_read_from_words_is_shown_in_its_words() -> None:
    assert "<td>2个工作日</td>" in row_of("2个工作日", '{"limit": "2\\u4e2a\u5de5\u4f5c\u65e5"}')
    assert "<td>2个工作日</td>" in row_of("2个工作日", "PK a Word file")


def test_what_the_interface_did_not_say_is_not_put_into_its_mouth() -> None:
    assert row_of("3个工作日", '{"limit": "2个工作日"}') == ""
    assert row_of("序号、名称", "PK a Word file", field="columns") == ""


@pytest.mark.parametrize(
    ("text", "value", "marked"),
    [
        ("2个工作日", 2, "2"),
        ("2个工作日", 3, "2个工作日"),
        ("2至3个工作日", 2, "2至3个工作日"),
        ("另行通知", None, "另行通知"),
    ],
)
def test_where_fields_keep_the_number_alone_the_number_is_marked(
    text: str, value: int | None, marked: str
) -> None:
    assert number_of(text, value) == marked
