"""Hindsight: the pages as they were, read and judged by the code of today.

A finding that a night lacks has been put right only if today's readers and rules would have found it in
the old pages; one that a night brings is new only if they would not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from checks.outcome import Ruling
from crawler.attribution import Look
from crawler.reading.reading import READER_VERSION
from storage import evidence as stored_evidence
from storage.evidence import Stored
from storage.identity import normal_text
from storage.models import Run
from storage.night import CRASHED, Found, Known, Place
from storage.stored_pages import visits_of_run


@dataclass(frozen=True, slots=True)
class Hindsight:
    """Findings that only our code lost, and texts (rule, subject, channel, text) that only it brought."""

    withdrawn: frozenset[int] = frozenset()
    already: frozenset[Found] = frozenset()


def missing_from(known: Iterable[Known], rulings: Iterable[Ruling]) -> list[Known]:
    """The open findings of which these rulings do not hold the text."""
    found = texts_of(rulings)
    return [
        one for one in known if one.observed in ("present", "unknown") and (*one.key, one.text) not in found
    ]


Subject = tuple[str, str]
"""The key of a subject, and the channel."""


def new_subjects(known: Iterable[Known], rulings: Iterable[Ruling]) -> frozenset[Subject]:
    """What the texts are about that no finding knows."""
    there = {(*one.key, one.text) for one in known if one.observed != "absent"}
    return frozenset(
        (subject, channel)
        for rule, subject, channel, text in texts_of(rulings)
        if (rule, subject, channel, text) not in there
    )


def is_same_code(before: Run, run: Run, lost: Iterable[Known]) -> bool:
    """Did the night before see all that is lost, with the rules and readers of this one?"""
    same = (before.ruleset, before.reader) == (run.ruleset, READER_VERSION)
    return same and all(one.observed == "present" for one in lost)


def texts_of(rulings: Iterable[Ruling]) -> set[Found]:
    """Every text found: rule, subject, channel, and the text as findings keep it."""
    return {
        (ruling.rule, ruling.subject.key, ruling.subject.channel.value, normal_text(judgement.quote))
        for ruling in rulings
        for judgement in ruling.judgements
    }


def earlier_readings(
    session: Session, look: Look, before: Run, run: Run, lost: Sequence[Known], new: Collection[Subject]
) -> list[Stored]:
    """The evidence of the night before, and of the places of lost findings wherever it is older.

    What an earlier reader read there, or of the subjects of new findings, is read again: for duties and
    shares, which stand on no page, every page of that night.
    """
    pieces = list(stored_evidence.of_run(session, before.id))
    read = {(one.source, one.key) for one in pieces}
    places = {place for one in lost for place in one.stood_at}
    pieces += stored_evidence.last_readings(session, before.county, places - read, before=run.id)
    asked = (one for one in pieces if place_of(one) in places or (one.subject, one.channel) in new)
    stale = {one.visit_id for one in asked if one.reader != READER_VERSION}
    if any(not one.stood_at for one in lost) and before.reader != READER_VERSION:
        stale |= set(visits_of_run(session, before.id))
    if not stale:
        return pieces
    from audit.rereading import reread_visits  # all readers of all formats, for this alone

    return [one for one in pieces if one.visit_id not in stale] + list(reread_visits(session, stale, look))


def place_of(one: Stored) -> Place:
    return one.source, one.key


def by_our_doing(
    lost: Iterable[Known], pieces: Iterable[Stored], rulings: Iterable[Ruling]
) -> frozenset[int]:
    """The lost findings that these rulings on the old pieces lack as well."""
    rulings = tuple(rulings)
    still, asked = texts_of(rulings), asked_about(rulings)
    subjects: dict[Place, set[str]] = defaultdict(set)
    for piece in pieces:
        subjects[place_of(piece)].add(piece.subject)
    found = set()
    for one in lost:
        # A new reader may know the same page under another name.
        here = set().union(*(subjects[place] for place in one.stood_at))
        keys = {(one.rule, subject, one.channel) for subject in here | {one.subject}}
        was_judged = bool(here) if one.stood_at else bool(keys & asked) or is_duty(one, asked)
        if was_judged and not any((*key, one.text) in still for key in keys):
            found.add(one.id)
    return frozenset(found)


def asked_about(rulings: Iterable[Ruling]) -> set[tuple[str, str, str]]:
    """Rule, subject and channel of everything that was judged without a crash."""
    return {
        (ruling.rule, ruling.subject.key, ruling.subject.channel.value)
        for ruling in rulings
        if not any(judgement.reason.startswith(CRASHED) for judgement in ruling.judgements)
    }


def is_duty(one: Known, asked: set[tuple[str, str, str]]) -> bool:
    """A duty of the county, whose rule answers for the county as a whole when it passes."""
    return one.subject.startswith(("list:", "county:")) and any(rule == one.rule for rule, _, _ in asked)
