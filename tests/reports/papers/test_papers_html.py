"""A paper's page: what stands in the Word file, in its styles, on pages of its direction; printed by Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm

from crawler.chromium import browser_available
from reports.papers.html import page_of
from reports.papers.layout import Cell, Description, Line, Piece, Table, Turned, built
from reports.papers.pdf import CannotPrint, Printer
from reports.papers.word import filled

ROWS = Table([Cell("序号", 20, "{{ one }}", "表内居中"), Cell("原文", 60, "{{ text }}")], loop="one in rows")


def docx(folder: Path, *pieces: Piece, landscape: bool = False, **facts: object) -> bytes:
    file = folder / "试.docx"
    file.write_bytes(built(Description("试", pieces, landscape)))
    return filled(file, facts)


def test_paragraphs_keep_their_styles_and_empty_lines(tmp_path: Path):
    page = page_of(docx(tmp_path, Line("标题", "公文标题"), Line("", "标题空行"), Line("正文")), "试<题>")
    body = page[page.index("<body>") :]
    assert re.search(r'<h1 class="s\d+">标题</h1><p class="s\d+"></p><p class="s\d+">正文</p>', body)
    assert "<title>试&lt;题&gt;</title>" in page and 'lang="zh-CN"' in page


def test_a_section_on_its_side_is_a_wide_page(tmp_path: Path):
    page = page_of(
        docx(tmp_path, Line("甲"), Turned(), Line("乙"), Turned(landscape=False), Line("丙")), "试"
    )
    told = re.findall(r'<section class="(\w+)">(?:(?!</section>).)*?<p[^>]*>(.)</p>', page, re.DOTALL)
    assert told == [("tall", "甲"), ("wide", "乙"), ("tall", "丙")]
    assert "section.wide { page: wide; }" in page and "A4 landscape" in page


def test_a_table_repeats_its_heading_and_keeps_its_widths(tmp_path: Path):
    page = page_of(docx(tmp_path, ROWS, Line(""), rows=(1, 2), text="<b>甲</b>&"), "试")
    assert '<col style="width:25.00%"><col style="width:75.00%">' in page
    assert re.search(r"<thead><tr><th><p[^>]*>序号</p></th>", page)
    assert page.count("&lt;b&gt;甲&lt;/b&gt;&amp;") == 2 and "table-header-group" in page


def test_what_looks_like_our_own_mark_stays_text(tmp_path: Path):
    page = page_of(docx(tmp_path, Line("{{ text }}"), ROWS, Line(""), rows=(1,), text="[piece]0"), "试")
    assert page.count("[piece]0") == 2 and "<thead>" in page


def test_a_table_with_more_than_text_is_read_by_mammoth(tmp_path: Path):
    made = Document(BytesIO(docx(tmp_path, ROWS, Line(""), rows=(1, 2), text="甲")))
    table = made.tables[0]
    table.cell(1, 0).merge(table.cell(1, 1))
    table.cell(2, 1).paragraphs[0].add_run("重").bold = True
    file = BytesIO()
    made.save(file)
    page = page_of(file.getvalue(), "试")
    assert 'colspan="2"' in page and "<strong>重</strong>" in page and '<col style="width:25.00%">' in page


def test_both_readers_of_tables_tell_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    given = docx(tmp_path, Line("前"), ROWS, Line("后"), rows=(1, 2, 3), text="甲\n乙 <i>")
    plain = page_of(given, "试")
    monkeypatch.setattr("reports.papers.html.table_as_html", lambda table, classes: None)
    assert page_of(given, "试") == plain


def test_a_style_that_the_office_adds_is_a_plain_paragraph(tmp_path: Path):
    made = Document(BytesIO(docx(tmp_path, Line("甲"))))
    made.styles.add_style("本局样式", 1)
    made.add_paragraph("乙", style="本局样式")
    file = BytesIO()
    made.save(file)
    assert "<p>乙</p>" in page_of(file.getvalue(), "试")


def test_a_picture_stands_inside_the_page(tmp_path: Path):
    made = Document(BytesIO(docx(tmp_path, Line("甲"))))
    made.add_picture(str(Path(__file__).parents[3] / "docs/images/overview.png"), width=Mm(50))
    file = BytesIO()
    made.save(file)
    assert '<img src="data:image/png;base64,' in page_of(file.getvalue(), "试")


@pytest.fixture(scope="module")
def printer() -> Iterator[Printer]:
    chromium = browser_available()
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with Printer(chromium) as opened:
        yield opened


def texts(pdf: bytes) -> list[tuple[tuple[int, int], str]]:
    document = pypdfium2.PdfDocument(pdf)
    found = [
        ((round(page.get_width()), round(page.get_height())), page.get_textpage().get_text_bounded())
        for page in document
    ]
    document.close()
    return found


@pytest.mark.browser
def test_the_print_has_page_numbers_wide_pages_and_repeated_headings(tmp_path: Path, printer: Printer):
    given = docx(tmp_path, Line("甲"), Turned(), ROWS, Line("末"), rows=tuple(range(80)), text="其他有关材料")
    pages = texts(printer.pdf(page_of(given, "试")))
    assert pages[0][0] == (595, 842) and {size for size, _ in pages[1:]} == {(842, 595)}
    assert len(pages) > 3
    for number, (_, text) in enumerate(pages, 1):
        assert f"—{number}—" in "".join(text.split()) and "替代字体" in text
    assert all("序号" in text for _, text in pages[1:-1])
    told = "".join("".join(text.split()) for _, text in pages)
    assert all(f"{number}其他有关材料" in told for number in range(80))


@pytest.mark.browser
def test_a_browser_that_was_closed_is_started_again(printer: Printer):
    assert printer.pdf("<p>一</p>").startswith(b"%PDF")
    assert printer.browser is not None
    printer.browser.close()
    assert printer.pdf("<p>二</p>").startswith(b"%PDF")


def test_a_browser_that_does_not_start_is_named(tmp_path: Path):
    file = tmp_path / "chromium"
    file.write_text("#!/bin/sh\nexit 1\n")
    file.chmod(0o755)
    with Printer(str(file)) as printer, pytest.raises(CannotPrint, match="不能启动"):
        printer.pdf("<p>一</p>")
