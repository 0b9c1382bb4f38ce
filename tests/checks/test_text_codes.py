"""Codes of items: their kinds, their check characters, and what is told of a wrong one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checks.text.check_characters import CREDIT_SIGNS, ORGANISATION_SIGNS, credit_check, organisation_check
from checks.text.codes import CodeKind, area_remark, codes_in, pair_faults, read_code

SHARED = Path(os.environ.get("ZWAUDIT_SHARED", Path(__file__).parents[3] / "shared"))
RECORDS = SHARED / "real-guides/platform-records.jsonl"

IMPLEMENTATION = "11410821005677264N4000117018000"
INVENTED = "1141132500600000164000117018000"
LOCAL = "005677264XK46177001"


@pytest.mark.parametrize(
    ("printed", "kind", "parts"),
    [
        (IMPLEMENTATION, CodeKind.IMPLEMENTATION, ("11410821005677264N", "4", "000117018000", "")),
        (INVENTED + "01", CodeKind.HANDLING, ("114113250060000016", "4", "000117018000", "01")),
        (INVENTED + "202204010001", CodeKind.CASE, ("114113250060000016", "4", "000117018000", "")),
        ("000117018000", CodeKind.CATALOGUE, ("", "", "000117018000", "")),
        (LOCAL, CodeKind.LOCAL, ("", "", "", "")),
    ],
)
def test_kinds(printed: str, kind: CodeKind, parts: tuple[str, ...]) -> None:
    code = read_code(printed)
    assert (code.kind, code.valid, code.faults, code.spelling) == (kind, True, (), ())
    assert (code.credit_code, code.level, code.catalogue, code.handling) == parts


def test_the_local_code_names_the_organisation_of_the_credit_code() -> None:
    assert read_code(LOCAL).organisation == read_code(IMPLEMENTATION).organisation == "005677264"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        pytest.param("11410821005677265N4000117018000", "校验位不符（GB 32100）", id="credit code"),
        pytest.param("005677265XK46177001", "校验位不符（GB 11714）", id="organisation code"),
        pytest.param(IMPLEMENTATION[:-1], "30位，实施编码应为31位，疑少1位", id="one short"),
        pytest.param(INVENTED + "011", "34位，业务办理项编码应为33位，疑多1位", id="one too many"),
        pytest.param("11410821005677264N8000117018000", "第19位“8”不是行使层级", id="level"),
        pytest.param("11410821005677264N40001170180X0", "应为12位数字的基本编码", id="catalogue"),
        pytest.param("1.14108E+30", "科学计数法", id="spreadsheet"),
        pytest.param("豫民政0101", "含有编码不使用的字符", id="words"),
        pytest.param("0377-65321234", "含有编码不使用的字符", id="telephone"),
        pytest.param("12345", "编码为5位", id="far too short"),
    ],
)
def test_what_is_wrong_is_said(printed: str, said: str) -> None:
    code = read_code(printed)
    assert not code.valid and any(said in fault for fault in code.faults), code.faults


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("１１410821005677264N4000117018000", "编码含全角字符"),
        ("11410821 005677264N 4000117018000", "编码中间有空格、换行或不可见字符"),
        ("11410821\u200b005677264N4000117018000", "编码中间有空格、换行或不可见字符"),
        ("11410821005677264n4000117018000", "编码含小写字母"),
    ],
)
def test_careless_spelling_is_read_and_told(printed: str, said: str) -> None:
    code = read_code(printed)
    assert (code.valid, code.text, code.spelling) == (True, IMPLEMENTATION, (said,))


@pytest.mark.parametrize(("digit", "letter"), [("0", "O"), ("1", "I"), ("0", "o"), ("1", "l")])
def test_a_letter_for_a_digit_is_told_and_never_mended(digit: str, letter: str) -> None:
    code = read_code(INVENTED.replace(digit, letter, 1))
    assert not code.valid and code.suspected == INVENTED
    assert any(f"写成字母“{letter}”" in fault for fault in code.faults)


def test_no_suspicion_where_the_mended_code_would_be_wrong_too() -> None:
    assert read_code("O" + INVENTED[1:]).suspected == ""


@pytest.mark.parametrize("joint", ["｜", "|", "、", "/", " ", "\n", "；"])
def test_joined_codes_are_read_apart(joint: str) -> None:
    first, second = codes_in(f"{IMPLEMENTATION}{joint}{LOCAL}")
    assert (first.text, second.text) == (IMPLEMENTATION, LOCAL)


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (f"{IMPLEMENTATION}｜{LOCAL}", []),
        (f"{IMPLEMENTATION}｜{IMPLEMENTATION}01", []),
        (f"{IMPLEMENTATION}｜000117018000", []),
        (f"{INVENTED}｜{LOCAL}", ["几个编码的组织机构代码不一致，不是同一单位的编码"]),
        (f"{IMPLEMENTATION}｜000117019000", ["几个编码的基本编码不一致，不是同一事项的编码"]),
        pytest.param(f"{IMPLEMENTATION[:-1]}｜{LOCAL}", [], id="an invalid one contradicts nothing"),
    ],
)
def test_codes_of_one_field_that_contradict(printed: str, said: list[str]) -> None:
    assert list(pair_faults(codes_in(printed))) == said


@pytest.mark.parametrize("printed", ["", " ", "无", "暂无", "—", "/", "0", "000000000000"])
def test_nothing_filled_in_is_no_code(printed: str) -> None:
    assert codes_in(printed) == ()
    assert read_code(printed).kind is CodeKind.NONE and not read_code(printed).valid


def test_another_registration_area_is_a_reminder_only() -> None:
    code = read_code(IMPLEMENTATION)
    assert "410821" in area_remark(code, "411325") and code.valid
    assert area_remark(read_code(INVENTED), "411325") == ""
    assert area_remark(read_code(LOCAL), "411325") == ""


organisations = st.text("0123456789", min_size=8, max_size=8).map(
    lambda body: body + organisation_check(body)
)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(["11", "12", "13", "51", "91"])) + draw(
        st.from_regex(r"[0-9]{6}", fullmatch=True)
    )
    body += draw(organisations)
    return body + credit_check(body)


@st.composite
def item_codes(draw: st.DrawFn) -> str:
    return draw(credit_codes()) + draw(st.from_regex(r"[1-7][0-9]{12}(?:[0-9]{2})?", fullmatch=True))


@given(item_codes())
def test_every_generated_code_is_valid(text: str) -> None:
    assert read_code(text).valid


@given(credit_codes(), st.data())
def test_every_single_change_of_a_credit_code_is_caught(text: str, data: st.DataObject) -> None:
    place, sign = data.draw(st.integers(0, 17)), data.draw(st.sampled_from(ORGANISATION_SIGNS))
    assume(sign != text[place])
    assert not read_code(text[:place] + sign + text[place + 1 :] + "4000117018000").valid


@given(organisations, st.data())
def test_every_single_digit_of_an_organisation_code_is_guarded(text: str, data: st.DataObject) -> None:
    place, sign = data.draw(st.integers(0, 7)), data.draw(st.sampled_from("0123456789"))
    assume(sign != text[place])
    assert organisation_check(text[:place] + sign + text[place + 1 : 8]) != text[8]


@given(item_codes(), st.sampled_from(CREDIT_SIGNS), st.integers(0, 30))
def test_a_dropped_or_doubled_character_is_caught(text: str, sign: str, place: int) -> None:
    assert not read_code(text[:31][:place] + text[:31][place + 1 :]).valid
    assert not read_code(text[:31][:place] + sign + text[:31][place:]).valid


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    for code in (read_code(text), *codes_in(text)):
        assert code.valid or code.faults or code.kind is CodeKind.NONE


@pytest.mark.skipif(not RECORDS.exists(), reason="the real records are not here")
def test_real_codes() -> None:
    printed = [json.loads(line)["item_code"] for line in RECORDS.read_text("utf-8").splitlines()]
    faulty = [code for text in printed for code in codes_in(text) if not code.valid]
    assert len(faulty) == 3, "one unit's code is wrong on two items, another has letters of no credit code"
