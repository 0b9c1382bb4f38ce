"""Findings: writing what a night changed, deciding, and the questions that others ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from checks.outcome import Judgement
from storage import chain
from storage.identity import Slot, fingerprint, normal_text
from storage.life import Change, Known, Seen, What
from storage.models import FindingRow, Run

STATUSES = ("待复核", "待整改", "复发", "待核实", "已整改", "已撤销", "页面已取消", "误报", "上级要素")


class Overtaken(Exception):
    """Somebody else changed the finding in the meantime; nothing was written."""


def status(finding: FindingRow) -> str:
    """The status in the office's words, derived from what was observed and what was decided."""
    if finding.decided == "dismissed":
        return "误报"
    if finding.observed == "absent":
        return "已撤销" if finding.cause == "withdrawn" else "已整改"
    if finding.observed == "gone":
        return "页面已取消"
    if finding.decided == "escalated":
        return "上级要素"
    if finding.observed == "unknown":
        return "待核实"
    if finding.reopened:
        return "复发"
    return "待整改" if finding.decided == "confirmed" else "待复核"


def public_id(finding: FindingRow) -> str:
    """The number by which people speak of a finding."""
    return f"F{finding.id:06d}"


def id_of(public: str) -> int | None:
    """The row's number behind a public id; None when it is none."""
    digits = public.strip().upper().removeprefix("F")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 18 else None


def known(session: Session, county: str) -> list[Known]:
    """Every finding of a county as the life cycle needs it."""
    rows = session.scalars(select(FindingRow).where(FindingRow.county == county).order_by(FindingRow.id))
    return [known_of(row) for row in rows]


