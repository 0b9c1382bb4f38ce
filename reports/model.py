"""Exactly what the pages print: one frozen dataclass a page, every number and word decided already."""

from __future__ import annotations

from dataclasses import dataclass

from counties.plan import Inconsistency
from counties.profile import Letterhead


@dataclass(frozen=True, slots=True)
class Head:
    """What every page says at its top and bottom; `home` leads back to the overview."""

    county: str
    title: str
    as_of: str
    run_times: str
    letterhead: Letterhead
    home: str = ""
    warnings: tuple[str, ...] = ()
    """Sentences that must not be overlooked: what could not be verified, and what that means."""
    remarks: tuple[str, ...] = ()
    """Smaller gaps, told without alarm."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A label with its number; `tone` chooses the colour."""

    label: str
    count: int
    tone: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a problem stands (or stood)."""

    channel: str
    address: str
    link: str
    seen: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The same problem of one item; `spread` over several places, each with a status of its own."""

    number: int
    indicator: str
    item: str
    code: str
    signed: str
    description: str
    doubt: str
    quote: str
    places: tuple[Place, ...]
    spread: bool
    severity: str
    severity_tone: str
    advice: str
    status: str
    status_tone: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The problems that one rule found in one unit, with what the rule leans on."""

    indicator: str
    title: str
    basis: tuple[str, ...]
    count: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The issue list (评估问题清单) of one unit, or of what has no unit yet."""

    head: Head
    unit: str
    intro: str
    labels: tuple[Tally, ...]
    groups: tuple[Group, ...]
    closed: tuple[Group, ...]
    nothing: str
    checked: tuple[str, ...]
    assigned: bool = True


@dataclass(frozen=True, slots=True)
class SourceRow:
    """How much of one source was read."""

    source: str
    channel: str
    planned: int
    fetched: int
    missed: int
    share: str
    state: str
    tone: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the list of units; `bar` holds the widths, in percent, of its severities."""

    name: str
    link: str
    kind: str
    guides: str
    remark: str
    tone: str
    problems: int = 0
    places: int = 0
    severities: tuple[Tally, ...] = ()
    bar: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the matrix of units and criteria."""

    text: str
    tone: str
    hint: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One unit's line in the matrix."""

    name: str
    link: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion over all units."""

    criterion: str
    short: str
    title: str
    rules: str
    problems: int
    places: int
    units: int
    severities: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of this night."""

    unit: str
    link: str
    item: str
    title: str
    channel: str
    severity: str
    severity_tone: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The changes of one kind; `more` says how many are not listed."""

    kind: str
    tone: str
    count: int
    rows: tuple[ChangeRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The county on one page."""

    head: Head
    verdict: str
    severities: tuple[Tally, ...]
    statuses: tuple[Tally, ...]
    changes: tuple[ChangeGroup, ...]
    sources: tuple[SourceRow, ...]
    units: tuple[UnitRow, ...]
    unassigned: UnitRow | None
    matrix: tuple[MatrixRow, ...]
    criteria: tuple[CriterionRow, ...]
    notes: tuple[str, ...]
    has_scores: bool = False


@dataclass(frozen=True, slots=True)
class MissRow:
    """An address that was not read."""

    address: str
    link: str
    reason: str


@dataclass(frozen=True, slots=True)
class MissGroup:
    """What was not read of one source; `more` says how many addresses are not listed."""

    source: SourceRow
    rows: tuple[MissRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class UnverifiedPage:
    """Everything that could not be verified in this night."""

    head: Head
    intro: str
    groups: tuple[MissGroup, ...]
    silent_units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """Method, limits and the reading of the plan (数据与口径说明)."""

    head: Head
    plan: str
    method: tuple[str, ...]
    statuses: tuple[tuple[str, str], ...]
    inconsistencies: tuple[Inconsistency, ...]
    rules: tuple[CriterionRow, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One unit in a table of scores; `place` is empty where no ranking is asked for."""

    place: str
    unit: str
    anchor: str
    total: str
    grade: str
    items: str
    remark: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One criterion of one unit: its score, how it was worked out, the findings that count."""

    criterion: str
    title: str
    weight: str
    score: str
    working: str
    problems: str


@dataclass(frozen=True, slots=True)
class ScoreDetail:
    """The score sheet of one unit, and the criteria that were left out with the reason."""

    unit: str
    anchor: str
    lines: tuple[ScoreLine, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class ScorePage:
    """Scores with everything that is needed to work them out again."""

    head: Head
    method: tuple[str, ...]
    tables: tuple[tuple[str, tuple[ScoreRow, ...]], ...]
    details: tuple[ScoreDetail, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All pages of one report; unit pages by file name."""

    overview: Overview
    units: tuple[tuple[str, UnitPage], ...]
    unassigned: UnitPage | None
    unverified: UnverifiedPage
    notes: NotesPage
    scores: ScorePage | None = None
