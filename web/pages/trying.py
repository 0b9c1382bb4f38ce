"""Checking before publishing (发布前自检): what the rules would say to a text; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from storage.roles import Role
from web.access import OFFICE, allow, visitor
from web.desk import ReadAs, Said, Tried, the_desk
from web.marking import Passage, ReadLine, passages, read_lines, shown

page = Blueprint("trying", __name__, url_prefix="/trying")

LONGEST = 400_000
TOO_LONG = f"文字过长（上限 {LONGEST // 10_000} 万字），请分开粘贴，或上传原文件"
TWO = "同时粘贴了文字、选择了文件，只核对了文件；要核对文字请清空文件后再试"


@dataclass(frozen=True, slots=True)
class Remark:
    """What the rules say of one place, with the number that marks it in the text."""

    number: int
    said: Said


@dataclass(frozen=True, slots=True)
class Result:
    """What the page shows of a trial."""

    name: str
    problem: str
    read: tuple[ReadAs, ...]
    sure: tuple[Remark, ...]
    doubtful: tuple[Remark, ...]
    text: tuple[Passage, ...]
    lines: tuple[tuple[ReadLine, ...], ...]


@page.route("/", methods=["GET", "POST"])
@allow(*OFFICE, Role.UNIT)
def trial() -> ResponseReturnValue:
    """A text to paste or a file to choose, and at once what the rules would say."""
    text, unit, file = request.form.get("text", ""), unit_chosen(), request.files.get("file")
    result, warning = None, ""
    if request.method == "POST" and file is not None and file.filename:
        result = result_of(the_desk().jobs.try_file(file.filename[-200:], file.read(), unit=unit), "")
        text, warning = "", TWO if text.strip() else ""
    elif request.method == "POST":
        result = tried_text(text, unit)
    return render_template("trying.html", result=result, text=text, unit=unit, units=units(), warning=warning)


def tried_text(text: str, unit: str) -> Result:
    """What comes of a pasted text."""
    if len(text) > LONGEST:
        return result_of(Tried("粘贴的文字", problem=TOO_LONG), "")
    text = text.replace("\r\n", "\n")
    return result_of(the_desk().jobs.try_text(text, unit=unit), text)


def unit_chosen() -> str:
    """Whose text it is: a unit's account tries its own, the office says whose or leaves it open."""
    who = visitor()
    if who.role is Role.UNIT:
        return who.unit
    chosen = request.form.get("unit", "")
    return chosen if chosen in set(the_desk().units()) else ""


def units() -> tuple[str, ...]:
    """What the office chooses from; nothing for a unit's account."""
    return () if visitor().role is Role.UNIT else tuple(the_desk().units())


def result_of(tried: Tried, text: str) -> Result:
    """Everything that is said, numbered in the order in which it is shown: sure before doubtful."""
    ordered = sorted(tried.said, key=lambda one: not one.sure)
    numbered = [(number, one) for number, one in enumerate(ordered, 1)]
    remarks = [Remark(number, one) for number, one in numbered]
    return Result(
        tried.name, tried.problem, tried.read,
        tuple(one for one in remarks if one.said.sure),
        tuple(one for one in remarks if not one.said.sure),
        passages(shown(text), quotes(numbered)) if text and tried.read else (),
        tuple(read_lines(read, place, numbered) for place, read in enumerate(tried.read)),
    )  # fmt: skip


def quotes(numbered: Sequence[tuple[int, Said]]) -> list[tuple[int, str]]:
    """The words that each remark is about; where whole fields are missing there are none."""
    return [(number, one.quote) for number, one in numbered if one.quote]
