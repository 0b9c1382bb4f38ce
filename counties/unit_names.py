"""All names that a county's units go by: those of the profile, and those of the general tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from checks.text.unit_words import insides, reforms

Key = TypeVar("Key")

# Matches the tail of "灌涨镇派出所户籍窗口" and "城关派出所"; must not match anything inside "派出所长".
BRANCH_ENDS = re.compile(r"(?:户籍)?(?:服务)?(?:窗口|大厅|室)?$")


class Role(StrEnum):
    """How a name stands for its unit, the surest first; the value completes “…”是…的."""

    OFFICIAL = "名称"
    ALIAS = "简称或别名"
    FORMER = "原名称"
    INSIDE = "所属机构"


@dataclass(frozen=True, slots=True)
class Known(Generic[Key]):
    """A name and the units that it may stand for: more than one where a reform split an institution."""

    name: str
    units: tuple[Key, ...]
    role: Role


class NameTable(Generic[Key]):
    """Every known name; the first of a unit's names is its official one."""

    def __init__(self, units: Mapping[Key, Collection[str]], former: Mapping[Key, Collection[str]]) -> None:
        self.official = {unit: next(iter(names), "") for unit, names in units.items()}
        self.known: dict[str, Known[Key]] = {}
        self.given: list[tuple[Key, str]] = []
        for unit, names in units.items():
            for name in names:
                self._give(unit, name, self._role(unit, name))
        for unit, names in former.items():
            for name in names:
                self._give(unit, name, Role.FORMER)
        self.branches: list[Known[Key]] = []
        self._add_general()

    def reason(self, known: Known[Key]) -> str:
        """Why this name means its unit."""
        official = self.official[known.units[0]]
        same = known.role is Role.OFFICIAL
        return "与单位名称相同" if same else f"“{known.name}”是{official}的{known.role.value}"

    def _role(self, unit: Key, name: str) -> Role:
        """A body that the general table knows as one stays a body when the profile lists it as an alias."""
        if name == self.official[unit]:
            return Role.OFFICIAL
        return Role.INSIDE if any(name in inside.bodies for inside in insides()) else Role.ALIAS

    def _give(self, unit: Key, printed: str, role: Role) -> None:
        """A name that the profile gives; two units of one name make it ambiguous."""
        name = plain(printed)
        if name:
            self.given.append((unit, printed))
            before = self.known.get(name)
            units = tuple(dict.fromkeys((*(before.units if before else ()), unit)))
            self.known[name] = Known(name, units, before.role if before else role)

    def _add_general(self) -> None:
        """The names of the general tables, where the profile says nothing of them."""
        given = dict(self.known)
        for reform in reforms():
            owners = self._owners(reform.new, given)
            for old in reform.old:
                self._learn(old, owners if reform.split else owners[:1], Role.FORMER)
        for inside in insides():
            owners = self._owners(inside.of, given)[:1]
            for body in inside.bodies:
                self._learn(body, owners, Role.INSIDE)
            self.branches += [Known(office, owners, Role.INSIDE) for office in inside.branches if owners]

    def _owners(self, names: Iterable[str], given: Mapping[str, Known[Key]]) -> tuple[Key, ...]:
        """The units that the profile knows by these names."""
        found = (given[name].units for name in names if name in given)
        return tuple(dict.fromkeys(units[0] for units in found if len(units) == 1))

    def _learn(self, name: str, owners: tuple[Key, ...], role: Role) -> None:
        if owners and name not in self.known:
            self.known[name] = Known(name, owners, role)


def plain(text: str) -> str:
    """The text with full-width signs folded and all white space and invisible signs gone."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded if sign.isprintable() and not sign.isspace())
