"""The status of a finding in the office's words, and the number by which people speak of it."""

from __future__ import annotations

from storage.models import FindingRow

STATUSES = ("待复核", "待整改", "复发", "待核实", "已整改", "已撤销", "页面已取消", "误报", "上级要素")


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
