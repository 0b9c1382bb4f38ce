"""Rules: the catalogue with examples; thresholds and word lists set by the administrator, tried before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from checks.outcome import Severity
from checks.rule import Rule
from reports.rulebook import SETTINGS, facts, modes_of, reported, unreported
from rules import all_rules, configured, settable
from rules.criteria import CRITERIA
from storage import queue, settings
from storage.decisions import NotAllowed
from storage.queue import Chosen
from storage.roles import Role
from web.access import EVERYONE, allow, visitor
from web.desk import Preview, renew_rules, the_desk

page = Blueprint("rulebook", __name__, url_prefix="/rules")


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing of a rule that can be set: what it is now, and how a form asks for it."""

    name: str
    title: str
    kind: str
    """switch | number | words"""
    value: str
    note: str = ""


@page.get("/")
@allow(*EVERYONE)
def listing() -> ResponseReturnValue:
    """Every rule by criterion, with how many findings are open."""
    desk, who = the_desk(), visitor()
    counts: dict[str, int] = {}
    if who.role in (Role.ADMIN, Role.REVIEWER, Role.LEADER):
        with desk.asking() as asked:
            counts = queue.open_by_rule(asked, desk.county)
    off = {rule.id for rule in all_rules()} - {rule.id for rule in desk.rules}
    groups = [
        (criterion, [rule for rule in all_rules() if rule.criterion == criterion.id])
        for criterion in CRITERIA.values()
    ]
    return render_template("rules.html", groups=groups, counts=counts, off=off, modes_of=modes_of)


@page.get("/<rule>")
@allow(*EVERYONE)
def one(rule: str) -> ResponseReturnValue:
    """One rule: what it asks, what it reports and what it leaves alone, what was set of it."""
    found = known(rule)
    desk = the_desk()
    with desk.asking() as asked:
        changes = settings.history(asked, desk.county, rule)
        open_ = queue.counts(asked, desk.county, Chosen(rule=rule))
    return render_template(
        "rule.html", rule=found, facts=[(title, readable(text)) for title, text in facts(found)],
        reported=list(reported(found)), unreported=list(unreported(found)), changes=changes,
        counts=open_, off=desk.rule(rule) is None,
        titles={**SETTINGS, "off": "停用", "severity": "严重程度"},
    )  # fmt: skip


PLACES = {
    "unit": "单位", "item": "事项", "channel": "渠道", "field": "栏目", "quote": "原文", "reason": "理由",
    "numerator": "分子", "denominator": "分母", "share": "比例", "limit": "上限", "days": "天数",
    "missing": "缺少的内容", "number": "数量", "count": "数量", "name": "名称", "items": "事项",
    "material": "材料", "since": "起日", "until": "止日", "period": "期间", "months": "月份",
}  # fmt: skip
"""What stands in a finding where its rule's wording leaves a place open, in the office's words."""


def readable(text: str) -> str:
    """A rule's wording with its open places named: "{unit}在{channel}" is "〔单位〕在〔渠道〕"."""
    return re.sub(r"\{([a-z_]+)\}", lambda found: f"〔{PLACES.get(found[1], '有关内容')}〕", text)


@page.route("/<rule>/settings", methods=["GET", "POST"])
@allow(Role.ADMIN)
def adjust(rule: str) -> ResponseReturnValue:
    """Ask for settings, try them on the last night's pages, and write them when they are confirmed."""
    found, desk = known(rule), the_desk()
    if request.method == "GET":
        return form_of(found, None, "")
    try:
        wanted = wanted_from(request.form, found)
    except ValueError as wrong:
        return form_of(found, Preview(problem=str(wrong)), "", code=400)
    reason = request.form.get("reason", "").strip()[:500]
    tried = desk.jobs.preview(rule, wanted)
    if not request.form.get("confirmed") or (tried.problem and not tried.problem.startswith("还没有采集过")):
        return form_of(found, tried, reason, code=400 if tried.problem else 200)
    try:
        with desk.changing() as changing:
            settings.put(
                changing, desk.county, rule, wanted, who=visitor().name, at=desk.clock(), reason=reason
            )
    except NotAllowed as refused:
        flash(f"{refused}", "bad")
        return form_of(found, tried, reason, code=400)
    renew_rules()
    flash("已保存，从下一次采集或重新判断起按新设置执行；因此消失的问题记为“已撤销”，不算整改", "good")
    return redirect(url_for("rulebook.one", rule=rule))


def known(rule: str) -> Rule:
    """The rule as it is set now, or as it is built in while it is switched off; 404 for no rule."""
    found = the_desk().rule(rule) or next((one for one in all_rules() if one.id == rule), None)
    return found or abort(404)


def form_of(rule: Rule, tried: Preview | None, reason: str, *, code: int = 200) -> ResponseReturnValue:
    """The form with what was typed, else with what holds now."""
    given = request.form if request.method == "POST" else None
    base, _ = base_of(rule.id)
    fields = [setting(rule, base, name, given) for name in settable(rule)]
    severity = given.get("severity", rule.severity.value) if given else rule.severity.value
    off = bool(given.get("off")) if given else the_desk().rule(rule.id) is None
    return render_template(
        "rule_settings.html", rule=rule, fields=fields, severities=list(Severity), severity=severity, off=off,
        tried=tried, reason=reason,
    ), code  # fmt: skip


def setting(rule: Rule, base: Rule, name: str, given: Mapping[str, str] | None) -> Setting:
    """A field of the form; the note says what is built in, where it differs."""
    now, first = getattr(rule.check, name), getattr(base.check, name)
    kind = "switch" if isinstance(now, bool) else "words" if isinstance(now, tuple) else "number"
    shown = written(now)
    if given is not None:
        typed = given.get(f"set-{name}", "")
        shown = ("是" if typed else "否") if kind == "switch" else typed
    note = "" if now == first else f"县配置：{written(first).replace(chr(10), '、') or '空'}"
    return Setting(name, SETTINGS[name], kind, shown, note)


def base_of(rule: str) -> tuple[Rule, bool]:
    """The rule as the county's profile sets it, and whether the profile switches it off."""
    wanted = {key: value for key, value in the_desk().profile.rules.get(rule, {}).items() if key != "off"}
    is_off = bool(the_desk().profile.rules.get(rule, {}).get("off"))
    return next(one for one in configured({rule: wanted}) if one.id == rule), is_off


def written(value: Any) -> str:
    """A setting as its field shows it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "\n".join(value) if isinstance(value, tuple) else f"{value:g}"


def wanted_from(form: Mapping[str, str], rule: Rule) -> dict[str, Any]:
    """What the form asks for, as a profile would say it; only what differs from the county's profile.

    Raises ValueError in Chinese for what is no number.
    """
    base, is_off = base_of(rule.id)
    found: dict[str, Any] = {}
    if bool(form.get("off")) != is_off:
        found["off"] = not is_off
    if form.get("severity", base.severity.value) != base.severity.value:
        found["severity"] = form["severity"]
    for name in settable(rule):
        now, text = getattr(base.check, name), form.get(f"set-{name}", "")
        value = read(name, text, now)
        if value != (list(now) if isinstance(now, tuple) else now):
            found[name] = value
    return found


def read(name: str, text: str, now: object) -> Any:
    """The value of one field of the form, of the same sort as it is now."""
    if isinstance(now, bool):
        return bool(text)
    if isinstance(now, tuple):
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError(f"“{name}”应为数字，不能是“{text[:20]}”") from error
    if number != number or abs(number) > 1e9:
        raise ValueError(f"“{name}”应为数字，不能是“{text[:20]}”")
    return int(number) if number == int(number) else number
