"""The life of a finding: what one night's readings mean for what was known. Pure.

A violation ends only by a later good reading of its place that lacks the text. Whatever could not be
read, for whatever reason, leaves the finding as it was and says so. Source: the life of a finding, B1-B5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.outcome import Judgement, Verdict
from storage.absence import doubt_about, is_second_day, is_unchanged, missing_place, read_at, suspicion
from storage.identity import Pair, Slot, Text, normal_text, pairs
from storage.moves import subject_moves
from storage.night import Change, Key, Known, Night, Place, Seen, Sight, What, is_crash, look

__all__ = ["Change", "Known", "Night", "Seen", "What", "changes"]


UNSTABLE = 3
"""So many times gone and back in fourteen days, and no machine closes it any more."""
TOO_OFTEN = "14天内反复出现、消失，不再自动判为已整改，请人工核对"
OUR_NEWS = "规则或读取方法调整后发现，页面此前已有"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One offending text of a subject, with every page that shows it."""

    judgements: tuple[Judgement, ...]
    readings: tuple[Seen | None, ...]

    @property
    def places(self) -> frozenset[Place]:
        """Every place where it stands."""
        return frozenset(reading.place for reading in self.readings if reading is not None)

    def shown_at(self, url: str) -> tuple[Judgement, Seen | None]:
        """The judgement of the page where it was known to stand, else of the first page by address."""
        both = list(zip(self.judgements, self.readings, strict=True))
        return min(both, key=lambda one: (one[0].subject.origin.url != url, one[0].subject.origin.url))


def changes(known: Iterable[Known], night: Night) -> Iterator[Change]:
    """Everything that a night changes, in a stable order."""
    sight, known = look(night), list(known)
    moves = subject_moves(known, sight)
    by_key: dict[Key, list[Known]] = defaultdict(list)
    for old in sorted(known, key=lambda finding: finding.id):
        subject = moves.get((old.subject, old.channel))
        if subject is not None:
            yield Change(What.RENAMED, old, at=night.at, subject=subject)
            old = replace(old, subject=subject.key, unit=subject.unit, item_name=subject.item_name)
        by_key[old.key].append(old)
    for key in dict.fromkeys([*by_key, *sight.found]):
        yield from changes_of_key(key, by_key.get(key, []), sight.found.get(key, ()), sight)


def changes_of_key(key: Key, olds: list[Known], found: Sequence[Judgement], sight: Sight) -> Iterator[Change]:
    """Compare what is known of one rule, subject and channel with what was found."""
    fresh = sightings([one for one in found if not sight.is_stale(one)], sight)
    if any(is_crash(judgement) for judgement in found) and not all(old.crash for old in olds):
        # A crash says nothing about the texts that are known, and is no finding beside them.
        fresh = []
    matched = {pair.known: (pair.new, pair.how) for pair in pairs_of(olds, fresh, sight)}
    for number, old in enumerate(olds):
        if number in matched:
            new, how = matched[number]
            yield from still_there(old, fresh[new], how, sight)
        else:
            yield from not_there(old, sight)
    taken = {new for new, _ in matched.values()}
    for new, sighting in enumerate(fresh):
        if new not in taken:
            judgement, reading = sighting.shown_at("")
            at = reading.fetched_at if reading else sight.night.at
            known_before = (*key, normal_text(judgement.quote)) in sight.night.already
            reason = OUR_NEWS if known_before else ""
            yield Change(
                What.APPEARED, None, judgement, reading, reason=reason, at=at, places=sighting.places
            )


def pairs_of(olds: Sequence[Known], fresh: Sequence[Sighting], sight: Sight) -> list[Pair]:
    """Which known text goes on in which new one."""
    old_texts: list[Text] = [(Slot(old.path), old.text) for old in olds]
    firsts = [sighting.judgements[0] for sighting in fresh]
    new_texts: list[Text] = [(Slot(one.field), normal_text(one.quote)) for one in firsts]
    shown = frozenset[Place]().union(*(sighting.places for sighting in fresh))
    return pairs(
        old_texts,
        new_texts,
        at_home=lambda old: bool(olds[old].stood_at & shown),
        closed=lambda old: olds[old].observed == "absent",
        unread=lambda old: any(
            reason is not None and not reason.is_gone for reason in map(sight.missed, olds[old].stood_at)
        ),
    )


