"""Whose is it: finds the unit that a printed name means, and says why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from counties.unit_names import BRANCH_ENDS, Known, NameTable, Role, plain

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

# Matches "（婚姻登记处）" and "〔2022〕"; must not match from the first bracket of a text to its last.
BRACKETED = re.compile(r"[(\[【〔《「][^()\[\]【】〔〕《》「」]*[)\]】〕》」]")
# Matches 派出所 after "灌涨镇"; must not match "便民服务中心", which is the township's own.
BRANCHES = re.compile("派出所|司法所|财政所|税务|市场监管|市场监督|自然资源|国土|供电|交警|法庭|邮政|信用社")
"""Offices of county authorities that are named after the township they stand in."""

NOT_CHINESE = re.compile(r"[^一-鿿]")
# Matches "县民政局" and "县残联" in "县民政局、县残联"; must not match the sign between them.
BETWEEN_SIGNS = re.compile(r"[一-鿿]+")
# Matches "南召县" and "南阳市" before a unit's name; must not match "我县" or the 市 of "市场监管".
REGION = re.compile(r"[一-鿿]{2,}[省市县区州旗]$")
# Matches "南召县云阳镇" before 派出所; must not match "灌涨镇" nor "城关".
OTHER_REGION = re.compile(r"[一-鿿]{2,}[省市县州旗]")


@dataclass(frozen=True, slots=True)
class Naming(Generic[Key]):
    """Whom a text names, with the reason in Chinese.

    `former` is the name from before a reform that the text uses without saying 原; `foreign` tells
    that it names an authority of another place.
    """

    units: tuple[Key, ...] = ()
    reason: str = ""
    former: str = ""
    foreign: bool = False

    @property
    def unit(self) -> Key | None:
        """The one unit that is named; None when it is none or more than one."""
        return self.units[0] if len(self.units) == 1 else None


class UnitNames(Generic[Key]):
    """The names of a county's units.

    A name counts where it begins a word: at the start, after this county's own name, after a sign or
    after a word such as 大厅. "西峡县民政局" and "南阳市民政局" are other authorities; "文化体育局" is not
    体育局. Where the names of two units remain, the text decides nothing. The general tables of reformed
    institutions and of their bodies add to what the profile names, and never overrule it.
    """

    def __init__(
        self,
        county: str,
        within: Sequence[str],
        units: Mapping[Key, Collection[str]],
        former: Mapping[Key, Collection[str]] | None = None,
    ) -> None:
        self._own = own_regions(plain(county), [plain(place) for place in within])
        self._table = NameTable(units, former or {})
        self._longest_first = sorted(self._table.known, key=lambda name: (-len(name), name))

    def find(self, text: str) -> Key | None:
        """The one unit named; the words outside brackets are asked first."""
        return self.look_up(text).unit

    def look_up(self, text: str) -> Naming[Key]:
        """Whom the text names, and why; the words outside brackets are asked first."""
        whole = plain(text)
        parts = dict.fromkeys((BRACKETED.sub("", whole), whole))
        readings = [(part, found) for part in parts if (found := self._named_in(part))]
        # A hall or another body outside the brackets goes behind the unit inside them.
        if readings:
            part, found = min(readings, key=lambda reading: all_inside(reading[1]))
            return self._naming(found, part)
        for part in parts:
            if known := self._branch_in(part):
                return self._naming([known], part)
        if any(self._is_foreign(part) for part in parts):
            return Naming(reason=f"“{text.strip()}”不是本县的单位", foreign=True)
        return Naming(reason=f"单位名单里没有“{text.strip()}”" if whole else "没有写单位")

    def _naming(self, found: Sequence[Known[Key]], text: str) -> Naming[Key]:
        """The units of the names found; a unit named outright goes before one of a body's."""
        outright = [known for known in found if known.role is not Role.INSIDE]
        found = outright or found
        units = tuple(dict.fromkeys(unit for known in found for unit in known.units))
        if len(units) == 1:
            best = min(found, key=lambda known: list(Role).index(known.role))
            old = best.name if best.role is Role.FORMER and f"原{best.name}" not in text else ""
            return Naming(units, self._table.reason(best), old)
        named = "、".join(self._table.official[unit] for unit in units)
        if len(found) == 1:
            return Naming(units, f"“{found[0].name}”可能是{named}，无法确定")
        return Naming(units, f"写了几个单位（{named}），无法确定由哪个负责")

    def _named_in(self, text: str) -> list[Known[Key]]:
        for alone in (text, *self._without_own(text)):
            if alone in self._table.known:
                return [self._table.known[alone]]
        found: list[tuple[int, Known[Key]]] = []
        rest = text
        for name in self._longest_first:
            if len(name) < SHORTEST_INSIDE:
                break
            for start in places(name, rest):
                if self._begins(rest[:start], name) and not is_branch(name, rest[start + len(name) :]):
                    found.append((start, self._table.known[name]))
            # What a longer name covers is no longer there for a shorter one, ours or not.
            rest = rest.replace(name, "\0" * len(name))
        found += self._short_ones(rest)
        return [known for _, known in sorted(found, key=lambda pair: pair[0])]

    def _short_ones(self, text: str) -> Iterator[tuple[int, Known[Key]]]:
        """Names too short to be found inside words, alone between signs: 县民政局、县残联."""
        for part in BETWEEN_SIGNS.finditer(text):
            for alone in (part[0], *self._without_own(part[0])):
                if len(alone) < SHORTEST_INSIDE and alone in self._table.known:
                    yield part.start(), self._table.known[alone]

    def _branch_in(self, text: str) -> Known[Key] | None:
        """The authority of an office that is named after its township: 灌涨镇派出所."""
        office = BRANCH_ENDS.sub("", text)
        for known in self._table.branches:
            place = office.removesuffix(known.name)
            bare = min(self._without_own(place), key=len, default=place)
            if place != office and len(NOT_CHINESE.split(bare)[-1]) <= 6 and not OTHER_REGION.search(bare):
                return known
        return None

    def _is_foreign(self, text: str) -> bool:
        """Is a name of ours printed after another place's?"""
        return any(
            REGION.search(NOT_CHINESE.split(text[:start])[-1]) is not None
            for name in self._longest_first
            if len(name) >= SHORTEST_INSIDE
            for start in places(name, text)
        )

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

    def strayed(self) -> Iterator[tuple[Key, str, str]]:
        """Names of the profile that lead to another unit or to none, each with its unit and the reason."""
        for unit, name in self._table.given:
            naming = self.look_up(name)
            if naming.unit != unit:
                yield unit, name, naming.reason

    def shared(self) -> Iterator[tuple[str, str, Key, Key]]:
        """Two names of two units that differ only in the county's own name before them: 残联 and 县残联."""
        seen: dict[str, tuple[Key, str]] = {}
        for unit, name in self._table.given:
            short = min((plain(name), *self._without_own(plain(name))), key=len)
            owner, other = seen.setdefault(short, (unit, name))
            if owner != unit:
                yield other, name, owner, unit


def all_inside(found: Sequence[Known[Key]]) -> bool:
    """Are these only bodies of units?"""
    return all(known.role is Role.INSIDE for known in found)


def own_regions(county: str, within: Sequence[str]) -> tuple[str, ...]:
    """Every way this county's own name is written before a unit's, the longest first."""
    chains = {"".join(within[start:]) + county for start in range(len(within) + 1)}
    chains |= {f"中共{chain}" for chain in chains}
    chains |= {f"{chain}委" for chain in chains}
    return tuple(sorted(chains, key=lambda chain: (-len(chain), chain)))


def places(name: str, text: str) -> list[int]:
    """Where the name stands in the text; asking first whether it does spares most of the work."""
    return [] if name not in text else [match.start() for match in re.finditer(re.escape(name), text)]


def is_branch(name: str, after: str) -> bool:
    """Is this a township's name that only says where another authority's office stands?"""
    return name.endswith(("镇", "乡", "街道")) and BRANCHES.match(after) is not None
