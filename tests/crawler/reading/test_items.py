"""How the text of a field falls into items."""

from __future__ import annotations

import pytest

from crawler.reading.blocks import Cell, Line, Table
from crawler.reading.columns import list_columns, list_kind_of, material_columns
from crawler.reading.grid import resolve
from crawler.reading.items import items_of
from crawler.reading.lists import proofs_in
from crawler.reading.materials import from_lines, from_table
from crawler.reading.numbering import marker_of
from crawler.reading.text import is_placeholder, tidy


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["1.身份证；2.户口簿；3.其他材料。"], ["身份证", "户口簿", "其他材料。"]),
        (["（一）甲；", "（二）乙。"], ["甲", "乙。"]),
        (["①甲②乙③丙"], ["甲", "乙", "丙"]),
        (["申请人应符合：（1）甲；（2）乙"], ["申请人应符合：", "甲", "乙"]),
        (["甲；乙；丙。"], ["甲", "乙", "丙。"]),
        (["甲；但是乙除外。"], ["甲；但是乙除外。"]),
        (["1.甲；但是乙；还有丙", "2.丁"], ["甲；但是乙；还有丙", "丁"]),
        (["《甲；乙；丙办法》规定的条件"], ["《甲；乙；丙办法》规定的条件"]),
        (["证明（1.甲；2.乙；3.丙）"], ["证明（1.甲；2.乙；3.丙）"]),
        (["提供第1、2、3项材料"], ["提供第1、2、3项材料"]),
        (["注册资本1.5万元；面积10.5平方米"], ["注册资本1.5万元；面积10.5平方米"]),
        (["●甲●乙"], ["甲", "乙"]),
        (["一件事一次办"], ["一件事一次办"]),
        (["2022.3.5前申请"], ["2022.3.5前申请"]),
    ],
)
def test_items(lines: list[str], items: list[str]) -> None:
    assert [item.text for item in items_of(lines)] == items


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [("十二、收费", "一、", 12), ("（三）受理", "（一）", 3), ("5．填表", "1.", 5), ("（1）身份证", "(1)", 1), ("⑵户口簿", "(1)", 2),
     ("3）照片", "1)", 3), ("④其他", "①", 4), ("1.1 孤儿", "1.1", 0), ("第二步：受理", "第一章", 2), ("· 申请表", "●", 0)],
)  # fmt: skip
def test_numbers_before_items(text: str, style: str, value: int) -> None:
    marker = marker_of(text)
    assert marker is not None and (marker.style, marker.value) == (style, value)


