"""Trying a text before it is published: what the rules would say; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audit.files import Named, Unread, read_bytes
from audit.lint import Flagged, flagged
from checks.engine import field_title
from checks.evidence import Page
from checks.outcome import Verdict
from checks.rule import Rule
from web.desk import Said, Tried

PASTED = "粘贴的文字.txt"
NOTHING = "没有读到可以核对的内容；请粘贴办事指南或清单的全文，或上传原文件"


def try_text(text: str, rules: Sequence[Rule], unit: str = "") -> Tried:
    """What the rules would say to a text that somebody pasted."""
    if not text.strip():
        return Tried("粘贴的文字", problem="没有文字，请先粘贴")
    found = try_file(PASTED, text.encode("utf-8", "replace"), rules, unit)
    return replace(found, name="粘贴的文字")


def try_file(name: str, data: bytes, rules: Sequence[Rule], unit: str = "") -> Tried:
    """What the rules would say to a file; `unit` speaks where the file itself names none."""
    read = list(read_bytes(data, name))
    unread = [piece for piece in read if isinstance(piece, Unread)]
    pieces = [owned(piece, unit) for piece in read if isinstance(piece, Named)]
    known = [piece for piece in pieces if not isinstance(piece.piece, Page)]
    if not known:
        return Tried(name, problem=unread[0].reason if unread else NOTHING)
    said = sorted(map(worded, flagged(known, rules)), key=lambda one: (one.severity, not one.sure))
    return Tried(name, tuple(titles(known)), tuple(said), unread[0].reason if unread else "")


def owned(named: Named, unit: str) -> Named:
    """The piece with its unit, where the text says none."""
    piece = named.piece
    if not unit or isinstance(piece, Page) or piece.unit:
        return named
    return replace(named, piece=replace(piece, unit=unit))


def titles(pieces: Iterable[Named]) -> Iterable[str]:
    """What was read, by name."""
    for named in pieces:
        piece = named.piece
        yield getattr(piece, "item_name", "") or getattr(piece, "title", "") or "（没有读到事项名称）"


def worded(one: Flagged) -> Said:
    """One judgement for the page."""
    judgement = one.judgement
    return Said(
        rule=judgement.rule,
        criterion=judgement.indicator,
        title=judgement.subject.item_name,
        sure=judgement.verdict is Verdict.FAIL,
        severity=judgement.severity.value,
        where=field_title(judgement.field) if judgement.field else "全文",
        quote=judgement.quote,
        message=judgement.message,
        advice=judgement.advice,
    )
