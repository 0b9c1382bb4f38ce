"""What a gathering is asked to do, and what it says back: all that goes over the line between processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counties.profile import Profile, Source
from storage.todo import Planned

READING_SECONDS = 60.0
"""A page or document that takes longer to read is given up; a scanned book is no guide."""


@dataclass(frozen=True, slots=True)
class Job:
    """What one gathering is asked to do; everything in it can be sent to another process."""

    profile: Profile
    database: str
    run_id: int
    only: Mapping[str, Sequence[Planned]] | None = None
    full: bool = False
    max_seconds: float | None = None
    log_file: Path | None = None
    timeout: float | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources to visit: all, or those of which something is wanted."""
        if self.only is None:
            return self.profile.sources
        return tuple(source for source in self.profile.sources if self.only.get(source.name))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one source is; `current` is the address that was settled last."""

    source: str
    planned: int = 0
    fetched: int = 0
    failed: int = 0
    current: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """The last word of the worker. `error` is for the operator, `crash` for whoever mends the program."""

    in_time: bool = True
    error: str = ""
    crash: str = ""
