"""The page of scores: only where it is asked for, and every total follows from the printed figures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from checks.scores import Scheme
from reports.build import build_report
from reports.inputs import ReportInput
from reports.model import ScorePage
from reports.write import render, write_report


@pytest.fixture(name="scored")
def _scored(given: ReportInput) -> ReportInput:
    everything = frozenset({"附件1-2", "附件1-3", "附件1-9", "附件1-12"})
    units = tuple(
        replace(unit, items=10, verified=everything if unit.kind == "department" else frozenset())
        for unit in given.units
    )
    return replace(given, units=units, scores=Scheme())


def page_of(given: ReportInput) -> ScorePage:
    page = build_report(given).scores
    assert page is not None
    return page


def test_there_are_no_scores_unless_a_county_asks(
    given: ReportInput, scored: ReportInput, tmp_path: Path
) -> None:
    assert build_report(given).scores is None
    write_report(build_report(scored), tmp_path)
    assert (tmp_path / "reports" / "scores.html").exists()
    assert "得分明细表" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    write_report(build_report(given), tmp_path)
    assert not (tmp_path / "reports" / "scores.html").exists()
    assert "得分明细表" not in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def test_only_what_was_confirmed_and_still_stands_costs(scored: ReportInput) -> None:
    details = {detail.unit: detail for detail in page_of(scored).details}
    lines = {line.criterion: line for line in details["司法局"].lines}
    assert lines["附件1第9项"].score == "80.00"  # four confirmed findings of 较重
    assert lines["附件1第12项"].score == "100.00"  # suspected ones only
    again = {line.criterion: line for line in details["教育体育局"].lines}
    assert again["附件1第12项"].score == "90.00"  # one of ten items, gravely
    assert {line.score for line in details["公安局"].lines} == {"100.00"}  # put right


def test_totals_follow_from_the_printed_lines(scored: ReportInput) -> None:
    page = page_of(scored)
    totals = {row.unit: row.total for _, rows in page.tables for row in rows}
    for detail in page.details:
        scores = [Decimal(line.score) for line in detail.lines]
        if scores:
            mean = (sum(scores) / len(scores)).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert totals[detail.unit] == str(mean)
        else:
            assert totals[detail.unit] == "—"


def test_every_problem_that_counts_is_in_the_list(scored: ReportInput) -> None:
    known = {finding.id: finding for finding in scored.findings}
    for detail in page_of(scored).details:
        for line in detail.lines:
            for number in filter(lambda one: one != "—", line.problems.split("、")):
                assert known[number].unit == detail.unit and known[number].decided == "confirmed"


def test_townships_have_their_own_table_and_criteria(scored: ReportInput) -> None:
    titles = {title: [row.unit for row in rows] for title, rows in page_of(scored).tables}
    assert titles["乡镇（街道）"] == ["城关镇", "灌涨镇", "岞岖镇", "七里坪乡"]
    town = next(detail for detail in page_of(scored).details if detail.unit == "城关镇")
    assert not town.lines and "附件2第6项" in town.left_out


def test_problems_that_nobody_decided_are_told_beside_the_total(scored: ReportInput) -> None:
    remarks = {row.unit: row.remark for _, rows in page_of(scored).tables for row in rows}
    assert re.search(r"另有\d+个问题待复核或待核实，未计入", remarks["民政局"])


def test_a_ranking_is_printed_only_on_request(scored: ReportInput) -> None:
    assert all(not row.place for _, rows in page_of(scored).tables for row in rows)
    ranked = page_of(replace(scored, scores=Scheme(ranking=True)))
    places = [row.place for row in ranked.tables[0][1]]
    assert places[0] == "1" and places == sorted(places, key=int)


def test_the_page_says_that_the_plan_gives_no_weights(scored: ReportInput) -> None:
    html = render(page_of(scored))
    assert "评估方案没有规定权重和分值" in html and "严重10分" in html
    assert not re.search(r"[{}]", html.split("</style>")[1])
