"""Findings: the list with filters, and one finding with its history, its channels, its page then and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from storage import chain, claims, decisions, pictures, queue, visits
from storage.claims import CHECKED
from storage.models import Claim, FindingRow, Picture, Upload
from storage.roles import Role
from storage.status import status
from storage.uploads import of_finding as uploads_of
from web import choosing, history
from web.access import READERS, allow, finding_for, visitor
from web.desk import the_desk
from web.differences import compared
from web.evidence import shown, stored_page
from web.reading import Piece
from web.safety import STORED_PAGE, named_file

page = Blueprint("findings", __name__, url_prefix="/findings")

OVER = ("误报", "已撤销")
"""The statuses of what is over by a decision of ours: looking at it again changes nothing."""
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Beside:
    """The same item on one channel, with what differs from the finding's own text."""

    row: FindingRow
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a unit has typed into the forms of an answer and what was wrong with it."""

    check: str = ""
    note: str = ""
    done: str = ""
    problem: str = ""


@page.get("/")
@allow(*READERS)
def listing() -> ResponseReturnValue:
    """Findings by filters that stay in the address."""
    desk, chosen = the_desk(), choosing.asked()
    start = max(request.args.get("from", 0, int), 0)
    with desk.asking() as asked:
        rows = queue.page(asked, desk.county, chosen, offset=start)
        counts = queue.counts(asked, desk.county, chosen)
        offered = choosing.filters(asked, chosen)
    return render_template(
        "findings.html", rows=rows, chosen=chosen, filters=offered, counts=counts, start=start,
        page=queue.PAGE, total=sum(counts.values()), query=choosing.query_of(chosen),
    )  # fmt: skip


@page.get("/<number>")
@allow(*READERS, Role.UNIT)
def one(number: str) -> ResponseReturnValue:
    """Everything that is known of one finding."""
    return shown_one(number, Typed())


def shown_one(number: str, typed: Typed) -> str:
    """The page of a finding; a unit can answer on it, beginning with what it has typed."""
    desk, who = the_desk(), visitor()
    with desk.asking() as asked:
        row = finding_for(asked, number, who=who)
        given = shown(asked, row)
        others = [one for one in queue.beside(asked, row) if who.role is not Role.UNIT or one.round]
        return render_template(
            "finding.html", row=row, rule=desk.rule(row.rule), evidence=given,
            beside=[Beside(one, compared(row.quote, one.quote)) for one in others],
            events=history.told(chain.of_finding(asked, row.id)), answers=answers_to(asked, row),
            proposal=proposal(asked, row), query=choosing.query_of(replace(choosing.asked(), status="")),
            typed=typed, checks=CHECKED, can_recheck=status(row) not in OVER, most=MOST_FILES,
            shots=pictures.of_finding(asked, row.id),
        )  # fmt: skip


@page.get("/<number>/picture/<int:picture>")
@allow(*READERS, Role.UNIT)
def picture(number: str, picture: int) -> ResponseReturnValue:
    """A screenshot of a finding, to those who may see the finding."""
    with the_desk().asking() as asked:
        row = finding_for(asked, number, who=visitor())
        found = asked.get(Picture, picture)
        if found is None or found.finding_id != row.id or found.hash is None:
            abort(404, "没有这张截图")
        try:
            body = pictures.body(asked, found)
        except visits.Pruned as gone:
            abort(404, str(gone))
    response = make_response(body)
    response.headers["Content-Type"] = "image/png"
    response.headers["Content-Disposition"] = named_file(f"{pictures.name_of(found)}.png", save=False)
    return response


def answers_to(session: Session, row: FindingRow) -> Sequence[tuple[Claim, list[Upload]]]:
    """What the unit answered, each with the files that it handed in."""
    files = uploads_of(session, row.id)
    return [
        (claim, [file for file in files if file.hash in claim.files and file.at == claim.at])
        for claim in claims.of_finding(session, row.id)
    ]


def proposal(session: Session, row: FindingRow) -> bool:
    """Does a dismissal of it wait for a second person?"""
    return any(made.finding_id == row.id for made in decisions.waiting(session, row.county))


@page.get("/<number>/stored")
@allow(*READERS, Role.UNIT)
def stored(number: str) -> ResponseReturnValue:
    """The page as it was when the finding was last seen, made harmless."""
    with the_desk().asking() as asked:
        row = finding_for(asked, number, who=visitor())
        text = stored_page(asked, row)
    if text is None:
        abort(404, "没有保存这个页面的内容")
    response = make_response(text)
    response.headers["Content-Security-Policy"] = STORED_PAGE
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    return response
