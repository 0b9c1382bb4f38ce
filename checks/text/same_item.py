"""Is an item that a list names the item of a guide, or the main item of which the guide's is a part?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from checks.text.fit import Fit
from checks.text.item_names import BRACKETED, ItemName, bare, item_name, may_be_unstated, opposing

BETWEEN = re.compile(r"[;；\n]+|(?<=[^\d])\d{1,2}[.、．](?=[一-鿿])")
# Matches "全部事项", "各类登记事项", "所有涉及事项"; must not match "全部或者部分拆迁登记".
EVERY_ITEM = re.compile(r"^(?:全部|所有|各类|各项|本单位)(?:[一-鿿]{0,6})?(?:事项|业务)$")
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Named:
    """One of the items that a cell names: as printed, and taken apart."""

    printed: str
    name: ItemName


def item_fit(named: str, own: str, unit: str = "") -> Fit:
    """Does the item that a list names cover the guide's? A main item covers its parts, not the other way."""
    if not named.strip() or not own.strip():
        return Fit.UNNAMED
    if covers_all(named):
        return Fit.YES
    other = item_name(own, unit=unit)
    return min(one_fit(one, own, other) for one in items_named(named))


@lru_cache(maxsize=4096)
def covers_all(named: str) -> bool:
    return EVERY_ITEM.match(named.strip()) is not None


@lru_cache(maxsize=4096)
def items_named(named: str) -> tuple[Named, ...]:
    """The items that a cell names: the whole of it, and its parts where it may name several."""
    parts = [part for part in BETWEEN.split(named) if part.strip()]
    if "、" in named:
        parts += [part for part in named.split("、") if len(part) >= SHORTEST]
    return tuple(Named(part, item_name(part)) for part in dict.fromkeys((named.strip(), *parts)))


class Items:
    """The items that a whole list names, for asking which of them surely cover a guide's."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.by_core: dict[str, list[str]] = {}
        self.always = []
        for text in dict.fromkeys(filter(None, texts)):
            if covers_all(text):
                self.always.append(text)
            for one in items_named(text):
                for key in {one.name.core, one.name.full}:
                    self.by_core.setdefault(key, []).append(text)

    def covering(self, own: str, unit: str = "") -> frozenset[str]:
        """The cells that surely cover this item: only what stands in its name is compared."""
        name = item_name(own, unit=unit)
        keys = {name.core[a:b] for a in range(len(name.core)) for b in range(a + 1, len(name.core) + 1)}
        near = {text for key in keys | {name.full} for text in self.by_core.get(key, ())}
        return frozenset((*self.always, *(text for text in near if item_fit(text, own, unit) is Fit.YES)))


def one_fit(named: Named, own: str, other: ItemName) -> Fit:
    one = named.name
    if one.full == other.full:
        return Fit.YES
    # Most names have nothing in common: that is settled first, for every guide is held against every entry.
    if not (one.core in other.core or other.core in one.core) or not one.core or not other.core:
        reordered = len(one.core) == len(other.core) > 0 and one.letters == other.letters
        return Fit.UNSURE if reordered else Fit.NO
    if opposing(bare(named.printed), bare(own)):
        return Fit.NO
    if one.core == other.core:
        return same_core(one, other, merged_acts(own))
    return part_of(one, other, merged_acts(own))


@lru_cache(maxsize=65536)
def merged_acts(own: str) -> frozenset[str]:
    """The acts that stand in the name itself; in brackets (（变更）) they only tell its parts."""
    return item_name(BRACKETED.sub("", own)).acts


def same_core(one: ItemName, other: ItemName, merged: frozenset[str]) -> Fit:
    """The same matter: the list's acts and limits must leave room for the guide's.

    食品经营许可 covers 食品经营许可（变更）; 食品经营许可证注销 is an item of its own, of which a person must
    say whether it is covered.
    """
    if (one.acts and other.acts and not one.acts & other.acts) or (
        one.scope and other.scope and not one.scope & other.scope
    ):
        return Fit.NO
    acts = (not one.acts or one.acts == other.acts) and may_be_unstated(merged - one.acts)
    return Fit.YES if acts and one.scope <= other.scope else Fit.UNSURE


def part_of(one: ItemName, other: ItemName, merged: frozenset[str]) -> Fit:
    """初级中学教师资格认定 is a part of 教师资格认定; 教师资格定期注册 may be one."""
    if one.acts and not one.acts <= other.acts:
        return Fit.NO
    if len(one.core) >= SHORTEST and one.core in other.core:
        longer = len(other.core) - len(one.core)
        sure = other.core.endswith(one.core) and longer >= 2 and may_be_unstated(merged - one.acts)
        return Fit.YES if sure else Fit.UNSURE
    if len(other.core) >= SHORTEST and other.core in one.core:
        return Fit.UNSURE
    return Fit.NO
