from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.identity import LARGEST_GROUP, Pair, Slot, Text, fingerprint, normal_text, pairs


def texts(*written: str) -> list[Text]:
    """Texts written as "slot: text"; the slot is a material's name unless it is named."""
    split = (one.rpartition(": ") for one in written)
    return [(Slot(path or "materials[0].name"), text) for path, _, text in split]


def open_all(_known: int) -> bool:
    return False


def closed(*numbers: int) -> Callable[[int], bool]:
    return lambda known: known in numbers


def found(
    known: list[Text], new: list[Text], over: Callable[[int], bool] = open_all
) -> set[tuple[int, int, str]]:
    return {(pair.known, pair.new, pair.how) for pair in pairs(known, new, over)}


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        pytest.param(["a[1]: 其他材料"], ["a[1]: 其他材料"], {(0, 0, "same")}, id="equal in its place"),
        pytest.param(["a[1]: 其他材料"], ["a[4]: 其他材料"], {(0, 0, "moved")}, id="moved down the list"),
        pytest.param(["a[1]: 其他材料"], ["b: 其他材料"], {(0, 0, "moved")}, id="moved to another field"),
        pytest.param(
            ["a[1]: 其他有关证明材料"], ["a[1]: 其他有关的证明材料"], {(0, 0, "edited")}, id="one sign added"
        ),
        pytest.param(["a[1]: 其他材料"], ["a[2]: 户口簿复印件"], {(0, 0, "edited")}, id="the only one left"),
        pytest.param(
            ["a[1]: 其他材料"], ["b[1]: 户口簿复印件"], set(), id="the only one left, another field"
        ),
        pytest.param(["a[1]: 其他有关材料"], ["b[1]: 其他有关的材料"], set(), id="alike in another field"),
        pytest.param(["a: 甲甲甲甲"], ["a: 乙乙乙乙", "a: 丙丙丙丙"], set(), id="one for two, unlike"),
        pytest.param(["a: 甲甲甲甲", "a: 乙乙乙乙"], ["a: 丙丙丙丙"], set(), id="two for one, unlike"),
        pytest.param([], ["a: 其他材料"], set(), id="nothing known"),
        pytest.param(["a: 其他材料"], [], set(), id="nothing found"),
    ],
)
def test_a_text_goes_on_in(known: list[str], new: list[str], expected: set[tuple[int, int, str]]) -> None:
    assert found(texts(*known), texts(*new)) == expected


def test_two_that_are_equally_alike_stay_ambiguous() -> None:
    assert (
        found(texts("a[0]: 其他有关材料甲"), texts("a[1]: 其他有关材料乙", "a[2]: 其他有关材料丙")) == set()
    )


def test_between_two_equally_alike_the_one_in_the_same_place_is_meant() -> None:
    new = texts("a[1]: 其他有关材料乙", "a[0]: 其他有关材料丙")
    assert found(texts("a[0]: 其他有关材料甲"), new) == {(0, 1, "edited")}


def test_likeness_must_be_mutual() -> None:
    known = texts("a[0]: 其他有关材料", "a[1]: 其他有关的材料")
    assert (1, 0, "edited") in found(known, texts("a[9]: 其他有关的材料等"))
    assert (0, 0, "edited") not in found(known, texts("a[9]: 其他有关的材料等"))


@pytest.mark.parametrize(("kept", "alike"), [(6, True), (5, False)], ids=["0.6 is alike", "0.5 is not"])
def test_texts_are_alike_from_six_tenths(kept: int, alike: bool) -> None:
    old = "一二三四五六七八九十"
    new = old[:kept] + "天地玄黄宇宙洪荒"[: 10 - kept]
    # Two others that resemble nothing keep the last pass out.
    matched = found(texts(f"a: {old}", "a: 东南西北"), texts(f"a: {new}", "a: 春夏秋冬"))
    assert ((0, 0, "edited") in matched) is alike


def test_of_three_equal_texts_one_is_gone_and_it_is_the_last() -> None:
    known = texts("a[1]: 其他", "a[3]: 其他", "a[5]: 其他")
    assert {(one, two) for one, two, _ in found(known, texts("a[1]: 其他", "a[2]: 其他"))} == {(0, 0), (1, 1)}


def test_a_closed_finding_comes_back_only_for_an_equal_text() -> None:
    assert found(texts("a: 其他材料"), texts("a: 其他材料"), closed(0)) == {(0, 0, "same")}
    assert found(texts("a: 其他有关证明材料"), texts("a: 其他有关的证明材料"), closed(0)) == set()


def test_an_open_finding_goes_on_before_a_closed_one_comes_back() -> None:
    known = texts("a[1]: 其他", "a[2]: 其他")
    assert found(known, texts("a[1]: 其他"), closed(0)) == {(1, 0, "moved")}


