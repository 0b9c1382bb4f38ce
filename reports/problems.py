"""From findings to problems: the same wording of the same item on several channels is one problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reports.inputs import FindingView
from reports.model import Group, Place, Problem
from reports.wording import (
    LONGEST_QUOTE,
    address_shown,
    channel_title,
    criterion_order,
    link,
    moment,
    safe,
    same,
    severity_label,
    short,
)

OPEN = ("复发", "待整改", "待复核", "待核实")
"""The statuses of what is still to be dealt with, the most pressing first."""

CLOSED = ("已整改", "页面已取消", "已撤销", "上级要素", "误报")

PARTLY = "部分整改"

TONES = {
    "复发": "again",
    "待整改": "open",
    "待复核": "pending",
    "待核实": "unknown",
    PARTLY: "partly",
    "已整改": "done",
}

SEVERITIES = ("S1", "S2", "S3", "S4")


@dataclass(frozen=True, slots=True)
class Grouped:
    """A problem before it is worded: its findings, the most severe first."""

    findings: tuple[FindingView, ...]

    @property
    def first(self) -> FindingView:
        """The finding that speaks for the problem."""
        return self.findings[0]

    @property
    def status(self) -> str:
        """The one status of all places, 部分整改, or the most pressing."""
        found = {finding.status for finding in self.findings}
        pressing = [status for status in OPEN if status in found]
        if len(found) > 1 and pressing and "已整改" in found:
            return PARTLY
        known = [status for status in (*OPEN, *CLOSED) if status in found]
        return known[0] if known else self.first.status

    @property
    def confirmed(self) -> bool:
        """Has a person confirmed it in any place?"""
        return any(finding.decided == "confirmed" for finding in self.findings)

    @property
    def is_open(self) -> bool:
        """Does any place still have to be dealt with? An unknown status counts as such."""
        return any(finding.status not in CLOSED for finding in self.findings)


def group_problems(findings: Iterable[FindingView]) -> tuple[Grouped, ...]:
    """The problems of these findings: by criterion and rule, the most severe first, in a stable order."""
    known = list(findings)
    codes = item_codes(known)
    groups: dict[tuple[str, ...], list[FindingView]] = defaultdict(list)
    worst: dict[str, str] = {}
    for finding in known:
        groups[problem_key(finding, codes)].append(finding)
        worst[finding.rule] = min(worst.get(finding.rule, finding.severity), finding.severity)
    problems = (Grouped(in_order(group)) for group in groups.values())
    return tuple(sorted(problems, key=lambda problem: rank(problem, worst[problem.first.rule])))


class Named(Protocol):
    """What tells whether two findings are one problem."""

    @property
    def id(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def item_name(self) -> str: ...
    @property
    def item_code(self) -> str: ...
    @property
    def quote(self) -> str: ...


def problem_key(finding: Named, codes: dict[tuple[str, str], set[str]]) -> tuple[str, ...]:
    """What two findings must share to be one problem: rule, unit, item and offending text."""
    item = same(finding.item_name)
    named = codes.get((finding.unit, item), set())
    code = finding.item_code or (next(iter(named)) if len(named) == 1 else "")
    # Without an item or a text there is nothing that shows two findings to be the same problem.
    alone = finding.id if not (item or code) or not finding.quote else ""
    return (finding.rule, finding.unit, item, code, same(finding.quote), alone)


def item_codes(findings: Sequence[Named]) -> dict[tuple[str, str], set[str]]:
    """The codes that each item of each unit goes by; a channel without codes joins the only one."""
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in findings:
        if finding.item_code:
            codes[(finding.unit, same(finding.item_name))].add(finding.item_code)
    return codes


def in_order(findings: Iterable[FindingView]) -> tuple[FindingView, ...]:
    return tuple(sorted(findings, key=lambda one: (one.severity, one.channel, one.url, one.field, one.id)))


def rank(problem: Grouped, worst_of_rule: str) -> tuple[object, ...]:
    first = problem.first
    rule = (criterion_order(first.indicator), worst_of_rule, first.rule)
    return (*rule, first.severity, first.item_name, first.item_code, first.quote, first.id)


def worded_groups(problems: Iterable[Grouped]) -> tuple[Group, ...]:
    """Problems by rule, numbered through, with all their words."""
    by_rule: dict[str, list[tuple[int, Grouped]]] = defaultdict(list)
    for number, problem in enumerate(problems, start=1):
        by_rule[problem.first.rule].append((number, problem))
    return tuple(worded_group(members) for members in by_rule.values())


def worded_group(members: Sequence[tuple[int, Grouped]]) -> Group:
    first = members[0][1].first
    basis = dict.fromkeys(
        safe(finding.basis) for _, problem in members for finding in problem.findings if finding.basis
    )
    return Group(
        indicator=short(first.indicator, 20),
        title=short(first.title or first.rule, 120),
        basis=tuple(basis),
        count=len(members),
        problems=tuple(worded(problem, number) for number, problem in members),
    )


def worded(problem: Grouped, number: int) -> Problem:
    """One problem as it is printed."""
    first = problem.first
    return Problem(
        number=number,
        indicator=short(first.indicator, 20),
        item=short(first.item_name, 120),
        code=short(next((one.item_code for one in problem.findings if one.item_code), ""), 60),
        signed=short(first.unit, 80),
        description=safe(on_all_channels(problem)),
        doubt=safe(first.reason or "证据不足以判定") if first.verdict == "review" else "",
        quote=safe(first.quote, LONGEST_QUOTE),
        places=tuple(place(finding) for finding in problem.findings),
        spread=len(problem.findings) > 1,
        severity=severity_label(first.severity),
        severity_tone=first.severity.lower() if first.severity in SEVERITIES else "other",
        advice=safe(first.advice),
        status=short(problem.status, 20),
        status_tone=TONES.get(problem.status, "closed"),
        notes=notes(problem),
    )


def on_all_channels(problem: Grouped) -> str:
    """The rule's sentence, naming every channel that the problem stands on instead of the first."""
    first = problem.first
    channels = dict.fromkeys(channel_title(finding.channel) for finding in problem.findings)
    own, every = f"在{channel_title(first.channel)}发布", f"在{'、'.join(channels)}发布"
    return (first.message or first.title).replace(own, every, 1)


def place(finding: FindingView) -> Place:
    """Where the problem stands, when it was last seen there and how it stands."""
    return Place(
        channel=channel_title(finding.channel),
        address=address_shown(finding.url),
        link=link(finding.url),
        seen=moment(finding.last_seen),
        status=short(finding.status, 20),
        tone=TONES.get(finding.status, "closed"),
    )


def notes(problem: Grouped) -> tuple[str, ...]:
    """What a reader must know beside the status."""
    said = []
    if len(problem.findings) > 1:
        said.append(f"同一问题，{len(problem.findings)} 处")
    due = min((finding.due for finding in problem.findings if finding.due), default="")
    if due:
        said.append(f"整改时限 {short(due, 10)}")
    again = max(finding.reopened for finding in problem.findings)
    if again:
        said.append(f"复发 {again} 次")
    unread = {finding.observed_reason for finding in problem.findings if finding.observed == "unknown"} - {""}
    if unread:
        said.append(f"未能核验：{'、'.join(short(reason, 60) for reason in sorted(unread))}")
    fixed = max((finding.fixed_at for finding in problem.findings if finding.status == "已整改"), default="")
    if fixed:
        said.append(f"整改核验 {moment(fixed)}")
    return tuple(said)
