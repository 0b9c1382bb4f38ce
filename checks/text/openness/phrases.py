"""Fixed ways of leaving things to somebody's word: at discretion, ask the window, as required."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.openness import scope
from checks.text.openness.amounts import AMOUNTS
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.phrasings import PHRASINGS, Phrasing

STATUTORY_CORRECTION = re.compile(
    r"一次性?(?:全部)?(?:书面)?(?:告知|告之)|补正通知|(?:材料|资料)?(?:不齐|不全|不符合|有误|缺少)"
)

CORRECTED = (Kind.DEFERRED, Kind.WINDOW)


def phrases(sentence: Sentence) -> Iterator[Found]:
    """Find the fixed wordings in one sentence."""
    for phrasing in (*PHRASINGS, *AMOUNTS):
        if sentence.role not in phrasing.roles:
            continue
        for found in phrasing.pattern.finditer(sentence.text):
            sure = phrasing.sure(sentence, found)
            if sure is not None and not excused(sentence, phrasing, found):
                yield Found(
                    phrasing.kind,
                    found.start(),
                    found.end(),
                    phrasing.reason,
                    sure=sure,
                    slight=phrasing.slight(sentence),
                )
                break


def excused(sentence: Sentence, phrasing: Phrasing, found: re.Match[str]) -> bool:
    """Quoted, forbidden, expressly harmless, or the statutory correction of an application?"""
    text = sentence.text
    if phrasing.unless is not None and phrasing.unless.search(text):
        return True
    if (
        phrasing.kind in CORRECTED
        and "为准" not in found.group()
        and STATUTORY_CORRECTION.search(text)
        and (sentence.role is not Role.MATERIALS or not sentence.asks)
    ):
        return True
    return (
        scope.in_title(text, found.start())
        or scope.in_quotation(text, found.start())
        or scope.denied(text, found.start())
    )
