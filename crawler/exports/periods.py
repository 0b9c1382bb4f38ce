"""Which days an export covers, and when it was made, as its titles and sheets say."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from crawler.reading.dates import date_in, day

Period = tuple[date, date]

DAY = r"(?:20\d\d\s*[-年/.]\s*)?\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?"
# Matches "2022年4月1日至2022年6月30日", "2022-04-01 至 2022-06-30", "2022年4月1日-6月30日".
DAYS = re.compile(
    rf"(20\d\d)\s*[-年/.]\s*(\d{{1,2}})\s*[-月/.]\s*(\d{{1,2}})\s*日?[\d: ]*?\s*(?:至|到|—|–|~|-)+\s*({DAY})"
)
# Matches "2022年4月至6月", "2022年4-6月", "2022年4月至2022年6月"; must not match "2022年4月1日至…".
MONTHS = re.compile(r"(20\d\d)年(\d{1,2})月?(?:至|到|—|–|~|-)+(?:(20\d\d)年)?(\d{1,2})月(?!\d)")
QUARTER = re.compile(r"(20\d\d)年?第?([一二三四1-4])季度")
HALF = re.compile(r"(20\d\d)年?([上下])半年")
MONTH = re.compile(r"(20\d\d)年(\d{1,2})月(?!\d{1,2}[日号])(?:份)?")
# Matches "导出时间：2022-07-01", "制表日期:2022年7月1日"; must not match "统计时间：2022年4月1日至…".
MADE = re.compile(
    r"(?:导出|制表|打印|生成|下载|填报|填表|查询)(?:时间|日期|于)?:*(20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?)"
)
# Matches the names of sheets "4月", "2022年4月", "04月份"; must not match "4月差评".
SHEET_MONTH = re.compile(r"(?:(20\d\d)年?)?(\d{1,2})月份?")
NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def made_on(titles: Iterable[str]) -> date | None:
    """When the export says that it was made."""
    for text in titles:
        found = MADE.search(tight(text))
        if found:
            return date_in(found[1])
    return None


def period_told(titles: Iterable[str]) -> Period | None:
    """The days that a title names, the first that names any."""
    for text in titles:
        found = period_in(MADE.sub("", tight(text)))
        if found:
            return found
    return None


def tight(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def period_in(text: str) -> Period | None:
    """The days that a text names: from day to day, from month to month, a quarter, half a year, a month."""
    return ordered(days_in(text) or months_in(text) or part_of_year(text))


def ordered(found: tuple[date | None, date | None] | None) -> Period | None:
    since, until = found or (None, None)
    return (since, until) if since and until and since <= until else None


def days_in(text: str) -> tuple[date | None, date | None] | None:
    found = DAYS.search(text)
    if not found:
        return None
    year, month, number = int(found[1]), int(found[2]), int(found[3])
    last = re.findall(r"\d+", found[4])
    end = [int(each) for each in last] if len(last) == 3 else [year, *map(int, last)]
    return day(year, month, number), day(*end[:3]) if len(end) == 3 else None


def months_in(text: str) -> tuple[date | None, date | None] | None:
    found = MONTHS.search(text)
    if found:
        year = int(found[1])
        return first_of(year, int(found[2])), last_of(int(found[3] or year), int(found[4]))
    return None


def part_of_year(text: str) -> tuple[date | None, date | None] | None:
    quarter, half, month = QUARTER.search(text), HALF.search(text), MONTH.search(text)
    if quarter:
        number = NUMBERS.get(quarter[2]) or int(quarter[2])
        return first_of(int(quarter[1]), 3 * number - 2), last_of(int(quarter[1]), 3 * number)
    if half:
        first = 1 if half[2] == "上" else 7
        return first_of(int(half[1]), first), last_of(int(half[1]), first + 5)
    if month:
        return first_of(int(month[1]), int(month[2])), last_of(int(month[1]), int(month[2]))
    return None


def first_of(year: int, month: int) -> date | None:
    return day(year, month, 1)


def last_of(year: int, month: int) -> date | None:
    return day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def period_of_sheets(names: Sequence[str], days: Sequence[date]) -> Period | None:
    """The months that the names of all sheets name, if they follow each other; a year must be known."""
    found = [SHEET_MONTH.fullmatch(tight(name)) for name in names]
    years = {each.year for each in days}
    months = set()
    for match in found:
        year = int(match[1]) if match and match[1] else (min(years) if len(years) == 1 else 0)
        if match is None or not year or not 1 <= int(match[2]) <= 12:
            return None
        months.add(12 * year + int(match[2]) - 1)
    if not months or max(months) - min(months) + 1 != len(months):
        return None
    first, last = min(months), max(months)
    return ordered((first_of(first // 12, first % 12 + 1), last_of(last // 12, last % 12 + 1)))
