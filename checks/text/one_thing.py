"""Names of joint services (“一件事”): is a guide one, and is it the one that a list or the profile names?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from checks.text.normal import plain

# Matches "开饭店“一件事”", "企业开办联办服务", "公民身后一链办"; must not match "一次办好" of every page.
JOINT = re.compile(
    r"[一1]件事|联办|集成(?:办|服务)|一链办|[一1]事联办|主题套餐|套餐(?:式)?服务|跨部门(?:综合)?办"
)
# Matches what wraps a name: "“一件事一次办”办事指南", "关于…的"; must not match the matter itself.
WRAPPING = re.compile(
    r"[一1]件事(?:[一1]次办|联办|集成办|套餐)?|[一1]次办(?:好|成)?|[一1]事联办|(?:办事|服务|办理|申报|联办)?指南|(?:办理|办事)?(?:流程|须知)|联办|集成(?:办|服务)|[一1]链办|主题(?:套餐|服务)?|套餐(?:式)?(?:服务)?|^我要|^我想|服务$|事项$|^关于|[的了]"
)
SIGNS = re.compile(r"[^0-9A-Za-z一-鿿]+")
SHORTEST = 3


def is_joint_name(*names: str) -> bool:
    """Does a name or title say that it is a joint service?"""
    return any(JOINT.search(plain(name)) for name in names)


@lru_cache(maxsize=8192)
def core(name: str, county: str = "") -> str:
    """What a joint service is about: 开餐饮店 of “内乡县开餐饮店‘一件事一次办’办事指南”."""
    said = SIGNS.sub("", plain(name))
    said = said.removeprefix(county) if county else said
    rest = WRAPPING.sub("", said)
    return rest or said


def same_thing(name: str, others: Iterable[str], county: str = "") -> bool:
    """Do two names mean one joint service: the same words, or one within the other?"""
    mine = core(name, county)
    for other in others:
        theirs = core(other, county)
        shorter, longer = sorted((mine, theirs), key=len)
        if shorter == longer or (len(shorter) >= SHORTEST and shorter in longer):
            return True
    return False


def exactly(name: str, others: Iterable[str], county: str = "") -> bool:
    """Do two names mean one joint service without any word more?"""
    return any(core(name, county) == core(other, county) for other in others)
