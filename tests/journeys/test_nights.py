"""What a night may and may not do to findings."""

from collections import Counter

import pytest

from audit.demo import is_violation, stands_at
from checks.evidence import Item, UnitEvidence
from rules import all_rules
from storage.models import FindingRow
from tests.journeys.conftest import County

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


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
    assert "没有变化" in county.night("2026-03-04")
    assert county.ask("SELECT count(*) FROM event") == [(events + 3,)]


def test_unchanged_pages_are_not_sent_again(county: County) -> None:
    county.night("2026-03-03")
    (unchanged,) = county.ask("SELECT count(*) FROM visit WHERE status = 304")
    assert unchanged[0] > 100


def test_a_recheck_after_fixing_five_guides_turns_exactly_those(county: County) -> None:
    chosen = planted_by(county, "c12")[:5]
    assert len(chosen) == 5
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


@pytest.mark.parametrize("how", ["500", "403", "maintenance"])
def test_a_broken_portal_turns_nothing_rectified(county: County, how: str) -> None:
    before = county.statuses()
    county.sandbox.break_("portal", how)
    said = county.zwaudit("audit", "--as-of", "2026-03-03", code=3)
    assert "示例县人民政府网" in said
    assert county.statuses()["已整改"] == 0
    assert county.statuses()["待核实"] > 0
    assert sum(county.statuses().values()) == sum(before.values())


def test_a_redesigned_portal_rectifies_nothing_and_keeps_every_finding(county: County) -> None:
    before = county.by_id()
    county.sandbox.redesign("modern")
    county.night("2026-03-03")
    after = county.by_id()
    assert "已整改" not in county.statuses()
    assert {number: after[number]["status"] for number in before} == {
        number: finding["status"] for number, finding in before.items()
    }


def test_a_moved_page_keeps_its_findings(county: County) -> None:
    plant = planted_by(county, channels={"portal"})[0]
    before = county.by_id()
    county.sandbox.move(places(county, plant)[0]["item_name"])
    county.night("2026-03-03")
    there = {number for number, finding in county.by_id().items() if finding["rule"] != "s-dead-link"}
    assert there == set(before)
    assert "已整改" not in county.statuses()


def test_a_page_taken_down_is_gone_after_a_second_day_and_never_rectified(county: County) -> None:
    plant = planted_by(county, "c12", channels={"portal"})[0]
    number = min(numbers(county, plant))
    county.sandbox.take_down(places(county, plant)[0]["item_name"])
    county.night("2026-03-03")
    assert county.by_id()[number]["status"] == "待核实"
    county.night("2026-03-04")
    assert county.by_id()[number]["status"] == "页面已取消"


def test_a_violation_that_comes_back_is_a_relapse_of_the_same_finding(county: County) -> None:
    plant = planted_by(county, "c12-open-ended-material")[0]
    number = min(numbers(county, plant))
    county.sandbox.fix(plant)
    county.night("2026-03-03")
    assert county.by_id()[number]["status"] == "已整改"
    county.sandbox.unfix(plant)
    county.night("2026-03-04")
    assert county.by_id()[number]["status"] == "复发"
    assert county.by_id()[number]["reopened"] == 1


def test_a_list_that_is_taken_down_is_reported_missing_and_rectifies_nothing(county: County) -> None:
    marks = {n for n, finding in county.by_id().items() if finding["rule"] == "c03-commitment-unmarked"}
    assert marks
    county.sandbox.take_down("commitment-list")
    county.night("2026-03-03")
    after = county.by_id()
    assert "c03-list-missing" in {finding["rule"] for finding in after.values()}
    assert {after[number]["status"] for number in marks} <= {"待核实", "待复核"}
