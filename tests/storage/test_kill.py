from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from storage import runs
from storage.database import transaction
from storage.models import EvidenceRow, Run, Snapshot, Todo, Visit
from tests.storage import killed_run

KILLS = 22
ROOT = Path(__file__).parents[2]


def start(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.killed_run", url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_after(process: subprocess.Popen[str], seconds: float) -> bool:
    """Let it get to work, then kill it; False when it was done before."""
    assert process.stdout is not None
    process.stdout.readline()
    timer = Timer(seconds, process.send_signal, [signal.SIGKILL])
    timer.start()
    process.communicate()
    timer.cancel()
    return process.returncode == -signal.SIGKILL


def assert_nothing_lost_or_doubled(session: Session) -> None:
    """Every settled to-do has one visit with its bytes, every fetched one its evidence."""
    settled = select(func.count()).select_from(Todo).where(Todo.state != "planned")
    fetched = select(func.count()).select_from(Todo).where(Todo.state == "fetched")
    joined = select(func.count()).select_from(Todo).join(Visit, Visit.id == Todo.visit_id)
    whole = joined.join(Snapshot, Snapshot.hash == Visit.snapshot).where(Visit.todo_id == Todo.id)
    read = whole.join(EvidenceRow, EvidenceRow.visit_id == Visit.id).where(Todo.state == "fetched")
    assert session.scalar(whole) == session.scalar(settled) == count(session, Visit)
    assert session.scalar(read) == session.scalar(fetched) == count(session, EvidenceRow)
    if session.get_bind().dialect.name == "sqlite":
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []


def count(session: Session, table: type[Run | Visit | EvidenceRow | Snapshot]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_night_killed_again_and_again_is_finished_without_loss_or_doubling(
    engine: Engine, url: str
) -> None:
    moments = random.Random(2025)
    killed = 0
    for _ in range(KILLS):
        killed += kill_after(start(url), moments.uniform(0.0, 0.03))
        with transaction(engine) as session:
            assert_nothing_lost_or_doubled(session)
    last = start(url)
    _, said = last.communicate()
    assert last.returncode == 0, said
    with transaction(engine) as session:
        assert_nothing_lost_or_doubled(session)
        (run,) = session.scalars(select(Run))
        assert run.state == "complete"
        (portal,) = runs.coverage(session, run.id)
        assert (portal.planned, portal.fetched, portal.failed) == (600, 480, 120)
        assert count(session, Snapshot) == killed_run.LAST // 2 + 1
    assert killed >= 20
