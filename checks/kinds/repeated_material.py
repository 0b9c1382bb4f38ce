"""Does the one list of a joint service ask for the same paper twice?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checks.evidence import GuideInCounty
from checks.outcome import Outcome
from checks.text.repeats import Repeat, repeat

LONGEST = 120
"""So many rows are compared with one another; a longer list is none that one applicant hands in."""


@dataclass(frozen=True, slots=True)
class MaterialOnce:
    """Is each paper asked for once? The same name twice fails; another name for it is for a person.

    Each row is told of once, with the first row that it repeats.
    """

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        told: set[int] = set()
        rows = evidence.guide.materials[:LONGEST]
        for (first, one), (second, other) in combinations(enumerate(rows), 2):
            how = Repeat.NO if second in told or first in told else repeat(one, other)
            if how is Repeat.NO:
                continue
            told.add(second)
            field, values = f"materials[{second}].name", {"first": one.name, "number": str(first + 1)}
            if how is Repeat.SURE:
                yield Outcome.fail(field, other.name, f"与第{first + 1}项“{one.name}”相同", values=values)
            else:
                reason = f"与第{first + 1}项“{one.name}”可能是同一材料"
                yield Outcome.review(field, other.name, reason, values=values)
