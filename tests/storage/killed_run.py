"""A night that is killed: fetches what is planned, one transaction a page, as fast as it can.

Every page leads to two more, every fifth fails, and two addresses share their content.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from checks.evidence import Article
from storage import evidence, runs, todo, visits
from storage.database import connect, transaction
from storage.models import Run, Todo
from storage.reasons import Reason
from storage.todo import Planned
from storage.visits import Fetch

COUNTY = "示例县"
SOURCE = "门户"
DAY = date(2025, 6, 2)
LAST = 600


def main(url: str) -> None:
    """Resume the night or begin it, and work until nothing is left."""
    engine = connect(url)
    now = datetime.now(UTC)
    with transaction(engine) as session:
        owner = runs.this_process()
        run = runs.open_run(session, COUNTY, "night", owner=owner, as_of=DAY, ruleset="r1", now=now)
        if not todo.has_any(session, run.id, SOURCE):
            todo.plan(session, run.id, SOURCE, [planned(1)])
    print(run.id, flush=True)
    while True:
        with transaction(engine) as session:
            left = todo.waiting(session, run.id, SOURCE, limit=10)
        if not left:
            break
        for row in left:
            with transaction(engine) as session:
                settle(session, run, row)
    with transaction(engine) as session:
        runs.close_run(session, session.get_one(Run, run.id), "complete", now=datetime.now(UTC))


def settle(session: Session, run: Run, row: Todo) -> None:
    number = int(row.key)
    failed = number % 5 == 0
    fetch = Fetch(
        url=row.key, final_url=row.url, source=SOURCE, channel="portal", fetched_at=datetime.now(UTC),
        status=500 if failed else 200, body=f"{number // 2}".encode() * 200, todo_id=row.id,
        reason=Reason.SERVER_ERROR if failed else None,
    )  # fmt: skip
    visit = visits.record(session, run.id, fetch)
    if failed:
        todo.mark_failed(session, row.id, Reason.SERVER_ERROR, visit_id=visit.id)
    else:
        evidence.store(session, run.id, visit, [Article(f"第 {number} 页")], "1")
        todo.mark_fetched(session, row.id, visit.id)
    todo.plan(session, run.id, SOURCE, map(planned, links_of(number)))


def links_of(number: int) -> list[int]:
    """The pages that a page leads to: together they are all pages up to the last."""
    return [each for each in (2 * number, 2 * number + 1) if each <= LAST]


def planned(number: int) -> Planned:
    return Planned(str(number), f"http://site/{number}")


if __name__ == "__main__":
    main(sys.argv[1])
