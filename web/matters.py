"""A unit's problems as its people see them: one line for all places of a problem, the most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from reports.gather import finding_views
from reports.problems import TONES, Grouped, group_problems, on_all_channels
from storage import deadlines, disputes, queue
from storage.claims import CHECKED, Answer
from storage.findings import public_id
from storage.models import Claim, FindingRow
from storage.status import status
from web.desk import the_desk

MOST = 5000
LATE = "已超期"
ORDER = (
    "待整改", "复发", "部分整改", "待核实", "待复核", LATE, "已整改", "误报", "上级要素", "页面已取消",
    "已撤销",
)  # fmt: skip
"""How the counts follow one another."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One problem with all its places; the first finding speaks for it.

    `again` when it was put right, has come back and was not issued anew; `said` is what the unit answered
    last, "" when nothing, and `disputed` that the office has not decided on its objection; `paper` is its
    number on the issued list.
    """

    rows: tuple[FindingRow, ...]
    message: str
    status: str
    is_open: bool
    due: date | None
    late: bool
    again: bool
    said: str
    disputed: bool
    paper: str

    @property
    def first(self) -> FindingRow:
        """The finding that speaks for all."""
        return self.rows[0]

    @property
    def tone(self) -> str:
        """The colour class of its status."""
        return TONES.get(self.status, "closed")

    def days_left(self, today: date) -> int:
        """How many days there are until its day; below 0 once it has passed."""
        return ((self.due or today) - today).days


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that was issued to a unit."""

    open: tuple[Matter, ...]
    closed: tuple[Matter, ...]

    @property
    def disputed(self) -> tuple[Matter, ...]:
        """What the unit objects to and the office has not decided on since."""
        return tuple(one for one in self.open if one.disputed)

    @property
    def counts(self) -> tuple[tuple[str, int, str], ...]:
        """The line of counts, each a word with its number and colour; what does not occur is left out."""
        counted = Counter(matter.status for matter in (*self.open, *self.closed))
        counted[LATE] = sum(matter.late for matter in self.open)
        tones = {**TONES, LATE: "again"}
        return tuple((word, counted[word], tones.get(word, "closed")) for word in ORDER if counted[word])


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a unit's findings beside themselves."""

    late: Mapping[int, str]
    numbers: Mapping[int, str]
    checks: Mapping[int, Claim]
    reports: Mapping[int, Claim]
    disputed: Mapping[int, str]


def board(session: Session, unit: str) -> Board:
    """What was issued to a unit, as problems: what is late first, then by day, then the gravest."""
    desk = the_desk()
    rows = queue.page(session, desk.county, queue.Chosen(unit=unit, issued_only=True), limit=MOST)
    ids = [row.id for row in rows]
    known = Known(
        deadlines.overdue(session, desk.county, desk.today, unit=unit),
        deadlines.numbers(session, desk.county, unit),
        deadlines.answers_of(session, ids, CHECKED),
        deadlines.reported(session, ids),
        disputes.undecided(session, desk.county, unit=unit),
    )
    matters = [matter(problem, rows, known) for problem, rows in problems(rows)]
    pressing = sorted((one for one in matters if one.is_open), key=urgency)
    return Board(tuple(pressing), tuple(one for one in matters if not one.is_open))


def problems(rows: Sequence[FindingRow]) -> Iterable[tuple[Grouped, tuple[FindingRow, ...]]]:
    """The problems of these findings, each with its rows in the order of its places."""
    by_number = {public_id(row): row for row in rows}
    for problem in group_problems(finding_views(rows, {})):
        yield problem, tuple(by_number[finding.id] for finding in problem.findings)


def matter(problem: Grouped, rows: tuple[FindingRow, ...], known: Known) -> Matter:
    """One problem with all that a unit needs to see at a glance."""
    standing = [row for row in rows if status(row) in deadlines.OPEN]
    speaking = standing or list(rows)
    return Matter(
        rows=(*speaking, *(row for row in rows if row not in speaking)),
        message=on_all_channels(problem),
        status=problem.status,
        is_open=problem.is_open,
        due=min((row.due for row in speaking if row.due), default=None),
        late=any(row.id in known.late for row in standing),
        again=any(map(deadlines.waits_to_be_issued, standing)),
        said=next((said for row in speaking if (said := answered(row, known))), ""),
        disputed=any(row.id in known.disputed for row in standing),
        paper=next((known.numbers[row.id] for row in speaking if row.id in known.numbers), ""),
    )


def answered(row: FindingRow, known: Known) -> str:
    """What the unit answered last, and what became of it."""
    report, check = known.reports.get(row.id), known.checks.get(row.id)
    if report is not None and (check is None or report.id > check.id) and status(row) in deadlines.OPEN:
        waits = deadlines.awaits_a_look(row, report)
        return "已报整改，待复查核实" if waits else "报过整改，核实时仍有该问题"
    return f"核对：{Answer(check.kind).label}" if check is not None else ""


def urgency(one: Matter) -> tuple[bool, date, str, int]:
    """What is late first, then by day, then the gravest."""
    return (not one.late, one.due or date.max, one.first.severity, one.first.id)
