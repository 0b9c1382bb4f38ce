"""Who issues a proof: the bodies that a text names, each as its class (村居委, 公安, 单位 …)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from checks.text.normal import plain

SELF = "本人"
"""The applicant himself: what he writes is no proof."""

# Matches "原件", "等", "出具" in a cell of the issuer; must not match inside "出具机关名称".
SAID_OF_ISSUING = re.compile(
    r"(?:由|经|向|到|凭)|(?:负责)?(?:出具|开具|签发|核发|颁发|提供|盖章|签署|制发|认定)|(?:等|的)$"
)
# Matches the end of "基层组织", "水利站"; must not match "未婚、离异的", "政府部门核发" without its verb.
A_BODY = re.compile(r"(?:组织|机构|机关|部门|中心|政府|[局委会所院站队处办部厅署馆场库校厂店司])$")
# Matches the 或 of "村委会或派出所"; must not match the 和 of "村委会和乡镇政府".
ALTERNATIVE = re.compile(r"或|/|之一|任一|任意")


@cache
def tables() -> dict[str, Any]:
    """The word tables of proofs."""
    return tomllib.loads(files("checks.text.words").joinpath("proofs.toml").read_text("utf-8"))


@cache
def words_of_issuers() -> tuple[tuple[str, str], ...]:
    """Words for issuers with their class, longest first."""
    pairs = [(word, kind) for kind, ways in tables()["issuers"].items() for word in ways]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=8192)
def bodies(text: str) -> frozenset[str]:
    """The classes of the bodies that a text names; a body that is in no table stands for itself."""
    said = plain(text)
    found = set()
    for word, kind in words_of_issuers():
        if word in said:
            found.add(kind)
            said = said.replace(word, "、")
    if found:
        return frozenset(found)
    left = re.sub(r"[\s、,，。.;；:：()（）和及与或/]+", "", SAID_OF_ISSUING.sub("", said))
    return frozenset({left}) if len(left) > 1 and A_BODY.search(left) else frozenset()


def body_ahead(text: str) -> tuple[str, str]:
    """The class of the body that a name begins with, and the word: 村委会 in 村委会证明; "" when none.

    单位, 企业 and 学校 ahead are what the proof is of, as in 单位参保证明.
    """
    for word, kind in words_of_issuers():
        if text.startswith(word) and len(text) > len(word) and kind not in ("单位", SELF):
            return kind, word
    return "", ""


def offers_choice(text: str) -> bool:
    """Does the text let the applicant choose between bodies?"""
    return ALTERNATIVE.search(plain(text)) is not None
