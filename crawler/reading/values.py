"""Reads the values of single fields: stars, visits, kinds of handling, times and places in one cell."""

from __future__ import annotations

import re

from checks.evidence import TimeLimit
from checks.text.durations import parse_limit
from crawler.reading.text import is_placeholder, squeeze

CHINESE_STARS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "两": 2}
# “三星”, “3星级”, “★★★”, “星级：4”, “4”, “四星级事项”, “5A”; not “3个”, “无”.
STAR_WORD = re.compile(r"([1-5一二三四五两])\s*(?:颗|个)?\s*(?:星|★|[Aa]级?$)")
BARE_STAR = re.compile(r"(?:星级\s*[:：]?\s*)?([1-5])(?:\.0)?")


def star_of(text: str) -> int | None:
    """How many stars; None where the text names no number of them."""
    plain = squeeze(text)
    filled = plain.count("★") + plain.count("⭐")
    found = STAR_WORD.search(plain) or BARE_STAR.fullmatch(plain)
    if found:
        return int(CHINESE_STARS.get(found[1], found[1] if found[1].isdigit() else 0)) or None
    return filled if 1 <= filled <= 5 else None


NUMBERS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
# “1次”, “最多跑一次”, “0”, “不用跑”; not “2022年1次”.
VISITS = re.compile(r"(?<!\d)(\d{1,2}|[零一二两三四五])\s*(?:次|$)")
# “零跑动”, “不见面审批”, “无需到场”.
NO_VISIT = re.compile(r"零跑|不见面|无需到|不用跑|一次不跑|一次也不")


def visits_of(text: str) -> int | None:
    """How often an applicant must come; None where the text names no number."""
    plain = squeeze(text)
    if NO_VISIT.search(plain):
        return 0
    found = VISITS.search(plain)
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else NUMBERS[found[1]]


# “法定办理时限20个工作日;承诺办理时限1个工作日”, “承诺：5日（法定：20日）”; “法定节假日除外” and “告知承诺件”
# name no limit.
BOTH = re.compile(
    r"(?P<kind>法定(?!节假|假日|代表)|(?<!告知)承诺(?![件制书人]))(?P<rest>[^；;。\n]*?)"
    r"(?=[；;。，,、（(\n ]*(?:法定(?!节假|假日|代表)|(?<!告知)承诺(?![件制书人]))|[；;。\n]|$)"
)


# “由法定的60日缩减为20个工作日”: the second is what is promised.
SHORTENED = re.compile(r"(?:缩减|压缩|缩短|压减|减少|减)(?:为|至|到)([^；;。，,\n]*)")


def limits_of(text: str) -> tuple[TimeLimit | None, TimeLimit | None]:
    """The statutory and the promised limit of a text that may name both; None for what it does not name."""
    found: dict[str, TimeLimit] = {}
    for match in BOTH.finditer(text):
        limit = parse_limit(match["rest"].strip(" ：:办理结审批时限期间为）)"))
        if limit is not None and match["kind"] not in found:
            found[match["kind"]] = TimeLimit(match[0].strip(" （(；;"), limit.days, limit.unit)
    shortened = SHORTENED.search(text) if "法定" in found and "承诺" not in found else None
    if shortened and (limit := parse_limit(shortened[1])) and limit.days is not None:
        found["承诺"] = TimeLimit(shortened[0], limit.days, limit.unit)
    return found.get("法定"), found.get("承诺")


def beside_legal(text: str) -> TimeLimit | None:
    """The limit of a text that also names the statutory one: “7个工作日（法定15个工作日）”."""
    rest = BOTH.sub(lambda found: "" if found["kind"] == "法定" else found[0], text)
    limit = parse_limit(rest)
    return TimeLimit(text, limit.days, limit.unit) if limit and limit.days is not None else None


def limit_of(text: str) -> TimeLimit | None:
    """One time limit; None for a placeholder."""
    return None if is_placeholder(text) and squeeze(text) not in ("0", "待定") else parse_limit(text)


# Where the hours begin in “内乡县政务服务大厅二楼，周一至周五 上午8:00-12:00”; not “周庄镇便民服务中心”.
HOURS = re.compile(
    r"(?:法定)?工作日|(?:星期|周)[一1](?:至|到|[-—~])|每周|上午|夏季|冬季|夏令时|全年|\d{1,2}[:：∶]\d{2}|国家法定|节假日|全天"
)
PLACE_WORD = re.compile(r"[路街道号楼室厅窗口镇村县市区]|中心|大厅")


def looks_like_hours(text: str) -> bool:
    """Does the text say when, not how long?"""
    return HOURS.search(text) is not None


# “5个工作日”, “即时办结”: what a label 办理时间 may hold instead of opening hours; not “工作日上午8:00”.
LENGTH = re.compile(
    r"\d\s*[（(]?个?(?:工作日|日|天|小时|分钟)|[一二三四五六七八九十]+个?(?:工作日|日内)|即时|当场|即办|当日"
)


# “3月1日”, “15日前”: a day of the year, not a length; never “3个工作日”.
DAY = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}日(?=[至到前]|\s*[—~-])|20\d\d年")


def looks_like_length(text: str) -> bool:
    """Does the text say how long, not when?"""
    text = DAY.sub("", text)
    return LENGTH.search(text) is not None and not looks_like_hours(LENGTH.sub("", text))


# “办件类型：即办件（承诺件）” keeps both; “即来即办” and “前审后批” are kept as printed.
CODES = {"1": "即办件", "2": "承诺件"}


def handling_of(text: str) -> str:
    """The kind of handling as printed; a bare code is given by its name."""
    plain = squeeze(text)
    return CODES.get(plain, text.strip())
