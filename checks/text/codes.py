"""Codes of service items: what kind a printed code is, its parts, and what is wrong with it in Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checks.text.check_characters import CREDIT_SIGNS, credit_check, organisation_check


class CodeKind(StrEnum):
    """What a code stands for; the value is the name that the office uses."""

    CATALOGUE = "基本编码"
    IMPLEMENTATION = "实施编码"
    HANDLING = "业务办理项编码"
    CASE = "办件编号"
    LOCAL = "地方编码"
    NONE = "未填写"
    UNKNOWN = "无法识别的编码"


LENGTHS = {12: CodeKind.CATALOGUE, 31: CodeKind.IMPLEMENTATION, 33: CodeKind.HANDLING, 43: CodeKind.CASE}
WITH_CREDIT_CODE = (CodeKind.IMPLEMENTATION, CodeKind.HANDLING, CodeKind.CASE)
LEVELS = {"1": "国家", "2": "省", "3": "市", "4": "县", "5": "乡", "6": "村", "7": "分级管理"}

# Matches "005677264XK46177001" of Henan; must not match "005677264XK" nor a credit code.
LOCAL = re.compile(r"(?P<body>[0-9A-Z]{8})(?P<check>[0-9A-Z])(?P<type>[A-Z]{2})(?P<number>\d{5,11})")
# Matches the sign in "1141…000｜1141…00001" and "编码1、编码2"; must not match a blank inside one code.
JOINED = re.compile(r"[|｜、，,;；/\r\n]+")
# Matches "无", "暂无", "/", "--", "000000"; must not match "0101".
EMPTY = re.compile(r"(?:暂?无|未赋码|待定|[-—/\s]*|0+)")
# Matches "1.14113E+30" of a spreadsheet; must not match "005677264XK46177001".
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+")
CAPITALS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MISTAKEN = {"O": "0", "I": "1", "S": "5", "Z": "2"}
"""Letters that no credit code uses, with the digit that each is mistaken for."""


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A code as printed and as read. Nothing is mended: `suspected` is only what was probably meant.

    `text` is in one width, without blanks and in capitals, and `spelling` says where that differs from
    the print. `faults` say why it cannot be the code that it looks like.
    """

    printed: str
    text: str
    kind: CodeKind
    faults: tuple[str, ...] = ()
    spelling: tuple[str, ...] = ()
    suspected: str = ""

    @property
    def valid(self) -> bool:
        """Is it a code of a known kind without a fault?"""
        return not self.faults and self.kind not in (CodeKind.NONE, CodeKind.UNKNOWN)

    @property
    def credit_code(self) -> str:
        """The unified social credit code of the unit, where the code begins with one."""
        return self.text[:18] if self.kind in WITH_CREDIT_CODE else ""

    @property
    def organisation(self) -> str:
        """The unit's organisation code: characters 9 to 17 of its credit code, or the head of a local one."""
        return self.text[:9] if self.kind is CodeKind.LOCAL else self.credit_code[8:17]

    @property
    def level(self) -> str:
        """Who exercises the power (行使层级), as one digit."""
        return self.text[18] if self.kind in WITH_CREDIT_CODE else ""

    @property
    def implementation(self) -> str:
        """The 31 characters that a unit's item is known by."""
        return self.text[:31] if self.kind in WITH_CREDIT_CODE else ""

    @property
    def catalogue(self) -> str:
        """The twelve digits of the catalogue (基本编码)."""
        return self.text if self.kind is CodeKind.CATALOGUE else self.implementation[19:]

    @property
    def handling(self) -> str:
        """The two digits after the implementation code, of a handling item."""
        return self.text[31:] if self.kind is CodeKind.HANDLING else ""


def codes_in(printed: str) -> tuple[ItemCode, ...]:
    """The codes of one field: a pair may be joined by a sign or stand side by side."""
    return tuple(read_code(part) for part in parts_of(printed) if not EMPTY.fullmatch(part.strip()))


def parts_of(printed: str) -> Iterator[str]:
    for part in JOINED.split(printed):
        words = part.split()
        apart = len(words) > 1 and all(looks_whole(word) for word in words)
        yield from words if apart else [part]


def looks_whole(word: str) -> bool:
    """Has a word the length of a code by itself?"""
    text = capitals(unicodedata.normalize("NFKC", word))
    return len(text) in LENGTHS or LOCAL.fullmatch(text) is not None


def read_code(printed: str) -> ItemCode:
    """One code, with all that is wrong with it."""
    folded = "".join(
        sign for sign in unicodedata.normalize("NFKC", printed) if sign.isprintable() and not sign.isspace()
    )
    text = capitals(folded)
    if EMPTY.fullmatch(text):
        return ItemCode(printed, text, CodeKind.NONE)
    kind = kind_of(text)
    faults = tuple(faults_of(text, kind))
    suspected = meant(folded) if faults else ""
    if suspected:
        faults = (*faults, *confusions(folded, suspected))
    return ItemCode(printed, text, kind, faults, tuple(spelling_of(printed, folded)), suspected)


