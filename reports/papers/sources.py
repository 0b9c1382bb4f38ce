"""数字来源: of every number on the papers of a folder, which findings it counts, for people and for programs.

The lines of 数字来源.jsonl are for programs; the workbook of the same name says the same in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reports.papers.figures import Figure
from reports.papers.table_sheet import LONGEST_CELL, Column, Sheet, workbook

NAME = "数字来源"
WORDS = {
    "total": "合计", "sums": "合计", "units": "各单位", "departments": "县直单位",
    "townships": "乡镇（街道）",
    "criteria": "各指标", "severities": "按严重程度", "results": "按整改结果", "apart": "不计入整改率的",
    "leftovers": "有遗留问题的单位", "kinds": "其中", "compared": "两轮对比", "outcomes": "第一轮",
    "common": "共性问题", "data": "数据与口径说明", "rulings": "申辩处理", "rate": "整改率",
    "false_rate": "误报率", "versions": "清单各版",
}  # fmt: skip
"""What the parts of a paper are called."""
ENDS = {
    "total": "合计", "count": "数量", "severe": "严重", "heavy": "较重", "common": "一般", "hint": "提示",
    "units": "涉及单位", "issued": "下发", "fixed": "整改到位", "partly": "部分整改", "not_fixed": "未整改",
    "relapsed": "反弹", "page_gone": "页面下线待核", "unverified": "无法核验", "apart": "不计入",
    "left": "遗留", "disputed": "单位认为不属实", "part": "分子", "whole": "分母", "new": "第二轮新发现",
    "failing": "有问题的单位", "suspected": "全部疑似", "confirmed": "人工确认", "dismissed": "驳回",
    "undecided": "待复核", "escalated_count": "上级统一要素", "disputed_count": "申辩",
}  # fmt: skip
"""What the numbers themselves are called."""
COLUMNS = (
    Column("paper", "文书", 18), Column("place", "位置", 46), Column("value", "数值", 8),
    Column("measure", "计量", 10), Column("findings", "所统计的问题（记录编号）", 90),
)  # fmt: skip
HIGHEST = 80.0
"""Points: a number of the county counts thousands, which nobody prints."""
TO_A_CELL = LONGEST_CELL // len("F000000、") - 1
"""So many findings fit into one cell; the rest follow in the rows below."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the workbook."""

    paper: str
    place: str
    value: str
    measure: str
    findings: str


def line(kind: str, unit: str, figure: Figure) -> str:
    """One number with what it counts, as a JSON line."""
    told = {"paper": kind, "unit": unit, "figure": figure.path, "place": place(figure)}
    counted = {"value": figure.counted.value, "of": figure.counted.of.value}
    return json.dumps({**told, **counted, "findings": figure.counted.findings}, ensure_ascii=False) + "\n"


def place(figure: Figure) -> str:
    """Where a number stands, in words: "各单位 → 民政局 → 下发"."""
    *above, end = zip(figure.path.split("."), figure.under, strict=True)
    named = [under if part.isdigit() else WORDS.get(part, part) for part, under in above]
    return " → ".join([*named, ENDS.get(end[0], end[0])])


def merged(old: str, new: Iterable[str], papers: Iterable[str]) -> list[str]:
    """The new lines, and of the old ones those of papers that were not written anew."""
    written = set(papers)
    kept = [one for one in old.splitlines(keepends=True) if one.strip() and paper_of(one) not in written]
    return [*kept, *new]


def paper_of(text: str) -> str:
    """The paper that a line is about; "" for what is no line of ours."""
    try:
        return str(json.loads(text)["paper"])
    except (ValueError, KeyError, TypeError):
        return ""


def in_words(lines: Iterable[str], unit: str, made_on: date) -> bytes:
    """The lines as a workbook."""
    title = f"数字来源（{unit}）：各文书中的数字所统计的问题"
    return workbook([Sheet(NAME, title, COLUMNS, rows(lines), highest=HIGHEST)], made_on)


def rows(lines: Iterable[str]) -> Iterator[Source]:
    for text in lines:
        told = json.loads(text)
        known = told["findings"]
        head = told["paper"], told["place"], str(told["value"]), told["of"]
        yield Source(*head, "、".join(known[:TO_A_CELL]))
        for start in range(TO_A_CELL, len(known), TO_A_CELL):
            yield Source(head[0], f"{head[1]}（续）", "", "", "、".join(known[start : start + TO_A_CELL]))
