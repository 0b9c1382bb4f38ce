"""Filled-in issue lists come back: matched by number, wrong cells named, nothing overwritten silently."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.utility import xl_col_to_name

from audit.replies.matching import Issue, Said, match
from audit.replies.sheet import Filled, Reply, read
from audit.serving import BackgroundJobs
from audit.workspace import open_workspace
from reports.papers.issue_columns import BY_KEY, COLUMNS, HEADER_ROW, SHEET
from storage import claims, issuing
from storage.claims import ANSWER_TITLES, Answer
from storage.database import connect, migrate, reading, transaction
from storage.models import Claim
from tests.audit.conftest import Zwaudit
from tests.storage.factories import finding_row

TODAY = date(2026, 7, 20)
NUMBER = "2026-第一轮-民政局-附件1-12-001"
DONE = {"agreed": "属实", "measures": "已删除兜底表述", "done": "2026-07-10"}
Cells = Mapping[str, str]


def workbook(
    *lines: Cells,
    titles: Sequence[str] = tuple(column.title for column in COLUMNS),
    change: Callable[[xlsxwriter.Workbook, object], None] | None = None,
) -> bytes:
    """An issue list with these lines, each cell by the key of its column."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write(0, 0, "评估问题清单")
        sheet.write_row(HEADER_ROW, 0, titles)
        for row, line in enumerate(lines, HEADER_ROW + 1):
            for key, text in {"number": NUMBER, **line}.items():
                title = BY_KEY[key].title
                if title in titles:
                    sheet.write_string(row, list(titles).index(title), text)
        if change:
            change(book, sheet)
    return file.getvalue()


def place(key: str) -> int:
    return [column.key for column in COLUMNS].index(key)


def said(body: bytes) -> Filled:
    return read("回填.xlsx", body, today=TODAY)


def reasons(filled: Filled) -> list[str]:
    return [str(one) for one in filled.mistakes]


def test_what_a_unit_filled_in_is_read() -> None:
    filled = said(
        workbook(
            {
                **DONE,
                "unit": "民政局",
                "person": "张某",
                "phone": "0377-65330000",
                "new_address": "http://site/a",
            }
        )
    )
    assert filled.mistakes == []
    assert filled.replies == [
        Reply(
            "回填.xlsx", SHEET, HEADER_ROW + 2, NUMBER, unit="民政局", agreed=Answer.AGREED,
            measures="已删除兜底表述", done=date(2026, 7, 10), new_address="http://site/a",
        )
    ]  # fmt: skip


