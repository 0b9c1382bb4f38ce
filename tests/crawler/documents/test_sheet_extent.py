"""Sheets that claim cells far apart are refused before memory is taken for what lies between."""

from __future__ import annotations

import struct
import time
import zipfile
from io import BytesIO

import pytest

from checks.evidence import Channel
from crawler.documents import UnreadableDocument, extent, read_document
from crawler.documents.errors import Unreadable
from crawler.reading.reading import Visit
from tests.crawler.documents.making import xlsx_of

VISIT = Visit("file:///a.xlsx", Channel.WINDOW)
ROWS = [["事项名称", "申请材料"], ["甲证办理", "身份证"]]


def with_sheet(old: str, new: str, part: str = "sheet1.xml") -> bytes:
    source, out = zipfile.ZipFile(BytesIO(xlsx_of({"a": ROWS}))), BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name).decode()
            archive.writestr(name, text.replace(old, new) if part in name else text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('r="B2"', 'r="XFD1048576"', "过大"),
        ('r="B2"', 'r="B1048577"', "损坏"),
        ('r="A1"', 'r="A2147483648"', "损坏"),
        ('r="B1"', 'r="B99999999999999999999999"', "损坏"),
        ('r="A1"', 'r="ZZZZZZ1"', "损坏"),
        ('r="A1"', 'r="A9"', "损坏"),
        ('<row r="2"', '<row r="4294967295"', ""),
    ],
)
def test_cells_far_apart_are_refused(old: str, new: str, why: str) -> None:
    began = time.monotonic()
    if why:
        with pytest.raises(UnreadableDocument, match=why):
            read_document(with_sheet(old, new), name="a.xlsx", visit=VISIT)
    else:
        read_document(with_sheet(old, new), name="a.xlsx", visit=VISIT)
    assert time.monotonic() - began < 5


def test_a_promise_of_endless_strings_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="损坏"):
        read_document(
            with_sheet('uniqueCount="4"', 'uniqueCount="2147483648"', "sharedStrings"), name="a", visit=VISIT
        )


def test_empty_cells_far_away_do_no_harm() -> None:
    body = with_sheet("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    assert not read_document(body, name="a.xlsx", visit=VISIT).problem


def record(kind: int, *values: int) -> bytes:
    return struct.pack(f"<HH{len(values)}H", kind, 2 * len(values), *values)


def test_records_of_the_old_format_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def of(*cells: bytes) -> None:
        book = record(0x0809, 6, 5) + b"".join(cells) + record(0x0809, 6, 5)

        class Ole:
            def __init__(self, _: object) -> None: ...
            def __enter__(self) -> Ole:
                return self

            def __exit__(self, *_: object) -> None: ...
            def exists(self, name: str) -> bool:
                return name == "Book"

            def openstream(self, _: str) -> BytesIO:
                return BytesIO(book)

        monkeypatch.setattr(extent.olefile, "OleFileIO", Ole)
        extent.check(b"\xd0\xcf")

    of(record(0x0203, 0, 0, 0), record(0x0203, 9, 9, 0))
    with pytest.raises(Unreadable, match="损坏"):
        of(record(0x0203, 5, 0, 0), record(0x0203, 1, 0, 0))
    with pytest.raises(Unreadable, match="过大"):
        of(record(0x0203, 0, 0, 0), record(0x00BD, 65534, 1, 0, 0, 0, 16000))


def test_cells_of_xlsb_are_measured() -> None:
    def row(number: int) -> bytes:
        return b"\x00\x04" + struct.pack("<I", number)

    def cell(column: int) -> bytes:
        return b"\x05\x0c" + struct.pack("<III", column, 0, 0)

    extent.measure(extent.in_binary(row(0) + cell(0) + row(1) + cell(3) + b"\x91\x01\x00"))
    assert list(extent.in_binary(b"\x91\x01\x00" + row(2) + cell(3))) == [(3, 4)]
    with pytest.raises(Unreadable, match="过大"):
        extent.measure(extent.in_binary(row(0) + cell(0) + row(1_000_000) + cell(9000)))
