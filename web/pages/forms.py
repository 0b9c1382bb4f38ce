"""Self-check forms (自查表): each unit answers its criteria one by one; the office sees how far all are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from checks.answered import State, answered
from checks.answers import Answer
from checks.asking import topic_of
from checks.kinds.handed_in import HandedInOnTime
from checks.rule import Rule
from reports.rulebook import demand
from storage import answers
from storage.answers import StoredAnswer
from storage.roles import Role
from web import papers
from web.access import OFFICE, READERS, allow, unit_for, visitor
from web.desk import the_desk
from web.filling import (
    Written,
    answer_of,
    belongs,
    chosen_files,
    fields_of,
    is_published,
    mark_of,
    slots_of,
    without,
    written,
    written_of,
)
from web.handing import (
    Handed,
    brought_before,
    hand_in,
    once,
    refusal,
    uploads_by_hash,
    wants_words,
    with_looks,
)
from web.self_check import (
    TONES,
    OneForm,
    SlotShown,
    as_written,
    due,
    groups_of,
    lines_of,
    own_history,
    rule_for,
    rules_for,
    seen_of,
    standing_of,
    title_of,
    unit_line,
)

OWN_REPORT = "自查情况报告"
page = Blueprint("forms", __name__, url_prefix="/forms")

MISTAKEN = "有填写不能接受，还没有保存；改好标红的地方再保存，选好的文件已经收下"


@page.get("/")
@allow(*READERS, Role.UNIT)
def listing() -> ResponseReturnValue:
    """How far each unit is; a unit is led to its own form."""
    desk, who = the_desk(), visitor()
    if who.role is Role.UNIT:
        return redirect(url_for("forms.unit", unit=who.unit))
    with desk.asking() as asked:
        given = as_written(answers.history(asked, desk.county)).values()
    by_unit: dict[str, list[StoredAnswer]] = {}
    for one in given:
        by_unit.setdefault(one.answer.unit, []).append(one)
    lines = [unit_line(name, by_unit.get(name, [])) for name in desk.units()]
    chosen = request.args.get("kind", "")
    shown = [line for line in lines if not chosen or (line.kind == "township") is (chosen == "township")]
    return render_template(
        "forms.html", lines=shown, chosen=chosen, State=State, due=due(),
        total=sum(line.asked for line in shown), done=sum(line.answered for line in shown),
    )  # fmt: skip


@page.get("/<unit>")
@allow(*READERS, Role.UNIT)
def unit(unit: str) -> ResponseReturnValue:
    """A unit's form: every question with how far it is, what is missing and what falls short."""
    desk = the_desk()
    name = unit_for(unit, who=visitor())
    with desk.asking() as asked:
        written_ = as_written(answers.history(asked, desk.county, unit=name))
        given = {one.answer.rule: one for one in written_.values()}
    lines = lines_of(name, given)
    counts = Counter(line.standing.state for line in lines)
    first = next((line.rule.id for line in lines if line.standing.state is State.OPEN), "")
    return render_template(
        "form_unit.html", unit=name, groups=groups_of(lines),
        counts=counts, total=len(lines), first=first, State=State, due=due(), may_write=may_write(),
        saved=request.args.get("saved", ""), forms=papers.KINDS,
        offers=papers.offered(is_for_county=False, only=(OWN_REPORT,))[:1],
    )  # fmt: skip


def may_write() -> bool:
    return visitor().role in (*OFFICE, Role.UNIT)


@page.get("/<unit>/<rule>")
@allow(*READERS, Role.UNIT)
def one(unit: str, rule: str) -> ResponseReturnValue:
    """One question of a unit's form, to be filled in."""
    desk = the_desk()
    name, wanted = unit_for(unit, who=visitor()), rule_for(unit, rule)
    with desk.asking() as asked:
        stored = answers.standing(asked, desk.county, name, wanted.id)
        given = written_of(stored.answer if stored else None, role_of(asked, name))
        return page_of(asked, name, wanted, given)


def role_of(session: Session, unit: str) -> str:
    """The office of whoever filled in the unit's form last, to begin with."""
    given = sorted(answers.newest(session, the_desk().county, unit=unit), key=lambda one: one.at)
    return next((one.answer.role for one in reversed(given) if one.answer.role), "")