def test_lines_that_nobody_filled_in_are_counted_and_say_nothing() -> None:
    filled = said(workbook(DONE, {"number": NUMBER + "2"}))
    assert (len(filled.replies), filled.empty, filled.mistakes) == (1, 1, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"agreed": "同意"}, "“是否认可”填的是“同意”，只能填属实、部分属实、不属实"),
        ({"agreed": "不属实"}, "须写明“不认可理由及佐证”"),
        ({"agreed": "部分属实", "measures": "删除"}, "须写明“不认可理由及佐证”"),
        ({"objection": "已公开"}, "没有选择“是否认可”"),
        ({"measures": "已删除"}, "没有选择“是否认可”，也没有填写“完成时间”"),
        ({"agreed": "属实", "measures": "删除", "done": "已完成"}, "“完成时间”填的是“已完成”，应写成 2022-07-29"),
        ({"agreed": "属实", "measures": "删除", "done": "2026-07-21"}, "晚于今天"),
        ({"agreed": "属实", "done": "2026-07-10"}, "须写明“整改措施”"),
        ({**DONE, "number": ""}, "没有“问题编号”"),
        ({**DONE, "measures": "长" * 2001}, "“整改措施”超过 2000 字"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(line: Cells, reason: str) -> None:
    filled = said(workbook(line))
    assert filled.replies == []
    assert any(f"工作表“{SHEET}”第{HEADER_ROW + 2}行" in one and reason in one for one in reasons(filled))


@pytest.mark.parametrize("day", ["2026-07-10", "2026年7月10日", "2026.7.10", "2026/7/10", "２０２６-07-10"])
def test_days_are_read_as_people_write_them(day: str) -> None:
    assert said(workbook({**DONE, "done": day})).replies[0].done == date(2026, 7, 10)


def test_a_day_that_excel_keeps_as_a_day_is_read() -> None:
    def change(book: xlsxwriter.Workbook, sheet: object) -> None:
        look = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(HEADER_ROW + 1, place("done"), datetime(2026, 7, 10), look)  # type: ignore[attr-defined]

    assert said(workbook(DONE, change=change)).replies[0].done == date(2026, 7, 10)


@pytest.mark.parametrize("key", ["agreed", "measures", "done", "number"])
def test_a_formula_is_refused_by_name_whatever_it_shows(key: str) -> None:
    def change(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_formula(HEADER_ROW + 1, place(key), '=HYPERLINK("http://x","属实")', None, "属实")  # type: ignore[attr-defined]

    filled = said(workbook(DONE, change=change))
    assert filled.replies == []
    assert any(f"“{BY_KEY[key].title}”是公式" in one for one in reasons(filled))


def test_a_formula_in_a_column_of_the_office_is_left_alone() -> None:
    def change(book: xlsxwriter.Workbook, sheet: object) -> None:
        sheet.write_formula(HEADER_ROW + 1, place("position"), "=ROW()", None, 1)  # type: ignore[attr-defined]

    assert len(said(workbook(DONE, change=change)).replies) == 1


def test_a_merged_cell_was_filled_in_for_all_its_lines() -> None:
    def change(book: xlsxwriter.Workbook, sheet: object) -> None:
        for key in DONE:
            sheet.merge_range(HEADER_ROW + 1, place(key), HEADER_ROW + 2, place(key), DONE[key])  # type: ignore[attr-defined]

    filled = said(workbook({}, {"number": NUMBER + "2"}, change=change))
    assert [(one.number, one.measures) for one in filled.replies] == [
        (NUMBER, DONE["measures"]),
        (NUMBER + "2", DONE["measures"]),
    ]


def test_columns_may_be_moved_and_their_headings_respaced() -> None:
    titles = [column.title.replace("/", "／") + "\n" for column in reversed(COLUMNS)]
    cells = {
        BY_KEY[key].title.replace("/", "／") + "\n": text for key, text in {"number": NUMBER, **DONE}.items()
    }
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 0, titles)
        sheet.write_row(1, 0, [cells.get(title, "") for title in titles])
    (reply,) = said(file.getvalue()).replies
    assert (reply.number, reply.agreed, reply.row) == (NUMBER, Answer.AGREED, 2)


def test_a_missing_or_doubled_column_is_named() -> None:
    titles = [column.title for column in COLUMNS]
    assert (
        "缺少栏目“完成时间”"
        in reasons(said(workbook(DONE, titles=[t for t in titles if t != "完成时间"])))[0]
    )
    assert "栏目“整改措施”出现了两次" in reasons(said(workbook(DONE, titles=[*titles, "整改措施"])))[0]


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_workbook_is_said(body: bytes) -> None:
    assert len(said(body).mistakes) == 1


def test_another_workbook_is_no_issue_list() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "通讯录")
    assert "没有找到带有“问题编号”和“是否认可”两栏的工作表" in reasons(said(file.getvalue()))[0]


def test_a_number_twice_with_different_answers_is_wrong_and_with_the_same_is_one() -> None:
    assert len(said(workbook(DONE, DONE)).replies) == 1
    assert "已经填过，两处不一样" in reasons(said(workbook(DONE, {**DONE, "measures": "别的"})))[0]


LETTERS = st.text(string.ascii_letters + "整改完成，。；“”=+-@<>&'\"", max_size=30).map(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([kind for kind in Answer if kind is not Answer.FIXED]),
    LETTERS.filter(bool), LETTERS.filter(bool), st.dates(date(2020, 1, 1), TODAY), LETTERS,
)  # fmt: skip
def test_any_reply_comes_back_as_it_was_filled_in(
    kind: Answer, objection: str, measures: str, done: date, address: str
) -> None:
    line = {
        "agreed": ANSWER_TITLES[kind], "objection": objection, "measures": measures,
        "done": done.isoformat(), "new_address": address,
    }  # fmt: skip
    (reply,) = said(workbook(line)).replies
    assert (reply.agreed, reply.objection, reply.measures, reply.done, reply.new_address) == (
        kind, objection, measures, done, address,
    )  # fmt: skip


