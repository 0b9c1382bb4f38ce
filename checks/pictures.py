"""All pictures that units handed in, ready to be asked for one that looks like another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checks.answers import Answer, Proof, ProofFile

BYTES = 8
"""A look has eight bytes: two looks that differ in fewer bits share one of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as one unit handed it in, with the addresses that its answer names."""

    unit: str
    urls: frozenset[str]
    file: ProofFile


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos and screenshots of all units, by their bytes and by their looks."""

    by_hash: dict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    by_byte: dict[tuple[int, int], list[Shown]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, answers: Iterable[Answer]) -> Pictures:
        """Every picture of these answers."""
        pictures = cls()
        for answer in answers:
            for file in answer.files:
                pictures.add(Shown(answer.unit, frozenset(answer.urls), file))
        return pictures

    def add(self, shown: Shown) -> None:
        if shown.file.hash:
            self.by_hash[shown.file.hash].append(shown)
        if shown.file.look and shown.file.sort is Proof.PHOTO:
            for place in enumerate(bytes.fromhex(shown.file.look)):
                self.by_byte[place].append(shown)

    def same(self, file: ProofFile) -> Iterator[Shown]:
        """Byte by byte the same file, of the same sort."""
        found = self.by_hash.get(file.hash, ()) if file.hash else ()
        yield from (shown for shown in found if shown.file.sort is file.sort)

    def alike(self, file: ProofFile, distance: int) -> Iterator[Shown]:
        """Photos whose looks differ in at most so many bits, fewer than eight."""
        if not file.look:
            return
        look, near = int(file.look, 16), {}
        for place in enumerate(bytes.fromhex(file.look)):
            near.update({id(shown): shown for shown in self.by_byte.get(place, ())})
        for shown in near.values():
            if (look ^ int(shown.file.look, 16)).bit_count() <= min(distance, BYTES - 1):
                yield shown
