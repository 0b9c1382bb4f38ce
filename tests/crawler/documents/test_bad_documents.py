"""Files that are broken, locked, too large or malicious end in one clear sentence, in bounded time."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.evidence import Channel
from crawler.documents import UnreadableDocument, read_document
from crawler.reading.reading import Visit
from tests.crawler.documents.making import bomb, docx_of, docx_table, expanding_docx, pdf_of, xlsx_of

VISIT = Visit("file:///a", Channel.WINDOW)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def container_of(stream: str) -> bytes:
    """An old Office container whose only text stream has another name, so that its content is not what it says."""
    body = bytearray((Path(__file__).parent / "old" / "guide.doc").read_bytes())
    begin = body.index("WordDocument".encode("utf-16-le"))
    body[begin : begin + 64] = stream.encode("utf-16-le").ljust(64, b"\0")
    body[begin + 64 : begin + 66] = (2 * len(stream) + 2).to_bytes(2, "little")
    return bytes(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", "文件是空的", id="empty"),
        pytest.param(b"  \r\n ", "文件是空的", id="blank"),
        pytest.param(docx_of("甲")[:-300], "文件已损坏或格式无法识别", id="docx cut off"),
        pytest.param(b"%PDF-1.7\n" + b"x" * 300, "文件已损坏，无法打开", id="pdf without content"),
        pytest.param(pdf_of("甲")[:400], "文件已损坏，无法打开", id="pdf cut off"),
        pytest.param(container_of("EncryptedPackage"), "文件有密码，无法打开", id="encrypted"),
        pytest.param(container_of("Workbook"), "文件已损坏，无法打开", id="xls without content"),
        pytest.param(bytes(range(256)) * 20, "文件已损坏或格式无法识别", id="noise"),
        pytest.param(bomb(), "文件解压后过大，没有读取", id="zip bomb"),
    ],
)
def test_a_bad_file_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(body, name="指南.docx", visit=VISIT)
    assert str(caught.value) == f"指南.docx：{reason}"


def test_a_file_over_the_limit_is_not_opened() -> None:
    with pytest.raises(UnreadableDocument, match="超过 1 MB 的上限"):
        read_document(b"a" * 1048577, name="a.txt", visit=VISIT, max_bytes=1048576)


def test_a_text_without_end_is_not_read() -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match="内容过长"):
        read_document("一、申请材料：身份证。\n\n".encode() * 120_000, name="a.txt", visit=VISIT)
    assert time.monotonic() - began < 20


def test_a_page_that_is_too_deep_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(body: bytes, visit: Visit) -> None:
        raise RecursionError

    monkeypatch.setattr("crawler.documents.document.read_page", endless)
    with pytest.raises(UnreadableDocument, match="结构异常"):
        read_document(b"<html><body><p>a</p></body></html>", name="a.html", visit=VISIT)


def test_entities_are_not_expanded() -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match="损坏"):
        read_document(expanding_docx(), name="a.docx", visit=VISIT)
    assert time.monotonic() - began < 5


def test_a_sheet_that_claims_to_be_endless() -> None:
    source, out = zipfile.ZipFile(BytesIO(xlsx_of({"a": [["甲"]]}))), BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, text.replace('r="A1"', 'r="XFD1048576"') if "sheet1.xml" in name else text)
    began = time.monotonic()
    try:
        read_document(out.getvalue(), name="a.xlsx", visit=VISIT)
    except UnreadableDocument as error:
        assert "过大" in error.reason or "损坏" in error.reason
    assert time.monotonic() - began < 5


SEEDS = [
    docx_of("申请材料：1.身份证；2.其他材料"),
    docx_table([["申请材料", "身份证"]]),
    pdf_of("申请材料：身份证"),
    xlsx_of({"a": [["事项名称", "甲"]]}),
]


@settings(max_examples=150, deadline=5000, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=20)), max_size=6))
def test_damaged_files_never_crash(seed: bytes, damages: list[tuple[float, bytes]]) -> None:
    body = bytearray(seed)
    for place, piece in damages:
        at = int(place * len(body))
        body[at : at + len(piece) + 1] = piece
    try:
        read_document(bytes(body), name="a.docx", visit=VISIT)
    except UnreadableDocument:
        pass


@settings(max_examples=300, deadline=2000, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=400),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.4\n", OLE, b"<html>", b"MIME-Version: 1.0\nmultipart/related"]
    ),
)
def test_arbitrary_bytes_never_crash(body: bytes, magic: bytes) -> None:
    try:
        read_document(magic + body, name="a", visit=VISIT)
    except UnreadableDocument as error:
        assert error.reason
