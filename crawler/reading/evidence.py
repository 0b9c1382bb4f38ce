"""Blocks to evidence: decides between guide, published list and article, and reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from checks.evidence import Attachment, Evidence, PageKind
from crawler.reading.articles import article_of, body
from crawler.reading.blocks import Block, Line, LinkList
from crawler.reading.chapters import SENTENCE, chapters_of
from crawler.reading.columns import list_kind_of
from crawler.reading.flattened import restored
from crawler.reading.guides import (
    Setting,
    guides_of,
    guides_of_chapters,
    guides_of_rows,
    is_shell,
    item_tables,
)
from crawler.reading.kind import ENOUGH, NOTICE, columns_of, filled_fields, guide_score, labels_printed
from crawler.reading.lists import publications_of
from crawler.reading.names import is_guide_title
from crawler.reading.parts import Part, parts_of
from crawler.reading.reading import Visit

# A list of powers names items with their units and limits, yet guides nobody.
POWERS = re.compile(r"(?:权责|权力|责任|职权|权力和责任)(?:清单|目录)|政务公开.*目录")
ARTICLE_TEXT = 60
"""Characters; a shorter text without a day is no article."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the reader of the format knows around the blocks."""

    title: str = ""
    breadcrumb: str = ""
    published: date | None = None
    attachments: tuple[Attachment, ...] = ()
    evaluation_entry: bool | None = None


def evidence_of(
    blocks: list[Block], visit: Visit, around: Surroundings
) -> tuple[PageKind, tuple[Evidence, ...]] | None:
    """What the blocks are and what they say; None if they are neither guide nor list nor article."""
    setting = Setting(around.title, visit, around.attachments, around.evaluation_entry)
    blocks = restored(blocks)
    if POWERS.search(around.title):
        return listed_or_told(blocks, visit, around)
    if not list_kind_of(around.title):
        tables = item_tables(blocks)
        rows = [guide for table, head in tables for guide in guides_of_rows(table, head, setting)]
        if rows:
            return PageKind.GUIDE, tuple(rows)
    annex = annex_of(blocks, around.title)
    if annex:
        setting = replace(setting, title=annex[0])
        return PageKind.GUIDE, tuple(guides_of(annex[1], setting))
    if list_kind_of(around.title) and not is_guide_title(around.title):
        return listed_or_told(blocks, visit, around)
    parts = parts_of(blocks)
    score = guide_score(parts, blocks, title=around.title, breadcrumb=around.breadcrumb)
    chapters = chapters_of(blocks) if score.total >= ENOUGH - 1 else []
    if chapters and not list_kind_of(around.title):
        return PageKind.GUIDE, tuple(guides_of_chapters(chapters, setting))
    if is_guide(score.total, parts, around.title) or completes_guide(parts, visit, around.title):
        return PageKind.GUIDE, tuple(guides_of(parts, setting))
    return listed_or_told(blocks, visit, around)


def listed_or_told(
    blocks: list[Block], visit: Visit, around: Surroundings
) -> tuple[PageKind, tuple[Evidence, ...]] | None:
    """A published list, else an article, else nothing."""
    lists = publications_of(blocks, title=around.title, visit=visit, published=around.published)
    if lists:
        return PageKind.PUBLICATION, tuple(lists)
    return article(blocks, visit, around)


def annex_of(blocks: list[Block], title: str) -> tuple[str, list[Part]] | None:
    """A guide annexed to a notice (关于印发…的通知): its title on a line of its own, its fields below."""
    if not NOTICE.search(title) or is_guide_title(title):
        return None
    for at, block in enumerate(blocks):
        if not (at and isinstance(block, Line)) or len(block.text) > 40 or SENTENCE.search(block.text):
            continue
        if is_guide_title(block.text):
            below = blocks[at + 1 :]
            parts = parts_of(below)
            if guide_score(parts, below, title=block.text, breadcrumb="").total > ENOUGH:
                return block.text, parts
    return None


# “附件1：申请材料清单”, “办理流程图”: an attachment that says what its page leaves out.
COMPLETES = re.compile(r"(?:材料|资料|要件)(?:清单|目录|一览表|明细)|流程图?$|办理流程|受理条件|收费标准")


def completes_guide(parts: list[Part], visit: Visit, title: str) -> bool:
    """Is it an attachment to a guide that holds one of its fields?"""
    return bool(visit.item_hint and COMPLETES.search(title) and filled_fields(parts))


def is_guide(score: float, parts: list[Part], title: str) -> bool:
    """Enough filled labels, or a guide by its title whose labels are (still) empty."""
    if score >= ENOUGH:
        return True
    return (
        is_shell(parts)
        and labels_printed(parts) >= 3
        and (is_guide_title(title) or labels_printed(parts) >= 4)
    )


def article(
    blocks: list[Block], visit: Visit, around: Surroundings
) -> tuple[PageKind, tuple[Evidence, ...]] | None:
    """An article, unless the page is mostly links."""
    counted = columns_of(blocks)
    told = body(blocks, around.title)
    size = sum(map(len, told))
    links = sum(len(block.entries) for block in blocks if isinstance(block, LinkList))
    if size < ARTICLE_TEXT and not (around.published and size and not counted.entries):
        return None
    if counted.entries and counted.other_text < ARTICLE_TEXT:
        return None
    if (
        counted.titles >= 3
        and counted.entries >= 5
        and (links * 40 > size or counted.dated * 2 > counted.entries)
        and size < 100 * counted.entries
    ):
        return None
    made = article_of(
        blocks,
        "\n".join(told),
        title=around.title,
        visit=visit,
        published=around.published,
        breadcrumb=around.breadcrumb,
        attachments=around.attachments,
    )
    return PageKind.ARTICLE, (made,)
