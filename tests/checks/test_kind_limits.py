"""Promised times, stars, shares: the value at the edge, one past it, and what is missing."""

from __future__ import annotations

import pytest

from checks.evidence import Channel, Guide, Unit, UnitEvidence
from checks.kinds.at_most import AtMost, StarAtLeast, WithinLegal
from checks.kinds.share import ShareOfInstant
from checks.outcome import Outcome, Verdict
from checks.text.durations import parse_limit


def said(outcomes: list[Outcome]) -> Verdict:
    verdicts = {outcome.verdict for outcome in outcomes}
    return Verdict.FAIL if Verdict.FAIL in verdicts else Verdict.REVIEW if verdicts else Verdict.PASS


@pytest.mark.parametrize(
    ("promised", "verdict"),
    [
        pytest.param("1个工作日", Verdict.PASS, id="one day is allowed"),
        pytest.param("2个工作日", Verdict.FAIL, id="two days are not"),
        pytest.param("当场办结", Verdict.PASS, id="on the spot"),
        pytest.param("24小时", Verdict.PASS, id="hours"),
        pytest.param("视情况而定", Verdict.REVIEW, id="a person must read it"),
        pytest.param("", Verdict.PASS, id="another rule asks for the promise"),
    ],
)
def test_at_most(promised: str, verdict: Verdict) -> None:
    assert said(list(AtMost(1)(Guide(promised=parse_limit(promised))))) is verdict


@pytest.mark.parametrize(
    ("star", "verdict"), [(2, Verdict.FAIL), (3, Verdict.PASS), (5, Verdict.PASS), (None, Verdict.PASS)]
)
def test_stars(star: int | None, verdict: Verdict) -> None:
    assert said(list(StarAtLeast(3)(Guide(star=star)))) is verdict


@pytest.mark.parametrize(
    ("promised", "legal", "verdict"),
    [
        pytest.param("20个工作日", "20个工作日", Verdict.PASS, id="equal"),
        pytest.param("21个工作日", "20个工作日", Verdict.FAIL, id="one more"),
        pytest.param("20个工作日", "30个自然日", Verdict.PASS, id="28 days at most"),
        pytest.param("30个工作日", "31个自然日", Verdict.FAIL, id="42 days are more than 31"),
        pytest.param("20日", "20个工作日", Verdict.REVIEW, id="unit unstated"),
        pytest.param("5个工作日", "", Verdict.PASS, id="no statutory limit printed"),
        pytest.param("1天", "5个工作日", Verdict.PASS, id="one day needs no unit"),
    ],
)
def test_within_the_statutory_limit(promised: str, legal: str, verdict: Verdict) -> None:
    guide = Guide(promised=parse_limit(promised), legal=parse_limit(legal))
    assert said(list(WithinLegal()(guide))) is verdict


def licence(name: str, handling: str, channel: Channel = Channel.PORTAL, code: str = "") -> Guide:
    return Guide(
        item_name=name,
        unit="水利局",
        item_type="行政许可",
        handling_type=handling,
        channel=channel,
        item_code=code,
    )


def share(*guides: Guide) -> list[Outcome]:
    return list(ShareOfInstant("行政许可", 60)(UnitEvidence(Unit("水利局"), guides)))


def test_share_at_the_edge() -> None:
    three, two = (
        [licence(f"甲{n}", "即办件") for n in range(3)],
        [licence(f"乙{n}", "承诺件") for n in range(2)],
    )
    assert not share(*three, *two)
    (outcome,) = share(*three[:2], *two)
    assert outcome.verdict is Verdict.FAIL
    assert (outcome.values["numerator"], outcome.values["denominator"]) == ("2", "4")
    assert outcome.values["share"] == "50.0"


def test_an_item_on_two_channels_counts_once() -> None:
    both = (
        licence("取水许可", "承诺件", Channel.SERVICE_NETWORK, "411325A"),
        licence("取水许可", "即办件", Channel.PORTAL),
        licence("采砂许可", "承诺件", Channel.WINDOW),
    )
    (outcome,) = share(*both)
    assert (outcome.values["numerator"], outcome.values["denominator"]) == ("0", "2")


def test_the_name_on_one_channel_may_be_longer() -> None:
    both = (
        licence("取水许可", "承诺件", Channel.SERVICE_NETWORK),
        licence("取水许可办事指南", "承诺件", Channel.WINDOW),
    )
    (outcome,) = share(*both)
    assert (outcome.values["denominator"], outcome.values["items"]) == ("1", "取水许可")


def test_unknown_kinds_leave_it_open_only_where_they_decide() -> None:
    (outcome,) = share(licence("甲", "即办件"), licence("乙", ""))
    assert outcome.verdict is Verdict.REVIEW
    (outcome,) = share(licence("甲", "承诺件"), licence("乙", "承诺件"), licence("丙", ""))
    assert outcome.verdict is Verdict.FAIL


def test_no_licence_no_verdict() -> None:
    assert not share(Guide(item_name="咨询", item_type="公共服务"))
