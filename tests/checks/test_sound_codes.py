"""Codes that cannot exist, codes that may be misprinted, and numbers that are nobody's fault."""

from __future__ import annotations

import pytest

from checks.evidence import Guide
from checks.kinds.sound_codes import SoundCode
from checks.outcome import Verdict

WHOLE = "1141132500600000164000117018000"


@pytest.mark.parametrize(
    ("code", "verdict", "said"),
    [
        (WHOLE, None, ""),
        (WHOLE + "01", None, ""),
        (WHOLE[-12:], None, ""),
        (f"{WHOLE}｜{WHOLE}01", None, ""),
        ("005677264XK46177001", None, ""),
        ("", None, ""),
        ("无", None, ""),
        ("E6F374C00C190CE67FEE90787833B5F4", None, ""),
        ("12345678901234567890123456789012"[:20], None, ""),
        ("MZ-2021-07", None, ""),
        ("GD2021ABC001", None, ""),
        (WHOLE[:17] + "7" + WHOLE[18:], Verdict.FAIL, "校验位不符（GB 32100）"),
        (WHOLE[:18] + "8" + WHOLE[19:], Verdict.FAIL, "行使层级"),
        (WHOLE[:20] + "A" + WHOLE[21:], Verdict.FAIL, "基本编码"),
        (WHOLE[:16] + "V" + WHOLE[17:], Verdict.FAIL, "不是统一社会信用代码使用的字符"),
        (WHOLE[:-1], Verdict.REVIEW, "疑少1位"),
        (WHOLE + "0123", Verdict.REVIEW, "疑多2位"),
        ("1.14113E+30", Verdict.REVIEW, "科学计数法"),
        ("005677265XK46177001", Verdict.REVIEW, "组织机构代码"),
        (f"{WHOLE} {WHOLE[-12:-1]}1", Verdict.REVIEW, "基本编码不一致"),
    ],
)
def test_codes(code: str, verdict: Verdict | None, said: str) -> None:
    found = list(SoundCode()(Guide(item_code=code)))
    assert [one.verdict for one in found] == ([verdict] if verdict else [])
    assert all(said in one.reason and one.quote in code for one in found)
