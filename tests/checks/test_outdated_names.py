"""Abolished names: what still uses one, and what only mentions it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.evidence import Guide, Material, Origin, Section
from checks.kinds.outdated_names import NamesOfToday
from checks.outcome import Verdict
from checks.text.former_names import former_names, former_names_in

SEEN = Origin(seen_on=date(2022, 4, 20))
FAIL, REVIEW = Verdict.FAIL, Verdict.REVIEW


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("县国土资源局一楼大厅", ["国土资源局"]),
        ("示例县工商行政管理局注册大厅", ["工商行政管理局"]),
        ("到工商局、质监局办理", ["工商局", "质监局"]),
        ("监督电话：县卫 计 委", ["卫 计 委"]),
        ("市环保局审批", ["环保局"]),
        ("县国税局办税厅", ["国税局"]),
        ("原件送国土资源局", ["国土资源局"]),
        ("县自然资源局", []),
        ("原国土资源局", []),
        ("（原县工商局）", []),
        ("县国土局对面", []),
        ("范蠡大街45号老工商局院内", []),
        ("国家税务总局示例县税务局", []),
        ("文化广电和旅游局", []),
        ("生态环境局", []),
        ("工商局、质监局、食药监局合并组建市场监督管理局", []),
        ("国土资源局（现自然资源局）", []),
        ("《国土资源局工作规则》", []),
        ("国土资源局令第5号", []),
        ("工商行政管理部门", []),
        ("卫生健康委员会", []),
        ("农业农村局", []),
        ("消防救援大队", []),
        ("", []),
    ],
)
def test_uses_of_abolished_names(text: str, named: list[str]) -> None:
    assert [use.quote for use in former_names_in(text)] == named


GUIDE = Guide("临时救助", unit="自然资源局", location="县国土资源局", origin=SEEN)


@pytest.mark.parametrize(
    ("guide", "verdict"),
    [
        pytest.param(GUIDE, FAIL, id="seen after the reform"),
        pytest.param(replace(GUIDE, origin=Origin(seen_on=date(2019, 3, 31))), FAIL, id="on the very day"),
        pytest.param(replace(GUIDE, origin=Origin(seen_on=date(2019, 3, 30))), None, id="the day before"),
        pytest.param(replace(GUIDE, origin=Origin()), REVIEW, id="without a day"),
        pytest.param(
            replace(GUIDE, location="", materials=(Material("国土资源局核发的土地证"),)),
            REVIEW,
            id="who issued a paper",
        ),
        pytest.param(
            replace(GUIDE, location="", legal_basis=("县国土资源局依法办理",)), None, id="quoted basis"
        ),
        pytest.param(
            replace(GUIDE, location="", sections=(Section("设定依据", "县国土资源局"),)),
            None,
            id="its section",
        ),
        pytest.param(
            replace(GUIDE, location="", sections=(Section("受理机构", "县国土资源局"),)), FAIL, id="a section"
        ),
        pytest.param(replace(GUIDE, location="", former_unit="县国土资源局"), FAIL, id="its own unit"),
        pytest.param(
            replace(GUIDE, location="", former_unit="土地管理站"),
            REVIEW,
            id="only the county calls it former",
        ),
        pytest.param(
            replace(GUIDE, location="", former_unit="国土资源局", origin=Origin(seen_on=date(2018, 1, 1))),
            None,
            id="its own unit before the reform",
        ),
    ],
)
def test_a_guide(guide: Guide, verdict: Verdict | None) -> None:
    assert [one.verdict for one in NamesOfToday()(guide)] == ([verdict] if verdict else [])


def test_each_name_is_told_of_once() -> None:
    guide = replace(GUIDE, process=("国土资源局受理", "国土资源局办结"), former_unit="国土资源局")
    assert [one.field for one in NamesOfToday()(guide)] == ["former_unit"]


def test_a_county_may_still_use_a_name() -> None:
    assert not list(NamesOfToday(never=("国土资源局",))(GUIDE))


def test_the_list_is_whole() -> None:
    for former in former_names():
        assert former.new and former.since < date(2022, 4, 15)
        assert list(former_names_in(f"到县{former.old}办理")), former.old
