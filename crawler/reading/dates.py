"""Days as pages print them: 2022-04-15, 2022年4月15日, 二〇二二年四月十五日."""

from __future__ import annotations

import re
from datetime import date

from crawler.reading.numbering import chinese_number

# “2022-04-15 10:00”, “2022年4月15日”, “2022/4/5”, “2022.04.05”; not “2022年4月”, “12022-04-15”.
# That no digit stands before is asked last: the search then leaps to the next 1 or 2.
ARABIC = re.compile(r"((?:19|20)\d\d)(?<!\d{5})\s?[-年/.．]\s?(\d{1,2})\s?[-月/.．]\s?(\d{1,2})(?!\d)")
# “二〇二二年四月十五日”, “二○二二年十二月一日”; not “二〇二二年”.
CHINESE = re.compile(
    r"([二一][〇○零Ｏ０一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
FIGURES = str.maketrans("〇○零Ｏ０一二三四五六七八九", "00000123456789")
# “/2022-03-17/8568.html”, “/2022/03-17/8568.html”, “/202203/t20220317_1.html”; not “/2022/8568.html”.
IN_URL = re.compile(r"/((?:19|20)\d\d)[-/]?(\d{2})[-/]?(\d{2})/|t((?:19|20)\d\d)(\d{2})(\d{2})_")


def date_in(text: str) -> date | None:
    """The first day that the text names."""
    found = ARABIC.search(text)
    if found:
        return day(*map(int, found.groups()))
    spelt = CHINESE.search(text)
    if spelt:
        return day(int(spelt[1].translate(FIGURES)), chinese_number(spelt[2]), chinese_number(spelt[3]))
    return None


def last_date_in(text: str) -> date | None:
    """The last day that the text names in figures: of a line of a list its date, not one of its title."""
    found = ARABIC.findall(text)
    return day(*map(int, found[-1])) if found else None


def date_of_url(url: str) -> date | None:
    """The day in the address of a page, as content systems write it."""
    found = IN_URL.search(url)
    return day(*(int(part) for part in found.groups() if part)) if found else None


def day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
