"""When does the absence of a text prove anything? Source: the life of a finding, B2. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from checks.subject import ANSWER, FORMS, LINK, RECORDS
from storage.night import Known, Place, Seen, Sight

CORE_FIELDS = frozenset(
    {"conditions", "materials", "process", "legal_basis", "promised_days", "legal_days", "location", "phone"}
)
"""Fields of which a guide loses at most one without being taken for a redesigned page."""

REDESIGNED = "页面结构变化，原有字段没有读到"


def doubt_about(old: Known, sight: Sight) -> str | None:
    """Why the absence of the text proves nothing; None when it does."""
    return (
        suspicion(old, sight)
        or retired(old, sight)
        or crash(old, sight)
        or (duty_doubt(old, sight) if is_duty(old) else page_doubt(old, sight))
    )


def is_duty(old: Known) -> bool:
    """Duties of a unit or of the county: the rule itself says what was searched for them."""
    return old.subject.startswith(("list:", "unit:", "county:", ANSWER, FORMS, LINK, RECORDS))


def suspicion(old: Known, sight: Sight) -> str | None:
    """The coverage guard objects to what was read of its source or of its unit."""
    sources = {source for source, _ in old.stood_at} or {source for source, _ in sight.night.suspect}
    for source in sorted(sources):
        why = sight.night.suspect.get((source, old.unit)) or sight.night.suspect.get((source, ""))
        if why:
            return f"本次采集异常（{why}），待确认后再比对"
    return None


def retired(old: Known, sight: Sight) -> str | None:
    """The profile no longer names its source."""
    gone = old.source and old.source not in sight.night.sources
    return "来源已停用" if gone and not sight.readings(old) else None


def crash(old: Known, sight: Sight) -> str | None:
    return "规则运行出错，本次没有判断" if old.key in sight.crashed else None


def duty_doubt(old: Known, sight: Sight) -> str | None:
    """A duty is done when the rule ruled and found nothing wanting.

    A rule that asks for a list or a column passes only for what it saw, so its silence about one list
    while it speaks of others is a pass. A share is known only when all of the unit's guides were read;
    what an export said, only when the newest one has something to judge.
    """
    ruled = old.key in sight.found
    if old.subject.startswith(RECORDS):
        return None if ruled else "最新的数据导出中没有可以判断的内容"
    if old.subject.startswith("unit:"):
        return sight.night.gaps.get(old.unit) or (None if ruled else "本次没有条件判断")
    if not ruled and old.rule not in sight.ran:
        return "本次没有条件判断"
    return places_doubt(old, sight)


def page_doubt(old: Known, sight: Sight) -> str | None:
    """Each page where it stood must have been read, by the rule as well as by the reader."""
    readings = at_its_places(old, sight.readings(old))
    if not readings:
        return places_doubt(old, sight) or "页面已读到，但没有读到该事项"
    unreadable = next((reading.unreadable for reading in readings if reading.unreadable), "")
    if unreadable:
        return f"内容没有读到：{unreadable}"
    if old.key not in sight.found:
        return "判断所需的清单或同一事项的其他渠道本次没有读到"
    return places_doubt(old, sight) or field_doubt(old, readings)


def at_its_places(old: Known, readings: Sequence[Seen]) -> Sequence[Seen]:
    """The readings of the pages where it stood, or of others if it was found on none of those."""
    return [reading for reading in readings if reading.place in old.stood_at] or readings


def places_doubt(old: Known, sight: Sight) -> str | None:
    """A page where it stood was not read, though the subject may have been read elsewhere."""
    for place in sorted(old.stood_at):
        why = place_doubt(place, old, sight)
        if why:
            return why
    return None


def place_doubt(place: Place, old: Known, sight: Sight) -> str | None:
    if place in sight.read:
        return taken_over_doubt(place, old, sight)
    missed = sight.missed(place)
    if missed is None:
        return "原页面本次没有访问" if sight.readings(old) else "本次没有读到该事项"
    if missed.is_gone and is_second_day(old, sight):
        return None if sight.readings(old) else missed.label
    return missed.label


def taken_over_doubt(place: Place, old: Known, sight: Sight) -> str | None:
    """What stands there now may be another item; it is none when even the text's own field is empty."""
    own = own_field(old)
    if any(reading.place == place for reading in sight.readings(old)):
        return None
    for reading in sight.at(place):
        if reading.unreadable:
            return f"原页面内容没有读到：{reading.unreadable}"
        if own in old.fields and own not in reading.fields:
            return REDESIGNED
    return None


def is_second_day(old: Known, sight: Sight) -> bool:
    """Was the page already missing on an earlier day?"""
    return old.missing_since is not None and old.missing_since < sight.night.day


def missing_place(old: Known, sight: Sight) -> Place | None:
    """The place that the server says does not exist, if every place of the finding is either that or read."""
    missed = [(place, sight.missed(place)) for place in sorted(old.stood_at) if place not in sight.read]
    if missed and all(reason is not None and reason.is_gone for _, reason in missed):
        return missed[0][0]
    return None


def field_doubt(old: Known, readings: Sequence[Seen]) -> str | None:
    """The page came, but what was filled before came out empty: a redesign is no rectification.

    The field where the text stood must be filled on each of its pages, the others on one of them.
    """
    own = own_field(old)
    emptied = own in old.fields and any(own not in reading.fields for reading in readings)
    lost = old.fields - frozenset[str]().union(*(reading.fields for reading in readings))
    return REDESIGNED if emptied or len(lost & CORE_FIELDS) > 1 else None


def own_field(old: Known) -> str:
    """The field of the evidence in which the text stood."""
    return old.path.partition("[")[0].partition(".")[0]


def read_at(old: Known, sight: Sight) -> datetime:
    """When its absence was seen: the last of the readings that it took."""
    readings = at_its_places(old, sight.readings(old))
    return max((reading.fetched_at for reading in readings), default=sight.night.at)


def is_unchanged(old: Known, sight: Sight) -> bool:
    """Do the pages say exactly what they said when the finding was last decided on?

    What a link leads to changes without its page.
    """
    if own_field(old) == "links":
        return False
    readings = at_its_places(old, sight.readings(old))
    return bool(old.content) and any(reading.content == old.content for reading in readings)
