"""How to book with a unit, and the telephones of a township's hall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import (
    Article,
    Channel,
    CountyEvidence,
    Guide,
    Page,
    PageKind,
    Searched,
    Section,
    Unit,
)
from checks.outcome import Judgement, Verdict
from checks.text.booking import bookings_in
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}


def judged(rule: str, county: CountyEvidence) -> list[Judgement]:
    return [one for ruling in judge(county, (RULES[rule],)) for one in ruling.judgements]


@pytest.mark.parametrize(
    ("text", "ways", "faulty"),
    [
        ("预约电话：0377-65330000", ["0377-65330000"], False),
        ("可电话预约（65330000）", ["65330000"], False),
        ("预约电话：0377-653300", ["0377-653300"], True),
        ("预约电话：0377-653300、0377-65330001", ["0377-65330001"], False),
        ("登录河南政务服务网预约", ["服务网"], False),
        ("网上预约：https://example.gov.cn/book", ["网上"], False),
        ("是否支持预约办理：是", ["支持预约"], False),
        ("是否支持预约办理：否", [], False),
        ("无需预约，直接到窗口", [], False),
        ("预约：不支持", [], False),
        ("预约挂号电话：0377-653300", [], False),
        ("咨询电话：0377-653300", [], False),
        ("", [], False),
    ],
)
def test_ways_to_book(text: str, ways: list[str], faulty: bool) -> None:
    found = list(bookings_in(text))
    assert [one.printed for one in found] == ways
    assert any(one.fault for one in found) is faulty


WATER = Unit("水利局")
GUIDE = Guide("取水许可", unit="水利局", phone="0377-65330000")
BOOK = Section("预约电话", "0377-65330001")
WRONG = Section("预约电话", "0377-653300")


@pytest.mark.parametrize(
    ("county", "verdicts"),
    [
        pytest.param(
            CountyEvidence(units=(WATER,), guides=(GUIDE, GUIDE)), [Verdict.REVIEW], id="once a unit"
        ),
        pytest.param(CountyEvidence(units=(WATER,)), [], id="nothing was read"),
        pytest.param(
            CountyEvidence(units=(WATER,), guides=(GUIDE, replace(GUIDE, sections=(BOOK,)))),
            [],
            id="one guide",
        ),
        pytest.param(
            CountyEvidence(units=(WATER,), guides=(replace(GUIDE, sections=(WRONG,)),)),
            [Verdict.FAIL],
            id="cannot be dialled",
        ),
        pytest.param(
            CountyEvidence(units=(WATER,), guides=(replace(GUIDE, sections=(WRONG, BOOK)),)),
            [],
            id="another can be dialled",
        ),
        pytest.param(
            CountyEvidence(
                units=(WATER,), guides=(GUIDE,), pages=(Page(PageKind.OTHER, "政务大厅网上预约"),)
            ),
            [],
            id="the portal, for all",
        ),
        pytest.param(
            CountyEvidence(units=(WATER,), guides=(GUIDE,), articles=(Article("婚姻登记预约通知"),)),
            [Verdict.REVIEW],
            id="another unit's booking",
        ),
        pytest.param(
            CountyEvidence(units=(Unit("水利局", "township"),), guides=(GUIDE,)), [], id="a township"
        ),
    ],
)
def test_booking_is_published(county: CountyEvidence, verdicts: list[Verdict]) -> None:
    assert [one.verdict for one in judged("c10-booking-unpublished", county)] == verdicts


TOWN = Unit("灌涨镇", "township")
LOW = Guide("低保初审", unit="灌涨镇", phone="0377-65330000", complaint_phone="0377-65330001")
PORTAL = (Searched(Channel.PORTAL, 120),)


@pytest.mark.parametrize(
    ("changes", "verdicts"),
    [
        pytest.param({}, [], id="both"),
        pytest.param({"complaint_phone": "12345"}, [], id="a hotline"),
        pytest.param({"phone": "12345", "complaint_phone": "12345"}, [], id="one hotline for both"),
        pytest.param({"complaint_phone": "0377-65330000"}, [Verdict.REVIEW], id="one number for both"),
        pytest.param({"complaint_phone": "0377-653300"}, [Verdict.FAIL], id="cannot be dialled"),
        pytest.param({"complaint_phone": ""}, [Verdict.REVIEW], id="none for complaints"),
        pytest.param({"phone": "", "complaint_phone": ""}, [Verdict.REVIEW] * 2, id="none"),
        pytest.param(
            {"phone": "咨询电话0377-65330000，监督投诉电话0377-65330002", "complaint_phone": ""},
            [],
            id="both in one field",
        ),
    ],
)
def test_a_township_publishes_two_telephones(changes: dict[str, str], verdicts: list[Verdict]) -> None:
    county = CountyEvidence(units=(TOWN,), guides=(replace(LOW, **changes),))  # type: ignore[arg-type]
    assert [one.verdict for one in judged("t08-phones", county)] == verdicts


def test_an_article_counts_and_a_silent_portal_accuses_nobody() -> None:
    article = Article("公告", "咨询电话：0377-65330000；投诉电话：0377-65330001", unit="灌涨镇")
    county = CountyEvidence(units=(TOWN, WATER), articles=(article,), searched=PORTAL)
    assert not judged("t08-phones", county)
    assert len(judged("t08-phones", replace(county, articles=()))) == 2
    assert not list(judge(replace(county, searched=()), (RULES["t08-phones"],)))
