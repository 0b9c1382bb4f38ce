"""PDF pages whose text runs sideways, turned until it runs from left to right."""

from __future__ import annotations

import math
from collections import Counter
from io import BytesIO
from typing import Any

from pypdfium2 import raw

SAMPLE = 9
"""Characters that are asked how they stand."""


class Sideways(Exception):
    """Raised when a page is met whose text runs sideways: all pages must be looked at for it."""


def upright(document: Any) -> bytes:
    """The document with its turned pages upright."""
    for page in document:
        quarters = quarters_of(page.get_textpage())
        if quarters or page.get_rotation():
            page.set_rotation(0)
            turn(page, quarters)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def quarters_of(text: Any) -> int:
    """How many quarters the text is turned clockwise, whatever way the page is shown."""
    angles = (raw.FPDFText_GetCharAngle(text, at) for at in range(min(SAMPLE, text.count_chars())))
    known = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return known.most_common(1)[0][0] if known else 0


def turn(page: Any, quarters: int) -> None:
    """Turn what stands on the page back."""
    if not quarters:
        return
    left, bottom, right, top = page.get_mediabox()
    across, down = right - left, top - bottom
    matrix, size = {
        3: (raw.FS_MATRIX(0, -1, 1, 0, -bottom, right), (down, across)),
        2: (raw.FS_MATRIX(-1, 0, 0, -1, right, top), (across, down)),
        1: (raw.FS_MATRIX(0, 1, -1, 0, top, -left), (down, across)),
    }[quarters]
    raw.FPDFPage_TransFormWithClip(page, matrix, None)
    page.set_mediabox(0, 0, *size)
    page.set_cropbox(0, 0, *size)
