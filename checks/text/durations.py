"""Time limits as guides print them, read into days."""

from __future__ import annotations

import re

from checks.evidence import DayUnit, TimeLimit
from checks.text.normal import plain
from checks.text.numerals import NUMERAL, value_of

# Matches "5个工作日", "三十日", "1.5天", "2小时", "10至15个工作日", "45 (工作日)"; must not match
# "2022年" or "第5日".
AMOUNT = re.compile(
    rf"(?<![第\d.])(?!(?:19|20)\d\d\s*年|[一二][九〇零]..年)(?P<low>{NUMERAL})\s*(?:[-~至到]\s*(?P<high>{NUMERAL})\s*)?"
    r"(?P<half>个半)?\(?个?(?P<unit>工作日|工作天|自然日|日历日|小时|钟头|分钟|天|日|周|星期|月|年)(?P<extra>半)?(?![前后]?\d)"
)
# Matches "当场办结", "即办件", "即时办理"; must not match "不能当场办结的".
AT_ONCE = re.compile(
    r"(?<!不能)(?<!不)(?<!无法)(?:当场|当日|当天|即时|即办|即来即办|立等可取|马上办|实时|随到随办|现场办结)"
)
# Matches the first part of "法定20个工作日;承诺1个工作日"; must not match a lone "承诺1个工作日".
STATUTORY = re.compile(r"法定[^;；。承]{0,24}[;；,，。 ]*(?=承诺)")
# Matches "(不含公示期20日)" and the like, which never belong to the limit itself.
ASIDE = re.compile(
    r"[(（【\[](?!\s*个?(?:工作日|自然日|日|天)\s*[)）])[^)）】\]]*[)）】\]]|[;；,，。]?\s*(?:不含|不包括|不计|除外|自受理|自收到|从受理)[^;；,，。]*"
)
# Matches a bare "5" or "0"; must not match "5号窗口".
BARE = re.compile(rf"^\s*({NUMERAL})\s*个?$")

DAYS_OF = {
    "工作日": 1.0, "工作天": 1.0, "自然日": 1.0, "日历日": 1.0, "天": 1.0, "日": 1.0,
    "小时": 1 / 24, "钟头": 1 / 24, "分钟": 1 / 1440, "周": 7.0, "星期": 7.0, "月": 30.0, "年": 365.0,
}  # fmt: skip
UNIT_OF = {
    "工作日": DayUnit.WORK, "工作天": DayUnit.WORK, "自然日": DayUnit.CALENDAR, "日历日": DayUnit.CALENDAR,
    "周": DayUnit.CALENDAR, "星期": DayUnit.CALENDAR, "月": DayUnit.CALENDAR, "年": DayUnit.CALENDAR,
}  # fmt: skip
EMPTY = {"", "无", "-", "—", "——", "/", "\\", "暂无", "略", "同上", "见备注", "空", "null", "None", "待定"}


def parse_limit(text: str) -> TimeLimit | None:
    """Read a printed time limit; None when nothing is printed, days None when no length can be read.

    Hours and 当场 are within a day; of "法定…;承诺…" the promise counts; of a span the longer end.
    """
    said = plain(text).strip().strip("。.")
    if said in EMPTY - {"待定"}:
        return None
    core = ASIDE.sub("", STATUTORY.sub("", said)) or said
    return amount_in(core, text.strip()) or at_once(core, text.strip()) or TimeLimit(text.strip())


def amount_in(core: str, text: str) -> TimeLimit | None:
    """The first length of time that the text names."""
    found = AMOUNT.search(core)
    bare = BARE.match(core)
    if found is None:
        return TimeLimit(text, value_of(bare.group(1))) if bare else None
    unit = found["unit"]
    number = value_of(found["high"] or found["low"]) + (0.5 if found["half"] or found["extra"] else 0)
    return TimeLimit(text, round(number * DAYS_OF[unit], 4), UNIT_OF.get(unit, DayUnit.UNSTATED))


def at_once(core: str, text: str) -> TimeLimit | None:
    """On the spot counts as a part of a day."""
    return TimeLimit(text, 0.5) if AT_ONCE.search(core) else None
