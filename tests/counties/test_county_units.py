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
        pytest.param("灌涨镇派出所", "公安局", id="a police station is not the township's"),
        pytest.param("城关司法所户籍窗口", "司法局", id="an office named after its place"),
        pytest.param("南召县云阳镇派出所", None, id="another county's police station"),
        ("公安局灌涨派出所", "公安局"),
        ("民政局社会救助股", "民政局"),
        ("民政局婚姻登记处", "民政局"),
        ("县不动产登记中心", "自然资源局"),
        ("内乡县车辆管理所", "公安局"),
        ("政务服务中心民政局窗口", "民政局"),
        ("内乡县行政服务中心", "行政审批和政务信息管理局"),
        ("余关镇人民政府", "余关镇"),
        ("灌张镇综合行政执法队", "灌涨镇"),
        ("岞曲乡便民服务中心", "岞岖镇"),
        ("庙岗乡人民政府", "桃溪镇"),
        ("城郊乡", "湍东镇"),
        ("南阳市生态环境局内乡分局", "南阳市生态环境局内乡分局"),
        ("国家税务总局内乡县税务局", "国家税务总局内乡县税务局"),
        ("质量技术监督局", "市场监督管理局"),
        ("内乡县环境保护局", "南阳市生态环境局内乡分局"),
        ("自然资源局（原国土资源局）", "自然资源局"),
        pytest.param("国家税务总局南阳市税务局", None, id="the city's tax office"),
        pytest.param("南阳市生态环境局", None, id="the city's bureau of another name"),
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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("内乡县民政局", "与单位名称相同"),
        ("县残联", "“残联”是残疾人联合会的简称或别名"),
        ("国土资源局", "“国土资源局”是自然资源局的原名称"),
        ("质量技术监督局", "“质量技术监督局”是市场监督管理局的原名称"),
        ("县不动产登记中心", "“不动产登记中心”是自然资源局的所属机构"),
        ("师岗镇派出所", "“派出所”是公安局的所属机构"),
        ("县民政局、县残联", "写了几个单位（民政局、残疾人联合会），无法确定由哪个负责"),
        ("园林绿化管理局", "“园林绿化管理局”可能是城市管理局、住房和城乡建设局，无法确定"),
        ("南召县民政局", "“南召县民政局”不是本县的单位"),
        ("南阳市民政局", "“南阳市民政局”不是本县的单位"),
        ("养老事业科", "单位名单里没有“养老事业科”"),
        ("", "没有写单位"),
    ],
)
def test_the_reason_is_told(text: str, reason: str) -> None:
    assert NEIXIANG.naming(text).reason == reason


def test_two_units_in_one_field_are_both_told() -> None:
    naming = NEIXIANG.naming("县民政局、县残联")
    assert (naming.unit, naming.units) == (None, ("民政局", "残疾人联合会"))


@pytest.mark.parametrize(
    ("text", "foreign"), [("南召县民政局", True), ("市场监管", False), ("我县民政局", False)]
)
def test_another_places_authority_is_told(text: str, foreign: bool) -> None:
    assert NEIXIANG.naming(text).foreign is foreign


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("内乡县国土资源局", "国土资源局"),
        ("卫计委", "卫计委"),
        ("内乡县工商行政管理局窗口", "工商行政管理局"),
        ("余关乡人民政府", "余关乡"),
        pytest.param("自然资源局（原国土资源局）", "", id="the new name with the old one beside it"),
        pytest.param("原国土资源局", "", id="said to be old"),
        pytest.param("县残联", "", id="an abbreviation is not old"),
    ],
)
def test_a_superseded_name_is_told(text: str, former: str) -> None:
    naming = NEIXIANG.naming(text)
    assert naming.unit is not None and naming.former == former


def test_the_general_tables_serve_any_county_and_never_overrule_its_profile() -> None:
    names = UnitNames(
        "甲县",
        ("乙省",),
        {"农": ["农业农村局"], "兴": ["乡村振兴局"], "牧": ["畜牧局"], "文": ["文化和旅游局"]},
    )
    assert names.find("甲县扶贫办") == "兴", "the first of the new names that the county has"
    assert names.look_up("乡村振兴局").former == ""
    assert names.find("畜牧局") == "牧"
    assert names.look_up("旅游局").former == "旅游局"
    assert names.find("国土资源局") is None, "the county lists no successor"


def test_every_name_of_the_profile_leads_back_to_its_unit() -> None:
    assert list(NEIXIANG.names.strayed()) == []


def test_names_that_cannot_be_told_apart_are_told() -> None:
    names = UnitNames("甲县", (), {"残联": ["残疾人联合会", "县残联"], "老龄": ["老龄委", "残联"]})
    assert list(names.shared()) == [("县残联", "残联", "残联", "老龄")]
    one_name = UnitNames("甲县", (), {"建设": ["建设局"], "规划": ["规划局", "建设局"]})
    assert [name for _, name, _ in one_name.strayed()] == ["建设局", "建设局"]
    assert list(NEIXIANG.names.shared()) == []
