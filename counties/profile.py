"""A county as it is configured: its channels, its units, its evaluation calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from checks.evidence import Channel, OneThing, Unit
from checks.scores import Scheme
from counties.notify import Notify
from counties.plan import Plan
from counties.units import Naming, UnitNames

RawTable = Mapping[str, object]


class Adapter(StrEnum):
    """How a source is read: a web site, the province's interface, a folder, or listed pages alone."""

    SITE = "site"
    HNZWFW = "hnzwfw"
    FOLDER = "folder"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Source:
    """One place where the county publishes.

    A listed source may have both addresses and a folder of saved pages. `max_pages` and `delay` (seconds)
    are None when the profile leaves them to the crawler; `parallel` is the number of requests in flight
    for one host.
    """

    name: str
    channel: Channel
    start_urls: tuple[str, ...] = ()
    path: Path | None = None
    adapter: Adapter = Adapter.SITE
    allow: tuple[str, ...] = ()
    render: bool = False
    max_pages: int | None = None
    delay: float | None = None
    parallel: int = 1
    area_code: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that belong to this source: those of its start pages and the allowed ones."""
        started = (urlsplit(url).hostname or "" for url in self.start_urls)
        return tuple(dict.fromkeys((*started, *self.allow)))


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A unit of the county. `confirmed` is False while the office has not vouched for the entry."""

    name: str
    kind: str = "department"
    aliases: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    lead_of: tuple[str, ...] = ()
    uscc: str = ""
    contact: str = ""
    code: str = ""
    confirmed: bool = True
    note: str = ""

    @property
    def unit(self) -> Unit:
        """The unit as rules see it."""
        return Unit(self.name, self.kind, self.lead_of)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that this unit goes by, its own first."""
        return (self.name, *self.aliases, *self.predecessors)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of Beijing days."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Rounds:
    """The evaluation calendar; what the plan does not fix is None."""

    self_check: Interval | None = None
    self_report_due: date | None = None
    round_one: Interval | None = None
    list_issued: date | None = None
    rectify_by: date | None = None
    round_two: Interval | None = None
    report: Interval | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The [report] table: what stands at the head and foot of reports; what is unknown stays empty."""

    office: str = ""
    project: str = ""
    assessor: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The [pictures] table: the most screenshots of a night, and whether styles are fetched for them."""

    per_night: int = 200
    styles: bool = True


@dataclass(frozen=True)
class Profile:
    """Everything that is particular to one county.

    `within` names the province and the city, from the outside in; `document_prefix` the words that
    the county government's own document numbers begin with; `plan` is what stands in plan.toml beside
    the profile; `exports` are the county's own headings of columns, by kind of export and column.
    `rules` is the table as written: whoever uses it checks it. `notify` is None where nobody is told.
    `scores` is None where none are given. `keep_days` is how long what nothing needs any more is kept;
    `pictures` how many screenshots a night takes.
    """

    name: str
    code: str
    folder: Path
    sources: tuple[Source, ...]
    units: tuple[UnitProfile, ...] = ()
    contact: str = ""
    within: tuple[str, ...] = ()
    document_prefix: tuple[str, ...] = ()
    departments: int | None = None
    townships: int | None = None
    one_things: tuple[OneThing, ...] = ()
    rounds: Rounds | None = None
    rules: Mapping[str, RawTable] = field(default_factory=dict)
    exports: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    report: Letterhead = field(default_factory=Letterhead)
    plan: Plan | None = None
    notify: Notify | None = None
    scores: Scheme | None = None
    keep_days: int = 550
    pictures: Pictures = field(default_factory=Pictures)

    @cached_property
    def names(self) -> UnitNames[UnitProfile]:
        """The names of all units, ready to be looked up."""
        return UnitNames(
            self.name,
            self.within,
            {unit: (unit.name, *unit.aliases) for unit in self.units},
            {unit: unit.predecessors for unit in self.units},
        )

    def unit_named(self, text: str) -> UnitProfile | None:
        """The one unit that this text names; None when it names none or more than one."""
        return self.names.find(text)

    def naming(self, text: str) -> Naming[str]:
        """Whom this text names, by the names of the profile, with the reason."""
        found = self.names.look_up(text)
        return Naming(tuple(unit.name for unit in found.units), found.reason, found.former, found.foreign)

    def unit_name(self, text: str) -> str:
        """The name of the one unit that this text names, or ""."""
        return self.naming(text).unit or ""

    def source_named(self, name: str) -> Source | None:
        """The source of this name."""
        return next((source for source in self.sources if source.name == name), None)
