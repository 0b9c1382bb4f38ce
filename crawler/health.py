"""The health of hosts: when a host wants a pause, refuses us or is down, and is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType

from crawler.politeness import LONGEST_WAIT


class Sign(Enum):
    """What one answer says about its host."""

    GOOD = auto()
    NEUTRAL = auto()
    """A page that does not exist says nothing about the host."""
    UNREACHABLE = auto()
    TROUBLE = auto()
    REFUSED = auto()
    CHALLENGE = auto()


PATIENCE: Mapping[Sign, int] = MappingProxyType(
    {
        # Two lost connections happen to everybody.
        Sign.UNREACHABLE: 3,
        # A whole section may answer 500 while the rest of the site works.
        Sign.TROUBLE: 12,
        # A forbidden folder is not a ban; three refusals in a row are.
        Sign.REFUSED: 3,
        # A challenge is never solved or evaded: the first one is the last question.
        Sign.CHALLENGE: 1,
    }
)
"""How often in a row a host may give such a sign before it is left alone."""


@dataclass(slots=True)
class Host:
    """What is known of one host in this run. `stopped` names the reason in Chinese once it is left alone."""

    stopped: str = ""
    quiet_until: float = 0.0
    in_a_row: dict[Sign, int] = field(default_factory=dict)

    def note(self, sign: Sign, reason: str) -> bool:
        """Note an answer; True when this very answer ends the asking."""
        if sign is Sign.NEUTRAL:
            self.in_a_row.pop(Sign.UNREACHABLE, None)
            return False
        if sign is Sign.GOOD:
            self.in_a_row.clear()
            return False
        self.in_a_row[sign] = self.in_a_row.get(sign, 0) + 1
        if self.stopped or self.in_a_row[sign] < PATIENCE[sign]:
            return False
        self.stopped = reason
        return True

    def wait(self, seconds: float, *, now: float, reason: str) -> bool:
        """Keep quiet for so long; True when that is too long, and the host is left alone instead."""
        if seconds > LONGEST_WAIT and not self.stopped:
            self.stopped = reason
            return True
        self.quiet_until = max(self.quiet_until, now + min(seconds, LONGEST_WAIT))
        return False


class Hosts:
    """All hosts of one gathering."""

    def __init__(self) -> None:
        self._known: dict[str, Host] = {}

    def __getitem__(self, name: str) -> Host:
        return self._known.setdefault(name, Host())

    @property
    def stopped(self) -> dict[str, str]:
        """The hosts that were left alone, with the reason."""
        return {name: host.stopped for name, host in self._known.items() if host.stopped}
