"""What a night may and may not do to findings."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.demo import is_violation, stands_at
from checks.evidence import Item, UnitEvidence
from rules import all_rules
from storage.models import FindingRow
from tests.journeys.conftest import County, Finding, restored

pytestmark = pytest.mark.journey


LINKS = ("g-attachment-broken", "s-dead-link")
"""Rules that are sure only on a second day."""

COMPARING = {rule.id for rule in all_rules() if rule.looks_at in (Item, UnitEvidence)}
"""Rules that look at several channels together."""


def lasting(finding: dict[str, object]) -> dict[str, object]:
    """A finding without what every night may renew."""
    return {key: value for key, value in finding.items() if key != "last_seen"}


def as_row(finding: dict[str, object]) -> FindingRow:
    """An exported finding with the keys that a comparison with the truth looks at."""
    keys = ("rule", "verdict", "unit", "channel", "item_name", "quote")
    return FindingRow(**{key: finding[key] for key in keys})


def places(county: County, plant_id: str) -> list[dict[str, str]]:
    """Every place where one violation was planted."""
    return [plant for plant in county.sandbox.truth["plants"] if plant["id"] == plant_id]


def planted_by(county: County, rule: str = "", *, channels: set[str] | None = None) -> list[str]:
    """The plants of a rule that stand in guides, and on exactly these channels."""
    found: dict[str, set[str]] = {}
    for plant in county.sandbox.truth["plants"]:
        if plant["item_name"] and plant["rule"].startswith(rule):
            found.setdefault(plant["id"], set()).add(plant["channel"])
    return [plant_id for plant_id, stands_on in found.items() if channels in (None, stands_on)]


def five_of_few_units(county: County) -> list[str]:
    """Five wordings planted in guides, of as few units as can be: each unit's re-check takes its time."""
    units = {place["id"]: place["unit"] for place in county.sandbox.truth["plants"]}
    many = Counter(units[plant_id] for plant_id in planted_by(county, "c12"))
    ordered = sorted(planted_by(county, "c12"), key=lambda one: (-many[units[one]], units[one], one))
    assert len(ordered) >= 5
    return ordered[:5]


def numbers(county: County, *plant_ids: str) -> set[str]:
    """The findings on these plants."""
    planted = [place for place in county.sandbox.truth["plants"] if place["id"] in plant_ids]
    return {
        number
        for number, finding in county.by_id().items()
        if any(is_violation(as_row(finding), place) for place in planted)
    }


def test_every_planted_violation_is_found_and_no_look_alike_is_flagged(county: County) -> None:
    rows = [as_row(finding) for finding in county.findings()]
    planted, alike = county.sandbox.truth["plants"], county.sandbox.truth["lookalikes"]
    assert len(planted) >= 60
    assert len(alike) >= 60
    missed = [
        (plant["id"], plant["channel"])
        for plant in planted
        if not any(is_violation(row, plant) for row in rows)
    ]
    assert missed == []
    unplanted = [row for row in rows if not any(is_violation(row, plant) for plant in planted)]
    flagged = [row.quote for row in unplanted if any(stands_at(row, one) for one in alike)]
    assert flagged == []
    assert [(row.rule, row.item_name, row.quote) for row in unplanted] == []


def test_a_second_night_of_the_same_pages_changes_nothing_but_what_a_second_day_proves(
    county: County,
) -> None:
    before = [lasting(finding) for finding in county.findings() if finding["rule"] not in LINKS]
    ((events,),) = county.ask("SELECT count(*) FROM event")
    county.night("2026-03-03")
    after = county.findings()
    assert [lasting(finding) for finding in after if finding["rule"] not in LINKS] == before
    proven = [(finding["rule"], finding["verdict"]) for finding in after if finding["rule"] in LINKS]
    assert Counter(proven) == {
        ("g-attachment-broken", "fail"): 2, ("g-attachment-broken", "review"): 1, ("s-dead-link", "review"): 1,
    }  # fmt: skip
    assert county.ask("SELECT count(*) FROM event") == [(events + 3,)]
    (unchanged,) = county.ask("SELECT count(*) FROM visit WHERE status = 304")
    assert unchanged[0] > 100, "unchanged pages are not sent again"
    assert "没有变化" in county.night("2026-03-04")
    assert county.ask("SELECT finding_id, what, old, new FROM event WHERE number > ?", events + 3) == []


