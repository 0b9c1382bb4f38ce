"""How surely a printed name speaks of something: yes, perhaps, no, or nothing was named."""

from __future__ import annotations

from enum import IntEnum


class Fit(IntEnum):
    """The surer the smaller."""

    YES = 0
    UNSURE = 1
    UNNAMED = 2
    NO = 3
