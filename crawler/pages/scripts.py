"""Guides that stand as JSON inside scripts: `var detail = {...}`, `window.__DATA__ = {...}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from checks.evidence import Guide
from crawler.reading.evidence import Surroundings
from crawler.reading.reading import Visit
from crawler.reading.records import GUIDE_KEYS, guide_of, plain_key

# Where an object may begin: “= {”, “({”, “[{” or the whole script; not “function() {”.
BEGIN = re.compile(r"(?:^|[=(:\[,])\s*(?=\{\s*\")")
LARGEST = 4 * 1024 * 1024
MOST_TRIES = 40
TELLING = frozenset(
    {"materials", "conditions", "process", "legal_basis", "promised", "legal", "location", "phone", "unit"}
)
HALF = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
DECODER = json.JSONDecoder()


def data_in(scripts: list[str], visit: Visit, around: Surroundings) -> tuple[Guide, ...]:
    """The guides that the page's scripts describe."""
    for script in scripts:
        for value in objects_in(script):
            if is_guide(value):
                guide = guide_of(value, visit, around.title)
                if guide.item_name or guide.materials:
                    return (guide,)
    return ()


def objects_in(script: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a script, outermost first."""
    if len(script) > LARGEST or '"' not in script:
        return
    end = tries = 0
    for match in BEGIN.finditer(script):
        if match.end() < end:
            continue
        tries += 1
        if tries > MOST_TRIES:
            return
        try:
            value, end = DECODER.raw_decode(script, match.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield without_halves(value, script)


def without_halves(value: dict[str, Any], text: str) -> dict[str, Any]:
    """An object without half characters: escapes may name them, and no database stores them."""
    if HALF.search(text) is None:
        return value
    whole: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    return whole


def is_guide(value: Mapping[str, Any]) -> bool:
    """Do at least three of the keys belong to a guide?"""
    fields = {GUIDE_KEYS[key] for key in keys_of(value) if key in GUIDE_KEYS}
    return "item_name" in fields and len(fields & TELLING) >= 2


def keys_of(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, Mapping) and depth < 6:
        for key, inner in value.items():
            if inner not in (None, "", [], {}):
                yield plain_key(str(key))
            yield from keys_of(inner, depth + 1)
