"""Lists that must be published, and what they say a guide may ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import judge
from checks.evidence import (
    Article,
    Channel,
    Column,
    CountyEvidence,
    Entry,
    Guide,
    ListKind,
    Material,
    Meaning,
    Page,
    PageKind,
    Publication,
    Searched,
    Section,
    Unit,
)
from checks.outcome import Judgement, Ruling, Severity, Verdict
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
LEAD = Unit("司法局", lead_of=("c01", "c02", "c03"))
READ = (Searched(Channel.PORTAL, pages=120, attachments=8),)


def published(
    kind: ListKind, *rows: tuple[str, ...], meanings: tuple[Meaning, ...], number: str = "内政〔2022〕3号"
) -> Publication:
    columns = tuple(Column(meaning.value, meaning) for meaning in meanings)
    entries = tuple(Entry(place, row, columns) for place, row in enumerate(rows, 1))
    return Publication(kind, title=kind.value, document_number=number, columns=columns, entries=entries)


def rulings(rule: str, county: CountyEvidence) -> list[Ruling]:
    return list(judge(county, (RULES[rule],)))


def judgements(rule: str, county: CountyEvidence) -> list[Judgement]:
    return [judgement for ruling in rulings(rule, county) for judgement in ruling.judgements]


PROOF, UNIT, ITEM, ISSUER = Meaning.PROOF, Meaning.UNIT, Meaning.ITEM, Meaning.ISSUER


def test_a_list_that_was_not_found_says_what_was_searched() -> None:
    (found,) = judgements("c03-list-missing", CountyEvidence(units=(LEAD,), searched=READ))
    assert found.verdict is Verdict.FAIL and found.subject.unit == "司法局"
    assert "共检索页面120个、附件8个" in found.message


ASKS_FOR_A_LIST = (
    "c01-policy-library-missing",
    "c01-policy-list-missing",
    "c02-list-missing",
    "c03-list-missing",
)


@pytest.mark.parametrize("rule", ASKS_FOR_A_LIST)
def test_an_incomplete_search_never_fails(rule: str) -> None:
    county = CountyEvidence(searched=(Searched(Channel.PORTAL, 9, 1, ("附件打不开",)),))
    found = judgements(rule, county)
    assert {one.verdict for one in found} == {Verdict.REVIEW}
    assert all("附件打不开" in one.reason for one in found)


@pytest.mark.parametrize("rule", ASKS_FOR_A_LIST)
@pytest.mark.parametrize("searched", [(), (Searched(Channel.PORTAL, 0),)])
def test_where_nothing_was_searched_nothing_is_missing(rule: str, searched: tuple[Searched, ...]) -> None:
    assert not judgements(rule, CountyEvidence(searched=searched))


def test_a_missing_column_is_a_lesser_matter() -> None:
    found = published(ListKind.COMMITMENTS, ("教师资格认定", "学历证明"), meanings=(ITEM, PROOF))
    (judgement,) = judgements("c03-list-missing", CountyEvidence(publications=(found,), searched=READ))
    assert judgement.severity is Severity.S3 and "索要单位" in judgement.reason


def test_a_list_without_readable_entries_is_for_a_person() -> None:
    empty = Publication(ListKind.COMMITMENTS, title="告知承诺清单")
    (judgement,) = judgements("c03-list-missing", CountyEvidence(publications=(empty,), searched=READ))
    assert judgement.verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("number", "verdicts"),
    [
        ("内政〔2022〕3号", set()),
        ("内政办〔2022〕5号", set()),
        ("内司〔2022〕1号", {Verdict.FAIL}),
        ("", {Verdict.REVIEW}),
    ],
)
def test_the_list_must_come_from_the_government(number: str, verdicts: set[Verdict]) -> None:
    lists = (
        published(ListKind.CANCELLED_PROOFS, ("居住证明", "教体局"), meanings=(PROOF, UNIT), number=number),
        published(
            ListKind.KEPT_PROOFS,
            ("验资报告", "民政局", "条例", "会计师事务所"),
            meanings=(PROOF, UNIT, Meaning.BASIS, ISSUER),
            number=number,
        ),
    )
    county = CountyEvidence(publications=lists, searched=READ)
    assert {found.verdict for found in judgements("c02-list-missing", county)} == verdicts


def test_a_column_without_entries_is_no_library() -> None:
    page = Page(PageKind.LIST, "惠企政策", entries=0)
    (judgement,) = judgements("c01-policy-library-missing", CountyEvidence(pages=(page,), searched=READ))
    assert judgement.verdict is Verdict.FAIL and judgement.quote == "惠企政策"
    full = Page(PageKind.LIST, "惠企政策", entries=1)
    assert not judgements("c01-policy-library-missing", CountyEvidence(pages=(full,), searched=READ))


CANCELLED = published(
    ListKind.CANCELLED_PROOFS,
    ("亲属关系证明", "民政局", "村（居）委会"),
    ("健在证明", "民政局", "村（居）委会"),
    meanings=(PROOF, UNIT, ISSUER),
)


def asked(
    name: str, *, unit: str = "民政局", note: str = "", lists: tuple[Publication, ...] = (CANCELLED,)
) -> list[Judgement]:
    guide = Guide(item_name="临时救助", unit=unit, materials=(Material("身份证"), Material(name, note=note)))
    return judgements("c02-cancelled-proof-required", CountyEvidence(guides=(guide,), publications=lists))


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        pytest.param("亲属关系证明", Verdict.FAIL, id="the very name"),
        pytest.param("由社区出具的直系亲属关系证明", Verdict.FAIL, id="same fact, same issuer"),
        pytest.param("生存证明", Verdict.REVIEW, id="same fact, issuer unnamed"),
        pytest.param("父子关系证明", Verdict.REVIEW, id="a narrower name"),
        pytest.param("户口簿", None, id="another paper"),
        pytest.param("公安机关出具的亲属关系证明", None, id="another issuer"),
    ],
)
def test_cancelled_proof(name: str, verdict: Verdict | None) -> None:
    found = asked(name)
    assert [one.verdict for one in found] == ([verdict] if verdict else [])
    if found:
        assert found[0].field == "materials[1].name" and "内政〔2022〕3号" in found[0].message


@pytest.mark.parametrize("note", ["无需提交", "由部门核查", "承诺后免交", "已取消"])
def test_a_waived_proof_is_not_asked_for(note: str) -> None:
    assert not asked("亲属关系证明", note=note)


def test_a_kept_proof_is_not_reported() -> None:
    kept = published(ListKind.KEPT_PROOFS, ("亲属关系证明", "民政局"), meanings=(PROOF, UNIT))
    assert not asked("亲属关系证明", lists=(CANCELLED, kept))


def test_another_unit_on_the_list_is_for_a_person() -> None:
    (found,) = asked("亲属关系证明", unit="教体局")
    assert found.verdict is Verdict.REVIEW and "民政局" in found.reason


def test_without_the_list_there_is_no_ruling_at_all() -> None:
    guide = Guide(item_name="临时救助", materials=(Material("亲属关系证明"),))
    assert not rulings("c02-cancelled-proof-required", CountyEvidence(guides=(guide,)))


COMMITMENTS = published(
    ListKind.COMMITMENTS, ("教师资格认定", "无犯罪记录证明", "教体局"), meanings=(ITEM, PROOF, UNIT)
)


def marked(
    material: Material, *, item: str = "教师资格认定", sections: tuple[Section, ...] = ()
) -> list[Judgement]:
    guide = Guide(item_name=item, unit="教体局", materials=(material,), sections=sections)
    return judgements("c03-commitment-unmarked", CountyEvidence(guides=(guide,), publications=(COMMITMENTS,)))


@pytest.mark.parametrize(
    ("material", "verdict", "severity"),
    [
        (Material("无犯罪记录证明"), Verdict.FAIL, Severity.S2),
        (Material("无犯罪记录证明", deferrable="是"), Verdict.FAIL, Severity.S3),
        (Material("无犯罪记录证明", note="承诺时限5个工作日"), Verdict.FAIL, Severity.S2),
        (Material("无犯罪记录证明", commitment="否"), Verdict.FAIL, Severity.S2),
        (Material("无犯罪记录证明（可告知承诺）"), None, None),
        (Material("无犯罪记录证明", commitment="是"), None, None),
        (Material("无犯罪记录证明", form="告知承诺"), None, None),
        (Material("无犯罪记录告知承诺书"), None, None),
    ],
)
def test_commitment_marked_in_its_row(
    material: Material, verdict: Verdict | None, severity: Severity | None
) -> None:
    assert [(one.verdict, one.severity) for one in marked(material)] == (
        [(verdict, severity)] if verdict else []
    )


def test_a_commitment_of_another_item_is_not_carried_over() -> None:
    assert not marked(Material("无犯罪记录证明"), item="保安员证核发")


def test_a_mark_elsewhere_is_for_a_person() -> None:
    elsewhere = (Section("备注", "无犯罪记录证明可实行告知承诺，承诺后免交"),)
    (found,) = marked(Material("无犯罪记录证明"), sections=elsewhere)
    assert found.verdict is Verdict.REVIEW


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("河南省人民政府办公厅关于公布告知承诺事项清单的通知", 1),
        ("国务院办公厅关于告知承诺事项清单的通知", 1),
        ("南阳市告知承诺证明事项清单", 1),
        ("河南省南阳市内乡县告知承诺事项清单", 0),
        ("内乡县告知承诺事项清单", 0),
        ("县级告知承诺事项清单", 0),
    ],
)
def test_a_list_from_above_is_not_the_countys(title: str, count: int) -> None:
    found = replace(COMMITMENTS, title=title)
    county = CountyEvidence("内乡县", publications=(found,), searched=READ)
    assert [one.verdict for one in judgements("c03-list-missing", county)] == [Verdict.FAIL] * count


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("关于公布保留证明事项清单的通知", Verdict.REVIEW),
        ("保留证明事项清单.xlsx", Verdict.REVIEW),
        ("保留证明事项清单编制座谈会召开", Verdict.FAIL),
    ],
)
def test_an_announced_list_that_was_not_found_is_for_a_person(title: str, verdict: Verdict) -> None:
    cancelled = published(ListKind.CANCELLED_PROOFS, ("居住证明", "教体局"), meanings=(PROOF, UNIT))
    county = CountyEvidence(publications=(cancelled,), articles=(Article(title),), searched=READ)
    (found,) = judgements("c02-list-missing", county)
    assert found.verdict is verdict


TOWNS = (Unit("青石镇", kind="township"), Unit("柳林乡", kind="township"))
VILLAGE = published(ListKind.VILLAGE_ITEMS, ("生育登记",), meanings=(ITEM,))


@pytest.mark.parametrize(
    ("article", "verdict"),
    [
        (Article(title="柳林乡便民服务应用清单（帮办代办）", unit="柳林乡"), Verdict.REVIEW),
        (Article(title="关于公布便民服务应用清单的通知", unit="政务服务和大数据管理局"), Verdict.REVIEW),
        # Another township's list, news about lists and another channel say nothing of this one.
        (Article(title="青石镇便民服务应用清单", unit="青石镇"), Verdict.FAIL),
        (Article(title="柳林乡召开便民服务应用清单编制座谈会", unit="柳林乡"), Verdict.FAIL),
        (Article(title="柳林乡便民服务应用清单", unit="柳林乡", channel=Channel.APP), Verdict.FAIL),
    ],
)
def test_a_townships_list_that_could_not_be_read_is_for_a_person(article: Article, verdict: Verdict) -> None:
    own = replace(published(ListKind.CONVENIENCE, ("缴费代办",), meanings=(ITEM,)), unit="青石镇")
    county = CountyEvidence(units=TOWNS, searched=READ, publications=(VILLAGE, own), articles=(article,))
    (found,) = judgements("t06-item-lists-missing", county)
    assert (found.verdict, found.subject.unit) == (verdict, "柳林乡")
