"""From what a run has read to findings: gather, judge, compare, write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from audit.hindsight import (
    Hindsight,
    by_our_doing,
    earlier_readings,
    is_same_code,
    missing_from,
    new_subjects,
    texts_of,
)
from audit.workspace import Workspace
from checks.asking import hand_in_of
from checks.engine import judge
from checks.evidence import (
    Channel,
    CountyEvidence,
    Evidence,
    Guide,
    Item,
    ListKind,
    Page,
    Publication,
    Searched,
)
from checks.exports import ExportKind, UnitRecords
from checks.gather import gathered
from checks.items import items_of
from checks.outcome import Ruling, Verdict
from checks.records import to_json
from checks.rule import Rule
from checks.subject import guide_subject
from crawler.frontier import MAX_PAGES
from storage import answers, findings, guard, life, todo
from storage import evidence as stored_evidence
from storage import exports as stored_exports
from storage.answers import StoredAnswer
from storage.evidence import Stored
from storage.exports import StoredExport
from storage.links import links_of
from storage.models import Run
from storage.night import Night, Seen
from storage.reasons import Reason
from storage.runs import SourceCoverage, coverage, last_accepted

CARRIED_KINDS = ("publication",)
"""A published list stays in force while its page cannot be reached; guides have to be seen."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a run came to."""

    applied: tuple[findings.Applied, ...]
    suspect: Mapping[guard.Place, str]
    county: CountyEvidence


@dataclass(frozen=True, slots=True)
class Read:
    """What one run has read, and what it makes of the county."""

    fresh: tuple[Stored, ...]
    missed: Mapping[tuple[str, str], Reason]
    county: CountyEvidence
    answers: tuple[StoredAnswer, ...] = ()
    exports: tuple[StoredExport, ...] = ()
    heard: Mapping[tuple[str, str], list[Seen]] = field(default_factory=dict)
    """When exports last spoke of each subject."""

    @property
    def seen(self) -> dict[tuple[str, str], list[Seen]]:
        """The good readings of each subject on each channel; a form or an export handed in is one."""
        return {**seen(self.fresh), **answers.readings(self.answers), **self.heard}


def read_by(session: Session, workspace: Workspace, run: Run, pieces: Iterable[Stored] | None = None) -> Read:
    """The evidence of a run, with the lists whose pages it could not reach; `pieces` stand in its place."""
    if pieces is None:
        pieces = stored_evidence.of_run(session, run.id)
    # Pages arrive in any order; what is said of them must not depend on it.
    fresh = tuple(sorted(pieces, key=lambda one: (one.source, one.key)))
    missed = todo.misses(session, run.id)
    said = [one.piece for one in (*fresh, *carried(session, run, fresh, missed))]
    units = tuple(unit.unit for unit in workspace.profile.units)
    looked = searched(workspace, fresh, coverage(session, run.id))
    given = answers.newest(session, run.county)
    exports = stored_exports.newest(session, run.county)
    county = gathered(
        workspace.profile.name,
        units,
        said,
        looked,
        exports=(one.export for one in exports),
        earlier=earlier_guides(session, run, said),
        one_things=workspace.profile.one_things,
        links=links_of(session, run, channels_of(workspace)),
        answers=(one.answer for one in given),
        hand_in=hand_in_of(units, workspace.rules, day=run.as_of, due=self_report_due(workspace)),
    )
    heard = stored_exports.seen(exports, county, needs_of(workspace.rules))
    return Read(fresh, missed, county, given, exports, heard)


def channels_of(workspace: Workspace) -> dict[str, Channel]:
    """The channel of each source that is a web site."""
    return {source.name: source.channel for source in workspace.profile.sources if source.hosts}


def needs_of(rules: Iterable[Rule]) -> set[tuple[ExportKind, ...]]:
    """The kinds of export that rules ask for together."""
    return {rule.check.needs for rule in rules if rule.looks_at is UnitRecords}  # type: ignore[attr-defined]


def self_report_due(workspace: Workspace) -> date | None:
    """The last day for the units' own reports, where the profile has a calendar."""
    rounds = workspace.profile.rounds
    return rounds.self_report_due if rounds else None


def earlier_guides(session: Session, run: Run, said: Iterable[Evidence]) -> Iterator[Guide]:
    """The guides as they were first read, where a dated list of commitments asks what became of them."""
    kind = ListKind.COMMITMENTS
    if any(isinstance(one, Publication) and one.kind is kind and one.issued_on for one in said):
        yield from stored_evidence.first_guides(session, run.county, run.id)


