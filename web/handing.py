"""Files that go with a form: kept as uploads, and told by the answer as its proofs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from flask import request
from sqlalchemy.orm import Session

from checks.answers import ProofFile
from storage import uploads, visits
from storage.models import Upload
from web.access import visitor
from web.desk import the_desk
from web.filling import Chosen, Slot

SENDING = "sending"
"""How our own script names itself: it keeps the page and wants words, not a page."""
ON_SITE = "onsite:"
"""What the rule of an assessor's upload begins with: a unit does not see it."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that this form brought, kept, with the slot it is for."""

    upload: int
    slot: Slot
    proof: ProofFile

    @property
    def mark(self) -> str:
        """How a form that is shown again tells of it."""
        return f"{self.upload}:{self.slot.key}"


def with_looks(files: Iterable[Chosen]) -> list[tuple[Chosen, str]]:
    """Each file with what it looks like; asked for before anything is written, for it takes its time."""
    look = the_desk().jobs.look
    return [(file, look(file.body) if file.kind.startswith("image/") else "") for file in files]


def hand_in(session: Session, files: Iterable[tuple[Chosen, str]], *, unit: str, rule: str) -> list[Handed]:
    """Keep the files. Raises storage.uploads.NotTaken."""
    desk, who = the_desk(), visitor()
    made = []
    for file, look in files:
        kept = uploads.hand_in(
            session, desk.county, file.body, file=file.name, unit=unit, who=who.name, at=desk.clock(),
            rule=rule,
        )  # fmt: skip
        proof = ProofFile(file.slot.sort, kept.file, file.slot.label, kept.hash, look)
        made.append(Handed(kept.id, file.slot, proof))
    return made


def brought_before(slots: Sequence[Slot], *, unit: str, rule: str) -> list[Handed]:
    """Files that an earlier try of this form brought: only this visitor's own, for this unit and rule."""
    desk, by_key, found = the_desk(), {slot.key: slot for slot in slots}, []
    for mark in request.form.getlist("have"):
        number, _, key = mark.partition(":")
        if not (number.isdigit() and len(number) < 12 and key in by_key):
            continue
        with desk.asking() as asked:
            row = asked.get(Upload, int(number))
            if row is None or (row.county, row.unit, row.rule) != (desk.county, unit, rule):
                continue
            body = visits.body(asked, row.hash)
        if row.who == visitor().name:
            slot, look = by_key[key], desk.jobs.look(body) if row.kind.startswith("image/") else ""
            found.append(Handed(row.id, slot, ProofFile(slot.sort, row.file, slot.label, row.hash, look)))
    return found


def once(files: Iterable[ProofFile]) -> tuple[ProofFile, ...]:
    """The files, each once: the same picture under the same label is one."""
    numbered = count()
    seen = {(file.hash or str(next(numbered)), file.sort, file.label): file for file in files}
    return tuple(seen.values())


def uploads_by_hash(session: Session, unit: str, rule: str) -> dict[str, int]:
    """The number of the upload behind each hash of a rule's evidence."""
    rows = uploads.of_rule(session, the_desk().county, unit, rule)
    return {row.hash: row.id for row in rows}


def wants_words() -> bool:
    """Does our own script send this form, keeping the page that it stands on?"""
    return request.headers.get("X-Requested-With") == SENDING


def refusal(mistakes: Iterable[str]) -> str:
    """All that cannot be taken, for a page that stays."""
    return f"还没有保存，请先改正：{'；'.join(dict.fromkeys(mistakes))}"
