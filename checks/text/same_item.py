"""Is an item that a list names the item of a guide, or the main item of which the guide's is a part?"""

from __future__ import annotations

import re
from functools import lru_cache

from checks.text.fit import Fit
from checks.text.item_names import ItemName, bare, item_name, opposing

BETWEEN = re.compile(r"[;；\n]+|(?<=[^\d])\d{1,2}[.、．](?=[一-鿿])")
# Matches "全部事项", "各类登记事项", "所有涉及事项"; must not match "全部或者部分拆迁登记".
EVERY_ITEM = re.compile(r"^(?:全部|所有|各类|各项|本单位)(?:[一-鿿]{0,6})?(?:事项|业务)$")
SHORTEST = 4


@lru_cache(maxsize=65536)
def item_fit(named: str, own: str, unit: str = "") -> Fit:
    """Does the item that a list names cover the guide's? A main item covers its parts, not the other way."""
    if not named.strip() or not own.strip():
        return Fit.UNNAMED
    parts = [part for part in BETWEEN.split(named) if part.strip()]
    listing = [named, *parts]
    if "、" in named:
        listing += [part for part in named.split("、") if len(part) >= SHORTEST]
    return min(one_fit(part.strip(), own, unit) for part in listing)


def one_fit(named: str, own: str, unit: str) -> Fit:
    if EVERY_ITEM.match(named):
        return Fit.YES
    one, other = item_name(named, unit=unit), item_name(own, unit=unit)
    if one.full == other.full:
        return Fit.YES
    if not one.core or not other.core or opposing(bare(named), bare(own)):
        return Fit.NO
    if one.core == other.core:
        return same_core(one, other)
    return part_of(one, other)


def same_core(one: ItemName, other: ItemName) -> Fit:
    """The same matter: the list's acts and limits must leave room for the guide's."""
    acts = not one.acts or one.acts == other.acts
    scope = not one.scope or one.scope == other.scope
    if acts and scope:
        return Fit.YES
    apart = (one.acts and other.acts and not one.acts & other.acts) or (
        one.scope and other.scope and not one.scope & other.scope
    )
    return Fit.NO if apart else Fit.UNSURE


def part_of(one: ItemName, other: ItemName) -> Fit:
    """初级中学教师资格认定 is a part of 教师资格认定; the other way round a person must look."""
    if one.acts and not one.acts <= other.acts:
        return Fit.NO
    if len(one.core) >= SHORTEST and one.core in other.core:
        return Fit.YES if len(other.core) - len(one.core) >= 2 else Fit.UNSURE
    if len(other.core) >= SHORTEST and other.core in one.core:
        return Fit.UNSURE
    return Fit.NO
