"""数字来源: every number is named in words, and what was not written anew keeps its lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

from python_calamine import CalamineWorkbook

from reports.papers import sources
from reports.papers.figures import Counted, Figure, figures
from reports.papers.listed import PAPERS
from reports.papers.paper import Material
from tests.reports.papers.conftest import MINE


def test_every_number_of_every_paper_has_a_name_in_words(issued: Callable[..., Material]) -> None:
    seen = set()
    for paper in PAPERS:
        found = paper.facts(issued(None if paper.is_for_county else MINE))
        for one in figures(found):
            seen.add(paper.kind)
            words = sources.place(one)
            fields = [part for part in one.path.split(".") if not part.isdigit()]
            assert words and not set(fields) & set(words.split(" → ")), (paper.kind, one.path, words)
    assert len(seen) > 5


def test_a_row_is_called_by_its_name() -> None:
    one = Figure("departments.3.rate.part", ("departments", "民政局", "rate", "part"), Counted(0))
    assert sources.place(one) == "县直单位 → 民政局 → 整改率 → 分子"


def test_papers_that_were_not_written_anew_keep_their_lines() -> None:
    def line(kind: str, value: int) -> str:
        return sources.line(kind, MINE, Figure("total", ("total",), Counted(value)))

    old = line("交办单", 1) + line("整改通知", 1) + "什么也不是\n"
    kept = sources.merged(old, [line("交办单", 2)], ["交办单"])
    told = [json.loads(one) for one in kept if one.startswith("{")]
    assert [(one["paper"], one["value"]) for one in told] == [("整改通知", 1), ("交办单", 2)]


def test_more_findings_than_a_cell_holds_go_on_below() -> None:
    many = tuple(f"F{number:06d}" for number in range(sources.TO_A_CELL * 2 + 5))
    text = sources.line("通报", "全县", Figure("total", ("total",), Counted(len(many), many)))
    book = CalamineWorkbook.from_filelike(BytesIO(sources.in_words([text], "全县", date(2025, 6, 3))))
    rows = book.get_sheet_by_name(sources.NAME).to_python()[2:]
    assert [str(row[1]) for row in rows] == ["合计", "合计（续）", "合计（续）"]
    assert re.findall(r"F\d{6}", "".join(str(row[4]) for row in rows)) == list(many)
