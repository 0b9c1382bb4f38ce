"""Where each role begins; and the overview (总览): where the county stands, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from reports.build import UNASSIGNED_FILE
from reports.coverage import KEPT
from reports.file_names import file_names
from reports.write import SCORES_FILE
from storage import standing as stored
from storage.queue import STILL_OPEN, UNASSIGNED
from storage.roles import Role
from storage.standing import NightCount
from web import standing
from web.access import EVERYONE, READERS, allow, visitor
from web.charts import Series, line_chart
from web.desk import the_desk
from web.safety import STORED_PAGE

page = Blueprint("home", __name__)

BEGINS = {
    Role.ADMIN: "home.overview",
    Role.REVIEWER: "home.overview",
    Role.LEADER: "home.overview",
    Role.UNIT: "units.mine",
    Role.ASSESSOR: "onsite.listing",
}
PAGES = ("index.html", "unverified.html", "notes.html", UNASSIGNED_FILE, SCORES_FILE)
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
"""For the chart as a document of its own: it brings its colours and nothing else."""


@page.get("/")
@allow(*EVERYONE)
def home() -> ResponseReturnValue:
    """Lead everyone to where their work is."""
    return redirect(url_for(BEGINS[visitor().role]))


@page.get("/overview")
@allow(*READERS)
def overview() -> ResponseReturnValue:
    """Where the county stands."""
    desk = the_desk()
    with desk.asking() as asked:
        found = standing.stand(asked, desk.profile, desk.rules, now=desk.clock())
    written = (desk.out / "reports" / "index.html").is_file()
    return render_template(
        "overview.html", written=written, found=found, still_open=STILL_OPEN, kept=KEPT,
        unassigned=UNASSIGNED, since_last=standing.since_last(found.nights),
        trend=standing.trend_in_words(found.nights) if found.nights else "",
    )  # fmt: skip


@page.get("/overview/report/<path:file>")
@allow(*READERS)
def report(file: str) -> ResponseReturnValue:
    """A page of the report that the last night wrote; none but those that a night writes."""
    desk = the_desk()
    units = (f"units/{name}" for name in file_names(desk.units()).values())
    if file not in {*PAGES, *units}:
        abort(404)
    try:
        body = (desk.out / "reports" / file).read_bytes()
    except OSError:
        abort(404, "还没有生成这份报告，采集一次以后才有")
    response = make_response(body)
    response.headers["Content-Type"] = "text/html; charset=utf-8"
    response.headers["Content-Security-Policy"] = STORED_PAGE
    return response


@page.get("/overview/trend.svg")
@allow(*READERS)
def trend() -> ResponseReturnValue:
    """What stood, was new and was put right, night by night, as a picture."""
    desk = the_desk()
    with desk.asking() as asked:
        nights = stored.nights(asked, desk.county)
    if not nights:
        abort(404, "还没有采集过")
    drawn = line_chart(
        [f"{one.day:%m-%d}" for one in nights],
        (
            Series("尚待处理", "#14508f", tuple(one.open for one in nights)),
            Series("新发现（含复发）", "#a61b13", news(nights), "9,5"),
            Series("已整改", "#17623a", tuple(one.fixed for one in nights), "2,4"),
        ),
    )
    response = make_response(drawn)
    response.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    response.headers["Content-Security-Policy"] = PICTURE
    return response


def news(nights: Sequence[NightCount]) -> tuple[int | None, ...]:
    """What was new, night by night; of the first everything was, which is no change."""
    first, *later = nights
    return (None if first.is_first else first.new + first.again, *(one.new + one.again for one in later))
