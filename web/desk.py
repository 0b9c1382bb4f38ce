"""What the desk works with: one county's database, profile and rules, and the jobs that others do for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Protocol

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from checks.rule import Rule
from counties.profile import Profile
from storage.database import reading, transaction
from web.held import Held

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the rules say to a text that is not published yet.

    `title` is the rule's, `piece` the number of what was read (Tried.read), `field` the path in its record.
    """

    rule: str
    criterion: str
    title: str
    sure: bool
    severity: str
    where: str
    quote: str
    reason: str
    message: str
    advice: str
    piece: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a text or a part of a file was read as: 办事指南, 清单 or 文章, with everything that was read."""

    kind: str
    title: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying a text or a file; `problem` says why not all of it was read (Chinese)."""

    name: str
    read: tuple[ReadAs, ...] = ()
    said: tuple[Said, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """One answer in a filled-in issue list; `before` is what the unit said until now, and differs."""

    number: str
    row: int
    answer: str
    note: str
    before: str = ""
    before_who: str = ""


@dataclass(frozen=True, slots=True)
class Replied:
    """What a filled-in issue list comes to.

    `new` is or will be stored, `conflicts` only where the list is to be right, nothing where there are
    `mistakes`; `stored` counts what was written.
    """

    file: str
    filled: int = 0
    empty: int = 0
    new: tuple[ReplyLine, ...] = ()
    conflicts: tuple[ReplyLine, ...] = ()
    same: int = 0
    remarks: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    stored: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that a rule would judge otherwise when it is set otherwise."""

    unit: str
    item: str
    channel: str
    quote: str
    message: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What setting a rule otherwise would change on the pages of the last night.

    `problem` says why the settings cannot be taken, or that there is nothing to try them on (Chinese).
    """

    added: tuple[Difference, ...] = ()
    gone: tuple[Difference, ...] = ()
    same: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One finding that was looked at again: its number, and its status before and after."""

    number: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it goes on: its words so far, and how it ended.

    A re-check says of which unit, of which finding if of one only, whether it is the unit's own (of what
    was issued to it), and at its end how each finding stood before and after.
    """

    number: int
    title: str
    who: str
    started_at: datetime
    lines: tuple[str, ...]
    state: str
    """waiting | running | done | failed"""
    unit: str = ""
    finding: str = ""
    issued: bool = False
    checked: tuple[Rechecked, ...] = ()

    @property
    def is_over(self) -> bool:
        """Has it ended, well or not?"""
        return self.state in ("done", "failed")


class Jobs(Protocol):
    """What the desk asks others to do; it never fetches or reads a page itself."""

    def recheck(self, *, who: str, unit: str, finding: str = "", issued: bool = False) -> JobView:
        """Visit a unit's pages again, or those of one of its findings; returns at once.

        The same wish joins the job that waits or runs. With `issued` it is the unit's own wish: only what
        was issued to it is looked at, and while one such job of the unit goes on, any other joins it.
        """

    def night(self, *, who: str) -> JobView:
        """Start the nightly job now; returns at once."""

    def accept(self, *, who: str, run: int, reason: str) -> JobView:
        """Vouch for a doubted run and let its results count; returns at once."""

    def view(self, number: int) -> JobView | None:
        """How a job is getting on."""

    def recent(self) -> Sequence[JobView]:
        """The last jobs, newest first."""

    def next_night(self) -> datetime | None:
        """When the next night starts by itself; None when nights are started by hand."""

    def try_text(self, text: str, *, unit: str = "") -> Tried:
        """What the rules would say to a text; whatever it holds, the desk goes on."""

    def preview(self, rule: str, settings: Mapping[str, object]) -> Preview:
        """What a rule would say otherwise with these settings, on what was read last."""

    def rules_now(self) -> tuple[Rule, ...]:
        """All rules as they are set now."""

    def try_file(self, name: str, data: bytes, *, unit: str = "") -> Tried:
        """What the rules would say to a file (docx, pdf, xlsx …); whatever it holds, the desk goes on."""

    def replies(
        self, name: str, data: bytes, *, unit: str, who: str, overwrite: bool = False, store: bool = False
    ) -> Replied:
        """What a unit's filled-in issue list says; with `store` it is written, `overwrite` as it says."""

    def answered(self, *, who: str) -> None:
        """Self-check answers were stored: have them judged and compared soon; returns at once."""

    def pdf(self, page: str) -> bytes:
        """An HTML page as printed; empty where this machine cannot print."""

    def verified(self) -> Mapping[str, frozenset[str]] | None:
        """By unit the criteria on which the last accepted night had anything to look at; None without one."""

    def look(self, picture: bytes) -> str:
        """What a picture looks like, as checks.answers.ProofFile.look; "" for what is no picture."""


@dataclass(frozen=True)
class Desk:
    """Everything that the pages need; `clock` gives the time of this moment, `secret` signs the sessions."""

    engine: Engine
    profile: Profile
    rules: tuple[Rule, ...]
    out: Path
    jobs: Jobs
    secret: str
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    over_https: bool = False
    held: Held = field(default_factory=Held)

    @property
    def county(self) -> str:
        """The county's name, which all rows of storage bear."""
        return self.profile.name

    @property
    def today(self) -> date:
        """The Beijing day."""
        return self.clock().astimezone(BEIJING).date()

    def asking(self) -> AbstractContextManager[Session]:
        """A view of the database for questions; waits for no writer."""
        return reading(self.engine)

    def changing(self) -> AbstractContextManager[Session]:
        """A transaction."""
        return transaction(self.engine)

    def rule(self, wanted: str) -> Rule | None:
        """The rule of this id."""
        return next((rule for rule in self.rules if rule.id == wanted), None)

    def units(self) -> Iterator[str]:
        """The units' names, in the profile's order."""
        return (unit.name for unit in self.profile.units)


def the_desk() -> Desk:
    """The desk that this request came to."""
    desk = current_app.extensions["desk"]
    assert isinstance(desk, Desk)
    return desk


def renew_rules() -> None:
    """Let this desk go on with the rules as they are set now."""
    desk = the_desk()
    current_app.extensions["desk"] = replace(desk, rules=desk.jobs.rules_now())
