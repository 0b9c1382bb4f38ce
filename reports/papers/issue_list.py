"""评估问题清单: the lines of a unit with every column of the form, and the county's summary of all units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial

from reports.papers import issue_sheet
from reports.papers.counting import Counts, counts
from reports.papers.figures import Counted, Of, counted
from reports.papers.issue_columns import TOLD
from reports.papers.outcomes import Problem
from reports.papers.paper import NOBODY, Material, Paper
from reports.papers.phrases import due_of, plan_of, project_of, title_of
from reports.papers.round import Line, RoundFacts
from reports.wording import address_shown, channel_title, day_in_words, moment, safe, severity_label, short
from rules.criteria import CRITERIA, UNSCORED
from storage.outcomes import Result

LONGEST_CELL = 900
"""Signs of one cell on paper: a row must fit on a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line in the words of the form: a text for each column that the office writes, by its key."""

    position: str
    number: str
    unit: str
    indicator: str
    criterion: str
    item: str
    channel: str
    message: str
    quote: str
    address: str
    picture: str
    seen: str
    basis: str
    severity: str
    advice: str
    due: str
    lead: str
    mode: str
    remark: str


assert [one.name for one in fields(Row)] == [column.key for column in TOLD]


@dataclass(frozen=True, slots=True)
class Version:
    """One issued list that lines stem from, with the check value of the record when it was issued."""

    version: int
    document_number: str
    issued_on: date
    head: str
    reason: str
    count: int


@dataclass(frozen=True)
class IssueList:
    """What a list prints. `rows` begins anew with every call: a county's lines are not held all at once."""

    is_draft: bool
    project: str
    county: str
    round: str
    unit: str
    plan: str
    due: date | None
    total: Counted
    versions: tuple[Version, ...]
    office: str
    contact: str
    made_on: date
    lines: tuple[Row, ...] = ()
    rows: Callable[[], Iterable[Row]] = tuple
    units: tuple[Counts, ...] = ()
    """Of the county's list: how many problems each unit has."""
    sums: Counts | None = None


def unit_list(given: Material) -> IssueList | None:
    """The list of one unit; None when it has no line."""
    if given.unit is None or not given.lines:
        return None
    rows = tuple(rows_of(given.facts, given.lines))
    return replace(listed(given, given.lines), lines=rows, rows=lambda: rows)


def county_list(given: Material) -> IssueList | None:
    """The county's list: all lines in the Excel file, on paper the numbers of each unit."""
    told = [(one.name, one.lines) for one in given.by_unit if one.lines]
    if not told:
        return None
    everything = [line for _, lines in told for line in lines]
    units = tuple(counts(unit, "", each(lines), Of.LINES) for unit, lines in told)
    made = listed(given, everything)
    sums = counts("合计", "", each(everything), Of.LINES)
    return replace(made, rows=partial(county_rows, given), units=units, sums=sums)


def each(lines: Iterable[Line]) -> list[Problem]:
    """A list counts its lines, not the problems that several of them may be."""
    return [(line,) for line in lines]


def county_rows(given: Material) -> Iterator[Row]:
    """The lines of all units, numbered through; those of one unit are held at a time."""
    position = 1
    for one in given.by_unit:
        yield from rows_of(given.facts, one.lines, position)
        position += len(one.lines)


def listed(given: Material, lines: Sequence[Line]) -> IssueList:
    """What both kinds of list say."""
    facts = given.facts
    return IssueList(
        is_draft=facts.is_draft, project=project_of(facts), county=facts.county, round=facts.round,
        unit=given.name, plan=plan_of(facts), due=due_of(facts, lines),
        total=counted(line.finding for line in lines), versions=versions(facts, lines),
        office=facts.letterhead.office, contact=facts.letterhead.contact, made_on=facts.as_of,
    )  # fmt: skip


def versions(facts: RoundFacts, lines: Iterable[Line]) -> tuple[Version, ...]:
    """The issued lists that these lines stem from, in their order."""
    found = Counter(line.list_id for line in lines)
    return tuple(
        Version(one.version, one.document_number, one.issued_on, one.head, one.reason, found[one.id])
        for one in facts.lists
        if found[one.id]
    )


def rows_of(facts: RoundFacts, lines: Iterable[Line], start: int = 1) -> Iterator[Row]:
    """The lines as rows, numbered through."""
    for position, line in enumerate(lines, start):
        yield row_of(facts, line, position)


def row_of(facts: RoundFacts, line: Line, position: int) -> Row:
    rule = facts.rules.get(line.rule)
    name = short(line.item_name, 120)
    return Row(
        position=str(position),
        number=line.number,
        unit=line.unit or NOBODY,
        indicator=line.indicator,
        criterion=title_of(line.indicator),
        item=f"{name}（{short(line.item_code, 60)}）" if line.item_code else name,
        channel=channel_title(line.channel),
        message=safe(line.message, LONGEST_CELL),
        quote=safe(line.quote, LONGEST_CELL),
        address=address_shown(line.url),
        picture=line.picture,
        seen=moment(line.seen),
        basis=basis_of(line, safe(line.basis, LONGEST_CELL)),
        severity=f"{rule.title if rule else line.rule}／{severity_label(line.severity)}",
        advice=safe(line.advice, LONGEST_CELL),
        due=line.due_issued.isoformat() if line.due_issued else "",
        lead=facts.leads.get(line.indicator, ""),
        mode=rule.mode if rule else "",
        remark="；".join(remarks(facts, line)),
    )


def basis_of(line: Line, basis: str) -> str:
    """What the rule rests on, then the criterion's own words where the description does not quote them."""
    known = CRITERIA.get(line.indicator)
    told = known is None or not known.text or known.text in line.message
    return (
        basis
        if told or known is None
        else "；".join(part for part in (basis, f"要点：“{known.text}”") if part)
    )


def remarks(facts: RoundFacts, line: Line) -> Iterator[str]:
    """What a reader must know beside the line."""
    if facts.is_draft and line.status == "待复核":
        yield "疑似，待复核"
    if line.indicator == UNSCORED.id:
        yield "附加检查，不计分"
    if line.result is Result.ESCALATED:
        yield "上级统一要素"
    elif line.result is Result.UNVERIFIED:
        yield f"待核实{f'（{short(line.observed_reason, 40)}）' if line.observed_reason else ''}"
    elif line.result is Result.RELAPSED:
        yield "整改后复发"
    if line.due and line.due_issued and line.due > line.due_issued:
        yield f"时限已延至{day_in_words(line.due)}"


UNIT_PAPER = Paper("评估问题清单", unit_list, "评估问题清单.docx", issue_sheet.workbook)
COUNTY_PAPER = Paper(
    "评估问题清单", county_list, "评估问题清单（全县）.docx", issue_sheet.workbook, is_for_county=True
)
