"""Labels as they are really printed, and words that only look like labels."""

from __future__ import annotations

import pytest

from crawler.reading.labels import LABELS, heading_label, label_of
from crawler.reading.run_in import run_in, segments


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("申请材料", "materials"),
        ("四、申 请 材 料：", "materials"),
        ("【申请材料】", "materials"),
        ("（二）所需材料:", "materials"),
        ("申请材料（一式两份）", "materials"),
        ("★受理条件", "conditions"),
        ("本事项办理条件", "conditions"),
        ("监督投诉\n电话", "complaint_phone"),
        ("办理时间、地点", "location"),
        ("法定办结时限（工作日）", "legal"),
        ("承诺办结时限：", "promised"),
        ("收费依据及标准", "fees"),
        ("事项审查类型", "handling_type"),
        ("办理条件如下：", "conditions"),
    ],
)
def test_a_label_however_it_is_decorated(text: str, field: str) -> None:
    found = label_of(text)
    assert found is not None and field in found.fields


@pytest.mark.parametrize(
    "text", ["申请材料齐全的", "申请人", "身份证", "其他材料", "申请人提交材料", "办理", "", "：", "一、"]
)
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("申请特困人员救助供养需要提供的资料", "materials"),
        ("低保申请条件", "conditions"),
        ("二、低保办理流程", "process"),
    ],
)
def test_a_heading_may_name_the_item_as_well(text: str, field: str) -> None:
    found = heading_label(text)
    assert found is not None and field in found.fields


@pytest.mark.parametrize(
    "text", ["申请人到窗口提交材料", "不符合申请条件，予以退回", "申请材料齐全的，当场受理"]
)
def test_sentences_are_no_headings(text: str) -> None:
    assert heading_label(text) is None


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("四、申请材料:(1)身份证", "申请材料", "(1)身份证"),
        ("【咨询电话】0377-65330000", "咨询电话", "0377-65330000"),
        ("申请材料1.户口簿；2.照片", "申请材料", "1.户口簿；2.照片"),
        ("咨询电话0377-65330000", "咨询电话", "0377-65330000"),
        ("办理时限当场办结", "办理时限", "当场办结"),
        ("法定期限 20个工作日", "法定期限", "20个工作日"),
        ("公益性公墓的具体流程：申请、审批", "公益性公墓的具体流程", "申请、审批"),
    ],
)
def test_label_and_value_on_one_line(text: str, label: str, value: str) -> None:
    found = run_in(text)
    assert found is not None and (found[0], found[2]) == (label, value)


@pytest.mark.parametrize(
    "text", ["申请材料齐全的，受理：", "根据《条例》第三条：应当", "收费标准2020年修订", "咨询服务台"]
)
def test_lines_without_a_label(text: str) -> None:
    assert run_in(text) is None


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("前台窗口办理或网上办理办理时限：5个工作日", ["前台窗口办理或网上办理", "办理时限：5个工作日"]),
        ("【事项名称】甲【申请材料】身份证", ["【事项名称】甲", "【申请材料】身份证"]),
        ("基本编码：00｜实施编码：11", ["基本编码：00", "实施编码：11"]),
        ("县政务大厅。六、咨询电话：12345", ["县政务大厅。", "六、咨询电话：12345"]),
        ("不符合申请条件：不予受理", ["不符合申请条件：不予受理"]),
        ("身份证（办理地点：派出所）", ["身份证（办理地点：派出所）"]),
    ],
)
def test_labels_inside_a_line(text: str, pieces: list[str]) -> None:
    assert segments(text) == pieces


def test_every_label_in_the_table_is_found_as_printed() -> None:
    assert [text for text in LABELS if label_of(text) is None] == []
