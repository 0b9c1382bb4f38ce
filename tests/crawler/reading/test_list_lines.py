"""Published lists that are printed as running text."""

from __future__ import annotations

import pytest

from checks.evidence import ListKind, Meaning
from crawler.reading.items import items_of
from crawler.reading.list_lines import entries_of_rows, rows_of


def cells(kind: ListKind, *lines: str) -> list[dict[Meaning, str]]:
    """The filled cells of each entry by their meaning."""
    _, entries = entries_of_rows(rows_of(items_of(lines), kind))
    return [
        {column.meaning: text for column, text in zip(entry.columns, entry.cells, strict=True) if text}
        for entry in entries
    ]


def test_proofs_stand_under_their_unit_and_item() -> None:
    assert cells(
        ListKind.CANCELLED_PROOFS,
        "一、民政局（3项）",
        "1.婚姻登记：单身证明",
        "2.低保申请：收入证明；失业证明",
        "二、教育体育局",
        "1.学籍办理：无房证明",
    ) == [
        {Meaning.UNIT: "民政局（3项）", Meaning.ITEM: "婚姻登记", Meaning.PROOF: "单身证明"},
        {Meaning.UNIT: "民政局（3项）", Meaning.ITEM: "低保申请", Meaning.PROOF: "收入证明"},
        {Meaning.UNIT: "民政局（3项）", Meaning.ITEM: "低保申请", Meaning.PROOF: "失业证明"},
        {Meaning.UNIT: "教育体育局", Meaning.ITEM: "学籍办理", Meaning.PROOF: "无房证明"},
    ]


def test_labels_inside_a_line_are_columns() -> None:
    assert cells(
        ListKind.NO_APPLICATION,
        "1.政策名称：稳岗返还。适用对象：参保企业。享受方式：免申即享，资金直达。",
        "2.六税两费减免。适用对象：小微企业；兑现部门：县税务局",
    ) == [
        {Meaning.POLICY: "稳岗返还", Meaning.AUDIENCE: "参保企业", Meaning.ENJOY: "免申即享，资金直达"},
        {Meaning.POLICY: "六税两费减免", Meaning.AUDIENCE: "小微企业", Meaning.PAYER: "县税务局"},
    ]


@pytest.mark.parametrize("line", ["婚姻状况证明（单身证明）", "无犯罪记录证明：由公安机关核查"])
def test_a_colon_does_not_always_name_an_item(line: str) -> None:
    assert cells(ListKind.CANCELLED_PROOFS, f"1.{line}") == [{Meaning.PROOF: line}]
