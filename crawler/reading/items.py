"""Splits the text of a field into its items: by numbers, by bullets, by semicolons; never inside brackets."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.reading.numbering import CIRCLED, MARKER, STARTS, Marker, marker_of, to_marker
from crawler.reading.text import tidy

OPENING = "(（《〈【[〔「『“{"
CLOSING = ")）》〉】]〕」』”}"
BRACKET = re.compile(f"[{re.escape(OPENING)}]")
# A number right behind one of these belongs to a reference: “第1、2项”, “附件1.申请表”, “表2、”.
REFERS = frozenset("第共各表件款项条号图至和或至到满超过近约按.．-—－0123456789０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Item:
    """An item without its number; `depth` is the depth of the numbering, 9 for an item without one."""

    text: str
    depth: int = 9

    @property
    def introduces(self) -> bool:
        """Does it announce what follows (“申请人应提交：”)?"""
        return self.text.endswith(("：", ":"))


def items_of(lines: Iterable[str], *, fewest: int = 3) -> list[Item]:
    """All items of the lines, in order.

    A sentence without numbers is a list from `fewest` parts on: “甲；乙” may be one condition with an
    exception, while of materials even two are a list.
    """
    whole = joined(with_numbers([tidy(line) for line in lines]))
    return [item for line in whole for item in split(line, fewest) if item.text]


# What goes on with the line above: “及复印件”, “（国发〔2014〕8号）”; not “（一）身份证”, “和解协议”.
GOES_ON = re.compile(
    r"(?:及|以及|或者?|并)[^，,：:]{1,12}$|[（(][^（）()]{0,12}[〔［\[(（]\d{4}[^）)]*号[）)]"
)


def joined(lines: list[str]) -> list[str]:
    """Lines that were broken inside a sentence put together: after a comma, in an open bracket, before 及."""
    found: list[str] = []
    for line in lines:
        if found and (is_open(found[-1]) or GOES_ON.match(line)) and marker_of(line) is None:
            found[-1] += line
        else:
            found.append(line)
    return found


def is_open(line: str) -> bool:
    """Does the sentence go on below: a comma at its end, or a bracket that is not closed?"""
    if line.endswith(("，", ",", "、")):
        return True
    opened = max(line.rfind("（"), line.rfind("("))
    return opened >= 0 and len(line) - opened < 30 and not re.search(r"[)）]", line[opened:])


def with_numbers(lines: list[str]) -> list[str]:
    """Numbers on lines of their own (“1”, “身份证”, “2” …) brought before their texts."""
    figures = [at for at, line in enumerate(lines) if line.isdecimal()]
    counts = [int(lines[at]) for at in figures] == list(range(1, len(figures) + 1))
    if len(figures) < 2 or not counts or any(after - at < 2 for at, after in itertools.pairwise(figures)):
        return lines
    heads = {at + 1: f"{lines[at]}." for at in figures}
    return [heads.get(at, "") + line for at, line in enumerate(lines) if at not in figures]


DEEPEST = 40
"""Lists within lists of one line; numbers that start again a thousand times are no text."""


def split(line: str, fewest: int, depth: int = 0) -> Iterator[Item]:
    """The items of one line."""
    marker = marker_of(line)
    pieces = numbered(line) if depth < DEEPEST else [line]
    if len(pieces) > 1:
        for piece in pieces:
            yield from split(piece, fewest, depth + 1)
        return
    if marker:
        yield Item(line[marker.length :].strip().rstrip("；;"), marker.depth)
        return
    found = by_semicolon(line)
    for piece in found if len(found) >= fewest else [line.strip().rstrip("；;")]:
        yield Item(piece)


def numbered(text: str) -> list[str]:
    """Cut before the numbers that count up in one style: “1.…2.…3.…”; the outermost style goes first."""
    marks = list(marks_in(text))
    alone: set[tuple[str, int]] = set()
    for at, first in marks:
        if (first.style, first.value) in alone:
            # What nothing followed at its first place nothing follows at a later one.
            continue
        if first.style == "●":
            cuts = [begin for begin, mark in marks if mark.style == "●" and begin]
        elif first.value > 1 and at:
            continue
        else:
            cuts = counting(marks, at, first)
        cuts = [at, *cuts] if at else cuts
        if len(cuts) > (1 if at else 0):
            return cut(text, cuts)
        alone.add((first.style, first.value))
    return [text]


def counting(marks: list[tuple[int, Marker]], at: int, first: Marker) -> list[int]:
    """Where the numbers after this one stand, as long as they count up by one."""
    cuts, value = [], first.value
    for begin, mark in marks:
        if begin > at and mark.style == first.style and mark.value == value + 1:
            cuts.append(begin)
            value += 1
    return cuts


# Where a number may begin; a quick look before each place is examined.
CANDIDATE = re.compile(
    r"[一二三四五六七八九十]\s?[、.．)）]|[A-Ha-h][.．、)）]|第\s?[一二三四五六七八九十]|\d\s?[.．、)）]|[\u2460-\u249b●■◆▲★☆◎○※•▪►▶➢✔√☑□❖\uf06c\uf0d8\uf075]"
)


def marks_in(text: str) -> Iterator[tuple[int, Marker]]:
    """Every number in the text that may head an item, outside brackets, with its place."""
    starts = [match.start() for match in CANDIDATE.finditer(text)]
    if not starts or (len(starts) == 1 and starts[0] < 4 and marker_of(text)):
        # The only number is the one that the line begins with.
        return
    places = {max(start - back, 0) for start in starts for back in (0, 1, 2, 3)}
    open_at = depths(text)
    for at in sorted(places):
        char = text[at]
        if (
            char not in STARTS
            or open_at[at]
            or (at and ((text[at - 1] in REFERS and char not in CIRCLED) or not may_stand_inside(text, at)))
        ):
            continue
        match = MARKER.match(text, at)
        if match and not (at and char in "一二三四五六七八九十第" and text[at - 1] not in BEFORE_CHINESE):
            yield at, to_marker(match)


def may_stand_inside(text: str, at: int) -> bool:
    """May this sign head an item inside a line? A letter only behind a stop: “A.甲；B.乙”."""
    return text[at] not in ONLY_FIRST or (text[at] in LETTERS and text[at - 1] in "；;。 (（")


LETTERS = frozenset("ABCDEFGHabcdefgh")
ONLY_FIRST = frozenset("-—*·ABCDEFGHabcdefgh")
BEFORE_CHINESE = frozenset(" 。；;：:，,、）)》”\u3000")


def depths(text: str) -> list[int]:
    """How many brackets are open before each character."""
    if not BRACKET.search(text):
        return [0] * len(text)
    found, depth = [], 0
    for char in text:
        found.append(depth)
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(depth - 1, 0)
    return found


def by_semicolon(text: str) -> list[str]:
    """The parts of an enumeration in one sentence; one part if there is no semicolon outside brackets."""
    if "；" not in text and ";" not in text:
        return [text.strip()]
    open_at = depths(text)
    cuts = [at + 1 for at, char in enumerate(text) if char in "；;" and not open_at[at]]
    return [stripped for piece in cut(text, cuts) if (stripped := piece.strip(" ；;\u3000\u00a0"))]


def cut(text: str, places: list[int]) -> list[str]:
    edges = [0, *places, len(text)]
    return [piece for left, right in itertools.pairwise(edges) if (piece := text[left:right].strip())]
