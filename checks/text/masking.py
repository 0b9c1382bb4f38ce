"""What names a person is masked in everything that leaves the system: lists, papers, exports, packages, logs.

Masked are identity numbers whose area, day and check character fit, wherever they stand; those of fifteen
digits, and bank cards, where the text says what they are; and mobile numbers of private persons. What is
there to be called (the telephone of an office, of whoever is named as a contact) stays, and so does every
code of an item, a case or an organisation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from checks.text.check_characters import credit_check
from checks.text.normal import normal
from checks.text.person_names import NAME
from checks.text.personal import (
    CALLED,
    CARD_WORDS,
    IDENTITY,
    OFFICE_ACCOUNT,
    is_area_and_day,
    is_card,
    is_identity,
)

Span = tuple[int, int]

LEAST = 11
"""A text with fewer digits holds no number of a person."""
DIGIT = re.compile(r"\d")
# Matches "411325 19000101 000X" and "411325-19000101-000X"; must not match part of a longer number.
SPACED = re.compile(
    r"(?<![0-9A-Za-z*])(?P<area>[1-8]\d{5})[ -](?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"[ -]\d{3}[\dXx](?![0-9A-Za-z*])"
)
# Matches the fifteen digits in "身份证号411325900101000"; must not match those of a longer code.
OLD = re.compile(
    r"(?<![0-9A-Za-z*])(?P<area>[1-8]\d{5})(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})\d{3}(?![0-9A-Za-z*])"
)
OLD_WORDS = re.compile("身份证|身份号码|证件号")
# Matches "统一社会信用代码:" just before a number; must not match "身份证编码:".
CODE_WORDS = re.compile(r"(?:信用代码|机构代码|事项编码|实施编码|基本编码|办理项编码)[^，。；,;\n]{0,6}$")
# Matches "6222 0000 0000 0000 004" and "4000000000000002"; must not match part of a longer number.
CARD = re.compile(r"(?<![0-9A-Za-z*])[3-69]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![0-9A-Za-z*])")
# Matches "13800000000", "138-0000-0000", "+86 13800000000"; must not match the end of "0377-13800000000".
MOBILE = re.compile(
    r"(?<![0-9A-Za-z*+-])(?:\+?86[ -]?)?(?P<number>1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4}))(?![0-9A-Za-z*])"
)
# Matches "投诉人" and "来电"; must not match "投诉电话", which is there to be called.
PRIVATE = re.compile(
    "投诉人|举报人|来电人?|来信人?|反映人|诉求人|信访人|咨询人|申请人|申领人|当事人|户主|受益人|被?救助(?:人|对象)"
    "|(?:补贴|保障|帮扶)对象|患者|家长|群众|市民|村民|居民|网友|身份证"
)
# Matches "申请人:张某,联系电话:" just before a number; must not match "申请人可拨打咨询电话".
OWNED = re.compile(
    rf"(?:{PRIVATE.pattern})(?:姓名)?[:: ]{{0,3}}(?:{NAME.pattern})[，,;； (（]*"
    r"(?:联系|手机|移动)?(?:电话|方式|号码?|手机号?码?)?[:: ]*$"
)
BEFORE, AFTER, FAR = 40, 14, 120
"""How many signs around a number are its context; a table's heading may stand farther away."""


def masked(text: str, *, is_called: bool = False) -> str:
    """The text without numbers of private persons; `is_called` says that its telephones are to be called.

    Signs in the middle become stars, so that who has the original can tell which number was meant.
    """
    if not may_hold(text):
        return text
    found = normal(text)
    hidden = sorted(stars(found.text, is_called=is_called))
    if not hidden:
        return text
    signs = list(text)
    for place in hidden:
        first, last = found.span(place, place + 1)
        signs[first:last] = ["*", *[""] * (last - first - 1)]
    return "".join(signs)


def may_hold(text: str) -> bool:
    """Has it enough digits for the shortest number of a person?"""
    return len(text) >= LEAST and sum(1 for _ in DIGIT.finditer(text)) >= LEAST


def masked_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """A finding as exported, without numbers of private persons; its codes and telephones stay."""
    is_called = "phone" in str(record.get("field") or "")
    return {key: value if key in CODES else masked_value(value, is_called) for key, value in record.items()}


CODES = frozenset(
    {"id", "fingerprint", "item_code", "snapshot", "rule", "first_seen", "last_seen", "fixed_at"}
)


