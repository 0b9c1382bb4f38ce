"""自查情况报告: what a unit says of itself, criterion by criterion, with its proofs, and what falls short.

Source: the plan, 四（四）: what is published with address and screenshot, what is not with the reason and
a copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.answered import UNANSWERED, Answered, State, answered
from checks.answers import Answer, Proof
from checks.asking import asked_of, questions_of, topic_of
from checks.kinds.by_hand import ByHand
from checks.kinds.handed_in import HAND_IN_DAY
from checks.rule import Rule, criterion_key
from checks.text.masking import masked
from counties.profile import UnitProfile
from reports.gather import guards
from reports.papers.counting import how_many, problems_of
from reports.papers.figures import Counted
from reports.papers.outcomes import UNFINISHED, of
from reports.papers.paper import Material, Paper
from reports.papers.phrases import due_of, plan_of, project_of
from reports.papers.rectification import problem
from reports.papers.round import Line
from reports.papers.table_sheet import Column, Sheet, workbook
from reports.wording import address_shown, criterion_in_words, criterion_order, day_in_words, safe, short
from rules.criteria import CRITERIA
from storage import answers, runs

LISTED = 60
"""So many of the issued problems stand in the report; all of them in the issue list."""
LONGEST = 300
TOWNSHIPS_POINT = "附件1-6"
"""The point of annex 1 that is about townships and asked of them."""
OF_TOWNSHIPS = "由乡镇（街道）承担，不适用"
ONLINE = "网上公开内容，由程序核查"
NOT_ANSWERED = "未填报"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the unit's annex: how many matters are asked, and how far they are answered."""

    criterion: str
    title: str
    text: str
    asked: int
    good: int
    short: int
    partly: int
    unanswered: int
    said: str


@dataclass(frozen=True, slots=True)
class Point:
    """One matter that is asked (核查内容), with what the unit says and by what it proves it."""

    criterion: str
    topic: str
    done: str
    addresses: str
    screenshots: str
    reason: str
    attached: str
    state: str


@dataclass(frozen=True, slots=True)
class ProofShown:
    """One file of the catalogue of proofs, under the number by which the points name it."""

    number: str
    sort: str
    label: str
    name: str
    topic: str
    hash: str


@dataclass(frozen=True, slots=True)
class Short:
    """A matter that falls short, or is not answered in full, by the unit's own word."""

    topic: str
    fails: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An issued problem that is not put right."""

    number: str
    problem: str
    status: str
    due: str


@dataclass(frozen=True, slots=True)
class Guides:
    """How many guides of the unit the last accepted night read in a source."""

    source: str
    count: int


@dataclass(frozen=True, slots=True)
class SelfReport:
    """What the report prints; what only the unit can say is left to it."""

    project: str
    unit: str
    plan: str
    office: str
    year: int
    as_of: date
    report_due: date | None
    handed_in: str
    annex: str
    asked: int
    answered: int
    guides: tuple[Guides, ...]
    guides_on: date | None
    criteria: tuple[Criterion, ...]
    points: tuple[Point, ...]
    proofs: tuple[ProofShown, ...]
    short: tuple[Short, ...]
    is_issued: bool
    round: str
    issued: Counted
    left: Counted
    standing: tuple[Standing, ...]
    more: int
    """How many more issued lines stand than are listed."""
    due: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A rule that is asked, with the unit's answer and what it comes to."""

    rule: Rule
    answer: Answer | None
    standing: Answered


def self_report(given: Material) -> SelfReport | None:
    """The report of one unit; None for a unit that the profile does not know."""
    unit = given.profile.unit_named(given.unit.name) if given.unit else None
    if unit is None:
        return None
    facts = given.facts
    asked = tuple(asked_and_given(given, unit))
    proofs = numbered(asked)
    # A unit sees what was issued to it; what nobody has looked at yet accuses nobody.
    problems = problems_of(() if facts.is_draft else given.lines)
    left = of(problems, UNFINISHED)
    standing = [line for found in left for line in found if line.result in UNFINISHED]
    run = runs.last_accepted(given.session, given.profile.name)
    guides = guards(given.session, run)[0].get(unit.name, {}) if run else {}
    calendar = facts.calendar
    return SelfReport(
        project=project_of(facts), unit=unit.name, plan=plan_of(facts), office=facts.letterhead.office,
        year=calendar.round_one.start.year if calendar and calendar.round_one else facts.as_of.year,
        as_of=facts.as_of, report_due=calendar.self_report_due if calendar else None,
        handed_in=next((day for one in asked if (day := hand_in_day(one))), ""),
        annex="附件2及附件1第6项" if unit.kind == "township" else "附件1", asked=len(asked),
        answered=sum(one.standing.state is not State.OPEN for one in asked),
        guides=tuple(Guides(short(name, 40), count) for name, count in guides.items()),
        guides_on=run.as_of if run else None,
        criteria=tuple(by_criterion(asked, unit)), points=tuple(point(one, proofs) for one in asked),
        proofs=tuple(proofs.values()), short=tuple(falling_short(asked)), is_issued=not facts.is_draft,
        round=facts.round, issued=how_many(problems), left=how_many(left),
        standing=tuple(still(given, line) for line in standing[:LISTED]),
        more=max(0, len(standing) - LISTED), due=due_of(facts, standing),
    )  # fmt: skip


def asked_and_given(given: Material, unit: UnitProfile) -> Iterator[Given]:
    """Every matter that the unit is asked about, by criterion."""
    due = given.profile.rounds.self_report_due if given.profile.rounds else None
    said = {
        one.answer.rule: one.answer
        for one in answers.newest(given.session, given.profile.name, unit=unit.name)
    }
    for rule in asked_of(unit.unit, given.rules):
        answer = said.get(rule.id)
        standing = answered(rule, answer, given.rules, due=due) if answer else UNANSWERED
        yield Given(rule, answer, standing)


