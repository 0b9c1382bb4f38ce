"""Guides and lists that are pictures: what is read, how sure it is, and what bounds it."""

from __future__ import annotations

import socket
import struct
import sys
import zlib
from io import BytesIO
from typing import Any

import pytest
from making import scanned_pdf
from packing import zip_of
from PIL import Image

from checks.evidence import Channel, Guide, Material, Publication
from crawler.documents import UnreadableDocument, read_document
from crawler.documents.ocr import is_installed
from crawler.documents.pictures import MOST_FRAMES
from crawler.documents.scans import MOST_SCANS
from crawler.reading.reading import Reading, Visit
from crawler.recognised import SECONDS, bounded
from tests.drawing import PAGE, needs_font, page_of, saved, scanned, worn

pytestmark = [
    needs_font,
    pytest.mark.skipif(not is_installed(), reason="the extra “ocr” is not installed"),
]
VISIT = Visit(url="file:///window/民政局/指南", channel=Channel.WINDOW, unit_hint="民政局")
LINES = (
    "临时救助办事指南",
    "一、受理条件",
    "具有本县户籍，因遭遇突发事件、意外伤害、重大疾病或者其他特殊原因",
    "导致基本生活陷入困境的家庭和个人。",
    "二、办理地点：县政务服务中心二楼民政局窗口",
    "三、承诺办结时限：5个工作日",
    "四、咨询电话：0377-65331234",
)
ROWS = (
    ("序号", "材料名称", "材料形式", "份数", "材料必要性"),
    ("1", "临时救助申请书", "原件", "1", "必要"),
    ("2", "居民身份证", "复印件", "1", "必要"),
    ("3", "家庭收入证明", "^", "2", "非必要"),
)
MATERIALS = (
    Material("临时救助申请书", "原件", copies="1", necessity="必要"),
    Material("居民身份证", "复印件", copies="1", necessity="必要"),
    Material("家庭收入证明", "复印件", copies="2", necessity="非必要"),
)
PLAIN = tuple(tuple("复印件" if text == "^" else text for text in row) for row in ROWS)


def read(body: bytes, name: str = "临时救助.png") -> Reading:
    return read_document(body, name=name, visit=VISIT)


def guide_in(body: bytes, name: str = "临时救助.png") -> Guide:
    (guide,) = read(body, name).evidence
    assert isinstance(guide, Guide)
    return guide


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return page_of((*LINES, "五、申请材料"), ROWS)


def test_a_guide_with_a_table_of_materials(page: Image.Image) -> None:
    guide = guide_in(saved(page))
    assert (guide.item_name, guide.phone) == ("临时救助", "0377-65331234")
    assert guide.conditions == (LINES[2] + LINES[3],)
    assert guide.promised and guide.promised.days == 5
    assert guide.materials == MATERIALS
    assert guide.unsure == "由图片识别，可信度0.99，请对照原图核对"
    assert not guide.unreadable


def test_a_table_without_lines() -> None:
    assert guide_in(saved(page_of((*LINES, "五、申请材料"), PLAIN, ruled=False))).materials == MATERIALS


@pytest.mark.parametrize("turned", [90, 180, 270, 1.5, -2])
def test_a_page_that_was_laid_in_askew(page: Image.Image, turned: float) -> None:
    askew = page.rotate(turned, expand=turned % 90 == 0, fillcolor="white", resample=Image.Resampling.BICUBIC)
    guide = guide_in(saved(askew))
    assert (guide.item_name, guide.materials) == ("临时救助", MATERIALS)


