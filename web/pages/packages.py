"""Evidence packages (证据包): what stands behind a unit's list, made when it is asked for."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO, cast

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue

from reports.packages.making import NothingIssued, Wish, make_package
from reports.packages.names import PROGRAM, package_name
from reports.papers.word import BrokenTemplate
from web.access import OFFICE, allow
from web.desk import the_desk
from web.safety import named_file

page = Blueprint("packages", __name__, url_prefix="/packages")

IN_MEMORY = 8 << 20


@page.get("/")
@allow(*OFFICE)
def download() -> ResponseReturnValue:
    """The package of a unit and a round; without a unit, of what belongs to nobody yet."""
    desk, round_name, unit = the_desk(), request.args.get("round", ""), request.args.get("unit", "")
    # The response closes it, when it was sent.
    file = cast(IO[bytes], SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        with desk.asking() as asked:
            make_package(asked, desk.profile, desk.rules, Wish(round_name, unit, desk.clock(), PROGRAM), file)
    except NothingIssued as nothing:
        file.close()
        abort(404, str(nothing))
    except BrokenTemplate as broken:
        file.close()
        abort(409, f"清单的模板不能用，证据包没有做成：{broken}")
    file.seek(0)
    return as_file(file, package_name(round_name, unit))


def as_file(made: IO[bytes], name: str) -> Response:
    response = send_file(made, mimetype="application/zip", max_age=None, conditional=False, etag=False)
    response.headers["Content-Disposition"] = named_file(name, save=True)
    return response
