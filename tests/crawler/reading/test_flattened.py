"""Tables whose cells came as one line each are put together again."""

from __future__ import annotations

import pytest

from crawler.reading.blocks import Line, Table
from crawler.reading.flattened import restored


def rows(*lines: str) -> list[list[str]]:
    """The cells of the only table in these lines."""
    tables = [block for block in restored([Line(line) for line in lines]) if isinstance(block, Table)]
    assert len(tables) == 1
    return [[cell.text for cell in row] for row in tables[0].rows[1:]]


HEADS = ("序号", "材料名称", "必要性", "份数", "材料来源")


def test_rows_begin_with_their_numbers() -> None:
    assert rows(
        *HEADS, "1", "身份证", "必要", "1", "申请人提供", "2", "户口簿", "必要", "1", "申请人提供"
    ) == [
        ["1", "身份证", "必要", "1", "申请人提供"],
        ["2", "户口簿", "必要", "1", "申请人提供"],
    ]


def test_cells_go_to_their_columns_where_some_are_missing() -> None:
    assert rows(*HEADS, "1", "身份证", "申请人提供", "2", "户口簿", "非必要") == [
        ["", "身份证", "", "", "申请人提供"],
        ["", "户口簿", "非必要", "", ""],
    ]


def test_a_number_of_copies_begins_no_row() -> None:
    assert [
        row[1]
        for row in rows(*HEADS, "1", "身份证", "必要", "2", "申请人提供", "2", "户口簿", "必要", "2", "本人")
    ] == [
        "身份证",
        "户口簿",
    ]


def test_without_numbers_the_short_cells_end_a_row() -> None:
    assert rows(
        "材料名称",
        "是否必须",
        "份数",
        "申请书",
        "是",
        "1",
        "身份证明：",
        "（1）居民身份证",
        "（2）护照",
        "是",
        "1",
    ) == [
        ["申请书", "是", "1"],
        ["身份证明：\n（1）居民身份证\n（2）护照", "是", "1"],
    ]


def test_strokes_between_cells_are_no_text() -> None:
    assert rows(
        "序号 |", "提 交 材 料 名 称 |", "份数 |", "1 |", "采伐申请 |", "1 |", "|", "2 |", "林权证 |", "1 |"
    ) == [
        ["1", "采伐申请", "1"],
        ["2", "林权证", "1"],
    ]


@pytest.mark.parametrize("end", ["办理程序", "三、办理流程", "承诺时限"])
def test_the_next_label_ends_the_table(end: str) -> None:
    blocks = restored([Line(text) for text in (*HEADS, "1", "身份证", "必要", "1", "本人", end, "受理")])
    assert [block.text for block in blocks if isinstance(block, Line)] == [end, "受理"]


@pytest.mark.parametrize(
    "lines",
    [("材料名称", "身份证"), ("序号", "姓名", "住址"), ("身份证", "户口簿", "照片"), ("序号", "材料名称")],
)
def test_other_lines_stay_as_they_are(lines: tuple[str, ...]) -> None:
    given = [Line(line) for line in lines]
    assert restored(given) == given
