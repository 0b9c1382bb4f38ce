"""Screenshots of stored pages: the text is found and marked wherever it stands, and nothing of the page runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from crawler.camera import BAND, HEIGHT, WIDTH, Camera, Wanted, camera, naked
from crawler.chromium import browser_available
from crawler.documents.pdf_page import drawn, page_with, private_on
from crawler.wardrobe import Wardrobe

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed"),
]
ADDRESS = "http://site.invalid/a.html"
CAPTION = ("网址：http://site.invalid/a.html", "采集时间：2026-03-02 02:10（北京时间）　问题编号：F000001")
LONG = "<p>段落</p>" * 120
MARK = (200, 16, 46)
"""The colour of the frame around the marked text."""


@pytest.fixture(scope="module")
def lens() -> Iterator[Camera]:
    found = browser_available()
    assert found
    with camera(found) as made:
        yield made


def picture(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(BytesIO(png)).convert("RGB")


def marked_at(png: bytes | None) -> tuple[int, int, int, int] | None:
    """Where the frame's colour is, as a box; None when it is nowhere."""
    shot = picture(png)
    apart = ImageChops.difference(shot, Image.new("RGB", shot.size, MARK)).convert("L")
    return apart.point([255 if grey < 8 else 0 for grey in range(256)]).getbbox()


@pytest.mark.parametrize(
    "body",
    [
        "<p>还需提供其他有关材料。</p>",
        "<p>还需提供其<b>他</b>有<i>关</i>\n 材料。</p>",
        "<table><tr><td>1</td><td>其他&nbsp;有关材料</td></tr></table>",
        "<p>其他\u200b有关材\u3000料</p>",
        f"{LONG}<p>其他有关材料</p>{LONG}",
        f"<nav style='position:fixed;top:0;left:0;width:100%;height:500px;background:#c00'></nav>{LONG}其他有关材料{LONG}",
        "<div style='height:60px;overflow:auto'>" + LONG + "其他有关材料</div>",
    ],
    ids=[
        "plain",
        "several elements",
        "cell",
        "invisible signs",
        "far down",
        "under a bar",
        "in a box that scrolls",
    ],
)
def test_the_text_is_marked_and_in_view(lens: Camera, body: str) -> None:
    (shot,) = lens.shoot(f"<html><body>{body}", ADDRESS, [Wanted("其他有关材料", CAPTION)])
    assert (shot.is_marked, shot.note) == (True, "")
    assert picture(shot.png).size == (WIDTH, HEIGHT + BAND)
    box = marked_at(shot.png)
    assert box is not None and box[3] < HEIGHT


@pytest.mark.parametrize(
    "body",
    [
        "<details><summary>材料</summary>其他有关材料</details>",
        "<div style='display:none'><p>其他有关材料</p></div>",
        "<div style='visibility:hidden'>其他有关材料</div>",
        "<div hidden>其他有关材料</div>",
    ],
    ids=["folded", "not displayed", "invisible", "hidden"],
)
def test_what_is_hidden_is_shown_and_said_to_be_hidden(lens: Camera, body: str) -> None:
    (shot,) = lens.shoot(f"<html><body>{body}", ADDRESS, [Wanted("其他有关材料", CAPTION)])
    assert shot.is_marked and "隐藏" in shot.note
    assert marked_at(shot.png) is not None


def test_a_text_that_is_not_there_is_said_and_nothing_is_marked(lens: Camera) -> None:
    (shot,) = lens.shoot(f"<html><body>{LONG}", ADDRESS, [Wanted("其他有关材料", CAPTION)])
    assert not shot.is_marked and "没有找到这段文字" in shot.note
    assert marked_at(shot.png) is None


def place_of(lens: Camera, body: str, wanted: Wanted) -> int:
    """How far down the page the one marked line stands, by its number among lines of 60 pixels; 0 for none."""
    lines = "".join(f"<div style='height:60px;overflow:hidden'>{line}</div>" for line in body.split("|"))
    (shot,) = lens.shoot(f"<html><body style='margin:0'>{lines}", ADDRESS, [wanted])
    box = marked_at(shot.png)
    return box[1] // 60 + 1 if box else 0


