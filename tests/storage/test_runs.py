from __future__ import annotations

import os
import socket
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import runs, todo
from storage.database import transaction
from storage.models import Run
from storage.reasons import Reason
from storage.runs import RunInProgress
from storage.todo import Planned
from tests.storage.factories import COUNTY, NOW, TODAY, make_fetch, make_run, record

MINE = runs.this_process()
ANOTHER = f"{socket.gethostname()}:{os.getppid()}:{runs.process_start(os.getppid())}"
DEAD = f"{socket.gethostname()}:{os.getpid()}:1"
"""This process's id, held by another process before."""
FAR = "another-machine:1:1"


def open_run(
    session: Session,
    kind: str = "night",
    *,
    owner: str = MINE,
    day: date = TODAY,
    now: datetime = NOW,
    ruleset: str = "r1",
) -> Run:
    return runs.open_run(session, COUNTY, kind, owner=owner, as_of=day, ruleset=ruleset, now=now)


def test_the_first_run_is_planned_and_running(engine: Engine) -> None:
    with transaction(engine) as session:
        run = open_run(session)
        assert (run.state, run.stage, run.kind, run.as_of) == ("running", "planned", "night", TODAY)


@pytest.mark.parametrize("kind", ["night", "recheck", "check"])
@pytest.mark.parametrize("running", ["night", "recheck", "check"])
def test_nothing_starts_while_another_owner_works(engine: Engine, running: str, kind: str) -> None:
    with transaction(engine) as session:
        open_run(session, running, owner=ANOTHER)
        with pytest.raises(RunInProgress, match="示例县已有一次运行在进行") as refused:
            open_run(session, kind)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", ["recheck", "check"])
def test_nothing_else_starts_while_this_process_gathers_a_night(engine: Engine, kind: str) -> None:
    with transaction(engine) as session:
        night = open_run(session)
        with pytest.raises(RunInProgress):
            open_run(session, kind)
        assert night.state == "running"


def test_a_night_waits_for_a_living_recheck_though_a_dead_night_could_be_resumed(engine: Engine) -> None:
    with transaction(engine) as session:
        open_run(session, owner=DEAD)
        open_run(session, "recheck", owner=ANOTHER)
        with pytest.raises(RunInProgress):
            open_run(session)


def test_another_county_is_not_in_the_way(engine: Engine) -> None:
    with transaction(engine) as session:
        make_run(session, county="别县")
        assert open_run(session).county == COUNTY


@pytest.mark.parametrize(
    ("silent", "alive"),
    [(timedelta(minutes=4, seconds=59), True), (timedelta(minutes=5), False)],
    ids=["just heard of", "silent for five minutes"],
)
def test_an_owner_on_another_machine_lives_as_long_as_it_is_heard_of(
    engine: Engine, silent: timedelta, alive: bool
) -> None:
    with transaction(engine) as session:
        run = open_run(session, owner=FAR)
        runs.heartbeat(session, run.id, NOW + timedelta(hours=1))
        assert runs.is_alive(run, NOW + timedelta(hours=1) + silent) is alive


@pytest.mark.parametrize("owner", [DEAD, MINE], ids=["its owner died", "this process left it"])
def test_the_night_of_the_same_day_is_resumed(engine: Engine, owner: str) -> None:
    later = NOW + timedelta(hours=12) - timedelta(seconds=1)
    with transaction(engine) as session:
        left = open_run(session, owner=owner)
        resumed = open_run(session, now=later, ruleset="r2")
        assert resumed.id == left.id
        assert (resumed.owner, resumed.heartbeat, resumed.ruleset) == (MINE, later, "r2")
        assert resumed.started_at == NOW


@pytest.mark.parametrize(
    ("day", "passed"),
    [(TODAY, timedelta(hours=12)), (TODAY + timedelta(days=1), timedelta(hours=1))],
    ids=["twelve hours old", "of another day"],
)
def test_an_old_leftover_is_aborted_and_a_new_night_begins(
    engine: Engine, day: date, passed: timedelta
) -> None:
    with transaction(engine) as session:
        left = open_run(session, owner=DEAD)
        fresh = open_run(session, day=day, now=NOW + passed)
        assert fresh.id != left.id
        assert (left.state, left.note) == ("aborted", "上次运行中断，未完成")
        assert left.finished_at == NOW + passed


