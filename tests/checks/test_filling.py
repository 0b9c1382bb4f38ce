"""What cannot be taken of what people write into a form."""

from __future__ import annotations

import pytest

from checks.filling import LONGEST, address_trouble, addresses_in, text_trouble


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("内政办〔2022〕13号", True),
        ("使用面积150平方米", True),
        ("咨询电话0377-65330000", True),
        ("1200000元", True),
        ("字" * LONGEST, True),
        ("字" * (LONGEST + 1), False),
        ("手机13800000000", False),
        ("41132519900101001X", False),
    ],
)
def test_texts(text: str, is_taken: bool) -> None:
    assert (text_trouble(text) == "") is is_taken


def test_anybodys_number_is_not_repeated() -> None:
    assert "138" not in text_trouble("手机13800000000")


@pytest.mark.parametrize(
    ("text", "urls", "wrong"),
    [
        ("https://a.gov.cn/1；https://a.gov.cn/2", 2, ""),
        ("https://a.gov.cn/1\nhttps://a.gov.cn/2、https://a.gov.cn/3", 3, ""),
        ("https://a.gov.cn/?a=1,2", 1, ""),
        ("", 0, ""),
        ("见县政府网站", 1, "见县政府网站"),
        ("javascript:alert(1)", 1, "javascript:alert(1)"),
    ],
)
def test_addresses(text: str, urls: int, wrong: str) -> None:
    found = addresses_in(text)
    assert len(found) == urls
    assert [one for one in found if address_trouble(one)] == ([wrong] if wrong else [])