def hand_in_day(one: Given) -> str:
    """The day on which the report itself came in, as registered."""
    if isinstance(questions_of(one.rule), ByHand) or one.answer is None:
        return ""
    return safe(one.answer.value(HAND_IN_DAY), 40)


def by_criterion(asked: Sequence[Given], unit: UnitProfile) -> Iterator[Criterion]:
    """Every criterion of the unit's annex, those too of which nothing is asked on the form."""
    is_township = unit.kind == "township"
    keys = {criterion_key(one.rule.criterion) for one in asked}
    annex = "附件2" if is_township else "附件1"
    own = {
        one
        for one in CRITERIA
        if one.startswith(annex) or (one.startswith("附件") and criterion_key(one) in keys)
    }
    for criterion in sorted(own, key=criterion_order):
        states = Counter(
            one.standing.state
            for one in asked
            if criterion_key(one.rule.criterion) == criterion_key(criterion)
        )
        known = CRITERIA[criterion]
        yield Criterion(
            criterion_in_words(criterion), known.title, known.text, sum(states.values()), states[State.GOOD],
            states[State.SHORT], states[State.PARTLY], states[State.OPEN],
            OF_TOWNSHIPS if criterion == TOWNSHIPS_POINT and not is_township else said(states),
        )  # fmt: skip


def said(states: Counter[State]) -> str:
    """How far a criterion is, in words."""
    if not states:
        return ONLINE
    return "，".join(f"{state.value}{states[state]}项" for state in State if states[state])


def numbered(asked: Iterable[Given]) -> dict[tuple[str, int], ProofShown]:
    """Every file that the unit handed in under a number of its own, by the rule and the file's place."""
    found: dict[tuple[str, int], ProofShown] = {}
    counts: Counter[str] = Counter()
    for one in asked:
        for place, file in enumerate(one.answer.files if one.answer else ()):
            called = file.sort.value if file.sort is Proof.SCREENSHOT else "附件"
            counts[called] += 1
            found[one.rule.id, place] = ProofShown(
                f"{called}{counts[called]}", file.sort.value, words(file.label, 80), words(file.name, 80),
                topic_of(one.rule), file.hash,
            )  # fmt: skip
    return found


def point(one: Given, proofs: dict[tuple[str, int], ProofShown]) -> Point:
    answer = one.answer or Answer("", one.rule.id)
    own = [proofs[one.rule.id, place] for place in range(len(answer.files))]
    shots = "、".join(file.number for file in own if file.sort == Proof.SCREENSHOT.value)
    return Point(
        criterion=criterion_in_words(one.rule.criterion),
        topic=topic_of(one.rule),
        done=done(one) or NOT_ANSWERED,
        addresses="\n".join(map(address_shown, answer.urls)),
        screenshots=shots,
        reason=words(answer.reason, LONGEST),
        attached="、".join(file.number for file in own if file.sort != Proof.SCREENSHOT.value),
        state=one.standing.state.value,
    )


def done(one: Given) -> str:
    """What was answered to each question, and whether it is published."""
    if one.answer is None or not one.answer.is_given:
        return ""
    check = questions_of(one.rule)
    asked = check.questions if check is not None else ()
    told = [f"{ask.asks}：{value}" for ask in asked if (value := words(one.answer.value(ask.key), LONGEST))]
    if one.answer.published is not None:
        told.append("已公开" if one.answer.published else "未公开")
    return "\n".join(told) or "已附佐证"


def words(text: str, longest: int) -> str:
    """What the unit wrote, without numbers of private persons."""
    return safe(masked(text), longest)


def falling_short(asked: Iterable[Given]) -> Iterator[Short]:
    for one in asked:
        if one.standing.fails or one.standing.lacks:
            fails, lacks = ("；".join(map(masked, some)) for some in (one.standing.fails, one.standing.lacks))
            yield Short(topic_of(one.rule), safe(fails, LONGEST), safe(lacks, LONGEST))


def still(given: Material, line: Line) -> Standing:
    due = day_in_words(line.due) if line.due else ""
    return Standing(line.number, problem(given.facts, line), line.result.value, due)


POINT_COLUMNS = (
    Column("criterion", "指标", 12), Column("topic", "核查内容", 26), Column("done", "完成情况", 46),
    Column("addresses", "网址", 40), Column("screenshots", "截图编号", 14),
    Column("reason", "未公开理由", 30), Column("attached", "附件号", 14), Column("state", "填报状态", 10),
)  # fmt: skip
PROOF_COLUMNS = (
    Column("number", "编号", 10), Column("sort", "类别", 8), Column("label", "内容", 30),
    Column("name", "文件名", 36), Column("topic", "核查内容", 30), Column("hash", "校验值（SHA-256）", 68),
)  # fmt: skip


def unit_sheet(given: Any) -> bytes:
    """The points and the proofs as a workbook."""
    told: SelfReport = given
    head = f"{told.unit}{told.year}年政务服务工作自查情况（截至{day_in_words(told.as_of)}）"
    sheets = [Sheet("逐项情况", head, POINT_COLUMNS, told.points)]
    return workbook([*sheets, Sheet("佐证目录", f"{head}佐证目录", PROOF_COLUMNS, told.proofs)], told.as_of)


PAPER = Paper("自查情况报告", self_report, "自查情况报告.docx", unit_sheet, before_issue=True)