def known_of(row: FindingRow) -> Known:
    return Known(
        id=row.id, rule=row.rule, subject=row.subject, channel=row.channel, path=row.field, text=row.text,
        observed=row.observed, seen_at=row.seen_at, source=row.source, fetched_url=row.fetched_url,
        unit=row.unit, fields=frozenset(row.fields), missing_since=row.missing_since,
        last_event=row.last_event, cause=row.cause,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written: the changes that gave an event."""

    finding_id: int
    what: What


def apply(session: Session, run: Run, changes: Iterable[Change]) -> list[Applied]:
    """Write the changes of a run. The same evidence twice gives no event."""
    written = []
    for change in changes:
        row = session.get_one(FindingRow, change.known.id) if change.known else None
        if row is None:
            written.append(Applied(appear(session, run, change), What.APPEARED))
        elif change.what is What.WITHDRAWN or (change.at is not None and change.at > row.seen_at):
            # What a person decided in the meantime stands in columns that no run writes.
            written += changed(session, run, row, change)
    return written


def appear(session: Session, run: Run, change: Change) -> int:
    """A new finding with its first event."""
    judgement, reading = change.judgement, change.reading
    assert judgement is not None and change.at is not None
    subject, text = judgement.subject, normal_text(judgement.quote)
    row = FindingRow(
        county=run.county, rule=judgement.rule, subject=subject.key, channel=subject.channel.value,
        fingerprint=fingerprint(judgement.rule, subject.key, subject.channel.value, text),
        indicator=judgement.indicator, observed="present", seen_at=change.at, first_seen=change.at,
        last_seen=change.at, observed_reason="", cause="", reopened=0, decided="pending",
        decided_reason="", decided_by="", round="", last_event=0,
    )  # fmt: skip
    show(row, judgement, reading)
    session.add(row)
    session.flush()
    note(session, run, row, change, "", "present")
    return row.id


def show(row: FindingRow, judgement: Judgement, reading: Seen | None) -> None:
    """Take over what the night saw: where it stands and what it says."""
    subject = judgement.subject
    row.slot, row.text = Slot(judgement.field).kind, normal_text(judgement.quote)
    row.verdict, row.severity = judgement.verdict.value, judgement.severity.value
    row.unit, row.item_name, row.item_code = subject.unit, subject.item_name, subject.item_code
    row.url, row.field, row.quote = subject.origin.url, judgement.field, judgement.quote
    row.reason, row.message, row.advice = judgement.reason, judgement.message, judgement.advice
    row.basis, row.snapshot = judgement.basis, subject.origin.snapshot
    row.source = reading.source if reading else subject.origin.source
    row.fetched_url = reading.fetched_url if reading else subject.origin.fetched_url
    row.fields = sorted(reading.fields) if reading else []


def changed(session: Session, run: Run, row: FindingRow, change: Change) -> list[Applied]:
    """Write one change of a known finding; an event only where something is different."""
    assert change.at is not None
    before = row.observed, row.verdict, row.observed_reason, row.missing_since
    old = row.observed if change.what is not What.EDITED else row.quote
    if change.judgement is not None:
        present(row, change)
    else:
        absent(row, change)
    after = row.observed, row.verdict, row.observed_reason, row.missing_since
    if before == after and change.what is not What.EDITED:
        return []
    new = row.observed if change.what is not What.EDITED else row.quote
    note(session, run, row, change, old, new)
    return [Applied(row.id, change.what)]


def present(row: FindingRow, change: Change) -> None:
    """It stands on the page."""
    assert change.judgement is not None and change.at is not None
    if change.what is What.REOPENED:
        row.reopened += 1
    if change.what is What.EDITED and row.decided == "dismissed":
        # The dismissal was of another text.
        row.decided, row.decided_reason, row.decided_by = "pending", "", ""
    row.observed, row.observed_reason, row.cause = "present", "", ""
    row.seen_at = row.last_seen = change.at
    row.missing_since = None
    show(row, change.judgement, change.reading)


def absent(row: FindingRow, change: Change) -> None:
    """It is not on the page, or the page could not be read."""
    assert change.at is not None
    row.observed = {What.UNKNOWN: "unknown", What.GONE: "gone"}.get(change.what, "absent")
    row.observed_reason, row.missing_since = change.reason, change.missing_since
    if row.observed == "absent":
        row.seen_at = row.fixed_at = change.at
        row.cause = "withdrawn" if change.what is What.WITHDRAWN else "fixed"


def note(session: Session, run: Run, row: FindingRow, change: Change, old: str, new: str) -> None:
    """Append the event, and make it the finding's last one if nobody was faster."""
    entry = chain.Entry(
        row.id, change.at or run.started_at, "自动核查", change.what.value, old, new, change.reason, run.id
    )
    link(session, row, chain.append(session, row.county, entry).number)


def link(session: Session, row: FindingRow, number: int) -> None:
    """Compare and set the finding's last event."""
    session.flush()
    done = session.execute(
        update(FindingRow)
        .where(FindingRow.id == row.id, FindingRow.last_event == row.last_event)
        .values(last_event=number)
        .execution_options(synchronize_session="fetch")
    )
    if getattr(done, "rowcount", 0) != 1:
        raise Overtaken(public_id(row))


DECISIONS = ("pending", "confirmed", "dismissed", "escalated")


def decide(
    session: Session, finding_id: int, decision: str, *, who: str, at: datetime, reason: str = ""
) -> FindingRow:
    """Record a person's decision; nothing a run does ever overwrites it."""
    if decision not in DECISIONS:
        raise ValueError(f"no such decision: {decision}")
    row = session.get_one(FindingRow, finding_id)
    old, row.decided = row.decided, decision
    row.decided_by, row.decided_reason = who, reason
    entry = chain.Entry(row.id, at, who, f"decided-{decision}", old, decision, reason)
    link(session, row, chain.append(session, row.county, entry).number)
    return row


def of_county(
    session: Session, county: str, *, unit: str | None = None, statuses: Sequence[str] = ()
) -> list[FindingRow]:
    """A county's findings, the gravest first, in a stable order."""
    query = select(FindingRow).where(FindingRow.county == county)
    if unit is not None:
        query = query.where(FindingRow.unit == unit)
    order = FindingRow.unit, FindingRow.severity, FindingRow.rule, FindingRow.item_name, FindingRow.id
    rows = session.scalars(query.order_by(*order))
    return [row for row in rows if not statuses or status(row) in statuses]


def awaiting_review(session: Session, county: str, *, unit: str | None = None) -> list[FindingRow]:
    """Findings nobody has decided yet, worst first, in a stable order."""
    rows = of_county(session, county, unit=unit)
    waiting = [row for row in rows if row.decided == "pending" and row.observed in ("present", "unknown")]
    return sorted(waiting, key=lambda row: (row.severity, row.id))


def counties(session: Session) -> list[str]:
    """The counties that have findings or runs in this database."""
    return list(session.scalars(select(Run.county).distinct().order_by(Run.county)))