def judge_run(
    session: Session, workspace: Workspace, run: Run, now: datetime, *, is_vouched_for: bool = False
) -> Judged:
    """Judge everything that a night has read, compare it with what was known and write the changes.

    A night that a person vouches for has been counted before, and is not suspected again.
    """
    read = read_by(session, workspace, run)
    counts = guard.count((one.source, one.piece) for one in read.fresh if isinstance(one.piece, Guide))
    suspect = {} if is_vouched_for else guard.suspicions(counts, guard.baseline(session, run.county, run.id))
    missed = missed_guides(session, run, read)
    unread = gaps(missed)
    shares = whole_shares(judge(read.county, workspace.rules), unread)
    rulings = tuple(
        whole_comparisons(workspace.rules, shares, siblings(read.county, [one for one, _ in missed]))
    )
    hindsight = look_back(session, workspace, run, rulings)
    night = Night(
        day=run.as_of,
        at=now,
        rulings=rulings,
        seen=read.seen,
        misses=read.missed,
        suspect=suspect,
        gaps=unread,
        sources=sources_of(workspace),
        withdrawn=hindsight.withdrawn,
        already=hindsight.already,
        visited=todo.sent_on(session, run.id),
        before=items_before(session, run),
    )
    applied = write(session, run, night)
    if not is_vouched_for:
        guard.remember(session, run.id, counts, suspect)
    return Judged(tuple(applied), suspect, read.county)


def sources_of(workspace: Workspace) -> frozenset[str]:
    """Where evidence comes from: the sources of the profile, and the offices' exports."""
    return frozenset((*(source.name for source in workspace.profile.sources), stored_exports.SOURCE))


def whole_shares(rulings: Iterable[Ruling], unread: Mapping[str, str]) -> Iterator[Ruling]:
    """All rulings but those on shares of units of which a guide was missed: a part is no share."""
    for ruling in rulings:
        if not (ruling.subject.key.startswith("unit:") and ruling.subject.unit in unread):
            yield ruling


def whole_comparisons(
    rules: Iterable[Rule], rulings: Iterable[Ruling], apart: Set[tuple[str, Channel]]
) -> Iterator[Ruling]:
    """All rulings but those of rules that compare channels, on items of which a guide was missed.

    What such a rule no longer says is not mended, for it may have been said against the guide that is
    missing: neither a pass nor a shorter list of differences proves anything.
    """
    compared = comparing(rules)
    for ruling in rulings:
        if not (ruling.rule in compared and (ruling.subject.key, ruling.subject.channel) in apart):
            yield ruling


def comparing(rules: Iterable[Rule]) -> frozenset[str]:
    """The rules that compare an item's channels."""
    return frozenset(rule.id for rule in rules if rule.looks_at is Item)


def siblings(county: CountyEvidence, missed: Sequence[Guide]) -> frozenset[tuple[str, Channel]]:
    """The subjects of the items that missed guides are of, by what those guides said last."""
    if not missed:
        return frozenset()
    lost = {id(guide) for guide in missed}
    items = items_of([*county.guides, *missed], county=county.name)
    touched = (item.guides for item in items if any(id(guide) in lost for guide in item.guides))
    subjects = (guide_subject(guide) for guides in touched for guide in guides)
    return frozenset((subject.key, subject.channel) for subject in subjects)


def rejudge(session: Session, workspace: Workspace, run: Run, before: Run, now: datetime) -> Judged:
    """Judge the stored evidence of an earlier night with the rules of today.

    The pages are the same, so whatever is no longer found is withdrawn: the rule changed, not the unit.
    """
    read = read_by(session, workspace, before)
    known = findings.known(session, run.county)
    night = Night(
        day=before.as_of,
        # What that night missed is as old as that night: a re-check since then has seen more.
        at=before.finished_at or now,
        rulings=tuple(judge(read.county, workspace.rules)),
        seen=read.seen,
        misses=read.missed,
        sources=sources_of(workspace),
        withdrawn=frozenset(finding.id for finding in known),
        only=frozenset(finding.id for finding in known if finding.observed == "present"),
    )
    return Judged(tuple(write(session, run, night)), {}, read.county)


def look_back(session: Session, workspace: Workspace, run: Run, rulings: Iterable[Ruling]) -> Hindsight:
    """What the readers and rules of today find in the old pages, where something was lost or has changed."""
    before, known = last_accepted(session, run.county, run.id), findings.known(session, run.county)
    lost = missing_from(known, rulings)
    if before is None or is_same_code(before, run, lost):
        return Hindsight()
    new = new_subjects(known, rulings)
    pieces = earlier_readings(session, workspace.profile.naming, before, run, lost, new)
    old = read_by(session, workspace, before, pieces)
    judged = tuple(judge(old.county, workspace.rules))
    return Hindsight(by_our_doing(lost, old.fresh, judged), frozenset(texts_of(judged)))


def verified_criteria(session: Session, workspace: Workspace, run: Run) -> dict[str, frozenset[str]]:
    """By unit the criteria on which a rule had anything to look at: what nothing is known of is no merit."""
    criteria = {rule.id: rule.criterion for rule in workspace.rules}
    found: dict[str, set[str]] = defaultdict(set)
    for ruling in judge(read_by(session, workspace, run).county, workspace.rules):
        if ruling.verdict is not Verdict.NOT_APPLICABLE:
            found[ruling.subject.unit].add(criteria[ruling.rule])
    return {unit: frozenset(seen_of) for unit, seen_of in found.items()}


def verified_last(session: Session, workspace: Workspace) -> dict[str, frozenset[str]] | None:
    """The same of the last accepted night; None where there is none."""
    run = last_accepted(session, workspace.profile.name)
    return verified_criteria(session, workspace, run) if run is not None else None