def reply(**more: object) -> Reply:
    given: dict[str, object] = {
        "file": "a.xlsx",
        "sheet": SHEET,
        "row": 5,
        "number": NUMBER,
        "agreed": Answer.AGREED,
    }
    return Reply(**{**given, **more})  # type: ignore[arg-type]


KNOWN = {NUMBER: Issue(7, "民政局", "其他有关材料", "待整改")}


def test_a_line_gives_a_check_and_a_report() -> None:
    found = match([reply(measures="已删除", done=TODAY, new_address="http://site/a")], KNOWN)
    assert [(one.said.kind, one.said.note, one.is_new) for one in found.weighed] == [
        (Answer.AGREED, "", True),
        (Answer.FIXED, "整改措施：已删除；完成时间：2026-07-20；整改后网址：http://site/a", True),
    ]


def test_what_differs_from_what_was_said_before_is_a_conflict_and_is_stored_only_when_asked_to() -> None:
    before = Said(Answer.DISPUTED, "已公开", "李某")
    known = {NUMBER: Issue(7, "民政局", "其他有关材料", "待整改", answers=(before,))}
    assert [(one.before, one.is_new) for one in match([reply()], known).weighed] == [(before, False)]
    assert [(one.before, one.is_new) for one in match([reply()], known, overwrite=True).weighed] == [
        (before, True)
    ]


@pytest.mark.parametrize(
    ("given", "known", "reason"),
    [
        (reply(number="2026-没有"), KNOWN, "没有编号为“2026-没有”的问题"),
        (reply(), {NUMBER: Issue(7, "司法局", "", "待整改")}, "是司法局的问题，不能由民政局答复"),
        (reply(), {NUMBER: Issue(7, "民政局", "", "待整改", is_withdrawn=True)}, "已从清单中撤回"),
    ],
)
def test_a_reply_that_cannot_be_taken_says_why(given: Reply, known: Mapping[str, Issue], reason: str) -> None:
    found = match([given], known, unit="民政局")
    assert found.weighed == ()
    assert reason in str(found.mistakes[0])


def test_an_original_text_that_was_replaced_is_told_and_still_matched_by_number() -> None:
    found = match([reply(quote="身份证原件及复印件")], KNOWN)
    assert "与下发时不同" in found.remarks[0] and len(found.new) == 1
    assert match([reply(quote="其他有关材料")], KNOWN).remarks == ()


@pytest.fixture
def issued(county: Path, tmp_path: Path) -> str:
    """A database with one issued finding of 民政局; the number on its line."""
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}")
    (tmp_path / "out").mkdir()
    migrate(engine)
    with transaction(engine) as session:
        session.add(finding_row(unit="民政局", decided="confirmed"))
        session.flush()
        made = issuing.issue(
            session, "示例县", "第一轮", due=date(2026, 7, 29), on=date(2026, 5, 5), who="王某",
            at=datetime(2026, 5, 5, tzinfo=UTC),
        )  # fmt: skip
        (line,) = issuing.lines_of(session, made.id)
        number = line.number
    engine.dispose()
    return number


def stored(tmp_path: Path) -> list[Claim]:
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}")
    with reading(engine) as session:
        found = claims.of_finding(session, 1)
        session.expunge_all()
    engine.dispose()
    return found


