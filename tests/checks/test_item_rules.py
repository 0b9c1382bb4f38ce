"""A rule that looks at an item: one question over all channels, an answer for each guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from audit.judging import whole_comparisons
from checks.engine import judge
from checks.evidence import Channel, Guide, Item, Unit
from checks.gather import gathered
from checks.outcome import Outcome, Ruling, Severity, Verdict
from checks.rule import Rule
from checks.subject import guide_subject

PORTAL = Guide("临时救助", unit="民政局", channel=Channel.PORTAL, phone="0377-1")
NETWORK = replace(PORTAL, item_name="临时救助对象认定", channel=Channel.SERVICE_NETWORK)
WINDOW = replace(PORTAL, item_name="内乡县临时救助办事指南", channel=Channel.WINDOW, phone="0377-2")
COUNTY = gathered("内乡县", [Unit("民政局")], [WINDOW, PORTAL, NETWORK])


def differing(item: Item) -> Iterator[Outcome]:
    """A telephone number that the first guide does not have."""
    for guide in item.guides[1:]:
        if guide.phone != item.guides[0].phone:
            yield Outcome.fail("phone", guide.phone, subject=guide_subject(guide))


def broken(item: Item) -> Iterator[Outcome]:
    raise KeyError(item.name)


def rule(check: Callable[[Item], Iterator[Outcome]]) -> Rule:
    return Rule(
        "g-phones-differ", "附加", "电话不一致", Severity.S3, Item, check, says="{quote}", advice="请核对"
    )


def test_the_guides_of_a_county_are_gathered_by_item() -> None:
    (item,) = COUNTY.items
    assert item.guides == (NETWORK, PORTAL, WINDOW)


def test_each_guide_is_answered_for() -> None:
    found = {ruling.subject.channel: ruling.verdict for ruling in judge(COUNTY, [rule(differing)])}
    assert found == {
        Channel.WINDOW: Verdict.FAIL,
        Channel.PORTAL: Verdict.PASS,
        Channel.SERVICE_NETWORK: Verdict.PASS,
    }


def test_a_crash_passes_nobody() -> None:
    (ruling,) = judge(COUNTY, [rule(broken)])
    assert ruling.verdict is Verdict.REVIEW


def test_a_rule_that_does_not_speak_of_it_says_so_for_every_guide() -> None:
    silent = replace(rule(differing), applies=lambda item: False)
    assert [ruling.verdict for ruling in judge(COUNTY, [silent])] == [Verdict.NOT_APPLICABLE] * 3


@pytest.mark.parametrize(("unread", "left"), [({}, 3), ({"司法局": "超时"}, 3), ({"民政局": "超时"}, 1)])
def test_no_comparison_passes_where_a_guide_was_not_read(unread: dict[str, str], left: int) -> None:
    rules = [rule(differing)]
    rulings: list[Ruling] = list(whole_comparisons(rules, judge(COUNTY, rules), unread))
    assert len(rulings) == left and any(ruling.verdict is Verdict.FAIL for ruling in rulings)
