"""Has another unit handed in the same picture?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.answers import AnswerInCounty, Proof, ProofFile
from checks.kinds.by_hand import FIELD
from checks.outcome import Outcome
from checks.pictures import Pictures, Shown


@dataclass(frozen=True, slots=True)
class Reused:
    """Is a photo, or a screenshot of another page, also another unit's proof?

    Photos match when their difference hashes differ in at most `distance` of 64 bits (no more than 7);
    screenshots only byte by byte, since two pages of one site look alike, and only where the addresses
    differ. Copies are left alone: many units rightly hand in the same document of the county. It is
    always for a person.
    """

    distance: int

    def __call__(self, evidence: AnswerInCounty) -> Iterator[Outcome]:
        answer = evidence.answer
        for file in answer.files:
            used = self.used(file, evidence.pictures, frozenset(answer.urls))
            units = sorted({shown.unit for shown in used} - {answer.unit})
            if units:
                reason = f"{file.sort.value}“{file.name}”与{'、'.join(units)}报送的相同或几乎相同"
                yield Outcome.review(FIELD, file.name, reason)

    def used(self, file: ProofFile, pictures: Pictures, urls: frozenset[str]) -> Iterator[Shown]:
        """Where else the picture was handed in."""
        if file.sort is Proof.PHOTO:
            yield from pictures.same(file)
            yield from pictures.alike(file, self.distance)
        elif file.sort is Proof.SCREENSHOT:
            yield from (shown for shown in pictures.same(file) if not shown.urls & urls)
