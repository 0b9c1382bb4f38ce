"""Sentences, clauses and members of an enumeration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.clauses import clauses, items, numberless, sentences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("申请表；身份证。", ["申请表", "身份证"], id="marks"),
        pytest.param(
            "1.申请表2.身份证3.其他材料", ["1.申请表", "2.身份证", "3.其他材料"], id="run-on numbers"
        ),
        pytest.param("(一)申请表(二)身份证", ["(一)申请表", "(二)身份证"], id="bracketed numbers"),
        pytest.param("《甲;乙》复印件", ["《甲;乙》复印件"], id="not inside a title"),
        pytest.param("面积1.5亩", ["面积1.5亩"], id="a decimal is no number"),
        pytest.param("括号(没有关;上", ["括号(没有关", "上"], id="a bracket that never closes"),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [span.text for span in sentences(text)] == wanted


def test_clauses_and_items() -> None:
    assert [span.text for span in clauses("年满18岁,本县户籍")] == ["年满18岁", "本县户籍"]
    assert [span.text for span in items("申请表、身份证(正、反面)、照片")] == [
        "申请表",
        "身份证(正、反面)",
        "照片",
    ]


@pytest.mark.parametrize(
    "text", ["3、身份证", "(3)身份证", "③身份证", "三、身份证", "- 身份证", "附件2-身份证"]
)
def test_numbers_are_dropped(text: str) -> None:
    assert numberless(text) == "身份证"


@given(st.text(alphabet="身份证材料()（）《》、,，。；;12一二.\n ", max_size=60))
def test_spans_stand_where_they_say(text: str) -> None:
    for cut in (sentences, clauses, items):
        for span in cut(text):
            assert text[span.start : span.end] == span.text
