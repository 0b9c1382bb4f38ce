"""Pages saved as one file: the page inside is read in its own encoding, and nothing is fetched."""

from __future__ import annotations

import base64
import quopri
import subprocess
import sys

import pytest

from checks.evidence import Channel, Guide
from crawler.documents import UnreadableDocument, read_document
from crawler.reading.reading import Visit
from tests.crawler.documents.making import mht_of

VISIT = Visit("file:///window/证.mht", Channel.WINDOW, unit_hint="民政局", snapshot="ab")
PAGE = (
    "<html><head>{meta}<title>老年人优待证办理办事指南</title></head><body><h1>老年人优待证办理办事指南</h1>"
    "<p>一、受理条件</p><p>年满60周岁。</p><p>二、申请材料</p><p>1.身份证；</p><p>2.近期免冠照片2张。</p>"
    "<p>三、承诺办结时限：2个工作日</p><p>四、咨询电话：0377-65330000</p>"
    "<img src='http://127.0.0.1:9/a.png'><a href='fj/表.docx'>申请表</a></body></html>"
)


@pytest.mark.parametrize("packed", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize(
    ("charset", "meta"),
    [("gb2312", ""), ("utf-8", ""), ("", "<meta charset=gb2312>"), ("gb2312", "<meta charset=utf-8>")],
)
def test_a_page_in_one_file(packed: str, charset: str, meta: str) -> None:
    raw = PAGE.format(meta=meta).encode("utf-8" if charset == "utf-8" else "gb18030")
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(packed, bytes)(raw)
    (found,) = read_document(mht_of(coded, packed, charset), name="证.mht", visit=VISIT).evidence
    assert isinstance(found, Guide)
    assert (found.item_name, found.unit, found.conditions) == (
        "老年人优待证办理",
        "民政局",
        ("年满60周岁。",),
    )
    assert [material.name for material in found.materials] == ["身份证", "近期免冠照片2张"]
    assert found.origin == VISIT.origin
    assert [file.url for file in found.attachments] == ["http://www.example.gov.cn/zc/fj/%E8%A1%A8.docx"]


def test_a_frame_says_it_when_the_page_does_not() -> None:
    frame = PAGE.format(meta="").encode()
    body = mht_of(b"<html><frameset><frame src='b.html'></frameset></html>", "8bit", "utf-8", frames=(frame,))
    (found,) = read_document(body, name="a.mht", visit=VISIT).evidence
    assert isinstance(found, Guide)
    assert found.item_name == "老年人优待证办理"


@pytest.mark.parametrize(
    "body", [mht_of(b"", "8bit", "utf-8"), mht_of(b"x", "8bit", "utf-8").replace(b"text/html", b"text/css")]
)
def test_an_archive_without_a_page_says_so(body: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="没有网页"):
        read_document(body, name="a.mht", visit=VISIT)


@pytest.mark.parametrize(
    "first", ["crawler.saved", "crawler.documents", "crawler.documents.formats", "crawler.saved.packed"]
)
def test_both_packages_may_be_loaded_first(first: str) -> None:
    subprocess.run([sys.executable, "-c", f"import {first}, crawler.saved, crawler.documents"], check=True)
