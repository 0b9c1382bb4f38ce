"""Where guides send people: halls by any name, branches, places of their own right, offices."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.evidence import CountyEvidence, Guide, Unit
from checks.outcome import Judgement, Verdict
from checks.text.halls import Where, where
from rules import all_rules, configured

RULE = next(rule for rule in all_rules() if rule.id == "c05-location-not-hall")


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("县政务服务中心二楼A区12号窗口", Where.HALL),
        ("攻务服务中心一楼", Where.HALL),
        ("县行政审批服务中心", Where.HALL),
        ("市民之家三楼社保专区", Where.HALL),
        ("县自然资源局不动产登记中心", Where.HALL),
        ("县民政局婚姻登记处", Where.HALL),
        ("县税务局办税服务厅", Where.HALL),
        ("县医疗保障局服务大厅", Where.HALL),
        ("县人社局（县政务服务大厅二楼）", Where.HALL),
        ("一楼大厅3号窗口", Where.HALL),
        ("城关派出所", Where.ELSEWHERE),
        ("县人民医院", Where.ELSEWHERE),
        ("各乡镇社保所", Where.ELSEWHERE),
        ("户籍所在地村（居）委会", Where.ELSEWHERE),
        ("县水利局三楼水政股", Where.OFFICE),
        ("县医疗保障局三楼待遇股", Where.OFFICE),
        ("县住建局政务服务股", Where.OFFICE),
        ("县教体局行政审批股", Where.OFFICE),
        ("渚阳大道县卫健委306室", Where.OFFICE),
        ("县残联二楼", Where.OFFICE),
        ("县水利局院内", Where.OFFICE),
        ("县前街12号原工商局院内", Where.ADDRESS),
        ("菊潭大街水利局对面", Where.ADDRESS),
        ("县政府大院5号楼302室", Where.ROOM),
        ("县公安局三楼治安大队", Where.OWN_HALL),
        ("县公安局出入境管理大队", Where.HALL),
        ("县自然资源局城关中心所", Where.ELSEWHERE),
        ("县水利局一楼服务大厅", Where.OWN_HALL),
        ("某某大厦306室", Where.ROOM),
        ("范蠡大街45号", Where.ADDRESS),
        ("科技大道8号", Where.ADDRESS),
        ("河南政务服务网", Where.NOWHERE),
        ("无线下办理窗口", Where.NOWHERE),
        ("", Where.NOWHERE),
        ("见备注", Where.NOWHERE),
        ("——", Where.NOWHERE),
    ],
)
def test_what_a_place_is(printed: str, place: Where) -> None:
    assert where(printed) is place
    assert where(f"办理地点：{printed}") is place


def judged(*locations: str, unit: str = "水利局") -> list[Judgement]:
    """What is said of the last of some guides."""
    guides = tuple(Guide(f"事项{n}", unit=unit, location=text) for n, text in enumerate(locations))
    units = (Unit("水利局"), Unit("灌涨镇", "township"))
    found = list(judge(CountyEvidence(units=units, guides=guides), (RULE,)))
    return list(found[-1].judgements)


HALL = "范蠡大街45号县政务服务大厅"


@pytest.mark.parametrize(
    ("locations", "verdict"),
    [
        pytest.param((HALL, "范蠡大街45号"), None, id="the hall's house without its name"),
        pytest.param((HALL, "内乡县城关镇范蠡大街45号306室"), None, id="a room in the hall's house"),
        pytest.param((HALL, "渚阳大道8号"), Verdict.REVIEW, id="another house"),
        pytest.param(("渚阳大道8号",), None, id="nobody says where the hall is"),
        pytest.param((HALL, "渚阳大道8号县水利局水政股"), Verdict.FAIL, id="the office by name"),
        pytest.param((HALL, "县水利局一楼大厅"), Verdict.REVIEW, id="may be an approved branch"),
    ],
)
def test_addresses_are_compared_with_the_halls(locations: tuple[str, ...], verdict: Verdict | None) -> None:
    found = judged(*locations)
    assert [one.verdict for one in found] == ([verdict] if verdict else [])


def test_a_township_has_a_centre_of_its_own() -> None:
    assert not judged("灌涨镇政府三楼民政办公室", unit="灌涨镇")


def test_a_county_may_name_its_branches() -> None:
    (rule,) = (one for one in configured({RULE.id: {"halls": ["水利服务楼"]}}) if one.id == RULE.id)
    guide = Guide("取水许可", unit="水利局", location="县水利局水利服务楼一楼")
    assert next(iter(judge(CountyEvidence(guides=(guide,)), (RULE,)))).judgements
    assert not next(iter(judge(CountyEvidence(guides=(guide,)), (rule,)))).judgements
