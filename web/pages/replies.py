"""Filled-in issue lists (回填的问题清单): shown first, then stored; contradictions are asked about."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from storage.roles import Role
from storage.uploads import printable
from web.access import OFFICE, allow, unit_for, visitor
from web.desk import Replied, the_desk
from web.held import File

page = Blueprint("replies", __name__, url_prefix="/units")

LARGEST = 10 * 1024 * 1024


@page.route("/<unit>/replies", methods=["GET", "POST"])
@allow(*OFFICE, Role.UNIT)
def look(unit: str) -> ResponseReturnValue:
    """Choose a filled-in list, and see what would be stored of it."""
    unit = unit_for(unit, who=visitor())
    if request.method == "GET":
        return shown(unit)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return shown(unit, problem="请选择填好的问题清单（Excel 文件）"), 400
    name, data = printable(sent.filename) or "回填表.xlsx", sent.read(LARGEST + 1)
    if len(data) > LARGEST:
        return shown(unit, problem=f"文件超过 {LARGEST // 1024 // 1024} MB，不是问题清单"), 400
    desk, who = the_desk(), visitor()
    found = desk.jobs.replies(name, data, unit=unit, who=who.name)
    token = ""
    if not found.mistakes and (found.new or found.conflicts):
        token = desk.held.put(File(who.get_id(), unit, name, data, desk.clock()))
    return shown(unit, found, token=token)


@page.post("/<unit>/replies/store")
@allow(*OFFICE, Role.UNIT)
def store(unit: str) -> ResponseReturnValue:
    """Store what was shown."""
    unit = unit_for(unit, who=visitor())
    desk, who = the_desk(), visitor()
    token = request.form.get("token", "")
    file = desk.held.take(token, owner=who.get_id(), unit=unit, now=desk.clock())
    if file is None:
        problem = "这份文件已经写入过，或搁置超过半小时，请重新选择"
        return shown(unit, problem=problem), 409
    overwrite = request.form.get("overwrite") == "yes"
    done = desk.jobs.replies(file.name, file.data, unit=unit, who=who.name, overwrite=overwrite, store=True)
    if done.mistakes:  # What is known has changed meanwhile.
        return shown(unit, done), 409
    left = 0 if overwrite else len(done.conflicts)
    flash(
        f"已写入答复 {done.stored} 条" + (f"；与已有答复不一致的 {left} 条没有写入" if left else ""),
        "warn" if left else "good",
    )
    own = who.role is Role.UNIT
    return redirect(url_for("units.mine") if own else url_for("units.one", unit=unit), 303)


def shown(unit: str, found: Replied | None = None, *, token: str = "", problem: str = "") -> str:
    return render_template("replies.html", unit=unit, found=found, token=token, problem=problem)
