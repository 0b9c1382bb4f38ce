"""Filters that stay in the address: which findings a page shows, and what there is to choose from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from flask import request
from sqlalchemy.orm import Session

from checks.evidence import CHANNEL_TITLES, Channel
from checks.outcome import Severity
from reports.wording import criterion_in_words, criterion_order
from storage import queue
from storage.findings import STATUSES
from storage.queue import Chosen
from web.desk import the_desk

KEYS = ("unit", "indicator", "rule", "channel", "severity", "status", "verdict", "round", "text")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of the form."""

    key: str
    title: str
    options: tuple[Option, ...]


def asked(**fixed: str) -> Chosen:
    """The filters of this request; `fixed` ones are the page's own."""

    def given(key: str) -> str:
        return fixed.get(key, request.args.get(key, "").strip()[:LONGEST])

    return Chosen(
        unit=given("unit"), indicator=given("indicator"), rule=given("rule"), channel=given("channel"),
        severity=given("severity"), status=given("status"), verdict=given("verdict"), round=given("round"),
        text=given("text"),
    )  # fmt: skip


def query_of(chosen: Chosen) -> dict[str, str]:
    """The filters as the parameters of an address."""
    return {key: str(value) for key, value in asdict(chosen).items() if value and key in KEYS}


def filters(session: Session, chosen: Chosen, *, without: tuple[str, ...] = ()) -> tuple[Filter, ...]:
    """The filters that a page offers, each with what occurs in this county and how often."""
    desk = the_desk()
    base = Chosen(issued_only=chosen.issued_only)
    titles = {
        "unit": ("单位", dict.fromkeys(desk.units())),
        "indicator": ("指标", None),
        "channel": ("渠道", None),
        "severity": ("程度", None),
        "status": ("状态", None),
        "round": ("轮次", None),
    }
    found = []
    for key, (title, _) in titles.items():
        if key in without:
            continue
        if key == "status":
            counted = queue.counts(session, desk.county, replace(chosen, status=""))
            still = sum(counted.get(word, 0) for word in queue.OPEN)
            rows = [(queue.STILL_OPEN, still)] if still else []
            rows += [(word, counted[word]) for word in STATUSES if word in counted]
        else:
            rows = queue.values(session, desk.county, base, key)
        if key == "unit":
            rows = [(value or queue.UNASSIGNED, count) for value, count in rows]
        current = getattr(chosen, key)
        if current and current not in {value for value, _ in rows}:
            rows.append((current, 0))
        rows = [(value, count) for value, count in rows if value]
        if key == "indicator":
            rows.sort(key=lambda row: criterion_order(row[0]))
        if rows:
            found.append(Filter(key, title, tuple(option(key, *row, current) for row in rows)))
    return tuple(found)


def option(key: str, value: str, count: int, current: str) -> Option:
    return Option(value, f"{worded(key, value)}（{count}）", value == current)


def worded(key: str, value: str) -> str:
    """A filter's value in the office's words."""
    if key == "channel" and value in list(Channel):
        return CHANNEL_TITLES[Channel(value)]
    if key == "severity" and value in list(Severity):
        return Severity(value).label
    return criterion_in_words(value) if key == "indicator" else value
