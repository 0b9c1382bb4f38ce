"""Cuts a noun phrase into known words with jieba, by a dictionary of what guides are made of."""

from __future__ import annotations

import logging
import warnings
from functools import cache, lru_cache
from typing import Any

from checks.text.wordlists import words

DICTIONARY = (
    "papers_open papers_loose classes filler people matters law_words handing_verbs staff staff_verbs"
).split()

# Words that must not be torn apart, though no list asks for them.
GLUE = (
    "不动产 房产 身份证 户口簿 户口本 营业执照 许可证 合同书 申请书 申请表 登记表 委托书 承诺书 判决书 "
    "资质 以及 及其 或者 并且 可以 应该 必须 如果 目录 样本 样表 模板 范本 示例 下载 名称 格式 真实性 包括"
).split()

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
    known = set(GLUE).union(*(words(name) for name in DICTIONARY))
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
