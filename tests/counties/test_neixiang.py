"""内乡县's own files: what is established is there, what is unknown is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checks.evidence import Channel
from counties import load
from counties.check import Weight, open_points
from counties.profile import Interval

FOLDER = Path(__file__).parents[2] / "counties" / "neixiang"
PROFILE = load(FOLDER)


def test_hosts_and_area() -> None:
    portal, network, window = PROFILE.sources
    assert portal.start_urls == ("https://www.neixiang.gov.cn/",)
    assert "www.neixiangxian.gov.cn" in portal.hosts
    assert (network.channel, network.area_code) == (Channel.SERVICE_NETWORK, "411325000000")
    assert window.path == FOLDER / "window-guides"


def test_sixteen_townships_with_their_codes() -> None:
    townships = [unit for unit in PROFILE.units if unit.kind == "township"]
    assert len(townships) == 16
    assert len({unit.code for unit in townships}) == 16
    assert all(unit.code.startswith("411325") and unit.confirmed for unit in townships)


def test_candidate_departments_are_all_marked_as_such() -> None:
    assert not any(unit.confirmed for unit in PROFILE.units if unit.kind == "department")
    assert not any(unit.uscc or unit.contact for unit in PROFILE.units), "nothing invented"


def test_leads_and_calendar() -> None:
    leads = {criterion: unit.name for unit in PROFILE.units for criterion in unit.lead_of}
    assert leads == {"c01": "科技和工业信息化局", "c02": "司法局", "c03": "司法局"}
    assert PROFILE.rounds is not None
    assert PROFILE.rounds.round_two == Interval(date(2022, 8, 2), date(2022, 8, 16))
    assert PROFILE.rounds.rectify_by == date(2022, 7, 29)


def test_the_plans_nineteen_inconsistencies_are_disclosed() -> None:
    plan = PROFILE.plan
    assert plan is not None
    assert plan.number == "内放组〔2022〕1号"
    assert [row.number for row in plan.inconsistencies] == list(range(1, 20))


def test_what_is_unknown_is_said() -> None:
    points = open_points(PROFILE)
    texts = "\n".join(point.text for point in points)
    assert [point.severity for point in points] == sorted(
        (point.severity for point in points), key=list(Weight).index
    )
    for expected in (
        "方案为 36 个",
        "微信公众号",
        "云上",
        "联系方式未填",
        "候选",
        "文件夹不存在",
        "文号",
        "19 处",
    ):
        assert expected in texts
    assert "乡镇（街道） 16 个" not in texts, "the number of townships is right"
