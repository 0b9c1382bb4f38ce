"""Findings in the form of the contract ("Findings as JSON lines")."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from storage.models import FindingRow
from storage.status import public_id, status

BEIJING = timezone(timedelta(hours=8))


def exported(row: FindingRow, screenshot: str | None = None) -> dict[str, object]:
    """One finding with exactly the keys of the contract; times are ISO 8601, Beijing.

    `screenshot` is the name of its newest picture.
    """
    return {
        "id": public_id(row),
        "fingerprint": row.fingerprint,
        "rule": row.rule,
        "indicator": row.indicator,
        "verdict": row.verdict,
        "severity": row.severity,
        "unit": row.unit,
        "item_name": row.item_name,
        "item_code": row.item_code,
        "channel": row.channel,
        "url": row.url,
        "field": row.field,
        "quote": row.quote,
        "message": row.message,
        "advice": row.advice,
        "basis": row.basis,
        "observed": row.observed,
        "decided": row.decided,
        "status": status(row),
        "round": row.round or None,
        "due": day(row.due),
        "first_seen": moment(row.first_seen),
        "last_seen": moment(row.last_seen),
        "fixed_at": moment(row.fixed_at) if row.observed == "absent" and row.cause == "fixed" else None,
        "reopened": row.reopened,
        "screenshot": screenshot,
        "snapshot": row.snapshot or None,
    }


def moment(at: datetime | None) -> str | None:
    return at.astimezone(BEIJING).isoformat(timespec="seconds") if at else None


def day(found: date | None) -> str | None:
    return found.isoformat() if found else None
