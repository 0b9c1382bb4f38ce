"""Numbers that identify a person: found where they are whole, masked when told, left alone where they are meant.

The order number 000 is given to nobody, so that no number in here is a person's.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.engine import judge
from checks.evidence import Article, Column, Entry, Guide, ListKind, Material, Meaning, Publication, Section
from checks.gather import gathered
from checks.outcome import Judgement, Verdict
from checks.text.personal import PersonalKind, personal_in
from rules import all_rules

RULE = {rule.id: rule for rule in all_rules()}["g-personal-data"]
NUMBER = "41132519000101000X"
CARD = "6222000000000000004"
IDENTITY, BANK, MOBILE = PersonalKind.IDENTITY, PersonalKind.CARD, PersonalKind.MOBILE


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"张某 {NUMBER} 灌涨镇", [IDENTITY]),
        (f"身份证号：{NUMBER.lower()}。", [IDENTITY]),
        ("４１１３２５１９０００１０１０００Ｘ", [IDENTITY]),
        ("411325190001010001", []),
        ("41132519001301000X", []),
        ("991325190001010000", []),
        ("411325********000X", []),
        (f"1{NUMBER}", []),
        ("1141132500600000164000117018000", []),
        (f"张某 银行卡号 {CARD}", [BANK]),
        ("张某 一卡通 6222 0000 0000 0000 004", [BANK]),
        (f"编号 {CARD}", []),
        ("银行卡号 6222000000000000005", []),
        (f"收款单位：示例县财政局 账号：{CARD}", []),
        (f"户名：张某 账号：{CARD}", [BANK]),
        (f"缴费账户（对公）账号 {CARD}", []),
        ("1 张某 男 13800000000 灌涨镇", [MOBILE]),
        ("联系人：张某 13800000000", []),
        ("网格员张某 13800000000", []),
        ("咨询电话 0377-65330000", []),
        ("", []),
    ],
)
def test_numbers(text: str, kinds: list[PersonalKind]) -> None:
    assert [one.kind for one in personal_in(text)] == kinds


def judged(piece: Guide | Article | Publication) -> list[Judgement]:
    county = gathered("示例县", (), (piece,))
    return [each for ruling in judge(county, (RULE,)) for each in ruling.judgements]


COLUMNS = (Column("政策名称", Meaning.POLICY), Column("备注", Meaning.OTHER))


@pytest.mark.parametrize(
    ("piece", "field"),
    [
        (Guide("高龄津贴", sections=(Section("公示", f"李某 {NUMBER}"),)), "sections.公示"),
        (Guide("高龄津贴", materials=(Material("申请表", note=NUMBER),)), "materials[0]"),
        (Article("公示", f"李某 {NUMBER}"), "text"),
        (
            Publication(
                ListKind.POLICIES,
                "清单",
                columns=COLUMNS,
                entries=(Entry(1, ("甲", ""), COLUMNS), Entry(2, ("乙", NUMBER), COLUMNS)),
            ),
            "entries[1]",
        ),
    ],
)
def test_every_kind_of_text_is_read(piece: Guide | Article | Publication, field: str) -> None:
    (found,) = judged(piece)
    assert (found.field, found.verdict) == (field, Verdict.FAIL)


def test_the_number_is_nowhere_in_what_is_told() -> None:
    (found,) = judged(Article("公示", f"李某 {NUMBER}"))
    assert found.quote == "411325**********0X"
    assert NUMBER not in repr(found)


def test_one_answer_counts_all_numbers_of_a_kind() -> None:
    (found,) = judged(Article("公示", f"李某 {NUMBER}\n王某 {NUMBER}"))
    assert "2处" in found.message


def test_a_filled_example_is_for_a_person() -> None:
    (found,) = judged(Article("申请表", f"填写示例：张三 {NUMBER}"))
    assert found.verdict is Verdict.REVIEW
    (found,) = judged(
        Article(
            "申请表",
            f"填写示例：张三 {NUMBER}\n第一批享受补贴的群众名单如下，请社会各界监督，公示期七天\n李某 {NUMBER}",
        )
    )
    assert found.verdict is Verdict.FAIL


@pytest.mark.parametrize(("people", "verdict"), [(4, None), (5, Verdict.REVIEW)])
def test_mobile_numbers_count_as_a_list(people: int, verdict: Verdict | None) -> None:
    lines = "\n".join(f"{at} 张某 138000000{at}{at} 灌涨镇" for at in range(1, people + 1))
    assert [one.verdict for one in judged(Article("公示", lines))] == ([verdict] if verdict else [])


@given(st.text(alphabet="0123456789Xx张银行卡号 \n-*", max_size=80))
def test_whatever_is_found_is_masked(text: str) -> None:
    for one in personal_in(text):
        assert one.masked.count("*") >= 6
