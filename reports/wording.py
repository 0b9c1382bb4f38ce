"""How values are worded on paper: safe text, days, channels, severities, addresses."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from checks.evidence import CHANNEL_TITLES, Channel
from checks.outcome import Severity

BEIJING = timezone(timedelta(hours=8))

LONGEST_TEXT = 600
LONGEST_QUOTE = 300
LONGEST_ADDRESS = 200

TOWNSHIP = "township"


def safe(text: str, longest: int = LONGEST_TEXT) -> str:
    """Text that can be shown: no control, direction or broken signs, and not endless.

    Escaping is the template's business.
    """
    # Nearly every text is printable; looking at each sign costs more than all the rest.
    shown = (text if text.isprintable() else "".join(map(visible, text))).strip()
    shown = re.sub(r"[ \u3000]{2,}", " ", shown)
    return shown if len(shown) <= longest else f"{shown[:longest]}……（共 {len(shown)} 字，此处从略）"


def short(text: str, longest: int) -> str:
    """A name, a code or a label: safe, and cut where no honest one would be as long."""
    shown = safe(text, len(text))
    return shown if len(shown) <= longest else f"{shown[:longest]}…"


def visible(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind == "Cf":
        # Joiners and marks of writing direction can make a text read differently from what it says.
        return ""
    return "\ufffd" if kind == "Cs" else sign


@lru_cache(maxsize=20_000)  # A county's texts and items occur again and again.
def same(text: str) -> str:
    """The form in which two offending texts are equal: no white space, width or list number."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"^[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．:：]", "", folded)


def channel_title(channel: str) -> str:
    """The channel's name as the office uses it; an unknown channel as it is called."""
    return CHANNEL_TITLES[Channel(channel)] if channel in list(Channel) else short(channel, 20)


def severity_label(severity: str) -> str:
    """严重, 较重, 一般, 提示; an unknown severity as it is called."""
    return Severity(severity).label if severity in list(Severity) else short(severity, 20)


def moment(text: str) -> str:
    """An exported time as Beijing day and minute, "2022-04-16 02:10"; odd texts as they are."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return short(text, 40)
    return clock(at) if "T" in text or " " in text else at.date().isoformat()


def clock(at: datetime | None) -> str:
    """A time as Beijing day and minute; a time without zone is taken to be Beijing time."""
    if at is None:
        return ""
    local = at.astimezone(BEIJING) if at.tzinfo else at
    return f"{local:%Y-%m-%d %H:%M}"


def day_in_words(day: date) -> str:
    """2022年4月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def link(address: str) -> str:
    """The address when a browser may follow it; only pages of the web may be followed."""
    try:
        parts = urlsplit(address.strip())
        followed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return quote(address.strip(), safe=":/?#[]@!$&'()*+,;=%~") if followed else ""


def address_shown(address: str) -> str:
    """The address as printed: documents by folder and name, addresses in readable characters."""
    text = safe(unquote(address), 2000)
    if text.startswith("file:"):
        return "/".join(text.rstrip("/").split("/")[-2:])
    return text if len(text) <= LONGEST_ADDRESS else f"{text[:LONGEST_ADDRESS]}……"


def criterion_order(criterion: str) -> tuple[int, int, str]:
    """附件1 before 附件2 before the rest, each by number."""
    found = re.fullmatch(r"附件(\d+)-(\d+)", criterion)
    return (int(found[1]), int(found[2]), "") if found else (99, 0, criterion)


def criterion_in_words(criterion: str) -> str:
    """附件1-12 as 附件1第12项."""
    return re.sub(r"^附件(\d+)-(\d+)$", r"附件\1第\2项", criterion)


def percent(part: int, whole: int) -> str:
    """A share, rounded down so that 100% means all of it."""
    return f"{part * 100 // whole}%" if whole else "—"
