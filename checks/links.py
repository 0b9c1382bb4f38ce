"""Links that did not open: what was seen of each address, on which days; pages as places of the site.

A link is broken when the server itself says so on two different days; what timed out or was refused by a
site's protection proves nothing, and neither does an outage of the whole site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checks.evidence import Channel, Guide

OUTAGE_SHARE = 0.2
FEW = 5
"""Up to so many links that fail on one host are no outage, however small the site is."""

Place = tuple[str, str]
"""A source and a host of it."""


class Answer(StrEnum):
    """What an address answered this time."""

    GONE = "gone"
    """The server says that it does not exist."""
    NO_FILE = "no-file"
    """Something came, but an error page or a damaged file in place of what was wanted."""
    UNKNOWN = "unknown"
    """Nothing can be said: a timeout, a block, an error of the server, a limit of ours."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that was not read this time.

    `called` is how the page names it, `holder` the key of the page that leads there; `gone_on` are the days
    since it was last read on which it answered that it does not exist (Answer.GONE or NO_FILE), the last
    one first seen last; `day` is the day of this night.
    """

    address: str
    called: str
    source: str
    channel: Channel
    holder: str
    holder_url: str
    unit: str
    is_file: bool
    answer: Answer
    why: str
    day: date
    gone_on: tuple[date, ...] = ()

    @property
    def is_lasting(self) -> bool:
        """Did it fail on another day as well? A clock that was set back changes nothing of that."""
        return any(one != self.day for one in self.gone_on)


@dataclass(frozen=True, slots=True)
class Links:
    """What a night found of a county's links: those that failed, by source; and what was followed at all."""

    failed: tuple[Link, ...] = ()
    followed: frozenset[str] = frozenset()
    """The sources whose links were followed this night without an outage."""

    def of(self, source: str) -> tuple[Link, ...]:
        """The failed links of a source."""
        return tuple(link for link in self.failed if link.source == source)


@dataclass(frozen=True, slots=True)
class GuideFiles:
    """A guide with those of its files that could not be read; `links` are in the order of the guide."""

    guide: Guide
    links: tuple[Link, ...] = field(default=())


def guide_files(guide: Guide, links: Links) -> GuideFiles | None:
    """The failed files of a guide; None where its files were not followed this night."""
    if guide.origin.source not in links.followed:
        return None
    failed = {link.address: link for link in links.of(guide.origin.source)}
    return GuideFiles(guide, tuple(failed[one.url] for one in guide.attachments if one.url in failed))


def host_of(address: str) -> str:
    """The host of an address, with its port."""
    return address.partition("://")[2].partition("/")[0]


def without_outages(failed: Iterable[Link], tried: Mapping[Place, int]) -> Links:
    """The links of sources on whose hosts no more failed than single links do.

    `tried` counts the addresses of each source by host.
    """
    failed = tuple(failed)
    counts = Counter((link.source, host_of(link.address)) for link in failed)
    out = {place for place, count in counts.items() if count > max(FEW, tried.get(place, 0) * OUTAGE_SHARE)}
    troubled = {source for source, _ in out}
    sound = frozenset(source for source, _ in tried if source not in troubled)
    return Links(tuple(link for link in failed if link.source in sound), sound)
