"""Old Word files and RTF are read like docx: tables, headings, no deleted or hidden text."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.evidence import Channel, Guide
from crawler.documents import UnreadableDocument, read_document
from crawler.documents.rtf import read as read_rtf
from crawler.reading.blocks import Line, Table
from crawler.reading.reading import Reading, Visit

OLD = Path(__file__).parent / "old"
"""guide.doc and guide.rtf were written by a word processor from one text with a table, a heading, a page header,
a deleted limit (20个工作日) whose deletion is tracked, and hidden words (内部掌握)."""


def reading_of(body: bytes, name: str) -> Reading:
    return read_document(body, name=name, visit=Visit(url=name, channel=Channel.WINDOW))


@pytest.fixture(params=["guide.doc", "guide.rtf"])
def guide(request: pytest.FixtureRequest) -> Guide:
    found = reading_of((OLD / request.param).read_bytes(), request.param).evidence
    assert len(found) == 1 and isinstance(found[0], Guide)
    return found[0]


def test_the_table_of_materials_is_a_table(guide: Guide) -> None:
    assert [(row.name, row.copies, row.note) for row in guide.materials] == [
        ("备案申请书", "1", "原件"),
        ("场所证明", "2", "租赁合同或者产权证"),
        ("法律法规规定的其他材料", "", ""),
    ]


def test_the_heading_is_the_title(guide: Guide) -> None:
    assert (guide.title, guide.item_name) == ("养老机构备案办事指南", "养老机构备案")


def test_deleted_and_hidden_words_are_not_read(guide: Guide) -> None:
    assert guide.promised is not None
    assert guide.promised.text == "2个工作日"


def test_the_page_header_is_no_part_of_the_text(guide: Guide) -> None:
    assert "页眉" not in repr(guide)


def test_a_wps_file_and_a_wrong_name_make_no_difference() -> None:
    body = (OLD / "guide.doc").read_bytes()
    named = [reading_of(body, name).evidence[0] for name in ("guide.doc", "guide.wps", "guide.pdf")]
    assert len({piece.item_name for piece in named if isinstance(piece, Guide)}) == 1


def test_a_file_with_a_password_says_so() -> None:
    body = bytearray((OLD / "guide.doc").read_bytes())
    begin = body.index(struct.pack("<H", 0xA5EC))
    body[begin + 0x0B] |= 0x01
    with pytest.raises(UnreadableDocument, match="密码"):
        reading_of(bytes(body), "guide.doc")


def test_word_95_asks_for_another_format() -> None:
    body = bytearray((OLD / "guide.doc").read_bytes())
    begin = body.index(struct.pack("<H", 0xA5EC))
    body[begin + 2 : begin + 4] = struct.pack("<H", 0x0068)
    with pytest.raises(UnreadableDocument, match="另存为 docx"):
        reading_of(bytes(body), "guide.doc")


@pytest.mark.parametrize("name", ["guide.doc", "guide.rtf"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_files_give_a_reason_or_a_reading(name: str, data: st.DataObject) -> None:
    body = bytearray((OLD / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(8, len(body)))
    try:
        reading_of(bytes(body[:cut]), name)
    except UnreadableDocument as error:
        assert error.reason


GBK = "材料".encode("gbk").hex()
HEX = "".join(f"\\'{GBK[at : at + 2]}" for at in range(0, len(GBK), 2))


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param(rf"{{\rtf1\ansi\ansicpg936 {HEX}\par}}", ["材料"], id="a Chinese code page"),
        pytest.param(r"{\rtf1\ansi\u26448?\u26009?\par}", ["材料"], id="Unicode"),
        pytest.param(r"{\rtf1 a{\deleted b}c{\v d}\par e}", ["ac", "e"], id="deleted and hidden"),
        pytest.param(r"{\rtf1 a{\pict\pngblip " + "0a" * 400 + r"}\par b}", ["a", "b"], id="a picture"),
        pytest.param(r"{\rtf1 a\par", ["a"], id="a group that is not closed"),
    ],
)
def test_text_of_rtf(source: str, lines: list[str]) -> None:
    assert [block.text for block in read_rtf(source.encode()) if isinstance(block, Line)] == lines


def test_rows_and_cells_of_rtf() -> None:
    row = r"\trowd\cellx100\cellx200 {0}\cell {1}\line {2}\cell\row "
    source = (
        r"{\rtf1 before\par " + row.format("a", "b", "c") + row.format("d", "e", "f") + r"\pard after\par}"
    )
    before, table, after = read_rtf(source.encode())
    assert isinstance(table, Table)
    assert [[cell.text for cell in cells] for cells in table.rows] == [["a", "b\nc"], ["d", "e\nf"]]
    assert isinstance(before, Line) and isinstance(after, Line)
    assert (before.text, after.text) == ("before", "after")
