"""Writing what a run changed: the rows of findings, and an event for everything that is different."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checks.outcome import Judgement
from storage import chain, decisions
from storage.decisions import link, settle
from storage.identity import Slot, fingerprint, normal_text
from storage.models import FindingRow, Run
from storage.night import Change, Seen, What

MACHINE = "自动核查"


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written: the changes that gave an event."""

    finding_id: int
    what: What


@dataclass(frozen=True, slots=True)
class Told:
    """One difference, as its event says it."""

    what: What
    old: str
    new: str


def apply(session: Session, run: Run, changes: Iterable[Change]) -> list[Applied]:
    """Write the changes of a run. The same evidence twice gives no event."""
    # Loaded at once and held: one by one would cost a question for each finding.
    held = session.scalars(select(FindingRow).where(FindingRow.county == run.county)).all()
    written: list[Applied] = []
    has_wide = decisions.has_wide(session, run.county)
    for change in changes:
        if change.known is None:
            number = appear(session, run, change)
            if has_wide:
                row, at = session.get_one(FindingRow, number), change.at or run.started_at
                decisions.settle(session, row, who=MACHINE, at=at, run_id=run.id)
            written.append(Applied(number, What.APPEARED))
            continue
        row = session.get_one(FindingRow, change.known.id)
        # What a person decided in the meantime stands in columns that no run writes.
        if is_newer(change, row, run):
            written += changed(session, run, row, change)
    end_dismissals(session, run)
    session.flush()
    del held
    return written


def end_dismissals(session: Session, run: Run) -> None:
    """Dismissals whose day is over hold no longer."""
    for row in decisions.expired(session, run.county, run.as_of):
        decisions.settle(session, row, who=MACHINE, at=run.started_at, run_id=run.id)


def is_newer(change: Change, row: FindingRow, run: Run) -> bool:
    """Does it rest on a later fetch than what is known? The time of a fetch counts, not that of judging.

    A page that was not read has no such time: whatever was seen since the run began is newer. A night
    that was resumed after a re-check would else undo what the re-check saw.
    """
    if change.what in (What.UNKNOWN, What.GONE) and row.seen_at > run.started_at:
        return False
    return change.at is not None and change.at >= row.seen_at


def appear(session: Session, run: Run, change: Change) -> int:
    """A new finding with its first event."""
    judgement, at = change.judgement, change.at
    assert judgement is not None and at is not None
    subject = judgement.subject
    row = FindingRow(
        county=run.county, rule=judgement.rule, subject=subject.key, channel=subject.channel.value,
        fingerprint=new_fingerprint(session, run.county, judgement), indicator=judgement.indicator,
        observed="present", seen_at=at, first_seen=at, last_seen=at, observed_reason="", cause="",
        reopened=0, decided="pending", decided_reason="", decided_by="", round="", last_event=0,
    )  # fmt: skip
    show(row, judgement, change.reading)
    row.places = stored_places(change)
    session.add(row)
    session.flush()
    row.last_event = append(session, run, row, change, Told(What.APPEARED, "", "present"))
    return row.id


def new_fingerprint(session: Session, county: str, judgement: Judgement) -> str:
    """The hash of identity and text; where equal texts stand side by side, the later ones are numbered."""
    subject, text = judgement.subject, normal_text(judgement.quote)
    made = fingerprint(judgement.rule, subject.key, subject.channel.value, text)
    alike = FindingRow.fingerprint.startswith(made, autoescape=True)
    same = FindingRow.county == county, FindingRow.rule == judgement.rule, FindingRow.subject == subject.key
    count = session.scalar(select(func.count()).select_from(FindingRow).where(*same, alike)) or 0
    return f"{made}-{count + 1}" if count else made


def show(row: FindingRow, judgement: Judgement, reading: Seen | None) -> None:
    """Take over what the night saw: where it stands and what it says."""
    subject = judgement.subject
    row.slot, row.text = Slot(judgement.field).kind, normal_text(judgement.quote)
    row.verdict, row.severity = judgement.verdict.value, judgement.severity.value
    row.unit, row.item_name, row.item_code = subject.unit, subject.item_name, subject.item_code
    row.url, row.field, row.quote = subject.origin.url, judgement.field, judgement.quote
    row.reason, row.message, row.advice = judgement.reason, judgement.message, judgement.advice
    row.basis, row.snapshot = judgement.basis, subject.origin.snapshot
    row.measured = list(judgement.measured) if judgement.measured else None
    row.source = reading.source if reading else subject.origin.source
    row.fetched_url = reading.fetched_url if reading else subject.origin.fetched_url
    row.fields = sorted(reading.fields) if reading else []
    row.content = reading.content if reading else ""


