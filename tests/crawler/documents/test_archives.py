"""Archives: every document inside is read; names, passwords, damage and bombs spoil only themselves."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
import rarfile

from checks.evidence import Channel, Guide, PageKind, Publication
from crawler.documents import UnreadableDocument, bundle, read_document
from crawler.reading.reading import Reading, Visit
from tests.crawler.documents.making import bomb, docx_of, pdf_of, scanned_pdf, xlsx_of
from tests.crawler.documents.packing import joined_seven_zips, rar_of, seven_zip_of, zip_of

VISIT = Visit(
    "file:///a.zip", Channel.WINDOW, fetched_url="http://x/a.zip", snapshot="ab", unit_hint="民政局"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)


def guide(item: str) -> tuple[str, ...]:
    return (
        f"{item}办事指南",
        "一、申请材料",
        f"{item}申请表；",
        "二、承诺办结时限：2个工作日",
        "三、咨询电话：0377-65330000",
    )


MEMBERS = {
    "民政局/甲证办理.docx": docx_of(*guide("甲证办理")),
    "民政局/乙证办理.pdf": pdf_of(*guide("乙证办理")),
    "丙证办理.txt": "\r\n".join(guide("丙证办理")).encode("gb18030"),
    "照片.png": PNG,
    "样式.css": b"a { color: red; } " * 9,
    "数据.bin": bytes(range(256)) * 3,
    "空.txt": b"",
    "__MACOSX/._甲.docx": b"abc" * 9,
    "~$甲.docx": b"abc" * 9,
    "网页_files/a.html": b"<html><p>x</p></html>",
}
PACKERS = [
    pytest.param(zip_of, id="zip"),
    pytest.param(seven_zip_of, id="7z"),
    pytest.param(rar_of, id="rar"),
]
Packer = Callable[..., bytes]


def read(body: bytes) -> Reading:
    return read_document(body, name="指南.zip", visit=VISIT)


def said(reading: Reading) -> dict[str, str]:
    """Item → why it could not be read."""
    return {piece.item_name: piece.unreadable for piece in reading.evidence if isinstance(piece, Guide)}


@pytest.mark.parametrize("pack", PACKERS)
def test_every_document_inside_is_read(pack: Packer) -> None:
    reading = read(pack(MEMBERS))
    assert (reading.kind, reading.title) == (PageKind.GUIDE, "指南")
    assert said(reading) == {"甲证办理": "", "乙证办理": "", "丙证办理": ""}
    first = reading.evidence[0]
    assert isinstance(first, Guide)
    assert (first.origin.url, first.origin.fetched_url, first.origin.snapshot, first.unit) == (
        "file:///a.zip!民政局/甲证办理.docx", "http://x/a.zip!民政局/甲证办理.docx", "ab", "民政局",
    )  # fmt: skip
    assert [material.name for material in first.materials] == ["甲证办理申请表"]


def test_names_in_utf_8() -> None:
    (piece,) = read(zip_of({"a/丁.docx": docx_of(*guide("丁证办理"))}, gbk=False)).evidence
    assert piece.origin.url == "file:///a.zip!a/丁.docx"


def test_guides_and_lists_together() -> None:
    rows = [
        ["示例县证明事项取消清单"],
        ["序号", "证明名称", "索要单位"],
        [1, "健在证明", "人社局"],
        [2, "无房证明", "住建局"],
    ]
    listed = {"清单.xlsx": xlsx_of({"Sheet1": rows})}
    reading = read(zip_of({**listed, "a.docx": docx_of(*guide("甲证办理"))}))
    assert reading.kind is PageKind.GUIDE
    assert [type(piece) for piece in reading.evidence] == [Publication, Guide]
    assert read(zip_of(listed)).kind is PageKind.PUBLICATION


def test_a_password_or_damage_spoils_no_other() -> None:
    found = said(
        read(
            zip_of(
                {**MEMBERS, "坏证办理.docx": b"PK\x03\x04" + b"x" * 90, "裂证办理.txt": "裂".encode() * 90},
                locked="民政局/甲证办理.docx",
                damaged="裂证办理.txt",
            )
        )
    )
    assert found == {
        "甲证办理": "压缩包里的“民政局/甲证办理.docx”：文件有密码，无法打开",
        "乙证办理": "",
        "丙证办理": "",
        "坏证办理": "压缩包里的“坏证办理.docx”：文件已损坏或格式无法识别",
        "裂证办理": "压缩包里的“裂证办理.txt”：文件已损坏，无法打开",
    }


def test_a_password_in_a_rar_spoils_no_other() -> None:
    found = said(read(rar_of(MEMBERS, locked="丙证办理.txt")))
    assert found == {
        "甲证办理": "",
        "乙证办理": "",
        "丙证办理": "压缩包里的“丙证办理.txt”：文件有密码，无法打开",
    }


def test_a_password_in_a_7z_spoils_no_other() -> None:
    body = joined_seven_zips(
        {"甲.docx": docx_of(*guide("甲证办理"))}, {"乙证办理.docx": docx_of("乙")}, "1234"
    )
    assert said(read(body)) == {"甲证办理": "", "乙证办理": "压缩包里的“乙证办理.docx”：文件有密码，无法打开"}


def test_damage_in_a_7z_is_named() -> None:
    found = said(read(seven_zip_of({"甲.docx": docx_of(*guide("甲证办理"))}, damage=200)))
    assert found == {"甲": "压缩包里的“甲.docx”：文件已损坏，无法打开"}


@pytest.mark.parametrize("pack", PACKERS)
def test_archives_in_archives(pack: Packer) -> None:
    inner = zip_of({"甲.docx": docx_of(*guide("甲证办理"))})
    (piece,) = read(pack({"内层.zip": inner})).evidence
    assert piece.origin.url == "file:///a.zip!内层.zip!甲.docx"
    found = said(
        read(pack({"中层.zip": zip_of({"内层.zip": inner}), "乙.docx": docx_of(*guide("乙证办理"))}))
    )
    assert found == {"内层": "压缩包里的“内层.zip”：压缩包套了太多层，没有解开", "乙证办理": ""}


def test_only_pictures() -> None:
    found = read(zip_of({"甲证办理.png": PNG, "a.bin": bytes(range(256)) * 3})).evidence
    assert "图片已损坏" in next(piece.unreadable for piece in found if isinstance(piece, Guide))
    assert len(found) == 2


def test_a_scan_beside_pictures() -> None:
    assert len(read(zip_of({"甲证办理.pdf": scanned_pdf(), "甲.png": PNG})).evidence) == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(zip_of({}), "没有可以读取的文件", id="empty zip"),
        pytest.param(zip_of({"a/": b""}), "没有可以读取的文件", id="folders only"),
        pytest.param(seven_zip_of(MEMBERS)[:-40], "已损坏", id="7z cut off"),
        pytest.param(b"7z\xbc\xaf\x27\x1c" + bytes(90), "压缩包|损坏", id="7z without content"),
        pytest.param(b"Rar!\x1a\x07\x00" + b"x" * 90, "已损坏", id="rar of noise"),
        pytest.param(b"Rar!\x1a\x07\x01\x00" + bytes(90), "压缩包|损坏", id="rar without content"),
    ],
)
def test_a_bad_archive_says_why(body: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read(body)


def test_a_7z_whose_names_are_encrypted() -> None:
    import py7zr

    out = BytesIO()
    with py7zr.SevenZipFile(out, "w", password="1", header_encryption=True) as archive:
        archive.writestr(b"a", "a.txt")
    with pytest.raises(UnreadableDocument, match="文件有密码"):
        read(out.getvalue())


def test_rar_without_a_tool_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise rarfile.RarCannotExec("no tool")

    monkeypatch.setattr(rarfile, "tool_setup", missing)
    with pytest.raises(UnreadableDocument, match="没有解开 rar 压缩包的工具"):
        read(rar_of({"甲.docx": docx_of("甲")}, method=3))


def test_bombs_spoil_no_other() -> None:
    good = {"甲.docx": docx_of(*guide("甲证办理"))}
    began = time.monotonic()
    flat = read(zip_of({"零.txt": bytes(20 << 20), **good}))
    assert said(flat) == {"零": "压缩包里的“零.txt”：文件压缩比异常，没有读取", "甲证办理": ""}
    word = said(read(zip_of({"炸.docx": bomb(), **good})))
    assert word == {"炸": "压缩包里的“炸.docx”：文件解压后过大，没有读取", "甲证办理": ""}
    with pytest.raises(UnreadableDocument, match="过大"):
        read(seven_zip_of({"零.txt": bytes(201 << 20)}))
    assert time.monotonic() - began < 30


def test_bytes_are_counted_over_all_members(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"第{at}号.txt": "\n".join(guide(f"第{at}号证办理")).encode() for at in range(6)}
    size = 2 * len(texts["第0号.txt"])
    monkeypatch.setattr(bundle, "MOST_MEMBERS", 3)
    monkeypatch.setattr(bundle.Bounds, "__init__", lambda self: set_bounds(self, size=size, members=3))
    found = list(said(read(zip_of(texts))).values())
    assert found[:2] == ["", ""] and "过大" in found[2] and "过多" in found[3] and len(found) == 4


def set_bounds(bounds: bundle.Bounds, *, size: int, members: int) -> None:
    bounds.depth, bounds.size, bounds.members, bounds.until = 0, size, members, time.monotonic() + 60


def test_names_that_climb_out_are_only_names() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/甲.txt", "\n".join(guide("甲证办理")))
    (piece,) = read(out.getvalue()).evidence
    assert piece.origin.url == "file:///a.zip!../../etc/甲.txt"
