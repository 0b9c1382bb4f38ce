"""What the styles of a Word document say: headings, automatic numbers, hidden text."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

HEADING = re.compile(r"^(?:heading|标题)\s*(\d)$", re.IGNORECASE)
DEEPEST = 10
"""Styles that are based on each other."""


def switch(properties: Any, name: str) -> bool | None:
    """A property that is on or off; None where nothing is said."""
    mark = properties.find(qn(name))
    return None if mark is None else mark.get(qn("w:val")) not in ("0", "false", "off")


def hidden_styles(document: Any) -> set[str]:
    """The styles whose text is hidden."""
    return {
        style.get(qn("w:styleId"))
        for style in document.styles.element.findall(qn("w:style"))
        if (properties := style.find(qn("w:rPr"))) is not None and switch(properties, "w:vanish")
    }


def heading_levels(document: Any) -> dict[str, int]:
    """Style id → level of heading."""
    found = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        match = HEADING.match(name.get(qn("w:val")) or "") if name is not None else None
        if match:
            found[style.get(qn("w:styleId"))] = min(max(int(match[1]), 1), 6)
        elif name is not None and (name.get(qn("w:val")) or "").lower() == "title":
            found[style.get(qn("w:styleId"))] = 1
    return found


def style_numbers(document: Any) -> dict[str, tuple[str, int]]:
    """Style id → (list, level), for styles that number their paragraphs."""
    own: dict[str, tuple[str, int]] = {}
    bases: dict[str, str] = {}
    for style in document.styles.element.findall(qn("w:style")):
        name, base = style.get(qn("w:styleId")), style.find(qn("w:basedOn"))
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            own[name] = number_of(number)
        elif base is not None:
            bases[name] = base.get(qn("w:val"))
    for name in bases:
        above = name
        for _ in range(DEEPEST):
            above = bases.get(above, above)
        if above in own:
            own[name] = own[above]
    return own


def number_of(properties: Any) -> tuple[str, int]:
    number, level = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
    at = level.get(qn("w:val")) if level is not None else "0"
    return (number.get(qn("w:val")) or "" if number is not None else ""), int(
        at
    ) if at and at.isdigit() else 0


def numbering_of(document: Any) -> Any:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return None
