"""Is an item among others, by its code at any depth or by its name?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checks.subject import item_key

IMPLEMENTATION, CATALOGUE = 31, 12
"""How long the codes are: a unit's item, to which a handling item or a case adds, and the catalogue's."""


@dataclass
class ItemIndex:
    """Items by code and by name; a handling item is of its implementation code, that of its catalogue's."""

    codes: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    catalogue: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, items: Iterable[tuple[str, str]]) -> ItemIndex:
        """The index of (code, name) pairs; either may be empty."""
        index = cls()
        for code, name in items:
            if code:
                index.codes.add(code)
                index.heads.add(code[:IMPLEMENTATION])
                index.catalogue.add(catalogue_of(code))
            if name:
                index.names.add(item_key(name))
        return index

    def has_code(self, code: str) -> bool:
        """Is an item of this code, of a part of it or of the whole that it is a part of, among them?"""
        if not code:
            return False
        whole = code in self.codes or code[:IMPLEMENTATION] in self.codes
        part = len(code) == IMPLEMENTATION and code in self.heads
        short = len(code) == CATALOGUE and code in self.catalogue
        return whole or part or short or catalogue_of(code) in self.codes

    def has_name(self, name: str) -> bool:
        return bool(name) and item_key(name) in self.names

    def holds(self, code: str, name: str) -> bool:
        return self.has_code(code) or self.has_name(name)


def catalogue_of(code: str) -> str:
    """The twelve digits of the catalogue in a code; the code itself where it has no such part."""
    return code[19:IMPLEMENTATION] if len(code) >= IMPLEMENTATION else code
