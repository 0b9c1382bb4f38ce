"""The automatic numbers of Word: they are not in the text, only in the numbering part."""

from __future__ import annotations

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


class Numbers:
    """Counts the numbered paragraphs of one document."""

    def __init__(self, numbering: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if numbering is not None:
            self.load(numbering)

    def load(self, numbering: Any) -> None:
        abstract, linked = {}, {}
        for item in numbering.findall(qn("w:abstractNum")):
            levels = levels_of(item)
            abstract[item.get(qn("w:abstractNumId"))] = (levels, named(item, "w:numStyleLink"))
            if levels and (style := named(item, "w:styleLink")):
                linked[style] = levels
        for item in numbering.findall(qn("w:num")):
            levels, link = abstract.get(named(item, "w:abstractNumId"), ({}, ""))
            own = dict(levels or linked.get(link, {}))
            for override in item.findall(qn("w:lvlOverride")):
                own.update(levels_of(override))
                at, start = integer(override.get(qn("w:ilvl")), 0), override.find(qn("w:startOverride"))
                if start is not None and at in own:
                    own[at] = (*own[at][:2], integer(start.get(qn("w:val")), 1))
            self.levels[item.get(qn("w:numId"))] = own

    def next(self, number: str, level: int) -> str | None:
        """The number of the next paragraph of a list: "一、", "（二）", "3."; None for an unknown list."""
        levels = self.levels.get(number)
        if levels is None or level not in levels:
            return None
        start = levels[level][2]
        self.counts[number, level] = self.counts.get((number, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((number, deeper), None)
        text, kind = levels[level][1], levels[level][0]
        if kind in ("bullet", "none"):
            return "● " if kind == "bullet" else ""
        for at in range(level + 1):
            value = self.counts.get((number, at), levels.get(at, ("", "", 1))[2])
            text = text.replace(f"%{at + 1}", shown(levels.get(at, ("decimal", "", 1))[0], value))
        return text


def named(item: Any, name: str) -> str:
    """The value of a child, "" where there is none."""
    child = item.find(qn(name))
    return child.get(qn("w:val")) or "" if child is not None else ""


def integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def levels_of(item: Any) -> dict[int, tuple[str, str, int]]:
    """Level → (format, text, start)."""
    found = {}
    for level in item.findall(qn("w:lvl")):
        values = {
            tag: child.get(qn("w:val"))
            for tag in ("numFmt", "lvlText", "start")
            if (child := level.find(qn(f"w:{tag}"))) is not None
        }
        found[integer(level.get(qn("w:ilvl")), 0)] = (
            values.get("numFmt") or "decimal",
            values.get("lvlText") or "",
            integer(values.get("start"), 1),
        )
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
