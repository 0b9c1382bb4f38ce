"""Whose is it: finds the unit that a printed name means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key")

SHORTEST_INSIDE = 3
"""A shorter name (府办) is recognised only when it stands alone."""

OWN_WORDS = ("", "县", "我县", "本县", "全县", "县委", "县政府")
"""What may stand before a unit's name for this county without naming it."""

AHEAD = (
    *("大厅", "中心", "大楼", "窗口", "栏目", "来源", "单位", "部门", "机关"),
    *("由", "到", "向", "在", "至", "原", "驻"),
)
"""Words after which a unit's name begins; after any other word it may be the tail of another name."""

BRACKETED = re.compile(r"[(\[【〔《「][^()\[\]【】〔〕《》「」]*[)\]】〕》」]")
BRANCHES = re.compile("派出所|司法所|财政所|税务|市场监管|市场监督|自然资源|国土|供电|交警|法庭|邮政|信用社")
"""Offices of county authorities that are named after the township they stand in."""

NOT_CHINESE = re.compile(r"[^一-鿿]")


def plain(text: str) -> str:
    """The text with full-width signs folded and all white space and invisible signs gone."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded if sign.isprintable() and not sign.isspace())


class UnitNames(Generic[Key]):
    """The names of a county's units.

    A name counts where it begins a word: at the start, after this county's own name, after a sign or
    after a word such as 大厅. "西峡县民政局" and "南阳市民政局" are other authorities; "文化体育局" is not
    体育局. Where the names of two units remain, the text decides nothing.
    """

    def __init__(self, county: str, within: Sequence[str], units: Mapping[Key, Collection[str]]) -> None:
        self._own = own_regions(plain(county), [plain(place) for place in within])
        self._named: dict[str, set[Key]] = {}
        for unit, names in units.items():
            for name in filter(None, map(plain, names)):
                self._named.setdefault(name, set()).add(unit)
        self._longest_first = sorted(self._named, key=lambda name: (-len(name), name))

    def find(self, text: str) -> Key | None:
        """The one unit named; the words outside brackets are asked first."""
        whole = plain(text)
        for part in dict.fromkeys((BRACKETED.sub("", whole), whole)):
            units = self._units_in(part)
            if units:
                return units.pop() if len(units) == 1 else None
        return None

    def _units_in(self, text: str) -> set[Key]:
        for alone in (text, *self._without_own(text)):
            if alone in self._named:
                return set(self._named[alone])
        found: set[Key] = set()
        rest = text
        for name in self._longest_first:
            if len(name) < SHORTEST_INSIDE:
                break
            for start in places(name, rest):
                if self._begins(rest[:start], name) and not is_branch(name, rest[start + len(name) :]):
                    found |= self._named[name]
            # What a longer name covers is no longer there for a shorter one, ours or not.
            rest = rest.replace(name, "\0" * len(name))
        return found

    def _begins(self, before: str, name: str) -> bool:
        """May this unit's name begin after these words?"""
        tail = NOT_CHINESE.split(before)[-1]
        # 内乡 + 县政府办公室: the county's last sign is also the first one of the name.
        if name[0] == self._own[-1][-1] and (tail + name[0]).endswith(self._own):
            return True
        return tail in OWN_WORDS or tail.endswith((*self._own, *AHEAD))

    def _without_own(self, text: str) -> list[str]:
        """The text without this county's own name before it, in every way that may be meant."""
        before = (*self._own, "我县", "本县", "县")
        return [text.removeprefix(region) for region in before if text.startswith(region)]


def own_regions(county: str, within: Sequence[str]) -> tuple[str, ...]:
    """Every way this county's own name is written before a unit's, the longest first."""
    chains = {"".join(within[start:]) + county for start in range(len(within) + 1)}
    chains |= {f"中共{chain}" for chain in chains}
    chains |= {f"{chain}委" for chain in chains}
    return tuple(sorted(chains, key=lambda chain: (-len(chain), chain)))


def places(name: str, text: str) -> list[int]:
    """Where the name stands in the text."""
    return [match.start() for match in re.finditer(re.escape(name), text)]


def is_branch(name: str, after: str) -> bool:
    """Is this a township's name that only says where another authority's office stands?"""
    return name.endswith(("镇", "乡", "街道")) and BRANCHES.match(after) is not None
