"""The nights (采集): what ran, what was read, which run waits to be accepted, when the next one starts."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from storage import chain, runs
from storage.models import Coverage, Run
from storage.reasons import Reason
from storage.roles import Role
from storage.runs import SourceCoverage
from web.access import OFFICE, allow, visitor
from web.desk import the_desk

page = Blueprint("nights", __name__, url_prefix="/nights")

SHOWN = 30
KINDS = {"night": "夜间采集", "recheck": "复查", "check": "重新判断", "import": "导入", "form": "审核台填报"}
STATES = {"running": "正在进行", "complete": "完成", "suspect": "异常，待认可", "aborted": "中断"}
TONES = {"running": "pending", "complete": "done", "suspect": "open", "aborted": "unknown"}
EVENTS = {
    "appeared": "新发现", "reopened": "复发", "absent": "已整改", "withdrawn": "已撤销", "unknown": "待核实",
    "gone": "页面已取消", "text-changed": "表述改动", "seen-again": "重新读到",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """What a run read of one source, in words."""

    name: str
    planned: int
    fetched: int
    reasons: tuple[str, ...]
    suspect: tuple[str, ...]


@page.get("/")
@allow(*OFFICE)
def listing() -> ResponseReturnValue:
    """The last runs, the jobs that are going on, and the next start."""
    desk = the_desk()
    with desk.asking() as asked:
        query = select(Run).where(Run.county == desk.county).order_by(Run.id.desc()).limit(SHOWN)
        found = list(asked.scalars(query))
    return render_template(
        "nights.html", runs=found, kinds=KINDS, states=STATES, tones=TONES, jobs=desk.jobs.recent()[:8],
        next_night=desk.jobs.next_night(), suspect=[one for one in found if one.state == "suspect"][:1],
    )  # fmt: skip


@page.get("/<int:number>")
@allow(*OFFICE)
def one(number: int) -> ResponseReturnValue:
    """One run: what it read of each source and why not the rest, and what it changed."""
    desk = the_desk()
    with desk.asking() as asked:
        run = asked.get(Run, number)
        if run is None or run.county != desk.county:
            abort(404)
        doubted = list(asked.scalars(select(Coverage).where(Coverage.run_id == number)))
        sources = [worded(source, doubted) for source in runs.coverage(asked, number)]
        counted = chain.counts(asked, number)
    changes = [(EVENTS[what], count) for what, count in counted.items() if what in EVENTS]
    return render_template(
        "night.html", run=run, sources=sources, changes=changes, kinds=KINDS, states=STATES, tones=TONES
    )


def worded(source: SourceCoverage, doubted: list[Coverage]) -> Source:
    """What was read of a source, why not the rest, and why parts of it close nothing."""
    reasons = tuple(f"{Reason(reason).label} {count} 处" for reason, count in source.reasons)
    own = (row for row in doubted if row.source == source.source and row.suspect)
    doubts = tuple(f"{row.unit or '整个来源'}：{row.suspect}" for row in own)
    return Source(source.source, source.planned, source.fetched, reasons, doubts)


@page.post("/start")
@allow(Role.ADMIN)
def start() -> ResponseReturnValue:
    """Start a night now; a running one is joined."""
    job = the_desk().jobs.night(who=visitor().name)
    flash("采集已开始，完成后问题会更新；可以离开本页", "good")
    return redirect(url_for("nights.job", number=job.number))


@page.get("/job/<int:number>")
@allow(*OFFICE)
def job(number: int) -> ResponseReturnValue:
    """How a job is getting on; with `piece` only the part that changes."""
    found = the_desk().jobs.view(number)
    if found is None:
        abort(404, "没有这个任务，审核台重启后以前的任务不再显示；结果见采集记录")
    return render_template("job_piece.html" if request.args.get("piece") else "night_job.html", job=found)


@page.post("/<int:number>/accept")
@allow(Role.ADMIN)
def accept(number: int) -> ResponseReturnValue:
    """Vouch for a run that was doubted, by name and with a reason; its results count from then on."""
    desk, reason = the_desk(), request.form.get("reason", "").strip()[:500]
    if not reason:
        flash("认可异常采集须写明理由（例如：单位确已清理大批指南）", "bad")
        return redirect(url_for("nights.one", number=number))
    started = desk.jobs.accept(who=visitor().name, run=number, reason=reason)
    return redirect(url_for("nights.job", number=started.number))
