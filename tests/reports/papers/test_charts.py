"""Charts and pictures in Word files: the office's own programs can open them, the page shows the same."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from PIL import Image
from python_calamine import CalamineWorkbook

from reports.papers.charts import Bars, bars_from, chart_part, picture_of, workbook_of
from reports.papers.drawings import Photo
from reports.papers.html import page_of
from reports.papers.word import filled

BARS = Bars("图", ("民政局", "=cmd|x", "<b>&"), (("下发", (3, 2, 0)), ("整改到位", (1, 2, 0))))


def test_a_chart_gives_back_the_bars_that_it_shows() -> None:
    assert bars_from(chart_part(workbook_of(BARS)), "图") == BARS


def test_the_workbook_behind_a_chart_holds_texts_and_numbers() -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(workbook_of(BARS))).get_sheet_by_index(0).to_python()
    assert rows[0][1:3] == ["下发", "整改到位"]
    assert [row[0] for row in rows[1:]] == list(BARS.names) and rows[1][1:3] == [3.0, 1.0]


def test_labels_show_the_number_and_nothing_else() -> None:
    part = chart_part(workbook_of(BARS)).decode()
    assert part.count('<c:showVal val="1"/>') == 2
    for other in ("LegendKey", "CatName", "SerName", "Percent", "BubbleSize"):
        assert part.count(f'<c:show{other} val="0"/>') == 2


def test_another_sort_of_chart_is_no_bars() -> None:
    with pytest.raises(ValueError, match="no bars"):
        bars_from(b"<chart/>", "")


def test_the_same_bars_are_the_same_picture() -> None:
    assert picture_of(BARS) == picture_of(BARS) and picture_of(BARS).startswith('<img alt="')


def template(folder: Path) -> Path:
    document = Document()
    document.add_paragraph("{{ chart }}")
    document.add_table(1, 1).rows[0].cells[0].paragraphs[0].add_run("{{ photo }}")
    document.add_paragraph("{{ empty }}完")
    document.save(str(folder / "模板.docx"))
    return folder / "模板.docx"


def png(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return file.getvalue()


def test_drawings_stand_where_their_fields_stood(tmp_path: Path) -> None:
    photo = Photo(png(400, 4000), 92, 108, "整改前")
    docx = filled(template(tmp_path), {"chart": BARS, "photo": photo, "empty": Photo(b"", 92)})
    with ZipFile(BytesIO(docx)) as opened:
        names = opened.namelist()
        document = etree.fromstring(opened.read("word/document.xml"))
    assert sum("media/" in name for name in names) == 1 and sum("charts/chart" in name for name in names) == 1
    assert sum(name.startswith("word/embeddings/") for name in names) == 1
    heights = [int(one.get("cy")) / 36_000 for one in document.iter("{*}extent")]
    assert max(heights) <= 108
    assert Document(BytesIO(docx)).paragraphs[-1].text == "完"
    page = page_of(docx, "页")
    assert "image/svg+xml" in page and "image/png" in page
