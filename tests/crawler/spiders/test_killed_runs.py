"""kill -9 at any moment: the next start goes on with what is left, loses nothing and doubles nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_county import Database, a_profile, a_source, page
from loopback_site import Site, serving

from crawler.gather import gather

PAGES = 120

WORKER = """
import sys
sys.path[:0] = {path!r}
from loopback_county import a_profile, a_source
from crawler.gather import gather
from storage.database import connect

if __name__ == "__main__":
    show = lambda done: print(done.fetched, flush=True)
    gather(a_profile(a_source({url!r})), connect({database!r}), {run_id}, progress=show)
"""


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {"/": page(*(f"/{n}" for n in range(PAGES)))}
    pages |= {f"/{n}": page(text=chr(0x4E00 + n) * 9) for n in range(PAGES)}
    with serving(pages) as site:
        yield site


def killed_after(script: Path, fetched: int) -> None:
    """Start a gathering, and kill it the moment it tells of so many pages."""
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= fetched:
                os.kill(process.pid, signal.SIGKILL)
                break
        process.wait()


@pytest.mark.parametrize("moments", [(0, 7, 31, 60, 119)], ids=str)
def test_a_killed_run_goes_on_where_it_stopped(
    site: Site, database: Database, tmp_path: Path, moments: tuple[int, ...]
) -> None:
    run_id = database.open()
    script = tmp_path / "worker.py"
    path = [str(Path(__file__).parent), str(Path(__file__).parents[3])]
    url = str(database.engine.url)
    script.write_text(WORKER.format(path=path, url=site.url, database=url, run_id=run_id), encoding="utf-8")
    for moment in moments:
        killed_after(script, moment)

    done = gather(a_profile(a_source(site.url)), database.engine, run_id)

    assert done.complete
    assert database.states(run_id) == {"fetched": PAGES + 1}
    visits = Counter(visit.url for visit in database.visits(run_id) if visit.todo_id)
    assert set(visits.values()) == {1}, "nothing is recorded twice"
    # Only what was in flight at a kill (eight at a time) is asked for again.
    assert site.paths.total() <= PAGES + 1 + 8 * len(moments)
