"""The list of what was issued to one unit (已下发问题清单), as things stand now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from checks.rule import Rule
from counties.profile import Profile
from reports.build import unit_page
from reports.gather import STATES, coverage_views, finding_views, guards
from reports.inputs import ReportInput, RunState, RunView, UnitView
from reports.problems import group_problems
from reports.write import render
from storage import queue, runs
from storage.runs import coverage as coverage_of

LONGEST = 5000
NOTHING = "没有已经下发、尚待整改的问题。"


def issued_list(session: Session, profile: Profile, rules: Iterable[Rule], unit: str) -> str | None:
    """A unit's list as a page complete in itself; None before anything was read or issued.

    It holds only what was issued: what nobody has confirmed yet accuses nobody.
    """
    run = runs.latest(session, profile.name)
    chosen = queue.Chosen(unit=unit, issued_only=True)
    rows = queue.page(session, profile.name, chosen, limit=LONGEST)
    if run is None or not rows:
        return None
    guides, alarms = guards(session, run)
    given = ReportInput(
        county=profile.name,
        run=RunView(
            run.as_of, STATES.get(run.state, RunState.INCOMPLETE), run.started_at, run.finished_at, run.note
        ),
        findings=finding_views(rows, {rule.id: rule.title for rule in rules}),
        coverage=coverage_views(profile, coverage_of(session, run.id), alarms),
        units=(),
        rules=(),
        criteria={},
        letterhead=profile.report,
    )
    page = unit_page(given, UnitView(unit, guides=guides.get(unit, {})), group_problems(given.findings))
    head = replace(page.head, title="已下发问题清单", home="")
    return render(replace(page, head=head, nothing="" if page.groups else NOTHING))
