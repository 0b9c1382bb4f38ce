"""Pages with many guides: 一、孤儿 … 二、事实无人抚养儿童 …, each chapter with labels of its own."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.reading.blocks import Block, Line
from crawler.reading.labels import heading_label, label_of
from crawler.reading.numbering import Marker, marker_of, unmarked
from crawler.reading.run_in import run_in

LONGEST = 40
LEVEL = "level"
STYLES = ("第一章", "一、", "（一）", "1.", "1.1")
ANCHORS = frozenset({"materials", "conditions", "process"})
# “线下办理”, “网上申请”: ways to do one thing, no things of their own; not “网上书店设立”.
MODE = re.compile(
    r"^(?:线[上下]|网上|网络|窗口|现场|掌上|手机|自助|移动端|电脑端|大厅|邮寄)(?:办理|申请|申报|受理|渠道|方式|流程)?$"
)
# A heading of a chapter: “1.1 孤儿基本生活费”, “二、事实无人抚养儿童”; not “以上材料一式两份。”, “1.身份证；”
SENTENCE = re.compile(r"[。；;，,！？?：:]")


def chapters_of(blocks: list[Block]) -> list[tuple[str, list[Block]]]:
    """(title, blocks) of each chapter; [] unless the same labels come again in at least two of them."""
    titles = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Line) and is_title(block)]
    for style in (*STYLES, LEVEL):
        places = headings(titles, style)
        if len(places) < 2:
            continue
        edges = [*places, len(blocks)]
        found = [(title_of(blocks[left]), blocks[left + 1 : right]) for left, right in pairwise(edges)]
        labels = [anchors(inside) for _, inside in found]
        if all(MODE.search(title) for title, _ in found):
            return []
        if all(labels) and any(own & other for own, other in pairwise(labels)):
            return found
    return []


def headings(titles: list[tuple[int, Line]], style: str) -> list[int]:
    """The places of headings of one style, counting up from 1."""
    places: list[int] = []
    for at, line in titles:
        marker = marker_of(line.text)
        if style == LEVEL:
            fits = marker is None and line.level in (2, 3, 4) and not line.linked
        else:
            fits = marker is not None and marker.style == style and counts(marker, len(places) + 1)
        if fits:
            places.append(at)
    return places


def counts(marker: Marker, value: int) -> bool:
    return marker.style == "1.1" or marker.value == value


def is_title(line: Line) -> bool:
    if not (line.level or marker_of(line.text)):
        return False
    text = unmarked(line.text)
    if not 2 <= len(text) <= LONGEST or SENTENCE.search(text.rstrip("：:")):
        return False
    return label_of(line.text) is None and heading_label(line.text) is None


def title_of(block: Block) -> str:
    return unmarked(block.text).rstrip("：: ") if isinstance(block, Line) else ""


def anchors(blocks: list[Block]) -> set[str]:
    """The fields that the labels of a chapter name."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Line):
            label = label_of(block.text) or (run_in(block.text) or (None, None))[1]
            if label and not label.is_meta:
                found.update(ANCHORS & set(label.fields))
    return found
