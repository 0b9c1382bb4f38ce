"""zwaudit papers: all papers of a round in folders; drafts before it; every number can be counted again."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from docx import Document
from python_calamine import CalamineWorkbook

from audit import papers as job
from audit.cli import zwaudit
from audit.errors import Incomplete, UserMistake
from audit.serving import BackgroundJobs
from audit.workspace import open_workspace
from crawler.chromium import browser_available
from reports.inputs import FindingView
from reports.papers import (
    assessment,
    circular,
    counting,
    evaluation,
    issue_list,
    outcomes,
    rectification,
    self_report,
    statement,
)
from reports.papers.assignment import Assignment
from reports.papers.issue_columns import HEADER_ROW, SHEET
from reports.papers.issue_list import IssueList
from reports.papers.notice import Notice
from reports.papers.word import PACKAGED
from reports.problems import item_codes, problem_key
from storage import issuing
from storage.database import connect, transaction
from tests.reports.papers.conftest import HOSTILE, MINE, OTHER, TOWN, database
from tests.storage.factories import COUNTY, NOW

PROFILE = f"""
name = "{COUNTY}"
code = "411325"
[rounds]
round_one = ["2025-04-15", "2025-04-29"]
rectify_by = "2025-07-29"
[report]
office = "协调小组办公室"
[[source]]
name = "门户"
channel = "portal"
start_urls = ["https://www.example.gov.cn/"]
[[unit]]
name = "{MINE}"
[[unit]]
name = "{OTHER}"
[[unit]]
name = "{TOWN}"
kind = "township"
"""
COUNTED: dict[str, Callable[[FindingView, Mapping[str, str]], object]] = {
    "条": lambda view, codes: view.id,
    "个问题": problem_key,
    "个单位": lambda view, codes: view.unit,
}
"""What one of each measure is."""
WITHOUT_PDF = ("--format", "docx,xlsx,html")


def county_in(folder: Path, *, is_issued: bool) -> Path:
    (folder / "county").mkdir()
    (folder / "county" / "county.toml").write_text(PROFILE, encoding="utf-8")
    database(folder, is_issued=is_issued).dispose()
    return folder


def run(folder: Path, *arguments: str) -> Result:
    given = ["papers", "--county", str(folder / "county"), "--out", str(folder), "--as-of", "2025-06-03"]
    return CliRunner().invoke(zwaudit, [*given, *arguments])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every paper of an issued round, but for the PDF."""
    folder = county_in(tmp_path_factory.mktemp("papers"), is_issued=True)
    done = run(folder, *WITHOUT_PDF)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def copied(written: Path, tmp_path: Path) -> Path:
    """The same county, to be altered."""
    shutil.copytree(written / "county", tmp_path / "county")
    shutil.copy(written / "zwaudit.db", tmp_path / "zwaudit.db")
    return tmp_path


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder / "papers")) for file in (folder / "papers").rglob("*.*")}


