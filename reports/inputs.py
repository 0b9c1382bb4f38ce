"""What a report is made from: plain values that the job hands over, nothing that opens a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum

from checks.scores import Scheme
from checks.text.masking import masked_record
from counties.plan import Plan
from counties.profile import Letterhead


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding as exported (one JSON line), with the rule's title and the reason for a review.

    Times and days are the exported texts, ISO 8601 with zone.
    """

    id: str
    rule: str
    indicator: str
    verdict: str
    severity: str
    status: str
    title: str = ""
    unit: str = ""
    item_name: str = ""
    item_code: str = ""
    channel: str = ""
    url: str = ""
    field: str = ""
    quote: str = ""
    message: str = ""
    reason: str = ""
    advice: str = ""
    basis: str = ""
    observed: str = ""
    observed_reason: str = ""
    decided: str = ""
    due: str = ""
    first_seen: str = ""
    last_seen: str = ""
    fixed_at: str = ""
    measured: str = ""
    """Of a missed share: percent reached and percent required, such as "48.0；60"."""
    reopened: int = 0

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> FindingView:
        """Read an exported record: unknown keys are left aside, null is empty, numbers of persons masked."""
        record = masked_record(record)
        texts = {
            known.name: "" if (value := record.get(known.name)) is None else printed(value)
            for known in fields(cls)
            if known.name != "reopened"
        }
        again = record.get("reopened")
        return cls(**texts, reopened=again if isinstance(again, int) else 0)


def printed(value: object) -> str:
    """A value of a record as text; several texts (of a basis) are joined."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return "；".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


class RunState(StrEnum):
    """How a night ended: believed, doubted by a coverage guard, or broken off."""

    ACCEPTED = "accepted"
    SUSPECT = "suspect"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class RunView:
    """The night that is reported.

    `note` says why it is doubted or was broken off, `left_out` what this machine could not do, in Chinese.
    """

    as_of: date
    state: RunState
    started: datetime | None = None
    finished: datetime | None = None
    note: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """An address that was planned and not read, and why, in Chinese."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one source was read.

    `reasons` counts all misses by reason, `misses` may list only some of them; `alarm` is the coverage
    guard's sentence, if it objects.
    """

    source: str
    channel: str
    planned: int
    fetched: int
    failed: int = 0
    misses: tuple[Miss, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    alarm: str = ""

    @property
    def counted(self) -> tuple[tuple[str, int], ...]:
        """How often each reason kept a page from being read, the most frequent first."""
        counts = dict(self.reasons) or Counter(miss.reason for miss in self.misses)
        return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit of the county; `guides` is the number of guides read of it, by source."""

    name: str
    kind: str = "department"
    lead_of: tuple[str, ...] = ()
    guides: Mapping[str, int] = field(default_factory=dict)
    alarm: str = ""
    items: int = 0
    """How many different items were read of it; counted only where scores are given."""
    verified: frozenset[str] = frozenset()
    """The criteria on which anything was seen of it; known only where scores are given."""
    asked: int = 0
    """How many matters its self-check form asks about; 0 where the county has registered no form at all."""
    answered: int = 0


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that ran; `by_hand` when only people can judge, `answers` as the rule says."""

    id: str
    criterion: str
    title: str
    by_hand: bool = False
    answers: str = "unit"
    same_fact: str = ""
    """Rules of different criteria with the same name here speak of one fact, which costs once."""


class ChangeKind(StrEnum):
    """What happened to a finding in a night; the value is the word that the office reads."""

    NEW = "新发现"
    REOPENED = "复发"
    FIXED = "已整改"
    UNKNOWN = "转为待核实"
    GONE = "页面已取消"
    WITHDRAWN = "已撤销"
    TEXT_CHANGED = "文字有改动"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one finding in this night."""

    kind: ChangeKind
    finding: str


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything that the pages of one report are made from."""

    county: str
    run: RunView
    findings: tuple[FindingView, ...]
    coverage: tuple[Coverage, ...]
    units: tuple[UnitView, ...]
    rules: tuple[RuleView, ...]
    criteria: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    letterhead: Letterhead = field(default_factory=Letterhead)
    plan: Plan | None = None
    scores: Scheme | None = None
