"""Text that was recognised in pictures: its blocks, and how far it can be trusted."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from checks.evidence import Evidence, Guide, Publication
from crawler.reading.blocks import Block
from crawler.reading.reading import Reading

LOW = 0.97
"""Mean confidence of a page. Measured: clean print 0.998 and no mistake, print 8 pixels high 0.986 and one
in a page, print blurred by 3 pixels 0.95 and one in every line."""

WEAK = 0.8
"""Confidence of one place; below it the place is mentioned."""

SUREST = 0.99
"""Shown at most: nobody is told that a recognised text is certainly right."""

SECONDS = 40.0
"""For all pictures of one page or document; whoever waits for a reader gives up after a minute."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture or scanned page: its blocks, its mean and lowest confidence, the illegible places."""

    blocks: tuple[Block, ...] = ()
    score: float = 1.0
    lowest: float = 1.0
    illegible: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The blocks of a text, and why they may be misread; no doubt where all of it was text."""

    blocks: tuple[Block, ...] = ()
    doubt: str = ""
    is_low: bool = False


def doubt_of(seen: Sequence[Seen], *, left_out: str = "") -> str:
    """Why recognised text may be misread: the least trustworthy picture is named."""
    if not seen:
        return f"{left_out}，请对照原图核对" if left_out else ""
    worst = min(seen, key=lambda each: each.score)
    trust = f"可信度低（{shown(worst.score)}）" if worst.score < LOW else f"可信度{shown(worst.score)}"
    lowest = min(each.lowest for each in seen)
    weak = f"最低一处{shown(lowest)}" if lowest < WEAK else ""
    illegible = sum(each.illegible for each in seen)
    unclear = f"有{illegible}处看不清" if illegible else ""
    parts = ["由图片识别", f"{worst.where}{trust}", weak, unclear, left_out, "请对照原图核对"]
    return "，".join(filter(None, parts))


def shown(score: float) -> str:
    """A confidence as a person reads it, rounded down: what is shown as a threshold reaches it."""
    return f"{min(math.floor(score * 100) / 100, SUREST):.2f}"


def is_low(seen: Sequence[Seen]) -> bool:
    """Is any picture hardly legible?"""
    return any(each.score < LOW for each in seen)


def doubted(reading: Reading, doubt: str, *, low: bool = False) -> Reading:
    """A reading whose guides and lists say that they may be misread.

    A guide that is hardly legible says so as one that nobody could read: its text is shown, yet a person
    has to look at it even where no rule finds a fault.
    """
    return replace(reading, evidence=tuple(unsure(piece, doubt, low) for piece in reading.evidence))


def unsure(piece: Evidence, doubt: str, low: bool) -> Evidence:
    if isinstance(piece, Guide):
        return replace(piece, unsure=doubt, unreadable=piece.unreadable or (doubt if low else ""))
    return replace(piece, unsure=doubt) if isinstance(piece, Publication) else piece


UNTIL: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Pictures within are recognised for so long, and then no more; within another one, that one counts."""
    if UNTIL.get() is not None:
        yield
        return
    token = UNTIL.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        UNTIL.reset(token)


def is_time_left() -> bool:
    """May another picture be begun?"""
    until = UNTIL.get()
    return until is None or time.monotonic() < until