def figures(folder: Path) -> Iterator[dict[str, object]]:
    for file in sorted((folder / "papers").rglob("数字来源.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def exported(folder: Path) -> dict[str, dict[str, object]]:
    lines = CliRunner().invoke(zwaudit, ["export", "--db", f"sqlite:///{folder / 'zwaudit.db'}"]).output
    return {record["id"]: record for record in map(json.loads, lines.splitlines())}


def test_each_unit_and_the_county_have_a_folder_of_papers(written: Path):
    found = files(written)
    for unit in (MINE, OTHER):
        for name in (
            "评估问题清单-{0}.xlsx",
            "评估问题清单-{0}.docx",
            "整改通知-{0}.docx",
            "交办单-{0}.html",
        ):
            assert f"第一轮/{unit}/{name.format(unit)}" in found
    assert "第一轮/全县/评估问题清单-全县.xlsx" in found and "第一轮/全县/评估问题清单-全县.docx" in found
    assert not any(TOWN in name and "评估问题清单" in name for name in found)


def test_every_number_can_be_counted_again_from_the_export(written: Path):
    records, told = exported(written), list(figures(written))
    assert len(told) > 20
    for one in told:
        findings = one["findings"]
        assert isinstance(findings, list) and set(findings) <= set(records), one
        own = [FindingView.from_record(records[name]) for name in findings]
        codes = item_codes(own)
        counted = {COUNTED[str(one["of"])](view, codes) for view in own}
        assert one["value"] == len(counted) and len(own) == len(set(findings)), one
        assert one["unit"] == "全县" or {records[name]["unit"] for name in findings} <= {one["unit"]}


def test_a_notice_counts_what_the_export_says_was_issued(written: Path):
    mine = [one for one in exported(written).values() if one["unit"] == MINE and one["round"]]
    by_severity = Counter(str(one["severity"]) for one in mine)
    told = {
        str(one["figure"]): one["value"]
        for one in figures(written)
        if (one["paper"], one["unit"]) == ("整改通知", MINE)
    }
    assert told["total"] == len(mine) == len(HOSTILE) - 1
    sums = [told[f"sums.{name}"] for name in ("severe", "heavy", "common", "hint")]
    assert sums == [by_severity[one] for one in ("S1", "S2", "S3", "S4")]
    text = "\n".join(
        one.text for one in Document(written / f"papers/第一轮/{MINE}/整改通知-{MINE}.docx").paragraphs
    )
    assert f"存在问题{len(mine)}个（" in text and "2025年7月29日前完成整改" in text


def test_the_countys_numbers_are_the_sums_of_the_units(written: Path):
    told = [one for one in figures(written) if one["paper"] == "评估问题清单" and one["figure"] == "total"]
    own = {one["unit"]: one["value"] for one in told}
    assert own["全县"] == sum(int(str(value)) for unit, value in own.items() if unit != "全县")


def test_files_are_well_formed_and_their_parts_are_known(written: Path):
    for file in (written / "papers").rglob("*.docx"):
        with ZipFile(file) as opened:
            assert opened.testzip() is None
            types = opened.read("[Content_Types].xml").decode()
            assert all(
                f'"/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types
                for name in opened.namelist()
            )
        Document(str(file))
    for file in (written / "papers").rglob("*.xlsx"):
        book = CalamineWorkbook.from_path(file)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            assert len(rows) > (HEADER_ROW if name == SHEET else 1), (file, name)


def test_before_anything_is_issued_drafts_say_so(tmp_path: Path):
    folder = county_in(tmp_path, is_issued=False)
    done = run(folder, *WITHOUT_PDF)
    assert done.exit_code == 0 and "草稿" in done.output and "疑似" in done.output
    notice = Document(BytesIO((folder / f"papers/第一轮/{MINE}/整改通知-{MINE}.docx").read_bytes()))
    assert "草稿" in notice.paragraphs[0].text and any("疑似你单位" in one.text for one in notice.paragraphs)


def test_one_unit_and_one_paper_can_be_asked_for(copied: Path):
    done = run(copied, "--unit", OTHER, "--kind", "交办单", "--format", "docx")
    assert done.exit_code == 0
    names = (f"交办单-{OTHER}.docx", "数字来源.jsonl", "数字来源.xlsx")
    assert files(copied) == {f"第一轮/{OTHER}/{name}" for name in names}
    run(copied, "--unit", OTHER, "--kind", "整改通知", "--format", "docx")
    assert {one["paper"] for one in figures(copied)} == {"交办单", "整改通知"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--kind", "通告"), "没有文书“通告”", id="an unknown paper"),
        pytest.param(("--format", "odt"), "没有格式“odt”", id="an unknown format"),
        pytest.param(("--unit", "某局"), "没有单位“某局”", id="an unknown unit"),
    ],
)
def test_what_there_is_not_is_one_line(copied: Path, arguments: tuple[str, ...], said: str):
    done = run(copied, *arguments)
    assert isinstance(done.exception, UserMistake) and said in str(done.exception)


def test_a_broken_template_of_the_county_is_the_users_mistake(copied: Path):
    (copied / "county" / "papers").mkdir()
    (copied / "county" / "papers" / "整改通知.docx").write_bytes(b"no word file")
    done = run(copied, "--kind", "整改通知", "--format", "docx")
    assert isinstance(done.exception, UserMistake) and "整改通知.docx" in str(done.exception)


def test_the_countys_own_template_is_used(copied: Path):
    own = copied / "county" / "papers" / "交办单.docx"
    own.parent.mkdir()
    document = Document()
    document.add_paragraph("本县的交办单：{{ unit }}，{{ total }}个")
    document.save(str(own))
    run(copied, "--kind", "交办单", "--unit", OTHER, "--format", "docx,html")
    folder = copied / f"papers/第一轮/{OTHER}"
    assert Document(str(folder / f"交办单-{OTHER}.docx")).paragraphs[0].text == f"本县的交办单：{OTHER}，2个"
    assert f"本县的交办单：{OTHER}，2个" in (folder / f"交办单-{OTHER}.html").read_text(encoding="utf-8")


def test_without_a_browser_everything_else_is_written(copied: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ZWAUDIT_CHROMIUM", str(copied / "none"))
    done = run(copied, "--unit", OTHER, "--kind", "交办单")
    assert done.exit_code == 0 and "没有找到 Chromium" in done.output
    assert {name.rpartition(".")[2] for name in files(copied)} == {"docx", "html", "jsonl", "xlsx"}


def test_two_processes_write_the_same_as_one(copied: Path, written: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(job, "MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert run(copied, "--kind", "交办单", "--kind", "整改通知", "--format", "html").exit_code == 0
    for name in files(copied):
        if name.endswith(".html"):
            assert (copied / "papers" / name).read_bytes() == (written / "papers" / name).read_bytes()
    assert len(files(copied)) == 8


def test_templates_are_copied_for_the_office_and_none_is_overwritten(copied: Path):
    own = copied / "county" / "papers"
    assert "交办单.docx" in run(copied, "--templates").output
    assert {file.name for file in own.iterdir()} == {file.name for file in PACKAGED.glob("*.docx")}
    (own / "交办单.docx").write_bytes(b"altered")
    assert "没有缺少的模板" in run(copied, "--templates").output
    assert (own / "交办单.docx").read_bytes() == b"altered"


FACTS = (
    IssueList, issue_list.Row, issue_list.Version, Notice, counting.Counts, counting.Named, Assignment,
    outcomes.Outcomes, rectification.Rectification, rectification.CountyRectification, rectification.Entry,
    rectification.Open, rectification.Leftover, rectification.Pair, self_report.SelfReport,
    self_report.Criterion, self_report.Point, self_report.ProofShown, self_report.Short,
    self_report.Standing, self_report.Guides, assessment.Assessment, assessment.CriterionResult,
    assessment.Case, assessment.Common, assessment.Compared, evaluation.UnitResult, statement.Statement,
    statement.Applied, statement.Read, statement.Escalated, statement.Disputed, circular.Circular,
)  # fmt: skip


@pytest.mark.parametrize("facts", FACTS)
def test_the_docs_tell_every_field_of_the_templates(facts: type):
    told = (Path(__file__).parents[2] / "docs/papers.md").read_text(encoding="utf-8")
    assert [one.name for one in fields(facts) if f"`{one.name}`" not in told] == []


def test_a_browser_that_does_not_start_keeps_nothing_but_the_pdf_away(
    copied: Path, monkeypatch: pytest.MonkeyPatch
):
    (copied / "chromium").write_text("#!/bin/sh\nexit 1\n")
    (copied / "chromium").chmod(0o755)
    monkeypatch.setenv("ZWAUDIT_CHROMIUM", str(copied / "chromium"))
    done = run(copied, "--kind", "交办单")
    assert isinstance(done.exception, Incomplete) and "不能启动" in str(done.exception)
    assert {name.rpartition(".")[2] for name in files(copied)} == {"docx", "html", "jsonl", "xlsx"}


def test_what_holds_no_more_does_not_stay_in_the_folder(copied: Path):
    run(copied, "--unit", OTHER, *WITHOUT_PDF)
    assert f"第一轮/{OTHER}/交办单-{OTHER}.docx" in files(copied)
    engine = connect(f"sqlite:///{copied / 'zwaudit.db'}")
    with transaction(engine) as session:
        held = [
            line.finding_id
            for line in issuing.lines_of_round(session, COUNTY, "第一轮")
            if line.unit == OTHER
        ]
        issuing.correct(session, 2, without=held, on=date(2025, 6, 3), who="管理员甲", at=NOW, reason="重复")
    engine.dispose()
    run(copied, "--unit", OTHER, *WITHOUT_PDF)
    assert not any("交办单" in name for name in files(copied))


def test_the_work_is_shared_by_its_size():
    sizes = {"大": 900, "中": 300, "小": 10, "再": 500}
    first, second = job.halves((*sizes, "空"), sizes, 2)
    assert sorted((*first, *second)) == sorted((*sizes, "空"))
    assert "大" in first and {"中", "再"} <= set(second)


@pytest.mark.browser
def test_the_desk_prints_in_whatever_thread_it_is_asked(copied: Path):
    if browser_available() is None:
        pytest.skip("Chromium is not installed")
    with open_workspace(copied / "county", None, copied, None) as workspace:
        jobs = BackgroundJobs(workspace, copied / "county", f"sqlite:///{copied / 'zwaudit.db'}")
        with ThreadPoolExecutor(2) as threads:
            printed = list(threads.map(jobs.pdf, ["<p>一</p>", "<p>二</p>"]))
        jobs.stop()
    assert all(pdf.startswith(b"%PDF") for pdf in printed)
