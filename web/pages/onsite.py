"""On the spot (现场核验): what assessors see of each township, beside what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from checks.answer_records import ruling_to_json
from checks.answered import Answered
from checks.answers import Answer, OnSite, OnSiteRuling, Proof, ProofFile
from checks.asking import TOWNSHIP, topic_of
from checks.evidence import Origin
from checks.filling import text_trouble
from checks.questions import day_in
from checks.rule import Rule
from reports.rulebook import demand
from storage import answers, uploads
from storage.answers import StoredAnswer
from storage.roles import Role
from web.access import OFFICE, allow, unit_for, visitor
from web.desk import the_desk
from web.filling import (
    Field,
    Slot,
    chosen_files,
    fields_of,
    is_asked_on_site,
    mark_of,
    ruling_values,
    values_in,
    weighed,
    without,
)
from web.handing import ON_SITE, hand_in, once, refusal, wants_words, with_looks
from web.self_check import due, rule_for, rules_for, standing_of, title_of

page = Blueprint("onsite", __name__, url_prefix="/onsite")

PHOTOS = (Slot("camera", Proof.PHOTO, "拍照"), Slot("album", Proof.PHOTO, "从相册选"))
ASSESSORS = (*OFFICE, Role.ASSESSOR)


@dataclass(frozen=True, slots=True)
class Ruled:
    """An assessor's word as it stands: who gave it when, and what stood before."""

    ruling: OnSiteRuling
    who: str
    at: StoredAnswer
    before: tuple[StoredAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the spot: what is asked, what the unit says, and what an assessor wrote."""

    rule: Rule
    title: str
    topic: str
    demand: str
    fields: tuple[Field, ...]
    ruled: Ruled | None
    own: Answer | None
    standing: Answered
    photos: tuple[tuple[ProofFile, str, int | None], ...]
    seen: str

    @property
    def verdict(self) -> str:
        return self.ruled.ruling.verdict.value if self.ruled else ""


@dataclass(frozen=True, slots=True)
class TownshipLine:
    """One township in the list."""

    unit: str
    asked: int
    ruled: int
    unmet: int
    last: Ruled | None


@page.get("/")
@allow(*ASSESSORS)
def listing() -> ResponseReturnValue:
    """The townships, and how much of each was looked at."""
    desk = the_desk()
    with desk.asking() as asked:
        history = list(answers.history(asked, desk.county))
    rulings = ruled_in(history)
    lines = [line_of(unit.name, rulings) for unit in desk.profile.units if unit.kind == TOWNSHIP]
    return render_template("onsite.html", lines=lines)


def line_of(unit: str, rulings: Mapping[tuple[str, str], Ruled]) -> TownshipLine:
    own = [ruled for rule in asked_on_site(unit) if (ruled := rulings.get((unit, rule.id)))]
    unmet = sum(one.ruling.verdict is OnSite.UNMET for one in own)
    last = max(own, key=lambda one: one.at.at, default=None)
    return TownshipLine(unit, len(asked_on_site(unit)), len(own), unmet, last)


def asked_on_site(unit: str) -> tuple[Rule, ...]:
    """What there is to see of a unit, in the order of its form."""
    return tuple(rule for rule in rules_for(unit) if is_asked_on_site(rule))


def ruled_in(history: Iterable[StoredAnswer]) -> dict[tuple[str, str], Ruled]:
    """Each ruling that stands, by unit and rule, with whoever gave it; answers beside it change nothing."""
    found: dict[tuple[str, str], Ruled] = {}
    for one in history:
        ruling, known = one.answer.on_site, found.get(one.answer.key)
        if ruling is not None and (known is None or known.ruling != ruling):
            earlier = (*known.before, known.at) if known else ()
            found[one.answer.key] = Ruled(ruling, one.who, one, earlier)
    return found


@page.get("/<unit>")
@allow(*ASSESSORS)
def township(unit: str) -> ResponseReturnValue:
    """Everything that is to be seen in one township on one page: it goes on working without a network."""
    desk, name = the_desk(), township_for(unit)
    with desk.asking() as asked:
        history = list(answers.history(asked, desk.county, unit=name))
        numbers = {
            rule.id: {
                row.hash: row.id for row in uploads.of_rule(asked, desk.county, name, ON_SITE + rule.id)
            }
            for rule in asked_on_site(name)
        }
    stands, rulings = {one.answer.rule: one for one in history}, ruled_in(history)
    steps = [
        step_of(rule, stands.get(rule.id), rulings.get((name, rule.id)), numbers[rule.id])
        for rule in asked_on_site(name)
    ]
    return render_template(
        "onsite_unit.html", unit=name, steps=steps, slots=PHOTOS, day=desk.today,
        done=sum(step.ruled is not None for step in steps), saved=request.args.get("saved", ""),
    )  # fmt: skip


def township_for(unit: str) -> str:
    """A township of the county: 404 for anything else."""
    name = unit_for(unit, who=visitor())
    found = the_desk().profile.unit_named(name)
    if found is None or found.kind != TOWNSHIP:
        abort(404, "现场核验只有乡镇便民服务中心")
    return name


def step_of(rule: Rule, stored: StoredAnswer | None, ruled: Ruled | None, numbers: Mapping[str, int]) -> Step:
    """One question with all that is known of it."""
    own = stored.answer if stored and stored.answer.is_given else None
    ruling = ruled.ruling if ruled else None
    photos = tuple((file, mark_of(file), numbers.get(file.hash)) for file in (ruling.files if ruling else ()))
    return Step(
        rule, title_of(rule), topic_of(rule), demand(rule), fields_of(rule, ruling_values(ruling), {}), ruled,
        own, standing_of(rule, stored, the_desk().rules, due()), photos, seen_of(ruling),
    )  # fmt: skip


def seen_of(ruling: OnSiteRuling | None) -> str:
    """What an assessor's page was built on: compared when it is sent."""
    if ruling is None:
        return ""
    said = json.dumps(ruling_to_json(ruling), ensure_ascii=False, sort_keys=True)
    return sha256(said.encode()).hexdigest()


@page.post("/<unit>/<rule>")
@allow(*ASSESSORS)
def save(unit: str, rule: str) -> ResponseReturnValue:
    """Keep what was seen of one question, beside the unit's own answer and never in its place."""
    desk, who = the_desk(), visitor()
    name = township_for(unit)
    wanted = rule_for(name, rule)
    if not is_asked_on_site(wanted):
        abort(404, "这一项不在现场核验")
    ruling, mistakes = ruling_in(wanted)
    chosen, refused = chosen_files(PHOTOS)
    mistakes += refused.values()
    if ruling is None or mistakes:
        return told(name, wanted, refusal(mistakes), 400)
    looked = with_looks(chosen)
    with desk.changing() as changing:
        stored = answers.standing(changing, desk.county, name, wanted.id)
        before = stored.answer if stored else Answer(name, wanted.id, title=topic_of(wanted))
        if request.form.get("seen", "") != seen_of(before.on_site) and not is_said(before.on_site, ruling):
            by = ruled_in(answers.history(changing, desk.county, unit=name, rule=wanted.id))
            return told(name, wanted, overtaken(by.get((name, wanted.id))), 409, seen=seen_of(before.on_site))
        handed = hand_in(changing, looked, unit=name, rule=ON_SITE + wanted.id)
        kept = without(before.on_site.files if before.on_site else (), request.form.getlist("drop"))
        ruling = replace(ruling, files=once((*kept, *(one.proof for one in handed))))
        seen_on = before.origin.seen_on or ruling.made_on
        answer = replace(before, on_site=ruling, origin=replace(before.origin or Origin(), seen_on=seen_on))
        is_new = before.on_site != ruling
        if is_new:
            answers.put(changing, desk.county, answer, who=who.name, at=desk.clock(), day=desk.today)
    if is_new:
        desk.jobs.answered(who=who.name)
    return taken(name, wanted, ruling)


def is_said(known: OnSiteRuling | None, ruling: OnSiteRuling) -> bool:
    """Was the same sent before, and the network lost before the sender heard of it?"""
    return known is not None and replace(known, files=()) == replace(ruling, files=())


def ruling_in(rule: Rule) -> tuple[OnSiteRuling | None, list[str]]:
    """The ruling that this request brings, and what cannot be taken of it."""
    form, today = request.form, the_desk().today
    values, wrong = values_in(rule, form)
    remark, day = form.get("remark", "").strip(), day_of(form.get("made_on", ""), today)
    mistakes = [*wrong.values(), *filter(None, [text_trouble(remark)])]
    if form.get("verdict") not in list(OnSite):
        return None, [*mistakes, "请选择“达标”或“不达标”"]
    if day is None or day > today:
        mistakes.append("核验日期看不懂" if day is None else f"核验日期不能晚于今天（{today}）")
    verdict, short = OnSite(form["verdict"]), weighed(rule, values) if not wrong else []
    said = "；".join(short)
    if verdict is OnSite.UNMET and not remark:
        remark = said
        mistakes += [] if said else ["不达标的，请在“说明”中写明事实"]
    if verdict is OnSite.MET and said and not remark:
        mistakes.append(f"按所填内容不达标（{said}），结论却是“达标”：请改正，或在“说明”中写明理由")
    return OnSiteRuling(verdict, remark, day, values), mistakes


def day_of(text: str, today: date) -> date | None:
    """The day of the visit: today where none is given, None for what is no day."""
    return day_in(text) if text.strip() else today


def overtaken(ruled: Ruled | None) -> str:
    what = f"：{ruled.ruling.verdict.value}" if ruled else ""
    by = (ruled.who if ruled else "") or "另一位评估人员"
    return f"您填写期间，{by}已核验过这一项{what}，没有覆盖；确认无误后再点保存"


def told(unit: str, rule: Rule, words: str, status: int, **more: str) -> ResponseReturnValue:
    """Say why nothing was kept; without script what was typed is still in the browser's draft."""
    if wants_words():
        return {"said": words, **more}, status
    flash(words, "bad" if status == 400 else "warn")
    return redirect(url_for("onsite.township", unit=unit, _anchor=rule.id))


def taken(unit: str, rule: Rule, ruling: OnSiteRuling) -> ResponseReturnValue:
    """Say that it was kept, and lead on."""
    photos = f"，照片 {len(ruling.files)} 张" if ruling.files else ""
    words = f"已保存“{topic_of(rule)}”：{ruling.verdict.value}{photos}"
    if wants_words():
        return {"said": words, "seen": seen_of(ruling), "state": ruling.verdict.value, "kind": "good"}
    flash(words, "good")
    return redirect(url_for("onsite.township", unit=unit, saved=rule.id, _anchor=following(unit, rule)))


def following(unit: str, rule: Rule) -> str:
    """The next question, or this one when it is the last."""
    order: Sequence[str] = [one.id for one in asked_on_site(unit)]
    place = order.index(rule.id) + 1
    return order[place] if place < len(order) else rule.id