def test_a_recheck_after_fixing_five_guides_turns_exactly_those(county: County) -> None:
    chosen = five_of_few_units(county)
    before, expected = county.by_id(), numbers(county, *chosen)
    units = {before[number]["unit"] for number in expected}
    county.sandbox.fix(*chosen)
    for unit in sorted(units):
        county.zwaudit("recheck", "--unit", unit, "--as-of", "2026-03-03")
    after = county.by_id()
    assert {n for n, finding in after.items() if finding["status"] != before[n]["status"]} == expected
    assert {after[number]["status"] for number in expected} == {"已整改"}


def test_one_finding_is_rechecked_by_its_number(county: County) -> None:
    plant = planted_by(county, "c12-open-ended-material")[0]
    number = min(numbers(county, plant))
    county.sandbox.fix(plant)
    asked = len(county.sandbox.requests)
    said = county.zwaudit("recheck", "--finding", number, "--as-of", "2026-03-03")
    assert number in said
    assert "已整改" in said
    assert county.by_id()[number]["status"] == "已整改"
    pages = [hit for hit in county.sandbox.requests[asked:] if hit.path != "/robots.txt"]
    assert len(pages) <= 2, "a re-check fetches only what the finding needs"


def test_a_stopped_service_network_turns_nothing_rectified(county: County) -> None:
    before = county.by_id()
    county.sandbox.stop("service")
    said = county.night("2026-03-03", code=3)
    assert "河南政务服务网" in said
    assert "连接被拒绝" in said
    assert "不等于已整改" in said
    after = county.by_id()
    assert "已整改" not in county.statuses()
    for number, finding in before.items():
        if finding["channel"] == "service-network" or finding["rule"] in COMPARING:
            # Comparisons of the channels that were read go on.
            assert after[number]["status"] in ("待核实", "待复核")
            assert finding["rule"] in COMPARING or after[number]["status"] == "待核实"
        elif not finding["rule"].endswith("share-below"):
            assert after[number]["status"] == finding["status"]
    overview = (county.out / "reports" / "index.html").read_text(encoding="utf-8")
    assert "未能核验" in overview
    county.sandbox.start("service")
    county.night("2026-03-04")
    after = county.by_id()
    assert {number: after[number]["status"] for number in before} == {
        number: finding["status"] for number, finding in before.items()
    }


def test_sites_that_answer_with_errors_turn_nothing_rectified(county: County) -> None:
    """A notice of maintenance that says 200, and an interface that says 500; 403 is tried in the long tests."""
    before = county.statuses()
    county.sandbox.break_("portal", "maintenance")
    county.sandbox.break_("service", "500")
    said = county.night("2026-03-03", code=3)
    assert "示例县人民政府网" in said and "河南政务服务网" in said
    assert county.statuses()["已整改"] == 0
    assert county.statuses()["待核实"] > 0
    assert sum(county.statuses().values()) == sum(before.values())


def files_renamed(county: County, findings: dict[str, Finding]) -> set[str]:
    """A unit hands in its window guides under other names; its findings that stand in them.

    A unit with a finding on differences between channels, and without a guide that is told apart by its file.
    """
    window = {n: one for n, one in findings.items() if one["channel"] == "window"}
    units = {one["unit"] for one in window.values() if one["rule"] == "g-channels-differ"}
    unit = min(units - {one["unit"] for one in window.values() if one["rule"] == "c12-unreadable-guide"})
    for file in sorted(Path(county.sandbox.profile, "window-guides", unit).iterdir()):
        file.rename(file.with_name(f"新版{file.name}"))
    return {n for n, one in window.items() if one["unit"] == unit}


def test_a_redesigned_portal_and_renamed_files_rectify_nothing_and_keep_every_finding(county: County) -> None:
    before = county.by_id()
    assert files_renamed(county, before)
    county.sandbox.redesign("modern")
    county.night("2026-03-03")
    after = county.by_id()
    assert "已整改" not in county.statuses()
    assert {number: after[number]["status"] for number in before} == {
        number: finding["status"] for number, finding in before.items()
    }


