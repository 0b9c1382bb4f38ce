"""File names made from unit names: readable, safe on every system, never two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 50
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def file_names(names: Iterable[str]) -> dict[str, str]:
    """A file name ending in .html for each name, in the order given."""
    taken: set[str] = set()
    found = {}
    for name in dict.fromkeys(names):
        stem = base = stem_of(name)
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{base}-{number}"
        taken.add(stem.casefold())
        found[name] = f"{stem}.html"
    return found


def stem_of(name: str) -> str:
    """Letters, digits and Chinese characters of a name; what remains of an empty one is 单位."""
    folded = unicodedata.normalize("NFKC", name)
    stem = re.sub(r"[^\w]+", "_", folded).strip("_")[:LONGEST]
    return "单位" if not stem else f"_{stem}" if RESERVED.match(stem) else stem
