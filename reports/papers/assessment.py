"""第三方评估报告: the evaluation over both rounds, with tables, charts and the statement on method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.model import ScoreLine
from reports.papers.charts import Bars
from reports.papers.counting import Found, Named, by_severity, gravest, how_many, how_many_units
from reports.papers.evaluation import Evaluation, New, UnitResult, evaluation
from reports.papers.figures import Counted
from reports.papers.outcomes import UNFINISHED, Outcomes, Problem, by_result, of, outcomes
from reports.papers.paper import Material, Paper
from reports.papers.phrases import period_in_words, plan_of, project_of, title_of
from reports.papers.round import Line, RoundFacts
from reports.papers.statement import Statement, statement, verified_units
from reports.papers.table_sheet import Column, Sheet, workbook
from reports.wording import (
    address_shown,
    channel_title,
    clock,
    criterion_in_words,
    criterion_order,
    day_in_words,
    moment,
    safe,
    short,
)
from rules.criteria import CRITERIA

MOST_CASES = 3
MOST_COMMON = 8
MOST_BARS = 15
LONGEST = 260


@dataclass(frozen=True, slots=True)
class Case:
    """A telling problem (典型案例)."""

    number: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """What was found on one criterion.

    `failing` units have a problem left or a new one; `passed` is the share of the others among those of
    which anything was seen.
    """

    criterion: str
    title: str
    text: str
    outcomes: Outcomes
    new: Counted
    failing: Counted
    verified: str
    passed: str
    kinds: tuple[Named, ...]
    cases: tuple[Case, ...]
    verified_units: str
    """The units that `verified` counts, and of them those that `failing` counts."""
    failing_units: str


@dataclass(frozen=True, slots=True)
class Common:
    """A sort of problem that many units share, and what is to be done about it."""

    title: str
    count: Counted
    units: Counted
    left: Counted
    advice: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison of both rounds."""

    name: str
    outcomes: Outcomes
    new: Counted


@dataclass(frozen=True, slots=True)
class Located:
    """One line of the catalogue of evidence (证据目录)."""

    number: str
    unit: str
    item: str
    channel: str
    address: str
    seen: str
    snapshot: str
    picture: str


@dataclass(frozen=True, slots=True)
class NewLine:
    """A problem that the second round found besides."""

    number: str
    unit: str
    criterion: str
    item: str
    channel: str
    message: str
    quote: str
    address: str
    seen: str


