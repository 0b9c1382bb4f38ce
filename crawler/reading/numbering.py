"""The numbers that Chinese documents put before headings and items: 一、 （一） 1. (1) ① 1.1 ●."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
CIRCLED = {chr(0x2460 + at): at + 1 for at in range(20)}


@dataclass(frozen=True, slots=True)
class Marker:
    """A number before a text: its style, its value, and how many characters it takes."""

    style: str
    value: int
    length: int

    @property
    def depth(self) -> int:
        """How deep this style usually stands: 一、 is 1, ① is 6."""
        return DEPTHS[self.style]


DEPTHS = {
    "第一章": 0,
    "一、": 1,
    "1": 1,
    "（一）": 2,
    "1.": 3,
    "1.1": 4,
    "(1)": 4,
    "1)": 5,
    "①": 6,
    "A.": 6,
    "●": 7,
}

CN = r"[一二三四五六七八九十]{1,3}"
# Each alternative with what matches and what must not:
#   第一章   “第一部分 申请条件”, “第一步：提出申请”; not “第一次申请的”
#   一、     “一、申请材料”, “十二．收费”, “一 、办理”; not “一件事”, “一次性补贴”
#   （一）   “（一）受理”, “(二)所需材料”; not “（一式两份）”
#   (1)     “（1）身份证”, “⑴户口簿”; not “（2021）3号”
#   1.1     “1.1 孤儿”, “2.1.3、审查”; not “1.5万元”, “10.5千伏”
#   1.      “1.身份证”, “12、申请表”, “1．填表”, “3。批准”, “3.2张照片”; not “1.5”, “2022.3”
#   1       “5 申请条件”; not “2 份”, “60 周岁”
#   1️⃣      “1️⃣ 身份证”
#   1)      “1)身份证”, “2）户口簿”; not “1）0”
#   ①       “①申请人”
#   A.      “A、申请表”, “(b)合同”; not “A4纸”
#   I.      “III. 申请材料”, “Ⅳ、流程”; not “V型”
#   ●       “● 申请表”, “·户口簿”, “※凭证”, “-申请表”; not “-”
MARKER = re.compile(
    rf"""\s*(?:
    (?P<chapter>第\s?(?P<chapter_value>{CN})\s?(?:章|部分|节|步)[\s:：、,，]*)
  | (?P<one>(?P<one_value>{CN})\s?[、.．:：；]\s*)
  | (?P<bracket>[（(]\s?(?P<bracket_value>{CN})\s?[）)][、.．:：]?\s*)
  | (?P<small>[（(]\s?(?P<small_value>\d{{1,2}})\s?[）)][、.．]?\s*)
  | (?P<dotted>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}
      (?:[.．、\s]\s*|(?=[\u4e00-\u9fff])(?![万元米倍吨亩公千个天年月升平分张份寸本页套次])))
  | (?P<arabic>(?P<arabic_value>\d{{1,2}})\s?
      (?:[.．、﹒。](?:(?!\d)|(?=\d{{1,2}}[张份寸本页套]))|[,，](?=[\u4e00-\u9fff]))\s*)
  | (?P<bare>(?P<bare_value>\d{{1,2}})\s(?=[\u4e00-\u9fff])
      (?![个份张年月日天元人次周岁小时号项条件寸本页套楼层室路]))
  | (?P<keycap>(?P<keycap_value>\d)\ufe0f?\u20e3\s*)
  | (?P<half>(?P<half_value>\d{{1,2}})[）)](?!\d)\s*)
  | (?P<circle>(?P<circle_value>[\u2460-\u2473])[、.．]?\s*)
  | (?P<small_sign>(?P<small_sign_value>[\u2474-\u2487])\s*)
  | (?P<dot_sign>(?P<dot_sign_value>[\u2488-\u249b])\s*)
  | (?P<letter>[（(]?(?P<letter_value>[A-Ha-h])[.．、）)]\s*)
  | (?P<roman>(?P<roman_value>(?:IX|IV|V?I{{1,3}}|V|X|[\u2160-\u2169]))[.．、]\s*)
  | (?P<bullet>[●■◆▲★☆◎○※•·▪►▶➢✔√☑□❖\uf06c\uf0d8\uf075][\s、]*|[-—*]\s?(?=[\u4e00-\u9fff《]))
    )(?=\S)""",
    re.VERBOSE,
)
STYLES = {
    "chapter": "第一章", "one": "一、", "bracket": "（一）", "small": "(1)", "dotted": "1.1", "arabic": "1.",
    "bare": "1", "keycap": "①",
    "half": "1)", "circle": "①", "small_sign": "(1)", "dot_sign": "1.", "letter": "A.",
    "roman": "I.", "bullet": "●",
}  # fmt: skip
STARTS = frozenset(
    "一二三四五六七八九十第（(0123456789ABCDEFGHIVXabcdefgh●■◆▲★☆◎○※•·▪►▶➢✔√☑□❖\uf06c\uf0d8\uf075-—*"
) | {chr(code) for code in (*range(0x2460, 0x249C), *range(0x2160, 0x216A))}


@lru_cache(maxsize=16384)
def marker_of(text: str) -> Marker | None:
    """The number that the text begins with."""
    if not text or text[0] not in STARTS:
        return None
    match = MARKER.match(text)
    return to_marker(match) if match else None


def to_marker(match: re.Match[str]) -> Marker:
    # The outermost group closes last, so it is the one that the match names.
    name = match.lastgroup or ""
    return Marker(STYLES[name], value_of(name, match), match.end())


def value_of(name: str, match: re.Match[str]) -> int:
    if name in ("bullet", "dotted"):
        return 0
    text = match.group(f"{name}_value")
    if name == "circle":
        return CIRCLED[text]
    if name == "small_sign":
        return ord(text) - 0x2473
    if name == "dot_sign":
        return ord(text) - 0x2487
    if name == "letter":
        return ord(text.lower()) - 96
    if name == "roman":
        return ROMAN.index(unicodedata.normalize("NFKC", text)) + 1
    return int(text) if text.isdigit() else chinese_number(text)


def chinese_number(text: str) -> int:
    """一 to 九十九."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(ones[:1], 0)
    return (DIGITS.get(tens[:1], 1) if tens else 1) * 10 + DIGITS.get(ones[:1], 0)


# “十三、”, “5.”, “（二）”: a number with nothing behind it; not “12345”, “5”.
BARE = re.compile(rf"\s*(?:{CN}\s?[、.．]|[（(](?:{CN}|\d{{1,2}})[)）]|\d{{1,2}}[.．、])\s*$")


def is_bare_number(text: str) -> bool:
    """Is the line a number whose text is missing?"""
    return len(text) < 8 and BARE.match(text) is not None


def unmarked(text: str) -> str:
    """The text without its number."""
    marker = marker_of(text)
    return text[marker.length :].strip() if marker else text.strip()
