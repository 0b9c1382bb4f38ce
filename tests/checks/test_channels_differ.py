"""The same item on two channels: what is a difference, what only looks like one, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import Channel, Guide, Material, Section
from checks.gather import gathered
from checks.outcome import Judgement, Severity, Verdict
from checks.text.durations import parse_limit
from rules import all_rules

RULE = {rule.id: rule for rule in all_rules()}["g-channels-differ"]
NETWORK = Guide("临时救助", unit="民政局", channel=Channel.SERVICE_NETWORK)
WINDOW = replace(NETWORK, channel=Channel.WINDOW)


def judged(*guides: Guide) -> list[Judgement]:
    county = gathered("示例县", (), guides)
    return [each for ruling in judge(county, (RULE,)) for each in ruling.judgements]


def asking(guide: Guide, *names: str) -> Guide:
    return replace(guide, materials=tuple(Material(name) for name in names))


SAME, FAIL, REVIEW = None, Verdict.FAIL, Verdict.REVIEW


@pytest.mark.parametrize(
    ("network", "window", "verdict"),
    [
        pytest.param("申请表 身份证", "身份证 申请表", SAME, id="order"),
        pytest.param("临时救助申请审批表 居民身份证", "1.申请书 2.身份证原件及复印件1份", SAME, id="wording"),
        pytest.param("申请表 身份证、户口簿", "申请表 户口本 身份证", SAME, id="two papers in one row"),
        pytest.param("申请表 婚姻状况证明", "申请表 单身证明", SAME, id="synonyms"),
        pytest.param("申请表", "申请表 结婚证", FAIL, id="a paper more at the window"),
        pytest.param("申请表 身份证 结婚证", "申请表 身份证", FAIL, id="a paper more on the network"),
        pytest.param("申请表 身份证 户口簿 结婚证 照片", "申请表", REVIEW, id="perhaps half a list"),
        pytest.param("申请表 房产证", "申请表 不动产权证书", REVIEW, id="perhaps another name"),
        pytest.param("申请表 其他材料", "申请表 结婚证", SAME, id="an open-ended list cannot be compared"),
        pytest.param("申请表 身份证", "", SAME, id="an empty side"),
    ],
)
def test_materials(network: str, window: str, verdict: Verdict | None) -> None:
    found = judged(asking(NETWORK, *network.split()), asking(WINDOW, *window.split()))
    assert {one.verdict for one in found} == ({verdict} if verdict else set())


def test_a_paper_is_answered_for_where_it_is_asked() -> None:
    (found,) = judged(asking(NETWORK, "申请表"), asking(WINDOW, "申请表", "结婚证"))
    assert (found.subject.channel, found.field, found.quote) == (
        Channel.WINDOW,
        "materials[1].name",
        "结婚证",
    )
    assert "河南政务服务网" in found.message and "窗口办事指南" in found.message


def test_a_paper_that_the_text_names_is_not_missing() -> None:
    told = replace(asking(NETWORK, "申请表"), sections=(Section("备注", "委托办理的另附授权委托书"),))
    assert not judged(told, asking(WINDOW, "申请表", "授权委托书"))


def test_one_paper_is_told_of_once_over_three_channels() -> None:
    portal = replace(NETWORK, channel=Channel.PORTAL)
    found = judged(asking(NETWORK, "申请表", "结婚证"), asking(portal, "申请表"), asking(WINDOW, "申请表"))
    assert [one.subject.channel for one in found] == [Channel.SERVICE_NETWORK]


@pytest.mark.parametrize(
    ("network", "window", "verdict"),
    [
        ("2个工作日", "5个工作日", FAIL),
        ("2个工作日", "2天", SAME),
        ("2天", "3个工作日", FAIL),
        ("5个工作日", "7个自然日", SAME),
        ("5个工作日", "30个自然日", FAIL),
        ("1个工作日", "当场办结", SAME),
        ("1个工作日", "2个工作日", FAIL),
        ("2个工作日", "视情况而定", SAME),
        ("2个工作日", "", SAME),
    ],
)
def test_promised_limits(network: str, window: str, verdict: Verdict | None) -> None:
    here, there = (
        replace(NETWORK, promised=parse_limit(network)),
        replace(WINDOW, promised=parse_limit(window)),
    )
    found = judged(here, there)
    assert [one.verdict for one in found] == ([verdict] if verdict else [])
    assert all((one.subject.channel, one.quote) == (Channel.WINDOW, window) for one in found)


def test_the_statutory_limit_printed_as_the_promise_is_for_a_person() -> None:
    both = replace(NETWORK, promised=parse_limit("2个工作日"), legal=parse_limit("20个工作日"))
    (found,) = judged(both, replace(WINDOW, promised=parse_limit("20个工作日")))
    assert found.verdict is Verdict.REVIEW and "法定" in found.message


@pytest.mark.parametrize(
    ("network", "window", "differ"),
    [
        ("不收费", "免费", False),
        ("不收费", "无", False),
        ("不收费", "工本费10元", True),
        ("10元/证", "每证10元", False),
        ("10元/证", "20元/证", True),
        ("10元/证", "首次10元，补证20元", False),
        ("不收费", "首次不收费，补证10元", False),
        ("不收费", "按标准收取", False),
        ("不收费", "", False),
    ],
)
def test_fees(network: str, window: str, differ: bool) -> None:
    assert bool(judged(replace(NETWORK, fees=network), replace(WINDOW, fees=window))) is differ


@pytest.mark.parametrize(
    ("network", "window", "differ"),
    [
        ("示例县范蠡大街45号县政务大厅", "范蠡大街45号一楼12号窗口", False),
        ("示例县范蠡大街45号", "示例县郦都路9号", True),
        ("示例县范蠡大街45号", "示例县范蠡大街54号", True),
        ("示例县范蠡大街45号", "县政务服务大厅二楼", False),
        ("3号窗口", "5号窗口", False),
    ],
)
def test_places(network: str, window: str, differ: bool) -> None:
    found = judged(replace(NETWORK, location=network), replace(WINDOW, location=window))
    assert [one.severity for one in found] == ([Severity.S4] if differ else [])


@pytest.mark.parametrize(
    ("network", "window", "differ"),
    [
        ("0377-65330000", "65330000", False),
        ("0377-65330000", "(0377) 6533 0000转801", False),
        ("0377-65330000、65330001", "0377-65330001", False),
        ("0377-65330000", "12345", False),
        ("0377-65330000", "0377-65330009", True),
        ("0377-65330000", "见窗口", False),
    ],
)
def test_telephones(network: str, window: str, differ: bool) -> None:
    found = judged(replace(NETWORK, phone=network), replace(WINDOW, phone=window))
    assert [one.severity for one in found] == ([Severity.S4] if differ else [])


def test_items_that_may_be_the_same_are_not_judged() -> None:
    other = replace(WINDOW, item_name="临时救助金", fees="10元")
    assert not judged(replace(NETWORK, fees="不收费"), other)


def test_a_scan_is_for_a_person() -> None:
    (found,) = judged(
        replace(NETWORK, fees="不收费"), replace(WINDOW, fees="10元", unsure="由图片识别，可信度0.9")
    )
    assert found.verdict is Verdict.REVIEW and "由图片识别" in found.message
