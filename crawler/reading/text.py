"""Text as a person sees it: white space as a browser shows it, nothing else changed."""

from __future__ import annotations

import re
import unicodedata

from checks.text.normal import SINGLE

# Runs of white space, the indents of Chinese paragraphs (U+3000) and &nbsp; included.
BLANKS = re.compile(r"[\s\u00a0\u2002\u2003\u2009\u3000]+")
# Characters that cannot be seen: C0, C1, zero width, byte order mark, soft hyphen. Keeps \t \n \r.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff]"
)
# A line break of the source between two Chinese characters: "申请\n  材料" is one word for a reader;
# "申请 材料" with a plain blank is left as it was typed.
SOFT_BREAK = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])[ \t\u00a0]*[\r\n]\s*"
    r"(?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")


def tidy(text: str) -> str:
    """One line as it is seen: runs of white space are one blank, line breaks inside Chinese text are none."""
    if "\n" in text or "\r" in text:
        text = SOFT_BREAK.sub("", text)
    text = " ".join(text.split())
    return text if text.isprintable() else visible(text)


def visible(text: str) -> str:
    """Without the characters that nobody can see."""
    return INVISIBLE.sub("", text)


def squeeze(text: str) -> str:
    """For comparing words: NFKC, without any white space and invisible characters."""
    if text.isalnum() and "\u3400" <= text[0] <= "\u9fff" and text[-1] <= "\u9fff":
        return unicodedata.normalize("NFKC", text)
    plain = unicodedata.normalize("NFKC", text)
    if plain.isprintable():
        # A plain blank is the only white space that counts as printable.
        return plain.replace(" ", "")
    return BLANKS.sub("", INVISIBLE.sub("", plain))


def simple(text: str) -> str:
    """For finding words in it: simplified characters, plain widths; every character keeps its place."""
    return text.translate(SINGLE)


def is_chinese(text: str) -> bool:
    """Is there a Chinese character?"""
    return CHINESE.search(text) is not None


# What stands where nothing is to be said: “无”, “——”, “略”; never “无犯罪记录证明”, “略图一份”.
PLACEHOLDER = re.compile(
    r"(?:无|暂无|没有|空|略|[-—–_－/\\~～*]+|0|null|none|N/?A|nan|undefined|同上|待补充|待完善|待附图|待定|无内容|暂无内容|暂无数据|暂无信息"
    r"|见(?:上|下)图|见备注|见附件|详见附件|符合以上条件|无相关(?:信息|内容)|\.+|…+)[。.；;]?",
    re.IGNORECASE,
)
PLACEHOLDER_BEGINS = frozenset(CHINESE.findall(PLACEHOLDER.pattern))
"""The only Chinese characters that such a text may begin with."""


def is_placeholder(text: str) -> bool:
    """Does the text only say that there is nothing (无, ——, 略 …)?"""
    if "\u4e00" <= text[:1] <= "\u9fff" and text[0] not in PLACEHOLDER_BEGINS:
        return False
    return PLACEHOLDER.fullmatch(squeeze(text)) is not None if text else True
