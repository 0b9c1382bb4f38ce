"""Sentences, clauses and the members of an enumeration, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, trimmed; `start` and `end` are its place in the whole."""

    text: str
    start: int
    end: int


# Matches the start of "(一)…", "1.…", "2、…", "③…", "第一,…"; must not match "1.5米" or "2022年".
NUMBERING = (
    r"[(（]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-zA-Z])\s*[)）]"
    r"|(?<![\d.第])\d{1,2}\s*(?:[、．]|\.(?!\d)|[)）])"
    r"|(?<![一二三四五六七八九十第])[一二三四五六七八九十]{1,3}(?:、|\.)"
    r"|[①-⑳]|第[一二三四五六七八九十]{1,2}[,，:]"
)
LEADING_NUMBER = re.compile(rf"^\s*(?:{NUMBERING}|[-—–·•●■◆*]|附件\d*[-—:](?=\S))+\s*")

# Matches the end of "…一份;" and the start of "(二)…" in a run-on list; must not cut "《…。…》".
# The first lookahead only spares the others at most characters.
SENTENCE_END = re.compile(
    rf"[。;；!！?？\n]+|(?=[(（\d一二三四五六七八九十①-⑳第])(?<=[^\s(（第])(?=(?:{NUMBERING}))"
)
CLAUSE_END = re.compile(r"[,，]")
ITEM_END = re.compile(r"[、,，]")

OPENING, CLOSING = "(（《“「『[【<", ")）》”」』]】>"


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences and numbered entries of a text; none is longer than LONGEST."""
    for span in cut_at(SENTENCE_END, text):
        if len(span.text) <= LONGEST:
            yield span
        else:
            yield from shortened(text, span)


# Longer than any sentence that a person writes. What is longer is cut, so that no text takes long.
LONGEST = 400


def shortened(text: str, span: Span) -> Iterator[Span]:
    """Cut what has no end at a comma, or anywhere."""
    start = span.start
    while span.end - start > LONGEST:
        comma = max(text.rfind(mark, start, start + LONGEST) for mark in ",，、") + 1
        end = comma if comma > start else start + LONGEST
        yield from trimmed(text, start, end)
        start = end
    yield from trimmed(text, start, span.end)


def clauses(text: str) -> Iterator[Span]:
    """Yield the clauses of one sentence: what stands between commas."""
    return cut_at(CLAUSE_END, text)


def items(text: str) -> Iterator[Span]:
    """Yield the members of an enumeration: what stands between 、 or commas."""
    return cut_at(ITEM_END, text)


def cut_at(ends: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the parts of a text between the ends that stand outside brackets and quotation marks."""
    depth, start = None, 0
    for found in ends.finditer(text):
        depth = depths(text) if depth is None else depth
        if depth[found.start()] == 0 and found.start() >= start:
            yield from trimmed(text, start, found.start())
            start = found.end()
    yield from trimmed(text, start, len(text))


def depths(text: str) -> list[int]:
    """How many brackets are open before each character; a bracket that never closes counts as none."""
    depth, stack, levels = 0, [], [0] * (len(text) + 1)
    for place, char in enumerate(text):
        levels[place] = depth
        if char in OPENING:
            stack.append((place, depth))
            depth += 1
        elif char in CLOSING and stack:
            depth = stack.pop()[1]
    levels[len(text)] = depth
    if stack:
        first, before = stack[0]
        levels[first:] = [before] * (len(levels) - first)
    return levels


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without blanks around it, or nothing when only blanks are left."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    inner = part.strip()
    if inner:
        yield Span(inner, start + left, start + left + len(inner))


def numberless(text: str) -> str:
    """A text without the numbering before it."""
    return LEADING_NUMBER.sub("", text)
