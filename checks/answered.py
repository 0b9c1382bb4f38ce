"""What an answer comes to for whoever fills it in: what falls short, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checks.answers import Answer, AnswerInCounty
from checks.asking import questions_of
from checks.kinds.by_hand import ByHand
from checks.kinds.handed_in import HAND_IN_DAY, HandedInOnTime
from checks.pictures import Pictures
from checks.questions import day_in
from checks.rule import Rule


class State(StrEnum):
    """How far an answer is."""

    OPEN = "未填报"
    SHORT = "不达标"
    PARTLY = "未填全"
    GOOD = "已填报"


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer comes to: `fails` fall below what the rule demands, `lacks` are still wanting."""

    state: State
    fails: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


UNANSWERED = Answered(State.OPEN)


def answered(
    rule: Rule, answer: Answer | None, rules: Iterable[Rule], *, due: date | None = None
) -> Answered:
    """What a unit's own answer comes to, by the rule itself and by those on whatever is handed in.

    An assessor's ruling has no part in it. `due` is the last day for the units' reports.
    """
    if answer is None or not answer.is_given:
        return UNANSWERED
    check = questions_of(rule)
    if isinstance(check, ByHand):
        summed = check.summed(answer)
        fails = () if summed.slight else tuple(summed.fails)
        lacks = (*(summed.fails if summed.slight else ()), *summed.unclear)
    else:
        fails, lacks = of_report(check, answer, due) if check is not None else ((), ())
    lacks = tuple(dict.fromkeys((*lacks, *duties(answer, rules))))
    return Answered(State.SHORT if fails else State.PARTLY if lacks else State.GOOD, fails, lacks)


def duties(answer: Answer, rules: Iterable[Rule]) -> Iterator[str]:
    """What the rules on every answer miss: addresses and screenshots, reasons and copies, both forms."""
    alone = AnswerInCounty(answer, Pictures.of((answer,)))
    for rule in rules:
        if rule.looks_at is AnswerInCounty:
            yield from (outcome.reason for outcome in rule.check(alone))


def of_report(
    check: HandedInOnTime, answer: Answer, due: date | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the registered report comes to: late, or without its day or its copy."""
    text = answer.value(HAND_IN_DAY)
    day = day_in(text)
    lacks = [f"未附{what}" for demand in check.evidence if (what := demand.lacks(answer, ()))]
    if day is None:
        return (), ("没有填写报送日期" if not text else f"报送日期“{text}”看不懂", *lacks)
    late = due is not None and day > due
    return ((f"自查情况报告于{day}报送，晚于规定时限{due}",) if late else ()), tuple(lacks)
