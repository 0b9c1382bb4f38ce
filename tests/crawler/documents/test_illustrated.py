"""Pages whose content is a picture: embedded in the page, or saved beside it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PIL import Image

from checks.evidence import Channel, Guide
from crawler.documents import read_document
from crawler.documents.illustrated import is_in_pictures, pictures_wanted, read_illustrated
from crawler.documents.ocr import is_installed
from crawler.pages import read_page
from crawler.pages.pictures import lifted
from crawler.reader import Given, read
from crawler.reading.reading import Visit
from tests.drawing import needs_font, page_of, saved, worn

pytestmark = [
    needs_font,
    pytest.mark.skipif(not is_installed(), reason="the extra “ocr” is not installed"),
]
URL = "http://www.example.gov.cn/bszn/t1.html"
VISIT = Visit(url=URL, channel=Channel.PORTAL)
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


def page(*sources: str, text: str = "") -> bytes:
    pictures = "".join(f'<p><img src="{source}"></p>' for source in sources)
    return f"<html><meta charset=utf-8><title>临时救助办事指南</title><body><h1>临时救助办事指南</h1>{text}{pictures}</body></html>".encode()


def the_guide(evidence: object) -> Guide:
    (guide,) = evidence  # type: ignore[misc]
    assert isinstance(guide, Guide)
    return guide


def test_a_page_asks_for_its_pictures(picture: bytes) -> None:
    body = page("images/1.png", "images/2.jpg", "images/1.png", "data:image/png;base64," + "A" * 300)
    assert is_in_pictures(read_page(body, VISIT))
    assert pictures_wanted(body, VISIT) == (
        "http://www.example.gov.cn/bszn/images/1.png",
        "http://www.example.gov.cn/bszn/images/2.jpg",
    )


def test_a_page_of_text_asks_for_none() -> None:
    text = "<p>受理条件：困难家庭</p><p>申请材料：身份证</p><p>办理地点：大厅</p><p>办理流程：申请</p>"
    assert not is_in_pictures(read_page(page("a.png", text=text), VISIT))


def test_recognised_text_stands_in_the_place_of_its_picture(picture: bytes) -> None:
    (url,) = pictures_wanted(page("1.png"), VISIT)
    guide = the_guide(read_illustrated(page("1.png"), VISIT, {url: picture}).evidence)
    assert guide.phone == "0377-65331234" and guide.conditions == ("具有本县户籍的困难家庭。",)
    assert [material.name for material in guide.materials] == ["临时救助申请书", "居民身份证"]
    assert guide.unsure == "由图片识别，第1张图可信度0.99，请对照原图核对" and not guide.unreadable


def test_materials_in_a_picture_among_text(picture: bytes) -> None:
    materials = saved(page_of((), ROWS).crop((0, 0, 1240, 400)))
    text = "<p>一、受理条件</p><p>困难家庭</p><p>二、办理地点</p><p>大厅</p><p>三、申请材料</p>"
    body = page("1.png", text=text)
    assert the_guide(read_page(body, VISIT).evidence).unreadable.startswith("申请材料内容是图片")
    guide = the_guide(read_illustrated(body, VISIT, {pictures_wanted(body, VISIT)[0]: materials}).evidence)
    assert [material.name for material in guide.materials] == ["临时救助申请书", "居民身份证"]
    assert guide.location == "大厅" and guide.unsure and not guide.unreadable


def test_a_picture_that_cannot_be_read_leaves_the_page_as_it_was() -> None:
    plain = read_page(page("1.png"), VISIT)
    for body in (b"no picture", saved(Image.new("RGB", (400, 300), "white"))):
        url = pictures_wanted(page("1.png"), VISIT)[0]
        assert read_illustrated(page("1.png"), VISIT, {url: body}) == plain


def test_a_second_picture_that_is_missing_is_told(picture: bytes) -> None:
    body = page("1.png", "2.png")
    first, second = pictures_wanted(body, VISIT)
    guide = the_guide(read_illustrated(body, VISIT, {first: picture, second: b""}).evidence)
    assert "有1张图片没有识别出文字" in guide.unsure


def test_a_picture_in_the_markup_itself(picture: bytes) -> None:
    body = page("data:image/png;base64," + base64.b64encode(picture).decode())
    guide = the_guide(read_document(body, name="临时救助.html", visit=VISIT).evidence)
    assert guide.phone == "0377-65331234" and guide.unsure


def test_broken_markup_of_a_picture_is_left_where_it_is() -> None:
    text = f'<img src="data:image/png;base64,{"A" * 301}=">'
    assert lifted(text) == (text, {})


@pytest.mark.parametrize("source", ["page_files/1.png", "./page_files/1.png", "page_files/%31.png"])
def test_a_picture_saved_beside_its_page(tmp_path: Path, picture: bytes, source: str) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "1.png").write_bytes(picture)
    file = tmp_path / "page.html"
    file.write_bytes(page(source))
    visit = Visit(url=file.as_uri(), channel=Channel.WINDOW)
    guide = the_guide(read(Given(file.read_bytes(), visit)).evidence)
    assert guide.phone == "0377-65331234" and guide.unsure
    assert guide.origin == visit.origin


def test_no_other_file_of_the_machine_is_opened(tmp_path: Path, picture: bytes) -> None:
    folder = tmp_path / "民政局"
    folder.mkdir()
    (tmp_path / "1.png").write_bytes(picture)
    (folder / "2.png").symlink_to(tmp_path / "1.png")
    file = folder / "page.html"
    file.write_bytes(page("../1.png", "2.png", (tmp_path / "1.png").as_uri()))
    guide = the_guide(read(Given(file.read_bytes(), Visit(file.as_uri(), Channel.WINDOW))).evidence)
    assert "图片" in guide.unreadable and not guide.unsure


def test_a_worn_picture_is_for_a_person(picture: bytes) -> None:
    image = page_of((*LINES, "四、申请材料"), ROWS)
    body = page("1.png")
    url = pictures_wanted(body, VISIT)[0]
    guide = the_guide(read_illustrated(body, VISIT, {url: saved(worn(image), "JPEG")}).evidence)
    assert "可信度低" in guide.unsure and guide.unreadable


def test_a_few_letters_made_out_of_noise_leave_a_guide_unreadable() -> None:
    picture = (Path(__file__).parents[3] / "sandbox" / "static" / "scans" / "11804.png").read_bytes()
    (url,) = pictures_wanted(page("1.png"), VISIT)
    assert the_guide(read_illustrated(page("1.png"), VISIT, {url: picture}).evidence).unreadable
