"""Cuts a noun phrase into known words with jieba, by a dictionary of what guides are made of."""

from __future__ import annotations

import logging
import warnings
from functools import cache, lru_cache
from typing import Any

from checks.text.wordlists import words

DICTIONARY = (
    *("papers_open", "papers_loose", "classes", "filler", "people", "matters", "law_words"),
    *("handing_verbs", "staff", "staff_verbs", "after_paper", "not_paper_after", "glue"),
)


# A word of our dictionary is this likely; a character that no word covers counts once.
WEIGHT = 1000


@lru_cache(maxsize=8192)
def cut(text: str) -> tuple[str, ...]:
    """The words of a text; what the dictionary does not know comes out as single characters."""
    return tuple(segmenter().cut(text, HMM=False))


@cache
def segmenter() -> Any:
    """Jieba with our dictionary only: small, quick, the same everywhere, and writing no cache."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    logging.getLogger("jieba").setLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    known = set().union(*(words(name) for name in DICTIONARY))
    tokenizer.FREQ, tokenizer.total = prefixes(known)
    tokenizer.initialized = True
    return tokenizer


def prefixes(known: set[str]) -> tuple[dict[str, int], int]:
    """The prefix dictionary that jieba walks: each word with its weight, each beginning with none."""
    weights = dict.fromkeys(known, WEIGHT)
    for word in sorted(known):
        for end in range(1, len(word)):
            weights.setdefault(word[:end], 0)
    return weights, sum(weights.values())
