"""Reminders (催办): what a unit still has to put right and by when, as a text to be copied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checks.engine import field_title
from checks.text.masking import masked
from counties.profile import Letterhead
from reports.wording import channel_title, day_in_words, safe, short
from storage.models import Claim, FindingRow
from storage.status import status
from web.rectifying import NOT_RIGHT

SOON = timedelta(days=3)
LONGEST = 40
"""A text lists so many problems at most; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One unit's text, with what it counts."""

    unit: str
    overdue: int
    soon: int
    unverified: int
    text: str


def reminders(
    found: Iterable[tuple[FindingRow, str]],
    claims: Mapping[int, Sequence[Claim]],
    *,
    round_name: str,
    today: date,
    letterhead: Letterhead,
) -> tuple[Reminder, ...]:
    """A text for each unit, from findings with their numbers on paper; the most overdue unit first."""
    by_unit: dict[str, list[tuple[FindingRow, str]]] = defaultdict(list)
    for row, number in found:
        by_unit[row.unit].append((row, number))
    made = [
        reminder(unit, own, claims, round_name=round_name, today=today, letterhead=letterhead)
        for unit, own in by_unit.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.overdue, -one.soon, one.unit)))


def reminder(
    unit: str,
    own: Sequence[tuple[FindingRow, str]],
    claims: Mapping[int, Sequence[Claim]],
    *,
    round_name: str,
    today: date,
    letterhead: Letterhead,
) -> Reminder:
    standing = [row for row, _ in own if status(row) in NOT_RIGHT]
    overdue = sum(row.due is not None and row.due < today for row in standing)
    soon, unverified = len(standing) - overdue, len(own) - len(standing)
    said = [
        f"已逾期 {overdue} 处" if overdue else "",
        f"{SOON.days} 天内到期 {soon} 处" if soon else "",
        f"最近没有读到、未能核验 {unverified} 处" if unverified else "",
    ]
    plea = "请抓紧整改" if standing else "已整改的请申请复查"
    counted = "，".join(filter(None, said))
    lines = [
        f"{unit}：",
        f"截至{day_in_words(today)}，{round_name}问题清单中贵单位{counted}，{plea}：",
        *(
            f"{number}. {line(row, paper, claims.get(row.id, ()), today)}"
            for number, (row, paper) in enumerate(own[:LONGEST], start=1)
        ),
        *([f"另有 {len(own) - LONGEST} 处，见问题清单。"] if len(own) > LONGEST else []),
        "已经整改的，请登录审核台报告整改并申请复查；确有困难的，请在时限前书面说明。",
        *([f"联系：{safe(letterhead.contact, 80)}"] if letterhead.contact else []),
        *([safe(letterhead.office, 60)] if letterhead.office else []),
    ]
    return Reminder(unit, overdue, soon, unverified, "\n".join(lines))


def line(row: FindingRow, number: str, claims: Sequence[Claim], today: date) -> str:
    """One problem in one line: its number, where it stands, what is wrong, until when."""
    quote = f"“{short(masked(row.quote), 60)}”" if row.quote else short(masked(row.message), 60)
    place = f"{channel_title(row.channel)}，{field_title(row.field) if row.field else '整页'}"
    item = f"《{short(row.item_name, 50)}》" if row.item_name else ""
    said = f"{safe(number, 80)}{item}（{place}）：{quote}；"
    return f"{said}{when(row, today)}{answered(row, claims)}"


def when(row: FindingRow, today: date) -> str:
    """The day that holds, and how it stands to today."""
    assert row.due is not None
    day = f"时限 {day_in_words(row.due)}"
    if status(row) not in NOT_RIGHT:
        return f"{day}，最近没有读到页面，未能核验，已整改的请申请复查"
    if row.due < today:
        return f"{day}，已逾期 {(today - row.due).days} 天"
    return f"{day}，今天到期" if row.due == today else f"{day}，还有 {(row.due - today).days} 天"


def answered(row: FindingRow, claims: Sequence[Claim]) -> str:
    """What became of the unit's own report that it is put right."""
    fixed = [one for one in claims if one.kind == "fixed"]
    if not fixed:
        return ""
    seen_since = row.last_seen > fixed[-1].at
    return "（已报整改，但此后页面上仍有）" if seen_since else "（已报整改，待复查）"
