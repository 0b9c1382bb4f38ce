"""Joint services: their names, their guides, their lists, and papers that they ask for twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import (
    Article,
    Attachment,
    Channel,
    Column,
    CountyEvidence,
    Entry,
    Guide,
    ListKind,
    Material,
    Meaning,
    OneThing,
    Publication,
    Searched,
    Section,
    TimeLimit,
    Unit,
)
from checks.outcome import Judgement, Verdict
from checks.text.one_thing import core, exactly, is_joint_name, same_thing
from checks.text.repeats import Repeat, repeat
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
MARKET, CIVIL, POLICE = Unit("市场监督管理局"), Unit("民政局"), Unit("公安局")
READ = (Searched(Channel.PORTAL, 120, 8), Searched(Channel.SERVICE_NETWORK, 300))
THING = OneThing("开办餐饮店一件事", "市场监督管理局", ("我要开饭店",))


def judged(rule: str, county: CountyEvidence) -> list[Judgement]:
    return [one for ruling in judge(county, (RULES[rule],)) for one in ruling.judgements]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("示例县开办餐饮店“一件事一次办”办事指南", "开办餐饮店"),
        ("开办餐饮店一件事", "开办餐饮店"),
        ("公民身后“一件事”联办指南", "公民身后"),
        ("我要开饭店", "开饭店"),
        ("企业开办", "企业开办"),
        ("一件事", "一件事"),
    ],
)
def test_what_a_joint_service_is_about(name: str, about: str) -> None:
    assert core(name, "示例县") == about


@pytest.mark.parametrize(
    ("name", "joint"),
    [
        ("新生儿出生“一件事”", True),
        ("企业开办联办服务", True),
        ("公民身后一链办", True),
        ("食品经营许可", False),
        ("一次办好事项：取水许可", False),
        ("", False),
    ],
)
def test_what_calls_itself_joint(name: str, joint: bool) -> None:
    assert is_joint_name(name) is joint


def test_names_are_compared_by_what_they_are_about() -> None:
    assert exactly("“企业开办”一件事", ["企业开办"])
    assert same_thing("开办餐饮店（小餐饮）一件事", ["开办餐饮店一件事"])
    assert not same_thing("开办药店一件事", ["开办餐饮店一件事"])
    assert not same_thing("出生一件事", ["新生一件事"])


def listed(*rows: tuple[str, ...], heading: str = "一件事名称", unit: str = "") -> Publication:
    columns = (Column(heading, Meaning.ITEM), Column("牵头单位", Meaning.UNIT))
    entries = tuple(Entry(place, row, columns) for place, row in enumerate(rows, 1))
    return Publication(ListKind.ONE_THING, title="一件事清单", unit=unit, columns=columns, entries=entries)


COUNTY = CountyEvidence("示例县", units=(MARKET, CIVIL, POLICE), searched=READ, one_things=(THING,))


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({}, Verdict.FAIL, id="searched everywhere"),
        pytest.param(
            {"searched": (Searched(Channel.PORTAL, 9, 1, ("附件打不开",)),)}, Verdict.REVIEW, id="gap"
        ),
        pytest.param(
            {"searched": (READ[0], Searched(Channel.SERVICE_NETWORK, 0))}, Verdict.REVIEW, id="network silent"
        ),
        pytest.param({"guides": (Guide("开办餐饮店"),)}, None, id="by its name alone"),
        pytest.param({"guides": (Guide("某事", title="我要开饭店一件事办事指南"),)}, None, id="by an alias"),
        pytest.param(
            {"guides": (Guide("开办餐饮店", unreadable="图片"),)}, None, id="published as a picture"
        ),
        pytest.param({"guides": (Guide("开办餐饮店一件事", channel=Channel.WINDOW),)}, None, id="on paper"),
        pytest.param({"guides": (Guide("开办餐饮店食品经营许可"),)}, Verdict.FAIL, id="one of its items"),
        pytest.param({"guides": (Guide("开办药店一件事"),)}, Verdict.FAIL, id="another joint service"),
        pytest.param(
            {"articles": (Article("开办餐饮店一件事上线"),)}, Verdict.REVIEW, id="an article speaks of it"
        ),
    ],
)
def test_each_joint_service_has_a_guide(changes: dict[str, object], verdict: Verdict | None) -> None:
    found = judged("c04-guide-missing", replace(COUNTY, **changes))  # type: ignore[arg-type]
    assert [one.verdict for one in found] == ([verdict] if verdict else [])
    assert all(one.subject.unit == "市场监督管理局" for one in found)


@pytest.mark.parametrize(
    ("publication", "verdict", "unit"),
    [
        (listed(("公民身后一件事", "县民政局")), Verdict.FAIL, "民政局"),
        (listed(("公民身后一件事", "县财政局")), Verdict.REVIEW, ""),
        (listed(("公民身后一件事", "")), Verdict.REVIEW, ""),
        (listed(("户口注销", "公安局"), heading="事项名称"), Verdict.REVIEW, "公安局"),
        (listed(("公民身后一件事", "民政局"), heading="事项名称"), Verdict.FAIL, "民政局"),
        (replace(listed(("公民身后一件事", "民政局")), unsure="识别自图片"), Verdict.REVIEW, "民政局"),
    ],
)
def test_a_published_list_names_them_too(publication: Publication, verdict: Verdict, unit: str) -> None:
    county = replace(COUNTY, one_things=(), publications=(publication,))
    (found,) = judged("c04-guide-missing", county)
    assert (found.verdict, found.subject.unit) == (verdict, unit)


def test_what_nobody_names_is_not_asked_for() -> None:
    assert not list(judge(replace(COUNTY, one_things=()), (RULES["c04-guide-missing"],)))


def test_a_guide_that_turned_up_passes_by_its_own_subject() -> None:
    missing = next(iter(judge(COUNTY, (RULES["c04-guide-missing"],))))
    there = replace(COUNTY, guides=(Guide("开办餐饮店"),))
    (passed,) = judge(there, (RULES["c04-guide-missing"],))
    assert passed.verdict is Verdict.PASS and passed.subject.key == missing.subject.key


JOINT = Guide(
    "开办餐饮店一件事",
    unit="市场监督管理局",
    conditions=("有固定经营场所",),
    materials=(Material("联办申请表"), Material("身份证")),
    process=("受理", "并联审批", "出件"),
    promised=TimeLimit("5个工作日", 5),
    fees="不收费",
    location="县政务服务大厅综合窗口",
    phone="0377-65330000",
    sections=(Section("涉及事项及部门", "营业执照、户外招牌"),),
)


@pytest.mark.parametrize(
    ("changes", "verdict", "missing"),
    [
        ({}, None, ""),
        ({"sections": ()}, Verdict.FAIL, "联办事项及部门"),
        ({"sections": (Section("说明", "由县公安局和县城市管理局并联审批"),)}, None, ""),
        ({"materials": (Material("身份证"),)}, Verdict.FAIL, "一张申请表"),
        ({"materials": (Material("身份证"),), "attachments": (Attachment("联办申请表.docx"),)}, None, ""),
        ({"location": ""}, Verdict.FAIL, "受理窗口"),
        ({"promised": None}, Verdict.FAIL, "总时限"),
        ({"sections": (), "attachments": (Attachment("联办方案.pdf"),)}, Verdict.REVIEW, "联办事项及部门"),
        ({"sections": (), "channel": Channel.SERVICE_NETWORK}, Verdict.REVIEW, "联办事项及部门"),
        ({"item_name": "食品经营许可", "sections": ()}, None, ""),
        ({"unreadable": "页面为图片", "sections": ()}, None, ""),
    ],
)
def test_a_joint_guide_shows_that_it_is(
    changes: dict[str, object], verdict: Verdict | None, missing: str
) -> None:
    county = CountyEvidence("示例县", guides=(replace(JOINT, **changes),))  # type: ignore[arg-type]
    found = judged("c04-guide-incomplete", county)
    assert [one.verdict for one in found] == ([verdict] if verdict else [])
    assert all(missing in one.message + one.reason for one in found)


def test_several_forms_are_for_a_person() -> None:
    rows = (Material("设立登记申请书"), Material("食品经营许可申请书"))
    (found,) = judged("c04-guide-incomplete", CountyEvidence(guides=(replace(JOINT, materials=rows),)))
    assert found.verdict is Verdict.REVIEW and "2张申请表" in found.reason


def test_a_list_of_the_profile_makes_a_guide_joint() -> None:
    guide = replace(JOINT, item_name="开办餐饮店", sections=())
    assert not judged("c04-guide-incomplete", CountyEvidence("示例县", guides=(guide,)))
    assert judged("c04-guide-incomplete", replace(COUNTY, guides=(guide,)))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (Material("营业执照"), Material("营业执照"), Repeat.SURE),
        (Material("1.身份证"), Material("5、居民身份证（复印件）"), Repeat.SURE),
        (Material("户口簿"), Material("户口本原件"), Repeat.SURE),
        (Material("申请人身份证"), Material("身份证"), Repeat.SURE),
        (Material("申请人身份证"), Material("配偶身份证"), Repeat.NO),
        (Material("身份证", note="配偶的"), Material("身份证"), Repeat.NO),
        (Material("身份证原件"), Material("身份证复印件"), Repeat.NO),
        (Material("身份证", form="原件"), Material("身份证", form="复印件"), Repeat.NO),
        (Material("身份证", form="原件和复印件"), Material("身份证", form="复印件"), Repeat.SURE),
        (Material("申请表"), Material("申请表"), Repeat.MAYBE),
        (Material("户口注销申请表"), Material("社保停发申请表"), Repeat.NO),
        (Material("营业执照", note="用于招牌备案"), Material("营业执照"), Repeat.MAYBE),
        (Material("死亡医学证明"), Material("死亡证明"), Repeat.NO),
        (Material("房产证"), Material("身份证"), Repeat.NO),
        (Material(""), Material(""), Repeat.NO),
        (Material("无"), Material("无"), Repeat.NO),
    ],
)
def test_the_same_paper_twice(one: Material, other: Material, how: Repeat) -> None:
    assert repeat(one, other) is how
    assert repeat(other, one) is how


def test_each_row_is_told_of_once() -> None:
    rows = (Material("营业执照"), Material("营业执照"), Material("营业执照"))
    found = judged("c04-material-repeated", CountyEvidence(guides=(replace(JOINT, materials=rows),)))
    assert [one.field for one in found] == ["materials[1].name", "materials[2].name"]


@pytest.mark.parametrize(
    ("publications", "verdicts"),
    [
        pytest.param((), [Verdict.REVIEW], id="no list at all"),
        pytest.param((listed(),), [Verdict.REVIEW], id="a list without entries"),
        pytest.param((listed(("身后一件事", "民政局")),), [Verdict.REVIEW], id="two units on none"),
        pytest.param(
            (listed(("身后一件事", "民政局"), ("落户一件事", "公安局"), ("开店一件事", "市场监督管理局")),),
            [],
            id="all units",
        ),
        pytest.param((listed(("身后一件事", "")),), [], id="a county list that names no units"),
    ],
)
def test_a_list_is_published(publications: tuple[Publication, ...], verdicts: list[Verdict]) -> None:
    found = judged("c04-list-missing", replace(COUNTY, publications=publications))
    assert [one.verdict for one in found] == verdicts