def test_a_text_on_an_unread_page_goes_on_only_in_an_equal_one() -> None:
    known, new = texts("a: 其他有关证明材料"), texts("a: 其他有关的证明材料")
    assert pairs(known, new, open_all, lambda _: True) == []
    assert pairs(known, known, open_all, lambda _: True) == [Pair(0, 0, "same")]


@pytest.mark.parametrize(("size", "edited"), [(LARGEST_GROUP, 1), (LARGEST_GROUP + 1, 0)])
def test_a_very_large_group_is_compared_for_equal_texts_only(size: int, edited: int) -> None:
    # Beside many texts with nothing in common stands one that was edited.
    known = texts(*[f"a[{n}]: {chr(0x4E00 + n) * 5}" for n in range(size - 1)], "a[999]: abcdefghij")
    new = texts(*[f"a[{n}]: {chr(0x5E00 + n) * 5}" for n in range(size - 1)], "a[999]: abcdefghik")
    assert len(found(known, new)) == edited


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  其他 有关\u3000材料\n", "其他有关材料"),
        ("⑥其他有关材料", "其他有关材料"),
        ("（三）身份证", "身份证"),
        ("十二、户口簿", "户口簿"),
        ("2.户口簿", "户口簿"),
        ("３．户口簿", "户口簿"),
        ("3项材料", "3项材料"),
        ("2.5万元以上", "2.5万元以上"),
        ("ＡＢ（１）", "AB(1)"),
        ("等\u200b材料", "等材料"),
        ("", ""),
    ],
)
def test_identity_sees_neither_width_nor_space_nor_list_number(written: str, expected: str) -> None:
    assert normal_text(written) == expected


def test_a_slot_is_a_path_without_its_numbers() -> None:
    assert Slot("materials[12].name").kind == "materials.name"
    assert Slot("sections[0].rows[3][1]").kind == "sections.rows"
    assert Slot("fees").kind == "fees"


def test_a_fingerprint_keeps_its_four_parts_apart() -> None:
    assert fingerprint("a", "bc", "d", "e") != fingerprint("ab", "c", "d", "e")
    assert len({fingerprint("r", "s", "portal", "t"), fingerprint("r", "s", "window", "t")}) == 2


slots = st.sampled_from(
    [Slot(f"{name}[{number}]") for name in ("materials", "conditions") for number in range(3)]
)
words = st.text(alphabet="其他有关证明材料等", min_size=1, max_size=6)
groups = st.lists(st.tuples(slots, words), max_size=7)
over = st.sets(st.integers(0, 6))


@given(groups, groups, over)
def test_each_text_is_used_once(known: list[Text], new: list[Text], ended: set[int]) -> None:
    matched = pairs(known, new, ended.__contains__)
    assert len({pair.known for pair in matched}) == len({pair.new for pair in matched}) == len(matched)


@given(groups, groups, over)
def test_equal_texts_are_paired_as_often_as_both_sides_hold_them(
    known: list[Text], new: list[Text], ended: set[int]
) -> None:
    matched = pairs(known, new, ended.__contains__)
    equal = [known[pair.known][1] for pair in matched if known[pair.known][1] == new[pair.new][1]]
    for word in {text for _, text in known}:
        held = [sum(text == word for _, text in side) for side in (known, new)]
        assert equal.count(word) == min(held)


@given(groups, over)
def test_the_same_texts_again_go_on_where_they_stand(known: list[Text], ended: set[int]) -> None:
    matched = pairs(known, known, ended.__contains__)
    assert len(matched) == len(known)
    if not ended:
        assert all(pair.how == "same" and known[pair.known] == known[pair.new] for pair in matched)


@given(groups, groups)
def test_the_numbers_of_pairs_are_the_same_from_both_sides(known: list[Text], new: list[Text]) -> None:
    there, back = pairs(known, new, open_all), pairs(new, known, open_all)
    assert len(there) == len(back)
    assert sorted(pair.how for pair in there) == sorted(pair.how for pair in back)


@given(groups, groups, slots, over)
def test_an_unrelated_text_parts_no_equal_ones(
    known: list[Text], new: list[Text], slot: Slot, ended: set[int]
) -> None:
    def alike(fresh: list[Text]) -> set[tuple[int, int]]:
        matched = pairs(known, fresh, ended.__contains__)
        return {(pair.known, pair.new) for pair in matched if pair.how != "edited"}

    assert alike([*new, (slot, "xyz")]) == alike(new)


@given(groups, groups, over)
def test_what_is_over_or_of_another_kind_never_goes_on_edited(
    known: list[Text], new: list[Text], ended: set[int]
) -> None:
    for pair in pairs(known, new, ended.__contains__):
        if pair.how == "edited":
            assert pair.known not in ended
            assert known[pair.known][0].kind == new[pair.new][0].kind
