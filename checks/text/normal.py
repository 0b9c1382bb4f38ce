"""One spelling for matching, and the way back to the text exactly as it was published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import opencc

from checks.text.wordlists import words

# Marks that the judging looks for and that NFKC would change or enlarge.
KEPT = "…·" + "".join(chr(code) for code in range(0x2460, 0x2474))

# CJK radicals that NFKC leaves alone, as they come out of PDF fonts, and the colon of times.
RADICALS = {
    "⺠": "民", "⺟": "母", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门",
    "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻥": "鱼", "⻦": "鸟",
    "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⺎": "兀", "⺏": "尣",
    "⺙": "攵", "⺫": "罒", "⺶": "羊", "⺷": "羊", "⺾": "艹", "⻊": "足", "⻌": "辶", "⻏": "邑",
    "⻖": "阜", "⻘": "青", "⻄": "西", "⻪": "黾", "⺝": "月", "⺮": "竹", "⺯": "纟", "⺬": "示",
    "∶": ":", "﹒": ".", "︰": ":",
}  # fmt: skip

CJK = "\u3400-\u9fff\uf900-\ufaff"

# Matches the zero-width space in "其\u200b他"; must not match the ordinary blank in "A4 纸".
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\x00-\x08\x0b-\x1f\x7f-\x9f"

# Matches the blanks in "提 交 材 料"; must not match those in "A4 纸" or "Word 文档".
BLANKS_IN_CHINESE = re.compile(rf"(?<=[{CJK}])[ \t\u00a0\u3000\u2000-\u200a]+(?=[{CJK}])")

# Words that a line break may cut in two; a break between other words ends a line of a list.
WHOLE_WORDS = sorted(words("whole_words"))
BROKEN_WORD = re.compile(
    "|".join(rf"(?<={word[0]})[ \t]*\r?\n[ \t\u3000]*(?={word[1]})" for word in WHOLE_WORDS)
)
SOFT_BREAK = re.compile(rf"(?<=[{CJK}，、]{{28}})\r?\n(?=[{CJK}])")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in one spelling. `starts[i]` and `ends[i]` bound what `text[i]` stood for.

    Without `starts`, every character stands where it stood.
    """

    original: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """The original of `text[start:end]`, exactly as published, without blanks around it."""
        first, last = self.span(start, end)
        return self.original[first:last].strip()


def single_table() -> dict[int, str]:
    """Every character that becomes exactly one other: widths, radicals, traditional forms."""
    table = {ord(old): new for old, new in RADICALS.items()}
    for code in (*range(0x00A0, 0x3400), *range(0xF900, 0xFB00), *range(0xFE30, 0xFFEF)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code) and chr(code) not in KEPT:
            table.setdefault(code, folded)
    table.update(traditional_forms())
    return table


def traditional_forms() -> dict[int, str]:
    """Traditional characters and their simplified forms, one for one so that offsets stay true."""
    forms = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simplified = opencc.OpenCC("t2s").convert("\n".join(forms)).split("\n")
    return {ord(old): new for old, new in zip(forms, simplified, strict=True) if old != new and len(new) == 1}


SINGLE = single_table()


def enlarging() -> dict[str, str]:
    """Characters that NFKC writes as several, such as ⑴ and ㎡."""
    found = {}
    for code in (*range(0x00A0, 0x3400), *range(0xFB00, 0xFB10), *range(0xFE30, 0xFFEF)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) > 1 and chr(code) not in KEPT:
            found[chr(code)] = folded
    return found


# Matches "<br/>" and "&nbsp;" left over in a text; must not match "<通知>".
MARKUP = re.compile(r"<[bB][rR]\s*/?>|&(?:nbsp|ensp|emsp);")
ENLARGING = enlarging()
UNEVEN = re.compile(
    f"{MARKUP.pattern}|[{INVISIBLE}{''.join(re.escape(one) for one in ENLARGING)}]"
    f"|{BLANKS_IN_CHINESE.pattern}|{BROKEN_WORD.pattern}|{SOFT_BREAK.pattern}"
)
DROPPED = re.compile(f"[{INVISIBLE}]+|{BLANKS_IN_CHINESE.pattern}|{BROKEN_WORD.pattern}|{SOFT_BREAK.pattern}")


# No text without one of these is uneven; one class of characters is found many times quicker.
MAYBE_UNEVEN = re.compile(
    f"[{INVISIBLE}{''.join(re.escape(one) for one in ENLARGING)}<& \t\r\n\u00a0\u3000\u2000-\u200a]"
)


@lru_cache(maxsize=1 << 15)
def normal(original: str) -> Normal:
    """A text in one spelling: NFKC, simplified, nothing invisible, no blanks inside Chinese words."""
    text = original.translate(SINGLE)
    if MAYBE_UNEVEN.search(text) is None or UNEVEN.search(text) is None:
        return Normal(original, text)
    kept = without_blanks(list(visible(text)))
    pieces = [(start, end, out) for start, end, char in kept for out in ENLARGING.get(char, char)]
    return Normal(
        original,
        "".join(out for _, _, out in pieces),
        tuple(start for start, _, _ in pieces),
        tuple(end for _, end, _ in pieces),
    )


Piece = tuple[int, int, str]


def visible(text: str) -> Iterator[Piece]:
    """Each character that can be seen, with its place; left-over markup counts as a blank or a line end."""
    place = 0
    while place < len(text):
        found = MARKUP.match(text, place)
        if found is not None:
            yield place, found.end(), "\n" if "br" in found.group().lower() else " "
        elif not INVISIBLE_ONE.match(text[place]):
            yield place, place + 1, text[place]
        place = found.end() if found else place + 1


INVISIBLE_ONE = re.compile(f"[{INVISIBLE}]")
BLANKS = re.compile(f"{BLANKS_IN_CHINESE.pattern}|{BROKEN_WORD.pattern}|{SOFT_BREAK.pattern}")


def without_blanks(kept: list[Piece]) -> list[Piece]:
    """Drop the characters that only separate parts of a Chinese word."""
    text = "".join(char for _, _, char in kept)
    dropped = {place for found in BLANKS.finditer(text) for place in range(*found.span())}
    return [piece for place, piece in enumerate(kept) if place not in dropped]


def plain(text: str) -> str:
    """Only the normalised text, for those who need no way back."""
    return normal(text).text
