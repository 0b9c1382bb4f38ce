"""What leaves the system names no private person; what is there to be called, and every code, stays.

The order number 000 is given to nobody, so that no number in here is a person's.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.check_characters import credit_check, organisation_check
from checks.text.masking import masked, masked_record
from checks.text.personal import IDENTITY, is_identity_number

NUMBER = "41132519000101000X"
CARD = "6222000000000000004"
OLD_CARD = "4000000000000002"
CREDIT = "11411325005677264X"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"张某 {NUMBER} 灌涨镇", "张某 411325**********0X 灌涨镇", id="an identity number anywhere"),
        pytest.param(f"id={NUMBER.lower()}&a=1", "id=411325**********0x&a=1", id="in an address"),
        pytest.param("４１１３２５１９０００１０１０００Ｘ", "４１１３２５**********０Ｘ", id="in the other width"),
        pytest.param("411325 19000101 000X", "411325************0X", id="written in groups"),
        pytest.param("411325\u200b19000101000X", "411325\u200b**********0X", id="with an invisible sign in it"),
        pytest.param("身份证号411325900101000", "身份证号411325*******00", id="the old form, named"),
        pytest.param(f"一卡通账号 {CARD}", "一卡通账号 622200***********04", id="a card, named"),
        pytest.param(f"银行卡号：{OLD_CARD}", "银行卡号：400000********02", id="another bank's card, named"),
        pytest.param("1 张某 男 13800000000 灌涨镇", "1 张某 男 138******00 灌涨镇", id="a list of people"),
        pytest.param("张某\t13800000000", "张某\t138******00", id="a cell beside a name"),
        pytest.param("姓名 电话\n张某 13800000000", "姓名 电话\n张某 138******00", id="below a heading"),
        pytest.param("申请人：张某，联系电话：13800000000", "申请人：张某，联系电话：138******00", id="an applicant's"),
        pytest.param("投诉人张某 138-0000-0000 反映", "投诉人张某 138********00 反映", id="who complained"),
        pytest.param("市民来电13800000000反映", "市民来电138******00反映", id="who called"),
        pytest.param("李女士（+86 13800000000）", "李女士（+86 138******00）", id="a private lady"),
        pytest.param(f"张某,{NUMBER},电话13800000000", "张某,411325**********0X,电话138******00", id="beside an identity number"),
    ],
)  # fmt: skip
def test_numbers_of_persons_are_masked(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("咨询电话：0377-65330000", id="an office's telephone"),
        pytest.param("联系人：张某 13800000000", id="a contact that is named to be called"),
        pytest.param("联系人：李女士（138-0000-0000）", id="a lady who is a contact"),
        pytest.param("申请人可拨打咨询电话13800000000", id="where applicants may call"),
        pytest.param("网格员张某 13800000000", id="a village worker"),
        pytest.param("13800000000", id="a number without any word"),
        pytest.param("办理方式 13800000000", id="beside a word that is no name"),
        pytest.param("1141132500600000164000117018000", id="the code of an item"),
        pytest.param(f"统一社会信用代码 {CREDIT}", id="the code of an organisation"),
        pytest.param("005677264XK46177001", id="a local code"),
        pytest.param("基本编码 000117018000", id="a catalogue code"),
        pytest.param("411325900101000", id="fifteen digits of whatever kind"),
        pytest.param(f"编号 {OLD_CARD}", id="sixteen digits of whatever kind"),
        pytest.param(f"收款单位：示例县财政局 账号：{CARD}", id="an office's own account"),
        pytest.param("41132519001301000X", id="a month that there is not"),
        pytest.param("411325190001010001", id="a wrong check character"),
        pytest.param("411325********000X", id="masked already"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_persons_number_stays(text: str) -> None:
    assert masked(text) == text


def with_check(body: str) -> str:
    """The identity number of these seventeen digits."""
    return next(number for sign in "0123456789X" if is_identity_number(number := body + sign))


IDENTITIES = st.builds(
    lambda area, day, order: with_check(f"{area}{day:%Y%m%d}{order:03d}"),
    st.sampled_from(["411325", "110101", "820000", "542621"]),
    st.dates(date(1900, 1, 1), date(2024, 12, 31)),
    st.integers(0, 999),
)
AROUND = st.text("张某李女士 ，：:；\n\t电话联系人身份证投诉0123456789X-*（）&<>", max_size=30)


def credit_code(body: str) -> str:
    """A credit code with both its check characters."""
    whole = body[:16] + organisation_check(body[8:16])
    return whole + credit_check(whole)


CREDITS = st.builds(
    lambda area, own: credit_code(f"11{area}{own:08d}"), st.sampled_from(["411325", "411319", "130120"]), st.integers(0, 10**8 - 1)
)  # fmt: skip


def whole_identities(text: str) -> list[str]:
    return [found[0] for found in IDENTITY.finditer(text) if is_identity_number(found[0].upper())]


@given(AROUND, IDENTITIES, AROUND)
def test_no_valid_identity_number_survives(before: str, number: str, after: str) -> None:
    assert not whole_identities(masked(before + number + after))


@given(
    st.lists(st.one_of(AROUND, IDENTITIES, st.sampled_from(["13800000000", CARD, "张某", "身份证"]))).map(
        "".join
    )
)
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.text(max_size=60))
def test_any_text_keeps_its_other_signs(text: str) -> None:
    left = masked(text)
    assert re.sub(r"[\d*Xx -]", "", left) == re.sub(r"[\d*Xx -]", "", text)


@given(CREDITS, st.sampled_from([31, 33, 43]), st.integers(0, 10**25 - 1))
def test_codes_stay(credit: str, length: int, rest: int) -> None:
    assert masked(f"统一社会信用代码：{credit}") == f"统一社会信用代码：{credit}"
    code = f"{credit}{rest:025d}"[:length]
    assert masked(f"张某 身份证 {code} 银行卡") == f"张某 身份证 {code} 银行卡"


def test_a_finding_keeps_its_codes_and_the_telephones_of_its_guide() -> None:
    record = {
        "id": "F000001", "item_code": NUMBER, "field": "phone", "quote": "张某 13800000000",
        "message": f"张某 {NUMBER}", "reopened": 1, "due": None, "basis": ["李某 13800000000", "无"],
    }  # fmt: skip
    left = masked_record(record)
    assert left["item_code"] == NUMBER and left["quote"] == "张某 13800000000"
    assert NUMBER not in left["message"] and left["reopened"] == 1 and left["due"] is None
    assert masked_record({**record, "field": "materials[0]"})["quote"] == "张某 138******00"
    assert masked_record({"field": "text", "basis": ["张某 13800000000"]})["basis"] == ["张某 138******00"]