def masked_value(value: Any, is_called: bool) -> Any:
    """A text or the texts of a list; anything else is no text."""
    if isinstance(value, str):
        return masked(value, is_called=is_called)
    if isinstance(value, list | tuple):
        return type(value)(masked_value(one, is_called) for one in value)
    return value


def stars(said: str, *, is_called: bool = False) -> Iterator[int]:
    """The places of a normalised text that must not be read."""
    people = list(identities(said))
    for start, end in people:
        yield from range(start + 6, end - 2)
    for start, end in cards(said):
        yield from range(start + 6, end - 2)
    if not is_called:
        for start, end in mobiles(said, people):
            yield from range(start + 3, end - 2)


def private_numbers(text: str) -> Iterator[str]:
    """The digits of the numbers that `masked` hides."""
    said = normal(text).text
    people = list(identities(said))
    for start, end in (*people, *cards(said), *mobiles(said, people)):
        yield "".join(sign for sign in said[start:end].upper() if sign.isalnum())


def identities(said: str) -> Iterator[Span]:
    """Identity numbers; of two readings the one that the text names."""
    for found in (*IDENTITY.finditer(said), *SPACED.finditer(said)):
        if is_identity(found) and not is_credit_code(said, found):
            yield found.span()
    for found in OLD.finditer(said):
        before = said[max(0, found.start() - BEFORE) : found.start()]
        if OLD_WORDS.search(before) and is_area_and_day(found, f"19{found['year']}"):
            yield found.span()


def is_credit_code(said: str, found: re.Match[str]) -> bool:
    """Does the text call it the code of an organisation, and is it one by its check character?"""
    before = said[max(0, found.start() - BEFORE) : found.start()]
    if CODE_WORDS.search(before) is None or "X" in found[0].upper()[:17]:
        return False
    return credit_check(found[0][:17]) == found[0][17:].upper()


def cards(said: str) -> Iterator[Span]:
    """Numbers of bank cards, where the text speaks of cards and not of an office's own account."""
    for found in CARD.finditer(said):
        before = said[max(0, found.start() - FAR) : found.start()]
        words = said if found[0].startswith("62") else before
        if CARD_WORDS.search(words) and not OFFICE_ACCOUNT.search(before) and is_card(found[0]):
            yield found.span()


def mobiles(said: str, people: list[Span]) -> Iterator[Span]:
    """Mobile numbers of private persons: beside a name, an identity number, or who complained."""
    for found in MOBILE.finditer(said):
        start, end = found.span("number")
        if is_private(said, start, end) or any(on_one_line(said, one, (start, end)) for one in people):
            yield start, end


def is_private(said: str, start: int, end: int) -> bool:
    """Does what stands around a mobile number, on its line, speak of a private person?"""
    line = said.rfind("\n", 0, start) + 1, (said.find("\n", end) + len(said) + 1) % (len(said) + 1)
    before = said[max(line[0], start - BEFORE) : start]
    after = said[end : min(line[1], end + AFTER)]
    if OWNED.search(before):
        return True
    whole = said[max(line[0], start - FAR) : min(line[1], end + FAR)]
    if CALLED.search(PRIVATE.sub("", whole)):
        return False
    return any(pattern.search(text) for pattern in (NAME, PRIVATE) for text in (before, after))


def on_one_line(said: str, one: Span, other: Span) -> bool:
    first, last = sorted((one, other))
    return last[0] - first[1] <= FAR and "\n" not in said[first[1] : last[0]]


MASK = "〔号码已隐去〕"
# Matches "13800000000", "138 0000 0000", "0377-65330000", an identity number with X, in either width;
# must not match "2022年4月15日" or "〔2022〕3号".
NUMBER = re.compile(r"(?<![0-9０-９])[0-9０-９](?:[-－ 　·.]?[0-9０-９]){6,}[Xxｘ]?")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Matches "20220415" and "202204", as file names have them; must not match "20221315".
DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?")


def without_numbers(text: str) -> str:
    """A text of an office's own table, where no number is there to be called: none stays, nor an address.

    A day written as 20220415 stays.
    """
    return NUMBER.sub(lambda found: hidden(found[0]), MAIL.sub("〔邮箱已隐去〕", text))


def hidden(number: str) -> str:
    plain = unicodedata.normalize("NFKC", number)
    return number if DAY.fullmatch(plain) else MASK
