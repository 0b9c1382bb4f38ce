"""Check characters of the codes of organisations: GB 32100-2015 (mod 31) and GB 11714-1997 (mod 11)."""

from __future__ import annotations

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""What a unified social credit code (统一社会信用代码) is written with: no I, O, S, V, Z."""

ORGANISATION_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LAST_OF_ELEVEN = "0X987654321"


def credit_check(body: str) -> str:
    """The eighteenth character of a unified social credit code, from the first seventeen."""
    total = sum(CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return CREDIT_SIGNS[-total % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code (组织机构代码), from the first eight.

    A letter counts as 10 to 35, so that changes by 11 or 22 (B for 0) go unseen: the standard's own limit.
    """
    values = (ORGANISATION_SIGNS.index(sign) for sign in body)
    total = sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True))
    return LAST_OF_ELEVEN[total % 11]
