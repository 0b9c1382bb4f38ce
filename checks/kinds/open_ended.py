"""Does a guide ask the applicant for what cannot be determined?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome, Severity
from checks.passages import Passage, passages
from checks.remembered import OfEach
from checks.text.normal import plain
from checks.text.openness.finding import Found, Kind, Role
from checks.text.openness.judge import ORDER, judge

SLIGHT = Severity.S3


@dataclass(frozen=True, slots=True)
class Place:
    """One open-ended wording in a guide, where it stands and how it is quoted."""

    found: Found
    passage: Passage
    quote: str


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """Does a guide hold wordings of these kinds, and how grave is each place?

    One line is reported once, by the gravest kind in it, whichever rule that belongs to. `never`
    lists wordings that the office has accepted.
    """

    kinds: tuple[Kind, ...]
    roles: tuple[Role, ...] = ()
    severities: tuple[tuple[Role | Kind, Severity], ...] = ()
    never: tuple[str, ...] = ()

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        for place in places(guide):
            if place.found.kind not in self.kinds or (self.roles and place.passage.role not in self.roles):
                continue
            if not any(plain(accepted) in plain(place.quote) for accepted in self.never):
                yield self.outcome(place)

    def outcome(self, place: Place) -> Outcome:
        graded = dict(self.severities)
        severity = graded.get(place.found.kind) or graded.get(place.passage.role)
        say = Outcome.fail if place.found.sure else Outcome.review
        return say(
            place.passage.field,
            place.quote,
            place.found.reason,
            severity=SLIGHT if place.found.slight else severity,
        )


def places(guide: Guide) -> tuple[Place, ...]:
    """Every open-ended wording of a guide, each line once."""
    return PLACES(guide)


def find(guide: Guide) -> Iterator[Place]:
    """Judge the passages, each line once; of a material's row either the name or the remark counts."""
    listed = any(material.name for material in guide.materials)
    rows: dict[str, dict[str, list[Place]]] = {}
    for passage in passages(guide):
        judged = judge(
            passage.text, passage.role,
            asks=passage.asks, listed=listed, before=passage.before, after=passage.after,
        )  # fmt: skip
        for found, quote in judged:
            row = rows.setdefault(passage.slot, {})
            row.setdefault(passage.field, []).append(Place(found, passage, quote))
    for row in rows.values():
        yield from min(row.values(), key=lambda places: min(rank(place) for place in places))


PLACES = OfEach(lambda guide: tuple(find(guide)))


def rank(place: Place) -> tuple[bool, int]:
    """The gravest first."""
    return not place.found.sure, ORDER.index(place.found.kind)