def page_of(session: Session, unit: str, rule: Rule, given: Written, brought: Sequence[Handed] = ()) -> str:
    """The page of one question with what stands in it."""
    desk = the_desk()
    history = tuple(answers.history(session, desk.county, unit=unit, rule=rule.id))
    stored = history[-1] if history else None
    order = [one.id for one in rules_for(unit)]
    place = order.index(rule.id)
    numbers, slots = uploads_by_hash(session, unit, rule.id), slots_of(rule, desk.rules)
    files = [
        (file, mark_of(file), numbers.get(file.hash)) for file in (stored.answer.files if stored else ())
    ]
    shown = tuple(
        SlotShown(
            slot, tuple(one for one in files if belongs(one[0], slots) == slot.key),
            tuple(one for one in brought if one.slot.key == slot.key), given.mistakes.get(slot.key, ""),
        )
        for slot in slots
    )  # fmt: skip
    form = OneForm(
        unit, rule, topic_of(rule), title_of(rule), demand(rule),
        fields_of(rule, given.values, given.mistakes), given, shown,
        tuple(one for one in files if not belongs(one[0], slots)), is_published(rule, desk.rules), stored,
        standing_of(rule, stored, desk.rules, due()), own_history(history), place + 1, len(order),
        order[place + 1] if place + 1 < len(order) else "", order[place - 1] if place else "",
    )  # fmt: skip
    return render_template(
        "form_one.html", form=form, may_write=may_write(), tone=TONES[form.standing.state], due=due(),
        is_report=isinstance(rule.check, HandedInOnTime), seen=seen_of(stored.answer if stored else None),
        saved=request.args.get("saved", ""), forms=papers.KINDS,
        offers=papers.offered(is_for_county=False, only=(OWN_REPORT,))[:1],
    )  # fmt: skip


@page.post("/<unit>/<rule>")
@allow(*OFFICE, Role.UNIT)
def save(unit: str, rule: str) -> ResponseReturnValue:
    """Keep an answer, however much there is of it; with a mistake in it nothing is kept but the files."""
    desk, who = the_desk(), visitor()
    name, wanted = unit_for(unit, who=who), rule_for(unit, rule)
    slots, given = slots_of(wanted, desk.rules), written(wanted)
    chosen, refused = chosen_files(slots)
    given = replace(given, mistakes={**given.mistakes, **refused})
    if given.mistakes and wants_words():
        return {"said": refusal(given.mistakes.values())}, 400
    brought, looked = brought_before(slots, unit=name, rule=wanted.id), with_looks(chosen)
    with desk.changing() as changing:
        stored = answers.standing(changing, desk.county, name, wanted.id)
        before = stored.answer if stored else None
        is_overtaken = request.form.get("seen", "") != seen_of(before)
        if is_overtaken and wants_words():
            return {"said": overtaken(stored), "seen": seen_of(before)}, 409
        brought += hand_in(changing, looked, unit=name, rule=wanted.id)
        if given.mistakes or is_overtaken:
            flash(overtaken(stored) if is_overtaken else MISTAKEN, "warn" if is_overtaken else "bad")
            return page_of(changing, name, wanted, given, brought), 409 if is_overtaken else 400
        kept = without(before.files if before else (), request.form.getlist("drop"))
        files = once((*kept, *(one.proof for one in brought)))
        answer = dated(
            answer_of(given, before, unit=name, rule=wanted, title=topic_of(wanted), files=files), desk.today
        )
        is_new = seen_of(answer) != seen_of(before)
        if is_new:
            answers.put(changing, desk.county, answer, who=who.name, at=desk.clock(), day=desk.today)
    if is_new:
        desk.jobs.answered(who=who.name)
    tell(wanted, answer)
    to = after(name, wanted)
    return {"to": to} if wants_words() else redirect(to)


def dated(answer: Answer, day: date) -> Answer:
    """The answer of this day, from which documents may be cited to it."""
    return replace(answer, answered_on=day, origin=replace(answer.origin, seen_on=day))


def overtaken(stored: StoredAnswer | None) -> str:
    who = (stored.who or "导入的表格") if stored else "别人"
    return f"您填写期间，{who}已保存过这一项，没有覆盖；请对照下面“填报经过”，确认无误后再点保存"


def tell(rule: Rule, answer: Answer) -> None:
    """Say at once what the saved answer comes to."""
    standing = answered(rule, answer, the_desk().rules, due=due())
    said = f"已保存“{topic_of(rule)}”"
    match standing.state:
        case State.OPEN:
            flash(f"“{topic_of(rule)}”没有填写内容", "warn")
        case State.SHORT:
            flash(f"{said}。按填报内容不达标：{'；'.join(standing.fails)}", "bad")
        case State.PARTLY:
            flash(f"{said}。还缺：{'；'.join(standing.lacks)}", "warn")
        case State.GOOD:
            flash(f"{said}，填报齐全", "good")


def after(unit: str, rule: Rule) -> str:
    """Where it goes on: the next question where that was asked for, else this one again."""
    order = [one.id for one in rules_for(unit)]
    place = order.index(rule.id) + 1
    if request.form.get("go") != "next":
        return url_for("forms.one", unit=unit, rule=rule.id, saved=rule.id)
    if place < len(order):
        return url_for("forms.one", unit=unit, rule=order[place], saved=rule.id)
    return url_for("forms.unit", unit=unit, saved=rule.id)