@pytest.mark.parametrize(
    ("body", "wanted", "line"),
    [
        ("法定时限：1个工作日|承诺时限：1个工作日", Wanted("1个工作日", CAPTION, near=("承诺",)), 2),
        ("承诺时限：1个工作日|法定时限：1个工作日", Wanted("1个工作日", CAPTION, near=("承诺",)), 1),
        ("2022-02-02|<b>星级</b>：2", Wanted("2", CAPTION, near=("星级",)), 2),
        ("2022-02-02|没有评星", Wanted("2", CAPTION, near=("星级",)), 0),
        ("户口簿|2.父母户口簿（原件）", Wanted("户口簿", CAPTION, context="父母 户口簿（原件）"), 2),
        ("户口簿|身份证", Wanted("户口簿", CAPTION, context="没有这样一栏的户口簿"), 1),
        ("*身份证|证号 410000190001010000", Wanted("410000**********00", CAPTION), 2),
    ],
)
def test_of_several_places_the_one_that_was_judged_is_marked(
    lens: Camera, body: str, wanted: Wanted, line: int
) -> None:
    assert place_of(lens, body, wanted) == line


def test_signs_in_elements_of_their_own_get_one_frame(lens: Camera) -> None:
    spans = "".join(f"<span>{sign}</span>" for sign in "0377-00001801")
    (apart,) = lens.shoot(f"<body><p>{spans}", ADDRESS, [Wanted("0377-00001801", CAPTION)])
    (whole,) = lens.shoot("<body><p>0377-00001801", ADDRESS, [Wanted("0377-00001801", CAPTION)])
    assert apart.png == whole.png


def test_a_page_without_its_style_sheet_is_shown_and_that_is_said(lens: Camera) -> None:
    html = "<link rel=stylesheet href=http://127.0.0.1:9/a.css><p>其他有关材料"
    (shot,) = lens.shoot(html, ADDRESS, [Wanted("其他有关材料", CAPTION)])
    assert shot.is_marked and shot.note == "样式表没有取到，版面与网站上不同"


def test_several_texts_of_a_page_are_marked_one_at_a_time(lens: Camera) -> None:
    html = f"<html><body>其他有关材料{LONG}相关证明{LONG}"
    first, second, place = lens.shoot(
        html,
        ADDRESS,
        [Wanted("其他有关材料", CAPTION), Wanted("相关证明", CAPTION), Wanted("", CAPTION, "相关证明")],
    )
    assert first.is_marked and second.is_marked and not place.is_marked
    assert first.png != second.png
    assert marked_at(place.png) is None, "a place that was put right is shown without a mark"


def test_the_wording_of_the_page_alone_may_be_where_another_text_begins(lens: Camera) -> None:
    (shot,) = lens.shoot(
        "<html><head><title>其他有关材料</title><script>'其他有关材料'</script><body>无",
        ADDRESS,
        [Wanted("其他有关材料", CAPTION)],
    )
    assert not shot.is_marked


HOSTILE = """<html><body onload="document.body.textContent='gone'"><script>document.body.textContent='gone';alert(1)</script>
<meta http-equiv=refresh content="0;url=http://elsewhere.invalid/"><base href="http://elsewhere.invalid/">
<iframe src="http://elsewhere.invalid/f"></iframe><img src=x onerror="document.body.textContent='gone'">
<object data="http://elsewhere.invalid/o"></object><video autoplay src="http://elsewhere.invalid/v"></video>
<form action="http://elsewhere.invalid/"><button autofocus></button></form><p>其他有关材料</p>
<style>@import 'http://elsewhere.invalid/s.css'; zwaudit-mark{display:none}</style>"""


def test_a_hostile_page_is_shown_and_does_nothing(lens: Camera) -> None:
    (shot,) = lens.shoot(HOSTILE, ADDRESS, [Wanted("其他有关材料", CAPTION)])
    assert shot.is_marked
    assert marked_at(shot.png) is not None


def test_a_document_without_an_address_and_broken_markup_are_shown(lens: Camera) -> None:
    (shot,) = lens.shoot(
        "<table><tr><td>其他有关材料<div></tr>\udce5", "file:///a.html", [Wanted("其他有关材料", CAPTION)]
    )
    assert shot.is_marked


