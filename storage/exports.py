"""Offices' exports as they were handed in: masked rows with the hash of the file, never the file itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.evidence import Channel, CountyEvidence
from checks.export_records import export_from_json, export_to_json
from checks.exports import Export, ExportKind, covering
from checks.listed_items import as_guide, items_in_force
from checks.subject import guide_subject, records_subject
from storage import visits
from storage.models import EvidenceRow, Run, Visit
from storage.night import Seen
from storage.visits import Fetch

SOURCE = "数据导出"
KIND = "export"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a stored export without its rows. `content` is the hash of all that it says."""

    visit_id: int
    kind: str
    unit: str
    since: str
    until: str
    exported_on: str
    file_hash: str
    content: str
    at: datetime

    @property
    def age(self) -> tuple[str, str, datetime, int]:
        """Which of two exports is the newer: what it reaches to, when it was made, when it was handed in."""
        return self.until or self.exported_on, self.exported_on, self.at, self.visit_id


@dataclass(frozen=True, slots=True)
class StoredExport:
    """An export that is in force, with when it was handed in."""

    export: Export
    content: str
    at: datetime


def keep(session: Session, run: Run, export: Export, at: datetime) -> None:
    """Store an export with a visit of its own, so that a finding can name its snapshot."""
    record = export_to_json(export)
    body = json.dumps(record, ensure_ascii=False, sort_keys=True).encode()
    fetch = Fetch(
        url=f"{KIND}:{export.kind.value}:{export.unit}:{record['since'] or ''}:{record['until'] or ''}",
        final_url=export.file, source=SOURCE, channel=Channel.EXPORT.value, fetched_at=at, body=body,
        # No headers came; what is asked of every stored export stands here, so that rows need not be read.
        headers=told(export), content_type="application/json",
    )  # fmt: skip
    visit = visits.record(session, run.id, fetch)
    session.add(
        EvidenceRow(
            run_id=run.id, visit_id=visit.id, kind=KIND, subject=f"{KIND}:{export.kind.value}:{export.unit}",
            channel=Channel.EXPORT.value, unit=export.unit, reader="", content=record,
        )
    )  # fmt: skip
    session.flush()


def told(export: Export) -> dict[str, str]:
    days = {"since": export.since, "until": export.until, "exported_on": export.exported_on}
    return {
        "kind": export.kind.value,
        "unit": export.unit,
        "file_hash": export.file_hash,
        "content": content_of(export),
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }


def content_of(export: Export) -> str:
    """The hash of what an export says, whatever its file is called and whenever it was made."""
    said = {**export_to_json(export), "file": "", "file_hash": "", "exported_on": ""}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def kept(session: Session, county: str) -> list[Kept]:
    """Every export that a county ever handed in, the newest of each kind and unit last."""
    rows = session.scalars(
        select(Visit)
        .join(Run, Run.id == Visit.run_id)
        .where(Run.county == county, Visit.source == SOURCE, Run.state != "aborted")
        .order_by(Visit.id)
    )
    return sorted((kept_of(visit) for visit in rows), key=lambda one: one.age)


def kept_of(visit: Visit) -> Kept:
    names = ("kind", "unit", "since", "until", "exported_on", "file_hash", "content")
    said = {name: str(visit.headers.get(name, "")) for name in names}
    return Kept(visit_id=visit.id, at=visit.fetched_at, **said)


def newest(session: Session, county: str) -> tuple[StoredExport, ...]:
    """The newest export of each kind and unit, the newest first."""
    last = {(one.kind, one.unit): one for one in kept(session, county)}
    chosen = sorted(last.values(), key=lambda one: one.age, reverse=True)
    return tuple(read(session, one) for one in chosen)


def read(session: Session, one: Kept) -> StoredExport:
    rows = select(EvidenceRow, Visit.snapshot).join(Visit, Visit.id == EvidenceRow.visit_id)
    row, snapshot = session.execute(rows.where(EvidenceRow.visit_id == one.visit_id)).one()
    content: Mapping[str, Any] = row.content
    return StoredExport(replace(export_from_json(content), snapshot=snapshot or ""), one.content, one.at)


def is_known(export: Export, before: Iterable[Kept]) -> bool:
    """Was the same handed in already: the same rows of the same file, or made on the same day?"""
    said = told(export)
    return any(
        one.content == said["content"]
        and (one.file_hash == said["file_hash"] or one.exported_on == said["exported_on"])
        for one in before
    )


def newer_than(export: Export, before: Iterable[Kept]) -> Kept | None:
    """The stored export of the same kind and unit that reaches further or was made later, if there is one."""
    said = told(export)
    mine = said["until"] or said["exported_on"], said["exported_on"]
    same = [one for one in before if (one.kind, one.unit) == (said["kind"], said["unit"])]
    last = max(same, key=lambda one: one.age, default=None)
    return last if last is not None and last.age[:2] > mine else None


def seen(
    exports: Sequence[StoredExport], county: CountyEvidence, needs: Iterable[tuple[ExportKind, ...]]
) -> dict[tuple[str, str], list[Seen]]:
    """When each subject that exports speak of was last heard of, and what they said.

    `needs` are the kinds that rules ask for together. The content is that of the exports: what a rule no
    longer finds in the very same export was withdrawn by us, in a newer one it was put right.
    """
    by_export = {id_of(one.export): one for one in exports}
    found: dict[tuple[str, str], list[Seen]] = {}
    for kinds in sorted(set(needs)):
        for unit in county.units:
            covered = [one for kind in kinds if (one := covering(county.exports, kind, unit.name))]
            if len(covered) == len(kinds):
                key = records_subject(unit, covered).key
                found[key, Channel.EXPORT.value] = [seen_at(key, [by_export[id_of(one)] for one in covered])]
    for item in items_in_force(county):
        export = covering(county.exports, ExportKind.CATALOGUE, item.unit)
        key = guide_subject(as_guide(item, county)).key
        if export is not None:
            place = f"records:{ExportKind.CATALOGUE.value}"
            found[key, Channel.EXPORT.value] = [seen_at(place, [by_export[id_of(export)]])]
    return found


def id_of(export: Export) -> tuple[ExportKind, str]:
    return export.kind, export.unit


def seen_at(place: str, exports: Sequence[StoredExport]) -> Seen:
    said = "+".join(f"{one.content}{one.export.exported_on}" for one in exports)
    at = max(one.at for one in exports)
    return Seen(SOURCE, place, at, content=sha256(said.encode()).hexdigest())
