"""整改情况报告: what became of a unit's issued problems, line by line, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.papers.figures import Counted, Share
from reports.papers.notice import (
    Named,
    Problem,
    due_of,
    how_many,
    period_in_words,
    plan_of,
    problems_of,
    project_of,
)
from reports.papers.paper import Material, Paper
from reports.papers.round import Line
from reports.wording import channel_title, day_in_words, safe, short
from storage.claims import Answer
from storage.outcomes import OUT_OF_THE_RATE, Result, result_from

LONGEST = 300
DONE = (Result.FIXED,)
UNFINISHED = (Result.NOT_FIXED, Result.PARTLY, Result.RELAPSED, Result.PAGE_GONE)
NOT_TOLD = "（单位没有报告）"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger (逐条整改台账)."""

    number: str
    problem: str
    before: str
    after: str
    measures: str
    result: str
    checked: str


@dataclass(frozen=True, slots=True)
class Open:
    """One problem that is not put right, and why it is not, as far as anybody said."""

    number: str
    problem: str
    result: str
    reason: str
    due: str


@dataclass(frozen=True, slots=True)
class Rectification:
    """What the report prints."""

    project: str
    round: str
    unit: str
    plan: str
    period: str
    due: date | None
    as_of: date
    office: str
    total: Counted
    fixed: Counted
    unfinished: Counted
    disputed: Counted
    rate: Share
    results: tuple[Named, ...]
    apart: tuple[Named, ...]
    """What is in no rate: withdrawn, escalated, not verified."""
    entries: tuple[Entry, ...]
    open: tuple[Open, ...]


def rectification(given: Material) -> Rectification | None:
    """The report of one unit; None before anything was issued to it."""
    facts, lines = given.facts, given.lines
    if given.unit is None or not given.unit.name or not lines or facts.is_draft:
        return None
    problems = problems_of(lines)
    in_rate = [one for one in problems if outcome(one) not in OUT_OF_THE_RATE]
    fixed, left = of(in_rate, DONE), of(in_rate, UNFINISHED)
    return Rectification(
        project=project_of(facts), round=facts.round, unit=given.unit.name, plan=plan_of(facts),
        period=period_in_words(facts.period), due=due_of(facts, lines), as_of=facts.as_of,
        office=facts.letterhead.office,
        total=how_many(problems), fixed=how_many(fixed), unfinished=how_many(left),
        disputed=how_many(one for one in problems if any(is_disputed(line) for line in one)),
        rate=Share(how_many(fixed), how_many(in_rate)),
        results=named(in_rate), apart=named([one for one in problems if one not in in_rate]),
        entries=tuple(map(entry, lines)),
        open=tuple(still_open(line) for one in left for line in one if line.result is not Result.FIXED),
    )  # fmt: skip


def outcome(problem: Problem) -> Result:
    """What became of a problem, from all its places."""
    return result_from([line.status for line in problem])


def is_disputed(line: Line) -> bool:
    return line.checked is not None and line.checked.kind is Answer.DISPUTED


def of(problems: Sequence[Problem], results: Sequence[Result]) -> list[Problem]:
    return [one for one in problems if outcome(one) in results]


def named(problems: Sequence[Problem]) -> tuple[Named, ...]:
    """How many came to each result that occurs."""
    found = ((one, how_many(of(problems, [one]))) for one in Result)
    return tuple(Named(one.value, count) for one, count in found if count)


def entry(line: Line) -> Entry:
    told = line.claimed
    is_gone = line.result is Result.FIXED
    return Entry(
        number=line.number,
        problem=problem(line),
        before=short(line.quote, LONGEST),
        after="原文已不在" if is_gone else short(line.quote_now or line.quote, LONGEST),
        measures=safe(told.note, LONGEST) if told and told.note else (told.label if told else NOT_TOLD),
        result=line.result.value,
        checked=day_in_words(
            line.last_seen.date() if not is_gone or line.fixed_at is None else line.fixed_at.date()
        ),
    )


def problem(line: Line) -> str:
    """The item, the channel and what was wrong."""
    where = "，".join(
        filter(None, (short(line.item_name, 60), channel_title(line.channel) if line.channel else ""))
    )
    return f"{where}：{short(line.message, LONGEST)}" if where else short(line.message, LONGEST)


def still_open(line: Line) -> Open:
    """Why it is open: the unit's own words to it, or what kept it from being verified."""
    told = line.checked
    reason = (told.note if told and told.note else "") or line.observed_reason or NOT_TOLD
    return Open(
        line.number, problem(line), line.result.value, safe(reason, LONGEST),
        day_in_words(line.due) if line.due else "",
    )  # fmt: skip


PAPER = Paper("整改情况报告", rectification, "整改情况报告.docx")
