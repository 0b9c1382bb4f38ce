"""Telephone numbers as they are printed: which there are, and which cannot be dialled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.phones import PhoneKind, phones_in

LANDLINE, MOBILE, HOTLINE, SERVICE = (
    PhoneKind.LANDLINE,
    PhoneKind.MOBILE,
    PhoneKind.HOTLINE,
    PhoneKind.SERVICE,
)


@pytest.mark.parametrize(
    ("text", "kind", "number", "extension"),
    [
        ("0377-65330000", LANDLINE, "65330000", ""),
        ("（0377）65330000", LANDLINE, "65330000", ""),
        ("0377—65330000", LANDLINE, "65330000", ""),
        ("0377 6533 0000", LANDLINE, "65330000", ""),
        ("037765330000", LANDLINE, "65330000", ""),
        ("6533000", LANDLINE, "6533000", ""),
        ("0377-65330000-801", LANDLINE, "65330000", "801"),
        ("０３７７－６５３３００００转801", LANDLINE, "65330000", "801"),
        ("86 20 65330000", LANDLINE, "65330000", ""),
        ("(8620)6533 0000", LANDLINE, "65330000", ""),
        ("138 0000 0000", MOBILE, "13800000000", ""),
        ("+86-13800000000", MOBILE, "13800000000", ""),
        ("12345", HOTLINE, "12345", ""),
        ("0377-12345", HOTLINE, "12345", ""),
        ("020-12333-9-3", HOTLINE, "12333", "9-3"),
        ("110", HOTLINE, "110", ""),
        ("95598", HOTLINE, "95598", ""),
        ("400-000-0000", SERVICE, "4000000000", ""),
        ("咨询电话：65330000（工作日8∶30—12∶00，邮编474350）", LANDLINE, "65330000", ""),
        ("县政务大厅3楼12号窗口，电话0377-65330000", LANDLINE, "65330000", ""),
    ],
)
def test_a_number_that_can_be_dialled(text: str, kind: PhoneKind, number: str, extension: str) -> None:
    (phone,) = phones_in(text)
    assert (phone.kind, phone.number, phone.extension, phone.fault) == (kind, number, extension, "")


@pytest.mark.parametrize(
    "text",
    [
        "0377-65330000、65330001",
        "0377-65330000/65330001",
        "0377-65330000；0377-65330001",
        "0377-65330000 0377-65330001",
        "民政股：65330000，救助中心：65330001",
    ],
)
def test_several_numbers(text: str) -> None:
    assert [phone.number for phone in phones_in(text)] == ["65330000", "65330001"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0377-6533000000", "10位"),
        ("0377-653300", "6位"),
        ("020-6533000", "应为8位"),
        ("1380000000", "手机号码应为11位"),
        ("138000000000", "手机号码应为11位"),
        ("联系电话：653300", "6位"),
        ("0377-653300（工作日）", "区号“0377”"),
    ],
)
def test_a_number_that_cannot(text: str, said: str) -> None:
    (phone,) = phones_in(text)
    assert said in phone.fault


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "见备注",
        "3号窗口",
        "邮编：474350",
        "2022年3月1日起",
        "http://www.example.gov.cn/column.do?colId=404000",
        "电子邮箱：123456@example.com",
        "QQ群：123456789",
        "第二代身份证、6寸照片",
        "政民路51号1525房",
    ],
)
def test_what_is_no_telephone_number(text: str) -> None:
    assert phones_in(text) == ()


@given(
    st.from_regex(r"0(10|2[0-9]|[3-9][0-9][0-9])-[2-9][0-9]{7}", fullmatch=True),
    st.sampled_from(["", "转3", "-12"]),
)
def test_every_landline_is_read(number: str, extension: str) -> None:
    (phone,) = phones_in(number + extension)
    assert phone.kind is LANDLINE and not phone.fault and phone.number == number.partition("-")[2]


@given(st.text(max_size=60))
def test_nothing_breaks_it(text: str) -> None:
    for phone in phones_in(text):
        assert phone.number.isdigit() and len(phone.number) >= 3
