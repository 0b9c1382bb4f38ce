"""The overview (总览): where the county stands, from counts that the database made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from checks.outcome import Severity
from checks.rule import Rule
from counties.profile import Profile
from reports.coverage import is_grave, run_warnings, source_fault, source_row
from reports.gather import STATES, Scored, coverage_views, guards, rule_views, unit_views
from reports.inputs import Coverage, RuleView, RunState, RunView, UnitView
from reports.matrix import counted_cell
from reports.model import Cell, SourceRow, Tally
from reports.overview import rules_in_words
from reports.problems import TONES
from reports.wording import criterion_in_words, criterion_order, day_in_words, safe, short
from rules.criteria import CRITERIA
from storage import runs, standing
from storage.models import Run
from storage.queue import OPEN, UNASSIGNED
from storage.standing import Count, NightCount, Unread
from storage.status import STATUSES

STALE = timedelta(days=2)
HOMELESS = "看不出责任单位，办法见问题页面"
"""After so long without a night the figures are too old to be led by."""

Counts = Sequence[Count]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must not be overlooked, and what is to be done about it; `run` leads to the night."""

    said: str
    todo: str
    run: int = 0


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A field of the heat map; `unit` and `criterion` lead to its findings when there are any."""

    cell: Cell
    unit: str
    criterion: str
    is_linked: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit's line; `name` is empty for what belongs to no unit yet."""

    name: str
    total: int
    remark: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion over all units."""

    id: str
    words: str
    short: str
    title: str
    rules: str
    open: int
    units: int
    severities: tuple[Tally, ...]
    fixed: int

    @property
    def is_busy(self) -> bool:
        """Is there anything to tell of it?"""
        return bool(self.open or self.fixed)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the overview prints."""

    run: Run | None
    verdict: str
    alarms: tuple[Alarm, ...]
    remarks: tuple[str, ...]
    statuses: tuple[Tally, ...]
    severities: tuple[Tally, ...]
    criteria: tuple[CriterionLine, ...]
    heat: tuple[HeatRow, ...]
    nights: tuple[NightCount, ...]
    sources: tuple[SourceRow, ...]
    unread: tuple[Unread, ...]
    silent: tuple[str, ...]


def stand(session: Session, profile: Profile, rules: Iterable[Rule], *, now: datetime) -> Standing:
    """Where a county stands after its last night."""
    counts, known = standing.standing(session, profile.name), rule_views(rules)
    run, tried = runs.latest(session, profile.name), standing.last_try(session, profile.name)
    guides, doubts = guards(session, run) if run else ({}, {})
    read = runs.coverage(session, run.id, listed=0) if run else ()
    sources = coverage_views(profile, read, doubts) if run else ()
    units = unit_views(profile, guides, doubts, Scored({}, {}), {})
    still = [one for one in counts if one.status in OPEN]
    faults = [source for source in sources if source_fault(source)]
    return Standing(
        run=run,
        verdict=verdict(run, still, sources, units),
        alarms=tuple(alarms(run, tried, faults, now)),
        remarks=tuple(source_fault(one) for one in faults if not is_grave(one)),
        statuses=status_tallies(counts),
        severities=severity_tallies(still),
        criteria=tuple(criterion_lines(counts, still, known)),
        heat=tuple(heat(units, still, known)),
        nights=tuple(standing.nights(session, profile.name)),
        sources=tuple(map(source_row, sources)),
        unread=tuple(standing.unread(session, profile.name)),
        silent=tuple(unit.name for unit in units if run and not sum(unit.guides.values())),
    )


def total(counts: Iterable[Count]) -> int:
    return sum(one.count for one in counts)


def verdict(run: Run | None, still: Counts, sources: Sequence[Coverage], units: Sequence[UnitView]) -> str:
    """The one sentence that says where the county stands; places are counted, as in every list here."""
    if run is None:
        return (
            "还没有完成过一次采集。" if not still else f"尚待处理的问题 {total(still)} 处，还没有采集过全县。"
        )
    day = day_in_words(run.as_of)
    if not still:
        scope = "在已读到的内容中" if any(map(source_fault, sources)) else "在计划核查的内容中"
        if not any(source.fetched for source in sources):
            return f"截至{day}，本次没有读到任何内容，不能据此说明没有问题。"
        return f"截至{day}，{scope}未发现尚待处理的问题。"
    known = {unit.name for unit in units}
    named = len({one.unit for one in still} & known)
    grave = total(one for one in still if one.severity == Severity.S1)
    sure = total(one for one in still if one.confirmed)
    return (
        f"截至{day}，共有尚待处理的问题 {total(still)} 处，涉及 {named} 个单位，其中严重问题 {grave} 处；"
        f"已经人工复核确认 {sure} 处，其余为疑似。"
    )


