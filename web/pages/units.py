"""Units: each one's own list of what was issued to it, looking again at it now, and its lists to download."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from reports.file_names import file_names
from reports.issued import issued_list
from storage import deadlines, disputes, runs, standing
from storage.findings import by_id
from storage.models import Event, FindingRow
from storage.queue import UNASSIGNED
from storage.roles import Role
from web import papers
from web.access import OFFICE, READERS, Visitor, allow, may_see, unit_for, visitor
from web.desk import JobView, Rechecked, the_desk
from web.matters import board
from web.safety import STORED_PAGE, named_file

page = Blueprint("units", __name__, url_prefix="/units")

PAGE = 50
CLOSED_SHOWN = 200
SHOWN = ("待复核", "待整改", "复发", "待核实", "已整改", "误报", "上级要素")
"""The statuses that the table of units counts; the rest stands in the list of findings."""


@dataclass
class Standing:
    """How one unit stands: findings by status, how many are late or disputed, its last re-check."""

    unit: str
    counts: Counter[str] = field(default_factory=Counter)
    late: int = 0
    disputed: int = 0
    rechecked: Event | None = None


@page.get("/")
@allow(*READERS)
def listing() -> ResponseReturnValue:
    """Every unit of the county with its counts."""
    desk = the_desk()
    with desk.asking() as asked:
        standings = all_standings(asked)
        never = runs.latest(asked, desk.county) is None
    total = Standing("合计")
    for one in standings:
        total.counts += one.counts
        total.late += one.late
        total.disputed += one.disputed
    return render_template(
        "units.html",
        standings=standings,
        total=total,
        words=SHOWN,
        known=set(desk.units()),
        unassigned=UNASSIGNED,
        never=never,
    )


def all_standings(session: Session) -> list[Standing]:
    """Each unit of the profile, then what belongs to none of them."""
    desk = the_desk()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in standing.standing(session, desk.county):
        counts[one.unit][one.status] += one.count
    late = Counter(deadlines.overdue(session, desk.county, desk.today).values())
    disputed = Counter(disputes.undecided(session, desk.county).values())
    rechecks = deadlines.last_rechecks(session, desk.county)
    names = dict.fromkeys([*desk.units(), *sorted(counts)])
    return [Standing(name, counts[name], late[name], disputed[name], rechecks.get(name)) for name in names]


@page.get("/mine")
@allow(Role.UNIT)
def mine() -> ResponseReturnValue:
    """What was issued to the visitor's own unit."""
    return shown(unit_for(visitor().unit, who=visitor()))


@page.get("/<unit>")
@allow(*READERS)
def one(unit: str) -> ResponseReturnValue:
    """A unit's list as the unit itself sees it."""
    return shown(unit_for(unit, who=visitor()))


def shown(unit: str) -> ResponseReturnValue:
    """The list of a unit; what is settled is folded below it."""
    desk, start = the_desk(), max(request.args.get("from", 0, int), 0)
    with desk.asking() as asked:
        found = board(asked, unit)
        rechecked = deadlines.last_rechecks(asked, desk.county).get(unit)
        rounds = papers.rounds_of(asked, unit)
    listed = found.disputed if request.args.get("disputed") else found.open
    return render_template(
        "unit.html", unit=unit, board=found, listed=listed, matters=listed[start : start + PAGE], start=start,
        page=PAGE, is_part=listed is not found.open,
        closed=found.closed[:CLOSED_SHOWN], rechecked=rechecked, job=under_way(unit),
        has_report=report_file(unit).is_file(), rounds=rounds, forms=papers.KINDS,
        offers=papers.offered(is_for_county=False, only=papers.FOR_UNITS if is_unit() else ()),
    )  # fmt: skip


def is_unit() -> bool:
    return visitor().role is Role.UNIT


def under_way(unit: str) -> JobView | None:
    """The re-check of a unit that goes on now and that the visitor may see."""
    jobs = (job for job in the_desk().jobs.recent() if job.unit == unit and not job.is_over)
    return next((job for job in jobs if may_follow(job, visitor())), None)


