"""The automatic numbers of Word: they are not in the text, only in the numbering part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

CHINESE = "〇一二三四五六七八九"
ROMAN = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ")
COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "chineseLegalSimplified",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level are written; in `text`, %1 stands for the number of the first level."""

    kind: str
    text: str
    start: int = 1


@dataclass(frozen=True, slots=True)
class List:
    """Lists with the same counter go on with each other's numbers, unless one says where it begins."""

    counter: str
    levels: Mapping[int, Level]
    begins: Mapping[int, int]


class Numbers:
    """Counts the numbered paragraphs of one document."""

    def __init__(self, lists: Mapping[str, List]) -> None:
        self.lists = lists
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[tuple[str, int]] = set()

    def next(self, number: str, level: int) -> str | None:
        """The number of the next paragraph of a list: "一、", "（二）", "3."; None for an unknown list."""
        own = self.lists.get(number)
        if own is None or level not in own.levels:
            return None
        self.count(number, own, level)
        text, kind = own.levels[level].text, own.levels[level].kind
        if kind in ("bullet", "none"):
            return "● " if kind == "bullet" else ""
        for at in range(level + 1):
            above = own.levels.get(at, Level("decimal", ""))
            value = self.counts.get((own.counter, at), above.start)
            text = text.replace(f"%{at + 1}", shown(above.kind, value))
        return text

    def count(self, number: str, own: List, level: int) -> None:
        before = self.counts.get((own.counter, level), own.levels[level].start - 1)
        if level in own.begins and (number, level) not in self.begun:
            before = own.begins[level] - 1
        self.begun.add((number, level))
        self.counts[own.counter, level] = before + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((own.counter, deeper), None)


def lists_of(numbering: Any) -> dict[str, List]:
    """Number of a list → the list, from the numbering part of a docx."""
    if numbering is None:
        return {}
    abstract, linked = {}, {}
    for item in numbering.findall(qn("w:abstractNum")):
        levels = levels_of(item)
        abstract[item.get(qn("w:abstractNumId"))] = (levels, named(item, "w:numStyleLink"))
        if levels and (style := named(item, "w:styleLink")):
            linked[style] = levels
    found = {}
    for item in numbering.findall(qn("w:num")):
        counter = named(item, "w:abstractNumId")
        levels, link = abstract.get(counter, ({}, ""))
        own, begins = dict(levels or linked.get(link, {})), {}
        for override in item.findall(qn("w:lvlOverride")):
            own.update(levels_of(override))
            if (start := override.find(qn("w:startOverride"))) is not None:
                begins[integer(override.get(qn("w:ilvl")), 0)] = integer(start.get(qn("w:val")), 1)
        found[item.get(qn("w:numId"))] = List(counter, own, begins)
    return found


def named(item: Any, name: str) -> str:
    """The value of a child, "" where there is none."""
    child = item.find(qn(name))
    return child.get(qn("w:val")) or "" if child is not None else ""


def integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def levels_of(item: Any) -> dict[int, Level]:
    found = {}
    for level in item.findall(qn("w:lvl")):
        kind, text, start = (named(level, f"w:{name}") for name in ("numFmt", "lvlText", "start"))
        found[integer(level.get(qn("w:ilvl")), 0)] = Level(kind or "decimal", text, integer(start, 1))
    return found


def shown(kind: str, value: int) -> str:
    """A value in one of Word's number formats."""
    if kind in COUNTING:
        return chinese(value)
    if kind in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x245F + value)
    if kind in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr((96 if kind == "lowerLetter" else 64) + value)
    if kind in ("upperRoman", "lowerRoman") and value < len(ROMAN):
        return ROMAN[value]
    return str(value)


def chinese(value: int) -> str:
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    front = "" if not tens else "十" if tens == 1 else CHINESE[tens] + "十"
    return front + (CHINESE[ones] if ones else "")
