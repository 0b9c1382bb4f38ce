"""A helper that crashes or hangs costs one answer, and leaves nobody behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback_county import Database, a_source, page
from loopback_site import serving

from crawler.gather import GatheringFailed, Progress
from crawler.helpers import Helper, HelperDied, Helpers, HelperStuck
from storage.database import transaction


def test_a_helper_that_dies_or_hangs_is_replaced() -> None:
    helper = Helper()
    try:
        assert helper.ask(20, len, "abc") == 3
        with pytest.raises(HelperDied):
            helper.ask(20, os.abort)
        with pytest.raises(HelperStuck):
            helper.ask(0.2, signal.pause)
        assert helper.ask(20, len, "abc") == 3
    finally:
        helper.close()


def test_helpers_share_the_work() -> None:
    async def many() -> list[int]:
        helpers = Helpers(2, timeout=20)
        try:
            return await asyncio.gather(*(helpers.ask(pow, n, 2) for n in range(20)))
        finally:
            helpers.close()

    assert asyncio.run(many()) == [n * n for n in range(20)]


PARENT = """
import sys
sys.path[:0] = {path!r}
from crawler.helpers import Helper
import os, signal, threading
helper = Helper()
print(helper.ask(20, os.getpid), flush=True)
threading.Thread(target=helper.ask, args=(60, signal.pause), daemon=True).start()
signal.pause()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's promise is Linux's")
def test_a_helper_ends_with_its_parent_even_in_the_middle_of_work() -> None:
    script = PARENT.format(path=[str(Path(__file__).parents[3])])
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        helper = int(parent.stdout.readline())
        watched = os.pidfd_open(helper)
        parent.kill()
        parent.wait()
    ended = asyncio.run(wait_for_end(watched))
    os.close(watched)
    assert ended


async def wait_for_end(process: int) -> bool:
    """Wait until the process of a pidfd is gone; False if that takes too long."""
    gone = asyncio.Event()
    asyncio.get_running_loop().add_reader(process, gone.set)
    try:
        await asyncio.wait_for(gone.wait(), 20)
    except TimeoutError:
        return False
    return True


def test_a_mistake_of_ours_ends_the_run_and_is_told(gathers: Callable[..., Any], database: Database) -> None:
    def spoil(done: Progress) -> None:
        if done.fetched == 1:
            with transaction(database.engine) as session:
                session.connection().exec_driver_sql("ALTER TABLE evidence RENAME TO lost")

    pages = {"/": page(*(f"/{n} 指南" for n in range(50)))} | {f"/{n}": page("/x") for n in range(50)}
    with serving(pages) as site, pytest.raises(GatheringFailed, match="OperationalError"):
        gathers(a_source(site.url, delay=0.0), progress=spoil)


def test_nothing_wanted_is_soon_done(gathers: Callable[..., Any], database: Database) -> None:
    _, done = gathers(a_source("http://127.0.0.1:9/"), run_id=database.open("recheck"), only={})
    assert done.complete
    assert done.sources == ()
