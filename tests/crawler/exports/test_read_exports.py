"""Exports as offices hand them in: titles above, merged cells, totals below, and everything that is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.export_records import export_to_json
from checks.exports import ROWS, Case, ExportKind, IntermediaryProject, LicenceStock, Rating
from checks.text.personal import is_identity_number
from crawler.exports.columns import known, plain, wrong_alias
from crawler.exports.errors import ExportMistake
from crawler.exports.fields import FIELDS
from crawler.exports.privacy import is_personal
from crawler.exports.reading import Taken, Wanted, read_export
from tests.crawler.exports.sheets_made import csv, xls, xlsx

UNITS = {"民政局": "民政局", "示例县民政局": "民政局", "水利局": "水利局", "水务局": "水利局"}
DAY = date(2022, 7, 1)


def look(text: str) -> tuple[str, bool]:
    return UNITS.get(text.strip(), ""), text.startswith("南阳市")


def taken(body: bytes, file: str = "导出.xlsx", **more: Any) -> Taken:
    return read_export(body, file, Wanted(look, DAY, **more))


def refused(body: bytes, file: str = "导出.xlsx", **more: Any) -> str:
    with pytest.raises(ExportMistake) as caught:
        taken(body, file, **more)
    assert "\n" not in str(caught.value)
    return str(caught.value)


PROJECTS = [
    ["示例县中介超市项目明细", None, None, None, None],
    ["统计时间：2022年4月1日至6月30日", None, None, "导出时间：2022-07-02", None],
    ["序号", "项目编号", "采购单位", "成交时间", "金额（元）"],
    [1, "ZJ202204001", "示例县民政局", date(2022, 4, 6), 12000],
    [2, "ZJ202205001", "水务局", 44697, 8000],
    ["合计", None, None, None, 20000],
    ["制表人：张某", None, None, None, None],
]
RATINGS = [
    ["办件编号", "实施部门", "评价人姓名", "联系电话", "评价时间", "评价等级", "评价内容", "整改状态"],
    ["411325202204150001", "民政局", "张某某", "13800000000", "2022-04-15 10:20:30", "非常满意", "电话13800000000", ""],
    ["411325202204150002", "民政局", "李某某", "13800000001", "2022/4/16", "不满意", "态度差", "未整改"],
    ["411325202204150003", "民政局", "王某某", "13800000002", "2022年4月17日", "默认好评", "", ""],
    ["411325202204150004", "民政局", "赵某某", "13800000003", "20220418", "未评价", "", ""],
]  # fmt: skip


def test_titles_merged_cells_totals_and_footers() -> None:
    found = taken(xlsx(PROJECTS, merges=[(0, 0, 0, 4)]))
    export = found.export
    assert export.kind is ExportKind.PROJECTS and export.title == "示例县中介超市项目明细"
    assert (export.since, export.until, export.exported_on) == (
        date(2022, 4, 1),
        date(2022, 6, 30),
        date(2022, 7, 2),
    )
    rows = [row for row in export.rows if isinstance(row, IntermediaryProject)]
    assert [(row.unit, row.number, row.dealt_on) for row in rows] == [
        ("民政局", "ZJ202204001", date(2022, 4, 6)),
        ("水利局", "ZJ202205001", date(2022, 5, 16)),
    ]
    assert found.dropped == {"合计行": 1, "表尾说明": 1}
    assert export.columns == {"number", "unit", "dealt_on"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(xlsx(RATINGS), id="xlsx"),
        pytest.param(xls(RATINGS), id="xls"),
        pytest.param(csv(RATINGS, "gb18030"), id="csv in GB18030"),
        pytest.param(csv(RATINGS, "utf-8-sig"), id="csv in UTF-8"),
        pytest.param(csv(RATINGS, "utf-16", "\t"), id="text with tabs"),
    ],
)
def test_the_same_of_every_format(body: bytes) -> None:
    found = taken(body, "好差评.dat")
    rows = [row for row in found.export.rows if isinstance(row, Rating)]
    assert [(row.case[-4:], row.level, row.default, row.rated_on) for row in rows] == [
        ("0001", 5, None, date(2022, 4, 15)),
        ("0002", 2, None, date(2022, 4, 16)),
        ("0003", 4, True, date(2022, 4, 17)),
    ]
    assert [row.mended for row in rows] == [None, False, None]
    assert found.dropped == {"没有填写“评价等级”": 1}


def test_nothing_of_a_person_is_kept() -> None:
    found = taken(
        xlsx({"13800000000": [["好差评导出 联系人 13800000000"], *RATINGS]}), "好差评 13800000000.xlsx"
    )
    kept = str(export_to_json(found.export))
    for secret in ("张某某", "李某某", "13800000000", "13800000001", "态度差"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("评价时间", "张某某"),
        ("评价时间", "13800000000"),
        ("评价等级", "李某某"),
        ("评价等级", "411325199001011234"),
    ],
)
def test_an_error_names_nobody(heading: str, value: str) -> None:
    head = ["办件编号", "实施部门", "评价时间", "评价等级"]
    row = ["B1", "民政局", "2022-04-15", "满意"]
    row[head.index(heading)] = value
    said = refused(xlsx([head, row]))
    assert value not in said and "第 2 行" in said and heading in said


def test_an_identity_number_is_no_case_number() -> None:
    number = next(each for sign in "0123456789X" if is_identity_number(each := "41990019900101123" + sign))
    said = refused(xlsx([RATINGS[0], [number, "民政局", "", "", "2022-04-15", "满意", "", ""]]))
    assert "身份证号" in said and "4199" not in said


@pytest.mark.parametrize("value", [4.11325202204e17, 411325202204150001, "4.11325E+17", "1.1E+30"])
def test_a_code_that_the_spreadsheet_spoilt_is_an_error(value: Any) -> None:
    said = refused(
        xlsx([["办件编号", "受理时间", "实施部门", "事项名称"], [value, "2022-04-15", "民政局", "甲"]]),
        kind=ExportKind.CASES,
    )
    assert "科学计数法" in said and "办件编号" in said


def test_a_missing_column_is_named_with_what_was_tried() -> None:
    said = refused(
        xlsx({"4月": [["办件编号", "评价时间", "满意吗"], ["B1", "2022-04-01", "是"]]}),
        kind=ExportKind.RATINGS,
    )
    for word in (
        "导出.xlsx",
        "工作表“4月”",
        "缺少“评价等级”",
        "满意度",
        "表中的栏目：办件编号、评价时间、满意吗",
    ):
        assert word in said
    assert "缺少“评价等级”" in refused(xlsx([["办件编号", "评价时间"], ["B1", "2022-04-01"]]), "好差评.xlsx")


def test_a_sheet_that_lacks_a_column_is_not_left_out() -> None:
    good = [["办件编号", "评价时间", "评价等级", "实施部门"], ["B1", "2022-04-01", "满意", "民政局"]]
    bad = [["办件编号", "评价时间", "实施部门"], ["B2", "2022-05-01", "民政局"]]
    assert "工作表“5月”缺少“评价等级”" in refused(xlsx({"4月": good, "5月": bad}))
    found = taken(xlsx({"4月": good, "说明": [["本表由系统导出"], ["请勿修改"]]}))
    assert found.skipped == ("说明",) and len(found.export.rows) == 1


TWO = [
    ["办件编号", "办件流水号", "评价时间", "评价等级", "实施部门"],
    ["B1", "X1", "2022-04-01", "满意", "民政局"],
]


def test_two_columns_that_could_both_be_it_are_an_error() -> None:
    said = refused(xlsx(TWO))
    assert "A栏“办件编号”和B栏“办件流水号”都可能是“办件编号”" in said and "county.toml" in said
    own = {"好差评": {"办件编号": ["办件流水号"]}}
    [row] = taken(xlsx(TWO), aliases=own).export.rows
    assert isinstance(row, Rating) and row.case == "X1"
    same = [TWO[0], ["B1", "B1", "2022-04-01", "满意", "民政局"]]
    assert len(taken(xlsx(same)).export.rows) == 1


def test_the_county_adds_its_own_headings() -> None:
    rows = [["单号", "评价时间", "评价等级", "实施部门"], ["B1", "2022-04-01", "满意", "民政局"]]
    assert "认不出" in refused(xlsx(rows))
    [row] = taken(xlsx(rows), aliases={"好差评": {"办件编号": ["单号"]}}).export.rows
    assert isinstance(row, Rating) and row.case == "B1"


@pytest.mark.parametrize(
    ("aliases", "said"),
    [
        ({"好评": {}}, "没有“好评”这种数据导出"),
        ({"好差评": {"编号": ["a"]}}, "没有“编号”这一栏"),
        ({"好差评": {"办件编号": ["身份证号"]}}, "个人信息"),
        ({"好差评": {"办件编号": ["单号"]}}, ""),
    ],
)
def test_wrong_additions_are_named(aliases: Any, said: str) -> None:
    assert said in wrong_alias(aliases) and bool(said) is bool(wrong_alias(aliases))


def test_headings_in_two_rows() -> None:
    rows = [
        ["单位", "证照名称", "归集情况", None, "时限"],
        [None, None, "应归集量（条）", "已归集量（条）", "最近推送时间"],
        ["民政局", "社会团体登记证书", "1,234条", 12, "2022-06-30"],
        [None, "养老许可", 0, "—", ""],
    ]
    found = taken(
        xlsx(rows, merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (2, 0, 3, 0)]), "电子证照.xlsx"
    )
    stock = [row for row in found.export.rows if isinstance(row, LicenceStock)]
    assert [(row.unit, row.due, row.collected, row.pushed_on) for row in stock] == [
        ("民政局", 1234, 12, date(2022, 6, 30)),
        ("民政局", 0, None, None),
    ]
    assert found.export.since is None and found.export.exported_on == DAY


def test_sheets_of_months_are_one_export() -> None:
    head = ["项目编号", "项目业主", "发布时间"]
    months = {
        "4月": [head, ["P1", "民政局", "2022-04-05"]],
        "5月": [head],
        "6月": [head, ["P2", "民政局", "2022-06-05"], ["P1", "水利局", "2022-06-06"]],
    }
    found = taken(xlsx(months))
    assert (found.export.since, found.export.until) == (date(2022, 4, 1), date(2022, 6, 30))
    assert [row.unit for row in found.export.rows] == ["民政局", "水利局"]
    assert found.dropped == {"编号重复，以后面的一行为准": 1}


def test_without_a_word_the_rows_tell_the_period() -> None:
    rows = [
        ["项目编号", "项目业主", "发布时间"],
        ["P1", "民政局", "2022-04-05"],
        ["P2", "水利局", "2022-06-07"],
    ]
    export = taken(xlsx(rows)).export
    assert (export.since, export.until, export.unit) == (date(2022, 4, 5), date(2022, 6, 7), "")
    told = taken(xlsx(rows), since=date(2022, 4, 1), until=date(2022, 6, 30)).export
    assert (told.since, told.until) == (date(2022, 4, 1), date(2022, 6, 30))


def test_an_export_with_one_unit_is_of_that_unit() -> None:
    rows = [["项目编号", "项目业主", "发布时间"], ["P1", "民政局", "2022-04-05"]]
    assert taken(xlsx(rows)).export.unit == "民政局"
    assert taken(xlsx(rows), unit="全县").export.unit == ""
    assert "表中却还有：民政局" in refused(xlsx(rows), unit="水利局")


def test_a_file_told_to_be_of_a_unit_needs_no_column_of_units() -> None:
    rows = [
        ["办件编号", "办件状态", "受理时间", "事项名称", "受理渠道"],
        ["B1", "办结", "2022-04-05", "低保", "河南政务服务网"],
    ]
    assert "实施部门或事项编码" in refused(xlsx(rows), kind=ExportKind.CASES)
    [row] = taken(xlsx(rows), kind=ExportKind.CASES, unit="民政局").export.rows
    assert isinstance(row, Case) and (row.unit, row.online) == ("民政局", True)


def test_names_that_nobody_knows_are_listed() -> None:
    rows = [["项目编号", "项目业主", "发布时间"], ["P1", "民政局", "2022-04-05"], ["P2", "示例县某某学校", "2022-04-06"],
            ["P3", "南阳市水利局", "2022-04-07"], ["P4", "张某某", "2022-04-07"], ["P5", None, "2022-04-08"]]  # fmt: skip
    found = taken(xlsx(rows))
    assert found.export.strangers == ("张某", "示例县某某学校")
    assert found.dropped == {"单位名称没有认出": 2, "不是本县的单位": 1, "没有填写单位": 1}
    assert "没有一行的单位能认出：示例县某某学校" in refused(xlsx([rows[0], rows[2]]))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(b"", "文件是空的", id="empty"),
        pytest.param(xlsx([[None]]), "表格中没有内容", id="an empty sheet"),
        pytest.param(xlsx([RATINGS[0]]), "没有一行数据", id="headings only"),
        pytest.param(xlsx(RATINGS)[:-400], "无法识别", id="cut off"),
        pytest.param(xls(RATINGS)[:600], "", id="xls cut off"),
        pytest.param(b"<html><body>a</body></html>", "--source", id="a page"),
        pytest.param("只有一段话".encode(), "不是表格", id="a text"),
        pytest.param(xlsx([["甲", "乙"], ["一", "二"]]), "认不出是哪种数据导出", id="another table"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "", id="a broken container"),
    ],
)
def test_what_is_no_export_is_one_line(body: bytes, said: str) -> None:
    assert said in refused(body)


def test_a_table_that_may_be_several_asks_which() -> None:
    rows = [["单位名称", "中介机构名称"], ["民政局", "示例测绘有限公司"]]
    assert "可能是几种数据导出（中介机构入驻名录、中介机构清单）" in refused(xlsx(rows))
    assert taken(xlsx(rows), "中介机构清单.xlsx").export.kind is ExportKind.LISTED
    assert taken(xlsx(rows), kind=ExportKind.AGENCIES).export.kind is ExportKind.AGENCIES


@pytest.mark.parametrize("kind", list(ExportKind))
def test_the_table_of_headings_is_sound(kind: ExportKind) -> None:
    table = known()[kind]
    headings = [plain(heading) for named in table.titles.values() for heading in named]
    assert len(headings) == len(set(headings)), "one heading, one column"
    assert not [heading for heading in headings if is_personal(heading)]
    assert set(FIELDS[kind]) == set(table.titles)
    names = {field.name for field in FIELDS[kind].values()} - {"legal_unit", "promised_unit"}
    assert names <= set(ROWS[kind].__dataclass_fields__)
    assert {title for group in (table.required, *table.any_of) for title in group} <= set(table.titles)
    assert any(field.key for field in FIELDS[kind].values()) or kind is ExportKind.PROJECTS
