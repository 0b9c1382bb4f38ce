"""Reviewing (复核): one finding at a time, worst first, decided with one key; equal texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from checks.rule import Rule
from storage import chain, decisions, findings, pictures, queue, runs
from storage.decisions import NotAllowed, Overtaken, Scope
from storage.models import Decision, FindingRow, Picture
from web import choosing, history
from web.access import OFFICE, allow, finding_for, visitor
from web.desk import the_desk
from web.evidence import Shown, shown
from web.words import address_of

page = Blueprint("review", __name__, url_prefix="/review")

REASONS = (
    "上下文已限定范围，不是兜底表述",
    "属于事项名称或法规原文的引用",
    "由行政机关内部提交，不要求申请人提供",
    "程序读取有误，页面上不是这样写的",
    "页面不是本单位现行的办事指南",
    "上级系统统一字段，本县不能修改",
)
"""Reasons that are given often; any other can be written."""

TITLES = {"confirmed": "属实", "dismissed": "误报", "escalated": "上级统一要素", "pending": "待定"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer sees of one finding."""

    row: FindingRow
    rule: Rule | None
    evidence: Shown | None
    alike: Sequence[FindingRow]
    earlier: Sequence[FindingRow]
    events: tuple[history.Told, ...]
    shots: Sequence[Picture]


@page.get("/", endpoint="queue")
@allow(*OFFICE)
def waiting() -> ResponseReturnValue:
    """What awaits a decision, worst first, with filters that stay in the address."""
    desk, chosen = the_desk(), choosing.asked(status="待复核")
    start = request.args.get("from", 0, int)
    with desk.asking() as asked:
        rows = queue.page(asked, desk.county, chosen, offset=max(start, 0))
        counts = queue.counts(asked, desk.county, replace(chosen, status=""))
        offered = choosing.filters(asked, chosen, without=("status", "round"))
        proposals, never = proposed(asked), runs.latest(asked, desk.county) is None
    return render_template(
        "review_queue.html", rows=rows, chosen=chosen, filters=offered, start=start, page=queue.PAGE,
        total=counts.get("待复核", 0), query=choosing.query_of(replace(chosen, status="")),
        proposals=proposals, never=never,
    )  # fmt: skip


@page.get("/next")
@allow(*OFFICE)
def following() -> ResponseReturnValue:
    """The first finding of the chosen ones, or the one after `after` in their order."""
    desk, chosen = the_desk(), choosing.asked(status="待复核")
    after = findings.id_of(request.args.get("after", "")) if request.args.get("after") else None
    with desk.asking() as asked:
        row = next_of(asked, chosen, after)
    query = choosing.query_of(replace(chosen, status=""))
    if row is None:
        return redirect(address_of("review.queue", query))
    return redirect(address_of("review.one", {"number": findings.public_id(row), **query}))


def next_of(session: Session, chosen: queue.Chosen, after: int | None) -> FindingRow | None:
    """The next undecided finding behind `after`, then from the beginning; None when none is left."""
    county = the_desk().county
    last = session.get(FindingRow, after) if after is not None else None
    if last is not None:
        behind = queue.behind(session, county, chosen, last)
        if behind is not None:
            return behind
    first = queue.page(session, county, chosen, limit=1)
    return first[0] if first and first[0].id != after else None


@page.get("/<number>")
@allow(*OFFICE)
def one(number: str) -> ResponseReturnValue:
    """One finding with everything that a decision needs on one screen."""
    desk, chosen = the_desk(), choosing.asked(status="待复核")
    with desk.asking() as asked:
        row = finding_for(asked, number, who=visitor())
        given = Asked(
            row, desk.rule(row.rule), shown(asked, row), queue.alike(asked, row),
            queue.decided_alike(asked, row), history.told(chain.of_finding(asked, row.id)),
            pictures.of_finding(asked, row.id),
        )  # fmt: skip
        left = queue.counts(asked, desk.county, replace(chosen, status="")).get("待复核", 0)
    return render_template(
        "review_one.html", given=given, row=row, left=left, reasons=REASONS, scopes=list(Scope),
        query=choosing.query_of(replace(chosen, status="")),
    )  # fmt: skip


