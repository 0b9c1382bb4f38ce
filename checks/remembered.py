"""What several rules ask of the same county or the same guide, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from checks.evidence import CountyEvidence, Guide

T = TypeVar("T")


class Remembered(Generic[T]):
    """The answer of the county asked about last: thousands of guides ask the same of one county.

    Evidence is frozen, so that the answer holds as long as the county is the very same object.
    """

    def __init__(self, ask: Callable[[CountyEvidence], T]) -> None:
        self._ask = ask
        self._last: tuple[CountyEvidence, T] | None = None

    def __call__(self, county: CountyEvidence) -> T:
        last = self._last
        if last is None or last[0] is not county:
            last = self._last = (county, self._ask(county))
        return last[1]


class OfEach(Generic[T]):
    """The answers of the guides asked about last. Frozen guides are told apart as objects, not by value."""

    def __init__(self, ask: Callable[[Guide], T], *, most: int = 20_000) -> None:
        self._ask = ask
        self._most = most
        self._kept: dict[int, tuple[Guide, T]] = {}

    def __call__(self, guide: Guide) -> T:
        kept = self._kept.get(id(guide))
        if kept is None or kept[0] is not guide:
            if len(self._kept) >= self._most:
                self._kept.clear()
            kept = self._kept[id(guide)] = (guide, self._ask(guide))
        return kept[1]

    def forget(self) -> None:
        """Begin anew."""
        self._kept.clear()