def items_before(session: Session, run: Run) -> frozenset[tuple[str, str]]:
    """The subjects and channels of the last accepted night: what a renamed item is looked for among."""
    before = last_accepted(session, run.county, run.id)
    if before is None:
        return frozenset()
    pieces = stored_evidence.of_run(session, before.id)
    return frozenset((one.subject, one.channel) for one in pieces if not isinstance(one.piece, Page))


def write(session: Session, run: Run, night: Night) -> list[findings.Applied]:
    """Compare a night with what is known and write what it changes."""
    return findings.apply(session, run, life.changes(findings.known(session, run.county, at=night.at), night))


def carried(
    session: Session, run: Run, fresh: Iterable[Stored], missed: Mapping[tuple[str, str], Reason]
) -> list[Stored]:
    """Published lists whose page was asked for and could not be read this time: the last reading stands."""
    read = {(one.source, one.key) for one in fresh}
    earlier = stored_evidence.newest(session, run.county, CARRIED_KINDS)
    return [
        one
        for one in earlier
        if (one.source, one.key) not in read
        and (reason := missed.get((one.source, one.key))) is not None
        and not reason.is_gone
    ]


def seen(fresh: Iterable[Stored]) -> dict[tuple[str, str], list[Seen]]:
    """The good readings of each subject on each channel."""
    found: dict[tuple[str, str], list[Seen]] = {}
    for one in fresh:
        found.setdefault((one.subject, one.channel), []).append(seen_once(one))
    return found


def seen_once(one: Stored) -> Seen:
    said = to_json(one.piece)
    return Seen(
        source=one.source,
        fetched_url=one.key,
        fetched_at=one.fetched_at,
        url=one.piece.origin.url,
        fields=frozenset(key for key, value in said.items() if value not in (None, "", [], {})),
        unreadable=one.piece.unreadable if isinstance(one.piece, Guide) else "",
        content=one.content,
    )


def missed_guides(session: Session, run: Run, read: Read) -> list[tuple[Guide, Reason]]:
    """The guides known from before that were not read this time, as they were, with the reason.

    One whose address is no more, while the same channel shows it at another, has moved and is not missed.
    """
    fresh = {(one.source, one.key) for one in read.fresh}
    shown = {(one.subject, one.channel) for one in read.fresh}
    return [
        (one.piece, reason)
        for one in stored_evidence.newest(session, run.county, ("guide",))
        if isinstance(one.piece, Guide)
        and (reason := read.missed.get((one.source, one.key))) is not None
        and (one.source, one.key) not in fresh
        and not (reason.is_gone and (one.subject, one.channel) in shown)
    ]


def gaps(missed: Iterable[tuple[Guide, Reason]]) -> dict[str, str]:
    """Units of which a guide known from before was not read this time, with the reason."""
    found: dict[str, str] = {}
    for guide, reason in missed:
        found.setdefault(guide.unit, f"该单位有指南本次没有读到（{reason.label}）")
    return found


def searched(
    workspace: Workspace, fresh: Iterable[Stored], covered: Iterable[SourceCoverage]
) -> tuple[Searched, ...]:
    """What was searched on each channel, and what could not be: the ground of every "not found"."""
    channel_of = {source.name: source.channel for source in workspace.profile.sources}
    limits = {source.name: source.max_pages for source in workspace.profile.sources}
    documents = documents_of(fresh)
    found: dict[Channel, Searched] = {}
    for source in covered:
        channel = channel_of.get(source.source)
        if channel is None:
            continue
        before = found.get(channel, Searched(channel))
        files = len(documents.get(source.source, ()))
        unread = [reason for reason, _ in source.reasons if hides_content(reason)]
        said = [f"{source.source}：{reason.label} {dict(source.reasons)[reason]} 处" for reason in unread]
        if source.fetched >= (limits[source.source] or MAX_PAGES):
            said.append(f"{source.source}：已达到页数上限")
        if source.waiting:
            said.append(f"{source.source}：还有 {source.waiting} 处没有读")
        pages = before.pages + source.fetched - files
        found[channel] = Searched(channel, pages, before.attachments + files, (*before.missed, *said))
    return tuple(found.values())


def hides_content(reason: Reason) -> bool:
    """May what was not read for this reason hold what was searched for?

    A page that does not exist holds nothing; what robots.txt, the budget or the source's own limits leave
    out is not part of what the site offers for reading.
    """
    return not (reason.is_gone or reason.is_left_out or reason is Reason.SOFT_NOT_FOUND)


# fmt: off
DOCUMENT_ENDINGS = (
    ".pdf", ".doc", ".docx", ".docm", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".csv", ".txt",
    ".mht", ".mhtml", ".zip", ".7z", ".rar",
)
# fmt: on


def documents_of(fresh: Iterable[Stored]) -> dict[str, set[str]]:
    """The addresses of the files among what was read, by source."""
    found: dict[str, set[str]] = {}
    for one in fresh:
        if one.key.lower().partition("?")[0].endswith(DOCUMENT_ENDINGS):
            found.setdefault(one.source, set()).add(one.key)
    return found
