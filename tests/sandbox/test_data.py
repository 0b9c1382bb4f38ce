"""The county's data: codes with right check characters, and nothing wrong that is not planted."""

import re
from collections import Counter
from itertools import product

import pytest

from sandbox import codes
from sandbox.load import county
from sandbox.model import PORTAL, Item, Unit
from sandbox.plants import edition, look_alikes, plants

ITEM_CODE = re.compile(r"(11419900[0-9A-HJ-NPQRTUWXY]{10})([45])(\d{12})")
TRAPS = re.compile(
    "其他|其它|有关|相关|必要时|视情|视具体|根据需要|等材料|等资料|为准|包括但不限于|按规定|按要求"
)
LATIN = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, place, 31) for place in range(17)]
HARMLESS = {"镇相关站所办理"}
ITEMS = list(county().items())
UNITS = county().units


def ident(value: object) -> str:
    return str(getattr(value, "name", value))


def checked(code: str) -> bool:
    """GB 32100, reckoned from the whole code: the sum with the check character is a multiple of 31."""
    total = sum(LATIN.index(sign) * weight for sign, weight in zip(code[:17], WEIGHTS, strict=True))
    return (total + LATIN.index(code[17])) % 31 == 0


def test_the_county_is_as_large_as_it_says() -> None:
    assert len([unit for unit in UNITS if unit.kind == "department"]) == 14
    assert len([unit for unit in UNITS if unit.kind == "township"]) == 4
    assert len(ITEMS) >= 150
    assert len({(item.unit, item.name) for item in ITEMS}) == len({item.code for item in ITEMS}) == len(ITEMS)
    assert len({item.number for item in ITEMS}) == len(ITEMS)


def test_the_known_fixture_has_its_published_check_characters() -> None:
    assert codes.organisation_code("00567726") == "005677264"
    assert codes.credit_code("410821", "00567726") == "11410821005677264N"


@pytest.mark.parametrize("unit", UNITS, ids=ident)
def test_units_have_valid_codes(unit: Unit) -> None:
    assert checked(unit.credit_code)
    assert codes.organisation_code(unit.credit_code[8:16]) == unit.credit_code[8:17]


@pytest.mark.parametrize("item", ITEMS, ids=ident)
def test_items_have_valid_codes(item: Item) -> None:
    found = ITEM_CODE.fullmatch(item.code)
    assert found
    unit = county().unit(item.unit)
    assert found[1] == unit.credit_code
    assert found[2] == ("5" if unit.kind == "township" else "4")
    assert found[3][2:4] == codes.TYPE_DIGITS[item.type]
    assert re.fullmatch(r"0377-0000\d{4}", item.phone) and item.phone != item.complaint


def days(limit: str) -> float:
    """A limit in days; what is done at once takes half a day, a month thirty."""
    number = re.match(r"[\d.]+", limit)
    if not number:
        assert limit in ("当场办结", "即时办结"), limit
        return 0.5
    return float(number[0]) * (30 if "月" in limit else 1)


@pytest.mark.parametrize("item", ITEMS, ids=ident)
def test_an_item_is_clean_before_anything_is_planted(item: Item) -> None:
    assert days(item.promised) <= (1 if item.handling == "即办件" else 2)
    assert days(item.promised) <= max(days(item.legal), 1)
    assert int(item.star) >= 3
    texts = [*item.conditions, *item.process, *item.remarks, *(row.name for row in item.materials)]
    assert not [text for text in (*texts, *(row.note for row in item.materials)) if TRAPS.search(text)]


def test_shares_of_permits_handled_at_once_stand_at_the_edges() -> None:
    def share(unit: Unit, fixed: frozenset[str]) -> float | None:
        seen = [edition(item, PORTAL, fixed) for item in unit.items if item.type == "行政许可"]
        return sum(item.handling == "即办件" for item in seen) / len(seen) if seen else None

    none, every = frozenset[str](), frozenset(plant.id for plant in plants())
    now = {unit.name: share(unit, none) for unit in UNITS}
    low = {plant.change.unit for plant in plants() if plant.rule == "c09-instant-share-below"}
    assert {name for name, value in now.items() if value is not None and value < 0.6} == low
    assert len(low) == 2
    assert [name for name, value in now.items() if value == 0.6] == ["自然资源局"]
    repaired = [share(unit, every) for unit in UNITS]
    assert all(value is None or value >= 0.6 for value in repaired)


def test_no_cancelled_proof_is_asked_for_unless_planted() -> None:
    cancelled = {row[1] for row in county().list_of("cancelled-list").rows}
    for item, proof in product(ITEMS, cancelled):
        assert not any(proof in row.name for row in item.materials), (item.name, proof)


def test_every_pair_of_the_commitment_list_is_marked_unless_planted() -> None:
    pairs = {(row[1], row[2]) for row in county().list_of("commitment-list").rows}
    marked = {(item.name, row.name) for item in ITEMS for row in item.materials if row.mark}
    assert marked == pairs


def test_plants_touch_what_they_name() -> None:
    items = {(item.unit, item.name): item for item in ITEMS}
    for change in (*(plant.change for plant in plants()), *(alike.change for alike in look_alikes())):
        for channel in change.channels if change.item else ():
            item = items[change.unit, change.item]
            assert channel in item.channels, change.id
            of_material = change.field in ("mark", "material-note", "drop")
            assert not of_material or change.of in {row.name for row in item.materials}, change.id


def test_a_planted_text_stands_nowhere_else() -> None:
    planted = {
        plant.change.text: plant.change
        for plant in plants()
        if plant.change.field in ("material", "condition")
    }
    for item in ITEMS:
        for channel in item.channels:
            for quote, change in ((change.quote, change) for change in planted.values()):
                here = (change.unit, change.item) == (item.unit, item.name) and channel in change.channels
                assert (quote in edition(item, channel).cells()) == here, (change.id, item.name, channel)


def test_channels_agree_except_where_something_is_planted() -> None:
    changed = Counter(plant.change.item for plant in plants()) + Counter(
        alike.change.item for alike in look_alikes()
    )
    flipped = {name for plant in plants() for name in plant.items}
    for item in ITEMS:
        if item.name not in changed and item.name not in flipped:
            assert {edition(item, channel) for channel in item.channels} == {item}
