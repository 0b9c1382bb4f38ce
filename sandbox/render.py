"""Templates to text: the environment and what the templates may do to a value."""

from __future__ import annotations

import functools
import json
import zlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sandbox.model import Item, Unit

TEMPLATES = Path(__file__).parent / "templates"
DIGITS = "零一二三四五六七八九"
AUDIENCES = {"个人": "自然人", "企业": "企业法人、事业法人、社会组织法人", "个人,企业": "自然人、企业法人"}
WORD_SPAN = (
    "<span style=\"mso-spacerun:'yes';font-family:仿宋_GB2312;font-size:16.0000pt;\">"
    '<font face="仿宋_GB2312">'
)
LATIN_SPAN = '<span lang="EN-US" style="font-family:\'Times New Roman\';font-size:16.0000pt;">'


@functools.cache
def environment(design: str) -> Environment:
    """The templates of one design; what a design lacks is shared."""
    loader = FileSystemLoader([TEMPLATES / design, TEMPLATES / "shared"])
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "audience": AUDIENCES.__getitem__,
        "chinese": chinese,
        "stars": stars,
        "word": word,
        "script_values": script_values,
    }
    return made


def page(design: str, template: str, **values: object) -> str:
    """One rendered page."""
    return environment(design).get_template(template).render(**values)


def has_template(design: str, template: str) -> bool:
    """Does the design, or the shared folder, have this template?"""
    return any((TEMPLATES / folder / template).exists() for folder in (design, "shared"))


def chinese(number: int) -> str:
    """A number up to 99 in Chinese: 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def stars(star: str) -> str:
    """The number of stars as the county's clerks type it."""
    return f"{star}星级"


def word(text: str) -> Markup:
    """The text as Word exports it: phrases split over nested spans, each digit and letter in its own."""
    return Markup("").join(Markup(wrapped(piece)) for piece in pieces(text))


def pieces(text: str) -> list[str]:
    """The text cut at places that depend on the text alone: single digits and letters, Chinese by 2 to 5."""
    cut: list[str] = []
    room = 0
    for sign in text:
        if sign.isascii():
            cut.append(sign)
            room = 0
        elif room:
            cut[-1] += sign
            room -= 1
        else:
            cut.append(sign)
            room = 1 + zlib.crc32((text + str(len(cut))).encode()) % 4
    return cut


def wrapped(piece: str) -> str:
    """One piece in its spans."""
    if piece.isascii():
        return f"{LATIN_SPAN}{escape(piece)}</span>"
    return f"{WORD_SPAN}{escape(piece)}</font></span>"


def script_values(item: Item, unit: Unit) -> Markup:
    """The guide's values as a JavaScript literal, one list of lines for each label of the template."""
    materials = [
        f"{number}.{material.printed_name(column=False)}（{material.form}，{material.copies}份，{material.source}）"
        for number, material in enumerate(item.materials, 1)
    ]
    values = [
        *(
            [item.name],
            [item.code],
            [item.type],
            [item.handling],
            [unit.full_name],
            [item.legal],
            [item.promised],
        ),
        *(list(item.conditions), materials, list(item.process), list(item.basis), [item.fees], [item.result]),
        *([item.place], [item.hours], [item.phone], [item.complaint]),
    ]
    return Markup(json.dumps(values, ensure_ascii=True).replace("</", "<\\/"))