@dataclass(frozen=True)
class Story:
    """Two nights on which several things happened at once, each to guides of its own."""

    mended: str
    half: dict[str, str]
    """The findings of one violation by channel: it was put right on the portal alone."""
    taken_down: str
    moved: str
    """The item whose page has a new address."""
    first: dict[str, Finding]
    second: dict[str, Finding]
    third: dict[str, Finding]


@pytest.fixture(scope="module")
def story(first_night: Path) -> Story:
    """A wording is mended and comes back, another on one channel only; a page and a list go, a page moves."""
    with restored(first_night) as county:
        first = county.by_id()
        fixed, *_ = planted_by(county, "c12-open-ended-material")
        gone, *_ = [one for one in planted_by(county, "c12", channels={"portal"}) if one != fixed]
        left = next(
            one
            for one in planted_by(county, "c12-open-ended-material")
            if one != fixed
            and {"portal", "service-network"} <= {place["channel"] for place in places(county, one)}
        )
        half = {first[number]["channel"]: number for number in numbers(county, left)}
        busy = {places(county, one)[0]["item_name"] for one in (fixed, gone, left)}
        moved = next(
            place["item_name"]
            for one in planted_by(county, channels={"portal"})
            for place in places(county, one)
            if place["item_name"] not in busy
        )
        mended, taken_down = min(numbers(county, fixed)), min(numbers(county, gone))
        county.sandbox.fix(fixed)
        county.sandbox.fix(left, channel="portal")
        county.sandbox.take_down(places(county, gone)[0]["item_name"])
        county.sandbox.take_down("commitment-list")
        county.sandbox.move(moved)
        county.night("2026-03-03")
        second = county.by_id()
        county.sandbox.unfix(fixed)
        county.night("2026-03-04")
        return Story(mended, half, taken_down, moved, first, second, county.by_id())


def test_a_moved_page_keeps_its_findings(story: Story) -> None:
    def of_item(night: dict[str, Finding]) -> dict[str, str]:
        kept = {n: one for n, one in night.items() if one["rule"] != "s-dead-link"}
        return {n: one["status"] for n, one in kept.items() if one["item_name"] == story.moved}

    assert of_item(story.first)
    assert of_item(story.first) == of_item(story.second) == of_item(story.third)


def test_a_page_taken_down_is_gone_after_a_second_day_and_never_rectified(story: Story) -> None:
    assert story.second[story.taken_down]["status"] == "待核实"
    assert story.third[story.taken_down]["status"] == "页面已取消"


def test_a_violation_that_comes_back_is_a_relapse_of_the_same_finding(story: Story) -> None:
    assert story.second[story.mended]["status"] == "已整改"
    assert story.third[story.mended]["status"] == "复发"
    assert story.third[story.mended]["reopened"] == 1


def test_a_list_that_is_taken_down_is_reported_missing_and_rectifies_nothing(story: Story) -> None:
    marks = {n for n, finding in story.first.items() if finding["rule"] == "c03-commitment-unmarked"}
    assert marks
    assert "c03-list-missing" in {finding["rule"] for finding in story.second.values()}
    assert {story.second[number]["status"] for number in marks} <= {"待核实", "待复核"}


def test_what_is_put_right_on_one_channel_is_to_be_done_on_the_others(story: Story) -> None:
    for night in (story.second, story.third):
        statuses = {channel: night[number]["status"] for channel, number in story.half.items()}
        assert statuses.pop("portal") == "已整改"
        assert statuses and set(statuses.values()) == {"待复核"}


def test_only_what_was_mended_is_rectified(story: Story) -> None:
    mended = [story.first[one] for one in (story.mended, story.half["portal"])]
    rectified = [one for one in story.second.values() if one["status"] == "已整改"]
    assert {(one["quote"], one["item_name"]) for one in rectified} == {
        (one["quote"], one["item_name"]) for one in mended
    }
    assert set(story.first) <= set(story.second) <= set(story.third), "nothing is ever lost"
