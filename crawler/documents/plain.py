"""Plain text and Markdown to blocks."""

from __future__ import annotations

import re

from crawler.documents.wrapping import unwrapped
from crawler.pages.encoding import decode
from crawler.reading.blocks import Block, Cell, Line, Table
from crawler.reading.grid import resolve
from crawler.reading.text import tidy, visible

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
# “---|---|”, and the “|” that a cell leaves at the end of its line.
STROKES = re.compile(r"^[\s|:-]*\|[\s|:-]*$|\s*\|\s*$")
RULE = re.compile(r"^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?$")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read(body: bytes) -> list[Block]:
    """The lines of a text; Markdown headings and tables are understood."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    table: list[str] = []
    for line in visible(decode(body)).splitlines():
        if is_row(line):
            close(paragraph, blocks)
            table.append(line.strip())
            continue
        close_table(table, blocks)
        heading = HEADING.match(line.strip())
        if heading:
            close(paragraph, blocks)
            blocks.append(Line(plain(heading[2]), level=len(heading[1])))
        elif STROKES.sub("", line).strip():
            paragraph.append(STROKES.sub("", line))
        else:
            close(paragraph, blocks)
    close(paragraph, blocks)
    close_table(table, blocks)
    return blocks


def is_row(line: str) -> bool:
    """Is it a row of cells (“| 身份证 | 1 |”), not the end of one cell (“实施机构 |”)?"""
    return line.rstrip().endswith("|") and line.count("|") > 1 and bool(STROKES.sub("", line).strip())


def plain(text: str) -> str:
    return tidy(EMPHASIS.sub(r"\2", text))


def close(lines: list[str], blocks: list[Block]) -> None:
    blocks.extend(
        Line(text, strong=is_strong)
        for line in unwrapped(lines)
        for text, is_strong in [(plain(line), bool(EMPHASIS.fullmatch(line.strip())))]
    )
    lines.clear()


def close_table(lines: list[str], blocks: list[Block]) -> None:
    rows = [
        [Cell((Line(plain(text)),) if plain(text) else ()) for text in line.strip("|").split("|")]
        for line in lines
        if not RULE.match(line)
    ]
    if rows:
        blocks.append(Table(resolve(rows)))
    lines.clear()
