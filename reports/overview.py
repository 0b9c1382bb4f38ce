"""The county on one page: where it stands, what could not be verified, what changed in the night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reports.coverage import head_of, source_fault, source_row
from reports.inputs import Change, ChangeKind, FindingView, ReportInput, RuleView, UnitView
from reports.matrix import matrix_rows
from reports.model import ChangeGroup, ChangeRow, CriterionRow, Overview, Tally, UnitRow
from reports.problems import CLOSED, OPEN, SEVERITIES, TONES, Grouped, group_problems
from reports.wording import (
    TOWNSHIP,
    channel_title,
    criterion_in_words,
    criterion_order,
    day_in_words,
    safe,
    severity_label,
    short,
)

LISTED_CHANGES = 5

CHANGE_TONES = {
    ChangeKind.NEW: "pending",
    ChangeKind.REOPENED: "again",
    ChangeKind.FIXED: "done",
    ChangeKind.UNKNOWN: "unknown",
}

UNASSIGNED = "归属待定"

NOTES = (
    "本页由程序对公开内容逐条核对得出。未经人工复核的问题一律为“疑似”（状态“待复核”），不作为定论；"
    "经复核确认的列为“待整改”。",
    "同一事项在几个渠道上的同一处表述算一个问题、列出各处；括号内的“处”是其在各渠道出现的位置数。",
    "没有读到的内容不作判断；“未检索到”只说明在已读页面范围内没有找到。误报、上级统一要素、因规则调整而撤销的"
    "不计入问题数。",
)


def build_overview(given: ReportInput, links: Mapping[str, str], unassigned_link: str) -> Overview:
    """The overview; `links` leads from a unit's name to its page."""
    problems = group_problems(given.findings)
    known = {unit.name for unit in given.units}
    still = [problem for problem in problems if problem.is_open]
    homeless = [problem for problem in problems if problem.first.unit not in known]
    criteria = criteria_of(still, given)
    most = max(Counter(problem.first.unit for problem in still).values(), default=0)
    return Overview(
        head=head_of(given, "政务服务公开内容核查概览"),
        verdict=verdict(still, given),
        severities=severity_tallies(still),
        statuses=status_tallies(problems),
        changes=change_groups(given, links, unassigned_link),
        sources=tuple(source_row(source) for source in given.coverage),
        units=tuple(unit_row(unit, problems, links[unit.name], most) for unit in given.units),
        unassigned=unassigned_row(homeless, unassigned_link, most),
        matrix=matrix_rows(given, still, criteria, links),
        criteria=criterion_rows(still, given),
        notes=NOTES,
        has_scores=given.scores is not None,
    )


def verdict(still: Sequence[Grouped], given: ReportInput) -> str:
    """The one sentence that says where the county stands."""
    day = day_in_words(given.run.as_of)
    if not any(source.fetched for source in given.coverage):
        return f"截至{day}，本次没有读到任何内容，以下为以前各次核查留下的结果。"
    if not still:
        unread = any(source_fault(source) for source in given.coverage)
        scope = "在已读到的内容中" if unread else "在计划核查的内容中"
        return f"截至{day}，{scope}未发现尚待处理的问题。"
    confirmed = sum(problem.confirmed for problem in still)
    grave = sum(problem.first.severity == "S1" for problem in still)
    units = len({problem.first.unit for problem in still} & {unit.name for unit in given.units})
    return (
        f"截至{day}，共有尚待处理的问题 {len(still)} 个（{places_of(still)} 处），涉及 {units} 个单位，"
        f"其中严重问题 {grave} 个；已经人工复核确认 {confirmed} 个，其余为疑似。"
    )


def places_of(problems: Iterable[Grouped]) -> int:
    """The number of places at which open problems stand."""
    return sum(finding.status not in CLOSED for problem in problems for finding in problem.findings)


def severity_tallies(problems: Sequence[Grouped]) -> tuple[Tally, ...]:
    counted = Counter(problem.first.severity for problem in problems)
    return tuple(Tally(severity_label(one), counted[one], one.lower()) for one in SEVERITIES)


def status_tallies(problems: Sequence[Grouped]) -> tuple[Tally, ...]:
    """Every status that may still move, and those of closed problems that occur."""
    counted = Counter(problem.status for problem in problems)
    always = ("待复核", "待整改", "复发", "待核实", "已整改")
    further = [status for status in (*OPEN, "部分整改", *CLOSED) if status not in always and counted[status]]
    odd = sorted(set(counted) - {*always, *further})
    return tuple(
        Tally(short(one, 20), counted[one], TONES.get(one, "closed")) for one in (*always, *further, *odd)
    )