def test_a_telephone_writes_down_how_it_was_held(page: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = page.rotate(90, expand=True)
    assert guide_in(saved(lying, "JPEG", exif=exif, quality=85), "图.jpg").materials == MATERIALS


@pytest.mark.parametrize(
    ("kind", "mode"), [("BMP", "RGB"), ("GIF", "P"), ("WEBP", "RGB"), ("PNG", "RGBA"), ("TIFF", "L")]
)
def test_every_kind_of_picture(kind: str, mode: str) -> None:
    small = page_of(LINES).resize((620, 877), Image.Resampling.LANCZOS).crop((0, 0, 620, 450))
    assert guide_in(saved(small.convert(mode), kind)).phone == "0377-65331234"


def test_the_pages_of_a_tiff_are_one_text() -> None:
    body = saved(page_of(LINES), "TIFF", save_all=True, append_images=[page_of(("五、申请材料",), ROWS)])
    guide = guide_in(body, "图.tif")
    assert (guide.item_name, guide.materials) == ("临时救助", MATERIALS)


def test_a_published_list() -> None:
    rows = [
        ("序号", "证明名称", "索要单位"),
        ("1", "无房证明", "住建局"),
        ("2", "健在证明", "人社局"),
        ("3", "学历证明", "教体局"),
    ]
    (found,) = read(saved(page_of(("示例县证明事项取消清单",), rows)), "清单.png").evidence
    assert isinstance(found, Publication)
    assert [entry.cells[1] for entry in found.entries] == ["无房证明", "健在证明", "学历证明"]
    assert found.unsure.startswith("由图片识别")


def test_a_worn_picture_is_shown_and_for_a_person(page: Image.Image) -> None:
    guide = guide_in(saved(worn(page, turned=0.8)))
    assert guide.phone == "0377-65331234"
    assert "可信度低" in guide.unsure and "请对照原图核对" in guide.unsure
    assert guide.unreadable == guide.unsure, "nobody passes what can hardly be read"


def test_what_nobody_can_read(page: Image.Image) -> None:
    guide = guide_in(saved(worn(page, blur=9)))
    assert "图片" in guide.unreadable and not guide.materials


def test_a_photo_without_text() -> None:
    noise = Image.effect_noise((600, 400), 90).convert("RGB")
    assert guide_in(saved(noise)).unreadable == "内容是图片或扫描件，没有识别出文字，无法读取文字"


def test_a_long_picture_for_telephones() -> None:
    """Read in pieces: nothing is lost or told twice where they meet."""
    lines = [f"{number}、第{number}号受理条件为具有本县户籍的家庭" for number in range(1, 53)]
    long = Image.new("RGB", (PAGE[0], 52 * 70 + 100), "white")
    for at in range(0, 52, 13):
        long.paste(
            page_of(lines[at : at + 13], size=37).crop((0, 80, PAGE[0], 80 + 13 * 70)), (0, at * 70 + 50)
        )
    from crawler.documents import ocr

    found = [block.text for block in ocr.read(saved(long)).blocks if hasattr(block, "text")]
    assert found == lines


def test_a_scanned_pdf(page: Image.Image) -> None:
    guide = guide_in(scanned(page), "扫描.pdf")
    assert (guide.item_name, guide.materials) == ("临时救助", MATERIALS)
    assert guide.unsure == "由图片识别，第1页可信度0.99，请对照原图核对"


def test_print_and_a_scan_in_one_pdf() -> None:
    guide = guide_in(scanned("\n".join(LINES), page_of(("五、申请材料",), ROWS)), "混合.pdf")
    assert (guide.phone, guide.materials) == ("0377-65331234", MATERIALS)
    assert "第2页" in guide.unsure


def test_a_table_goes_on_over_scanned_pages() -> None:
    rows = [("序号", "材料名称", "材料形式"), *((str(at), f"第{at}号材料", "原件") for at in range(1, 9))]
    first, second = page_of((*LINES, "五、申请材料"), rows[:5]), page_of((), [rows[0], *rows[5:]])
    names = [material.name for material in guide_in(scanned(first, second), "扫描.pdf").materials]
    assert names == [f"第{at}号材料" for at in range(1, 9)]


def test_a_book_is_read_so_far_and_says_so() -> None:
    body = scanned(*[Image.new("RGB", (60, 80), "white")] * MOST_SCANS, page_of(LINES), "\n".join(LINES))
    guide = guide_in(body, "书.pdf")
    assert guide.unsure == f"第{MOST_SCANS + 1}页是图片，没有识别出文字，请对照原图核对"


def test_a_tiff_is_read_so_far_and_says_so() -> None:
    white = Image.new("L", (100, 100), "white")
    body = saved(page_of(LINES), "TIFF", save_all=True, append_images=[white] * MOST_FRAMES)
    assert "后面1页没有识别出文字" in guide_in(body, "图.tif").unsure


def test_when_the_time_is_up_the_rest_is_named(page: Image.Image) -> None:
    with bounded(-SECONDS):
        guide = guide_in(scanned("\n".join(LINES), page), "混合.pdf")
    assert guide.unsure == "第2页是图片，没有识别出文字，请对照原图核对"


def huge_png() -> bytes:
    """A picture of a few bytes that would take 40 GB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(huge_png(), "图片尺寸过大", id="a bomb"),
        pytest.param(saved(Image.new("1", (12_000, 9_000))), "图片尺寸过大", id="too many pixels"),
        pytest.param(saved(Image.new("RGB", (500, 500)))[:300], "图片已损坏", id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(60), "图片已损坏", id="nothing but its beginning"),
    ],
)
def test_a_bad_picture_says_why(body: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read(body)


def test_scans_in_an_archive(page: Image.Image) -> None:
    reading = read(zip_of({"临时救助.pdf": scanned(page)}), "材料.zip")
    (guide,) = reading.evidence
    assert isinstance(guide, Guide) and guide.materials == MATERIALS and guide.unsure


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models come with the package: a new engine reads without any connection."""
    from crawler.documents import ocr

    def refuse(*_: Any) -> None:
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    ocr.engine.cache_clear()
    assert guide_in(saved(page_of(LINES[:5], size=31))).item_name == "临时救助"


def test_without_the_extra_a_picture_is_unreadable_and_says_why(
    monkeypatch: pytest.MonkeyPatch, page: Image.Image
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    why = "内容是图片或扫描件，没有安装图片文字识别组件，无法读取文字"
    assert guide_in(saved(page)).unreadable == why
    assert guide_in(scanned_pdf(), "扫描.pdf").unreadable == why
    mixed = guide_in(scanned("\n".join(LINES), page), "混合.pdf")
    assert mixed.phone == "0377-65331234"
    assert mixed.unsure == "第2页是图片，没有识别出文字，请对照原图核对"


def test_a_font_without_an_encoding_is_read_as_a_person_sees_it(page: Image.Image) -> None:
    """The text layer says nothing but private characters; what is seen is recognised."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(page), 0, 0, *A4)
    text = canvas.beginText(60, 700)
    text.setFont("STSong-Light", 8)
    text.setTextRenderMode(3)
    for _ in range(4):
        text.textLine("\ue123\ue456" * 12)
    canvas.drawText(text)
    canvas.save()
    assert guide_in(out.getvalue(), "乱码.pdf").materials == MATERIALS
