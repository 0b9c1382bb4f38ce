"""Answers of self-check forms: each kept with the visit that brought it; a newer one stands, none is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from checks.answer_records import answer_from_json, answer_to_json
from checks.answers import FORM_SOURCE, Answer
from checks.evidence import Channel
from checks.subject import answer_subject
from storage import runs, visits
from storage.models import EvidenceRow, Run, Visit
from storage.night import Seen
from storage.visits import Fetch

KIND = "answer"
DESK = "desk"
RUN_KIND = "form"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT_THE_FORM = frozenset({"answered_on", "role", "title", "fetched_url", "source", "snapshot", "seen_on"})
"""Keys that tell when and by whom it was written: they change while the answer stays."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was handed in: when and under which key.

    `who` is the account that wrote it at the desk, "" for a workbook; `file` the workbook's name.
    """

    answer: Answer
    at: datetime
    key: str
    who: str = ""
    file: str = ""

    @property
    def content(self) -> str:
        """The hash of what it says."""
        return content_hash(self.answer)

    @property
    def seen(self) -> Seen:
        """What the comparison of findings takes it for: a good reading of one place."""
        return Seen(FORM_SOURCE, self.key, self.at, content=self.content)


def key_of(answer: Answer) -> str:
    """What a newer answer supersedes, in the place of an address."""
    return f"form:{answer.unit}/{answer.rule}"


def store(
    session: Session, run: Run, answers: Iterable[Answer], *, workbook: bytes, file: str, at: datetime
) -> None:
    """Keep answers, and once the workbook that they came in."""
    for answer in answers:
        key = key_of(answer)
        fetch = Fetch(key, file, FORM_SOURCE, Channel.FORM.value, at, body=workbook, content_type=XLSX)
        keep(session, run, answer, fetch)
    session.flush()


def put(session: Session, county: str, answer: Answer, *, who: str, at: datetime, day: date) -> None:
    """Keep an answer that was written at the desk, with who wrote it; `day` is the Beijing day."""
    said = json.dumps(answer_to_json(answer), ensure_ascii=False, sort_keys=True).encode()
    fetch = Fetch(
        key_of(answer), DESK, FORM_SOURCE, Channel.FORM.value, at, headers={"who": who}, body=said,
        content_type="application/json",
    )  # fmt: skip
    keep(session, run_of(session, county, day, at), answer, fetch)
    session.flush()


def keep(session: Session, run: Run, answer: Answer, fetch: Fetch) -> None:
    visit = visits.record(session, run.id, fetch)
    origin = replace(
        answer.origin, fetched_url=fetch.url, source=FORM_SOURCE, snapshot=visit.snapshot or "",
    )  # fmt: skip
    answer = replace(answer, origin=origin)
    session.add(
        EvidenceRow(
            run_id=run.id, visit_id=visit.id, kind=KIND, subject=answer_subject(answer).key,
            channel=Channel.FORM.value, unit=answer.unit, reader="", content=answer_to_json(answer),
        )
    )  # fmt: skip


def run_of(session: Session, county: str, day: date, at: datetime) -> Run:
    """The run that the desk's answers of this day belong to: one that is never at work, so holds up none."""
    same = Run.county == county, Run.kind == RUN_KIND, Run.as_of == day
    run = session.scalars(select(Run).where(*same).limit(1)).first()
    if run is None:
        run = runs.begin(session, county, RUN_KIND, owner=DESK, as_of=day, ruleset="", now=at)
        runs.close_run(session, run, "complete", now=at, note="审核台填报的自查表")
    return run


def history(session: Session, county: str, *, unit: str = "", rule: str = "") -> Iterable[StoredAnswer]:
    """Every answer that a county, a unit or a unit to one rule was ever given, the oldest first."""
    rows = session.execute(asked(county, unit, rule).order_by(Visit.fetched_at, EvidenceRow.id))
    return (stored(*row) for row in rows)


def asked(county: str, unit: str, rule: str) -> Select[EvidenceRow, Visit]:
    query = (
        select(EvidenceRow, Visit)
        .join(Visit, Visit.id == EvidenceRow.visit_id)
        .join(Run, Run.id == Visit.run_id)
        # The visits of one source are found by index; the evidence of all nights is not gone through.
        .where(Visit.source == FORM_SOURCE, Run.county == county, EvidenceRow.kind == KIND)
    )
    query = query.where(EvidenceRow.unit == unit) if unit else query
    return query.where(Visit.url == f"form:{unit}/{rule}") if rule else query


def stored(row: EvidenceRow, visit: Visit) -> StoredAnswer:
    answer = answer_from_json(row.content)
    by_hand = visit.final_url == DESK
    return StoredAnswer(
        answer, visit.fetched_at, visit.url, str(visit.headers.get("who", "")),
        "" if by_hand else visit.final_url,
    )  # fmt: skip


def newest(session: Session, county: str, *, unit: str = "") -> tuple[StoredAnswer, ...]:
    """The answer of each unit to each rule that stands, in the order of unit and rule."""
    last = {row.key: row for row in history(session, county, unit=unit)}
    return tuple(sorted(last.values(), key=lambda one: one.answer.key))


def standing(session: Session, county: str, unit: str, rule: str) -> StoredAnswer | None:
    """A unit's answer to one rule that stands."""
    return next(reversed(tuple(history(session, county, unit=unit, rule=rule))), None)


def content_hash(answer: Answer) -> str:
    """The hash of what an answer says, whenever and by whom it was written."""
    said = {key: value for key, value in answer_to_json(answer).items() if key not in ABOUT_THE_FORM}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def readings(stored: Iterable[StoredAnswer]) -> dict[tuple[str, str], list[Seen]]:
    """The reading of each answer, by subject and channel."""
    return {(answer_subject(one.answer).key, Channel.FORM.value): [one.seen] for one in stored}
