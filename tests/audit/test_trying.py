"""Trying a text before it is published: the same judgements as `lint`, and nothing harms the server."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer

import docx
import pytest
import xlsxwriter

from audit.apart import BROKEN, TOO_LONG, Apart, Begin, LookAt, TryFile, TryText
from audit.trying import PART, PASTED, try_file, try_text
from crawler.looks import look_of
from rules import all_rules
from storage.database import connect, migrate
from tests.audit.conftest import Zwaudit
from tests.audit.self_check_forms import picture
from tests.audit.test_lint import GUIDE, OFFENDING, as_docx, as_html, as_pdf, as_xlsx

RULES = all_rules()
TEXT = "养老服务机构备案办事指南\n" + "\n".join(f"{label}：{text}" for label, text in GUIDE)
OPEN = "c12-open-ended-material"


@pytest.mark.parametrize(
    ("name", "make"),
    [("指南.html", as_html), ("指南.docx", as_docx), ("指南.xlsx", as_xlsx), ("指南.pdf", as_pdf)],
)
def test_a_file_gets_what_lint_says_of_it(
    zwaudit: Zwaudit, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    tried = try_file(name, (tmp_path / name).read_bytes(), RULES)
    printed = zwaudit("lint", "--format", "json", name).stdout.splitlines()
    linted = {(one["rule"], one["field"], one["quote"]) for one in map(json.loads, printed)}
    assert {(one.rule, one.field, one.quote) for one in tried.said} == linted
    assert OPEN in {one.rule for one in tried.said}
    assert [(one.kind, one.title) for one in tried.read] == [("办事指南", "养老服务机构备案")]


def test_a_pasted_guide_is_judged_worst_first_and_by_its_own_words() -> None:
    tried = try_text(TEXT, RULES)
    first = tried.said[0]
    assert (first.rule, first.sure, first.quote, first.where) == (OPEN, True, OFFENDING, "申请材料第2项")
    assert [one.severity for one in tried.said] == sorted(one.severity for one in tried.said)
    assert first.message.startswith("“养老服务机构备案”办事指南中") and first.advice and not tried.problem


@pytest.mark.parametrize(
    ("part", "rule", "quote"),
    [
        ("1.身份证\n2.户口簿\n3.其他有关材料", OPEN, "其他有关材料"),
        ("申请材料：1.身份证；2.其他有关材料", OPEN, "其他有关材料"),
        ("办理条件：符合有关规定的其他条件", "c12-open-ended-condition", "符合有关规定的其他条件"),
    ],
)
def test_a_part_of_a_guide_is_judged_and_its_missing_rest_is_not(part: str, rule: str, quote: str) -> None:
    tried = try_text(part, RULES)
    assert {(one.rule, one.quote) for one in tried.said} == {(rule, quote)}
    assert tried.problem == PART
    assert "item_name" not in tried.read[0].record and "fees" not in tried.read[0].record


def test_a_part_without_fault_is_told_as_read() -> None:
    tried = try_text("1.居民身份证\n2.户口簿", RULES)
    assert (tried.said, tried.problem, len(tried.read)) == ((), PART, 1)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"", "空"),
        ("a.docx", b"PK\x03\x04 broken", "损坏"),
        ("a.pdf", b"%PDF-1.4 broken", "损坏"),
        ("a.bin", b"\x00\x01\x02\x03" * 99, ""),
        ("a.txt", "今天天气很好。".encode(), "没有读到"),
        ("a.json", b"{", "JSON"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, data: bytes, why: str) -> None:
    tried = try_file(name, data, RULES)
    assert tried.problem and why in tried.problem and not tried.read and not tried.said


def test_nothing_pasted_says_so() -> None:
    assert try_text(" \n\t", RULES).problem == "没有文字，请先粘贴"


def test_a_unit_named_by_the_account_stands_in_for_none_in_the_text() -> None:
    text = TEXT.replace("受理机构：县民政局\n", "")
    assert try_text(text, RULES, "县民政局").read[0].record["unit"] == "县民政局"
    assert try_text(TEXT, RULES, "县公安局").read[0].record["unit"] == "县民政局"


def test_pictures_that_a_page_names_are_not_looked_for_on_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture(tmp_path / "secret.jpg")
    monkeypatch.chdir(tmp_path)
    body = b"<meta charset=utf-8><body><h1>x</h1><img src=secret.jpg></body>"
    assert not try_file(f"{tmp_path}/page.html", body, RULES).read


@pytest.fixture
def begin(county: Path, tmp_path: Path) -> Begin:
    url = f"sqlite:///{tmp_path / 'zwaudit.db'}"
    migrate(connect(url))
    return Begin(county, url)


@pytest.fixture
def apart(begin: Begin) -> Iterator[Apart]:
    made = Apart(begin, children=1, seconds=20)
    yield made
    made.stop()


def test_a_child_says_the_same_and_is_quick_once_warm(apart: Apart) -> None:
    assert apart.tried(TryText(TEXT, ""), PASTED).said[0].rule == OPEN
    rows = "\n".join(f"{number}.第{number}类情形的说明材料复印件，加盖公章" for number in range(2, 1900))
    guide = f"事项名称：养老服务机构备案\n受理条件：无\n收费标准：不收费\n申请材料：\n1.其他材料\n{rows}"
    assert len(guide.encode()) > 100_000
    begun = time.monotonic()
    tried = apart.tried(TryText(guide, ""), PASTED)
    assert time.monotonic() - begun < 1
    assert OPEN in {one.rule for one in tried.said}


def test_a_file_that_hangs_or_grows_ends_its_child_and_no_other_request(begin: Begin) -> None:
    apart = Apart(begin, children=1, seconds=20)
    assert apart.tried(TryText(TEXT, ""), PASTED).read
    apart.seconds = 0.0
    assert apart.tried(TryFile("a.xlsx", many_rows(), ""), "a.xlsx").problem == TOO_LONG
    apart.seconds = 20
    assert apart.tried(TryText(TEXT, ""), PASTED).read
    apart.stop()


def test_a_child_that_died_meanwhile_is_replaced(apart: Apart) -> None:
    assert apart.tried(TryText(TEXT, ""), PASTED).read
    child = apart.free.get()
    assert child is not None
    child[0].kill()
    child[0].wait()
    apart.free.put(child)
    assert apart.tried(TryText(TEXT, ""), PASTED).read


def test_a_child_that_dies_at_a_file_is_a_problem_of_that_file_only(apart: Apart) -> None:
    assert apart.tried(TryText(TEXT, ""), PASTED).read
    file, child = many_rows(60_000), apart.free.get()
    assert child is not None
    apart.free.put(child)
    Timer(0.3, child[0].kill).start()
    assert apart.tried(TryFile("a.xlsx", file, ""), "a.xlsx").problem == BROKEN
    assert apart.tried(TryText(TEXT, ""), PASTED).read


def test_a_child_that_was_warmed_outlives_the_thread_that_warmed_it(apart: Apart) -> None:
    apart.warm()
    assert apart.tried(TryText(TEXT, ""), PASTED).read
    child = apart.free.get()
    assert child is not None and child[0].poll() is None
    apart.free.put(child)


def test_a_packed_bomb_is_refused(apart: Apart) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<a>" + " " * 300_000_000)
    tried = apart.tried(TryFile("bomb.docx", file.getvalue(), ""), "bomb.docx")
    assert tried.problem and not tried.read
    assert apart.tried(TryText(TEXT, ""), PASTED).read


def test_a_childs_look_is_the_same_as_ours(apart: Apart, tmp_path: Path) -> None:
    body = picture(tmp_path / "1.jpg").read_bytes()
    assert apart.look(body) == look_of(body) != ""
    assert apart.look(b"no picture") == ""
    assert isinstance(apart.ask(LookAt(body)), str)


def test_rules_that_were_set_anew_are_taken_over(apart: Apart, county: Path) -> None:
    assert OPEN in {one.rule for one in apart.tried(TryText(TEXT, ""), PASTED).said}
    assert apart.tried(TryText(TEXT, "", version=1), PASTED).read


def many_rows(rows: int = 3000) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, [f"格{row}"] * 20)
    return file.getvalue()


def test_a_table_across_a_documents_pages_is_one_guide(tmp_path: Path) -> None:
    document = docx.Document()
    for label, text in GUIDE:
        document.add_paragraph(f"{label}：{text}")
    document.save(str(tmp_path / "a.docx"))
    tried = try_file("a.docx", (tmp_path / "a.docx").read_bytes(), RULES)
    assert [one.quote for one in tried.said if one.rule == OPEN] == [OFFENDING]