def test_replies_are_stored_once_shown_when_they_differ_and_never_lost(
    zwaudit: Zwaudit, county: Path, issued: str, tmp_path: Path
) -> None:
    file = tmp_path / "回填.xlsx"
    line = {**DONE, "number": issued, "done": "2026-05-06"}
    words = ("import-replies", "--county", str(county), str(file))

    file.write_bytes(workbook({**line, "agreed": "同意"}))
    refused = zwaudit(*words)
    assert refused.returncode == 2 and "只能填" in refused.stderr and stored(tmp_path) == []

    file.write_bytes(workbook(line))
    assert "将写入答复 2 条（属实 1、已报整改 1）" in zwaudit(*words, "--dry-run").stdout
    assert stored(tmp_path) == []
    assert "写入答复 2 条" in zwaudit(*words).stdout
    assert "写入答复 0 条，与已有相同 2 条" in zwaudit(*words).stdout
    assert [(one.kind, one.who) for one in stored(tmp_path)] == [
        ("agreed", "民政局（回填表）"),
        ("fixed", "民政局（回填表）"),
    ]

    file.write_bytes(workbook({**line, "measures": "整份指南重新发布"}))
    told = zwaudit(*words)
    assert told.returncode == 0 and "不一致 1 条" in told.stdout and "--overwrite" in told.stdout
    assert len(stored(tmp_path)) == 2
    assert zwaudit(*words, "--overwrite", "--by", "王某").returncode == 0
    assert [one.note.split("；")[0] for one in stored(tmp_path)[1:]] == [
        "整改措施：已删除兜底表述",
        "整改措施：整份指南重新发布",
    ]
    assert stored(tmp_path)[-1].who == "王某"


def filled(body: bytes, cells: Mapping[str, str]) -> bytes:
    """The workbook that the program wrote, with these cells of its first line filled in by another hand."""
    out = BytesIO()
    with ZipFile(BytesIO(body)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8") if name.endswith(".xml") else old.read(name)
            if name == "xl/worksheets/sheet1.xml" and isinstance(part, str):
                for key, text in cells.items():
                    at = f"{xl_col_to_name(place(key))}{HEADER_ROW + 2}"
                    part, there = re.subn(
                        rf'<c r="{at}"([^>]*?)/>',
                        rf'<c r="{at}"\1 t="inlineStr"><is><t>{text}</t></is></c>',
                        part,
                    )
                    assert there == 1, at
            new.writestr(name, part)
    return out.getvalue()


def test_the_list_that_was_handed_out_comes_back(
    zwaudit: Zwaudit, county: Path, issued: str, tmp_path: Path
) -> None:
    place_ = ("--county", str(county))
    done = zwaudit("papers", *place_, "--format", "xlsx", "--unit", "民政局")
    assert done.returncode == 0, done.stderr
    (written,) = (one for one in (tmp_path / "out" / "papers").rglob("*.xlsx") if "清单" in one.name)
    assert "没有填写任何一条" in zwaudit("import-replies", *place_, str(written)).stderr
    written.write_bytes(filled(written.read_bytes(), {"agreed": "不属实", "objection": "网页上没有这一句"}))
    assert "写入答复 1 条（不属实 1）" in zwaudit("import-replies", *place_, str(written)).stdout
    assert [(one.kind, one.note) for one in stored(tmp_path)] == [("disputed", "网页上没有这一句")]


def test_a_file_that_is_not_there_is_one_line(zwaudit: Zwaudit, county: Path, issued: str) -> None:
    done = zwaudit("import-replies", "--county", str(county), "没有.xlsx")
    assert done.returncode == 2 and "没有.xlsx 不存在" in done.stderr


def test_the_desk_reads_a_list_apart_and_stores_it_for_its_unit_only(
    county: Path, issued: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with open_workspace(county, None, out, None) as workspace:
        jobs = BackgroundJobs(workspace, county, f"sqlite:///{out / 'zwaudit.db'}")
        body = workbook({**DONE, "number": issued, "done": "2026-05-06"})
        given = {"unit": "民政局", "who": "经办人丁"}
        shown = jobs.replies("回填.xlsx", body, **given)
        assert ([one.answer for one in shown.new], shown.stored) == (["属实", "已报整改"], 0)
        assert stored(tmp_path) == []
        foreign = jobs.replies("回填.xlsx", body, unit="公安局", who="经办人戊", store=True)
        assert any("不能由公安局答复" in one for one in foreign.mistakes) and stored(tmp_path) == []
        assert jobs.replies("回填.xlsx", body, **given, store=True).stored == 2
        again = jobs.replies(
            "回填.xlsx", workbook({"number": issued, "agreed": "不属实", "objection": "无"}), **given
        )
        assert [one.before_who for one in again.conflicts] == ["经办人丁（回填表）"] and again.new == ()
        assert "已损坏" in jobs.replies("回填.xlsx", b"no workbook", **given).mistakes[0]
        jobs.stop()
    assert {one.who for one in stored(tmp_path)} == {"经办人丁（回填表）"}
