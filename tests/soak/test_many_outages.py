"""Every way in which a whole site can fail, each through a night; and a night that is killed ten times."""

import pytest

from tests.journeys import test_killed
from tests.journeys.conftest import *  # noqa: F403
from tests.journeys.conftest import County

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("host", ["portal", "service"])
@pytest.mark.parametrize("how", ["500", "403", "maintenance"])
def test_a_broken_site_turns_nothing_rectified(county: County, host: str, how: str) -> None:
    before = county.statuses()
    county.sandbox.break_(host, how)
    said = county.night("2026-03-03", code=3)
    assert {"portal": "示例县人民政府网", "service": "河南政务服务网"}[host] in said
    assert county.statuses()["已整改"] == 0
    assert county.statuses()["待核实"] > 0
    assert sum(county.statuses().values()) == sum(before.values())


def test_a_night_killed_ten_times(
    county: County, new_county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_killed, "KILLS", 10)
    test_killed.test_a_night_killed_again_and_again_ends_like_one_that_was_not(county, new_county)
