"""How the workbook of a self-check form is laid out; written and read by the same table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.asking import asked_of, questions_of
from checks.evidence import Unit
from checks.questions import Bar, Question
from checks.rule import Rule

SHEET = "自查表"
TITLE = "政务服务自查表"
UNIT_ROW, DAY_ROW, ROLE_ROW, NOTE_ROW, HEAD_ROW = 1, 2, 3, 4, 5
"""Rows counted from 0; the questions follow the headings."""

LABELS = {UNIT_ROW: "单位", DAY_ROW: "填报日期", ROLE_ROW: "填报人职务"}
NOTE = (
    "只填白色的格；职务一格只写职务，不写姓名、电话。同一编号有几个问题的，公开情况和佐证在第一行填写。"
    "截图、复印件、照片只写文件名，文件与本表放在同一文件夹；几个文件用分号隔开；要求逐个附的，写成“等候区：1.jpg”。"
)


class Head(StrEnum):
    """The columns; the value is the printed heading."""

    KEY = "编号"
    CRITERION = "指标"
    RULE = "核查内容"
    ASKS = "问题"
    HOW = "怎样填"
    PROOF = "须附佐证"
    VALUE = "填写内容"
    PUBLISHED = "是否已公开"
    URLS = "网址"
    SCREENSHOTS = "截图文件"
    REASON = "未公开理由"
    COPIES = "复印件文件"
    PHOTOS = "照片文件"
    PAPER = "纸质件已交"
    ELECTRONIC = "电子件已交"
    VERDICT = "现场核验结论"
    REMARK = "核验说明"
    RULED_ON = "核验日期"


PRINTED = (Head.KEY, Head.CRITERION, Head.RULE, Head.ASKS, Head.HOW, Head.PROOF)
"""What the form says; the other columns are filled in."""
ON_SITE = (Head.VERDICT, Head.REMARK, Head.RULED_ON)
"""Only on the form that an assessor takes along."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question of one rule as a row; `first` tells the first row of a rule."""

    rule: Rule
    question: Question
    bar: Bar
    first: bool

    @property
    def key(self) -> str:
        """What ties a filled row to its question."""
        return f"{self.rule.id}/{self.question.key}"

    @property
    def proof(self) -> str:
        """The proof that the rule demands, on its first row."""
        check = questions_of(self.rule)
        if check is None or not self.first:
            return ""
        return "；".join(demand.shown(self.bar.required) for demand in check.evidence)


def columns(*, on_site: bool) -> tuple[Head, ...]:
    """The columns of a form, in order."""
    return tuple(head for head in Head if on_site or head not in ON_SITE)


def lines(unit: Unit, rules: tuple[Rule, ...]) -> Iterator[Line]:
    """Every question that a unit is asked, in the order of the criteria."""
    for rule in asked_of(unit, rules):
        check = questions_of(rule)
        if check is not None:
            for number, question in enumerate(check.questions):
                yield Line(rule, question, check.bar, number == 0)


def cell_name(row: int, column: int) -> str:
    """A cell as the spreadsheet names it; row and column count from 0, columns up to Z."""
    return f"{chr(ord('A') + column)}{row + 1}"