def unit_row(unit: UnitView, problems: Sequence[Grouped], link: str, most: int) -> UnitRow:
    """One unit's line: what was read of it and what was found; `most` is the longest bar's number."""
    own = [one for one in problems if one.first.unit == unit.name]
    guides = sum(unit.guides.values())
    remark, tone = remark_on(unit, own, guides)
    kind = "乡镇（街道）" if unit.kind == TOWNSHIP else "县直单位"
    return counted_row(UnitRow(short(unit.name, 60), link, kind, str(guides), remark, tone), own, most)


def unassigned_row(homeless: Sequence[Grouped], link: str, most: int) -> UnitRow | None:
    """The line of what belongs to no unit yet; None when there is nothing."""
    if not homeless:
        return None
    row = UnitRow(UNASSIGNED, link, "", "—", "看不出责任单位，办法见该页", "warn")
    return counted_row(row, homeless, max(most, len(homeless)))


def counted_row(row: UnitRow, own: Sequence[Grouped], most: int) -> UnitRow:
    still = [problem for problem in own if problem.is_open]
    tallies = severity_tallies(still)
    return replace(
        row,
        problems=len(still),
        places=places_of(still),
        severities=tallies,
        bar=tuple(
            replace(tally, count=max(tally.count * 100 // most, 1)) for tally in tallies if tally.count
        ),
    )


def remark_on(unit: UnitView, own: Sequence[Grouped], guides: int) -> tuple[str, str]:
    """What must be known beside the numbers, and its colour."""
    if unit.alarm:
        return safe(unit.alarm), "bad"
    if not guides:
        return "本次未读到办事指南，未核验", "unread"
    unknown = sum(problem.status == "待核实" for problem in own)
    fixed = sum(problem.status == "已整改" for problem in own)
    said = [f"待核实 {unknown} 个" if unknown else "", f"已整改 {fixed} 个" if fixed else ""]
    return "，".join(filter(None, said)), "warn" if unknown else ""


def criterion_rows(still: Sequence[Grouped], given: ReportInput) -> tuple[CriterionRow, ...]:
    """Every criterion that a rule serves or a problem names, in the order of the plan."""
    return tuple(criterion_row(criterion, still, given) for criterion in criteria_of(still, given))


def criteria_of(still: Sequence[Grouped], given: ReportInput) -> list[str]:
    named = {rule.criterion for rule in given.rules} | {problem.first.indicator for problem in still}
    return sorted(named, key=criterion_order)


def criterion_row(criterion: str, still: Sequence[Grouped], given: ReportInput) -> CriterionRow:
    own = [problem for problem in still if problem.first.indicator == criterion]
    rules = [rule for rule in given.rules if rule.criterion == criterion]
    return CriterionRow(
        criterion=short(criterion_in_words(criterion), 20),
        short=short(criterion.removeprefix("附件"), 10),
        title=safe(given.criteria.get(criterion, "")),
        rules=rules_in_words(rules),
        problems=len(own),
        places=places_of(own),
        units=len({problem.first.unit for problem in own}),
        severities=severity_tallies(own),
    )


def rules_in_words(rules: Sequence[RuleView]) -> str:
    """How the criterion was examined: by so many rules, by hand, or both."""
    machine, by_hand = sum(not rule.by_hand for rule in rules), sum(rule.by_hand for rule in rules)
    said = [f"程序 {machine} 条" if machine else "", f"人工 {by_hand} 条" if by_hand else ""]
    return "，".join(filter(None, said)) or "—"


def change_groups(given: ReportInput, links: Mapping[str, str], unassigned: str) -> tuple[ChangeGroup, ...]:
    """The changes of the night by kind; the four that matter most are there even when empty."""
    findings = {finding.id: finding for finding in given.findings}
    groups = []
    for kind in ChangeKind:
        own = [
            findings[one.finding]
            for one in distinct(given.changes)
            if one.kind is kind and one.finding in findings
        ]
        if own or kind in CHANGE_TONES:
            listed = sorted(own, key=lambda one: (one.severity, one.unit, one.item_name, one.id))[
                :LISTED_CHANGES
            ]
            rows = tuple(change_row(one, links.get(one.unit, unassigned)) for one in listed)
            groups.append(
                ChangeGroup(kind, CHANGE_TONES.get(kind, "closed"), len(own), rows, len(own) - len(rows))
            )
    return tuple(groups)


def distinct(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(changes))


def change_row(finding: FindingView, link: str) -> ChangeRow:
    return ChangeRow(
        unit=short(finding.unit, 60) or UNASSIGNED,
        link=link,
        item=short(finding.item_name, 80),
        title=short(finding.title or finding.rule, 80),
        channel=channel_title(finding.channel),
        severity=severity_label(finding.severity),
        severity_tone=finding.severity.lower() if finding.severity in SEVERITIES else "other",
    )
