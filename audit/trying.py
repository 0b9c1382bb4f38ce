"""Trying a text before it is published: what the rules would say; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from audit.files import Named, Unread, read_bytes
from audit.lint import Flagged, flagged
from checks.engine import field_title
from checks.evidence import CHANNEL_TITLES, Article, Channel, Evidence, Guide, Page, Publication
from checks.outcome import Verdict
from checks.records import to_json
from checks.rule import Rule
from web.desk import ReadAs, Said, Tried

PASTED = "粘贴的文字"
NOTHING = "没有读到办事指南、清单或文章；请上传办事指南或清单的原文件，或粘贴全文"
PART = "没有认出完整的办事指南，只按“申请材料、办理条件”等栏目的片段核对；缺少的栏目没有核对"
FRAME = ("item_name", "fees", "office_hours")
"""What is put before a part of a guide, so that it is read as one."""
PUBLISHED = f"在{CHANNEL_TITLES[Channel.WINDOW]}发布的"
"""How messages name the place where a text stands: one that is only tried stands nowhere yet."""
KINDS: dict[type, str] = {Guide: "办事指南", Publication: "清单", Article: "文章"}


def try_text(text: str, rules: Sequence[Rule], unit: str = "") -> Tried:
    """What the rules would say to a text that was pasted: a whole guide or list, or a part of a guide."""
    if not text.strip():
        return Tried(PASTED, problem="没有文字，请先粘贴")
    whole = try_file(f"{PASTED}.txt", text.encode("utf-8", "replace"), rules, unit)
    return replace(whole if whole.read else try_part(text, rules, unit), name=PASTED)


def try_part(text: str, rules: Sequence[Rule], unit: str) -> Tried:
    """What the rules would say to some lines of a guide.

    They are taken as its materials unless they are headed otherwise. That the rest is missing is not held
    against them; the lines put before them are none of theirs.
    """
    framed = f"事项名称：{PASTED}\n收费标准：不收费\n办理时间：工作日\n申请材料：\n{text}\n"
    tried = try_file(f"{PASTED}.txt", framed.encode("utf-8", "replace"), rules, unit)
    said = tuple(one for one in tried.said if one.field and not one.field.startswith(FRAME))
    read = tuple(replace(one, title="", record=without_frame(one.record)) for one in tried.read)
    return replace(tried, read=read, said=said, problem=PART if read else tried.problem)


def without_frame(record: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if key not in FRAME}


def try_file(name: str, data: bytes, rules: Sequence[Rule], unit: str = "") -> Tried:
    """What the rules would say to a file; `unit` speaks where the file itself names none."""
    found = list(read_bytes(data, Path(name).name or name, alone=True))
    unread = [piece for piece in found if isinstance(piece, Unread)]
    known = [owned(piece, unit) for piece in found if isinstance(piece, Named) and type(piece.piece) in KINDS]
    if not known:
        return Tried(name, problem=unread[0].reason if unread else NOTHING)
    number = {id(named): place for place, named in enumerate(known)}
    titles = {rule.id: rule.title for rule in rules}
    said = [worded(one, titles, number[id(one.named)]) for one in flagged(known, rules)]
    said.sort(key=lambda one: (one.severity, not one.sure, one.piece))
    return Tried(name, tuple(read_as(one.piece) for one in known), tuple(said), reasons(unread))


def owned(named: Named, unit: str) -> Named:
    """The piece with its unit, where the text says none."""
    piece = named.piece
    if not unit or isinstance(piece, Page) or piece.unit:
        return named
    return replace(named, piece=replace(piece, unit=unit))


def read_as(piece: Evidence) -> ReadAs:
    """What a piece was read as, with its record."""
    title = getattr(piece, "item_name", "") or getattr(piece, "title", "")
    return ReadAs(KINDS[type(piece)], title, to_json(piece))


def reasons(unread: Sequence[Unread]) -> str:
    return "；".join(dict.fromkeys(one.reason for one in unread))


def worded(one: Flagged, titles: dict[str, str], piece: int) -> Said:
    """One judgement for the page."""
    judgement = one.judgement
    return Said(
        rule=judgement.rule,
        criterion=judgement.indicator,
        title=titles.get(judgement.rule, judgement.rule),
        sure=judgement.verdict is Verdict.FAIL,
        severity=judgement.severity.value,
        where=field_title(judgement.field) if judgement.field else "全文",
        quote=judgement.quote,
        reason=judgement.reason,
        message=unpublished(judgement.message),
        advice=judgement.advice,
        piece=piece,
        field=judgement.field,
    )


def unpublished(message: str) -> str:
    """A message without the unit and place at its beginning."""
    return message.partition(PUBLISHED)[2] or message
