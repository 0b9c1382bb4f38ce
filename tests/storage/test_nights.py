"""The scars of peer systems (B10), each played as nights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from checks.engine import rule_on
from checks.evidence import Channel, Guide, ListKind, Unit
from checks.outcome import Ruling, Severity, Subject, Verdict
from checks.rule import Rule
from checks.subject import guide_subject, list_subject, unit_subject
from storage import issuing
from storage.database import transaction
from storage.life import What
from storage.night import is_crash
from storage.reasons import Reason
from tests.storage.nights import COUNTY, FIRST, RULE, SOURCE, Leaf, Stage, crashed, judgement

A, B = "https://www.example.gov.cn/a.html", "https://www.example.gov.cn/b.html"
BAD = Leaf(("其他需要提供的材料", "年满十八周岁"))
CLEAN = Leaf(("年满十八周岁",))
FEWER = frozenset({"materials", "process", "legal_basis", "location", "phone"})


@pytest.fixture
def stage(engine: Engine) -> Stage:
    return Stage(engine)


def test_01_the_same_evidence_twice_gives_no_event(stage: Stage) -> None:
    leaves = {A: BAD, B: replace(BAD, item="高龄津贴")}
    stage.play(0, leaves)
    before = stage.events()
    assert stage.play(0, leaves) == []
    assert stage.play(1, leaves) == []
    assert stage.events() == before == 2


@pytest.mark.parametrize("leaves", [{}, {A: Leaf(miss=Reason.TIMEOUT)}], ids=["empty run", "dead site"])
def test_02_an_empty_night_closes_nothing(stage: Stage, leaves: dict[str, Leaf]) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, leaves)
    assert stage.status() == "待核实"


def test_03_of_two_equal_texts_one_is_removed(stage: Stage) -> None:
    text = "其他有关材料"
    stage.play(0, {A: Leaf((text, "身份证", text))})
    assert [row.field for row in stage.rows()] == ["conditions[0]", "conditions[2]"]
    stage.play(1, {A: Leaf((text, "身份证"))})
    assert [(row.field, row.observed) for row in stage.rows()] == [
        ("conditions[0]", "present"),
        ("conditions[2]", "absent"),
    ]
    first, second = (row.fingerprint for row in stage.rows())
    assert second == f"{first}-2"


def test_04_a_text_that_moves_is_the_same_finding(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: replace(BAD, texts=("年满十八周岁", *BAD.texts))})
    stage.play(2, {A: replace(BAD, slot="materials")})
    assert stage.status() == "待复核"
    assert stage.only().field == "materials[0]"
    assert stage.history() == ["appeared", "moved"]


def test_05_a_small_edit_keeps_the_finding_and_ends_its_dismissal(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("dismissed", reason="已列明")
    assert stage.status() == "误报"
    applied = stage.play(1, {A: Leaf(("其他需要提供的有关材料", "年满十八周岁"))})
    assert [one.what for one in applied] == [What.EDITED]
    assert (stage.status(), stage.only().quote) == ("待复核", "其他需要提供的有关材料")
    assert stage.history()[-2:] == ["text-changed", "decision-lapsed"]


def test_05_a_confirmation_stays_through_an_edit(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("confirmed")
    stage.play(1, {A: Leaf(("其他需要提供的有关材料",))})
    assert stage.status() == "待整改"


def test_07_a_relaxed_rule_withdraws_and_rectifies_nothing(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN}, withdrawn=True)
    assert stage.status() == "已撤销"
    assert stage.only().fixed_at is None


def test_07_an_unchanged_page_is_never_rectified(stage: Stage) -> None:
    stage.play(0, {A: replace(BAD, content="same")})
    stage.play(1, {A: replace(CLEAN, content="same")})
    assert stage.status() == "已撤销"


def test_06_what_our_rules_find_again_is_no_relapse(stage: Stage) -> None:
    stage.play(0, {A: replace(BAD, content="same")})
    stage.play(1, {A: replace(CLEAN, content="same")})
    stage.play(2, {A: replace(BAD, content="same")})
    assert (stage.status(), stage.only().reopened) == ("待复核", 0)


def test_08_a_new_host_for_the_whole_portal_gives_no_new_finding(stage: Stage) -> None:
    stage.play(0, {A: BAD, B: replace(BAD, item="高龄津贴")})
    new = "https://new.example.gov.cn"
    stage.play(1, {f"{new}/1": BAD, f"{new}/2": replace(BAD, item="高龄津贴")}, visited=[A, B])
    assert [row.url.startswith(new) for row in stage.rows()] == [True, True]
    assert [row.observed for row in stage.rows()] == ["present", "present"]
    stage.play(2, {f"{new}/1": CLEAN, f"{new}/2": replace(CLEAN, item="高龄津贴")})
    assert set(stage.statuses().values()) == {"已整改"}


@pytest.mark.parametrize("reason", [one for one in Reason if not one.is_gone])
def test_09_whatever_was_not_read_is_unknown(stage: Stage, reason: Reason) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: Leaf(miss=reason)})
    assert stage.status() == "待核实"
    assert stage.only().observed_reason == reason.label
    stage.play(2, {A: BAD})
    assert (stage.status(), stage.only().reopened) == ("待复核", 0)


def test_09_a_picture_in_place_of_the_text_is_unknown(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: Leaf(unreadable="内容是图片")})
    assert stage.status() == "待核实"
    assert "图片" in stage.only().observed_reason


def test_10_a_redesign_that_empties_the_field_is_unknown(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: replace(CLEAN, fields=FEWER)})
    assert stage.status() == "待核实"


@pytest.mark.parametrize("place", [(SOURCE, ""), (SOURCE, "民政局")])
def test_10_a_suspect_night_closes_nothing(stage: Stage, place: tuple[str, str]) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN}, suspect={place: "上次读到指南 90 份，本次只有 12 份"})
    assert stage.status() == "待核实"
    stage.play(2, {A: CLEAN})
    assert stage.status() == "已整改"


def test_10_another_units_trouble_holds_nothing_up(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN}, suspect={(SOURCE, "司法局"): "一份也没有读到"})
    assert stage.status() == "已整改"


def test_12_an_older_fetch_never_overrides_a_newer_one(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN}, hour=6, recheck=True)
    assert stage.play(1, {A: BAD}, hour=0) == []
    assert stage.status() == "已整改"


def test_13_a_decision_made_during_a_run_is_kept(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("escalated", day=1, hour=1)
    stage.play(1, {A: BAD})
    assert stage.status() == "上级要素"


def test_14_dismissed_gone_and_back_is_still_dismissed(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("dismissed")
    stage.play(1, {A: CLEAN})
    assert stage.status() == "误报"
    stage.play(2, {A: BAD})
    assert stage.status() == "误报"


def test_15_a_dismissed_text_that_is_restored_is_dismissed_again(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("dismissed", reason="已列明")
    stage.play(1, {A: Leaf(("其他需要提供的有关材料",))})
    stage.play(2, {A: BAD})
    assert (stage.status(), stage.only().decided_reason) == ("误报", "已列明")


def test_16_fixed_and_back_is_a_relapse_with_its_history(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("confirmed")
    stage.play(1, {A: CLEAN})
    stage.play(2, {A: BAD})
    row = stage.only()
    assert (stage.status(), row.reopened, row.decided) == ("复发", 1, "confirmed")
    assert row.first_seen < row.last_seen
    assert stage.history() == ["appeared", "decided-confirmed", "absent", "reopened"]


def test_16_a_relapse_waits_for_the_next_list(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("confirmed")
    with transaction(stage.engine) as session:
        issuing.issue(
            session, COUNTY, "第一轮", due=date(2025, 7, 29), on=date(2025, 6, 5), who="王某", at=FIRST
        )
    stage.play(10, {A: CLEAN})
    stage.play(100, {A: BAD})
    assert stage.status() == "复发" and stage.only().due is None
    with transaction(stage.engine) as session:
        waiting = [row.id for row in issuing.issuable(session, COUNTY, "第一轮")]
    assert waiting == [stage.only().id]


def test_what_flips_too_often_is_closed_by_nobody_but_a_person(stage: Stage) -> None:
    for day, leaf in enumerate((BAD, CLEAN, BAD, CLEAN, BAD)):
        stage.play(day, {A: leaf})
    assert stage.status() == "复发"
    stage.play(5, {A: CLEAN})
    assert stage.status() == "待核实" and "反复" in stage.only().observed_reason
    stage.play(6, {A: CLEAN})
    assert stage.status() == "待核实"
    stage.play(30, {A: CLEAN})
    assert stage.status() == "已整改"


def test_16_a_similar_text_after_a_fix_is_a_finding_of_its_own(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN})
    stage.play(2, {A: Leaf(("其他需要提供的有关材料",))})
    assert sorted(stage.statuses().values()) == ["已整改", "待复核"]


def test_17_each_channel_is_proven_by_itself(stage: Stage) -> None:
    network = replace(BAD, channel=Channel.SERVICE_NETWORK, source="河南政务服务网")
    stage.play(0, {A: BAD, B: network})
    stage.play(1, {A: CLEAN, B: network})
    assert [(row.channel, row.observed) for row in stage.rows()] == [
        ("portal", "absent"),
        ("service-network", "present"),
    ]


def test_18_an_item_with_a_new_code_keeps_its_history(stage: Stage) -> None:
    stage.play(0, {A: replace(BAD, code="411")})
    stage.decide("confirmed")
    stage.play(1, {A: replace(BAD, code="522")})
    assert (stage.status(), stage.only().subject) == ("待整改", "522")
    assert stage.history()[-1] == "subject-moved"


def test_18_an_item_given_to_another_unit_keeps_its_history(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: replace(BAD, unit="退役军人局")})
    assert (stage.status(), stage.only().unit) == ("待复核", "退役军人局")


def test_18_another_item_on_the_page_is_another_item(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: replace(BAD, item="殡葬服务许可")})
    assert stage.statuses() == {"其他需要提供的材料": "待复核"}
    assert sorted(row.item_name for row in stage.rows()) == ["低保申请", "殡葬服务许可"]
    assert sorted(row.observed for row in stage.rows()) == ["present", "unknown"]


def test_18_a_variant_that_was_there_before_takes_nothing_over(stage: Stage) -> None:
    stage.play(0, {A: replace(BAD, code="411"), B: replace(CLEAN, code="522")})
    for day in (1, 2):
        stage.play(day, {A: Leaf(miss=Reason.NOT_FOUND), B: replace(CLEAN, code="522")})
    assert stage.status() == "页面已取消"


def test_19_the_findings_of_a_source_that_left_the_profile_are_stranded(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.sources = frozenset({"河南政务服务网"})
    stage.play(1, {})
    assert (stage.status(), stage.only().observed_reason) == ("待核实", "来源已停用")


@pytest.mark.parametrize("reason", [one for one in Reason if one.is_gone])
def test_20_one_night_of_404_is_nothing_and_two_days_are_gone(stage: Stage, reason: Reason) -> None:
    missing = {A: Leaf(miss=reason)}
    stage.play(0, {A: BAD})
    stage.play(1, missing)
    assert stage.status() == "待核实"
    stage.play(1, missing, hour=5)
    assert stage.status() == "待核实"
    stage.play(2, missing)
    assert stage.status() == "页面已取消"
    assert stage.play(3, missing) == []
    stage.play(4, {A: BAD})
    assert (stage.status(), stage.only().reopened) == ("待复核", 0)


def test_20_a_good_reading_between_two_404_starts_anew(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: Leaf(miss=Reason.NOT_FOUND)})
    stage.play(2, {A: BAD})
    stage.play(3, {A: Leaf(miss=Reason.NOT_FOUND)})
    assert stage.status() == "待核实"


def test_20_a_site_that_says_404_to_everything_takes_nothing_down(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    for day in (1, 2, 3):
        stage.play(day, {A: Leaf(miss=Reason.NOT_FOUND)}, suspect={(SOURCE, ""): "一份也没有读到"})
    assert stage.status() == "待核实"


def test_20_a_page_that_returns_clean_was_rectified(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    for day in (1, 2):
        stage.play(day, {A: Leaf(miss=Reason.GONE)})
    stage.play(3, {A: CLEAN})
    assert stage.status() == "已整改"


def test_a_second_page_of_the_item_must_be_read_as_well(stage: Stage) -> None:
    stage.play(0, {A: BAD, B: BAD})
    assert len(stage.rows()) == 1
    stage.play(1, {A: CLEAN, B: Leaf(miss=Reason.TIMEOUT)})
    assert stage.status() == "待核实"
    stage.play(2, {A: CLEAN, B: BAD})
    assert stage.status() == "待复核"
    stage.play(3, {A: CLEAN, B: CLEAN})
    assert stage.status() == "已整改"


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(replace(CLEAN, fields=FEWER), id="its own field is empty"),
        pytest.param(Leaf(item="", fields=FEWER), id="not even its name is read"),
        pytest.param(Leaf(item="", unreadable="内容是图片"), id="a picture"),
    ],
)
def test_a_redesign_of_the_second_page_closes_nothing(stage: Stage, second: Leaf) -> None:
    stage.play(0, {A: BAD, B: BAD})
    stage.play(1, {A: CLEAN, B: second})
    assert stage.status() == "待核实"


def test_another_item_in_the_same_document_is_judged_by_itself(stage: Stage) -> None:
    bare = Leaf(item="殡葬服务许可", fields=FEWER)
    stage.play_all(0, [(A, BAD), (A, bare)])
    stage.play_all(1, [(A, CLEAN), (A, bare)])
    assert stage.status() == "已整改"


def test_an_unread_page_is_not_forgotten_while_the_other_one_shows_the_text(stage: Stage) -> None:
    stage.play(0, {A: BAD, B: BAD})
    stage.play(1, {A: Leaf(miss=Reason.TIMEOUT), B: BAD})
    stage.play(2, {A: Leaf(miss=Reason.TIMEOUT), B: CLEAN})
    assert stage.status() == "待核实"


def test_a_text_on_an_unread_page_is_not_taken_for_another_text(stage: Stage) -> None:
    stage.play(0, {A: BAD, B: CLEAN})
    stage.play(1, {A: Leaf(miss=Reason.TIMEOUT), B: Leaf(("其他需要提供的有关材料",))})
    assert stage.statuses() == {"其他需要提供的材料": "待核实", "其他需要提供的有关材料": "待复核"}


def test_a_night_that_reads_pages_in_another_order_changes_nothing(stage: Stage) -> None:
    stage.play(0, {A: BAD, B: BAD})
    assert stage.play(1, {B: BAD, A: BAD}) == []


def test_a_crash_of_the_rule_closes_nothing(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN}, rulings=[crashed(CLEAN.subject(A))])
    assert (stage.status(), stage.only().quote) == ("待核实", BAD.texts[0])
    stage.play(2, {A: BAD})
    assert stage.status() == "待复核"


def test_a_crash_on_a_clean_subject_is_shown_and_withdrawn(stage: Stage) -> None:
    crash = [crashed(CLEAN.subject(A))]
    stage.play(0, {A: CLEAN}, rulings=crash)
    assert (stage.status(), stage.only().verdict) == ("待复核", "review")
    assert stage.play(1, {A: CLEAN}, rulings=crash) == []
    stage.play(2, {A: CLEAN})
    assert stage.status() == "已撤销"


def test_the_engine_words_a_crash_as_storage_expects() -> None:
    def broken(guide: Guide) -> tuple[()]:
        raise KeyError(guide.title)

    rule = Rule(RULE, "附件1-12", "", Severity.S2, Guide, broken, says="", advice="")
    (ruling,) = rule_on(rule, Guide(), guide_subject(Guide()))
    assert [is_crash(one) for one in ruling.judgements] == [True]


def test_a_rule_that_could_not_rule_closes_nothing(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: CLEAN}, rulings=[])
    assert stage.status() == "待核实"


def test_fail_and_review_are_one_finding(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.decide("confirmed")
    applied = stage.play(1, {A: replace(BAD, verdict=Verdict.REVIEW)})
    assert [one.what for one in applied] == [What.VERDICT]
    assert (stage.status(), stage.only().verdict) == ("待整改", "review")


def test_a_recheck_leaves_alone_what_it_did_not_visit(stage: Stage) -> None:
    stage.play(0, {A: BAD, B: replace(BAD, item="高龄津贴")})
    stage.play(1, {A: CLEAN}, recheck=True)
    assert {row.item_name: row.observed for row in stage.rows()} == {
        "低保申请": "absent",
        "高龄津贴": "present",
    }


def test_a_page_that_was_read_without_the_item_proves_nothing(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    stage.play(1, {A: replace(CLEAN, item="殡葬服务许可")})
    assert (stage.status(), stage.only().observed_reason) == ("待核实", "页面已读到，但没有读到该事项")


def duty(kind: ListKind, *, missing: bool) -> Ruling:
    subject = list_subject(kind, "司法局", Channel.PORTAL)
    found = (judgement(subject, "", ""),) if missing else ()
    return Ruling(RULE, subject, Verdict.FAIL if missing else Verdict.PASS, found)


CANCELLED, KEPT = ListKind.CANCELLED_PROOFS, ListKind.KEPT_PROOFS


def test_a_list_that_was_found_is_no_longer_missing_though_another_one_is(stage: Stage) -> None:
    stage.play(0, {}, rulings=[duty(CANCELLED, missing=True), duty(KEPT, missing=True)])
    stage.play(1, {}, rulings=[duty(KEPT, missing=True)])
    assert {row.item_name: row.observed for row in stage.rows()} == {
        CANCELLED.value: "absent",
        KEPT.value: "present",
    }


def test_a_rule_that_did_not_run_says_nothing_of_a_list(stage: Stage) -> None:
    stage.play(0, {}, rulings=[duty(KEPT, missing=True)])
    stage.play(1, {}, rulings=[])
    assert stage.status() == "待核实"


def test_a_search_that_was_not_complete_turns_the_same_finding_into_a_review(stage: Stage) -> None:
    stage.play(0, {}, rulings=[duty(KEPT, missing=True)])
    ruling = duty(KEPT, missing=True)
    unsure = replace(ruling.judgements[0], verdict=Verdict.REVIEW)
    stage.play(1, {}, rulings=[replace(ruling, judgements=(unsure,))])
    assert (stage.status(), stage.only().verdict) == ("待复核", "review")


def share(*, low: bool) -> Ruling:
    subject = unit_subject(Unit("民政局"), Channel.PORTAL)
    found = (judgement(subject, "handling_type", "30%"),) if low else ()
    return Ruling(RULE, subject, Verdict.FAIL if low else Verdict.PASS, found)


def test_a_share_is_fixed_by_a_ruling_and_by_nothing_else(stage: Stage) -> None:
    stage.play(0, {}, rulings=[share(low=True)])
    stage.play(1, {}, rulings=[Ruling(RULE, Subject("unit:司法局", "司法局", Channel.PORTAL), Verdict.PASS)])
    assert stage.status() == "待核实"
    stage.play(2, {}, rulings=[share(low=False)])
    assert stage.status() == "已整改"


def test_a_share_that_is_unsure_for_want_of_guides_is_unknown(stage: Stage) -> None:
    gaps = {"民政局": "该单位有指南本次没有读到（超时未响应）"}
    unsure = replace(share(low=True).judgements[0], verdict=Verdict.REVIEW)
    partial = [replace(share(low=True), judgements=(unsure,))]
    stage.play(0, {}, rulings=[share(low=True)])
    stage.play(1, {}, rulings=partial, gaps=gaps)
    assert (stage.status(), stage.only().verdict) == ("待核实", "fail")
    stage.play(2, {}, rulings=[share(low=True)], gaps=gaps)
    assert stage.status() == "待复核"
    stage.play(3, {}, rulings=[share(low=False)], gaps=gaps)
    assert stage.status() == "待核实"


def test_a_share_that_was_never_sure_stays_a_review(stage: Stage) -> None:
    gaps = {"民政局": "该单位有指南本次没有读到（超时未响应）"}
    unsure = replace(share(low=True).judgements[0], verdict=Verdict.REVIEW)
    partial = [replace(share(low=True), judgements=(unsure,))]
    stage.play(0, {}, rulings=partial, gaps=gaps)
    assert stage.play(0, {}, rulings=partial, gaps=gaps) == []
    assert stage.status() == "待复核"


def test_a_list_carried_over_from_an_earlier_night_confirms_nothing(stage: Stage) -> None:
    stage.play(0, {A: BAD})
    old = BAD.ruling(A, RULE)
    stage.play(1, {A: Leaf(miss=Reason.TIMEOUT)}, rulings=[old])
    assert stage.status() == "待核实"
