"""Answers of self-check forms: each kept with the visit that brought it; a newer one stands, none is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.answer_records import answer_from_json, answer_to_json
from checks.answers import FORM_SOURCE, Answer
from checks.evidence import Channel
from checks.subject import answer_subject
from storage import visits
from storage.models import EvidenceRow, Run, Visit
from storage.night import Seen
from storage.visits import Fetch

KIND = "answer"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT_THE_FORM = frozenset({"answered_on", "role", "title", "fetched_url", "source", "snapshot", "seen_on"})
"""Keys that tell when and by whom it was written: they change while the answer stays."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was handed in: when, under which key, and the hash of what it says."""

    answer: Answer
    at: datetime
    key: str
    content: str

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
        visit = visits.record(session, run.id, fetch)
        origin = replace(
            answer.origin, fetched_url=key, source=FORM_SOURCE, snapshot=visit.snapshot or "",
        )  # fmt: skip
        answer = replace(answer, origin=origin)
        session.add(
            EvidenceRow(
                run_id=run.id, visit_id=visit.id, kind=KIND, subject=answer_subject(answer).key,
                channel=Channel.FORM.value, unit=answer.unit, reader="", content=answer_to_json(answer),
            )
        )  # fmt: skip
    session.flush()


def history(session: Session, county: str) -> Iterable[StoredAnswer]:
    """Every answer that a county was ever given, the oldest first."""
    query = (
        select(EvidenceRow, Visit)
        .join(Visit, Visit.id == EvidenceRow.visit_id)
        .join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, EvidenceRow.kind == KIND)
        .order_by(Visit.fetched_at, EvidenceRow.id)
    )
    for row, visit in session.execute(query):
        answer = answer_from_json(row.content)
        yield StoredAnswer(answer, visit.fetched_at, visit.url, content_hash(answer))


def newest(session: Session, county: str) -> tuple[StoredAnswer, ...]:
    """The answer of each unit to each rule that stands, in the order of unit and rule."""
    last = {stored.answer.key: stored for stored in history(session, county)}
    return tuple(last[key] for key in sorted(last))


def content_hash(answer: Answer) -> str:
    """The hash of what an answer says, whenever and by whom it was written."""
    said = {key: value for key, value in answer_to_json(answer).items() if key not in ABOUT_THE_FORM}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def readings(stored: Iterable[StoredAnswer]) -> dict[tuple[str, str], list[Seen]]:
    """The reading of each answer, by subject and channel."""
    return {(answer_subject(one.answer).key, Channel.FORM.value): [one.seen] for one in stored}