def capitals(text: str) -> str:
    """Latin letters as capitals; no other sign changes, nor the length."""
    return text.translate(CAPITALS)


def kind_of(text: str) -> CodeKind:
    if LOCAL.fullmatch(text) and len(text) < 31:
        return CodeKind.LOCAL
    return LENGTHS.get(len(text), CodeKind.UNKNOWN) if text.isalnum() and text.isascii() else CodeKind.UNKNOWN


def spelling_of(printed: str, folded: str) -> Iterator[str]:
    """How the print differs from the code that was read."""
    stripped = printed.strip()
    if any(sign != "\u3000" and unicodedata.normalize("NFKC", sign) != sign for sign in stripped):
        yield "编码含全角字符"
    if any(sign.isspace() or not sign.isprintable() for sign in stripped):
        yield "编码中间有空格、换行或不可见字符"
    if folded != capitals(folded):
        yield "编码含小写字母"


def faults_of(text: str, kind: CodeKind) -> Iterator[str]:
    if kind is CodeKind.UNKNOWN:
        yield unknown(text)
    elif kind is CodeKind.LOCAL:
        if organisation_check(text[:8]) != text[8]:
            yield f"组织机构代码“{text[:9]}”校验位不符（GB 11714）"
    elif kind is CodeKind.CATALOGUE:
        if not text.isdigit():
            yield f"基本编码“{text}”应全为数字"
    else:
        yield from credit_faults(text[:18])
        yield from rest_faults(text, kind)


def unknown(text: str) -> str:
    if SCIENTIFIC.fullmatch(text):
        return f"“{text}”疑为表格软件改成的科学计数法，原编码已丢失"
    if not (text.isalnum() and text.isascii()):
        return f"“{text}”含有编码不使用的字符"
    near = min(LENGTHS, key=lambda length: (abs(length - len(text)), -length))
    if abs(near - len(text)) <= 2:
        less = "少" if len(text) < near else "多"
        return f"编码为{len(text)}位，{LENGTHS[near]}应为{near}位，疑{less}{abs(near - len(text))}位"
    return f"编码为{len(text)}位，不是实施编码（31位）、业务办理项编码（33位）或基本编码（12位）"


def credit_faults(credit: str) -> Iterator[str]:
    """What is wrong with the eighteen characters of the unit."""
    strange = [(place, sign) for place, sign in enumerate(credit, 1) if sign not in CREDIT_SIGNS]
    for place, sign in strange:
        yield f"第{place}位“{sign}”不是统一社会信用代码使用的字符"
    if not strange and credit_check(credit[:17]) != credit[17]:
        yield f"统一社会信用代码“{credit}”校验位不符（GB 32100）"
    if not strange and organisation_check(credit[8:16]) != credit[16]:
        yield f"组织机构代码“{credit[8:17]}”校验位不符（GB 11714）"
    if not credit[2:8].isdigit():
        yield f"第3至8位“{credit[2:8]}”应为登记机关的6位行政区划代码"


def rest_faults(text: str, kind: CodeKind) -> Iterator[str]:
    """What is wrong with the level, the catalogue's digits and what follows them."""
    if text[18] not in LEVELS:
        yield f"第19位“{text[18]}”不是行使层级（1至7）"
    if not text[19:31].isdigit():
        yield f"第20至31位“{text[19:31]}”应为12位数字的基本编码"
    if not text[31:].isdigit() and kind is not CodeKind.IMPLEMENTATION:
        yield f"第32位以后“{text[31:]}”应为数字"


def meant(folded: str) -> str:
    """The code without the usual confusions of letters and digits, if that one is valid; else ""."""
    candidate = "".join(MISTAKEN.get(sign, sign) for sign in capitals(folded.replace("l", "1")))
    kind = kind_of(candidate)
    sound = kind is not CodeKind.UNKNOWN and not any(faults_of(candidate, kind))
    return candidate if sound and candidate != capitals(folded) else ""


def confusions(folded: str, suspected: str) -> Iterator[str]:
    for place, (sign, digit) in enumerate(zip(folded, suspected, strict=True), 1):
        if capitals(sign) != digit:
            yield f"第{place}位疑将数字“{digit}”写成字母“{sign}”，请核对后更正"


def area_remark(code: ItemCode, county: str) -> str:
    """A reminder where the unit is registered elsewhere: right for units that a higher level leads."""
    area = code.credit_code[2:8]
    if not code.valid or not area or not county or area == county:
        return ""
    return f"实施编码的登记区划为{area}，本县为{county}；垂直管理单位可以不同，请核对"


def pair_faults(codes: Sequence[ItemCode]) -> Iterator[str]:
    """Where the valid codes of one field contradict one another."""
    sound = [code for code in codes if code.valid]
    if len({code.organisation for code in sound if code.organisation}) > 1:
        yield "几个编码的组织机构代码不一致，不是同一单位的编码"
    if len({code.catalogue for code in sound if code.catalogue}) > 1:
        yield "几个编码的基本编码不一致，不是同一事项的编码"
