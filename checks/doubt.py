"""Evidence that may be misread (text recognised in a picture) accuses nobody: a person looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from checks.evidence import (
    CountyEvidence,
    Guide,
    GuideInCounty,
    Item,
    ListKind,
    Publication,
    UnitEvidence,
    Written,
)
from checks.outcome import Outcome, Verdict
from checks.rule import Check

LISTS = frozenset(kind.value for kind in ListKind)


def softened(check: Check, evidence: Any, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes, each failure that leans on unsure evidence being a review that says so."""
    return [
        replace(outcome, verdict=Verdict.REVIEW, doubt=doubt)
        if outcome.verdict is Verdict.FAIL and (doubt := doubt_about(check, evidence, outcome))
        else outcome
        for outcome in outcomes
    ]


def doubt_about(check: Check, evidence: Any, outcome: Outcome) -> str:
    """Why what decided this failure may be misread (Chinese); "" when it was read for sure."""
    if isinstance(evidence, Guide | Publication):
        return evidence.unsure
    if isinstance(evidence, Written):
        return getattr(evidence.piece, "unsure", "")
    if isinstance(evidence, Item | UnitEvidence):
        # Shares and comparisons are decided by all guides together: one that is misread tips them.
        return first_doubt(evidence.guides)
    if isinstance(evidence, GuideInCounty):
        return evidence.guide.unsure or doubt_about_lists(check, evidence, outcome)
    if isinstance(evidence, CountyEvidence):
        return doubt_about_duty(evidence, outcome)
    return ""


def doubt_about_lists(check: Check, evidence: GuideInCounty, outcome: Outcome) -> str:
    """Does a list decide that is unsure? What fails by the sure lists alone is a fact.

    A list that would have spared the guide (`spared_by`) decides by what was not read in it.
    """
    county = evidence.county
    doubt = first_doubt(one for kind in getattr(check, "spared_by", ()) for one in county.lists(kind))
    lists = first_doubt(one for kind in getattr(check, "needs", ()) for one in county.lists(kind))
    if doubt or not lists:
        return doubt
    surely = replace(county, publications=tuple(one for one in county.publications if not one.unsure))
    again = check(GuideInCounty(evidence.guide, surely))
    fails = {one.field for one in again if one.verdict is Verdict.FAIL}
    return "" if outcome.field in fails else lists


def doubt_about_duty(county: CountyEvidence, outcome: Outcome) -> str:
    """A shortcoming of a list leans on the lists of its kind; a list not found, on what any of them is."""
    kind = outcome.subject.item_name if outcome.subject and outcome.field else ""
    return first_doubt(one for one in county.publications if kind not in LISTS or one.kind.value == kind)


def first_doubt(pieces: Iterable[Guide | Publication]) -> str:
    """Why the first unsure piece may be misread, and which it is."""
    for piece in pieces:
        if piece.unsure:
            return f"《{piece.title}》{piece.unsure}" if piece.title else piece.unsure
    return ""
