"""Rounds (下发与整改): the calendar, issuing the lists, watching rectification, reminding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from counties.workdays import CalendarEnds
from reports.wording import BEIJING, criterion_order, day_in_words
from storage import claims, issuing, queue, watching
from storage.decisions import NotAllowed, Overtaken
from storage.findings import public_id
from storage.models import FindingRow, Issued, IssueList
from storage.queue import Chosen
from storage.roles import Role
from web import papers, rectifying, reminding
from web.access import READERS, allow, visitor
from web.calendar import FIRST, SECOND, calendar, round_now
from web.desk import the_desk
from web.issuing import (
    WORK_DAYS,
    day_of,
    document_number,
    due_of,
    due_proposed,
    marked,
    refuse_unseen,
    round_asked,
    token,
)
from web.rectifying import COUNTED

page = Blueprint("rounds", __name__, url_prefix="/rounds")

LONGEST_REASON = 500
EVERYBODY = "全县"
LINES = 100


@page.get("/")
@allow(*READERS)
def overview() -> ResponseReturnValue:
    """What is due, what can be issued, what was issued, how rectification goes on."""
    desk = the_desk()
    with desk.asking() as asked:
        known = watching.rounds_issued(asked, desk.county)
        now = round_now(desk.profile.rounds, known, desk.today)
        ready = issuing.ready(asked, desk.county, now)
        lists = issuing.lists_of(asked, desk.county)
        lines = watching.line_counts(asked, desk.county)
        waiting = queue.counts(asked, desk.county, Chosen(status="待复核")).get("待复核", 0)
        watched = [
            rectifying.progress(name, rectifying.problems(own, desk.today))
            for name in known
            if (own := watching.of_round(asked, desk.county, name))
        ]
        pressing = {
            name: watching.how_pressing(asked, desk.county, name, until=desk.today + reminding.SOON)
            for name in known
        }
    return render_template(
        "rounds.html", calendar=calendar(desk.profile.rounds, desk.today), round=now, known=known,
        ready=ready, total=sum(one.count for one in ready), lists=lists[::-1], lines=lines,
        waiting=waiting, watched=watched, pressing=pressing, counted=COUNTED, soon=reminding.SOON.days,
        offers=papers.offered(is_for_county=True), forms=papers.KINDS,
    )  # fmt: skip


@page.get("/issue")
@allow(*READERS)
def preview() -> ResponseReturnValue:
    """What a round would issue now, by unit, and the form that issues it."""
    desk = the_desk()
    name, shown = round_asked(), request.args.get("unit")
    with desk.asking() as asked:
        known = watching.rounds_issued(asked, desk.county)
        name = name or round_now(desk.profile.rounds, known, desk.today)
        ready = issuing.ready(asked, desk.county, name)
        rows = issuing.issuable(asked, desk.county, name, unit=shown) if shown is not None else []
        waiting = queue.counts(asked, desk.county, Chosen(status="待复核")).get("待复核", 0)
    due, why = due_proposed(desk.today, desk.profile.rounds.rectify_by if desk.profile.rounds else None, name)
    return render_template(
        "round_issue.html", round=name, names=tuple(dict.fromkeys((FIRST, SECOND, *known))), ready=ready,
        total=sum(one.count for one in ready if one.unit), rows=rows, shown=shown, waiting=waiting, due=due,
        why=why, work_days=WORK_DAYS, seen=token,
    )  # fmt: skip


@page.post("/issue")
@allow(Role.ADMIN)
def issue() -> ResponseReturnValue:
    """Issue what was seen in the preview; anything that changed since is seen first."""
    desk, form, name = the_desk(), request.form, round_asked()
    back = redirect(url_for("rounds.preview", round=name))
    units, seen = set(form.getlist("unit")) - {""}, set(form.getlist("seen"))
    try:
        on = day_of(form.get("on", ""), "下发日期")
        due = due_of(on)
        if not name:
            raise NotAllowed("请填写轮次")
        if not units:
            raise NotAllowed("请至少选择一个单位")
        with desk.changing() as changing:
            refuse_unseen(issuing.ready(changing, desk.county, name), units, seen)
            made = issuing.issue(
                changing, desk.county, name, due=due, on=on, who=visitor().name, at=desk.clock(),
                document_number=document_number(), units=units,
            )  # fmt: skip
            shown = made.id
    except (NotAllowed, Overtaken, CalendarEnds) as refused:
        flash(f"没有下发：{refused}", "bad")
        return back
    flash(f"{name}问题清单已下发，整改时限 {day_in_words(due)}；各单位登录后即可看到自己的问题", "good")
    return redirect(url_for("rounds.one", number=shown))


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was issued, and how its problem stands now."""

    line: Issued
    row: FindingRow
    timing: str
    tone: str


@page.get("/lists/<int:number>")
@allow(*READERS)
def one(number: int) -> ResponseReturnValue:
    """A list: its lines frozen as they were handed out, their status now, in time or late."""
    desk, unit = the_desk(), request.args.get("unit", "")
    start = max(request.args.get("from", 0, int), 0)
    with desk.asking() as asked:
        made = list_asked(asked, number)
        units = watching.units_of(asked, made.id)
        lines = lines_shown(asked, made, unit, start)
        replaced = issuing.is_superseded(asked, made)
    total = dict(units).get(unit, 0) if unit else sum(count for _, count in units)
    return render_template(
        "round_list.html", made=made, units=units, unit=unit, lines=lines, start=start, page=LINES,
        total=total, replaced=replaced,
    )  # fmt: skip


