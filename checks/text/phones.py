"""Telephone numbers as offices print them: which there are, what kind, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from checks.text.normal import plain


class PhoneKind(StrEnum):
    """What a number is; the value is the name that the office uses."""

    LANDLINE = "固定电话"
    MOBILE = "手机号码"
    HOTLINE = "服务热线"
    SERVICE = "400、800电话"
    UNKNOWN = "无法识别的号码"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: as printed, without its area code and extension, and what is wrong with it (Chinese).

    `start` is its place in the normalised text. A number without `fault` is one that can be dialled.
    """

    printed: str
    number: str
    kind: PhoneKind
    extension: str = ""
    area: str = ""
    fault: str = ""
    start: int = 0


DASHES = str.maketrans("—–－‐‑‒―−─~～", "-----------")
# Matches the address and the mailbox in "网址:http://a.gov.cn/x?id=5" and "a@qq.com"; no number is in them.
ADDRESS = re.compile(r"https?://[!-~]+|www\.[!-~]+|[\w.+-]+@[\w.-]+")
# Matches "邮编:474350", "QQ群:123456789" and "微信号 12345678", whose digits nobody dials; not "电话:6533".
OTHER_NUMBERS = re.compile(
    r"(?:邮编|邮政编码|邮码|QQ群?|微信号?|微博|公众号|传真|网站标识码|备案号?|编号|编码|账号|工号)"
    r"[号码为是:( ]{0,4}[\dA-Za-z-]+",
    re.I,
)
# Matches "2022年3月1日", "8:30-12:00", "1525房", "12号窗口" and "2022-03-01"; must not match "0377-65330000".
NO_PHONE = re.compile(
    r"\d{1,2}[:.]\d{2}(?!\d)|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|[\d-]+\s*(?:年|月|日|号|室|房|楼|层|元|米|个|人|栋|幢|座|点|时|分|秒|路|%)"
)
# Matches "0377-65330000", "(0377) 6533 0000转801", "12345", "400-700-0690"; the parts are told apart later.
RUN = re.compile(r"[(+]?\d[\d() -]*\d(?:\s*(?:转|分机|ext\.?|#)\s*[\d-]{1,8})?", re.I)
EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|#)\s*", re.I)
AREA = r"0(?:10|2\d|[3-9]\d{2})"
# Matches "0377-65330000-801", "65330000"; must not match "0377-6533", of which half is missing.
LANDLINE = re.compile(rf"(?:(?P<area>{AREA})-?|(?=[2-9]))(?P<number>\d{{7,8}})(?P<extension>(?:-\d{{1,6}})*)")
# Matches "13800000000" and "138-0000-0000"; must not match the eleven digits of "02000000000".
MOBILE = re.compile(r"0?(?P<number>1[3-9]\d-?\d{4}-?\d{4})(?P<extension>)")
SERVICE = re.compile(r"(?P<number>[48]00-?\d{3,4}-?\d{3,4})(?P<extension>(?:-\d{1,6})?)")
# Matches "12345", "020-12333-9-3", "110", "95598", "968899", "116114"; must not match "123456" nor "6533".
HOTLINE = re.compile(
    rf"(?:(?P<area>{AREA})-*)?(?P<number>1(?:10|14|19|20|22)|1[0-2]\d{{3}}|11[68]\d{{3}}|9[56]\d{{3,6}})(?P<extension>(?:-\d{{1,6}})*)"
)
KINDS = (
    (PhoneKind.MOBILE, MOBILE),
    (PhoneKind.HOTLINE, HOTLINE),
    (PhoneKind.LANDLINE, LANDLINE),
    (PhoneKind.SERVICE, SERVICE),
)
# Matches the label of "联系电话:65330000" and "拨打12345"; must not match "窗口 65330000".
LABEL = re.compile(r"(?:电话|热线|手机|座机|拨打|联系方式|号码)[^\d]{0,6}$")
# Matches "0377-653300" and "(0377)653300", which is a telephone number wherever it stands.
WITH_AREA = re.compile(rf"\(?{AREA}[)-]")
SIGNS = re.compile(r"[\s、,，;；。./:：()或和及-]+")


