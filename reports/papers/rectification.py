"""整改情况报告: what became of issued problems, of a unit line by line, of the county by its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.papers.counting import Named, how_many, problems_of
from reports.papers.drawings import Photo
from reports.papers.figures import Counted
from reports.papers.outcomes import UNFINISHED, Outcomes, Problem, by_result, of, outcomes
from reports.papers.paper import Material, Paper
from reports.papers.phrases import due_of, period_in_words, plan_of, project_of, title_of
from reports.papers.round import Line, RoundFacts
from reports.papers.table_sheet import Column, Sheet, workbook
from reports.wording import (
    address_shown,
    channel_title,
    clock,
    criterion_in_words,
    criterion_order,
    day_in_words,
    safe,
    short,
)
from storage import pictures
from storage.models import Picture
from storage.outcomes import OUT_OF_THE_RATE, Result
from storage.visits import Pruned

LONGEST = 200
NOT_TOLD = "（单位没有报告）"
MOST_PAIRS = 60
"""So many pictures before and after stand in a report; the others are in the evidence package."""
PICTURE_WIDTH, PICTURE_HEIGHT = 92.0, 108.0
Shown = tuple[Picture | None, Picture | None]
"""The newest picture of a text, and the one of its place without it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger (逐条整改台账)."""

    number: str
    unit: str
    criterion: str
    problem: str
    before: str
    after: str
    measures: str
    result: str
    checked: str
    address: str
    pictures: str


@dataclass(frozen=True, slots=True)
class Open:
    """One problem that is not put right, and why it is not, as far as anybody said."""

    number: str
    problem: str
    result: str
    reason: str
    due: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """A unit with problems left: how many, of which results, and what it said to them."""

    name: str
    left: Counted
    kinds: tuple[Named, ...]
    reason: str
    due: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The same place before and after it was put right."""

    number: str
    before: Photo
    after: Photo
    said_before: str
    said_after: str


@dataclass(frozen=True, slots=True)
class Rectification:
    """What the report of a unit prints."""

    project: str
    round: str
    unit: str
    plan: str
    period: str
    due: date | None
    as_of: date
    office: str
    total: Outcomes
    results: tuple[Named, ...]
    apart: tuple[Named, ...]
    """What is in no rate: withdrawn, escalated, not verified."""
    entries: tuple[Entry, ...]
    open: tuple[Open, ...]
    pairs: tuple[Pair, ...]
    more_pairs: int
    """How many more pairs there are than are printed."""


@dataclass(frozen=True, slots=True)
class CountyRectification:
    """What the county's report prints; its Excel file has every line."""

    project: str
    round: str
    county: str
    plan: str
    period: str
    due: date | None
    as_of: date
    office: str
    total: Outcomes
    results: tuple[Named, ...]
    apart: tuple[Named, ...]
    departments: tuple[Outcomes, ...]
    townships: tuple[Outcomes, ...]
    criteria: tuple[Outcomes, ...]
    leftovers: tuple[Leftover, ...]
    entries: tuple[Entry, ...]


def rectification(given: Material) -> Rectification | None:
    """The report of one unit; None before anything was issued to it."""
    facts, lines = given.facts, given.lines
    if given.unit is None or not given.unit.name or not lines or facts.is_draft:
        return None
    problems = problems_of(lines)
    counting, apart = parted(problems)
    shown = shown_of(given, lines)
    pairs = tuple(pairs_of(given, lines, shown))
    return Rectification(
        project=project_of(facts), round=facts.round, unit=given.unit.name, plan=plan_of(facts),
        period=period_in_words(facts.period), due=due_of(facts, lines), as_of=facts.as_of,
        office=facts.letterhead.office, total=outcomes(given.unit.name, problems),
        results=by_result(counting), apart=by_result(apart),
        entries=tuple(ledger(given, shown)), open=tuple(still_open(facts, counting)),
        pairs=pairs, more_pairs=sum(1 for one in shown.values() if all(one)) - len(pairs),
    )  # fmt: skip