def stored_places(change: Change) -> list[list[str]]:
    return [list(place) for place in sorted(change.places)]


def changed(session: Session, run: Run, row: FindingRow, change: Change) -> list[Applied]:
    """Write one change of a known finding; an event for each thing that is different."""
    before = facts(row)
    if change.what is What.RENAMED:
        rename(row, change)
    elif change.judgement is not None:
        present(row, change)
    else:
        absent(row, change)
    told = list(differences(change.what, before, facts(row)))
    for one in told:
        note(session, run, row, change, one)
    if change.what is What.EDITED:
        settle(session, row, who=MACHINE, at=change.at or run.started_at, run_id=run.id)
    return [Applied(row.id, one.what) for one in told]


@dataclass(frozen=True, slots=True)
class Facts:
    """What events are written about."""

    observed: str
    reason: str
    missing: bool
    text: str
    quote: str
    verdict: str
    place: str
    subject: str


def facts(row: FindingRow) -> Facts:
    return Facts(
        observed=row.observed,
        reason=row.observed_reason,
        missing=row.missing_since is not None,
        text=row.text,
        quote=row.quote,
        verdict=f"{row.verdict} {row.severity}",
        place=f"{row.slot} {row.url}".strip(),
        subject=f"{row.unit} {row.subject}".strip(),
    )


def differences(what: What, old: Facts, new: Facts) -> Iterator[Told]:
    """The events of one change, the gravest first; none when everything is as it was."""
    if old.subject != new.subject:
        yield Told(What.RENAMED, old.subject, new.subject)
    if old.text != new.text:
        yield Told(What.EDITED, old.quote, new.quote)
    if old.observed != new.observed or (old.reason, old.missing) != (new.reason, new.missing):
        yield Told(What.BACK if what in (What.SEEN, What.EDITED) else what, old.observed, new.observed)
    if old.verdict != new.verdict:
        yield Told(What.VERDICT, old.verdict, new.verdict)
    if old.place != new.place:
        yield Told(What.MOVED, old.place, new.place)


def rename(row: FindingRow, change: Change) -> None:
    """Its item goes by another code or name, or belongs to another unit."""
    subject = change.subject
    assert subject is not None
    row.subject, row.unit = subject.key, subject.unit
    row.item_name, row.item_code = subject.item_name, subject.item_code


def present(row: FindingRow, change: Change) -> None:
    """It stands on the page."""
    assert change.judgement is not None and change.at is not None
    if change.what is What.REOPENED:
        row.reopened += 1
        # It waits for the next list: an old day that has passed makes no relapse overdue.
        row.due = None
    row.observed, row.observed_reason, row.cause = "present", "", ""
    row.seen_at = row.last_seen = change.at
    row.missing_since = None
    row.places = stored_places(change)
    show(row, change.judgement, change.reading)


def absent(row: FindingRow, change: Change) -> None:
    """It is not on the page, or the page could not be read."""
    assert change.at is not None
    row.observed = {What.UNKNOWN: "unknown", What.GONE: "gone"}.get(change.what, "absent")
    row.observed_reason, row.missing_since = change.reason, change.missing_since
    if row.observed == "absent":
        row.seen_at = change.at
        row.cause = "withdrawn" if change.what is What.WITHDRAWN else "fixed"
        row.content = change.reading.content if change.reading else row.content
        row.fixed_at = change.at if row.cause == "fixed" else row.fixed_at


def note(session: Session, run: Run, row: FindingRow, change: Change, told: Told) -> None:
    """Append the event, and make it the finding's last one if nobody was faster."""
    link(session, row, append(session, run, row, change, told))


def append(session: Session, run: Run, row: FindingRow, change: Change, told: Told) -> int:
    """Append the event; its number."""
    at = change.at or run.started_at
    entry = chain.Entry(row.id, at, MACHINE, told.what.value, told.old, told.new, change.reason, run.id)
    return chain.append(session, row.county, entry).number
