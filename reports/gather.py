"""Asks storage for what a report is made from; the only part of this package that sees a database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.asking import asked_of
from checks.evidence import Guide
from checks.items import items_of
from checks.rule import Mode, Rule
from counties.profile import Profile
from reports.inputs import (
    Change,
    ChangeKind,
    Coverage,
    FindingView,
    Miss,
    ReportInput,
    RuleView,
    RunState,
    RunView,
    UnitView,
)
from rules.criteria import CRITERIA
from storage import answers, models
from storage.evidence import of_run
from storage.export import exported
from storage.findings import of_county, public_id
from storage.life import What
from storage.models import FindingRow, Run
from storage.runs import SourceCoverage
from storage.runs import coverage as coverage_of

Alarms: TypeAlias = Mapping[tuple[str, str], str]

STATES = {"complete": RunState.ACCEPTED, "suspect": RunState.SUSPECT}

KINDS = {
    What.APPEARED: ChangeKind.NEW,
    What.REOPENED: ChangeKind.REOPENED,
    What.ABSENT: ChangeKind.FIXED,
    What.UNKNOWN: ChangeKind.UNKNOWN,
    What.GONE: ChangeKind.GONE,
    What.WITHDRAWN: ChangeKind.WITHDRAWN,
    What.EDITED: ChangeKind.TEXT_CHANGED,
}


def gather(
    session: Session,
    profile: Profile,
    rules: Iterable[Rule],
    run: Run,
    *,
    left_out: Iterable[str] = (),
    verified: Mapping[str, frozenset[str]] | None = None,
) -> ReportInput:
    """Everything that the report of a night prints.

    `run` is a night that has been closed; changes are those of this night and of what came after it
    (re-checks, re-judging). `left_out` are sentences on what this machine could not do,
    `verified` the criteria on which anything was seen of each unit, where scores are given.
    """
    known = tuple(rules)
    rows = of_county(session, profile.name)
    guides, alarms = guards(session, run)
    return ReportInput(
        county=profile.name,
        run=RunView(
            as_of=run.as_of,
            state=STATES.get(run.state, RunState.INCOMPLETE),
            started=run.started_at,
            finished=run.finished_at,
            note=run.note,
            left_out=tuple(left_out),
        ),
        findings=finding_views(rows, {rule.id: rule.title for rule in known}),
        coverage=coverage_views(profile, coverage_of(session, run.id), alarms),
        units=unit_views(
            profile,
            guides,
            alarms,
            Scored(items_read(session, profile, run), verified or {}),
            forms(session, profile, known),
        ),
        rules=rule_views(known),
        criteria={criterion.id: criterion.title for criterion in CRITERIA.values()},
        changes=tuple(changes_since(session, run, rows)),
        letterhead=profile.report,
        plan=profile.plan,
        scores=profile.scores,
    )


def rule_views(rules: Iterable[Rule]) -> tuple[RuleView, ...]:
    """The rules as a report tells of them."""
    return tuple(
        RuleView(rule.id, rule.criterion, rule.title, is_by_hand(rule), rule.answers, rule.same_fact)
        for rule in rules
    )


def is_by_hand(rule: Rule) -> bool:
    """Can only people verify it, on the spot or from what a unit hands in?"""
    return Mode.PAGES not in rule.modes


def finding_views(rows: Iterable[FindingRow], titles: Mapping[str, str]) -> tuple[FindingView, ...]:
    """The findings as exported, with their rule's title and what could not be verified."""
    return tuple(
        FindingView.from_record(
            {
                **exported(row),
                "title": titles.get(row.rule, ""),
                "reason": row.reason,
                "measured": row.measured,
                "observed_reason": row.observed_reason,
            }
        )
        for row in rows
    )


def guards(session: Session, run: Run) -> tuple[dict[str, dict[str, int]], dict[tuple[str, str], str]]:
    """The guides read of each unit by source, and the coverage guard's objections by source and unit."""
    rows = session.scalars(
        select(models.Coverage).where(models.Coverage.run_id == run.id).order_by(models.Coverage.id)
    )
    guides: dict[str, dict[str, int]] = defaultdict(dict)
    alarms = {}
    for row in rows:
        if row.unit and row.guides:
            guides[row.unit][row.source] = row.guides
        if row.suspect:
            alarms[row.source, row.unit] = row.suspect
    return guides, alarms


