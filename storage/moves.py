"""Items that changed their code, name or unit take their findings along (B3, "subject moves"). Pure."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from checks.outcome import Subject
from storage.absence import is_duty
from storage.night import Known, Sight

SIMILAR_NAMES = 60.0

Named = tuple[str, str]
"""A subject's key and its channel."""


def subject_moves(known: Iterable[Known], sight: Sight) -> dict[Named, Subject]:
    """The subjects that vanished this night, each with the new one that it has become.

    One to one only, and only where the new subject was not there in the last accepted night: on the
    page where the old one stood, or elsewhere in the same unit under the very same name.
    """
    if not sight.night.before:
        return {}
    old = vanished(known, sight)
    new = arrived(sight)
    moves: dict[Named, Subject] = {}
    for same in (by_place(sight), by_name):
        left = {key: subject for key, subject in new.items() if subject not in moves.values()}
        for key, one in one_to_one([one for k, one in old.items() if k not in moves], left.values(), same):
            moves[key] = one
    return moves


def is_page(key: str) -> bool:
    """Is it a page of the site, which is nothing but its address?"""
    return key.startswith("page:")


def vanished(known: Iterable[Known], sight: Sight) -> dict[Named, Known]:
    """Items with findings that were read nowhere, though every page of theirs answered or is gone."""
    found: dict[Named, Known] = {}
    for old in known:
        key = old.subject, old.channel
        places = [(place in sight.read, sight.missed(place)) for place in old.stood_at]
        answered = all(read or (missed is not None and missed.is_gone) for read, missed in places)
        if key not in sight.night.seen and places and answered and not (is_duty(old) or is_page(old.subject)):
            found.setdefault(key, old)
    return found


def arrived(sight: Sight) -> dict[Named, Subject]:
    """Subjects that were read this night and not in the last accepted one."""
    subjects = (ruling.subject for ruling in sight.night.rulings)
    return {
        (subject.key, subject.channel.value): subject
        for subject in subjects
        if not is_page(subject.key)
        and (subject.key, subject.channel.value) in sight.night.seen
        and (subject.key, subject.channel.value) not in sight.night.before
    }


Likeness = Callable[[Known | Subject], Iterable[Hashable]]


def by_place(sight: Sight) -> Likeness:
    """The same page of the same channel."""

    def places(one: Known | Subject) -> Iterable[Hashable]:
        if isinstance(one, Known):
            return [(one.channel, *place) for place in one.stood_at]
        key = one.key, one.channel.value
        return {(key[1], *reading.place) for reading in sight.night.seen[key]}

    return places


def by_name(one: Known | Subject) -> Iterable[Hashable]:
    """The same name in the same unit and channel."""
    channel = one.channel if isinstance(one, Known) else one.channel.value
    return [(channel, one.unit, plain(one.item_name))] if plain(one.item_name) else []


def one_to_one(
    old: Iterable[Known], new: Iterable[Subject], likeness: Likeness
) -> Iterator[tuple[Named, Subject]]:
    """Pairs that stand alone on both sides, and whose names are alike."""
    olds, news = grouped(old, likeness), grouped(new, likeness)
    for key, group in olds.items():
        fresh = news.get(key, [])
        if len(group) == len(fresh) == 1 and alike(group[0].item_name, fresh[0].item_name):
            yield (group[0].subject, group[0].channel), fresh[0]


One = TypeVar("One", bound=Known | Subject)


def grouped(ones: Iterable[One], likeness: Likeness) -> dict[Hashable, list[One]]:
    groups: dict[Hashable, list[One]] = defaultdict(list)
    for one in ones:
        for key in likeness(one):
            groups[key].append(one)
    return groups


def alike(one: str, other: str) -> bool:
    return bool(one and other) and ratio(plain(one), plain(other)) >= SIMILAR_NAMES


def plain(name: str) -> str:
    """A name's letters and digits in one width."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum())
