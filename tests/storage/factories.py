"""What a night sees and knows, built in one line each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from storage import visits
from storage.models import FindingRow, Run, Visit
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


def finding_row(**more: Any) -> FindingRow:
    """A violation that stands on a page of 县民政局 and that nobody has decided on."""
    given: dict[str, Any] = {
        "county": COUNTY, "fingerprint": "f" * 64, "rule": "c12-open-ended-material", "subject": "411325-001",
        "channel": "portal", "slot": "materials.name", "text": "其他有关材料", "source": "门户",
        "indicator": "附件1-12", "verdict": "fail", "severity": "S2", "unit": "县民政局",
        "item_name": "老年人优待证办理", "item_code": "411325-001", "url": "http://site/a",
        "fetched_url": "a", "field": "materials[2].name", "quote": "其他有关材料", "reason": "兜底条款",
        "message": "有兜底条款", "advice": "请删除", "basis": "附件1第12条", "snapshot": "0" * 64,
        "fields": [], "observed": "present", "observed_reason": "", "cause": "", "seen_at": NOW,
        "missing_since": None, "first_seen": NOW, "last_seen": NOW, "fixed_at": None, "reopened": 0,
        "decided": "pending", "decided_reason": "", "decided_by": "", "round": "", "due": None,
        "last_event": 0,
    }  # fmt: skip
    return FindingRow(**{**given, **more})