def list_asked(session: Session, number: int) -> IssueList:
    made = session.get(IssueList, number)
    if made is None or made.county != the_desk().county:
        abort(404)
    return made


def lines_shown(session: Session, made: IssueList, unit: str, start: int) -> list[Line]:
    """A page of a list's lines with their findings."""
    today = the_desk().today
    rows = watching.lines_with_findings(session, made.id, unit=unit, offset=start, limit=LINES)
    answers = claims.of_findings(session, [row.id for _, row in rows])
    return [Line(line, row, *rectifying.timing_in_words(row, answers[row.id], today)) for line, row in rows]


@page.post("/lists/<int:number>")
@allow(Role.ADMIN)
def change(number: int) -> ResponseReturnValue:
    """Correct a list without the ticked lines, or give them a later day; both with a reason."""
    desk, form = the_desk(), request.form
    reason = form.get("reason", "").strip()[:LONGEST_REASON]
    ticked = dict(mark for text in form.getlist("line") if (mark := marked(text)))
    back = redirect(url_for("rounds.one", number=number, unit=request.args.get("unit") or None))
    try:
        if not ticked:
            raise NotAllowed("请先勾选问题")
        with desk.changing() as changing:
            made = list_asked(changing, number)
            if form.get("do") == "extend":
                extend(changing, made, ticked, reason)
                said = f"{len(ticked)} 处的整改时限已延长"
            elif form.get("do") == "correct":
                made = issuing.correct(
                    changing, made.id, without=ticked, on=desk.today, who=visitor().name, at=desk.clock(),
                    reason=reason,
                )  # fmt: skip
                said = f"已更正为第 {made.version} 版，撤回 {len(ticked)} 处；原清单保留不变"
                back = redirect(url_for("rounds.one", number=made.id))
            else:
                raise NotAllowed("请选择更正或延期")
    except (NotAllowed, Overtaken) as refused:
        flash(f"没有改动：{refused}", "bad")
    else:
        flash(said, "good")
    return back


def extend(session: Session, made: IssueList, ticked: dict[int, str], reason: str) -> None:
    """Give every ticked finding of the list a later day, or none of them."""
    due = day_of(request.form.get("due", ""), "新的时限")
    own = {line.finding_id for line in issuing.lines_of(session, made.id)}
    for finding, shown in ticked.items():
        if finding not in own:
            raise NotAllowed("要延期的问题不在这份清单里")
        row = session.get_one(FindingRow, finding)
        if row.due is None and row.reopened:
            raise NotAllowed(f"{public_id(row)} 已经复发，要重新下发才有新的时限")
        if row.due is not None and row.due.isoformat() != shown:
            raise Overtaken(f"{public_id(row)} 的时限在您查看期间已有变化，请看过再定")
        try:
            issuing.extend(session, finding, due, who=visitor().name, at=the_desk().clock(), reason=reason)
        except NotAllowed as refused:
            raise NotAllowed(f"{public_id(row)}：{refused}") from refused


@page.get("/watch")
@allow(*READERS)
def watch() -> ResponseReturnValue:
    """How far rectification is, by unit and by criterion; the outcomes that the second round is told in."""
    desk, name = the_desk(), round_asked()
    with desk.asking() as asked:
        known = watching.rounds_issued(asked, desk.county)
        name = name or (known[-1] if known else "")
        lines = watching.of_round(asked, desk.county, name)
        unfounded = watching.false_claims(asked, desk.county, name)
        since = second_round(name)
        new = watching.newly_found(asked, desk.county, since, besides=name) if since else None
    found = rectifying.problems(lines, desk.today)
    total = rectifying.progress(EVERYBODY, found)
    order = {unit: place for place, unit in enumerate(desk.units())}
    return render_template(
        "round_watch.html", round=name, known=known, lines=len(lines), counted=COUNTED,
        all=total, second=SECOND, unfounded=unfounded, new=new, since=since,
        units=[*rectifying.table(found, lambda one: one.unit, lambda unit: order.get(unit, 999)), total],
        criteria=[*rectifying.table(found, lambda one: one.indicator, criterion_order), total],
        results=rectifying.results_in_words(found),
    )  # fmt: skip


def second_round(name: str) -> datetime | None:
    """When the second round began in which this round is verified; None while it has not."""
    desk = the_desk()
    rounds = desk.profile.rounds
    if name == SECOND or rounds is None or not rounds.round_two or rounds.round_two.start > desk.today:
        return None
    start = rounds.round_two.start
    return datetime(start.year, start.month, start.day, tzinfo=BEIJING)


@page.get("/reminders")
@allow(*READERS)
def reminders() -> ResponseReturnValue:
    """What is due soon or overdue, by unit, as texts to copy."""
    desk, name = the_desk(), round_asked()
    with desk.asking() as asked:
        known = watching.rounds_issued(asked, desk.county)
        name = name or (known[-1] if known else "")
        found = watching.pressing(asked, desk.county, name, until=desk.today + reminding.SOON)
        answers = claims.of_findings(asked, [row.id for row, _ in found])
        made = reminding.reminders(
            found, answers, round_name=name, today=desk.today, letterhead=desk.profile.report
        )
    return render_template(
        "round_reminders.html", round=name, known=known, reminders=made, soon=reminding.SOON.days
    )
