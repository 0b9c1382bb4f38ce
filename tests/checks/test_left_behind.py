"""One channel cleaned, another not: the table of what counts as cleaned, and whose finding it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import Channel, Guide, Material, Section, TimeLimit
from checks.gather import gathered
from checks.outcome import Judgement, Verdict
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
CLEAN = Guide(
    "临时救助",
    unit="民政局",
    channel=Channel.SERVICE_NETWORK,
    materials=(Material("临时救助申请表"), Material("居民身份证")),
    conditions=("具有本县户籍，基本生活出现严重困难",),
    promised=TimeLimit("5个工作日", 5),
    fees="不收费",
)
WINDOW = replace(CLEAN, channel=Channel.WINDOW)
OPEN = Material("其他有关材料")


def judged(*guides: Guide, rule: str = "c12-channel-left-behind") -> list[Judgement]:
    county = gathered("示例县", (), guides)
    return [each for ruling in judge(county, (RULES[rule],)) for each in ruling.judgements]


@pytest.mark.parametrize(
    ("change", "field", "quote"),
    [
        pytest.param({"materials": (*CLEAN.materials, OPEN)}, "materials[2].name", OPEN.name, id="material"),
        pytest.param(
            {"conditions": (*CLEAN.conditions, "法律法规规定的其他条件")},
            "conditions[1]",
            "法律法规规定的其他条件",
            id="condition",
        ),
        pytest.param(
            {"promised": TimeLimit("原则上尽快办结")}, "promised_days", "原则上尽快办结", id="time limit"
        ),
        pytest.param({"fees": "按有关规定收取"}, "fees", "按有关规定收取", id="fee"),
    ],
)
def test_what_is_left_behind_is_named(change: dict[str, object], field: str, quote: str) -> None:
    (found,) = judged(CLEAN, replace(WINDOW, **change))  # type: ignore[arg-type]
    assert (found.subject.channel, found.field, found.quote) == (Channel.WINDOW, field, quote)
    assert "河南政务服务网" in found.message and found.verdict is Verdict.FAIL


@pytest.mark.parametrize(
    "clean",
    [
        pytest.param(replace(CLEAN, materials=()), id="no list at all"),
        pytest.param(replace(CLEAN, materials=(Material("户口簿"),)), id="another list"),
        pytest.param(replace(CLEAN, materials=(*CLEAN.materials, OPEN)), id="not cleaned either"),
        pytest.param(
            replace(CLEAN, materials=(*CLEAN.materials, Material("银行卡复印件等材料"))),
            id="another open-ended row",
        ),
        pytest.param(replace(CLEAN, unreadable="页面为图片"), id="unreadable"),
        pytest.param(replace(CLEAN, channel=Channel.WINDOW), id="the same channel"),
        pytest.param(replace(CLEAN, item_name="医疗救助"), id="another item"),
        pytest.param(
            replace(CLEAN, sections=(Section("申请材料", "其他有关材料"),)), id="open-ended in its own part"
        ),
    ],
)
def test_what_is_not_cleaned_or_cannot_be_compared(clean: Guide) -> None:
    assert not judged(clean, replace(WINDOW, materials=(*CLEAN.materials, OPEN)))


def test_a_scan_that_seems_clean_is_for_a_person() -> None:
    scan = replace(CLEAN, unsure="由图片识别")
    (found,) = judged(scan, replace(WINDOW, materials=(*CLEAN.materials, OPEN)))
    assert found.verdict is Verdict.REVIEW


def test_it_is_the_place_that_the_text_rule_reports() -> None:
    """The same subject, field, text, verdict and severity: a score that counts a line once counts it once."""
    slight = Material("相关病历材料")
    dirty = replace(WINDOW, materials=(*CLEAN.materials, OPEN, slight))
    texts = {(one.field, one.quote): one for one in judged(CLEAN, dirty, rule="c12-open-ended-material")}
    left = judged(CLEAN, dirty)
    assert len(left) == len(texts) == 2
    for one in left:
        twin = texts[one.field, one.quote]
        assert (one.subject, one.severity, one.verdict) == (twin.subject, twin.severity, twin.verdict)


def test_steps_are_not_compared() -> None:
    assert not judged(CLEAN, replace(WINDOW, process=("申请人应当另行补充其他资料",)))