@page.post("/<number>")
@allow(*OFFICE)
def decide(number: str) -> ResponseReturnValue:
    """Write a decision, for this finding or for all with the same text that were shown; then the next."""
    desk, form = the_desk(), request.form
    decision = form.get("decision", "")
    query = choosing.query_of(replace(choosing.asked(), status=""))
    here = redirect(address_of("review.one", {"number": number, **query}))
    if decision not in TITLES:
        flash("请选择一种认定", "bad")
        return here
    reason = (form.get("other", "").strip() or form.get("reason", "").strip())[:500]
    if decision in ("dismissed", "escalated") and not reason:
        flash(f"认定“{TITLES[decision]}”须写明理由", "bad")
        return here
    try:
        told = written(number, decision, reason)
    except Overtaken as overtaken:
        flash(f"{overtaken} 在您查看期间已有变化（可能另一人已经认定），没有写入，请看过再定", "warn")
        return here
    except NotAllowed as refused:
        flash(f"{refused}", "bad")
        return here
    flash(told, "good")
    if form.get("stay"):
        return redirect(url_for("findings.one", number=number))
    with desk.asking() as asked:
        row = next_of(asked, choosing.asked(status="待复核"), findings.id_of(number))
    if row is None:
        return redirect(address_of("review.queue", {"undo": number, **query}))
    return redirect(address_of("review.one", {"number": findings.public_id(row), "undo": number, **query}))


def written(number: str, decision: str, reason: str) -> str:
    """Write the decision about every finding that was shown; what was done, in words.

    Raises Overtaken when one of them has changed since it was shown, and writes none.
    """
    desk, who, form = the_desk(), visitor(), request.form
    scope = Scope(form.get("scope") or Scope.PLACE) if decision == "dismissed" else Scope.PLACE
    expires = last_day(form.get("expires", "")) if decision == "dismissed" else None
    with desk.changing() as changing:
        row = finding_for(changing, number, who=who)
        wanted = [(row.id, form.get("after", type=int)), *marked(form.getlist("also"))]
        for finding, after in wanted:
            finding_for(changing, f"F{finding:06d}", who=who)
            done = decisions.decide(
                changing, finding, decision, who=who.name, at=desk.clock(), reason=reason,
                after=-1 if after is None else after, scope=scope, expires=expires,
            )  # fmt: skip
        waits = decision == "dismissed" and done.decided != "dismissed"
    many = f" 等 {len(wanted)} 条" if len(wanted) > 1 else " "
    second = "，待第二人同意后生效" if waits else ""
    return f"{number}{many}认定为“{TITLES[decision]}”{second}"


def last_day(text: str) -> date | None:
    """The day of expiry; None where none is given. Raises NotAllowed for what is no day."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise NotAllowed("到期日看不懂，请写成 2022-12-31 的形式") from error


def marked(values: Sequence[str]) -> list[tuple[int, int]]:
    """The other findings that were ticked, each with the last event that was shown: "12:345"."""
    pairs = (value.partition(":") for value in values)
    return [(int(one), int(event)) for one, _, event in pairs if one.isdigit() and event.isdigit()]


@page.post("/<number>/undo")
@allow(*OFFICE)
def undo(number: str) -> ResponseReturnValue:
    """Take back one's own last decision; refused when anything happened since."""
    desk, who = the_desk(), visitor()
    query = choosing.query_of(replace(choosing.asked(), status=""))
    with desk.changing() as changing:
        row = finding_for(changing, number, who=who)
        last = chain.of_finding(changing, row.id)[-1]
        mine = last.who == who.name and last.what.startswith("decided-")
        if mine:
            decisions.decide(changing, row.id, "pending", who=who.name, at=desk.clock(), reason="撤销上一步")
    flash(
        f"{number} 已撤回认定，重新待复核" if mine else f"{number} 之后又有变化，不能撤销",
        "good" if mine else "bad",
    )
    return redirect(address_of("review.one", {"number": number, **query}))


@page.post("/second/<int:decision>")
@allow(*OFFICE)
def second(decision: int) -> ResponseReturnValue:
    """Agree to a dismissal that another person proposed."""
    desk, who = the_desk(), visitor()
    try:
        with desk.changing() as changing:
            made = changing.get(Decision, decision)
            if made is None or made.county != desk.county:
                raise NotAllowed("没有这项认定")
            row = decisions.second(changing, decision, who=who.name, at=desk.clock())
            number = findings.public_id(row)
    except (NotAllowed, Overtaken) as refused:
        flash(f"{refused}", "bad")
    else:
        flash(f"已同意 {number} 认定为误报", "good")
    return redirect(url_for("review.queue"))


def proposed(session: Session) -> list[tuple[Decision, FindingRow]]:
    """Dismissals that wait for a second person, with their findings."""
    made = decisions.waiting(session, the_desk().county)
    return [(one, session.get_one(FindingRow, one.finding_id)) for one in made]
