"""An empty self-check form of one unit as a workbook."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from audit.self_check.layout import (
    DAY_ROW,
    HEAD_ROW,
    LABELS,
    NOTE,
    NOTE_ROW,
    PRINTED,
    SHEET,
    TITLE,
    UNIT_ROW,
    Head,
    Line,
    columns,
    lines,
)
from checks.answers import OnSite
from checks.asking import topic_of
from checks.evidence import Unit
from checks.questions import YesNo
from checks.rule import Rule, criterion_key
from reports.rulebook import demand
from rules.criteria import CRITERIA

HAND_IN = "方案四（四）材料报送"
YES_NO = ("是", "否")
WIDTHS = {
    Head.KEY: 18, Head.CRITERION: 16, Head.RULE: 22, Head.ASKS: 34, Head.HOW: 34, Head.PROOF: 30,
    Head.VALUE: 30, Head.URLS: 30, Head.REASON: 24, Head.SCREENSHOTS: 20, Head.COPIES: 20, Head.PHOTOS: 20,
}  # fmt: skip
CHOSEN = {
    Head.PUBLISHED: YES_NO,
    Head.PAPER: YES_NO,
    Head.ELECTRONIC: YES_NO,
    Head.VERDICT: tuple(one.value for one in OnSite),
}
"""Columns in which one of a few words is picked."""


def empty_form(unit: Unit, rules: tuple[Rule, ...], *, on_site: bool) -> bytes:
    """The workbook: one row a question, with its criterion, threshold and the proof that is asked for."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(SHEET)
        grey = book.add_format({"bg_color": "#EEEEEE", "text_wrap": True, "valign": "top", "border": 1})
        bold = book.add_format({"bold": True, "bg_color": "#EEEEEE", "text_wrap": True, "border": 1})
        # Cells to be filled in are text, so that 2022-04-11 and 150 stay as they were typed.
        blank = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        heads = columns(on_site=on_site)
        sheet.write_string(0, 0, TITLE, book.add_format({"bold": True, "font_size": 16}))
        for row, label in LABELS.items():
            sheet.write_string(row, 0, label, bold)
            sheet.write_string(row, 1, unit.name if row == UNIT_ROW else "", blank)
        sheet.merge_range(NOTE_ROW, 0, NOTE_ROW, len(heads) - 1, NOTE, grey)
        sheet.set_row(NOTE_ROW, 36)
        for column, head in enumerate(heads):
            sheet.write_string(HEAD_ROW, column, head.value, bold)
            sheet.set_column(column, column, WIDTHS.get(head, 11))
        row = HEAD_ROW
        for row, line in enumerate(lines(unit, rules), HEAD_ROW + 1):
            for column, head in enumerate(heads):
                text = printed(line, head)
                sheet.write_string(row, column, text, grey if closed(line, head) else blank)
            if isinstance(line.question.takes, YesNo):
                pick(sheet, row, row, heads.index(Head.VALUE), YES_NO)
        for head, words in CHOSEN.items():
            if head in heads and row > HEAD_ROW:
                pick(sheet, HEAD_ROW + 1, row, heads.index(head), words)
        sheet.freeze_panes(HEAD_ROW + 1, len(PRINTED[:1]))
        sheet.data_validation(DAY_ROW, 1, DAY_ROW, 1, {"validate": "any", "input_message": "如 2022-03-09"})
    return file.getvalue()


def printed(line: Line, head: Head) -> str:
    """What the form itself says in a cell."""
    if head is Head.CRITERION:
        scored = criterion_key(line.rule.criterion)
        return f"{line.rule.criterion} {CRITERIA[line.rule.criterion].title}" if scored else HAND_IN
    if head is Head.HOW:
        return line.question.takes.shown(line.bar)
    texts = {
        Head.KEY: line.key,
        Head.RULE: f"{topic_of(line.rule)}：{demand(line.rule)}",
        Head.ASKS: line.question.asks,
        Head.PROOF: line.proof,
    }
    return texts.get(head, "")


def closed(line: Line, head: Head) -> bool:
    """Is nothing to be filled in here? What holds for a rule as a whole stands on its first row."""
    return head in PRINTED or (head is not Head.VALUE and not line.first)


def pick(
    sheet: xlsxwriter.worksheet.Worksheet, top: int, bottom: int, column: int, words: tuple[str, ...]
) -> None:
    """Offer a list of words; what is typed beside it is read, and named, by the import."""
    sheet.data_validation(
        top, column, bottom, column, {"validate": "list", "source": list(words), "error_type": "warning"}
    )
