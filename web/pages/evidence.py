"""Files that were handed in: to look at, never to run."""

from __future__ import annotations

from flask import Blueprint, abort, make_response
from flask.typing import ResponseReturnValue

from storage import visits
from storage.models import FindingRow, Upload
from storage.roles import Role
from storage.uploads import PACKAGES
from web.access import EVERYONE, allow, may_see, visitor
from web.desk import the_desk
from web.handing import ON_SITE
from web.safety import named_file

page = Blueprint("evidence", __name__, url_prefix="/evidence")

SHOWN = ("image/jpeg", "image/png")
"""What the browser may show; everything else is handed over as a file."""

ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/pdf": (".pdf",),
    "application/msword": (".doc", ".xls", ".ppt", ".wps", ".et"),
    **{kind: (f".{ending}",) for (_, kind), ending in zip(PACKAGES, ("docx", "xlsx", "pptx"), strict=True)},
}
"""How the name of each kind of file may end; the first is given where it ends otherwise."""


@page.get("/upload/<int:upload>")
@allow(*EVERYONE)
def upload(upload: int) -> ResponseReturnValue:
    """A file as it was handed in, to those who may see what it was handed in for."""
    desk, who = the_desk(), visitor()
    with desk.asking() as asked:
        file = asked.get(Upload, upload)
        if file is None or file.county != desk.county:
            abort(404)
        finding = asked.get(FindingRow, file.finding_id) if file.finding_id else None
        is_theirs = may_see(finding, who) if finding else may_see_form(file, who.role, who.unit, who.name)
        if not is_theirs:
            abort(404)
        body = visits.body(asked, file.hash)
    response = make_response(body)
    response.headers["Content-Type"] = file.kind
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Content-Disposition"] = named_file(named(file), save=file.kind not in SHOWN)
    return response


def may_see_form(file: Upload, role: Role, unit: str, name: str) -> bool:
    """A form's evidence: the unit's own, the office, leaders, and the assessor who took it on the spot."""
    if role is Role.UNIT:
        return file.unit == unit and not file.rule.startswith(ON_SITE)
    return role is not Role.ASSESSOR or file.who == name


def named(file: Upload) -> str:
    """A name to save it under that leads nowhere and ends as its bytes are, whatever it was called."""
    endings = ENDINGS.get(file.kind, (".bin",))
    stem = "".join(sign for sign in file.file if sign.isalnum() or sign in "-_. （）()")[:80].strip(". ")
    return stem if stem.lower().endswith(endings) else f"{stem or '附件'}{endings[0]}"
