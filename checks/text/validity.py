"""Until when something holds (有效期), as lists print it, and whether it is marked as over."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from checks.text.normal import plain
from checks.text.numerals import NUMERAL, value_of

# Matches "2022年12月31日", "2022-6-30", "2022.06.30", "2022年6月底", "2022年底", "2022年"; must not match
# "〔2022〕3号" or "20220".
DAY = re.compile(
    r"(?<![\d〔\[(（])(?P<year>20\d\d)(?:年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日?)?|"
    r"[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d)|年)(?:底|末)?"
)
# Matches "有效期3年", "试行两年", "期限为一年"; must not match "近三年".
LASTING = re.compile(
    rf"(?:有效期|试行期?|施行期?|执行期?|实施期?|期限)(?:限)?(?:为|是|[:：])?(?P<years>{NUMERAL})年"
)
# Matches "自2021年1月1日起", "2021年1月1日施行"; must not match "2021年1月1日止".
BEGINNING = re.compile(r"(?:起|施行|实施|执行|生效|发布|印发)")
# Matches "已失效", "现已废止", "自动失效", a lone "失效"; must not match "2022年12月31日到期".
ENDED = re.compile(
    r"(?:已|现已|已经|自动|均已)(?:失效|废止|到期|过期|终止|停止(?:执行|兑现)?|结束|取消|作废)|^(?:失效|废止|作废|过期|终止)$"
)


def end_of(text: str, since: date | None = None) -> date | None:
    """The last day that a text names; None where it names none (长期, 无) or cannot be read for sure.

    `since` is the day from which a length (有效期三年) counts, where that is known.
    """
    said = plain(text)
    days = [(found, day) for found in DAY.finditer(said) if (day := day_of(found)) is not None]
    lasting = LASTING.search(said)
    if lasting:
        begins = days[0][1] if days else since
        years = value_of(lasting["years"])
        return years_later(begins, int(years)) if begins and years == int(years) else None
    if not days:
        return None
    last, end = days[-1]
    if len(days) == 1 and BEGINNING.match(said[last.end() :]) and "至" not in said[: last.start()]:
        return None
    return end


def day_of(found: re.Match[str]) -> date | None:
    """The last day of what was named: of a month or a year its end."""
    year, month = int(found["year"]), int(found["month"] or found["m2"] or 12)
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(found["day"] or found["d2"] or last)
    return date(year, month, day) if 1 <= day <= last else None


def years_later(begins: date, years: int) -> date:
    """The last day of so many years from a day on."""
    try:
        ends = begins.replace(year=begins.year + years)
    except ValueError:
        ends = date(begins.year + years, 3, 1)
    return date.fromordinal(ends.toordinal() - 1)


def is_marked_ended(text: str) -> bool:
    """Does a cell say that it holds no longer?"""
    return ENDED.search(plain(text).strip()) is not None