@pytest.mark.parametrize(
    "text",
    [
        "一件事",
        "（一式两份）",
        "1.5万元",
        "2022年",
        "10日内",
        "A4纸",
        "（2021）3号",
        "-",
        "一、",
        "第一次申请",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert marker_of(text) is None


@pytest.mark.parametrize(
    ("lines", "names", "remarks"),
    [
        (["身份证、户口簿、申请表"], ["身份证", "户口簿", "申请表"], []),
        (["身份证、户口簿等证明材料"], ["身份证、户口簿等证明材料"], []),
        (["身份证原件、复印件"], ["身份证原件、复印件"], []),
        (["申请表；执业证"], ["申请表", "执业证"], []),
        (["申请人应提交：", "1.身份证", "2.其他"], ["身份证", "其他"], ["申请人应提交：\n身份证\n其他"]),
        (["（一）设立登记", "1.章程", "2.名单"], ["章程", "名单"], ["设立登记\n章程\n名单"]),
        (["1.身份证明", "（1）身份证", "（2）护照"], ["身份证明", "身份证", "护照"], []),
        (["身份证", "注：以上材料一式两份"], ["身份证"], ["注：以上材料一式两份"]),
        (["1", "身份证", "2", "户口簿"], ["身份证", "户口簿"], []),
        (
            ["1.身份证", "2.户口簿", "示例县民政局", "欢迎关注本局公众号。"],
            ["身份证", "户口簿"],
            ["示例县民政局", "欢迎关注本局公众号。"],
        ),
        (["1.身份证", "2.户口簿", "其他证明材料"], ["身份证", "户口簿", "其他证明材料"], []),
        (["（一套材料）", "身份证", "户口簿"], ["身份证", "户口簿"], ["（一套材料）\n身份证\n户口簿"]),
        (["无"], [], []),
        (["其他"], ["其他"], []),
    ],
)
def test_materials_in_text(lines: list[str], names: list[str], remarks: list[str]) -> None:
    found = from_lines(lines)
    assert ([material.name for material in found.rows], list(found.remarks)) == (names, remarks)


def test_a_line_under_each_number_is_its_note() -> None:
    found = from_lines(["1.身份证明", "原件及复印件。", "2.照片", "二寸，两张。"])
    assert [(row.name, row.note) for row in found.rows] == [
        ("身份证明", "原件及复印件。"),
        ("照片", "二寸，两张。"),
    ]


def test_a_bracket_below_a_material_is_its_note() -> None:
    found = from_lines(["1.身份证", "（验原件）", "2.户口簿", "3.照片"])
    assert [(row.name, row.note) for row in found.rows] == [
        ("身份证", "（验原件）"),
        ("户口簿", ""),
        ("照片", ""),
    ]


def table(*rows: str) -> Table:
    return Table(resolve([[Cell((Line(text),) if text else ()) for text in row.split("|")] for row in rows]))


def test_a_table_of_materials_keeps_every_cell() -> None:
    (first, second, third) = from_table(
        table(
            "序号|材料名称|材料形式|来源渠道|必要性|份数|是否告知承诺|是否容缺|填报须知",
            "1|申请表|原件|申请人自备|必要|1|否|否|加盖公章",
            "2|无犯罪记录证明|电子|政府部门核发|容缺后补|1|是|是|",
            "3|其他|—|—|—|—|||",
        )
    ).rows
    assert (first.form, first.source, first.necessity, first.copies, first.note) == (
        "原件",
        "申请人自备",
        "必要",
        "1",
        "加盖公章",
    )
    assert (second.commitment, second.deferrable, second.necessity) == ("是", "是", "容缺后补")
    assert third.name == "其他"


def test_a_table_without_a_header_row_takes_the_longest_texts_for_names() -> None:
    found = from_table(table("1|企业名称预先核准申请书|1份", "2|法定代表人身份证复印件|1份"))
    assert [material.name for material in found.rows] == ["企业名称预先核准申请书", "法定代表人身份证复印件"]


@pytest.mark.parametrize(
    ("head", "meanings"),
    [
        ("序 号|提 交 材 料 名 称|份数（份）|备 注", ("number", "name", "copies", "note")),
        ("材料名称|是否可告知承诺|能否容缺", ("name", "commitment", "deferrable")),
        ("事项名称|办理地点", ()),
        ("1|身份证|1", ()),
    ],
)
def test_columns_of_materials(head: str, meanings: tuple[str, ...]) -> None:
    assert material_columns(table(head).rows[0]) == meanings


@pytest.mark.parametrize(
    ("head", "meanings"),
    [
        (
            "序号|证明事项名称|设定依据（法律法规）|索要单位|原开具单位",
            ("NUMBER", "PROOF", "BASIS", "UNIT", "ISSUER"),
        ),
        (
            "政策名称|适用对象|兑现部门|享受方式|有效期",
            ("POLICY", "AUDIENCE", "PAYER", "ENJOY", "VALID_UNTIL"),
        ),
        ("姓名|性别|单位", ()),
    ],
)
def test_columns_of_lists(head: str, meanings: tuple[str, ...]) -> None:
    assert list_columns(table(head).rows[0]) == meanings


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("示例县取消证明事项清单", "证明事项取消清单"),
        ("示例县保留的证明事项目录", "证明事项保留清单"),
        ("“免申即享”惠企政策清单", "免申即享清单"),
        ("示例县惠企政策清单", "惠企政策清单"),
        ("证明事项告知承诺制清单", "告知承诺事项清单"),
        ("示例县“一件事一次办”事项清单", "一件事一次办清单"),
        ("行政审批中介服务事项清单", "中介服务清单"),
        ("村级便民服务事项目录", "乡村事项目录"),
        ("最低生活保障办事指南", None),
        ("权责清单", None),
    ],
)
def test_kinds_of_list(title: str, kind: str | None) -> None:
    assert list_kind_of(title) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("亲属关系证明、居住证明", ["亲属关系证明", "居住证明"]),
        ("婚姻、生育状况证明", ["婚姻、生育状况证明"]),
        ("证明（原件、复印件）", ["证明（原件、复印件）"]),
        ("1.健在证明 2.死亡证明", ["健在证明", "死亡证明"]),
        ("无犯罪记录证明", ["无犯罪记录证明"]),
    ],
)
def test_several_proofs_in_one_cell(text: str, names: list[str]) -> None:
    assert proofs_in(text) == names


@pytest.mark.parametrize("text", ["无", "——", "-", "略", "/", "见备注", "暂无。", " 无 ", "0", "同上"])
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无犯罪记录证明", "略图", "其他", "不收费", "无需提交"])
def test_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)


def test_white_space_is_shown_as_a_browser_shows_it() -> None:
    assert tidy("　　申请\n  材料：A4 \xa0\xa0 纸\n b ") == "申请材料：A4 纸 b"
