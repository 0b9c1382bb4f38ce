"""A rule that looks at an item: one question over all channels, an answer for each guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from audit.judging import siblings, whole_comparisons
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


ELSEWHERE = replace(PORTAL, item_name="医疗救助", channel=Channel.WINDOW)
"""An item of the same unit of which nothing was missed."""


@pytest.mark.parametrize(
    ("missed", "left"),
    [
        pytest.param([], 3, id="everything was read"),
        pytest.param([replace(PORTAL, channel=Channel.APP)], 0, id="a guide of the item was missed"),
        pytest.param([ELSEWHERE], 3, id="a guide of another item of the unit was missed"),
    ],
)
def test_nothing_is_compared_where_a_guide_of_the_item_was_not_read(missed: list[Guide], left: int) -> None:
    """Neither passes nor failures: what is no longer said may have been said against the missing guide."""
    rules = [rule(differing)]
    rulings: list[Ruling] = list(whole_comparisons(rules, judge(COUNTY, rules), siblings(COUNTY, missed)))
    assert len(rulings) == left


def test_rules_that_compare_nothing_are_not_touched() -> None:
    alone = replace(rule(differing), looks_at=Guide, check=lambda guide: ())
    missed = [replace(PORTAL, channel=Channel.APP)]
    assert len(list(whole_comparisons([alone], judge(COUNTY, [alone]), siblings(COUNTY, missed)))) == 3
