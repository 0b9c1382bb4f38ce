"""csv: a table in any encoding and with any separator; prose with commas stays prose."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from checks.evidence import Channel, Guide, PageKind, Publication
from crawler.documents import read_document, separated
from crawler.reading.blocks import Table
from crawler.reading.grid import WIDEST
from crawler.reading.reading import Visit

VISIT = Visit("file:///a.csv", Channel.WINDOW, unit_hint="司法局")
ROWS = [
    ["序号", "事项名称", "实施主体", "申请材料", "承诺时限（工作日）", "咨询电话"],
    ["1", "法律援助审批", "司法局", "1.申请表\n2.身份证, 户口簿", "2", "12348"],
    ["2", "公证员变更", "司法局", "申请表；执业证", "1", "12348"],
]


def text_of(rows: list[list[str]], separator: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("title", [[], [["示例县司法局政务服务事项导出表"]]])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_one_item_a_row(separator: str, encoding: str, title: list[list[str]]) -> None:
    reading = read_document(text_of(title + ROWS, separator).encode(encoding), name="导出.csv", visit=VISIT)
    assert reading.kind is PageKind.GUIDE
    first, second = reading.evidence
    assert isinstance(first, Guide) and isinstance(second, Guide)
    assert (first.item_name, second.item_name, first.unit) == ("法律援助审批", "公证员变更", "司法局")
    assert [material.name for material in second.materials] == ["申请表", "执业证"]
    assert first.materials[0].name == "申请表"
    assert first.promised is not None and first.promised.days == 2


def test_excel_names_the_separator() -> None:
    blocks = separated.read(("sep=;\r\n" + text_of(ROWS, ";")).encode())
    assert blocks == separated.read(text_of(ROWS).encode())


def test_a_published_list() -> None:
    rows = [
        ["示例县证明事项取消清单", "", ""],
        ["序号", "证明名称", "索要单位"],
        ["1", "健在证明", "人社局"],
        ["2", "无房证明", "住建局"],
    ]
    (found,) = read_document(text_of(rows).encode(), name="清单.csv", visit=VISIT).evidence
    assert isinstance(found, Publication)
    assert [entry.cells[1] for entry in found.entries] == ["健在证明", "无房证明"]


@pytest.mark.parametrize(
    "text",
    [
        "一、申请条件,年满60周岁\n二、申请材料,身份证",
        "老年人优待证\n申请材料:身份证,户口簿\n时限:2个工作日\n地址:甲路1号,乙楼,丙室\n电话:1",
        "1.\t身份证\n2.\t户口簿\n3.\t照片",
        '"没有结束的引号,甲,乙\n丙,丁,戊',
        "a,b,c",
        "\n\n",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert separated.read(text.encode()) is None


def test_ragged_rows_and_many_columns() -> None:
    rows = [["甲", "乙", "丙"]] * 20 + [["甲", "乙"], ["甲", "乙", "丙", "丁"]]
    (table,) = separated.read(text_of(rows).encode()) or []
    (wide,) = separated.read(text_of([["x"] * 5000] * 3).encode()) or []
    assert isinstance(table, Table) and isinstance(wide, Table)
    assert {len(row) for row in table.rows} == {4}
    assert {len(row) for row in wide.rows} == {WIDEST}
