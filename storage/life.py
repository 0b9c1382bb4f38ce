"""The life of a finding: what one night's readings mean for what was known. Pure.

A violation ends only by a later good reading of its place that lacks the text. Whatever could not be
read, for whatever reason, leaves the finding as it was and says so. Source: the life of a finding, B1-B5.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from checks.outcome import Judgement, Ruling
from storage.identity import Slot, Text, normal_text, pairs
from storage.reasons import Reason

CORE_FIELDS = frozenset(
    {"conditions", "materials", "process", "legal_basis", "promised_days", "legal_days", "location", "phone"}
)
"""Fields of which a guide loses at most one without being taken for a redesigned page."""


class What(StrEnum):
    """What happened to a finding."""

    APPEARED = "appeared"
    SEEN = "seen"
    BACK = "seen-again"
    REOPENED = "reopened"
    EDITED = "text-changed"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as it is known: the part that decides about its life."""

    id: int
    rule: str
    subject: str
    channel: str
    path: str
    text: str
    observed: str
    seen_at: datetime
    source: str = ""
    fetched_url: str = ""
    unit: str = ""
    fields: frozenset[str] = frozenset()
    missing_since: date | None = None
    last_event: int = 0
    cause: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.rule, self.subject, self.channel


@dataclass(frozen=True, slots=True)
class Seen:
    """One good visit that gave evidence about a subject.

    `fetched_url` is the to-do's key, `url` what a person opens, `fields` are those that were filled.
    """

    source: str
    fetched_url: str
    fetched_at: datetime
    url: str = ""
    fields: frozenset[str] = frozenset()
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """What one run saw and what it missed.

    `seen` is keyed by (subject, channel), `misses` by (source, fetched address). `suspect` names
    (source, unit) that close nothing, unit "" for the whole source; `gaps` the units of which not all
    was read; `withdrawn` the findings that our own new rules or readers no longer find in the old
    reading. `only` limits the run to these findings (a re-check); None is a whole night.
    """

    day: date
    at: datetime
    rulings: Sequence[Ruling]
    seen: Mapping[tuple[str, str], Sequence[Seen]]
    misses: Mapping[tuple[str, str], Reason] = field(default_factory=dict)
    suspect: Mapping[tuple[str, str], str] = field(default_factory=dict)
    gaps: Mapping[str, str] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    withdrawn: frozenset[int] = frozenset()
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What to write: for a known finding, or for a new one (`known` is None)."""

    what: What
    known: Known | None = None
    judgement: Judgement | None = None
    reading: Seen | None = None
    reason: str = ""
    at: datetime | None = None
    missing_since: date | None = None


def changes(known: Iterable[Known], night: Night) -> Iterator[Change]:
    """Everything that a night changes, in a stable order."""
    by_key: dict[tuple[str, str, str], list[Known]] = defaultdict(list)
    for finding in known:
        by_key[finding.key].append(finding)
    ruled: dict[tuple[str, str, str], list[Judgement]] = {}
    for ruling in night.rulings:
        key = ruling.rule, ruling.subject.key, ruling.subject.channel.value
        ruled.setdefault(key, []).extend(ruling.judgements)
    for key in dict.fromkeys([*by_key, *ruled]):
        olds = sorted(by_key.get(key, ()), key=lambda finding: finding.id)
        yield from changes_of_key(olds, ruled.get(key), night)


def changes_of_key(
    olds: Sequence[Known], found: Sequence[Judgement] | None, night: Night
) -> Iterator[Change]:
    """Compare what is known of one rule, subject and channel with what was found; None: not ruled."""
    news = merged(found or ())
    new_texts: list[Text] = [(Slot(one.field), normal_text(one.quote)) for one in news]
    matched = pairs(
        [(Slot(old.path), old.text) for old in olds], new_texts, lambda old: olds[old].observed == "absent"
    )
    continued = {pair.known: pair for pair in matched}
    for number, old in enumerate(olds):
        pair = continued.get(number)
        if pair is not None:
            yield from still_there(old, news[pair.new], pair.how, night)
        elif night.only is None or old.id in night.only:
            yield from not_there(old, found is not None, night)
    taken = {pair.new for pair in matched}
    for number, judgement in enumerate(news):
        if number not in taken:
            reading = reading_of(judgement, night)
            yield Change(
                What.APPEARED, None, judgement, reading, at=reading.fetched_at if reading else night.at
            )


def merged(found: Sequence[Judgement]) -> list[Judgement]:
    """The same text of one subject on two addresses is one place; twice on one page it is two."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    kept: Counter[tuple[str, str]] = Counter()
    result = []
    for judgement in found:
        text = Slot(judgement.field).kind, normal_text(judgement.quote)
        on_page = counts[judgement.subject.origin.url]
        on_page[text] += 1
        if on_page[text] > kept[text]:
            kept[text] += 1
            result.append(judgement)
    return result


