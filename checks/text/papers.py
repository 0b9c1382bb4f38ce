"""Are two rows of two lists of materials the same paper, however each channel words it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from checks.text.names import bare, match

# Matches what stands between the papers of "身份证、户口簿" and "身份证和户口簿"; must not cut "和解书".
JOINED = re.compile(r"[、,，;；/]|(?<=[证簿本表书照件片明])(?:和|及|与|或|以及|或者)(?=.{2})")
# Matches what lists add to a name: who hands it in, that it be valid; must not match "申请表".
FILLER = re.compile(
    r"^(?:申请人|申请者|本人|当事人|办理人|个人|居民|有效|加盖公章|提供|提交|填写)的?|有效|居民|第二代|二代|原件|复印件|的"
)
# Matches "婚姻状况证明", "情况说明"; must not match "身份证", which proves nothing that has another name.
PROOF = re.compile("证明|说明|证实|介绍信|盖章")
VARIANTS = {"户口本": "户口簿", "户口薄": "户口簿", "其它": "其他", "申请书": "申请表", "照片": "相片"}
LEAST = 2
"""So many signs of the shorter name must all stand in the longer one, in order."""


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """A name reduced to what tells papers apart."""
    return reduced(name)


def reduced(text: str) -> str:
    """A text in the form in which names of papers are compared."""
    said = bare(text)
    for old, new in VARIANTS.items():
        said = said.replace(old, new)
    return FILLER.sub("", said) or said


@lru_cache(maxsize=16384)
def parts(name: str) -> tuple[str, ...]:
    """The papers that one row names: 身份证、户口簿 are two."""
    return tuple(part for part in JOINED.split(name) if part.strip()) or (name,)


def same_paper(one: str, other: str) -> bool:
    """Do two names leave it possible that they mean one paper?

    Generous on purpose: 申请表 and 临时救助申请审批表 count as the same, for a difference that is none
    accuses a unit of it.
    """
    shorter, longer = sorted((key(one), key(other)), key=len)
    return within(shorter, longer) or (proves(one) and proves(other) and same_proof(one, other))


def within(shorter: str, longer: str) -> bool:
    """Stand all signs of the shorter name in the longer one, in order?"""
    rest = iter(longer)
    return shorter == longer or (len(shorter) >= LEAST and all(sign in rest for sign in shorter))


def proves(name: str) -> bool:
    return PROOF.search(name) is not None


@lru_cache(maxsize=16384)
def same_proof(one: str, other: str) -> bool:
    return match(one, other, nearness=0.5) is not None


def covered(name: str, others: Sequence[str]) -> bool:
    """Is a row found in another list, whole or in its parts?"""
    if any(key(name) == key(row) for row in others):
        return True
    rows = [part for row in others for part in dict.fromkeys((row, *parts(row)))]
    return any(same_paper(name, row) for row in rows) or (
        len(parts(name)) > 1 and all(any(same_paper(part, row) for row in rows) for part in parts(name))
    )
