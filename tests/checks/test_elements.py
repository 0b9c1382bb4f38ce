"""Which elements a guide states, what cannot be known, and what a county may ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import Attachment, Channel, Guide, Material, Section
from checks.gather import gathered
from checks.kinds.elements import ElementsStated
from checks.outcome import Judgement, Ruling, Verdict
from checks.text.durations import parse_limit
from rules import RuleConfigError, all_rules, configured

RULE = {rule.id: rule for rule in all_rules()}["g-section-missing"]
WHOLE = Guide(
    "临时救助",
    unit="民政局",
    legal_basis=("《社会救助暂行办法》第九条",),
    conditions=("具有本县户籍",),
    materials=(Material("临时救助申请表"),),
    process=("申请", "受理", "办结"),
    promised=parse_limit("2个工作日"),
    fees="不收费",
    phone="0377-65330000",
    complaint_phone="12345",
)


def ruled(*guides: Guide, number: int = 0) -> Ruling:
    return list(judge(gathered("示例县", (), guides), (RULE,)))[number]


def judged(guide: Guide) -> list[Judgement]:
    return list(ruled(guide).judgements)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, ""),
        ({"complaint_phone": ""}, "投诉渠道"),
        ({"complaint_phone": "无"}, "投诉渠道"),
        ({"phone": "见窗口"}, "联系方式"),
        ({"legal_basis": ()}, "设定依据"),
        ({"process": ()}, "办理程序"),
        ({"materials": ()}, "申请材料"),
        ({"promised": None}, "办结时限"),
        ({"fees": ""}, "收费标准"),
        ({"fees": "无"}, ""),
        ({"conditions": ()}, ""),
        ({"unit": ""}, "受理单位"),
        ({"fees": "", "conditions": ()}, "办理条件、收费标准"),
        ({"item_type": "公共服务", "promised": None, "process": ()}, ""),
        ({"item_type": "公共服务", "promised": None, "phone": ""}, "办结时限、联系方式"),
    ],
)
def test_what_is_missing_is_named_once(change: dict[str, object], missing: str) -> None:
    found = judged(replace(WHOLE, **change))  # type: ignore[arg-type]
    assert [one.reason for one in found] == ([f"未见{missing}"] if missing else [])
    assert all(one.verdict is Verdict.FAIL and missing in one.message for one in found)


@pytest.mark.parametrize(
    ("without", "section"),
    [
        ({"complaint_phone": ""}, Section("监督方式", "县纪委监委派驻组")),
        ({"phone": ""}, Section("其他", "咨询电话：0377-65330000")),
        ({"process": ()}, Section("办理流程图", "见下图")),
        ({"fees": ""}, Section("常见问题", "办理要交费用吗？不收取费用。")),
        ({"unit": ""}, Section("受理机构", "县民政局社会救助股")),
    ],
)
def test_what_stands_elsewhere_is_not_missing(without: dict[str, object], section: Section) -> None:
    assert not judged(replace(WHOLE, sections=(section,), **without))  # type: ignore[arg-type]


def test_a_label_with_nothing_under_it_states_nothing() -> None:
    (found,) = judged(replace(WHOLE, complaint_phone="", sections=(Section("监督投诉渠道", "无"),)))
    assert found.reason == "未见投诉渠道"


def test_what_may_stand_in_an_attachment_is_for_a_person() -> None:
    lacking = replace(WHOLE, process=(), attachments=(Attachment("办事指南全文.pdf"),))
    (found,) = judged(lacking)
    assert found.verdict is Verdict.REVIEW and "办事指南全文.pdf" in found.message
    form = replace(WHOLE, process=(), attachments=(Attachment("临时救助申请表.docx"),))
    assert [one.verdict for one in judged(form)] == [Verdict.FAIL]


@pytest.mark.parametrize(
    ("guide", "verdict"),
    [
        pytest.param(replace(WHOLE, fees="", unreadable="页面为图片"), Verdict.NOT_APPLICABLE, id="picture"),
        pytest.param(Guide("临时救助", unit="民政局"), Verdict.NOT_APPLICABLE, id="an empty shell"),
        pytest.param(
            Guide("临时救助", materials=(Material("申请表"), Material("其他材料"))),
            Verdict.NOT_APPLICABLE,
            id="a fragment",
        ),
        pytest.param(
            replace(WHOLE, legal_basis=(), process=(), phone="", complaint_phone="", fees=""),
            Verdict.REVIEW,
            id="little was read",
        ),
        pytest.param(replace(WHOLE, legal_basis=(), process=(), fees=""), Verdict.FAIL, id="most was read"),
        pytest.param(replace(WHOLE, fees="", unsure="由图片识别"), Verdict.REVIEW, id="a scan"),
    ],
)
def test_what_was_not_read_accuses_nobody(guide: Guide, verdict: Verdict) -> None:
    assert ruled(guide).verdict is verdict


def test_on_the_service_network_only_what_is_shown_there_can_be_missing() -> None:
    lacking = replace(WHOLE, channel=Channel.SERVICE_NETWORK, fees="", process=())
    other = replace(WHOLE, item_name="医疗救助", channel=Channel.SERVICE_NETWORK)
    assert ruled(lacking).verdict is Verdict.PASS
    assert ruled(lacking, replace(other, fees="")).judgements[0].reason == "未见办理程序"
    assert ruled(lacking, other).judgements[0].reason == "未见办理程序、收费标准"


def test_a_county_may_ask_for_more() -> None:
    check = {"g-section-missing": {"required": ["容缺受理", "审查标准"], "beside": ["告知承诺"]}}
    (rule,) = [one for one in configured(check) if one.id == RULE.id]
    (ruling,) = judge(gathered("示例县", (), (WHOLE,)), (rule,))
    assert ruling.judgements[0].reason == "未见审查标准、容缺受理、告知承诺"


def test_an_unknown_element_is_named() -> None:
    with pytest.raises(RuleConfigError) as caught:
        configured({"g-section-missing": {"required": ["收费"]}})
    assert caught.value.key == "g-section-missing" and "“收费”" in caught.value.reason
    with pytest.raises(RuleConfigError, match="不能比较"):
        configured({"g-channels-differ": {"facts": ["电话"]}})


def test_the_defaults_are_known() -> None:
    assert "收费标准" in ElementsStated().required
