"""The pages of a PDF that show no text to a program: scans, outlined fonts, fonts without an encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from crawler.documents import ocr
from crawler.reading.blocks import Block, Picture
from crawler.recognised import Recognised, Seen, doubt_of, is_low, is_time_left

MOST_SCANS = 20
"""Pages recognised in one document; a scanned book is no guide."""

LONG_SIDE = 2200
"""Pixels of a rendered page: the small print of A4 is then 20 pixels high."""

LITTLE = 20
"""Characters; a page with a picture and less text than this is a scan with a stamp of the scanner."""

OUTLINES = 40
"""Drawn paths; so many on a page without text are characters turned into drawings."""

SAMPLE = 400
MOSTLY = 0.3
# What a font without an encoding gives: private and control characters, and the sign for a lost one.
MEANINGLESS = re.compile("[\ue000-\uf8ff\ufff0-\uffff\x00-\x08\x0e-\x1f\x7f-\x9f\U000f0000-\U0010ffff]")


@dataclass(slots=True)
class Scans:
    """What was recognised in one document, page by page, and what was left out."""

    seen: list[Seen] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def read(self, page: Any, where: str) -> Iterator[Block]:
        """The blocks of a page that shows no text; a picture where it is not recognised."""
        if not ocr.is_installed() or len(self.seen) >= MOST_SCANS or not is_time_left():
            self.unread.append(where)
            yield Picture("", "扫描页", where)
            return
        found = ocr.seen_in(rendered(page), where)
        self.seen.append(found)
        if found.illegible and not found.blocks:
            self.unread.append(where)
        yield from found.blocks or (Picture("", "扫描页", where),)

    def told(self, blocks: Iterable[Block]) -> Recognised:
        """The blocks of the whole document, with the doubt that its scanned pages cast."""
        whole = tuple(blocks)
        left_out = f"{pages_named(self.unread)}是图片，没有识别出文字" if self.unread else ""
        legible = [page for page in self.seen if page.blocks]
        return Recognised(whole, doubt_of(legible, left_out=left_out), is_low(legible))


def pages_named(pages: list[str]) -> str:
    return "、".join(pages[:3]) + (f"等{len(pages)}页" if len(pages) > 3 else "")


def shows_no_text(text: Any, kinds: list[int]) -> bool:
    """Is there something to see on the page, but (nearly) no text, or none that means anything?"""
    count = text.count_chars()
    if count >= LITTLE:
        return is_garbage(text.get_text_range(0, SAMPLE))
    pictured = raw.FPDF_PAGEOBJ_IMAGE in kinds
    return pictured or (not count and kinds.count(raw.FPDF_PAGEOBJ_PATH) >= OUTLINES)


def is_garbage(text: str) -> bool:
    """Is it mostly characters without a meaning?"""
    return len(MEANINGLESS.findall(text)) > MOSTLY * len("".join(text.split()))


def rendered(page: Any) -> Any:
    """The page as a person sees it."""
    scale = LONG_SIDE / max(*page.get_size(), 1.0)
    return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
