"""Which rules a unit is asked about on its self-check form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checks.answers import Answer, AnswerInCounty, Asked, HandIn, UnitForms
from checks.evidence import Unit
from checks.kinds.by_hand import ByHand
from checks.kinds.handed_in import HandedInOnTime
from checks.rule import Answers, Rule, criterion_key

TOWNSHIP = "township"
ON_FORMS = (Answer, AnswerInCounty, UnitForms)


def is_of_forms(rule: Rule) -> bool:
    """Does the rule look at what units answer, and at nothing else?"""
    return rule.looks_at in ON_FORMS


def questions_of(rule: Rule) -> ByHand | HandedInOnTime | None:
    """The check that holds a rule's questions; None for a rule that asks nothing."""
    return rule.check if isinstance(rule.check, ByHand | HandedInOnTime) else None


def topic_of(rule: Rule) -> str:
    """What a rule asks about, in words that accuse nobody."""
    check = questions_of(rule)
    return check.topic if check else rule.title


def is_asked(rule: Rule, unit: Unit) -> bool:
    """Is this unit asked? Townships by their own rules, and everybody by those of no criterion."""
    check = questions_of(rule)
    if check is None:
        return False
    leads = criterion_key(rule.criterion) in unit.lead_of
    if isinstance(check, ByHand) and check.members_only and leads:
        return False
    if rule.answers is Answers.LEAD:
        return leads
    if rule.answers is Answers.TOWNSHIP:
        return unit.kind == TOWNSHIP
    return unit.kind != TOWNSHIP or not criterion_key(rule.criterion)


def asked_of(unit: Unit, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that a unit is asked about, by criterion as the plan counts them; the report itself first."""
    asked = [rule for rule in rules if is_asked(rule, unit)]
    return tuple(sorted(asked, key=lambda rule: (criterion_key(rule.criterion), rule.id)))


def hand_in_of(units: Iterable[Unit], rules: Iterable[Rule], *, day: date, due: date | None) -> HandIn | None:
    """What every unit owes by when; None where the county has no such day."""
    if due is None:
        return None
    rules = tuple(rules)

    def asked(unit: Unit) -> tuple[Asked, ...]:
        return tuple(Asked(rule.id, topic_of(rule)) for rule in asked_of(unit, rules))

    return HandIn(day, due, {unit.name: asked(unit) for unit in units})
