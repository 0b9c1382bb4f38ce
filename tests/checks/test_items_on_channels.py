"""The same item on several channels: what joins, what keeps apart, and what is only likely."""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.evidence import Channel, Guide, Item
from checks.items import items_of

SHARED = Path(os.environ.get("ZWAUDIT_SHARED", Path(__file__).parents[3] / "shared"))
RECORDS = SHARED / "real-guides/platform-records.jsonl"
PAIRS = Path(__file__).with_name("item_pairs.txt")
HELD = Path(__file__).with_name("item_pairs_held.txt")

UNIT = "民政局"
NETWORK, PORTAL, WECHAT, WINDOW = Channel.SERVICE_NETWORK, Channel.PORTAL, Channel.WECHAT, Channel.WINDOW

# Invented codes of one unit: the catalogue's digits differ in the sub-item.
CODE = "1141132500600000164000511001000"
OTHER = "1141132500600000164000511002000"
OTHER_UNITS_CREDIT_CODE = "11410821005677264N4000511001000"


def guide(name: str, channel: Channel = PORTAL, code: str = "", unit: str = UNIT) -> Guide:
    return Guide(name, code, unit, channel)


def named(items: tuple[Item, ...]) -> list[list[str]]:
    return [[one.item_name for one in item.guides] for item in items]


def two(one: Guide, other: Guide) -> tuple[bool, bool, str]:
    """Are two guides joined, is it doubtful, and why."""
    items = items_of([one, other], county="内乡县")
    same = len(items) == 1
    doubts = [] if same else [match.reason for match in items[0].unsure]
    return same, bool(doubts), items[0].matches[0].reason if same else "".join(doubts)


def test_four_channels_one_item() -> None:
    guides = [
        guide("临时救助", WINDOW),
        guide("临时救助对象认定", NETWORK, CODE),
        guide("内乡县临时救助办事指南", PORTAL),
        guide("临时救助申请审批", WECHAT),
    ]
    (item,) = items_of(guides, county="内乡县")
    assert (item.unit, item.name, item.code) == (UNIT, "临时救助对象认定", CODE)
    assert {one.channel for one in item.guides} == {NETWORK, PORTAL, WECHAT, WINDOW}
    assert all(match.sure and match.reason for match in item.matches) and not item.unsure


@pytest.mark.parametrize(
    ("code", "other", "reason"),
    [
        pytest.param(CODE, CODE, "实施编码相同", id="implementation"),
        pytest.param(CODE + "01", CODE + "01", "业务办理项编码相同", id="handling"),
        pytest.param(CODE, CODE + "01", "实施编码相同", id="a handling item of it"),
        pytest.param(CODE, "000511001000", "单位和基本编码相同", id="catalogue alone"),
        pytest.param(CODE, OTHER_UNITS_CREDIT_CODE, "单位和基本编码相同", id="another credit code"),
        pytest.param("005677264XK46177001", "005677264XK46177001", "地方编码相同", id="local"),
        pytest.param(f"{CODE}｜005677264XK46177001", "005677264XK46177001", "地方编码相同", id="a pair"),
        pytest.param(CODE, f" {CODE[:18]} {CODE[18:]}", "实施编码相同", id="careless spelling"),
    ],
)
def test_codes_join_whatever_the_names(code: str, other: str, reason: str) -> None:
    assert two(guide("甲事项", PORTAL, code), guide("乙事务", WINDOW, other)) == (True, False, reason)


@pytest.mark.parametrize(
    ("code", "other"),
    [
        pytest.param(CODE, OTHER, id="implementation"),
        pytest.param(CODE + "01", CODE + "02", id="two handling items"),
        pytest.param(CODE, CODE.replace("164000", "165000"), id="another level"),
        pytest.param("005677264XK46177001", "005677264XK46177002", id="local"),
        pytest.param(CODE, "000511002000", id="another catalogue code"),
    ],
)
def test_contradicting_codes_keep_equal_names_apart(code: str, other: str) -> None:
    assert two(guide("临时救助", PORTAL, code), guide("临时救助", WINDOW, other)) == (False, False, "")


def test_a_name_that_two_codes_share_decides_nothing() -> None:
    guides = [guide("临时救助", NETWORK, CODE), guide("临时救助", NETWORK, OTHER), guide("临时救助", WINDOW)]
    items = items_of(guides)
    assert len(items) == 3
    window = next(item for item in items if item.guides[0].channel is WINDOW)
    assert [match.guide.item_code for match in window.unsure] == [CODE, OTHER]
    assert all("不同的编码" in match.reason for match in window.unsure)


def test_a_chain_of_names_never_joins_contradicting_codes() -> None:
    guides = [
        guide("甲类补贴", NETWORK, CODE),
        guide("甲类补贴", PORTAL, "005677264XK46177001"),
        guide("乙类补贴", WECHAT, "005677264XK46177001"),
        guide("乙类补贴", NETWORK, OTHER),
    ]
    assert sorted(len(item.guides) for item in items_of(guides)) == [1, 1, 2]


def test_an_implementation_code_over_two_handling_items() -> None:
    guides = [guide("一", NETWORK, CODE + "01"), guide("二", NETWORK, CODE + "02"), guide("三", WINDOW, CODE)]
    items = items_of(guides)
    assert len(items) == 3
    assert len(next(item for item in items if item.name == "三").unsure) == 2
    by_name = [*guides[:2], guide("二", WINDOW, CODE)]
    assert sorted(len(item.guides) for item in items_of(by_name)) == [1, 2]


def test_confirming_and_paying_are_two_items_and_the_bare_name_is_unsure() -> None:
    guides = [guide("临时救助认定", NETWORK), guide("临时救助给付", PORTAL), guide("临时救助", WINDOW)]
    assert len(items_of(guides)) == 3
    assert two(guide("临时救助认定", NETWORK), guide("临时救助", WINDOW))[0]


