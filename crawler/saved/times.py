"""When something was saved, as browsers and tools write it down."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
OLDEST = datetime(1995, 1, 1, tzinfo=UTC)

# “Sat Jan 08 2022 10:00:00 GMT+0800 (中国标准时间)”, as JavaScript prints a date.
SCRIPT = re.compile(r"\w{3} (\w{3}) (\d\d?) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")


def moment(text: str) -> datetime | None:
    """A time with its zone (Beijing's where none is named); None for what is no time."""
    text = text.strip()
    for read in (from_iso, from_script, from_mail):
        try:
            found = read(text)
            if found is not None:
                return kept(found)
        except (ValueError, OverflowError, TypeError):
            continue
    return None


def kept(found: datetime) -> datetime | None:
    """In UTC; nothing when it is older than the web in this country."""
    found = (found if found.tzinfo else found.replace(tzinfo=BEIJING)).astimezone(UTC)
    return found if found >= OLDEST else None


def from_iso(text: str) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def from_script(text: str) -> datetime | None:
    found = SCRIPT.search(text)
    if found is None:
        return None
    month, day, year, hour, zone = found.groups()
    return datetime.strptime(f"{month} {day} {year} {hour} {zone}", "%b %d %Y %H:%M:%S %z")


def from_mail(text: str) -> datetime | None:
    return parsedate_to_datetime(text)
