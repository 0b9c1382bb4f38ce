"""The coverage guard: a run that reads far less than the last accepted one closes nothing.

Source: the life of a finding, B2 ("Zero results").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from checks.evidence import Guide
from storage import chain
from storage.models import Coverage, Run

LEAST_SHARE = 0.8
LARGEST_DROP = 0.10
FEW = 5
"""A unit with fewer guides than this is only suspect when none of them was read."""

REQUIRED = ("conditions", "materials", "process", "location", "phone")

Place = tuple[str, str]
"""A source and a unit; unit "" is the whole source."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many guides were read, and which share of their required fields was filled."""

    guides: int
    fields: float


def count(guides: Iterable[tuple[str, Guide]]) -> dict[Place, Count]:
    """Count guides, given with the names of their sources, by source and by unit."""
    filled: dict[Place, list[float]] = {}
    for source, guide in guides:
        share = sum(bool(getattr(guide, name)) for name in REQUIRED) / len(REQUIRED)
        for place in ((source, ""), (source, guide.unit)):
            if place[1] or place == (source, ""):
                filled.setdefault(place, []).append(share)
    return {place: Count(len(shares), sum(shares) / len(shares)) for place, shares in filled.items()}


def suspicions(now: Mapping[Place, Count], before: Mapping[Place, Count]) -> dict[Place, str]:
    """The places that were read far worse than in the last accepted run, each with the reason."""
    found = {}
    for place, earlier in before.items():
        reason = worse(now.get(place, Count(0, 0.0)), earlier, whole=not place[1])
        if reason:
            found[place] = reason
    return found


def worse(now: Count, earlier: Count, *, whole: bool) -> str:
    """Why a place is suspect; "" when it is not."""
    if earlier.guides and not now.guides:
        return f"上次读到指南 {earlier.guides} 份，本次一份也没有读到"
    if not whole and earlier.guides < FEW:
        # One guide more or less moves every share of a small unit; each finding guards its own fields.
        return ""
    if now.guides < earlier.guides * LEAST_SHARE:
        return f"上次读到指南 {earlier.guides} 份，本次只有 {now.guides} 份"
    if round(earlier.fields - now.fields, 6) > LARGEST_DROP:
        return f"必要字段填充率由 {earlier.fields:.0%} 降到 {now.fields:.0%}"
    return ""


def remember(
    session: Session, run_id: int, counts: Mapping[Place, Count], suspect: Mapping[Place, str]
) -> None:
    """Keep a run's counts for the comparison of later nights."""
    for place in sorted({*counts, *suspect}):
        found = counts.get(place, Count(0, 0.0))
        session.add(
            Coverage(
                run_id=run_id, source=place[0], unit=place[1], guides=found.guides,
                fields=found.fields, suspect=suspect.get(place, ""),
            )
        )  # fmt: skip
    session.flush()


def baseline(session: Session, county: str, before: int) -> dict[Place, Count]:
    """Of each place the counts of the last night that read it without suspicion."""
    query = (
        select(Coverage).join(Run, Run.id == Coverage.run_id)
        .where(Run.county == county, Run.kind == "night", Run.id < before, Coverage.suspect == "")
        .order_by(Coverage.run_id, Coverage.id)
    )  # fmt: skip
    return {(row.source, row.unit): Count(row.guides, row.fields) for row in session.scalars(query)}


def accept(session: Session, run: Run, *, who: str, at: datetime, reason: str) -> None:
    """A person vouches for a suspect run: later nights are compared with it, and it may close findings.

    Whoever calls this judges the run again, without its suspicions.
    """
    if run.state != "suspect":
        raise ValueError(f"run {run.id} is {run.state}, not suspect")
    rows = select(Coverage).where(Coverage.run_id == run.id, Coverage.suspect != "").order_by(Coverage.id)
    doubted = list(session.scalars(rows))
    said = "；".join("·".join(filter(None, (row.source, row.unit))) + f"：{row.suspect}" for row in doubted)
    for row in doubted:
        row.suspect = ""
    run.state = "complete"
    chain.append(session, run.county, chain.Entry(0, at, who, "run-accepted", said, "", reason, run.id))
    session.flush()
