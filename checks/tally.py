"""A share with what stands behind it: numerator, denominator, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NAMED = 20
"""So many names a message spells out; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`part` of `whole`; `left` names what is not in the part. There is no share of nothing."""

    part: int
    whole: int
    left: tuple[str, ...] = ()

    def reaches(self, percent: float) -> bool:
        """Is it at least so many percent? The limit itself is enough."""
        return self.part * 100 >= percent * self.whole

    @property
    def percent(self) -> str:
        """One decimal, cut off and never rounded up: 99.96 is not 100."""
        tenths = self.part * 1000 // self.whole if self.whole else 0
        return f"{tenths // 10}.{tenths % 10}"

    def values(self, **more: str) -> dict[str, str]:
        """The words for a message."""
        return {
            "numerator": str(self.part),
            "denominator": str(self.whole),
            "missing": str(self.whole - self.part),
            "share": self.percent,
            "items": listed(self.left),
            **more,
        }


def listed(names: Sequence[str]) -> str:
    """The names in one line, each once, and how many there are where that is too long."""
    distinct = list(dict.fromkeys(names))
    more = f"等{len(distinct)}项" if len(distinct) > NAMED else ""
    return "、".join(distinct[:NAMED]) + more
