"""Papers: the issued list, the notice and the other papers of a round as files to keep."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, make_response, request
from flask.typing import ResponseReturnValue

from reports.papers import sources
from reports.papers.paper import PAGE, SHEET, WHOLE_COUNTY
from storage.roles import Role
from web.access import READERS, allow, unit_for, visitor
from web.desk import the_desk
from web.papers import FOR_UNITS, KINDS, file_of, sources_of
from web.safety import STORED_PAGE, named_file

page = Blueprint("papers", __name__, url_prefix="/papers")


@page.get("/unit/<unit>")
@allow(*READERS, Role.UNIT)
def of_unit(unit: str) -> ResponseReturnValue:
    """A paper of a unit; a unit takes its own only, and of those what is handed to it."""
    who = visitor()
    unit = unit_for(unit, who=who)
    kind = request.args.get("kind", "")
    if who.role is Role.UNIT and kind not in (*FOR_UNITS, sources.NAME):
        abort(404)
    return handed_over(unit, kind, only=FOR_UNITS if who.role is Role.UNIT else ())


@page.get("/county")
@allow(*READERS)
def of_county() -> ResponseReturnValue:
    """A paper of the whole county."""
    return handed_over(None, request.args.get("kind", ""))


def handed_over(unit: str | None, kind: str, *, only: Sequence[str] = ()) -> Response:
    """The file that the address asks for; `only` are the papers whose numbers may be told."""
    desk, form = the_desk(), request.args.get("form", "")
    name = request.args.get("round", "")
    with desk.asking() as asked:
        if (kind, form) == (sources.NAME, SHEET):
            data = sources_of(asked, name, unit, only)
        else:
            data = file_of(asked, name, unit, kind, form)
    response = make_response(data)
    response.headers["Content-Type"] = KINDS[form][1]
    if form == PAGE:
        response.headers["Content-Security-Policy"] = STORED_PAGE
    shown = "-".join(filter(None, (kind, unit or WHOLE_COUNTY, name))) + f".{form}"
    response.headers["Content-Disposition"] = named_file(shown, save=form != PAGE)
    return response
