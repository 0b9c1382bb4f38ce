"""What is asked of the whole county for every guide, worked out once for each county."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from checks.evidence import CountyEvidence

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
