"""Evidence that may be misread is a review with its reason, whatever the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from checks.engine import judge, rule_on
from checks.evidence import (
    Channel,
    Column,
    CountyEvidence,
    Entry,
    Evidence,
    Guide,
    Item,
    Likeness,
    ListKind,
    Material,
    Meaning,
    Publication,
    Searched,
    TimeLimit,
    Unit,
)
from checks.gather import gathered
from checks.outcome import Judgement, Outcome, Severity, Verdict
from checks.records import from_json, to_json
from checks.rule import Rule
from checks.subject import guide_subject
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
SCANNED = "由图片识别，可信度0.97，请对照原图核对"
READ = (Searched(Channel.PORTAL, pages=120, attachments=8),)
LEAD = Unit("司法局", lead_of=("c01", "c02", "c03"))


def judged(rule: str, county: CountyEvidence) -> list[Judgement]:
    return [each for ruling in judge(county, (RULES[rule],)) for each in ruling.judgements]


def proofs(kind: ListKind, proof: str, *, unsure: str = "", number: str = "内政〔2022〕3号") -> Publication:
    columns = (Column("证明名称", Meaning.PROOF),)
    entry = Entry(1, (proof,), columns)
    return Publication(
        kind, kind.value, document_number=number, columns=columns, entries=(entry,), unsure=unsure
    )


@pytest.mark.parametrize("piece", [Guide("临时救助"), Publication(ListKind.POLICIES)])
def test_the_doubt_is_kept_and_absent_when_empty(piece: Evidence) -> None:
    doubted = replace(piece, unsure=SCANNED)  # type: ignore[call-arg]
    assert to_json(doubted)["unsure"] == SCANNED and from_json(to_json(doubted)) == doubted
    assert "unsure" not in to_json(piece) and from_json(to_json(piece)) == piece


FAILING = Guide(
    "临时救助",
    unit="民政局",
    handling_type="即办件",
    promised=TimeLimit("30个工作日", 30),
    materials=(Material("其他材料"), Material("无固定住所证明")),
    conditions=("其他条件",),
)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_rule_fails_a_guide_that_may_be_misread(rule: str) -> None:
    county = CountyEvidence(
        units=(LEAD, Unit("民政局")),
        guides=(replace(FAILING, unsure=SCANNED),),
        publications=(proofs(ListKind.CANCELLED_PROOFS, "无固定住所证明"),),
        searched=READ,
    )
    guides = [each for each in judged(rule, county) if each.subject.unit == "民政局"]
    assert all(each.verdict is Verdict.REVIEW for each in guides)
    surely = replace(county, guides=(FAILING,))
    for each in judged(rule, surely):
        if each.verdict is Verdict.FAIL and each.subject.unit == "民政局":
            matching = [other for other in guides if (other.field, other.quote) == (each.field, each.quote)]
            assert matching and SCANNED in matching[0].reason and SCANNED in matching[0].message


def test_some_rules_do_fail_the_same_guide_when_it_was_read_as_text() -> None:
    county = CountyEvidence(units=(Unit("民政局"),), guides=(FAILING,))
    assert any(each.verdict is Verdict.FAIL for rule in RULES for each in judged(rule, county))


def test_a_passing_guide_stays_passed() -> None:
    county = CountyEvidence(guides=(Guide("临时救助", promised=TimeLimit("1个工作日", 1), unsure=SCANNED),))
    assert not judged("c09-instant-over-one-day", county)


ASKING = Guide("临时救助", unit="民政局", materials=(Material("无固定住所证明"),))


@pytest.mark.parametrize(
    ("lists", "verdict"),
    [
        pytest.param((("", ListKind.CANCELLED_PROOFS),), Verdict.FAIL, id="a list read as text is a fact"),
        pytest.param(
            ((SCANNED, ListKind.CANCELLED_PROOFS),), Verdict.REVIEW, id="the deciding list is a scan"
        ),
        pytest.param(
            (("", ListKind.CANCELLED_PROOFS), (SCANNED, ListKind.CANCELLED_PROOFS)),
            Verdict.FAIL,
            id="the text of the same list says so as well",
        ),
        pytest.param(
            (("", ListKind.CANCELLED_PROOFS), (SCANNED, ListKind.KEPT_PROOFS)),
            Verdict.REVIEW,
            id="a scanned list of kept proofs may have spared it",
        ),
        pytest.param(
            (("", ListKind.CANCELLED_PROOFS), (SCANNED, ListKind.POLICIES)),
            Verdict.FAIL,
            id="another list decides nothing",
        ),
    ],
)
def test_cancelled_proof(lists: tuple[tuple[str, ListKind], ...], verdict: Verdict) -> None:
    named = {ListKind.CANCELLED_PROOFS: "无固定住所证明"}
    found = tuple(proofs(kind, named.get(kind, "学历证明"), unsure=unsure) for unsure, kind in lists)
    (each,) = judged("c02-cancelled-proof-required", CountyEvidence(guides=(ASKING,), publications=found))
    assert each.verdict is verdict
    assert (SCANNED in each.message) is (verdict is Verdict.REVIEW)


def test_a_share_that_counts_a_scan_is_for_a_person() -> None:
    guides = tuple(
        Guide(f"许可{number}", unit="民政局", item_type="行政许可", handling_type="承诺件")
        for number in range(9)
    )
    (fails,) = judged("c09-instant-share-below", gathered("", (Unit("民政局"),), guides))
    scan = replace(guides[0], item_name="许可", unsure=SCANNED)
    (review,) = judged("c09-instant-share-below", gathered("", (Unit("民政局"),), (*guides, scan)))
    assert (fails.verdict, review.verdict) == (Verdict.FAIL, Verdict.REVIEW)
    assert SCANNED in review.message and "0项未写明" not in review.message


@pytest.mark.parametrize(
    ("rule", "found", "verdict"),
    [
        pytest.param("c03-list-missing", (), Verdict.FAIL, id="nothing found"),
        pytest.param(
            "c03-list-missing",
            (proofs(ListKind.POLICIES, "", unsure=SCANNED),),
            Verdict.REVIEW,
            id="a scanned list may be the one that was not found",
        ),
        pytest.param(
            "c02-list-missing",
            (proofs(ListKind.CANCELLED_PROOFS, "一", unsure=SCANNED, number="内司〔2022〕1号"),),
            Verdict.REVIEW,
            id="the number of a scan",
        ),
    ],
)
def test_duties_of_the_county(rule: str, found: tuple[Publication, ...], verdict: Verdict) -> None:
    county = CountyEvidence(units=(LEAD,), publications=found, searched=READ)
    assert {each.verdict for each in judged(rule, county)} == {verdict}


def test_a_shortcoming_of_a_text_stays_a_failure_beside_a_scan_of_another_list() -> None:
    found = (
        proofs(ListKind.CANCELLED_PROOFS, "一", number="内司〔2022〕1号"),
        proofs(ListKind.POLICIES, "", unsure=SCANNED),
    )
    county = CountyEvidence(units=(LEAD,), publications=found, searched=READ)
    wrong = [each for each in judged("c02-list-missing", county) if each.field == "document_number"]
    assert [each.verdict for each in wrong] == [Verdict.FAIL]


class Differs:
    def __call__(self, item: Item) -> Iterator[Outcome]:
        for guide in item.guides:
            yield Outcome.fail("phone", guide.phone, subject=guide_subject(guide))


def test_a_comparison_with_a_scan_is_for_a_person() -> None:
    rule: Rule = replace(
        next(iter(RULES.values())), looks_at=Item, check=Differs(), severity=Severity.S3, says="电话不一致"
    )
    portal = Guide("临时救助", phone="1")
    window = Guide("临时救助", channel=Channel.WINDOW, phone="7", unsure=SCANNED)
    item: Any = Item("民政局", "临时救助", matches=(Likeness(portal, ""), Likeness(window, "")))
    verdicts = {ruling.verdict for ruling in rule_on(rule, item, guide_subject(portal))}
    assert verdicts == {Verdict.REVIEW}
