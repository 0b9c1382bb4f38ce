"""How to rate a service or to complain must stand in the guide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import Attachment, Channel, CountyEvidence, Guide, Material, Section
from checks.outcome import Verdict
from rules import all_rules

RULE = next(rule for rule in all_rules() if rule.id == "c08-channel-unpublished")
GUIDE = Guide(
    "临时救助",
    unit="民政局",
    legal_basis=("《社会救助暂行办法》第九条",),
    conditions=("具有本县户籍",),
    materials=(Material("申请表"),),
    process=("申请", "受理"),
    fees="不收费",
    phone="0377-65330000",
)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        pytest.param({}, Verdict.FAIL, id="nothing at all"),
        pytest.param({"complaint_phone": "无"}, Verdict.FAIL, id="none, in so many words"),
        pytest.param({"complaint_phone": "12345"}, Verdict.PASS, id="a hotline"),
        pytest.param({"evaluation_entry": True}, Verdict.PASS, id="an entry on the page"),
        pytest.param({"phone": "咨询0377-65330000，投诉0377-65330001"}, Verdict.PASS, id="both in one field"),
        pytest.param({"sections": (Section("服务评价", "扫码"),)}, Verdict.PASS, id="a code"),
        pytest.param(
            {"sections": (Section("备注", "办理环境影响评价的另附"),)}, Verdict.FAIL, id="another rating"
        ),
        pytest.param(
            {"sections": (Section("备注", "事后监督管理"),)}, Verdict.FAIL, id="another supervision"
        ),
        pytest.param({"attachments": (Attachment("办事指南.pdf"),)}, Verdict.REVIEW, id="may be attached"),
        pytest.param({"channel": Channel.SERVICE_NETWORK}, Verdict.NOT_APPLICABLE, id="template not seen"),
        pytest.param(
            {"channel": Channel.SERVICE_NETWORK, "evaluation_entry": False}, Verdict.FAIL, id="page seen"
        ),
        pytest.param({"unreadable": "页面为图片"}, Verdict.NOT_APPLICABLE, id="a picture"),
        pytest.param(
            {"materials": (), "process": (), "conditions": (), "legal_basis": (), "fees": ""},
            Verdict.NOT_APPLICABLE,
            id="a fragment",
        ),
    ],
)
def test_how_to_rate_is_told(changes: dict[str, object], verdict: Verdict) -> None:
    guide = replace(GUIDE, **changes)  # type: ignore[arg-type]
    (ruling,) = judge(CountyEvidence(guides=(guide,)), (RULE,))
    assert ruling.verdict is verdict
