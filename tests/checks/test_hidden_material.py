"""Papers that conditions demand and the list of materials does not have."""

from __future__ import annotations

import pytest

from checks.engine import judge
from checks.evidence import CountyEvidence, Guide, Material
from checks.outcome import Severity, Verdict
from checks.text.demanded import demanded_in
from rules import all_rules

RULE = next(rule for rule in all_rules() if rule.id == "g-material-in-condition")


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("申请人须持身份证、户口簿原件到窗口办理", ["身份证", "户口簿"]),
        ("应当提供房屋权属证明、竣工验收备案证明", ["房屋权属证明", "竣工验收备案证明"]),
        ("单位委托检定的，应出具仲裁检定委托书。", ["仲裁检定委托书"]),
        ("凭死亡证明办理", ["死亡证明"]),
        ("须提供近三个月的经营流水台账", ["近三个月的经营流水台账"]),
        ("需要提供场地租赁合同", ["场地租赁合同"]),
        ("未提供身份证的不予受理", []),
        ("无需提供婚姻状况证明", []),
        ("由县级医院出具的诊断证明", []),
        ("取得营业执照", []),
        ("应当持有《道路运输经营许可证》", []),
        ("应当提供相关证明材料", []),
        ("应当向社会提供服务", []),
        ("提供虚假证明的，依法处理", []),
        ("受理机关应当出具受理通知书", []),
        ("行政机关应当提供申请书格式文本", []),
        ("", []),
    ],
)
def test_what_a_sentence_demands(text: str, papers: list[str]) -> None:
    found = list(demanded_in(text))
    assert [one.paper for one in found] == papers
    assert all(one.quote in text for one in found)


@pytest.mark.parametrize(
    ("rows", "missed"),
    [
        (["身份证"], ["无犯罪记录证明"]),
        (["无违法犯罪记录证明（派出所出具）"], []),
        (["身份证、无犯罪记录证明"], []),
        ([], None),
    ],
)
def test_the_list_is_searched_by_every_name(rows: list[str], missed: list[str] | None) -> None:
    guide = Guide(
        "保安员证",
        conditions=("须提供无犯罪记录证明，并提供无犯罪记录证明原件",),
        materials=tuple(map(Material, rows)),
    )
    (ruling,) = judge(CountyEvidence(guides=(guide,)), (RULE,))
    if missed is None:
        assert ruling.verdict is Verdict.NOT_APPLICABLE
    else:
        assert len(ruling.judgements) == len(missed)
        assert all((one.verdict, one.severity) == (Verdict.REVIEW, Severity.S4) for one in ruling.judgements)


def test_any_paper_of_identity_will_do() -> None:
    guide = Guide("取水许可变更", conditions=("应当持法定身份证明文件",), materials=(Material("营业执照"),))
    (ruling,) = judge(CountyEvidence(guides=(guide,)), (RULE,))
    assert ruling.verdict is Verdict.PASS