def sightings(found: Sequence[Judgement], sight: Sight) -> list[Sighting]:
    """The same text of one subject on two addresses is one place; twice on one page it is two."""
    pages: dict[tuple[str, str], dict[str, list[Judgement]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        pages[Slot(one.field).kind, normal_text(one.quote)][one.subject.origin.url].append(one)
    result = []
    for by_page in pages.values():
        for number in range(max(map(len, by_page.values()))):
            nth = tuple(on_page[number] for on_page in by_page.values() if len(on_page) > number)
            result.append(Sighting(nth, tuple(reading_of(one, sight) for one in nth)))
    return result


def reading_of(judgement: Judgement, sight: Sight) -> Seen | None:
    """The visit that a judgement leans on; None for duties that stand on no page."""
    readings = sight.night.seen.get((judgement.subject.key, judgement.subject.channel.value), ())
    address = judgement.subject.origin.url
    here = (reading for reading in readings if reading.url == address)
    return next(here, readings[0] if readings else None)


def still_there(old: Known, sighting: Sighting, how: str, sight: Sight) -> Iterator[Change]:
    """The text, or its edited successor, stands on the page."""
    judgement, reading = sighting.shown_at(old.url)
    at = reading.fetched_at if reading else sight.night.at
    if at < old.seen_at:
        return
    gap = sight.night.gaps.get(old.unit) if old.subject.startswith("unit:") else None
    if gap and old.verdict == Verdict.FAIL and judgement.verdict is Verdict.REVIEW:
        # The rule is no longer sure only because guides were not read: nothing was seen either way.
        yield from unverified(old, gap, sight)
        return
    what, reason = What.SEEN, ""
    if old.observed == "absent":
        ours = same_content(old, reading) or (*old.key, normal_text(judgement.quote)) in sight.night.already
        relapse = old.cause == "fixed" and at > old.seen_at and not ours
        what, reason = (What.REOPENED, "") if relapse else (What.BACK, "页面没有变，是规则或读取方法的调整")
    elif how == "edited":
        what = What.EDITED
    elif old.observed != "present":
        what = What.BACK
    places = sighting.places | still_unread(old, sight)
    yield Change(what, old, judgement, reading, reason=reason, at=at, places=places)


def same_content(old: Known, reading: Seen | None) -> bool:
    """Does the page say exactly what it said when the finding was last decided on?"""
    is_link = old.path.startswith("links")
    return not is_link and reading is not None and bool(old.content) and reading.content == old.content


def still_unread(old: Known, sight: Sight) -> frozenset[Place]:
    """Its other places that were not read: they must be, before the text can be called gone."""
    left = (place for place in old.stood_at if place not in sight.read)
    return frozenset(place for place in left if (why := sight.missed(place)) is None or not why.is_gone)


def not_there(old: Known, sight: Sight) -> Iterator[Change]:
    """The text was not found; whether that means anything depends on what was read."""
    if old.observed == "absent" or not was_looked_at(old, sight):
        return
    doubt = doubt_about(old, sight)
    at = read_at(old, sight)
    if doubt is not None:
        yield from unverified(old, doubt, sight)
    elif at < old.seen_at:
        # It was seen since: what an earlier reading lacks says nothing, whatever the rules of today.
        return
    elif old.id in sight.night.withdrawn or old.crash:
        yield Change(What.WITHDRAWN, old, at=at)
    elif at == old.seen_at or is_unchanged(old, sight):
        # What the page says is the same: only our rules or the lists that they lean on have changed.
        yield Change(What.WITHDRAWN, old, at=at, reason="页面没有变，是判断依据有变")
    elif old.flips >= UNSTABLE:
        yield Change(What.UNKNOWN, old, reason=TOO_OFTEN, at=sight.night.at, missing_since=old.missing_since)
    else:
        yield Change(What.ABSENT, old, reading=reading_without(old, sight), at=at)


def reading_without(old: Known, sight: Sight) -> Seen | None:
    """The reading that lacked the text: of its own place if that was read, else the newest."""
    readings = sight.readings(old)
    own = [reading for reading in readings if reading.place in old.stood_at]
    return max(own or readings, key=lambda reading: reading.fetched_at, default=None)


def was_looked_at(old: Known, sight: Sight) -> bool:
    """Did this run try? A re-check leaves alone what it was not asked about; so does a page that is gone."""
    tried = bool(sight.readings(old)) or any(
        place in sight.read or sight.missed(place) for place in old.stood_at
    )
    if sight.night.only is not None:
        ruled = old.key in sight.found or old.rule in sight.ran
        return old.id in sight.night.only and (tried or (not old.stood_at and ruled))
    return old.observed != "gone" or tried


def unverified(old: Known, doubt: str, sight: Sight) -> Iterator[Change]:
    """It could not be seen whether the text still stands: unknown, or gone after two different days."""
    at, day = sight.night.at, sight.night.day
    if missing_place(old, sight) is None or suspicion(old, sight):
        if old.observed != "gone":
            yield Change(What.UNKNOWN, old, reason=doubt, at=at, missing_since=old.missing_since)
    elif is_second_day(old, sight) and not sight.readings(old):
        if old.observed != "gone":
            yield Change(What.GONE, old, reason=doubt, at=at, missing_since=old.missing_since)
    else:
        since = min(old.missing_since or day, day)
        reason = f"{doubt}，待另一天再次核实"
        yield Change(What.UNKNOWN, old, reason=reason, at=at, missing_since=since)
