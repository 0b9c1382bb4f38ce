"""`zwaudit form` and `zwaudit import` of what a clerk filled in, from the empty workbook to the findings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.self_check.layout import HEAD_ROW, SHEET
from audit.self_check.reading import read_form
from audit.self_check.writing import empty_form
from checks.evidence import Unit
from counties.loading import load
from crawler.documents import excel
from rules import all_rules
from tests.audit.conftest import Zwaudit
from tests.audit.self_check_forms import fill, picture, workbook

AREA, OPEN = "t01-area-below-150/area", "t01-area-below-150/open"
ZONES = "t03-zones-missing/zones"
REPORT = "m-report-late/day"
COMMON = {
    "是否已公开": "否",
    "未公开理由": "内部资料，不属于公开范围",
    "纸质件已交": "是",
    "电子件已交": "是",
}
GOOD_AREA = {"填写内容": "150", "复印件文件": "测量图.pdf", "照片文件": "大厅.jpg", **COMMON}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A county of two townships and a department, and the empty form of one township beside its proofs."""
    (tmp_path / "county" / "window").mkdir(parents=True)
    profile = """
name = "示例县"
code = "419900"
[[source]]
name = "窗口办事指南"
channel = "window"
path = "window"
[rounds]
self_report_due = "2022-04-11"
[pictures]
per_night = 0

[[unit]]
name = "灌涨镇"
kind = "township"
[[unit]]
name = "马山口镇"
kind = "township"
[[unit]]
name = "民政局"
"""
    (tmp_path / "county" / "county.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "测量图.pdf").write_bytes(b"%PDF-1.4 map")
    picture(tmp_path / "大厅.jpg")
    path = tmp_path / "灌涨镇.xlsx"
    path.write_bytes(empty_form(Unit("灌涨镇", "township"), all_rules(), on_site=False))
    return path


@pytest.fixture
def take(zwaudit: Zwaudit) -> Any:
    """Import files on a day, and return what was printed with the findings that now stand."""

    def run(*files: str, day: str = "2022-03-10") -> tuple[Any, dict[tuple[str, str], dict[str, Any]]]:
        done = zwaudit("import", "--county", "county", "--as-of", day, *files)
        lines = zwaudit("export", "--db", "sqlite:///out/zwaudit.db").stdout.splitlines()
        found = {(one["rule"], one["unit"]): one for one in map(json.loads, lines)}
        return done, found

    return run


def test_the_form_asks_everything_with_its_threshold_and_proof(form: Path) -> None:
    rows = dict(excel.rows_of(form.read_bytes()))[SHEET]
    asked = {row[0]: dict(zip(rows[HEAD_ROW], row, strict=True)) for row in rows[HEAD_ROW + 1 :]}
    assert "不少于150㎡" in asked[AREA]["怎样填"] and "测量图复印件" in asked[AREA]["须附佐证"]
    assert "等候区" in asked[ZONES]["怎样填"] and "等候区" in asked[ZONES]["须附佐证"]
    assert {key.partition("/")[0][:3] for key in asked} == {"c06", "m-r", *(f"t0{n}" for n in range(1, 9))}
    assert all(row["怎样填"] and row["问题"] and row["指标"] for row in asked.values())


def test_what_falls_short_becomes_a_finding_and_what_is_mended_is_fixed(form: Path, take: Any) -> None:
    fill(form, {AREA: {**GOOD_AREA, "填写内容": "149"}, OPEN: {"填写内容": "是"}})
    done, found = take(form.name)
    assert done.returncode == 0, done.stderr
    finding = found["t01-area-below-150", "灌涨镇"]
    assert (finding["verdict"], finding["status"], finding["channel"]) == ("fail", "待复核", "form")
    assert "使用面积149㎡，不足150㎡" in finding["message"] and finding["quote"] == "149"
    assert set(found) == {("t01-area-below-150", "灌涨镇")}

    done, found = take(form.name)
    assert "1 项与上次相同" in done.stdout and "问题清单没有变化" in done.stdout

    fill(form, {AREA: {"填写内容": "148"}}, day="2022-03-10")
    _, found = take(form.name, day="2022-03-11")
    again = found["t01-area-below-150", "灌涨镇"]
    assert again["id"] == finding["id"] and again["quote"] == "148" and again["status"] == "待复核"

    fill(form, {AREA: {"填写内容": "150㎡"}}, day="2022-03-12")
    _, found = take(form.name, day="2022-03-12")
    assert found["t01-area-below-150", "灌涨镇"]["status"] == "已整改"


def test_an_older_form_does_not_undo_a_newer_one(form: Path, take: Any) -> None:
    fill(form, {AREA: GOOD_AREA, OPEN: {"填写内容": "是"}}, day="2022-03-09")
    take(form.name)
    fill(form, {AREA: {"填写内容": "140"}}, day="2022-03-08")
    done, found = take(form.name)
    assert "1 项早于已有的填报，没有采用" in done.stdout and not found


def test_nothing_is_said_of_who_did_not_answer_before_the_day_is_over(form: Path, take: Any) -> None:
    fill(form, {AREA: GOOD_AREA, OPEN: {"填写内容": "是"}})
    assert not take(form.name, day="2022-04-11")[1]
    fill(form, {AREA: {"填写内容": "151"}}, day="2022-03-20")
    _, found = take(form.name, day="2022-04-12")
    late = {unit: one for (rule, unit), one in found.items() if rule == "m-report-late"}
    assert set(late) == {"灌涨镇", "马山口镇", "民政局"} and set(found) == {
        ("m-report-late", u) for u in late
    }
    assert late["马山口镇"]["verdict"] == "review" and "应于4月11日前报送" in late["马山口镇"]["message"]


def test_a_late_report_and_open_questions_are_two_findings(form: Path, take: Any, zwaudit: Zwaudit) -> None:
    fill(form, {REPORT: {"填写内容": "2022-04-12", "纸质件已交": "是", "电子件已交": "是"}}, day="2022-04-12")
    take(form.name, day="2022-04-13")
    lines = zwaudit("export", "--db", "sqlite:///out/zwaudit.db", "--unit", "灌涨镇").stdout.splitlines()
    said = {one["field"]: one for one in map(json.loads, lines)}
    assert "于2022-04-12报送，晚于规定时限4月11日" in said["day"]["message"]
    assert "28项没有填报" in said["unanswered"]["message"]
    assert (said["day"]["severity"], said["unanswered"]["severity"]) == ("S2", "S3")


def test_nights_and_re_checks_leave_answers_as_they_are(form: Path, take: Any, zwaudit: Zwaudit) -> None:
    window = form.parent / "county" / "window" / "民政局"
    window.mkdir()
    (window / "指南.txt").write_text("低保办事指南\n申请材料\n1.身份证\n", encoding="utf-8")
    fill(form, {AREA: {**GOOD_AREA, "填写内容": "149"}, OPEN: {"填写内容": "是"}})
    take(form.name)
    for day in ("2022-03-11", "2022-03-12"):
        zwaudit("audit", "--county", "county", "--as-of", day)
    done = zwaudit("recheck", "--county", "county", "--unit", "灌涨镇", "--as-of", "2022-03-12")
    assert done.returncode == 0, done.stderr
    exported = zwaudit("export", "--db", "sqlite:///out/zwaudit.db", "--unit", "灌涨镇").stdout
    assert json.loads(exported)["status"] == "待复核"

    profile = form.parent / "county" / "county.toml"
    lower = "\n[rules.t01-area-below-150]\nlimit = 100\n"
    profile.write_text(profile.read_text(encoding="utf-8") + lower, encoding="utf-8")
    zwaudit("audit", "--county", "county", "--as-of", "2022-03-13")
    exported = zwaudit("export", "--db", "sqlite:///out/zwaudit.db", "--unit", "灌涨镇").stdout
    assert json.loads(exported)["status"] == "已撤销"


def test_an_assessor_rules_and_a_new_answer_does_not_undo_it(form: Path, zwaudit: Zwaudit, take: Any) -> None:
    fill(form, {AREA: GOOD_AREA, OPEN: {"填写内容": "是"}})
    take(form.name)
    site = form.with_name("现场.xlsx")
    zwaudit("form", "灌涨镇", "--county", "county", "--on-site", "--out", site.name)
    ruled = {"现场核验结论": "不达标", "核验说明": "实测138㎡", "核验日期": "2022-03-15"}
    fill(site, {AREA: ruled}, day="2022-03-15", role="评估员")
    done, found = take(site.name, day="2022-03-15")
    assert "含现场核验结论 1 项" in done.stdout
    finding = found["t01-area-below-150", "灌涨镇"]
    assert finding["verdict"] == "fail" and "现场核验不达标：实测138㎡" in finding["message"]

    fill(form, {AREA: {"填写内容": "160"}}, day="2022-03-20")
    _, found = take(form.name, day="2022-03-20")
    again = found["t01-area-below-150", "灌涨镇"]
    assert again["id"] == finding["id"] and again["status"] == "待复核"
    assert again["verdict"] == "review" and "须再次现场核验" in again["message"]


def test_the_same_photo_of_two_townships_is_for_a_person(form: Path, zwaudit: Zwaudit, take: Any) -> None:
    fill(form, {AREA: GOOD_AREA, OPEN: {"填写内容": "是"}})
    other = form.with_name("马山口镇.xlsx")
    zwaudit("form", "马山口镇", "--county", "county", "--out", other.name)
    picture(form.with_name("门厅.jpg"), size=(640, 480), quality=70)
    fill(other, {AREA: {**GOOD_AREA, "照片文件": "门厅.jpg"}, OPEN: {"填写内容": "是"}})
    done, found = take(form.name, other.name)
    assert done.returncode == 0, done.stderr
    assert set(found) == {("m-evidence-reused", "灌涨镇"), ("m-evidence-reused", "马山口镇")}
    assert found["m-evidence-reused", "灌涨镇"]["verdict"] == "review"


def mistakes(form: Path) -> list[str]:
    """What is wrong with a form, without the command around it."""
    profile = load(form.parent / "county")
    read = read_form(form, form.read_bytes(), profile, all_rules(), today=date(2022, 4, 20))
    return [str(mistake) for mistake in read.mistakes]


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({AREA: {"填写内容": "约150"}}, "G20：“约150”不是数字"),
        ({AREA: {"填写内容": "-3"}}, "G20：“-3”不是数字"),
        ({OPEN: {"填写内容": "大概是"}}, "G21：“大概是”应为“是”或“否”"),
        ({ZONES: {"填写内容": "窗口服务区、休息区"}}, "“休息区”不在可填的名称内"),
        ({AREA: {"照片文件": "没有.jpg"}}, "找不到文件“没有.jpg”"),
        ({AREA: {"照片文件": "空.jpg"}}, "文件“空.jpg”是空的"),
        ({AREA: {"照片文件": "../county/county.toml"}}, "应只写文件名"),
        ({AREA: {"照片文件": "D:\\照片\\大厅.jpg"}}, "应只写文件名"),
        ({AREA: {"网址": "见县政府网站"}}, "“见县政府网站”不是网址"),
        ({AREA: {"是否已公开": "部分"}}, "“是否已公开”填了“部分”"),
        ({AREA: {"是否已公开": "是"}, OPEN: {"是否已公开": "否"}}, "与同一核查内容的另一行不一致"),
        ({AREA: {"未公开理由": "联系人电话13800000000"}}, "含有身份证号或手机号"),
        ({REPORT: {"填写内容": "四月初"}}, "“四月初”不是日期"),
        ({}, "没有填写任何一项"),
    ],
)
def test_a_mistake_is_named_with_its_cell(form: Path, filled: Any, said: str) -> None:
    form.with_name("空.jpg").write_bytes(b"")
    fill(form, filled)
    (only,) = mistakes(form)
    assert only.startswith("灌涨镇.xlsx：") and said in only and "13800000000" not in only


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"day": ""}, "B3：没有填写填报日期"),
        ({"day": "2099-01-01"}, "晚于今天"),
        ({"unit": "城关镇"}, "B2：单位名单里没有“城关镇”"),
        ({"unit": "民政局"}, "不是这个单位要填的项"),
        ({"role": "张某 13800000000"}, "B4：含有身份证号或手机号"),
    ],
)
def test_a_wrong_head_is_named(form: Path, more: dict[str, str], said: str) -> None:
    fill(form, {AREA: GOOD_AREA}, **more)  # type: ignore[arg-type]
    assert said in "\n".join(mistakes(form))


