"""Who has to apply: the enterprise, or an office that acts of itself?"""

from __future__ import annotations

import pytest

from checks.text.applications import applying_in

ASKS, MAY, NO = True, False, None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业提交申请表和发票，审核后拨付", ASKS),
        ("网上填报后兑现", ASKS),
        ("符合条件的企业向县科工局申报", ASKS),
        ("登录惠企平台申报，部门审核后兑付", ASKS),
        ("申请人填写《奖补资金申请表》", ASKS),
        ("企业申请—部门审核—资金拨付", ASKS),
        ("向税务部门报送减免资料", ASKS),
        pytest.param("未享受的企业可自行申请", MAY, id="somebody may"),
        pytest.param("有异议的，可以提出申请", MAY, id="an objection"),
        pytest.param("企业无需申请，由人社部门直接拨付", NO, id="waived"),
        pytest.param("免申报，直接在电费中扣减", NO, id="without declaration"),
        pytest.param("不需要企业提交任何材料", NO, id="nothing to hand in"),
        pytest.param("税务部门推送名单，系统自动退还", NO, id="the office acts"),
        pytest.param("由乡镇汇总上报县农业农村局", NO, id="a township reports"),
        pytest.param("县科工局依据统计数据提交县政府审定后拨付", NO, id="an office hands on"),
        pytest.param("免申即享", NO, id="the name itself"),
        pytest.param("符合申报条件的直接享受", NO, id="a word that only names"),
        pytest.param("主动核验、直接兑付", NO, id="nobody applies"),
        pytest.param("", NO, id="nothing printed"),
    ],
)
def test_the_way_of_enjoying_a_policy(text: str, expected: bool | None) -> None:
    found = applying_in(text)
    assert (found.sure if found else None) is expected, found


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("营业执照、申请表", True),
        ("无犯罪记录证明", True),
        ("无", False),
        ("无需提供", False),
        ("免申报材料", False),
        ("免提交", False),
        ("—", False),
        ("", False),
    ],
)
def test_a_column_of_materials_asks_by_naming_any(text: str, asks: bool) -> None:
    assert (applying_in(text, is_material=True) is not None) is asks