@dataclass(frozen=True, slots=True)
class UnitScore:
    """How a unit's score was worked out."""

    unit: str
    lines: tuple[ScoreLine, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the report prints."""

    project: str
    county: str
    plan: str
    office: str
    assessor: str
    as_of: date
    period_one: str
    period_two: str
    issued_on: date | None
    due: date | None
    departments_count: int
    townships_count: int
    total: Outcomes
    new: Counted
    severities: tuple[Named, ...]
    results: tuple[Named, ...]
    compared: tuple[Compared, ...]
    criteria: tuple[CriterionResult, ...]
    departments: tuple[UnitResult, ...]
    townships: tuple[UnitResult, ...]
    has_scores: bool
    ranks: bool
    scores: tuple[UnitScore, ...]
    common: tuple[Common, ...]
    chart_criteria: Bars | None
    chart_units: Bars | None
    data: Statement
    evidence: tuple[Located, ...]
    new_lines: tuple[NewLine, ...]


def assessment(given: Material) -> Assessment | None:
    """The report; None before the first round issued anything."""
    found = evaluation(given)
    if found is None:
        return None
    facts, calendar = found.first.facts, found.first.facts.calendar
    criteria = tuple(by_criterion(given, found))
    total = outcomes("合计", found.problems)
    return Assessment(
        project=project_of(facts), county=facts.county, plan=plan_of(facts), office=facts.letterhead.office,
        assessor=facts.letterhead.assessor, as_of=given.facts.as_of,
        period_one=period_in_words(calendar.round_one if calendar else None),
        period_two=period_in_words(calendar.round_two if calendar else None),
        issued_on=facts.lists[0].issued_on if facts.lists else None,
        due=facts.newest.due if facts.newest else None,
        departments_count=len(found.departments), townships_count=len(found.townships),
        total=total, new=how_many(found.new), severities=by_severity(found.problems),
        results=by_result(found.problems), compared=tuple(compared(found, total)), criteria=criteria,
        departments=ordered(found.departments), townships=ordered(found.townships),
        has_scores=found.scores is not None, ranks=found.ranks,
        scores=tuple(UnitScore(one.unit, one.lines, one.left_out) for one in found.scores.details)
        if found.scores
        else (),
        common=tuple(common(facts, found.problems)), chart_criteria=criteria_chart(criteria),
        chart_units=units_chart(found.units), data=statement(given, found),
        evidence=tuple(located(line) for one in found.problems for line in one),
        new_lines=tuple(new_line(one) for problem in found.new for one in problem),
    )  # fmt: skip


def ordered(units: Sequence[UnitResult]) -> tuple[UnitResult, ...]:
    """By place where a ranking is asked for, else as the profile lists them."""
    return tuple(sorted(units, key=lambda one: int(one.place) if one.place.isdigit() else len(units) + 1))


def compared(found: Evaluation, total: Outcomes) -> Iterator[Compared]:
    """Both rounds side by side: departments, townships, everybody."""
    townships = {one.name for one in found.townships}
    for name, is_township in (("县直单位", False), ("乡镇（街道）", True)):
        own = [one for one in found.problems if (one[0].unit in townships) is is_township]
        new = [one for one in found.new if (one[0].unit in townships) is is_township]
        if own or new:
            yield Compared(name, outcomes(name, own), how_many(new))
    yield Compared("合计", total, how_many(found.new))


def by_criterion(given: Material, found: Evaluation) -> Iterator[CriterionResult]:
    """Every criterion of the plan, and what else has problems, as the plan counts them."""
    own: dict[str, list[Problem]] = defaultdict(list)
    new: dict[str, list[tuple[New, ...]]] = defaultdict(list)
    for one in found.problems:
        own[one[0].indicator].append(one)
    for other in found.new:
        new[other[0].indicator].append(other)
    plan = {one for one in CRITERIA if one.startswith("附件")}
    for criterion in sorted({*own, *new, *plan}, key=criterion_order):
        yield criterion_result(given, criterion, own[criterion], new[criterion])


def criterion_result(
    given: Material, criterion: str, problems: Sequence[Problem], new: Sequence[tuple[New, ...]]
) -> CriterionResult:
    standing: list[tuple[Found, ...]] = [*of(problems, UNFINISHED), *new]
    failing = how_many_units(standing)
    seen = verified_units(given, criterion)
    # Who has a problem was seen, whatever the last night could read.
    with_problems = ({one[0].unit for one in problems} | {one[0].unit for one in new}) - {""}
    seen = seen | with_problems if seen is not None else None
    title = title_of(criterion)
    return CriterionResult(
        criterion=criterion_in_words(criterion), title=title, text=text_of(criterion),
        outcomes=outcomes(f"{criterion_in_words(criterion)} {title}", problems), new=how_many(new),
        failing=failing, verified=str(len(seen)) if seen is not None else "—",
        passed=share(len(seen) - failing.value, len(seen)) if seen is not None else "—",
        kinds=tuple(kinds(given.facts, problems)), cases=tuple(cases(problems)),
        verified_units=named(given, seen or set()),
        failing_units=named(given, {one[0].unit for one in standing}),
    )  # fmt: skip


def named(given: Material, units: Set[str]) -> str:
    """Units in the order of the profile."""
    return "、".join(one.name for one in given.facts.units if one.name in units)


def text_of(criterion: str) -> str:
    known = CRITERIA.get(criterion)
    return known.text if known else ""


def share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else "—"


def kinds(facts: RoundFacts, problems: Sequence[Problem]) -> Iterator[Named]:
    """How many problems each rule found, the most frequent first."""
    groups = by_rule(problems)
    for rule in sorted(groups, key=lambda one: (-len(groups[one]), one)):
        yield Named(rule_title(facts, rule), how_many(groups[rule]))


def by_rule(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    groups: dict[str, list[Problem]] = defaultdict(list)
    for one in problems:
        groups[one[0].rule].append(one)
    return groups


def rule_title(facts: RoundFacts, rule: str) -> str:
    known = facts.rules.get(rule)
    return known.title if known else rule


def cases(problems: Sequence[Problem]) -> Iterator[Case]:
    """Some telling problems: the gravest, each of another unit and another wording."""
    units: set[str] = set()
    quotes: set[str] = set()
    for one in sorted(
        problems, key=lambda problem: (gravest(problem), not problem[0].quote, problem[0].number)
    ):
        line = one[0]
        if len(units) == MOST_CASES:
            return
        if line.unit and line.unit not in units and line.quote not in quotes:
            units.add(line.unit)
            quotes.add(line.quote)
            told = safe(line.message, LONGEST).removesuffix("。")
            yield Case(line.number, line.unit, told if line.unit in told else f"{line.unit}：{told}")


def common(facts: RoundFacts, problems: Sequence[Problem]) -> Iterator[Common]:
    """What several units share, by the number of units; where nothing is shared, the most frequent."""
    groups = by_rule(problems)
    counted = {rule: how_many_units(own) for rule, own in groups.items()}
    shared = [rule for rule in groups if counted[rule].value > 1] or list(groups)
    for rule in sorted(shared, key=lambda one: (-counted[one].value, -len(groups[one]), one))[:MOST_COMMON]:
        own = groups[rule]
        yield Common(
            rule_title(facts, rule), how_many(own), counted[rule], how_many(of(own, UNFINISHED)),
            safe(own[0][0].advice, LONGEST),
        )  # fmt: skip


def criteria_chart(every: Sequence[CriterionResult]) -> Bars | None:
    criteria = [one for one in every if one.outcomes.issued or one.new]
    if not criteria:
        return None
    return Bars(
        "各指标问题数和整改情况",
        tuple(one.criterion for one in criteria),
        (
            ("第一轮下发", tuple(one.outcomes.issued.value for one in criteria)),
            ("整改到位", tuple(one.outcomes.fixed.value for one in criteria)),
            ("第二轮新发现", tuple(one.new.value for one in criteria)),
        ),
    )


def units_chart(units: Sequence[UnitResult]) -> Bars | None:
    """The units with the most problems."""
    most = sorted((one for one in units if one.issued), key=lambda one: -one.issued.value)
    if not most:
        return None
    shown = most[:MOST_BARS]
    return Bars(
        "问题较多的单位",
        tuple(short(one.name, 14) for one in shown),
        (
            ("第一轮下发", tuple(one.issued.value for one in shown)),
            ("整改到位", tuple(one.fixed.value for one in shown)),
        ),
    )


def located(line: Line) -> Located:
    return Located(
        line.number, line.unit, short(line.item_name, 80), channel_title(line.channel),
        address_shown(line.url), moment(line.seen), line.snapshot, line.picture,
    )  # fmt: skip


def new_line(one: New) -> NewLine:
    return NewLine(
        one.finding, one.unit, one.indicator, short(one.item_name, 80), channel_title(one.channel),
        safe(one.message), safe(one.quote, LONGEST), address_shown(one.url), clock(one.first_seen),
    )  # fmt: skip


EVIDENCE_COLUMNS = (
    Column("number", "问题编号", 26), Column("unit", "责任单位", 20), Column("item", "事项", 36),
    Column("channel", "渠道", 12), Column("address", "页面网址", 46), Column("seen", "采集时间", 17),
    Column("snapshot", "快照校验值（SHA-256）", 34), Column("picture", "截图编号", 12),
)  # fmt: skip
NEW_COLUMNS = (
    Column("number", "记录编号", 12), Column("unit", "责任单位", 20), Column("criterion", "指标", 10),
    Column("item", "事项", 34), Column("channel", "渠道", 12), Column("message", "问题描述", 50),
    Column("quote", "原文", 36), Column("address", "页面网址", 40), Column("seen", "首次发现", 17),
)  # fmt: skip
UNIT_COLUMNS = (
    Column("name", "单位", 30), Column("place", "名次", 7), Column("score", "得分", 9),
    Column("grade", "等次", 8), Column("issued", "第一轮问题数", 9), Column("fixed", "整改到位", 9),
    Column("rate", "整改率", 10), Column("left", "遗留问题数", 9), Column("new", "第二轮新发现", 9),
    Column("handed_in", "材料报送", 16), Column("remark", "备注", 30),
)  # fmt: skip
VERIFIED_COLUMNS = (
    Column("criterion", "指标", 14), Column("title", "名称", 30),
    Column("verified", "有核验依据的单位数", 12),
    Column("verified_units", "有核验依据的单位", 70), Column("failing", "有问题的单位数", 12),
    Column("failing_units", "有问题的单位", 60), Column("passed", "达标率", 10),
)  # fmt: skip
SCORE_COLUMNS = (
    Column("unit", "单位", 26), Column("criterion", "指标", 12), Column("title", "名称", 30),
    Column("weight", "权重", 8), Column("score", "得分", 9), Column("working", "计算过程", 50),
    Column("problems", "所计问题", 50),
)  # fmt: skip
DISPUTE_COLUMNS = (
    Column("number", "问题编号", 26), Column("unit", "责任单位", 20), Column("item", "事项", 36),
    Column("said", "申辩理由", 50), Column("ruling", "处理结果", 20), Column("reason", "处理意见", 40),
)  # fmt: skip
ESCALATED_COLUMNS = (
    Column("number", "问题编号", 26), Column("unit", "责任单位", 20), Column("item", "事项", 36),
    Column("reason", "说明", 50),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A line of the score sheets."""

    unit: str
    criterion: str
    title: str
    weight: str
    score: str
    working: str
    problems: str


def score_rows(scores: Iterable[UnitScore]) -> Iterator[ScoreRow]:
    for one in scores:
        for line in one.lines:
            yield ScoreRow(
                one.unit, line.criterion, line.title, line.weight, line.score, line.working, line.problems
            )


def appendix(given: Any) -> bytes:
    """The appendices as a workbook: units, scores, evidence, disputes, what the second round found."""
    told: Assessment = given
    head = f"{told.project}（{told.county}，截至{day_in_words(told.as_of)}）"
    sheets = [
        Sheet("单位结果", f"{head}单位结果", UNIT_COLUMNS, (*told.departments, *told.townships)),
        Sheet("各指标核验依据", f"{head}各指标核验依据和达标情况", VERIFIED_COLUMNS, told.criteria),
        Sheet("第二轮新发现", f"{head}第二轮新发现问题", NEW_COLUMNS, told.new_lines),
        Sheet("申辩及采纳", f"{head}申辩及采纳情况", DISPUTE_COLUMNS, told.data.disputes),
        Sheet("上级统一要素", f"{head}上级统一要素", ESCALATED_COLUMNS, told.data.escalated),
        Sheet("证据目录", f"{head}证据目录", EVIDENCE_COLUMNS, told.evidence),
    ]
    if told.has_scores:
        sheets.insert(1, Sheet("得分明细", f"{head}得分明细", SCORE_COLUMNS, score_rows(told.scores)))
    return workbook(sheets, told.as_of)


PAPER = Paper(
    "第三方评估报告", assessment, "第三方评估报告.docx", appendix, is_for_county=True, asks_verified=True
)
