"""What a night sees and knows, built in one line each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from storage import visits
from storage.models import Run, Visit
from storage.visits import Fetch

COUNTY = "示例县"
NOW = datetime(2025, 6, 1, 18, 10, tzinfo=UTC)
TODAY = date(2025, 6, 2)


def make_run(
    session: Session,
    *,
    county: str = COUNTY,
    kind: str = "night",
    state: str = "running",
    day: date = TODAY,
    at: datetime = NOW,
    note: str = "",
) -> Run:
    run = Run(
        county=county, kind=kind, as_of=day, state=state, stage="planned", owner="elsewhere:1:1",
        heartbeat=at, started_at=at, ruleset="r1", reader="1", note=note,
    )  # fmt: skip
    session.add(run)
    session.flush()
    return run


def make_fetch(key: str, **more: Any) -> Fetch:
    """A good answer of the portal, unless told otherwise."""
    given: dict[str, Any] = {
        "url": key, "final_url": f"http://site/{key}", "source": "门户", "channel": "portal",
        "fetched_at": NOW, "status": 200, "body": f"<html>{key}</html>".encode(),
    }  # fmt: skip
    return Fetch(**{**given, **more})


def record(session: Session, run: Run, fetch: Fetch) -> Visit:
    return visits.record(session, run.id, fetch)
