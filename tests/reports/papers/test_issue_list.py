"""The issue list (评估问题清单): every column of the form, what was issued and nothing else, texts as texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from reports.papers.issue_columns import COLUMNS, HEADER_ROW, SHEET, TOLD
from reports.papers.issue_list import COUNTY_PAPER, UNIT_PAPER, IssueList, county_list, unit_list
from reports.papers.issue_sheet import workbook
from reports.papers.paper import Material
from reports.papers.word import PACKAGED, filled
from storage.models import IssueList as Stored
from tests.reports.papers.conftest import HOSTILE, MINE, OTHER, TOWN

Asking = Callable[..., Material]
SHOWN = {
    **HOSTILE,
    "plus": "",
    "control": "甲 乙 丙",
    "long": HOSTILE["long"][:900],
}
"""The hostile texts as they arrive; the line of `plus` was corrected away."""


def listed(given: Material) -> IssueList:
    found = unit_list(given) if given.unit else county_list(given)
    assert found is not None
    return found


def rows_in(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(SHEET).to_python()


def test_a_unit_gets_its_own_lines_that_still_hold(issued: Asking):
    made = listed(issued(MINE))
    assert {row.unit for row in made.lines} == {MINE}
    assert len(made.lines) == len(HOSTILE) - 1 == made.total.value
    assert "事项plus（411325-001）" not in {row.item for row in made.lines}
    assert listed(issued(OTHER)).total.value == 3
    assert unit_list(issued(TOWN)) is None


def test_lines_keep_their_numbers_and_say_where_they_stem_from(issued: Asking):
    made = listed(issued(MINE))
    newest = issued(MINE).session.query(Stored).order_by(Stored.id.desc()).first()
    assert newest is not None
    assert [(one.version, one.head, one.reason) for one in made.versions] == [(2, newest.head, "重复")]
    assert made.lines[0].number == "2025-第一轮-县民政局-附件1-12-001"


def test_a_line_has_every_column(issued: Asking):
    row = next(row for row in listed(issued(MINE)).lines if row.item.startswith("事项emoji"))
    assert (row.indicator, row.criterion, row.channel) == (
        "附件1-12",
        "不允许出现兜底性条款",
        "县政府门户网站",
    )
    assert (row.quote, row.address, row.seen) == ("材料👪🈚", "http://site/a", "2025-06-02 02:10")
    assert (row.lead, row.mode, row.due) == (OTHER, "公开网页", "2025-07-29")
    assert row.severity.endswith("／较重") and row.advice == "请删除" and "附件1第12条" in row.basis


def test_a_line_names_its_screenshot(issued: Asking):
    named = {row.item: row.picture for row in listed(issued(MINE)).lines if row.picture}
    assert list(named) == ["事项formula（411325-001）"] and re.fullmatch(r"T\d{6}", *named.values())


def test_what_is_not_scored_and_who_leads_is_told(issued: Asking):
    remarks = {row.indicator: row.remark for row in listed(issued(OTHER)).lines}
    assert remarks == {"附件1-12": "", "附加": "附加检查，不计分"}


def test_before_anything_is_issued_the_list_is_a_draft_of_suspicions(suspected: Asking):
    made = listed(suspected(MINE))
    assert made.is_draft and not made.versions
    assert {row.remark for row in made.lines} == {"疑似，待复核"} and made.lines[0].number.startswith("F0")
    head = rows_in(workbook(made))
    assert "草稿" in str(head[0][0]) and "疑似" in str(head[0][0])


def test_the_workbook_reads_back_as_texts_under_their_headings(issued: Asking):
    rows = rows_in(workbook(listed(issued(MINE))))
    assert rows[HEADER_ROW] == [column.title for column in COLUMNS]
    body = rows[HEADER_ROW + 1 :]
    assert all(isinstance(cell, str) for row in body for cell in row)
    quote = [column.title for column in COLUMNS].index("问题原文摘录")
    told = {str(row[5]).removeprefix("事项").split("（")[0]: str(row[quote]) for row in body}
    assert {name: told[name][:900] for name in told} == {name: SHOWN[name] for name in told}
    assert all(cell == "" for row in body for cell in row[len(TOLD) :])


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(issued: Asking):
    with ZipFile(BytesIO(workbook(listed(issued(MINE))))) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "<hyperlink" not in sheet
    for said in (
        "属实,部分属实,不属实",
        "<pane ",
        "<autoFilter ",
        'orientation="landscape"',
        'paperSize="9"',
    ):
        assert said in sheet
    assert "fitToPage" not in sheet and "<colBreaks" in sheet


def test_the_check_value_is_printed_on_list_and_workbook(issued: Asking):
    made = listed(issued(MINE))
    assert made.versions[0].head in str(rows_in(workbook(made))[1][0])
    document = Document(BytesIO(filled(PACKAGED / UNIT_PAPER.template, made)))
    assert any(made.versions[0].head in paragraph.text for paragraph in document.paragraphs)


def test_the_word_file_holds_every_line_twice_once_to_be_filled_in(issued: Asking):
    made = listed(issued(MINE))
    found, answered = Document(BytesIO(filled(PACKAGED / UNIT_PAPER.template, made))).tables
    assert len(found.rows) == len(answered.rows) == len(made.lines) + 1
    assert [cell.text for cell in answered.rows[0].cells][1:] == [
        column.title for column in COLUMNS if column.is_filled_in
    ]
    words = "\n".join(cell.text for row in found.rows for cell in row.cells)
    for name in ("formula", "markup", "tags", "emoji", "at"):
        assert HOSTILE[name] in words
    assert "（共 40000 字，此处从略）" in words


def test_the_countys_list_holds_all_lines_in_the_workbook_and_numbers_on_paper(issued: Asking):
    made = listed(issued())
    rows = rows_in(workbook(made))[HEADER_ROW + 1 :]
    assert [row[0] for row in rows] == [str(number) for number in range(1, made.total.value + 1)]
    assert {row[2] for row in rows} == {MINE, OTHER}
    table = Document(BytesIO(filled(PACKAGED / COUNTY_PAPER.template, made))).tables[0]
    assert [row.cells[1].text for row in table.rows] == [
        "问题（条）",
        str(len(HOSTILE) - 1),
        "3",
        str(made.total),
    ]


@pytest.mark.parametrize("unit", [MINE, None])
def test_the_same_facts_give_the_same_workbook(issued: Asking, unit: str | None):
    assert workbook(listed(issued(unit))) == workbook(listed(issued(unit)))
