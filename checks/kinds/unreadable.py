"""Could the guide be read at all?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Readable:
    """Was there text to judge? A picture or an empty page is for a person, never a pass."""

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        if guide.unreadable:
            yield Outcome.review("title", guide.title or guide.item_name, guide.unreadable)
