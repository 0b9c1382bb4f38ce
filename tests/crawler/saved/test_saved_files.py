"""Every way in which a page is saved, and every file that is none."""

from __future__ import annotations

import base64
import json
import os
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from checks.evidence import Guide
from crawler.saved import SavedPage, Unusable, opened
from crawler.saved.folders import LARGEST, SavedFile, files_of

URL = "http://www.example.gov.cn/bszn/1.html"
PAGE = "<html><head><title>办事指南</title></head><body><p>申请材料</p></body></html>"
AT = datetime(2022, 4, 20, 1, 30, tzinfo=UTC)


def pages(body: bytes | str, name: str = "甲.html") -> list[SavedPage]:
    found = list(opened(body if isinstance(body, bytes) else body.encode(), name, AT))
    assert all(isinstance(each, SavedPage) for each in found), found
    return [each for each in found if isinstance(each, SavedPage)]


def refused(body: bytes | str, name: str = "甲.html") -> str:
    """Why a file is refused: one line that names it."""
    (only,) = opened(body if isinstance(body, bytes) else body.encode(), name, AT)
    assert isinstance(only, Unusable)
    assert str(only).startswith(f"{name}") and "\n" not in str(only)
    return only.reason


def entry(url: str = URL, **more: Any) -> dict[str, Any]:
    content = {"mimeType": "text/html; charset=gbk", "text": PAGE, **more.pop("content", {})}
    cookie = {"name": "Cookie", "value": "SECRET"}
    response = {"status": 200, "headers": [{"name": "Set-Cookie", "value": "SECRET"}], "content": content}
    request = {"method": "GET", "url": url, "headers": [cookie], "cookies": [cookie]}
    return {
        "startedDateTime": "2022-04-20T09:30:00.000+08:00",
        "request": {**request, **more.pop("request", {})},
        "response": {**response, **more},
    }


def har(*entries: Any) -> str:
    return json.dumps({"log": {"version": "1.2", "entries": list(entries)}}, ensure_ascii=False)


def test_a_har_gives_pages_and_data_and_nothing_of_the_person() -> None:
    posted = {"method": "POST", "postData": {"mimeType": "application/json", "text": '{"forUser": "01"}'}}
    packed = {
        "mimeType": "application/pdf",
        "text": base64.b64encode(b"%PDF-1.4").decode(),
        "encoding": "base64",
    }
    page, data, document = pages(
        har(
            entry(),
            entry("http://s.example.cn/list", request=posted, content={"mimeType": "application/json", "text": "{}"}),
            entry("http://www.example.gov.cn/a.pdf", content=packed),
            entry("http://www.example.gov.cn/a.css", content={"mimeType": "text/css"}),
            entry("http://www.example.gov.cn/moved", status=302),
            entry("http://www.example.gov.cn/empty", content={"text": ""}),
        )
    )  # fmt: skip
    assert (page.url, page.saved_at, page.content_type) == (URL, AT, "text/html; charset=utf-8")
    assert (data.method, data.posted) == ("POST", b'{"forUser": "01"}')
    assert document.body == b"%PDF-1.4"
    assert "SECRET" not in repr((page, data, document))


def test_data_that_is_called_a_page_is_data() -> None:
    (data,) = pages(har(entry(content={"mimeType": "text/html", "text": '{"result": {}}'})))
    assert data.content_type.startswith("application/json")