def test_all_mistakes_are_told_and_nothing_is_taken(form: Path, take: Any) -> None:
    fill(form, {AREA: {"填写内容": "约150"}, OPEN: {"填写内容": "大概是"}, ZONES: {"填写内容": "等候区"}})
    done, found = take(form.name)
    assert done.returncode == 2 and not found
    assert (
        "G20" in done.stderr and "G21" in done.stderr and "自查表有 2 处要改，什么都没有改变" in done.stderr
    )


def test_a_changed_layout_is_named(form: Path) -> None:
    rows = dict(excel.rows_of(form.read_bytes()))[SHEET]
    rows[HEAD_ROW][rows[HEAD_ROW].index("网址")] = "链接"
    rows[HEAD_ROW + 1][0] = "m-report-late/when"
    form.write_bytes(workbook(rows))
    assert "缺少栏目“网址”" in "\n".join(mistakes(form))


def test_a_filled_form_is_never_overwritten(form: Path, zwaudit: Zwaudit) -> None:
    done = zwaudit("form", "灌涨镇", "--county", "county", "--out", form.name)
    assert done.returncode == 2 and "没有覆盖" in done.stderr
    assert zwaudit("form", "城关镇", "--county", "county", "--out", "x.xlsx").returncode == 2


def test_forms_of_all_units_are_written_at_once(form: Path, zwaudit: Zwaudit, tmp_path: Path) -> None:
    assert zwaudit("form", "--county", "county", "--out", "all").returncode == 0
    assert sorted(file.name for file in (tmp_path / "all").iterdir()) == [
        "自查表-民政局.xlsx", "自查表-灌涨镇.xlsx", "自查表-马山口镇.xlsx",
    ]  # fmt: skip


def test_two_forms_of_one_unit_are_a_mistake(form: Path, take: Any, tmp_path: Path) -> None:
    fill(form, {AREA: GOOD_AREA})
    (tmp_path / "副本.xlsx").write_bytes(form.read_bytes())
    done, found = take(form.name, "副本.xlsx")
    assert done.returncode == 2 and "同一单位（灌涨镇）" in done.stderr and not found


def test_another_workbook_is_no_form(form: Path, take: Any, tmp_path: Path) -> None:
    (tmp_path / "别的.xlsx").write_bytes(workbook([["单位", "数量"]], name="Sheet1"))
    done, _ = take("别的.xlsx")
    assert done.returncode == 2 and "--source" in done.stderr
