"""Cells to values: days, counts, codes, yes and no. What cannot be told is an error, never a guess."""

from __future__ import annotations

import datetime
import re
import unicodedata
from datetime import date, timedelta

from crawler.exports.errors import BadCell
from crawler.reading.dates import ARABIC, CHINESE, date_in
from crawler.reading.text import is_placeholder, tidy

Value = (
    str | int | float | bool | datetime.date | datetime.time | datetime.datetime | datetime.timedelta | None
)
SERIALS = (20_000, 80_000)
"""Excel's numbers for the days from 1954 to 2119; other numbers are no days."""
EPOCH = date(1899, 12, 30)
EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number: a longer code is lost."""

# Matches "1.14113E+30" and "1.1E15"; must not match the code "005677264XK46177001".
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee][+]?\d{1,3}")
# Matches "20220415" and "20220415103000"; must not match "2022041".
PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6}|\d{4})?")
# Matches "1,234件", "12 条", "0"; must not match "12.5", "80%", "约12".
COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?\s*(?:件|条|个|份|次|本|张|项|人次|人)?")
NO = re.compile(r"(?:否|无|没|未|不|待|尚未|×|✗|✕|[Nn]o?$|0$|[Ff]alse)|(?:中|未完成)$")
YES = re.compile(
    r"是|有|已|√|✓|✔|对|[Yy](?:es)?$|[1-9]\d*(?:次|个|台)?$|[Tt]rue|完成|全部|进驻|配备|张贴|邀请"
)
# Matches the record of a call back or a mending that did not take place; must not match "无人接听".
NOT_DONE = re.compile(
    r"(?:否|无|没有|未|暂无|待|尚未|暂未)(?:整改|回访|处理|办理|反馈|完成|登记)?(?:完毕|完成)?|(?:整改|处理|回访|办理)中"
)
ONLINE = re.compile(r"网|线上|在线|移动端|手机|掌上|小程序|[Aa][Pp][Pp]|公众号|微信|支付宝|电脑|[Pp][Cc]")
AT_WINDOW = re.compile(r"窗口|线下|现场|大厅|柜台|当面|上门|邮寄|综窗")
LEVELS = (
    (1, ("非常不满意", "很不满意", "极不满意", "十分不满意")),
    (2, ("不满意", "差评")),
    (5, ("非常满意", "很满意", "十分满意")),
    (3, ("基本满意", "较满意", "一般", "中评")),
    (4, ("满意", "好评")),
)
"""The five levels of ratings; the words that hold others come first."""
# Matches "5星", "五星", "3分"; a bare "1" may count from either end.
STARS = re.compile(r"([0-5零一二三四五])(?:颗星|星级|星|分)")
FIGURES = dict(zip("零一二三四五", range(6), strict=True))
UNRATED = ("未评价", "未评", "待评价", "无评价", "没有评价", "不评价")


def text_of(value: Value) -> str:
    """A value as it is read: one line, no ".0" behind whole numbers; "" for what only says 无 or —."""
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        value = int(value)
    text = tidy("" if value is None else str(value))
    return "" if is_placeholder(text) and not text.isdigit() else text


def code_of(value: Value) -> str:
    """A code as text, in one width and without blanks. Raises BadCell for one that the spreadsheet spoilt."""
    if isinstance(value, bool | date | datetime.time | timedelta):
        raise BadCell("不是编码")
    if isinstance(value, float) and not value.is_integer():
        raise BadCell("带有小数，不是编码")
    if isinstance(value, int | float) and abs(value) >= EXACT:
        raise BadCell(SPOILT)
    text = "".join(unicodedata.normalize("NFKC", text_of(value)).split()).upper().lstrip("'")
    if SCIENTIFIC.fullmatch(text):
        raise BadCell(SPOILT)
    return text


SPOILT = "被表格软件改成了科学计数法，原编码已丢失，请在系统中重新导出（该列设为文本）"


def day_of(value: Value) -> date | None:
    """A day, however it is kept: a date, Excel's serial number, or printed."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | datetime.time | timedelta):
        raise BadCell("不是日期")
    if isinstance(value, int | float):
        return day_of_number(value)
    text = unicodedata.normalize("NFKC", text_of(value)).strip()
    return day_of_text(text) if text else None


