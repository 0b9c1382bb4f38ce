"""Twenty nights in a row, each with something broken or fixed: nothing is ever rectified by accident."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.journeys.conftest import County

pytestmark = pytest.mark.soak

NIGHTS = 20
TROUBLES = ("500", "403", "maintenance", "shell", "login", "empty")


def test_twenty_nights_of_trouble(tmp_path: Path) -> None:
    seed = random.randrange(10_000)
    print(f"seed {seed}")
    fate = random.Random(seed)
    with Sandbox(tmp_path / "sandbox") as sandbox:
        county = County(sandbox, tmp_path / "out")
        plants = sorted({plant["id"] for plant in sandbox.truth["plants"] if plant["item_name"]})
        fixed: set[str] = set()
        for number in range(NIGHTS):
            day = (date(2026, 3, 2) + timedelta(days=number)).isoformat()
            trouble = fate.choice((None, None, *TROUBLES))
            if trouble:
                sandbox.break_("portal", trouble)
            else:
                plant = fate.choice(plants)
                sandbox.fix(plant)
                fixed.add(plant)
            done = county.zwaudit("audit", "--as-of", day, code=3 if trouble else 0)
            assert "Traceback" not in done
            if trouble:
                sandbox.mend("portal")
        county.night("2026-04-01")
        places = {
            (plant["rule"], plant["item_name"], plant["channel"])
            for plant in sandbox.truth["plants"]
            if plant["id"] in fixed
        }
        for finding in county.findings():
            place = finding["rule"], finding["item_name"], finding["channel"]
            if finding["status"] == "已整改":
                assert place in places or finding["rule"].endswith("share-below")
