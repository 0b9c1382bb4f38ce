"""Which unit a printed name means, and which names decide nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counties import UnitProfile, load
from counties.units import UnitNames

NEIXIANG = load(Path(__file__).parents[2] / "counties" / "neixiang")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("民政局", "民政局"),
        (" 内乡县 民政局　", "民政局"),
        ("河南省南阳市内乡县民政局", "民政局"),
        ("内乡县民政局（婚姻登记处）", "民政局"),
        ("首页 > 部门 > 民政局", "民政局"),
        ("来源：县民政局", "民政局"),
        ("内乡县政务服务大厅民政局窗口", "民政局"),
        ("政务服务大厅（民政局窗口）", "民政局"),
        ("中共内乡县委编办", "县委编办"),
        ("科工局", "科技和工业信息化局"),
        ("卫计委", "卫生健康委员会"),
        ("国家税务总局内乡县税务局稽查局", "国家税务总局内乡县税务局"),
        ("生态环境局内乡分局", "南阳市生态环境局内乡分局"),
        ("内乡县岞岖镇便民服务中心", "岞岖镇"),
        ("乍曲乡", "岞岖镇"),
        ("府办", "人民政府办公室"),
        pytest.param("南阳市民政局", None, id="the city's bureau"),
        pytest.param("西峡县民政局", None, id="another county's bureau"),
        pytest.param("镇平县城关镇", None, id="another county's township of the same name"),
        pytest.param("灌涨镇派出所", None, id="a police station is not the township"),
        pytest.param("文化体育局", None, id="a longer name's tail"),
        pytest.param("民政局、司法局", None, id="two units"),
        pytest.param("开发区财政局", None, id="an authority of another area"),
        pytest.param("政府办公会议纪要", None, id="a short name inside a text"),
        pytest.param("内乡县", None, id="the county itself"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_names(text: str, unit: str | None) -> None:
    found = NEIXIANG.unit_named(text)
    assert (found.name if found else None) == unit


def test_a_longer_name_hides_the_shorter_one_inside_it() -> None:
    names = UnitNames("甲县", (), {"建设": ["建设局"], "住建": ["住房和城乡建设局"]})
    assert names.find("甲县住房和城乡建设局") == "住建"
    assert names.find("甲县建设局") == "建设"


PREFIXES = ["", "县", "内乡县", "南阳市内乡县", "河南省南阳市内乡县", "中共内乡县", "内乡 县"]
SUFFIXES = ["", "（窗口）", "(婚姻登记处三楼)", "政务服务股", " 二〇二二年", "：0377-12345678"]


@given(st.sampled_from(NEIXIANG.units), st.sampled_from(PREFIXES), st.sampled_from(SUFFIXES), st.data())
def test_every_name_of_a_unit_is_known_before_and_after_other_words(
    unit: UnitProfile, prefix: str, suffix: str, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(unit.names))
    found = NEIXIANG.unit_named(prefix + name + (suffix if len(name) >= 3 else ""))
    assert found == unit


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = NEIXIANG.unit_named(text)
    assert found is None or found in NEIXIANG.units


@given(st.sampled_from(NEIXIANG.units), st.sampled_from(NEIXIANG.units))
def test_two_units_side_by_side_are_never_one(one: UnitProfile, other: UnitProfile) -> None:
    if one != other and min(len(one.name), len(other.name)) >= 3:
        assert NEIXIANG.unit_named(f"{one.name}、{other.name}") is None


@given(st.sampled_from(["南阳市", "西峡县", "郑州市", "河南省"]), st.sampled_from(NEIXIANG.units))
def test_another_authoritys_unit_of_the_same_name_is_not_ours(region: str, unit: UnitProfile) -> None:
    if "内乡" not in unit.name:
        assert NEIXIANG.unit_named(region + unit.name) is None
