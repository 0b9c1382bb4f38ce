"""Has another unit handed in the same picture?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.answers import Answer, AnswerInCounty, Proof, ProofFile
from checks.kinds.by_hand import FIELD
from checks.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Reused:
    """Is a photo, or a screenshot of another page, also another unit's proof?

    Photos match when their difference hashes differ in at most `distance` of 64 bits; screenshots only
    byte by byte, since two pages of one site look alike, and only where the addresses differ. Copies are
    left alone: many units rightly hand in the same document of the county. It is always for a person.
    """

    distance: int

    def __call__(self, evidence: AnswerInCounty) -> Iterator[Outcome]:
        answer = evidence.answer
        others = [one for one in evidence.county.answers if one.unit != answer.unit]
        for file in answer.files:
            units = sorted({other.unit for other in others if self.used_by(file, answer, other)})
            if units:
                reason = f"{file.sort.value}“{file.name}”与{'、'.join(units)}报送的相同或几乎相同"
                yield Outcome.review(FIELD, file.name, reason)

    def used_by(self, file: ProofFile, answer: Answer, other: Answer) -> bool:
        if file.sort is Proof.PHOTO:
            return any(self.alike(file, one) for one in other.of(Proof.PHOTO))
        if file.sort is Proof.SCREENSHOT and not set(answer.urls) & set(other.urls):
            return bool(file.hash) and any(file.hash == one.hash for one in other.of(Proof.SCREENSHOT))
        return False

    def alike(self, one: ProofFile, other: ProofFile) -> bool:
        if one.hash and one.hash == other.hash:
            return True
        if not one.look or not other.look:
            return False
        return (int(one.look, 16) ^ int(other.look, 16)).bit_count() <= self.distance