def test_what_one_channel_names_twice_is_two_items() -> None:
    guides = [guide("发票申领", PORTAL), guide("发票审核", PORTAL), guide("发票办理", WINDOW)]
    items = items_of(guides)
    assert len(items) == 3
    assert len(next(item for item in items if item.name == "发票办理").unsure) == 2


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("经营性公墓建设审批", "建设经营性公墓审批", "次序"),
        ("食品经营许可", "食品经营许可（首次）", "一处写明“首次”"),
        ("建筑业企业资质认定", "建筑业企业资质认定（专业承包）", "一处限于“专业承包”"),
        ("超限运输许可", "公路超限运输许可", "少几个字"),
    ],
)
def test_a_guess_is_told_and_never_joins(one: str, other: str, reason: str) -> None:
    same, doubtful, said = two(guide(one, PORTAL), guide(other, WINDOW))
    assert not same and doubtful and reason in said
    assert two(guide(one, PORTAL), guide(other, PORTAL))[:2] == (False, False), "on one channel they are two"


def test_a_misprinted_code_is_a_guess() -> None:
    wrong = CODE.replace("0", "O", 1)
    same, doubtful, said = two(guide("甲事项", NETWORK, CODE), guide("乙事务", WINDOW, wrong))
    assert not same and doubtful and "编码疑有误" in said


def test_units_keep_apart_and_the_code_finds_the_unit() -> None:
    apart = items_of([guide("临时救助", unit="城关镇"), guide("临时救助", WINDOW, unit="师岗镇")])
    assert len(apart) == 2 and not any(item.unsure for item in apart)
    (item,) = items_of([guide("甲", NETWORK, CODE), guide("乙", WINDOW, CODE, unit="")])
    assert item.unit == UNIT
    items = items_of([guide("甲", NETWORK, CODE), guide("乙", WINDOW, CODE, unit="残联")])
    assert len(items) == 2 and "单位不同" in items[0].unsure[0].reason
    items = items_of([guide("甲事项", NETWORK), guide("甲事项", WINDOW, unit="")])
    assert len(items) == 2 and "归属待定" in items[0].unsure[0].reason


def test_nothing_named_joins_nothing() -> None:
    assert len(items_of([guide("", PORTAL), guide("", WINDOW)])) == 2
    assert len(items_of([guide("办理指南", PORTAL), guide("（承诺件）", WINDOW)])) == 2
    assert items_of([]) == ()


NAMES = ["临时救助", "临时救助认定", "临时救助给付", "临时救助（首次）", "取水许可", "取水许可变更", ""]
CODES = ["", "", CODE, OTHER, CODE + "01", CODE + "02", "000511001000", CODE.replace("0", "O", 1)]
guides_of_units = st.builds(
    guide,
    st.sampled_from(NAMES),
    st.sampled_from(list(Channel)),
    st.sampled_from(CODES),
    st.sampled_from(["", UNIT, "残联"]),
)


@settings(max_examples=300)
@given(st.lists(guides_of_units, max_size=9), st.randoms())
def test_any_order_gives_the_same_items(guides: list[Guide], chance: random.Random) -> None:
    items = items_of(guides)
    shuffled = guides.copy()
    chance.shuffle(shuffled)
    assert items_of(shuffled) == items
    placed = [one for item in items for one in item.guides]
    assert sorted(map(repr, placed)) == sorted(map(repr, guides)), "each guide is of exactly one item"


def pairs(file: Path) -> list[tuple[bool, str, str]]:
    lines = [line for line in file.read_text("utf-8").splitlines() if line[:1] in ("+", "-")]
    return [(line[0] == "+", *map(str.strip, line[1:].split("|"))) for line in lines]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("file", "least", "recall"),
    [pytest.param(PAIRS, 300, 0.95, id="tuned"), pytest.param(HELD, 60, 0.7, id="held back")],
)
def test_labelled_pairs(file: Path, least: int, recall: float) -> None:
    found = [(same, *two(guide(one, PORTAL), guide(other, WINDOW))[:2]) for same, one, other in pairs(file)]
    assert len(found) >= least
    joined = [same for same, together, _ in found if together]
    assert all(joined), "a wrong join would accuse a unit"
    assert len(joined) / sum(same for same, _, _ in found) >= recall
    doubtful = [same for same, _, unsure in found if unsure]
    assert len(doubtful) - sum(doubtful) <= 0.02 * len(found), "few wrong guesses for a reviewer"


def records() -> list[Guide]:
    rows = [json.loads(line) for line in RECORDS.read_text("utf-8").splitlines()]
    return [Guide(row["item_name"], row["item_code"], row["unit"], NETWORK, row["id"]) for row in rows]


@pytest.mark.skipif(not RECORDS.exists(), reason="the real records are not here")
def test_real_items_keep_apart() -> None:
    real = records()
    assert all(len(item.guides) == 1 for item in items_of(real))
    halves = [
        replace(one, item_code="", channel=(NETWORK, PORTAL)[place % 2]) for place, one in enumerate(real)
    ]
    items = items_of(halves)
    assert all(len({one.item_name for one in item.guides}) == 1 for item in items), "without codes too"
    assert sum(bool(item.unsure) for item in items) <= 0.02 * len(items)


@pytest.mark.skipif(not RECORDS.exists(), reason="the real records are not here")
def test_ten_thousand_guides_take_seconds() -> None:
    many = [
        replace(one, item_name=f"{one.item_name}（{batch}号）", item_code="")
        for batch in range(9)
        for one in records()
    ]
    started = perf_counter()
    assert items_of(many)
    assert perf_counter() - started < 60, "one second on a free machine"
