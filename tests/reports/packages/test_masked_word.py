"""A Word document goes out with its numbers masked, or not at all."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from PIL import Image

from reports.packages.word import masked_word

NUMBER, LEFT = "41132519000101000X", "411325**********0X"


def document(*, split: bool = False, picture: bool = False) -> bytes:
    made = docx.Document()
    made.add_heading("老年人优待证办理")
    paragraph = made.add_paragraph("填写示例：张某，")
    for piece in (NUMBER[:7], NUMBER[7:12], NUMBER[12:]) if split else (NUMBER,):
        paragraph.add_run(piece).bold = True
    row = made.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "咨询电话", "0377-65330000"
    if picture:
        image = BytesIO()
        Image.new("RGB", (2, 2)).save(image, "PNG")
        made.add_picture(image)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def bare(body: bytes) -> bytes:
    """Without the thumbnail that python-docx puts into every document."""
    out = BytesIO()
    with ZipFile(BytesIO(body)) as given, ZipFile(out, "w") as made:
        for name in given.namelist():
            if name.endswith((".xml", ".rels")) or "/media/" in name:
                made.writestr(name, re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", given.read(name)))
    return out.getvalue()


@pytest.mark.parametrize("split", [False, True], ids=["in one piece", "in pieces of different looks"])
def test_only_the_number_changes(split: bool) -> None:
    found = masked_word(bare(document(split=split)), {NUMBER})
    assert found is not None and found.count == 10
    read = docx.Document(BytesIO(found.body))
    assert [one.text for one in read.paragraphs] == ["老年人优待证办理", f"填写示例：张某，{LEFT}"]
    assert [cell.text for cell in read.tables[0].rows[0].cells] == ["咨询电话", "0377-65330000"]
    again = masked_word(bare(document(split=split)), {NUMBER})
    assert again is not None and again.body == found.body


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        pytest.param(bare(document(picture=True)), {NUMBER}, id="a picture may hold it too"),
        pytest.param(bare(document()), {NUMBER, "037765330000"}, id="a number that still stands in it"),
        pytest.param(b"PK\x03\x04 broken", {NUMBER}, id="no whole zip"),
        pytest.param(b"%PDF-1.4", {NUMBER}, id="no Word document"),
    ],
)
def test_what_is_not_sure_is_given_up(body: bytes, numbers: set[str]) -> None:
    assert masked_word(body, numbers) is None