def test_what_a_browser_already_had_is_a_page_too() -> None:
    assert [page.status for page in pages(har(entry(status=304), entry(status=404)))] == [200, 404]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f"<!-- saved from url=(0037){URL} -->", URL),
        (f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: x\n-->", URL),
        (f'<link href="{URL}" rel="shortcut canonical">', URL),
        (f"<meta property='og:url' content='{URL}?a=1&amp;b=2'>", f"{URL}?a=1&b=2"),
        ('<base href="http://www.example.gov.cn/bszn/">', "http://www.example.gov.cn/bszn/"),
        (f'<link rel=canonical href="/bszn/1.html"><base href="{URL}">', URL),
        (f"<script>var msg_link = '{URL}?a=1\\x26b=2';</script>", f"{URL}?a=1&b=2"),
        ("<!-- saved from url=(0020)file:///C:/a.html -->", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_address_of_saved_html(head: str, url: str) -> None:
    (page,) = pages(f"<!DOCTYPE html>{head}{PAGE}")
    assert (page.url, page.as_shown, page.saved_at) == (url, True, AT)


def test_the_day_that_singlefile_notes() -> None:
    note = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed Apr 20 2022 07:00:00 GMT+0800 (CST)\n-->"
    (page,) = pages(f"<!DOCTYPE html>{note}{PAGE}")
    assert page.saved_at == datetime(2022, 4, 19, 23, tzinfo=UTC)


MHT = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Subject: =?utf-8?Q?=E5=8A=9E=E4=BA=8B?=
Date: Wed, 20 Apr 2022 09:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: base64
Content-Location: {URL}

{base64.b64encode(PAGE.encode("gb18030")).decode()}
------b
Content-Type: text/html; charset="utf-8"
Content-Location: http://www.example.gov.cn/frame.html

<html><body>框架</body></html>
------b
Content-Type: text/html
Content-Location: cid:frame-1@mhtml.blink

<html><body>无址</body></html>
------b--
"""


def test_an_mht_gives_its_page_and_its_frames() -> None:
    page, frame = pages(MHT, "甲.mht")
    assert (page.url, page.body.decode("gb18030")) == (URL, PAGE)
    assert page.saved_at == datetime(2022, 4, 20, 1, tzinfo=UTC)
    assert frame.url == "http://www.example.gov.cn/frame.html"


def test_an_answer_of_the_interface_and_records() -> None:
    (answer,) = pages('{"code": 200, "result": {"baseInfo": {"unid": "a"}}}', "a.json")
    assert (answer.url, answer.content_type) == ("", "application/json; charset=utf-8")
    record = {"kind": "guide", "item_name": "取水许可", "url": URL}
    for text in (json.dumps(record), json.dumps([record]), json.dumps(record) + "\n\n" + json.dumps(record)):
        assert {page.url for page in pages(text, "a.jsonl")} == {URL}


def zipped(**files: str | bytes) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return whole.getvalue()


def test_a_zip_gives_what_is_in_it() -> None:
    saved = f"<!-- saved from url=(0037){URL} -->{PAGE}"
    files: dict[str, str | bytes] = {"xxxx.html": saved, "甲_files/frame.html": PAGE, "../../etc/b.mht": MHT}
    # Windows writes the names in its own encoding and does not say so.
    whole = zipped(**files, **{"c.png": b"x"}).replace(b"xxxx.html", "甲页.html".encode("gb18030"))
    found = [page.file for page in pages(whole, "全部.zip")]
    assert found == ["全部.zip·甲页.html", *["全部.zip·../../etc/b.mht"] * 2]


NOTHING = [
    pytest.param(b"", "文件是空的", id="empty"),
    pytest.param(b" \r\n ", "文件是空的", id="white space"),
    pytest.param(b"\x89PNG\r\n\x1a\n", "不是能识别的网页存档", id="picture"),
    pytest.param(b"MZ\x90\x00" + bytes(5000), "不是能识别的网页存档", id="program"),
    pytest.param("会议纪要", "不是能识别的网页存档", id="text"),
    pytest.param('{"log": {"entries": [', "不是完整的 JSON 数据（第 1 行）", id="har cut off"),
    pytest.param('{"log": {"entries": []}}', "里面没有网页内容", id="har without content"),
    pytest.param('{"log": {"entries": [3, null, {"request": 1, "response": []}]}}', "里面没有网页内容", id="har of nonsense"),
    pytest.param('{"a": 1}', "既不是 HAR", id="other json"),
    pytest.param("[]", "既不是 HAR", id="empty list"),
    pytest.param("[" * 200_000, "不是完整的 JSON 数据", id="deep json"),
    pytest.param('{"item_name": "取水许可"}', "记录里没有网址", id="record without address"),
    pytest.param('{"item_name": [1], "kind": "guide"}', "“item_name”应为文字", id="wrong record"),
    pytest.param("From: a\r\nContent-Type: multipart/related\r\n\r\nx", "网页存档里没有网页", id="mht without page"),
    pytest.param(b"PK\x03\x04 nonsense", "文件已损坏", id="broken zip"),
    pytest.param(zipped(**{"[Content_Types].xml": "x"}), "这是办公文档", id="office document"),
    pytest.param(zipped(**{"a.png": b"x"}), "压缩包里没有网页存档", id="zip of pictures"),
    pytest.param(zipped(**{"a.zip": zipped(a="x")}), "压缩包里还有压缩包", id="zip in zip"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "why"), NOTHING)
def test_a_file_that_is_none_is_refused_in_one_line(body: bytes | str, why: str) -> None:
    assert why in refused(body)


def test_a_zip_that_grows_without_bounds_is_not_unpacked() -> None:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.html", b"<" * 60_000_000)
    assert "压缩比异常" in refused(whole.getvalue(), "甲.zip")


def test_one_bad_line_does_not_spoil_the_others() -> None:
    good = json.dumps({"item_name": "取水许可", "url": URL})
    first, bad, last = opened(f"{good}\n{{\n{good}".encode(), "a.jsonl", AT)
    assert isinstance(first, SavedPage) and isinstance(last, SavedPage)
    assert str(bad) == "a.jsonl：不是完整的 JSON 数据（第 2 行）"


@pytest.mark.parametrize("when", ["nonsense", "1601-01-01T00:00:00Z", "99999-01-01", "", "2022-13-01"])
def test_a_time_that_is_none_leaves_that_of_the_file(when: str) -> None:
    (page,) = pages(har({**entry(), "startedDateTime": when}))
    assert page.saved_at == AT


def test_names_and_texts_can_always_be_stored(tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff\x1b[31m.html")).write_text(PAGE, encoding="utf-8")
    (file,) = files_of([tmp_path])
    assert isinstance(file, SavedFile) and file.name.encode() and file.name.isprintable()
    (page,) = pages('{"item_name": "取水\\ud800许可", "url": "http://x.cn/"}', "a.json")
    assert isinstance(page.piece, Guide) and page.piece.item_name == "取水?许可"


def test_folders_and_files(tmp_path: Path) -> None:
    folder, outside = tmp_path / "网页", tmp_path / "outside.html"
    (folder / "乙_files").mkdir(parents=True)
    (folder / "乙.html").write_text(PAGE, encoding="utf-8")
    (folder / "乙_files" / "frame.html").write_text(PAGE, encoding="utf-8")
    (folder / "乙.png").write_bytes(b"x")
    outside.write_text(PAGE, encoding="utf-8")
    (folder / "丙.html").symlink_to(outside)
    (folder / "环").symlink_to(folder)
    os.mkfifo(folder / "管道.html")
    with (folder / "大.har").open("wb") as large:
        large.truncate(LARGEST + 1)
    found = list(files_of([folder, tmp_path / "没有.html", tmp_path / "空"]))
    assert [each.name for each in found if isinstance(each, SavedFile)] == ["网页/乙.html"]
    assert sorted(str(each).rsplit("/", 1)[1] for each in found if isinstance(each, Unusable)) == [
        "大.har：文件过大（100 MB，上限 100 MB），请分几次保存",
        "没有.html：文件不存在，请检查路径",
        "空：文件不存在，请检查路径",
        "管道.html：不是普通文件",
    ]