def may_follow(job: JobView, who: Visitor) -> bool:
    """May this visitor see how a re-check goes on?

    The office may; a unit may see its own, which speak of nothing but what was issued to it.
    """
    return who.is_office or (who.role is Role.UNIT and job.issued and job.unit == who.unit)


@page.post("/<unit>/recheck")
@allow(*OFFICE, Role.UNIT)
def recheck(unit: str) -> ResponseReturnValue:
    """Look at everything of a unit again now; for the unit itself, at what was issued to it."""
    who = visitor()
    unit = unit_for(unit, who=who)
    return started(the_desk().jobs.recheck(who=who.name, unit=unit, issued=who.role is Role.UNIT), "")


def started(job: JobView, finding: str) -> ResponseReturnValue:
    """Lead to a job; say so when the wish joined another one."""
    if job.finding != finding:
        flash("本单位已有一次复查正在进行，完成后可以再次复查", "warn")
    return redirect(url_for("units.job", number=job.number), 303)


@page.get("/job/<int:number>")
@allow(*OFFICE, Role.UNIT)
def job(number: int) -> ResponseReturnValue:
    """How a re-check is getting on and what came of it; with `piece` only the part that changes."""
    desk, who = the_desk(), visitor()
    found = desk.jobs.view(number)
    if found is None or not found.unit or not may_follow(found, who):
        abort(404, "没有这次复查；审核台重启以后，以前的复查不再显示，结果见各问题的经过")
    with desk.asking() as asked:
        results = [(one, row) for one in found.checked if (row := seen_by(asked, one, who))]
    return render_template(
        "recheck_piece.html" if request.args.get("piece") else "recheck.html", job=found, results=results,
        lines=said_to(found, who), turned=sum(one.new == "已整改" != one.old for one, _ in results),
    )  # fmt: skip


def seen_by(session: Session, checked: Rechecked, who: Visitor) -> FindingRow | None:
    """The finding that was looked at again, if the visitor may see it."""
    row = by_id(session, the_desk().county, checked.number)
    return row if row is not None and may_see(row, who) else None


def said_to(job: JobView, who: Visitor) -> list[str]:
    """What the job says, as far as it concerns the visitor: where files lie on the server is the office's."""
    return [line for line in job.lines if who.is_office or not line.startswith("报告：")]


@page.get("/<unit>/list")
@allow(*READERS, Role.UNIT)
def issued(unit: str) -> ResponseReturnValue:
    """What was issued to a unit as a page of its own, to keep or to print."""
    desk = the_desk()
    unit = unit_for(unit, who=visitor())
    with desk.asking() as asked:
        text = issued_list(asked, desk.profile, desk.rules, unit)
    if text is None:
        abort(404, "还没有下发给该单位的问题")
    return page_of(text.encode("utf-8", "replace"), f"{unit}-已下发问题清单-{desk.today}.html")


@page.get("/<unit>/report")
@allow(*READERS)
def report(unit: str) -> ResponseReturnValue:
    """The full list of the last night, with what is not confirmed yet: for the office only."""
    file = report_file(unit_for(unit, who=visitor()))
    try:
        return page_of(file.read_bytes(), f"{unit}-评估问题清单.html")
    except OSError:
        abort(404, "还没有生成该单位的报告，采集一次以后才有")


def report_file(unit: str) -> Path:
    """Where the nights write a unit's report: named by the profile, never by what somebody asked for."""
    desk = the_desk()
    return desk.out / "reports" / "units" / file_names(desk.units())[unit]


def page_of(body: bytes, name: str) -> Response:
    """A complete page of ours, shown on its own or, with `save`, handed over as a file."""
    response = make_response(body)
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers["Content-Security-Policy"] = STORED_PAGE
    response.headers["Content-Disposition"] = named_file(name, save=bool(request.args.get("save")))
    return response
