"""Numbers that identify a person, where a text publishes them in full: found, and masked for telling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checks.text.normal import plain


class PersonalKind(StrEnum):
    """What a number is; the value is the name that the office uses."""

    IDENTITY = "公民身份号码"
    CARD = "银行卡号"
    MOBILE = "个人手机号码"


@dataclass(frozen=True, slots=True)
class Personal:
    """One number, masked; `sample` says that it may be invented, for it stands in an example."""

    kind: PersonalKind
    masked: str
    sample: bool = False


# fmt: off
PROVINCES = frozenset(map(str, (
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
    71, 81, 82, 83,
)))
# fmt: on
"""The first two digits of an identity number (GB/T 2260)."""
# Matches "41132519000101" and "6222 0000 0000"; must not match "0377-6533000", which is shorter.
DIGITS = re.compile(r"\d[\d -]{9,}\d")
"""Without so many digits there is no number of a person: most texts are read no further."""
# Matches "41132519000101000X"; must not match the 18 signs inside "1141132500600000164000117018000", nor a
# number that is masked already ("411325********000X").
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z*])(?P<area>[1-8]\d{5})(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})\d{3}[\dXx](?![0-9A-Za-z*])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
# Matches "6222000000000000000" and "6222 0000 0000 0000 000"; must not match part of a longer number.
CARD = re.compile(r"(?<![0-9A-Za-z*])62\d{2}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![0-9A-Za-z*])")
# Matches "银行卡号", "一卡通账号"; must not match "编号".
CARD_WORDS = re.compile(r"卡号|银行卡|一卡通|惠农卡|社保卡|存折|账号|帐号|账户|帐户|开户")
# Matches "户名:示例县财政局", "对公账户"; must not match "户名:张某".
OFFICE_ACCOUNT = re.compile(
    r"(?:户 ?名|单位名称|收款(?:人|单位|户)|账户名称)[:： ]{0,3}"
    r"[一-鿿]{2,30}(?:局|委|办|院|中心|公司|银行|所|站|处|厅|社|校|会|府)|对公|非税|缴费账户|财政专户"
)
MOBILE = re.compile(r"(?<![0-9A-Za-z*-])1[3-9]\d{9}(?![0-9A-Za-z*])")
# Whoever publishes his number in one of these roles wants to be called: "联系人:张某", "网格员李某".
CALLED = re.compile(
    r"电话|热线|联系|咨询|投诉|举报|监督|报名|预约|拨打|客服|传真|负责|经办|网格|村医|医生|河长|林长|联络|专干|社工|书记|主任|站长|所长|局长|律师|公证"
    r"|法律服务|代办|帮办|调解|志愿|窗口|经理|公司|中心|机构|门店|商户|驾校|学校|幼儿园|诊所|卫生室|药房|合作社|农场|司机|教练|导游|值班|值守"
)
SAMPLE = re.compile(r"示例|样例|样表|范例|范本|模板|举例|例如|填写说明|填表说明|张三|李四|王五")
BEFORE = 30
"""How far before a number its context is read."""


def personal_in(text: str) -> Iterator[Personal]:
    """The numbers of a text that identify a person, by kind, in order.

    An identity number counts when its area, its day and its check character fit (GB 11643); a card when
    its check digit fits (ISO/IEC 7812) and the text speaks of cards, but not of an office's own account;
    a mobile number only as one of a list of people, never the number of somebody who is to be called.
    """
    if DIGITS.search(text) is None:
        return
    said = plain(text)
    for found in IDENTITY.finditer(said):
        if is_identity(found):
            yield Personal(PersonalKind.IDENTITY, masked(found[0], 6, 2), is_sample(said, found.start()))
    for found in CARD.finditer(said):
        if is_card(found[0]) and of_a_person(said, found.start()):
            yield Personal(PersonalKind.CARD, masked(found[0], 6, 2), is_sample(said, found.start()))
    for line in said.splitlines():
        if not CALLED.search(line):
            for found in MOBILE.finditer(line):
                yield Personal(PersonalKind.MOBILE, masked(found[0], 3, 2), is_sample(line, found.start()))


def is_identity_number(number: str) -> bool:
    """Is it the number of an identity card: does everything fit that can be checked?"""
    found = IDENTITY.fullmatch(number)
    return found is not None and is_identity(found)


def is_identity(found: re.Match[str]) -> bool:
    """Do area, day of birth and check character fit?"""
    number = re.sub("[ -]", "", found[0]).upper()
    total = sum(int(sign) * weight for sign, weight in zip(number[:17], WEIGHTS, strict=True))
    return is_area_and_day(found, found["year"]) and CHECK[total % 11] == number[17]


def is_area_and_day(found: re.Match[str], year: str) -> bool:
    """Are the first digits those of a province, and the next ones a day that there was?"""
    try:
        date(int(year), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return found["area"][:2] in PROVINCES


def is_card(printed: str) -> bool:
    """Is it of the length of a card, with the check digit of Luhn?"""
    digits = [int(sign) for sign in printed if sign.isdigit()]
    doubled = [number * 2 - 9 * (number > 4) for number in digits[-2::-2]]
    return 16 <= len(digits) <= 19 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def of_a_person(said: str, start: int) -> bool:
    """Does the text speak of cards, and not of an account into which an office is paid?"""
    before = said[max(0, start - 4 * BEFORE) : start]
    return CARD_WORDS.search(said) is not None and OFFICE_ACCOUNT.search(before) is None


def is_sample(said: str, start: int) -> bool:
    return SAMPLE.search(said[max(0, start - BEFORE) : start]) is not None


def masked(number: str, first: int, last: int) -> str:
    """A number that can no longer be read: its first and last signs, and a star for each between."""
    return number[:first] + "*" * (len(number) - first - last) + number[-last:]
