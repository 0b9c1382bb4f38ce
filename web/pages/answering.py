"""What a unit answers to a finding: 核对 and 已报整改, with files; and looking at one finding again now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from storage import claims, uploads
from storage.claims import CHECKED, Answer
from storage.decisions import NotAllowed, Overtaken
from storage.findings import public_id
from storage.models import FindingRow
from storage.roles import Role
from storage.status import status
from storage.uploads import NotTaken
from web.access import OFFICE, allow, finding_for, visitor
from web.desk import the_desk
from web.pages.findings import MOST_FILES, OVER, Typed, shown_one
from web.pages.units import started

page = Blueprint("answering", __name__, url_prefix="/findings")

LONGEST = 2000
RECORDED = {
    Answer.AGREED: "已记录核对结果：属实。改好以后请在下面报整改，并点“现在复查”。",
    Answer.PARTLY: "已记录核对结果：部分属实，理由已转办公室复核。",
    Answer.DISPUTED: "已记录核对结果：不属实，理由已转办公室复核。",
    Answer.FIXED: "已记录整改情况。复查核实以后才记为“已整改”，现在就可以点“现在复查”。",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as the browser sent it."""

    name: str
    body: bytes


@page.post("/<number>/check")
@allow(Role.UNIT)
def check(number: str) -> ResponseReturnValue:
    """Say whether a finding is right: 属实, 部分属实 or 不属实, the last two with a reason."""
    wanted, note = request.form.get("check", ""), request.form.get("note", "").strip()
    typed = Typed(check=wanted, note=note)
    if wanted not in [one.value for one in CHECKED]:
        return again(number, typed, "请选择属实、部分属实或不属实")
    return answered(number, Answer(wanted), note, typed)


@page.post("/<number>/fixed")
@allow(Role.UNIT)
def fixed(number: str) -> ResponseReturnValue:
    """Report a finding as put right, and what was done."""
    note = request.form.get("done", "").strip()
    typed = Typed(done=note)
    if not note:
        return again(number, typed, "请写明做了什么整改，例如：已删除“其他材料”，改为列明三项材料")
    return answered(number, Answer.FIXED, note, typed)


def answered(number: str, kind: Answer, note: str, typed: Typed) -> ResponseReturnValue:
    """Write an answer with its files, all or nothing; on any fault the form comes again as it was typed."""
    if len(note) > LONGEST:
        return again(number, typed, f"文字超过 {LONGEST} 字，请精简，详细内容可作为附件上传")
    files = handed_in()
    if len(files) > MOST_FILES:
        return again(number, typed, f"一次最多上传 {MOST_FILES} 个文件，请分几次答复")
    try:
        with the_desk().changing() as changing:
            row = finding_for(changing, number, who=visitor())
            write(changing, row, kind, note, files)
    except (NotAllowed, NotTaken) as refused:
        return again(number, typed, f"{refused}，没有保存，请改正后重新提交（文件须重新选择）")
    except Overtaken:
        return again(number, typed, "在您填写期间该问题有了变化，没有保存；请看过现在的情况，再提交一次")
    flash(RECORDED[kind], "good")
    return redirect(url_for("findings.one", number=number), 303)


def write(session: Session, row: FindingRow, kind: Answer, note: str, files: Iterable[File]) -> None:
    """Keep the files and record the answer that they belong to."""
    desk, who = the_desk(), visitor()
    at = desk.clock()
    kept = [
        uploads.hand_in(
            session, desk.county, file.body, file=file.name, unit=row.unit, who=who.name, at=at,
            finding_id=row.id,
        )
        for file in files
    ]  # fmt: skip
    seen = request.form.get("after", type=int)
    claims.answer(
        session, row.id, kind, who=who.name, at=at, note=note, files=[file.hash for file in kept],
        after=-1 if seen is None else seen,
    )  # fmt: skip


def handed_in() -> list[File]:
    """The files of this request; a field that was left empty sends one without a name."""
    sent = request.files.getlist("files")
    return [File(one.filename, one.read(uploads.LARGEST + 1)) for one in sent if one.filename]


def again(number: str, typed: Typed, problem: str) -> ResponseReturnValue:
    """The finding's page with what was typed and what was wrong with it."""
    return shown_one(number, Typed(typed.check, typed.note, typed.done, problem)), 400


@page.post("/<number>/recheck")
@allow(*OFFICE, Role.UNIT)
def recheck(number: str) -> ResponseReturnValue:
    """Look at one finding again now."""
    desk, who = the_desk(), visitor()
    with desk.asking() as asked:
        row = finding_for(asked, number, who=who)
    number = public_id(row)
    if status(row) in OVER:
        flash(f"{number} 已是“{status(row)}”，不需要复查", "warn")
        return redirect(url_for("findings.one", number=number), 303)
    job = desk.jobs.recheck(who=who.name, unit=row.unit, finding=number, issued=who.role is Role.UNIT)
    return started(job, number)
