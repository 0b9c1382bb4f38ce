"""Identity in two stages: the rule, subject and channel stay; inside them texts of two nights are paired.

Source: the life of a finding, B3. Addresses, positions and wording of messages are no part of identity.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rapidfuzz.fuzz import ratio

SIMILAR = 60.0
SAME_SLOT = 0.01
"""Between texts that are equally alike the one in the same slot is meant."""

LARGEST_GROUP = 200
"""Beyond so many texts on one side only equal ones are paired: similarity costs the product of both."""

INDEX = re.compile(r"\[\d+\]")
# Matches the number of "⑥其他有关材料", "（三）身份证" and "2.户口簿"; must not match the "3" of "3项材料"
# nor the "2." of "2.5万元".
LIST_NUMBER = re.compile(r"^(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d)|[①-⑳])")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a text stands: the path in the evidence, and its kind, which is the path without numbers."""

    path: str

    @property
    def kind(self) -> str:
        return INDEX.sub("", self.path)


@dataclass(frozen=True, slots=True)
class Pair:
    """A known text (by its place in the list) with the new one that continues it, and how it was matched."""

    known: int
    new: int
    how: str


def normal_text(quote: str) -> str:
    """The offending text as identity sees it: one width, no white space, no list number."""
    folded = unicodedata.normalize("NFKC", LIST_NUMBER.sub("", quote.strip()))
    return "".join(sign for sign in folded if not sign.isspace() and sign.isprintable())


def fingerprint(rule: str, subject: str, channel: str, text: str) -> str:
    """The hash of a finding's lasting identity and the text first seen."""
    return sha256("\x1f".join((rule, subject, channel, text)).encode()).hexdigest()


Text = tuple[Slot, str]


def pairs(
    known: Sequence[Text],
    new: Sequence[Text],
    closed: Callable[[int], bool],
    unread: Callable[[int], bool] = lambda old: False,
    at_home: Callable[[int], bool] = lambda old: False,
) -> list[Pair]:
    """Pair known texts with new ones, best first, each used once; what is ambiguous stays unpaired.

    `closed` answers whether a known text belongs to a finding that is over, `unread` whether its page
    could not be read: both are continued by an equal text only. `at_home` answers whether a text was seen
    where the known one stood: of equal claims that one goes first.
    """
    found: list[Pair] = []
    old_left, new_left = set(range(len(known))), set(range(len(new)))

    def take(matches: Sequence[tuple[int, int]], how: str) -> None:
        for old, fresh in matches:
            if old in old_left and fresh in new_left:
                found.append(Pair(old, fresh, how))
                old_left.discard(old)
                new_left.discard(fresh)

    order = sorted(range(len(known)), key=lambda old: (closed(old), not at_home(old), old))
    # Of equal texts one that stands where it stood goes on, then one that stood elsewhere, and only then a
    # closed one comes back.
    for side in (
        [old for old in order if not closed(old) and at_home(old)],
        [old for old in order if not closed(old) and not at_home(old)],
        [old for old in order if closed(old)],
    ):
        take(equal(side, known, new, lambda text: (text[0].path, text[1])), "same")
        take(equal(side, known, new, lambda text: (text[0].kind, text[1])), "moved")
        take(equal(side, known, new, lambda text: text[1]), "moved")
    open_left = [old for old in order if old in old_left and not closed(old) and not unread(old)]
    fresh_left = sorted(new_left)
    if len(open_left) <= LARGEST_GROUP and len(fresh_left) <= LARGEST_GROUP:
        take(alike(open_left, fresh_left, known, new), "edited")
        take(last_ones(sorted(old_left & set(open_left)), sorted(new_left), known, new), "edited")
    return found


def equal(
    order: Sequence[int], known: Sequence[Text], new: Sequence[Text], key: Callable[[Text], Hashable]
) -> list[tuple[int, int]]:
    """Every known text with every new one of the same key; the caller uses each once."""
    places: dict[Hashable, list[int]] = {}
    for fresh, text in enumerate(new):
        places.setdefault(key(text), []).append(fresh)
    return [(old, fresh) for old in order for fresh in places.get(key(known[old]), ())]


def alike(
    olds: Sequence[int], news: Sequence[int], known: Sequence[Text], new: Sequence[Text]
) -> list[tuple[int, int]]:
    """Texts of the same kind of slot that are each other's best match, and alike enough."""
    score = {
        (old, fresh): ratio(known[old][1], new[fresh][1]) + (known[old][0] == new[fresh][0]) * SAME_SLOT
        for old in olds
        for fresh in news
        if known[old][0].kind == new[fresh][0].kind
    }
    good = {both: value for both, value in score.items() if value >= SIMILAR}
    best_of_old = best(good, lambda both: both[0])
    best_of_new = best(good, lambda both: both[1])
    return [both for both in sorted(good) if best_of_old[both[0]] == both == best_of_new[both[1]]]


def best(
    good: dict[tuple[int, int], float], side: Callable[[tuple[int, int]], int]
) -> dict[int, tuple[int, int] | None]:
    """The one best match of each text of a side; None where two are equally good."""
    tops: dict[int, tuple[int, int] | None] = {}
    values: dict[int, float] = {}
    for both, value in sorted(good.items()):
        one = side(both)
        if value > values.get(one, 0.0):
            tops[one], values[one] = both, value
        elif value == values[one]:
            tops[one] = None
    return tops


def last_ones(
    olds: Sequence[int], news: Sequence[int], known: Sequence[Text], new: Sequence[Text]
) -> list[tuple[int, int]]:
    """Exactly one text left on each side of one kind of slot."""
    count_old = Counter(known[old][0].kind for old in olds)
    count_new = Counter(new[fresh][0].kind for fresh in news)
    return [
        (old, fresh)
        for old in olds
        for fresh in news
        if known[old][0].kind == new[fresh][0].kind
        and count_old[known[old][0].kind] == count_new[new[fresh][0].kind] == 1
    ]
