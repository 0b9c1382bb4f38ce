"""Numbers in Arabic digits and in Chinese numerals."""

from __future__ import annotations

# Matches "20", "1.5", "三十", "二十五", "半"; must not match "十分" as a whole.
NUMERAL = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+|半)"

DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}


def value_of(numeral: str) -> float:
    """The value of a numeral: 三十 → 30, 二〇 → 20, 半 → 0.5."""
    if numeral == "半":
        return 0.5
    if numeral[0].isdecimal():
        return float(numeral)
    if not any(char in SCALES for char in numeral):
        return float("".join(str(DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in SCALES:
            total += (digit or 1) * SCALES[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return float(total + digit)
