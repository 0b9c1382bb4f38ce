"""Fees as guides print them, in a form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.text.normal import plain

# Matches "不收费", "免费", "无", "否", "0元", "不收取任何费用"; must not match "首次免费,补证10元".
NONE = re.compile(
    r"(?:本事项|该事项)?(?:(?:是否)?收费(?:标准|情况)?[:：]?)?(?:不收费|不收取?(?:任何)?(?:费用)?|免费|免收(?:费用)?|零收费|不涉及(?:收费)?|无(?:收费|费用)?|否|0(?:\.0+)?元?|不需要?缴费|无需缴费|暂不收费)(?:办理)?"
)
# Matches "首次免费,补证10元"; must not match "每证10元".
FREE = re.compile("不收|免费|免收|免缴|不涉及收费")
# Matches "10元", "10.5元/证", "每件200元", "1,000元", "0.5万元"; must not match "500米" nor "10日".
AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>万|百|千)?\s*元")
SCALES = {"万": 10_000, "千": 1_000, "百": 100, None: 1}
ENDS = re.compile(r"[\s。.;；,，、!！]+")


@dataclass(frozen=True, slots=True)
class Fee:
    """What a text says of the fee: that there is none, or which amounts in yuan; nothing when unclear."""

    none: bool = False
    amounts: frozenset[float] = frozenset()

    @property
    def clear(self) -> bool:
        return self.none or bool(self.amounts)


def fee_in(text: str) -> Fee:
    """Read a printed fee."""
    said = plain(text).strip()
    if NONE.fullmatch(ENDS.sub("", said)):
        return Fee(none=True)
    amounts = {
        float(found["number"].replace(",", "")) * SCALES[found["scale"]] for found in AMOUNT.finditer(said)
    }
    if FREE.search(said):
        # Free for some, or the first time: what the others pay is no contradiction to 不收费.
        return Fee()
    return Fee(none=amounts == {0.0}, amounts=frozenset(amounts - {0.0}))


def fees_differ(one: str, other: str) -> bool:
    """Does one say that nothing is paid where the other names an amount, or have they no amount in common?"""
    fee, fees = fee_in(one), fee_in(other)
    if not (fee.clear and fees.clear):
        return False
    if fee.none or fees.none:
        return fee.none is not fees.none
    return not fee.amounts & fees.amounts
