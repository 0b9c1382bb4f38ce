"""A night that is killed at any moment loses nothing and doubles nothing."""

import random
import signal
import subprocess

import pytest

from tests.journeys.conftest import FIRST_DAY, County

pytestmark = pytest.mark.journey

KILLS = 5


def identity(finding: dict[str, object]) -> tuple[object, ...]:
    return tuple(finding[key] for key in ("rule", "unit", "item_name", "channel", "field", "quote", "status"))


def test_a_night_killed_again_and_again_ends_like_one_that_was_not(
    county: County, new_county: County
) -> None:
    """The moments are random; the seed is printed so that a failure can be played again."""
    seed = random.randrange(10_000)
    print(f"seed {seed}")
    moments = random.Random(seed)
    for _ in range(KILLS):
        night = subprocess.Popen(
            new_county.command("audit", "--as-of", FIRST_DAY),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            night.wait(timeout=moments.uniform(0.5, 7.0))
        except subprocess.TimeoutExpired:
            night.send_signal(signal.SIGKILL)
            night.wait()
    new_county.night(FIRST_DAY)
    assert sorted(map(identity, new_county.findings())) == sorted(map(identity, county.findings()))
    assert new_county.ask("PRAGMA integrity_check") == [("ok",)]
    twice = "SELECT run_id, source, key FROM todo GROUP BY run_id, source, key HAVING count(*) > 1"
    assert new_county.ask(twice) == []
    good = "SELECT todo_id FROM visit WHERE reason = '' AND todo_id IS NOT NULL"
    assert new_county.ask(f"{good} GROUP BY todo_id HAVING count(*) > 1") == [], (
        "nothing that was read is fetched again"
    )
    nights = new_county.ask("SELECT count(*) FROM run WHERE state IN ('complete', 'suspect')")
    assert nights[0][0] >= 1
    assert new_county.ask("SELECT count(*) FROM todo WHERE state = 'planned'") == [(0,)]