def test_a_recheck_leaves_the_night_that_can_be_resumed(engine: Engine) -> None:
    with transaction(engine) as session:
        left = open_run(session, owner=DEAD)
        recheck = open_run(session, "recheck")
        assert left.state == "running"
        runs.close_run(session, recheck, "complete", now=NOW)
        assert open_run(session).id == left.id


def test_a_recheck_leaves_what_was_gathered_and_not_yet_judged(engine: Engine) -> None:
    with transaction(engine) as session:
        gathered = open_run(session)
        gathered.stage = "gathered"
        assert open_run(session, "recheck").id != gathered.id
        assert runs.latest(session, COUNTY, stage="gathered") is gathered


@pytest.mark.parametrize("kind", ["recheck", "check"])
def test_a_broken_off_recheck_is_never_resumed(engine: Engine, kind: str) -> None:
    with transaction(engine) as session:
        left = open_run(session, kind, owner=DEAD)
        assert open_run(session, kind).id != left.id
        assert left.state == "aborted"


def test_what_was_closed_is_not_resumed(engine: Engine) -> None:
    with transaction(engine) as session:
        first = open_run(session)
        runs.close_run(session, first, "complete", now=NOW)
        assert open_run(session).id != first.id


def test_the_last_accepted_night_is_neither_suspect_nor_a_recheck(engine: Engine) -> None:
    with transaction(engine) as session:
        assert runs.last_accepted(session, COUNTY) is None
        accepted = make_run(session, state="complete")
        suspect = make_run(session, state="suspect")
        for kind, state in (("night", "aborted"), ("recheck", "complete"), ("night", "running")):
            make_run(session, kind=kind, state=state)
        assert runs.last_accepted(session, COUNTY) is accepted
        assert runs.last_accepted(session, COUNTY, accepted.id) is None
        assert runs.latest(session, COUNTY) is suspect


def test_coverage_counts_every_to_do_once_with_its_reason(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        rows = todo.plan(session, run.id, "门户", [Planned(key, f"http://site/{key}") for key in "abcdef"])
        todo.plan(session, run.id, "窗口", [Planned("w", "file:///w")])
        todo.mark_fetched(session, rows[0].id, record(session, run, make_fetch("a")).id)
        for row, reason in zip(
            rows[1:5], (Reason.DNS, Reason.TIMEOUT, Reason.TIMEOUT, Reason.LOGIN), strict=True
        ):
            todo.mark_failed(session, row.id, reason, "说明")
        portal, window = runs.coverage(session, run.id)
        assert (portal.source, portal.planned, portal.fetched, portal.failed) == ("门户", 6, 1, 4)
        assert portal.waiting == 1
        assert portal.reasons == ((Reason.TIMEOUT, 2), (Reason.DNS, 1), (Reason.LOGIN, 1))
        assert portal.misses[0] == ("http://site/b", Reason.DNS, "说明")
        assert len(portal.misses) == 4
        assert (window.source, window.planned, window.waiting) == ("窗口", 1, 1)


def test_coverage_names_at_most_500_misses_and_counts_all(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        for row in todo.plan(
            session, run.id, "门户", [Planned(str(n), f"http://site/{n}") for n in range(501)]
        ):
            todo.mark_failed(session, row.id, Reason.TIMEOUT)
        (portal,) = runs.coverage(session, run.id)
        assert (portal.failed, len(portal.misses)) == (501, 500)


def test_this_process_is_told_from_a_later_one_of_the_same_id() -> None:
    assert MINE.startswith(f"{socket.gethostname()}:{os.getpid()}:")
    assert runs.process_start(os.getpid()).isdigit()
    assert runs.process_start(2**22 + 1) == ""
