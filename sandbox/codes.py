"""Codes of units and items with right check characters: organisation code, USCC, 31-digit item code, UNID."""

from __future__ import annotations

import hashlib

USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
TYPE_DIGITS = {
    "行政许可": "01",
    "行政给付": "05",
    "行政确认": "07",
    "行政奖励": "08",
    "行政裁决": "09",
    "其他行政权力": "10",
    "公共服务": "20",
}


def organisation_code(body: str) -> str:
    """Eight digits and their check character (GB 11714, modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    return body + "0123456789X0"[(11 - total % 11) % 11]


def credit_code(area: str, body: str) -> str:
    """The eighteen-character code of an organ of the area (GB 32100, modulus 31)."""
    first = f"11{area}{organisation_code(body)}"
    total = sum(USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return first + USCC_SIGNS[-total % 31]


def item_code(credit: str, level: str, basic: str) -> str:
    """Credit code, level of exercise and the twelve digits of the basic code."""
    return f"{credit}{level}{basic}"


def basic_code(item_type: str, department: str, main: int) -> str:
    """Level, item type, department of the State Council, main item, no sub-item."""
    return f"00{TYPE_DIGITS[item_type]}{department}{main:03d}000"


def unid(code: str) -> str:
    """The service network's identifier of an item: 32 upper-case hexadecimal digits."""
    return hashlib.md5(code.encode(), usedforsecurity=False).hexdigest().upper()
