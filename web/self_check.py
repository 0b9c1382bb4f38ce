"""Self-check forms as pages show them: a unit's questions with how far each is, the counts of all units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import abort

from checks.answered import UNANSWERED, Answered, State, answered
from checks.answers import Answer, ProofFile
from checks.asking import asked_of, topic_of
from checks.rule import Rule, criterion_key
from rules.criteria import CRITERIA
from storage.answers import StoredAnswer, content_hash
from web.desk import the_desk
from web.filling import Field, Slot, Written
from web.handing import Handed

TONES = {State.OPEN: "closed", State.SHORT: "open", State.PARTLY: "partly", State.GOOD: "done"}


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion's question on a unit's form, with how far it is."""

    rule: Rule
    topic: str
    standing: Answered
    stored: StoredAnswer | None

    @property
    def tone(self) -> str:
        return TONES[self.standing.state]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one criterion."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in the office's overview."""

    unit: str
    kind: str
    asked: int
    counts: Counter[State]
    last: StoredAnswer | None

    @property
    def answered(self) -> int:
        return self.asked - self.counts[State.OPEN]


@dataclass(frozen=True, slots=True)
class SlotShown:
    """A place for files with what lies there: of the stored answer, and of this form's earlier try."""

    slot: Slot
    files: tuple[tuple[ProofFile, str, int | None], ...]
    brought: tuple[Handed, ...]
    mistake: str


@dataclass(frozen=True, slots=True)
class OneForm:
    """Everything that the page of one question shows."""

    unit: str
    rule: Rule
    topic: str
    title: str
    demand: str
    fields: tuple[Field, ...]
    given: Written
    slots: tuple[SlotShown, ...]
    others: tuple[tuple[ProofFile, str, int | None], ...]
    publishing: bool
    stored: StoredAnswer | None
    standing: Answered
    history: tuple[StoredAnswer, ...]
    place: int
    total: int
    following: str
    preceding: str


def unit_line(name: str, given: Sequence[StoredAnswer]) -> UnitLine:
    """One unit's counts."""
    lines = lines_of(name, {one.answer.rule: one for one in given})
    counts = Counter(line.standing.state for line in lines)
    written_ = [one for one in given if one.answer.is_given]
    last = max(written_, key=lambda one: one.at, default=None)
    return UnitLine(name, kind_of(name), len(lines), counts, last)


def kind_of(unit: str) -> str:
    profile = the_desk().profile.unit_named(unit)
    return profile.kind if profile else ""


def due() -> date | None:
    """The last day for the units' own reports, where the county's calendar has one."""
    rounds = the_desk().profile.rounds
    return rounds.self_report_due if rounds else None


def rules_for(unit: str) -> tuple[Rule, ...]:
    """What a unit is asked, in the order of its form."""
    desk = the_desk()
    profile = desk.profile.unit_named(unit)
    return asked_of(profile.unit, desk.rules) if profile else ()


def lines_of(unit: str, given: Mapping[str, StoredAnswer]) -> tuple[Line, ...]:
    """Every question of a unit's form with how far it is."""
    rules, day = the_desk().rules, due()
    return tuple(
        Line(rule, topic_of(rule), standing_of(rule, given.get(rule.id), rules, day), given.get(rule.id))
        for rule in rules_for(unit)
    )


def standing_of(rule: Rule, stored: StoredAnswer | None, rules: Iterable[Rule], day: date | None) -> Answered:
    return answered(rule, stored.answer, rules, due=day) if stored else UNANSWERED


def as_written(history: Iterable[StoredAnswer]) -> dict[tuple[str, str], StoredAnswer]:
    """The answers that stand, each with when and by whom the unit's own part of it was written last."""
    found: dict[tuple[str, str], StoredAnswer] = {}
    for one in history:
        before = found.get(one.answer.key)
        if before is not None and own_part(before.answer) == own_part(one.answer):
            one = replace(one, at=before.at, who=before.who, file=before.file)
        found[one.answer.key] = one
    return found


def own_part(answer: Answer) -> tuple[object, ...]:
    """What the unit itself says in an answer, to be compared."""
    return (
        answer.values, answer.published, answer.urls, answer.reason, answer.files, answer.paper,
        answer.electronic,
    )  # fmt: skip


def own_history(history: Iterable[StoredAnswer]) -> tuple[StoredAnswer, ...]:
    """What the unit itself wrote, newest first: without what only an assessor added."""
    kept: list[StoredAnswer] = []
    last = own_part(Answer("", ""))
    for one in history:
        if own_part(one.answer) != last:
            kept.append(one)
        last = own_part(one.answer)
    return tuple(reversed(kept))


def groups_of(lines: Iterable[Line]) -> list[Group]:
    """The lines under their criteria."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(title_of(line.rule), []).append(line)
    return [Group(title, tuple(members)) for title, members in groups.items()]


def title_of(rule: Rule) -> str:
    """The criterion over a question."""
    scored = criterion_key(rule.criterion)
    return f"{rule.criterion} {CRITERIA[rule.criterion].title}" if scored else "材料报送"


def rule_for(unit: str, wanted: str) -> Rule:
    """A rule that this unit is asked about; 404 for any other."""
    found = next((rule for rule in rules_for(unit) if rule.id == wanted), None)
    if found is None:
        abort(404, "这个单位的自查表里没有这一项")
    return found


def seen_of(answer: Answer | None) -> str:
    """What the unit itself says, as a hash: compared when a page that was built on it is sent.

    An assessor's word on the spot does not overtake whoever fills in the unit's form.
    """
    return content_hash(replace(answer or Answer("", ""), unit="", rule="", on_site=None))
