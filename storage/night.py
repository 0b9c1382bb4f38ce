"""What a night brings and what it changes: the values on which the life of findings is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from checks.outcome import Judgement, Ruling, Subject
from storage.reasons import Reason

CRASHED = "规则运行出错"
"""How the engine words the review that stands for a rule that crashed."""

Key = tuple[str, str, str]
"""The lasting identity: rule, subject and channel."""

Found = tuple[str, str, str, str]
"""A text that was found: rule, subject, channel, and the text as findings keep it."""

Place = tuple[str, str]
"""A source and the address that was fetched there."""


class What(StrEnum):
    """What happened to a finding."""

    APPEARED = "appeared"
    SEEN = "seen"
    BACK = "seen-again"
    REOPENED = "reopened"
    EDITED = "text-changed"
    MOVED = "moved"
    RENAMED = "subject-moved"
    VERDICT = "verdict-changed"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as it is known: the part that decides about its life.

    `places` are all addresses where the text stood when it was last seen, `content` the hash of what the
    page said when `observed` was decided, `cause` why it is absent, `crash` that it only tells of a rule
    that crashed.
    """

    id: int
    rule: str
    subject: str
    channel: str
    path: str
    text: str
    observed: str
    seen_at: datetime
    source: str = ""
    fetched_url: str = ""
    unit: str = ""
    fields: frozenset[str] = frozenset()
    missing_since: date | None = None
    last_event: int = 0
    cause: str = ""
    url: str = ""
    item_name: str = ""
    content: str = ""
    places: frozenset[Place] = frozenset()
    crash: bool = False
    verdict: str = ""
    flips: int = 0
    """How often it went and came back in the last fourteen days."""

    @property
    def key(self) -> Key:
        return self.rule, self.subject, self.channel

    @property
    def stood_at(self) -> frozenset[Place]:
        """Every place that must be read before the text can be called gone; none for a duty without page."""
        return self.places or frozenset({(self.source, self.fetched_url)} if self.fetched_url else ())


@dataclass(frozen=True, slots=True)
class Seen:
    """One good visit that gave evidence about a subject.

    `fetched_url` is the to-do's key, `url` what a person opens, `fields` are those that were filled,
    `content` the hash of what the evidence says.
    """

    source: str
    fetched_url: str
    fetched_at: datetime
    url: str = ""
    fields: frozenset[str] = frozenset()
    unreadable: str = ""
    content: str = ""

    @property
    def place(self) -> Place:
        return self.source, self.fetched_url


@dataclass(frozen=True, slots=True)
class Night:
    """What one run saw and what it missed.

    `seen` is keyed by (subject, channel), `misses` by (source, fetched address). `suspect` names
    (source, unit) that close nothing, unit "" for the whole source; `gaps` the units of which not all
    was read; `withdrawn` the findings that our own new rules or readers no longer find in the old
    reading. `only` limits the run to these findings (a re-check); None is a whole night. `visited` are
    the addresses that answered, with or without evidence; `before` the (subject, channel) of the last
    accepted night, without which no item is recognised under a new code or at a new address. `already` are
    texts that today's rules and readers find in the old pages too: they are no news of the unit.
    """

    day: date
    at: datetime
    rulings: Sequence[Ruling]
    seen: Mapping[tuple[str, str], Sequence[Seen]]
    misses: Mapping[Place, Reason] = field(default_factory=dict)
    suspect: Mapping[tuple[str, str], str] = field(default_factory=dict)
    gaps: Mapping[str, str] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    withdrawn: frozenset[int] = frozenset()
    only: frozenset[int] | None = None
    visited: frozenset[Place] = frozenset()
    before: frozenset[tuple[str, str]] = frozenset()
    already: frozenset[Found] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """What to write: for a known finding, or for a new one (`known` is None).

    `places` are where the text stands now, `subject` the new subject of a finding whose item moved.
    """

    what: What
    known: Known | None = None
    judgement: Judgement | None = None
    reading: Seen | None = None
    reason: str = ""
    at: datetime | None = None
    missing_since: date | None = None
    places: frozenset[Place] = frozenset()
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """A night, looked at from every side that the comparison needs."""

    night: Night
    read: frozenset[Place]
    by_place: Mapping[Place, Sequence[Seen]]
    urls: frozenset[str]
    found: Mapping[Key, Sequence[Judgement]]
    ran: frozenset[str]
    crashed: frozenset[Key]

    def readings(self, known: Known) -> Sequence[Seen]:
        """The good readings of a finding's subject."""
        return self.night.seen.get((known.subject, known.channel), ())

    def at(self, place: Place) -> Sequence[Seen]:
        """What was read at a place, whatever it is about."""
        return self.by_place.get(place, ())

    def missed(self, place: Place) -> Reason | None:
        """Why a place was not read; None when it was, or was not tried."""
        return None if place in self.read else self.night.misses.get(place)

    def is_stale(self, judgement: Judgement) -> bool:
        """Does this judgement lean on an earlier reading of a page that could not be read this time?"""
        origin = judgement.subject.origin
        if not origin.url or origin.url in self.urls:
            return False
        return any(
            (origin.source, address) in self.night.misses for address in (origin.fetched_url, origin.url)
        )


def look(night: Night) -> Sight:
    """Arrange what a night brought."""
    readings = [reading for found in night.seen.values() for reading in found]
    by_place: dict[Place, list[Seen]] = defaultdict(list)
    for reading in readings:
        by_place[reading.place].append(reading)
    found: dict[Key, list[Judgement]] = defaultdict(list)
    crashed, ran = set(), set()
    for ruling in night.rulings:
        key = ruling.rule, ruling.subject.key, ruling.subject.channel.value
        found[key].extend(ruling.judgements)
        if any(is_crash(judgement) for judgement in ruling.judgements):
            crashed.add(key)
        else:
            ran.add(ruling.rule)
    return Sight(
        night,
        read=frozenset(by_place) | night.visited,
        by_place=by_place,
        urls=frozenset(reading.url for reading in readings),
        found=dict(found),
        ran=frozenset(ran),
        crashed=frozenset(crashed),
    )


def is_crash(judgement: Judgement) -> bool:
    """Does this only say that the rule crashed?"""
    return not judgement.field and not judgement.quote and judgement.reason.startswith(CRASHED)
