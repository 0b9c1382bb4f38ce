"""Politeness: how fast a host may be asked, how long to wait when it says so, and when to stop asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

from crawler.addresses import is_loopback

REAL_DELAY = 2.0
LOOPBACK_PARALLEL = 8
LONGEST_WAIT = 120.0
"""A host that asks for more patience than this is left alone for the rest of the run."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one source is asked: requests in flight per host, and seconds between two requests."""

    parallel: int
    delay: float
    adaptive: bool


def pace_for(hosts: tuple[str, ...], *, delay: float | None, parallel: int) -> Pace:
    """One request every two seconds, unless the profile says otherwise or all hosts are this machine."""
    here = all(is_loopback(host) for host in hosts)
    return Pace(
        parallel=max(parallel, LOOPBACK_PARALLEL) if here and delay is None else parallel,
        delay=delay if delay is not None else (0.0 if here else REAL_DELAY),
        adaptive=not here,
    )


def user_agent(contact: str) -> str:
    """An honest name, and whom to call."""
    try:
        number = version("zwaudit")
    except PackageNotFoundError:
        number = "0"
    printable = contact.encode("ascii", "ignore").decode().strip()
    return f"zwaudit/{number} (+{printable})" if printable else f"zwaudit/{number}"


def asked_to_wait(header: str, *, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, whether it counts or names a time; None if unreadable."""
    text = header.strip()
    if text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