def day_of_number(value: float) -> date:
    if SERIALS[0] <= value <= SERIALS[1]:
        return EPOCH + timedelta(days=int(value))
    return day_of_text(str(int(value)) if float(value).is_integer() else str(value))


def day_of_text(text: str) -> date:
    packed = PACKED.fullmatch(text)
    if packed:
        try:
            return date(int(packed[1]), int(packed[2]), int(packed[3]))
        except ValueError as error:
            raise BadCell("没有这一天") from error
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and SERIALS[0] <= float(text) <= SERIALS[1]:
        return EPOCH + timedelta(days=int(float(text)))
    if len(ARABIC.findall(text)) + len(CHINESE.findall(text)) > 1:
        raise BadCell("有几个日期，不知道是哪一个")
    found = date_in(text)
    if found is None:
        raise BadCell("不是日期")
    return found


def count_of(value: Value) -> int | None:
    """A number of things: 1,234件. Raises BadCell for shares, fractions and everything else."""
    if isinstance(value, bool | date | datetime.time | timedelta):
        raise BadCell("不是数量")
    text = unicodedata.normalize("NFKC", text_of(value)).replace(" ", "")
    if not text:
        return None
    found = COUNT.fullmatch(text)
    if not found or len(found[1]) > 15:
        raise BadCell("不是整数的数量")
    return int(found[1].replace(",", ""))


def yes_of(value: Value) -> bool | None:
    """Yes or no: 是, 已邀请, √, a number of times. Raises BadCell for anything else."""
    if isinstance(value, bool):
        return value
    raw = tidy("" if value is None else str(int(value) if isinstance(value, float) else value))
    if not raw or raw in ("—", "-", "/", "——"):
        return None
    text = unicodedata.normalize("NFKC", raw)
    if text in ("×", "✗", "✕") or NO.match(text) or NO.search(text):
        return False
    if YES.match(text):
        return True
    raise BadCell("看不出是或否")


def done_of(value: Value) -> bool | None:
    """Does a record say that something was done? 已电话致歉 does, 未回访 and 整改中 do not."""
    if isinstance(value, bool):
        return value
    text = unicodedata.normalize("NFKC", tidy("" if value is None else str(value)))
    if not text or text in ("-", "—", "/", "——"):
        return None
    return NOT_DONE.fullmatch(text) is None


def level_of(value: Value) -> int | None:
    """The level of a rating, 5 非常满意 … 1 非常不满意; None where nobody rated."""
    text = unicodedata.normalize("NFKC", text_of(value)).replace(" ", "")
    if not text or any(word in text for word in UNRATED):
        return None
    stars = STARS.search(text)
    if stars:
        level = FIGURES[stars[1]] if stars[1] in FIGURES else int(stars[1])
        if level:
            return level
    for level, words in LEVELS:
        if any(word in text for word in words):
            return level
    raise BadCell("不是评价等级")


def online_of(value: Value) -> bool | None:
    """Did it come in online? None where both or neither is said."""
    text = unicodedata.normalize("NFKC", text_of(value))
    online, window = bool(ONLINE.search(text)), bool(AT_WINDOW.search(text))
    return online if online is not window else None


def star_of(value: Value) -> int | None:
    """A star level: 3, 三星, ★★★☆☆."""
    text = unicodedata.normalize("NFKC", text_of(value)).replace(" ", "")
    if not text:
        return None
    if set(text) <= set("★☆"):
        return text.count("★")
    figure = re.fullmatch(r"([0-5零一二三四五])(?:颗星|星级|星)?", text)
    if not figure:
        raise BadCell("不是星级")
    return FIGURES[figure[1]] if figure[1] in FIGURES else int(figure[1])
