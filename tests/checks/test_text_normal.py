"""One spelling for matching, and a true way back to what was published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.normal import normal, plain

AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "其他它材料有关證關相證明等 　\u200b\u200c\ufeff\xa0\n\r\t（）：；，。、…①⑴㈠㎡ＡＢ１２⺠⻅∶"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("其\u200b他\u200b材\u200b料", "其他材料", id="zero-width spaces"),
        pytest.param("其他有關證明", "其他有关证明", id="traditional"),
        pytest.param("提 交 材 料", "提交材料", id="spaced letters"),
        pytest.param("其\xa0他\u3000材料", "其他材料", id="hard and wide blanks"),
        pytest.param("其\n他材料", "其他材料", id="a word broken by a line end"),
        pytest.param("身份证\n户口簿", "身份证\n户口簿", id="a list keeps its lines"),
        pytest.param("⺠政局", "民政局", id="radicals of PDF fonts"),
        pytest.param("⑴ＡＢＣ：１", "(1)ABC:1", id="widths"),
        pytest.param("A4 纸 2 份", "A4 纸 2 份", id="blanks beside Latin stay"),
        pytest.param("①其他……", "①其他……", id="marks that mean something stay"),
    ],
)
def test_one_spelling(text: str, wanted: str) -> None:
    assert plain(text) == wanted


def test_the_quote_is_the_published_text() -> None:
    found = normal("３．其\u200b他 有關 材料；")
    start = found.text.index("其他")
    assert found.quote(start, start + 6) == "其\u200b他 有關 材料"


@given(AWKWARD)
def test_every_span_maps_back_to_a_true_part(text: str) -> None:
    found = normal(text)
    for start in range(len(found.text)):
        first, last = found.span(start, start + 1)
        assert 0 <= first < last <= len(text)
        assert plain(text[first:last]) in (found.text[start], "") or found.text[start] in plain(
            text[first:last]
        )
    assert found.quote(0, len(found.text)) in text


@given(AWKWARD)
def test_the_places_never_run_backwards(text: str) -> None:
    found = normal(text)
    starts = [found.span(place, place + 1)[0] for place in range(len(found.text))]
    assert starts == sorted(starts)


@given(AWKWARD)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = plain(text)
    assert plain(plain(once)) == plain(once)