@lru_cache(maxsize=8192)
def phones_in(text: str) -> tuple[Phone, ...]:
    """The numbers of a text, those that cannot be dialled with their fault.

    A run of digits that may be something else (a room, a year, a mailbox) is left out: only what a label
    or the whole field shows to be a telephone number is called faulty.
    """
    said = blanked(plain(text).translate(DASHES))
    runs = list(RUN.finditer(said))
    rest = RUN.sub("", said)
    alone = not SIGNS.sub("", rest)
    found: list[Phone] = []
    for run in runs:
        for start, part in parts(run[0], run.start()):
            phone = read(part, start)
            labelled = alone or LABEL.search(said[:start]) or WITH_AREA.match(part)
            if not phone.fault or (labelled and phone.fault != SHORT):
                found.append(phone)
    return tuple(found)


def blanked(text: str) -> str:
    """The text with all that only looks like a number blanked out, each sign where it stood."""
    for pattern in (ADDRESS, OTHER_NUMBERS, NO_PHONE):
        text = pattern.sub(lambda found: "　" * len(found[0]), text)
    return text


def parts(run: str, start: int) -> Iterator[tuple[int, str]]:
    """The numbers of one run: two that are whole by themselves may have only a blank between them."""
    words = [(found.start(), found[0]) for found in re.finditer(r"\S+", run)]
    if len(words) > 1 and all(not read(word, 0).fault for _, word in words):
        yield from ((start + place, word) for place, word in words)
    else:
        yield start, run


SHORT = "数字太少"
"""So few digits are no number at all: a window, an extension."""


def read(printed: str, start: int) -> Phone:
    """One number taken apart, or with its fault."""
    main, *more = EXTENSION.split(printed, maxsplit=1)
    compact = re.sub(r"-+", "-", re.sub(r"[() ]+", "-", main).strip("-+"))
    for text in (compact, compact.replace("-", ""), without_country(digits(compact))):
        for kind, pattern in KINDS:
            whole = pattern.fullmatch(text)
            if whole is not None and not wrong_length(whole.groupdict().get("area"), whole["number"], kind):
                extension = "-".join(filter(None, (whole["extension"].strip("-"), *more)))
                area = whole.groupdict().get("area") or ""
                return Phone(printed, digits(whole["number"]), kind, extension, area, "", start)
    return Phone(printed, digits(compact), PhoneKind.UNKNOWN, fault=fault_of(compact), start=start)


def without_country(number: str) -> str:
    """86 20 8751 0000 as it is dialled at home: 020 8751 0000; a mobile number without more ado."""
    rest = number.removeprefix("00").removeprefix("86") if len(number) > 11 else ""
    return rest if rest.startswith("1") and len(rest) == 11 else "0" + rest if rest else ""


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def wrong_length(area: str | None, number: str, kind: PhoneKind) -> bool:
    """Has a place whose area code is of three digits (010, 02x) a number that is not of eight?"""
    return kind is PhoneKind.LANDLINE and len(area or "") == 3 and len(number) != 8


def fault_of(compact: str) -> str:
    """Why this cannot be dialled."""
    number = digits(compact)
    if len(number) < 5:
        return SHORT
    area = re.match(rf"({AREA})-?(?=\d)", compact)
    if area:
        rest = digits(compact[area.end() :].partition("-")[0])
        wanted = "8位" if len(area[1]) == 3 else "7至8位"
        return f"区号“{area[1]}”后的号码“{rest}”为{len(rest)}位，固定电话应为{wanted}"
    if re.match(r"1[3-9]", number) and len(number) in (10, 12):
        return f"号码“{number}”为{len(number)}位，手机号码应为11位"
    return f"号码“{number}”为{len(number)}位，不是固定电话（7至8位）、手机号码（11位）或服务热线"
