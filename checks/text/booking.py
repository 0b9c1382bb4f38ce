"""How to book a visit (预约), as guides print it: by which telephone or address, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.text.normal import normal
from checks.text.phones import phones_in


@dataclass(frozen=True, slots=True)
class Booking:
    """One way to book: the telephone or address as it stands, and what is wrong with it (Chinese)."""

    printed: str
    fault: str = ""


# Matches "预约电话:0377-65330000", "可电话预约(65330000)"; must not match "预约挂号" of a hospital.
BOOK = re.compile(r"预约(?!挂号|接种|体检|诊疗|检[测验查]|取[款件])")
NOT_NEEDED = re.compile(
    r"(?:无需|无须|不需要?|不用|不必|免|不支持|不提供|未开通|暂不(?:支持)?|(?<!是)否)[^,，。;；\n]{0,4}$"
)
# Matches "否", "不支持", "无" behind the label 是否支持预约; must not match "否则".
DENIED = re.compile(
    r"^(?:办理|服务|方式|渠道|电话|入口|网址)?\s*[:：]?\s*(?:否(?!则)|不支持|暂不|无(?!线)|未开通|[-—/]+\s*$)"
)
# Matches "https://…", "www.…", "微信公众号“示例政务”", "豫事办"; the ways that are no telephone.
ADDRESS = re.compile(
    r"https?://[!-~]+|www\.[!-~]+|公众号|小程序|APP|服务网|豫事办|网上|网站|线上|掌上|平台|扫码|二维码|现场|窗口|大厅",
    re.I,
)
LENGTH = 60
"""So far behind or before the word stands what it is done by."""


def bookings_in(text: str) -> Iterator[Booking]:
    """The ways to book that a text tells; nothing for what need not or cannot be booked."""
    whole = normal(text)
    for found in BOOK.finditer(whole.text):
        before, after = whole.text[max(0, found.start() - 12) : found.start()], whole.text[found.end() :]
        near = re.split(r"[。;；\n]", after, maxsplit=1)[0][:LENGTH]
        if NOT_NEEDED.search(before) or DENIED.match(near):
            continue
        phones = phones_in(f"预约电话:{near}" if near[:1].isdigit() else near)
        faulty = [phone for phone in phones if phone.fault]
        if phones and len(faulty) == len(phones):
            yield from (Booking(phone.printed.strip(" ()"), phone.fault) for phone in faulty)
        elif phones:
            yield from (Booking(phone.printed.strip(" ()")) for phone in phones if not phone.fault)
        elif way := ADDRESS.search(before + near):
            yield Booking(way[0])
        elif re.match(r"\s*(?:办理|服务)?\s*[:：]?\s*(?:是|支持|可|已开通)", near) or "支持" in before:
            yield Booking("支持预约")
