"""What the builders decide: numbers, sentences, and what an outage looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.build import build_report
from reports.inputs import Change, ChangeKind, Coverage, FindingView, ReportInput, RunState, UnitView
from reports.model import Cell, Report, UnitPage

Make = Callable[..., FindingView]


@pytest.fixture(name="report", scope="module")
def _report(given: ReportInput) -> Report:
    return build_report(given)


def page_of(report: Report, unit: str) -> UnitPage:
    return next(page for _, page in report.units if page.unit == unit)


def test_the_same_input_gives_the_same_report(given: ReportInput, report: Report) -> None:
    assert build_report(given) == report


def test_an_outage_is_loud_on_every_page(report: Report) -> None:
    pages = [report.overview, report.unverified, report.notes, *(page for _, page in report.units)]
    for page in pages:
        assert "“河南政务服务网”未能读取：计划 52 页，读到 0 页（连接被拒绝 52 页）。" in page.head.warnings
        assert "没有安装浏览器，需要浏览器显示的页面没有读取。" in page.head.remarks
        assert page.head.remarks[0].startswith(
            "“内乡县人民政府网”没有读全：计划 412 页，读到 409 页，缺 3 页"
        )
    assert report.overview.head.warnings[0].startswith("“河南政务服务网”"), "the gravest first"


def test_coverage_is_exact(report: Report) -> None:
    portal, network, window = report.overview.sources
    assert (portal.planned, portal.fetched, portal.missed, portal.share) == (412, 409, 3, "99%")
    assert portal.reasons == ("连接超时：2 页", "文件损坏，读不出文字：1 页")
    assert (network.state, network.tone) == ("未能读取", "bad")
    assert (window.state, window.reasons) == ("读全", ())
    assert [len(group.rows) for group in report.unverified.groups] == [3, 52]
    assert report.unverified.silent_units == ("七里坪乡",)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Coverage("网", "portal", 10, 10), ()),
        (Coverage("网", "portal", 0, 0), ("“网”本次没有读取任何页面。",)),
        (Coverage("网", "portal", 10, 4, 0), ("“网”没有读全：计划 10 页，读到 4 页，缺 6 页。",)),
        (Coverage("网", "portal", 9, 9, alarm="比上次少读八成"), ("“网”结果存疑：比上次少读八成。",)),
    ],
)
def test_what_is_wrong_with_a_source(given: ReportInput, source: Coverage, said: tuple[str, ...]) -> None:
    run = replace(given.run, left_out=())
    head = build_report(replace(given, coverage=(source,), run=run)).overview.head
    assert head.warnings[: len(said)] == said
    assert bool(head.warnings) == bool(said)
    assert head.remarks == ()


def test_a_killed_run_says_what_was_not_yet_read(given: ReportInput) -> None:
    run = replace(given.run, state=RunState.INCOMPLETE)
    report = build_report(replace(given, run=run, coverage=(Coverage("网", "portal", 10, 4, 1),)))
    assert report.overview.head.warnings[0].startswith("本次采集没有完成")
    assert report.overview.sources[0].reasons == ("未说明原因：1 页", "尚未读取：5 页")


def test_headline_numbers_agree_with_the_pages(given: ReportInput, report: Report) -> None:
    overview = report.overview
    assert overview.unassigned is not None
    listed = sum(row.problems for row in overview.units) + overview.unassigned.problems
    still = sum(tally.count for tally in overview.severities)
    assert listed == still == sum(row.problems for row in overview.criteria)
    on_pages = [page for _, page in report.units] + ([report.unassigned] if report.unassigned else [])
    assert still == sum(group.count for page in on_pages for group in page.groups)
    assert f"共有尚待处理的问题 {still} 个" in overview.verdict
    placed = sum(len(p.places) for page in on_pages for g in (*page.groups, *page.closed) for p in g.problems)
    assert placed == len(given.findings)


def test_changes_of_the_night(report: Report) -> None:
    counts = {group.kind: (group.count, len(group.rows), group.more) for group in report.overview.changes}
    assert counts == {"新发现": (15, 5, 10), "复发": (1, 1, 0), "已整改": (5, 5, 0), "转为待核实": (8, 5, 3)}


def test_a_change_of_an_unknown_finding_is_left_aside_and_a_doubled_one_counted_once(
    given: ReportInput,
) -> None:
    one = Change(ChangeKind.GONE, given.findings[0].id)
    report = build_report(replace(given, changes=(one, one, Change(ChangeKind.NEW, "no such finding"))))
    counts = {group.kind: group.count for group in report.overview.changes}
    assert counts == {"新发现": 0, "复发": 0, "已整改": 0, "转为待核实": 0, "页面已取消": 1}


def cells(report: Report, unit: str) -> dict[str, Cell]:
    row = next(row for row in report.overview.matrix if row.name == unit)
    return {column.short: cell for column, cell in zip(report.overview.criteria, row.cells, strict=True)}


def test_the_matrix_claims_no_more_than_was_looked_at(report: Report) -> None:
    lead, other = cells(report, "科技和工业信息化局"), cells(report, "民政局")
    assert lead["1-1"].text == "1"
    assert (other["1-1"].text, other["1-1"].tone) == ("", "idle"), "only the lead answers for the list"
    assert cells(report, "城关镇")["1-12"].text == "·"
    assert cells(report, "七里坪乡")["1-12"].text == "未核", "nothing was read of it"
    assert cells(report, "城关镇")["2-6"].tone == "idle", "only people can judge"
    assert cells(report, "民政局")["1-12"].tone == "s1"


def test_an_empty_list_says_what_was_checked(report: Report) -> None:
    page = page_of(report, "城关镇")
    assert page.nothing.startswith("已按 8 条规则核查 3 份办事指南，未发现问题。")
    assert "没有读全" in page.nothing
    assert len(page.checked) == 3
    silent = page_of(report, "七里坪乡")
    assert silent.intro == "本次没有读到该单位的办事指南。"
    assert silent.nothing == "因此没有核验，不能说明没有问题。"


def test_dismissed_findings_are_not_counted_but_listed_apart(report: Report) -> None:
    page = page_of(report, "民政局")
    assert [problem.status for group in page.closed for problem in group.problems] == ["误报"]
    assert "误报" not in [problem.status for group in page.groups for problem in group.problems]


def test_what_belongs_to_no_unit_is_on_its_own_page(given: ReportInput, report: Report) -> None:
    assert report.unassigned is not None
    assert {p.signed for group in report.unassigned.groups for p in group.problems} == {"", "西峡县民政局"}
    known = {unit.name for unit in given.units}
    tidy = replace(given, findings=tuple(one for one in given.findings if one.unit in known))
    assert build_report(tidy).unassigned is None and build_report(tidy).overview.unassigned is None


@pytest.mark.parametrize(
    ("coverage", "verdict"),
    [
        ((Coverage("网", "portal", 9, 9),), "在计划核查的内容中未发现尚待处理的问题。"),
        ((Coverage("网", "portal", 9, 8),), "在已读到的内容中未发现尚待处理的问题。"),
        ((Coverage("网", "portal", 9, 0),), "本次没有读到任何内容，以下为以前各次核查留下的结果。"),
        ((), "本次没有读到任何内容，以下为以前各次核查留下的结果。"),
    ],
)
def test_no_findings_is_never_more_than_what_was_read(
    given: ReportInput, coverage: tuple[Coverage, ...], verdict: str
) -> None:
    report = build_report(replace(given, findings=(), coverage=coverage))
    assert report.overview.verdict == f"截至2022年4月16日，{verdict}"


def test_a_county_without_units_criteria_or_plan_still_gets_a_report(
    given: ReportInput, make_finding: Make
) -> None:
    bare = replace(
        given, units=(), rules=(), criteria={}, plan=None, findings=(make_finding(1, "g-section-missing"),)
    )
    report = build_report(bare)
    assert report.overview.matrix == () and report.unassigned is not None and report.notes.plan == ""


def test_a_units_alarm_is_shown(given: ReportInput) -> None:
    unit = UnitView("民政局", guides={"portal": 1}, alarm="读到的指南比上次少九成")
    report = build_report(replace(given, units=(unit,)))
    assert report.overview.units[0].remark == "读到的指南比上次少九成"
    assert "读到的指南比上次少九成" in page_of(report, "民政局").intro