class Site(BaseHTTPRequestHandler):
    """A style sheet, a page that is no style sheet, a redirect elsewhere, and robots.txt."""

    asked: list[str] = []  # noqa: RUF012 - emptied by the fixture
    answers: dict[str, tuple[str, bytes]] = {  # noqa: RUF012 - what it says
        "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /secret/\n"),
        "/a.css": ("text/css", b"p{font-size:80px}"),
        "/page.css": ("text/html", b"<p>no style</p>"),
    }

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        if self.path == "/moved.css":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.invalid/a.css")
            self.end_headers()
        elif self.path in self.answers:
            kind, body = self.answers[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_styles_come_once_from_the_sources_host_as_robots_allows(site: str) -> None:
    dress = Wardrobe("zwaudit/0", lambda host: f"http://{host}" == site, 0.0)
    assert dress(f"{site}/a.css") == ("text/css", b"p{font-size:80px}")
    assert dress(f"{site}/a.css#again") is not None
    assert dress(f"{site}/secret/a.css") is None
    assert dress(f"{site}/page.css") is None
    assert dress(f"{site}/moved.css") is None
    assert dress("http://elsewhere.invalid/a.css") is None
    assert dress("file:///etc/passwd") is None
    assert Site.asked == ["/robots.txt", "/a.css", "/page.css", "/moved.css"]


def test_a_host_that_wants_long_pauses_is_not_asked_for_styles(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        Site.answers, "/robots.txt", ("text/plain", b"User-agent: zwaudit\nCrawl-delay: 60\n")
    )
    dress = Wardrobe("zwaudit/0", lambda host: f"http://{host}" == site, 0.0)
    assert dress(f"{site}/a.css") is None
    assert Site.asked == ["/robots.txt"]


def test_a_host_that_is_down_is_left_alone(site: str) -> None:
    dress = Wardrobe("zwaudit/0", lambda host: True, 0.0)
    assert dress("http://127.0.0.1:9/a.css") is None


def test_a_page_wears_its_style_sheet(lens: Camera, site: str) -> None:
    lens.dress = Wardrobe("zwaudit/0", lambda host: f"http://{host}" == site, 0.0)
    html = "<link rel=stylesheet href=/a.css><p>其他有关材料"
    (shot,) = lens.shoot(html, f"{site}/p.html", [Wanted("其他有关材料", CAPTION)])
    lens.dress = naked
    box = marked_at(shot.png)
    assert box is not None and box[3] - box[1] > 70


def pdf(*pages: str) -> bytes:
    file = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(file)
    for text in pages:
        canvas.setFont("STSong-Light", 14)
        for number, line in enumerate(text.split("\n")):
            canvas.drawString(72, 700 - 30 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_the_page_of_a_pdf_is_found_by_its_text_and_a_broken_line_gets_two_boxes() -> None:
    body = pdf("办事指南", "申请材料：\n还需提供其他有\n关材料")
    found = page_with(body, "其他有关材料")
    assert found is not None and found.number == 2 and len(found.boxes) == 2
    assert all(0 < part < 1 for box in found.boxes for part in box)
    missing = page_with(body, "没有的文字")
    assert missing is not None and (missing.number, missing.boxes) == (1, ())
    assert page_with(b"%PDF-1.4 broken", "其他") is None


def test_private_numbers_are_covered_on_the_page_of_a_pdf_and_office_telephones_are_not() -> None:
    number, phone = "41132519000101000X", "0377-65330000"
    body = pdf(f"示例\n居民身份证号码：{number}\n咨询电话：{phone}")
    with pdfium.PdfDocument(body) as document:
        boxes = private_on(document[0])
        drawn_ = picture(drawn(document[0]))
    assert len(boxes) == 1
    left, top, width, height = boxes[0]
    middle = ((left + width / 2) * drawn_.width, (top + height / 2) * drawn_.height)
    assert drawn_.getpixel((int(middle[0]), int(middle[1]))) == (0x88, 0x88, 0x88)