def reading_of(judgement: Judgement, night: Night) -> Seen | None:
    """The visit that a judgement leans on; None for duties that stand on no page."""
    readings = night.seen.get((judgement.subject.key, judgement.subject.channel.value), ())
    address = judgement.subject.origin.url
    here = (reading for reading in readings if reading.url == address)
    return next(here, readings[0] if readings else None)


def still_there(old: Known, judgement: Judgement, how: str, night: Night) -> Iterator[Change]:
    """The text, or its edited successor, stands on the page."""
    reading = reading_of(judgement, night)
    at = reading.fetched_at if reading else night.at
    if at <= old.seen_at:
        return
    if old.observed == "absent":
        what = What.REOPENED
    elif how == "edited":
        what = What.EDITED
    else:
        what = What.SEEN if old.observed == "present" else What.BACK
    yield Change(what, old, judgement, reading, at=at)


def not_there(old: Known, ruled: bool, night: Night) -> Iterator[Change]:
    """The text was not found; whether that means anything depends on what was read."""
    if old.observed == "absent" or (old.observed == "gone" and not ruled):
        return
    readings = night.seen.get((old.subject, old.channel), ())
    doubt = doubt_about(old, readings, ruled, night)
    if doubt is None:
        at = max((reading.fetched_at for reading in readings), default=night.at)
        if old.id in night.withdrawn:
            yield Change(What.WITHDRAWN, old, at=max(at, old.seen_at))
        elif at > old.seen_at:
            yield Change(What.ABSENT, old, at=at)
    else:
        yield from unverified(old, doubt, readings, night)


def unverified(old: Known, doubt: str, readings: Sequence[Seen], night: Night) -> Iterator[Change]:
    """It could not be seen whether the text still stands: unknown, or gone after two different days."""
    missed = night.misses.get((old.source, old.fetched_url))
    if missed is not None and missed.is_gone and not readings:
        if old.missing_since is not None and old.missing_since < night.day:
            yield Change(What.GONE, old, reason=missed.label, at=night.at, missing_since=old.missing_since)
        else:
            reason = f"{missed.label}，待另一天再次核实"
            yield Change(What.UNKNOWN, old, reason=reason, at=night.at, missing_since=night.day)
    elif old.observed != "gone":
        yield Change(What.UNKNOWN, old, reason=doubt, at=night.at)


def doubt_about(old: Known, readings: Sequence[Seen], ruled: bool, night: Night) -> str | None:
    """Why the absence of the text proves nothing; None when it does."""
    suspect = night.suspect.get((old.source, old.unit)) or night.suspect.get((old.source, ""))
    if suspect:
        return f"本次采集异常（{suspect}），待确认后再比对"
    if has_no_page(old):
        return (
            None
            if ruled and not night.gaps.get(old.unit)
            else night.gaps.get(old.unit) or not_ruled(old, night)
        )
    if not readings:
        return why_not_read(old, night)
    unreadable = next((reading.unreadable for reading in readings if reading.unreadable), "")
    if unreadable:
        return f"内容没有读到：{unreadable}"
    if not ruled:
        return "判断所需的清单本次没有读到"
    return place_doubt(old, readings, night) or field_doubt(old, readings)


def has_no_page(old: Known) -> bool:
    """Duties of a unit or of the county stand on no page: the rule itself says what was searched."""
    return old.subject.startswith(("list:", "unit:", "county:"))


def not_ruled(old: Known, night: Night) -> str:
    return "来源已停用" if old.source and old.source not in night.sources else "本次没有条件判断"


def why_not_read(old: Known, night: Night) -> str:
    """The reason in the office's words."""
    if old.source and old.source not in night.sources:
        return "来源已停用"
    missed = night.misses.get((old.source, old.fetched_url))
    return missed.label if missed else "本次没有读到该事项"


def place_doubt(old: Known, readings: Sequence[Seen], night: Night) -> str | None:
    """The page where it stood was missed, though the subject was read elsewhere."""
    if any(reading.fetched_url == old.fetched_url for reading in readings):
        return None
    missed = night.misses.get((old.source, old.fetched_url))
    return f"原页面{missed.label}" if missed and not missed.is_gone else None


def field_doubt(old: Known, readings: Sequence[Seen]) -> str | None:
    """The page came, but what was filled before came out empty: a redesign is no rectification."""
    filled = frozenset[str]().union(*(reading.fields for reading in readings))
    lost = (old.fields & CORE_FIELDS) - filled
    own = old.path.partition("[")[0].partition(".")[0]
    if own in lost or len(lost) > 1:
        return "页面结构变化，原有字段没有读到"
    return None