def coverage_views(profile: Profile, found: Iterable[SourceCoverage], alarms: Alarms) -> tuple[Coverage, ...]:
    """Every source of the profile, and those of the run that the profile no longer has."""
    by_name = {source.source: source for source in found}
    names = dict.fromkeys([*(source.name for source in profile.sources), *by_name])
    views = []
    for name in names:
        source, read = profile.source_named(name), by_name.get(name) or SourceCoverage(name, 0, 0, 0)
        views.append(
            Coverage(
                source=name,
                channel=source.channel if source else "",
                planned=read.planned,
                fetched=read.fetched,
                failed=read.failed,
                misses=tuple(Miss(url, reason.label) for url, reason, _ in read.misses),
                reasons=tuple((reason.label, count) for reason, count in read.reasons),
                alarm=alarms.get((name, ""), ""),
            )
        )
    return tuple(views)


@dataclass(frozen=True, slots=True)
class Scored:
    """By unit: how many items were read, and the criteria on which anything was seen."""

    items: Mapping[str, int]
    verified: Mapping[str, frozenset[str]]


def items_read(session: Session, profile: Profile, run: Run) -> Counter[str]:
    """How many different items were read of each unit; nothing where no scores are given."""
    if profile.scores is None:
        return Counter()
    guides = (one.piece for one in of_run(session, run.id) if isinstance(one.piece, Guide))
    return Counter(item.unit for item in items_of(guides, county=profile.name))


def forms(session: Session, profile: Profile, rules: Iterable[Rule]) -> dict[str, tuple[int, int]]:
    """How many matters each unit is asked about on its form, and how many of those it answered.

    Nothing where no form was ever registered: then forms are kept elsewhere.
    """
    given = {one.answer.key for one in answers.newest(session, profile.name) if one.answer.is_given}
    if not given:
        return {}
    rules = tuple(rules)
    asked = {unit.name: [rule.id for rule in asked_of(unit.unit, rules)] for unit in profile.units}
    return {unit: (len(ids), sum((unit, rule) in given for rule in ids)) for unit, ids in asked.items()}


def unit_views(
    profile: Profile,
    guides: Mapping[str, Mapping[str, int]],
    alarms: Alarms,
    scored: Scored,
    answered: Mapping[str, tuple[int, int]],
) -> tuple[UnitView, ...]:
    """The units of the profile with what was read of each."""
    objections: dict[str, list[str]] = defaultdict(list)
    for (source, unit), reason in alarms.items():
        objections[unit].append(f"{source}：{reason}")
    return tuple(
        UnitView(
            unit.name,
            unit.kind,
            unit.lead_of,
            guides.get(unit.name, {}),
            "；".join(objections[unit.name]),
            scored.items.get(unit.name, 0),
            scored.verified.get(unit.name, frozenset()),
            *answered.get(unit.name, (0, 0)),
        )
        for unit in profile.units
    )


def changes_since(session: Session, run: Run, rows: Iterable[FindingRow]) -> Iterable[Change]:
    """What the machine changed in this night and since."""
    known = {row.id: row for row in rows}
    events = session.scalars(
        select(models.Event)
        .where(models.Event.county == run.county, models.Event.run_id >= run.id)
        .order_by(models.Event.number)
    )
    for event in events:
        kind = KINDS.get(What(event.what)) if event.what in list(What) else None
        row = known.get(event.finding_id)
        # An event that only gives another reason for the same observation is no change to the office,
        # and a dismissed finding that disappears was never rectified.
        unchanged = event.old == event.new
        undeserved = kind is ChangeKind.FIXED and row is not None and row.decided == "dismissed"
        if kind is not None and row is not None and not unchanged and not undeserved:
            yield Change(kind, public_id(row))
