"""Agencies: which papers are theirs, and when a guide sends people to one of them."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.evidence import Attachment, CountyEvidence, Guide, Material
from checks.outcome import Judgement, Severity, Verdict
from checks.text.agencies import designations
from checks.text.agency_products import MAYBE_OWN, PRODUCTS, products_in
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}


def judged(rule: str, guide: Guide) -> list[Judgement]:
    return [
        one for ruling in judge(CountyEvidence(guides=(guide,)), (RULES[rule],)) for one in ruling.judgements
    ]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("由示例市宏图工程咨询有限公司编制可行性研究报告", "示例市宏图工程咨询有限公司"),
        ("河南某达会计师事务所出具的验资报告", "河南某达会计师事务所"),
        ("房产测绘报告由县房产测绘队出具", "县房产测绘队"),
        ("须到示例县机动车检测中心检测合格", "示例县机动车检测中心"),
        ("到示例县金盾印章有限公司刻制公章", "示例县金盾印章有限公司"),
        ("到窗口指定的刻章店刻制印章", "刻章店"),
        ("请到指定检测机构检测", "检测机构"),
        ("由有资质的测绘公司出具的测绘报告", ""),
        ("由会计师事务所出具的审计报告", ""),
        ("委托具备资质的第三方检测机构检测", ""),
        ("县级以上检测中心出具的检测报告", ""),
        ("施工图由审图机构出具审查合格书", ""),
        ("由甲安消防检测有限公司、乙安消防检测有限公司检测", ""),
        ("由示例县天远测绘有限公司等测绘报告", ""),
        ("由用人公司出具的劳动关系证明", ""),
        ("由示例县供电公司出具的用电报装勘查意见", ""),
        ("到县疾控中心检测", ""),
        ("到指定医院体检", ""),
        ("到指定地点领取", ""),
        ("申请人可通过中介超市选取，如由示例县天远测绘有限公司出具报告", ""),
    ],
)
def test_one_agency_is_named(text: str, agency: str) -> None:
    assert [one.agency for one in designations(text)] == ([agency] if agency else [])


def test_a_designation_is_for_a_person_and_grave() -> None:
    row = Material("由示例县天远测绘有限公司出具的测量报告")
    (found,) = judged("c07-agency-designated", Guide("规划核实", materials=(row, row)))
    assert (found.verdict, found.severity) == (Verdict.REVIEW, Severity.S1)
    assert found.field == "materials[0].name" and found.quote in row.name


def test_the_quote_stands_in_the_text() -> None:
    text = "（2）到 示例县宏达机动车检测站\u200b检测后，持报告办理。"
    (found,) = designations(text)
    assert found.quote in text


@pytest.mark.parametrize(
    ("row", "sure"),
    [
        ("建设项目环境影响报告书（报批稿）2份", True),
        ("房屋安全鉴定报告及备案材料", True),
        ("审计报告、验资报告", True),
        ("勘测定界图", True),
        ("水土保持方案报告书", False),
        ("近三年财务审计报告", False),
        ("项目可行性研究报告", False),
        ("电磁环境测试报告或承诺说明", False),
        ("环境影响报告书的批复", None),
        ("可行性研究报告批复（政府投资项目）", None),
        ("体检报告", None),
        ("年度工作报告", None),
        ("自查报告", None),
        ("收养评估报告", None),
        ("老年人能力评估报告", None),
        ("县疾控中心出具的水质检测报告", None),
        ("检测报告委托书", None),
        ("设计单位的资质证书", None),
        ("申请报告", None),
    ],
)
def test_what_agencies_make(row: str, sure: bool | None) -> None:
    found = products_in(row, PRODUCTS, MAYBE_OWN)
    assert (found[0].sure if found else None) is sure


MARKET = "c07-supermarket-not-mentioned"


def test_one_finding_names_all_products() -> None:
    rows = (Material("可行性研究报告"), Material("验资报告"), Material("申请表"))
    (found,) = judged(MARKET, Guide("民办学校设立", materials=rows))
    assert found.verdict is Verdict.FAIL and found.quote == "验资报告"
    assert "可行性研究报告”“验资报告" in found.message


@pytest.mark.parametrize(
    ("guide", "verdict"),
    [
        (Guide("某事项", materials=(Material("验资报告"),), process=("可在中介服务超市选取",)), None),
        (Guide("某事项", materials=(Material("检测报告", source="市环境保护局出具"),)), None),
        (Guide("某事项", materials=(Material("节能报告"),)), Verdict.REVIEW),
        (Guide("房地产估价机构备案", materials=(Material("房地产估价报告"),)), None),
        (Guide("环境影响评价审批", materials=(Material("环境影响报告表"),)), Verdict.FAIL),
        (
            Guide("某事项", materials=(Material("验资报告"),), attachments=(Attachment("办事指南.pdf"),)),
            Verdict.REVIEW,
        ),
        (
            Guide("某事项", materials=(Material("验资报告"),), attachments=(Attachment("申请表.docx"),)),
            Verdict.FAIL,
        ),
    ],
)
def test_the_market_is_mentioned_anywhere(guide: Guide, verdict: Verdict | None) -> None:
    assert [one.verdict for one in judged(MARKET, guide)] == ([verdict] if verdict else [])