def alarms(run: Run | None, tried: Run | None, faults: Sequence[Coverage], now: datetime) -> Iterable[Alarm]:
    """What makes the figures doubtful, in red, each with what to do."""
    if tried is not None and tried.state == "aborted" and (run is None or tried.id > run.id):
        said = f"{day_in_words(tried.as_of)}的采集中断，没有完成{noted(tried)}，以下是以前各次的结果。"
        yield Alarm(said, "请到“采集”页查看原因，再采集一次。", tried.id)
    if run is None:
        return
    state = STATES.get(run.state, RunState.INCOMPLETE)
    for said in run_warnings(RunView(run.as_of, state, note=run.note)):
        yield Alarm(
            said, "请到“采集”页逐项核对原因：网站故障的，恢复后再采集一次；"
            "内容确有大量增减的，由管理员写明理由后认可。", run.id,
        )  # fmt: skip
    for source in filter(is_grave, faults):
        yield Alarm(source_fault(source), "请确认该网站能否打开，恢复后再采集一次。", run.id)
    ended = run.finished_at or run.heartbeat
    if now - ended > STALE:
        yield Alarm(
            f"最近一次采集已过去 {(now - ended).days} 天，以下不反映此后的变化。",
            "请到“采集”页查看每晚的采集是否开启，或现在采集一次。", run.id,
        )  # fmt: skip


def noted(run: Run) -> str:
    return f"（{safe(run.note, 200)}）" if run.note else ""


def status_tallies(counts: Counts) -> tuple[Tally, ...]:
    """Every status that may still move and 已整改, and of the others those that occur."""
    counted = Counter[str]()
    for one in counts:
        counted[one.status] += one.count
    always = (*OPEN, "已整改")
    further = [word for word in STATUSES if word not in always and counted[word]]
    return tuple(Tally(word, counted[word], TONES.get(word, "closed")) for word in (*always, *further))


def severity_tallies(counts: Iterable[Count]) -> tuple[Tally, ...]:
    counted = Counter[str]()
    for one in counts:
        counted[one.severity] += one.count
    return tuple(Tally(one.label, counted[one.value], one.value.lower()) for one in Severity)


def grouped(counts: Iterable[Count], key: Callable[[Count], str]) -> Mapping[str, list[Count]]:
    groups: dict[str, list[Count]] = defaultdict(list)
    for one in counts:
        groups[key(one)].append(one)
    return groups


def criteria_of(counts: Iterable[Count], rules: Iterable[RuleView]) -> list[str]:
    """Every criterion that a rule serves or a finding names, in the order of the plan."""
    return sorted({rule.criterion for rule in rules} | {one.indicator for one in counts}, key=criterion_order)


def criterion_lines(counts: Counts, still: Counts, rules: Sequence[RuleView]) -> Iterable[CriterionLine]:
    open_ones = grouped(still, lambda one: one.indicator)
    fixed = grouped((one for one in counts if one.status == "已整改"), lambda one: one.indicator)
    for criterion in criteria_of(counts, rules):
        own, known = open_ones.get(criterion, []), CRITERIA.get(criterion)
        yield CriterionLine(
            id=criterion,
            words=short(criterion_in_words(criterion), 20),
            short=short(criterion.removeprefix("附件"), 10),
            title=known.title if known else "",
            rules=rules_in_words([rule for rule in rules if rule.criterion == criterion]),
            open=total(own),
            units=len({one.unit for one in own if one.unit}),
            severities=severity_tallies(own),
            fixed=total(fixed.get(criterion, [])),
        )


def heat(units: Sequence[UnitView], still: Counts, rules: Sequence[RuleView]) -> Iterable[HeatRow]:
    """One line for each unit, and one for what belongs to none; a field for each criterion."""
    by_unit, criteria = grouped(still, lambda one: one.unit), criteria_of(still, rules)
    known = {unit.name for unit in units}
    homeless = [UnitView(name) for name in sorted(set(by_unit) - known)]
    for unit in (*units, *homeless):
        own = grouped(by_unit.get(unit.name, []), lambda one: one.indicator)
        cells = tuple(heat_cell(unit, criterion, own.get(criterion, []), rules) for criterion in criteria)
        remark = unit.alarm if unit.name in known else HOMELESS
        yield HeatRow(unit.name, total(by_unit.get(unit.name, [])), safe(remark, 120), cells)


def heat_cell(unit: UnitView, criterion: str, own: Counts, rules: Sequence[RuleView]) -> HeatCell:
    hits = total(own), min((one.severity for one in own), default="")
    cell = counted_cell(unit, criterion, hits, rules, "处")
    return HeatCell(cell, unit.name or UNASSIGNED, criterion, bool(own))


def since_last(nights: Sequence[NightCount]) -> str:
    """What the last night changed, in one sentence; nothing while there is only one."""
    if len(nights) < 2:
        return ""
    before, last = nights[-2:]
    again = f"，复发 {last.again} 处" if last.again else ""
    return (
        f"与上一晚（{day_in_words(before.day)}）相比：新发现 {last.new} 处{again}，已整改 {last.fixed} 处，"
        f"尚待处理由 {before.open} 处变为 {last.open} 处。"
    )


def trend_in_words(nights: Sequence[NightCount]) -> str:
    """The chart told in a sentence, for those who do not see it."""
    first, last = nights[0], nights[-1]
    return (
        f"{day_in_words(first.day)}至{day_in_words(last.day)}共 {len(nights)} 晚：尚待处理由 {first.open} 处"
        f"变为 {last.open} 处，其间新发现 {sum(one.new for one in nights[1:])} 处，"
        f"已整改 {sum(one.fixed for one in nights[1:])} 处"
    )
