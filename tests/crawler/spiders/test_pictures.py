"""Pages whose content is pictures: fetched as politely as pages, and read with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from loopback_county import Database, a_source, page
from loopback_site import Says, serving
from PIL import Image

from crawler.documents.illustrated import MOST_PICTURES
from crawler.documents.ocr import is_installed
from tests.drawing import needs_font, page_of, saved

Gathers = Callable[..., Any]
pytestmark = [
    needs_font,
    pytest.mark.skipif(not is_installed(), reason="the extra “ocr” is not installed"),
]
LINES = (
    "一、受理条件",
    "具有本县户籍的困难家庭。",
    "二、办理地点：县政务服务中心",
    "三、咨询电话：0377-65331234",
)
ROWS = (("序号", "材料名称", "材料形式"), ("1", "临时救助申请书", "原件"), ("2", "居民身份证", "复印件"))


@pytest.fixture(scope="module")
def picture() -> bytes:
    return saved(page_of((*LINES, "四、申请材料"), ROWS).crop((0, 0, 1240, 800)))


def of(body: bytes) -> Says:
    return Says(body, headers={"Content-Type": "image/png", "ETag": '"1"'})


def guide(*sources: str) -> str:
    pictures = "".join(f'<p><img src="{source}"></p>' for source in sources)
    return f"<html><title>临时救助办事指南</title><body><h1>临时救助办事指南</h1>{pictures}</body></html>"


def test_a_guide_in_a_picture_is_read(gathers: Gathers, database: Database, picture: bytes) -> None:
    pages = {"/": page("/guide"), "/guide": guide("/1.png"), "/1.png": of(picture)}
    with serving(pages) as site:
        run_id, done = gathers(a_source(site.url))
        assert dict(site.paths) == {"/": 1, "/guide": 1, "/1.png": 1}
    assert done.complete
    (row,) = database.evidence(run_id, "guide")
    assert row.content["phone"] == "0377-65331234"
    assert [each["name"] for each in row.content["materials"]] == ["临时救助申请书", "居民身份证"]
    assert row.content["unsure"].startswith("由图片识别")
    kept = [visit for visit in database.visits(run_id) if visit.url.endswith("/1.png")]
    assert [(visit.status, visit.content_type) for visit in kept] == [(200, "image/png")]


def test_pictures_of_other_hosts_and_forbidden_ones_are_left_alone(
    gathers: Gathers, database: Database, picture: bytes
) -> None:
    rules = Says("User-agent: *\nDisallow: /secret\n", headers={"Content-Type": "text/plain"})
    with serving({"/1.png": of(picture)}) as other, serving({"/robots.txt": rules}) as site:
        site.pages |= {"/": guide(f"{other.url}1.png", "/secret/1.png"), "/secret/1.png": of(picture)}
        run_id, _ = gathers(a_source(site.url))
        assert not other.asked
        assert "/secret/1.png" not in site.paths
    (row,) = database.evidence(run_id, "guide")
    assert row.content["unreadable"] == "内容是图片，无法读取文字" and "unsure" not in row.content


def test_so_many_pictures_and_no_more(gathers: Gathers) -> None:
    white = saved(Image.new("RGB", (200, 200), "white"))
    names = [f"/{number}.png" for number in range(20)]
    with serving({"/": guide(*names), **{name: of(white) for name in names}}) as site:
        gathers(a_source(site.url))
        assert sum(path.endswith(".png") for path in site.paths) == MOST_PICTURES


def test_a_missing_picture_and_a_broken_one_leave_the_guide_unread(
    gathers: Gathers, database: Database
) -> None:
    with serving({"/": guide("/gone.png", "/broken.png"), "/broken.png": of(b"\x89PNG\r\n\x1a\nx")}) as site:
        run_id, done = gathers(a_source(site.url))
    (row,) = database.evidence(run_id, "guide")
    assert row.content["unreadable"] == "内容是图片，无法读取文字"
    assert done.complete


def test_an_unchanged_picture_is_not_sent_again(gathers: Gathers, database: Database, picture: bytes) -> None:
    with serving({"/": guide("/1.png")}) as site:
        site.pages["/1.png"] = lambda asked, _: (
            Says("", 304) if asked.headers.get("If-None-Match") else of(picture)
        )
        first, _ = gathers(a_source(site.url))
        database.accept(first)
        second, _ = gathers(a_source(site.url))
        asked = [each.headers.get("If-None-Match") for each in site.asked if each.path == "/1.png"]
    assert asked == [None, '"1"']
    (row,) = database.evidence(second, "guide")
    assert row.content["phone"] == "0377-65331234"
