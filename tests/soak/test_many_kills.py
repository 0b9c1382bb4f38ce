"""A hundred power cuts in the middle of a commit, on either database: nothing lost, nothing doubled."""

import random

import pytest
from sqlalchemy import Engine

from storage.database import transaction
from tests.storage.conftest import *  # noqa: F403
from tests.storage.test_kill import assert_nothing_lost_or_doubled, kill_after, start

pytestmark = pytest.mark.soak

KILLS = 100


def test_a_hundred_kills_lose_nothing(engine: Engine, url: str) -> None:
    seed = random.randrange(10_000)
    print(f"seed {seed}")
    moments = random.Random(seed)
    killed = sum(kill_after(start(url), moments.uniform(0.0, 0.05)) for _ in range(KILLS))
    with transaction(engine) as session:
        assert_nothing_lost_or_doubled(session)
    assert killed
