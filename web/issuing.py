"""Forms of issuing (下发): the round, the day by which to put right, and what a person has seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import request

from counties.workdays import CalendarEnds, after, between
from reports.wording import visible
from storage.decisions import NotAllowed, Overtaken
from storage.issuing import Ready
from web.calendar import SECOND

LONGEST_NAME, LONGEST_DOCUMENT = 12, 60
WORK_DAYS = 20
"""Where the calendar proposes no day, so many work days are proposed for putting right."""
MOST_DAYS = 250


def round_asked() -> str:
    """The round that the address names, fit to stand in a number on paper; "" for none."""
    return "".join(map(visible, request.values.get("round", ""))).strip().replace("-", "")[:LONGEST_NAME]


def due_proposed(today: date, rectify_by: date | None, name: str) -> tuple[date | None, str]:
    """The day by which to put right that the form proposes, and why."""
    if rectify_by is not None and rectify_by >= today and name != SECOND:
        return rectify_by, f"县配置的整改截止日{in_work_days(today, rectify_by)}"
    try:
        return after(today, WORK_DAYS), f"自今天起 {WORK_DAYS} 个工作日"
    except CalendarEnds as unknown:
        return None, str(unknown)


def in_work_days(today: date, day: date) -> str:
    try:
        return f"，距今天 {between(today, day)} 个工作日"
    except CalendarEnds:
        return ""


def token(ready: Ready) -> str:
    """What a person saw of a unit's problems: how many, and their last event."""
    return f"{ready.count}:{ready.last_event}:{ready.unit}"


def document_number() -> str:
    """The number of the office's document as the form gives it."""
    return "".join(map(visible, request.form.get("number", ""))).strip()[:LONGEST_DOCUMENT]


def day_of(text: str, what: str) -> date:
    """A day of a form; raises NotAllowed when it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise NotAllowed(f"{what}不是有效的日期") from error


def due_of(on: date) -> date:
    """The day by which to put right: the one given, or so many work days after the list."""
    if request.form.get("by") != "work_days":
        return day_of(request.form.get("due", ""), "整改时限")
    given = request.form.get("work_days", 0, int)
    if not 1 <= given <= MOST_DAYS:
        raise NotAllowed(f"工作日数须在 1 和 {MOST_DAYS} 之间")
    return after(on, given)


def refuse_unseen(ready: Sequence[Ready], units: set[str], seen: set[str]) -> None:
    """Raises Overtaken when a chosen unit's problems are not those of the preview any more."""
    now = {one.unit: token(one) for one in ready}
    changed = sorted(unit for unit in units if now.get(unit) not in seen)
    if changed:
        raise Overtaken(f"{'、'.join(changed)[:200]}的问题在预览以后有变化，请重新看过再下发")


def marked(text: str) -> tuple[int, str] | None:
    """A ticked line with the day that was shown: "12:2025-07-29"; None when it is none."""
    finding, _, due = text.partition(":")
    return (int(finding), due) if finding.isascii() and finding.isdigit() and len(finding) < 18 else None