def county_rectification(given: Material) -> CountyRectification | None:
    """The report of the county; None before anything was issued."""
    facts = given.facts
    own = [(one, problems_of(one.lines)) for one in given.by_unit if one.lines]
    if facts.is_draft or not own:
        return None
    problems = [problem for _, found in own for problem in found]
    counting, apart = parted(problems)
    lines = [line for one, _ in own for line in one.lines]
    return CountyRectification(
        project=project_of(facts), round=facts.round, county=facts.county, plan=plan_of(facts),
        period=period_in_words(facts.period), due=due_of(facts, lines), as_of=facts.as_of,
        office=facts.letterhead.office, total=outcomes("合计", problems), results=by_result(counting),
        apart=by_result(apart),
        departments=tuple(outcomes(one.name, found) for one, found in own if not is_township(one)),
        townships=tuple(outcomes(one.name, found) for one, found in own if is_township(one)),
        criteria=by_criterion(problems), leftovers=tuple(leftovers(own)),
        entries=tuple(made for one, _ in own for made in ledger(one, shown_of(one, one.lines))),
    )  # fmt: skip


def is_township(one: Material) -> bool:
    return one.unit is not None and one.unit.is_township


def parted(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The problems that the rate counts, and those that it leaves out."""
    apart = of(problems, OUT_OF_THE_RATE)
    left_out = set(map(id, apart))
    return [one for one in problems if id(one) not in left_out], apart


def by_criterion(problems: Sequence[Problem]) -> tuple[Outcomes, ...]:
    """A line for each criterion with problems, as the plan counts them."""
    groups: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        groups[one[0].indicator].append(one)
    return tuple(
        outcomes(f"{criterion_in_words(key)} {title_of(key)}", groups[key])
        for key in sorted(groups, key=criterion_order)
    )


def ledger(given: Material, shown: dict[str, Shown]) -> Iterator[Entry]:
    """Every line of a unit."""
    return (entry(given.facts, line, shown) for line in given.lines)


def entry(facts: RoundFacts, line: Line, shown: dict[str, Shown]) -> Entry:
    told = line.claimed
    is_gone = line.result is Result.FIXED
    before, after = shown.get(line.finding, (None, None))
    day = line.fixed_at if is_gone and line.fixed_at is not None else line.last_seen
    return Entry(
        number=line.number,
        unit=line.unit,
        criterion=line.indicator,
        problem=problem(facts, line),
        before=short(line.quote, LONGEST) or "（没有原文可摘：缺少内容）",
        after="原文已不在" if is_gone else short(line.quote_now or line.quote, LONGEST) or "仍缺少",
        measures=safe(told.note, LONGEST) if told and told.note else (told.label if told else NOT_TOLD),
        result=line.result.value,
        checked=clock(day).partition(" ")[0],
        address=address_shown(line.url),
        pictures="→".join(pictures.name_of(one) for one in (before, after) if one is not None),
    )


def problem(facts: RoundFacts, line: Line) -> str:
    """The item, the channel and what was wrong, shortly: the whole sentence stands in the issue list."""
    rule = facts.rules.get(line.rule)
    channel = channel_title(line.channel) if line.channel else ""
    where = "，".join(filter(None, (short(line.item_name, 60), channel)))
    what = rule.title if rule else short(line.message, LONGEST)
    return f"{where}：{what}" if where else what


def still_open(facts: RoundFacts, problems: Sequence[Problem]) -> Iterator[Open]:
    """Why each is open: the unit's own words to it, or what kept it from being verified."""
    for found in of(problems, UNFINISHED):
        for line in found:
            if line.result is not Result.FIXED:
                due = day_in_words(line.due) if line.due else ""
                yield Open(line.number, problem(facts, line), line.result.value, why_open(line), due)


def why_open(line: Line) -> str:
    told = line.checked
    return safe((told.note if told and told.note else "") or line.observed_reason or NOT_TOLD, LONGEST)


def leftovers(own: Sequence[tuple[Material, Sequence[Problem]]]) -> Iterator[Leftover]:
    """The units with problems left."""
    for one, problems in own:
        left = of(problems, UNFINISHED)
        lines = [line for found in left for line in found if line.result is not Result.FIXED]
        said = dict.fromkeys(text for line in lines if (text := why_open(line)) != NOT_TOLD)
        due = max((line.due for line in lines if line.due), default=None)
        if left:
            told = short("；".join(list(said)[:3]), LONGEST) or NOT_TOLD
            day = day_in_words(due) if due else ""
            yield Leftover(one.name, how_many(left), by_result(left), told, day)


def shown_of(given: Material, lines: Sequence[Line]) -> dict[str, Shown]:
    """The pictures of each line before and after, by finding."""
    numbers = {int(line.finding[1:]): line.finding for line in lines if line.picture}
    found = pictures.of_findings(given.session, numbers)
    return {numbers[number]: pictures.before_and_after(made) for number, made in found.items()}


def pairs_of(given: Material, lines: Sequence[Line], shown: dict[str, Shown]) -> Iterator[Pair]:
    """The pictures of what was put right, as many as a report holds."""
    both = [(line, *shown[line.finding]) for line in lines if all(shown.get(line.finding, (None, None)))]
    for line, before, after in both[:MOST_PAIRS]:
        assert before is not None and after is not None
        yield Pair(
            line.number, photo(given, before, line), photo(given, after, line),
            said(before, "整改前"), said(after, "整改后"),
        )  # fmt: skip


def photo(given: Material, picture: Picture, line: Line) -> Photo:
    try:
        data = pictures.body(given.session, picture)
    except Pruned:
        data = b""
    return Photo(data, PICTURE_WIDTH, PICTURE_HEIGHT, f"{line.number} {pictures.name_of(picture)}")


def said(picture: Picture, when: str) -> str:
    return f"{when}（{pictures.name_of(picture)}，{clock(picture.taken_at)}截）"


COLUMNS = (
    Column("number", "问题编号", 26), Column("unit", "责任单位", 18), Column("criterion", "指标", 10),
    Column("problem", "原问题", 36), Column("before", "整改前原文", 36), Column("after", "整改后", 30),
    Column("measures", "单位报告的整改措施", 30), Column("result", "核验结果", 12),
    Column("checked", "核验日期", 12), Column("address", "页面网址", 36), Column("pictures", "截图前后", 18),
)  # fmt: skip
OUTCOME_COLUMNS = (
    Column("name", "名称", 34), Column("issued", "下发", 8), Column("fixed", "整改到位", 10),
    Column("partly", "部分整改", 10), Column("not_fixed", "未整改", 10), Column("relapsed", "反弹", 8),
    Column("page_gone", "页面下线待核", 14), Column("unverified", "无法核验", 10),
    Column("apart", "不计入", 10), Column("rate", "整改率", 10),
)  # fmt: skip


def unit_sheet(given: Any) -> bytes:
    """The ledger of a unit as a workbook."""
    title = f"{given.project}{given.round}整改台账（{given.unit}，截至{day_in_words(given.as_of)}）"
    return workbook([Sheet("整改台账", title, COLUMNS, given.entries)], given.as_of)


def county_sheet(given: Any) -> bytes:
    """The ledger of the county with the tables by unit and criterion."""
    head = f"{given.project}{given.round}整改"
    until = f"（{given.county}，截至{day_in_words(given.as_of)}）"
    units = (*given.departments, *given.townships, given.total)
    return workbook(
        [
            Sheet("整改台账", f"{head}台账{until}", COLUMNS, given.entries),
            Sheet("各单位", f"{head}情况{until}", OUTCOME_COLUMNS, units),
            Sheet("各指标", f"{head}情况{until}", OUTCOME_COLUMNS, (*given.criteria, given.total)),
        ],
        given.as_of,
    )


PAPER = Paper("整改情况报告", rectification, "整改情况报告.docx", unit_sheet)
COUNTY_PAPER = Paper(
    "整改情况报告", county_rectification, "整改情况报告（全县）.docx", county_sheet, is_for_county=True
)
