"""Proofs and promises: which entry counts, what a mark must say, and what nobody may be told off for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.engine import judge
from checks.evidence import (
    Article,
    Attachment,
    Channel,
    Column,
    CountyEvidence,
    Entry,
    Guide,
    ListKind,
    Material,
    Meaning,
    Origin,
    Publication,
    Searched,
    Section,
    TimeLimit,
    Unit,
)
from checks.outcome import Judgement, Ruling, Severity, Verdict
from rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}
PROOF, UNIT, ITEM, ISSUER = Meaning.PROOF, Meaning.UNIT, Meaning.ITEM, Meaning.ISSUER
DAY = date(2022, 4, 20)
PAGE = Origin("http://www.example.gov.cn/1.html", seen_on=DAY)


def published(
    kind: ListKind,
    *rows: tuple[str, ...],
    meanings: tuple[Meaning, ...],
    title: str = "",
    issued: date | None = None,
) -> Publication:
    columns = tuple(Column(meaning.value, meaning) for meaning in meanings)
    entries = tuple(Entry(place, row, columns) for place, row in enumerate(rows, 1))
    return Publication(
        kind, title=title or kind.value, document_number="内政办〔2022〕3号", issued_on=issued, columns=columns,
        entries=entries,
    )  # fmt: skip


def rulings(
    rule: str, *pieces: Guide | Publication | Article, earlier: tuple[Guide, ...] = ()
) -> list[Ruling]:
    county = CountyEvidence(
        units=(Unit("司法局", lead_of=("c02", "c03")),),
        guides=tuple(one for one in pieces if isinstance(one, Guide)),
        publications=tuple(one for one in pieces if isinstance(one, Publication)),
        articles=tuple(one for one in pieces if isinstance(one, Article)),
        searched=(Searched(Channel.PORTAL, 120),),
        earlier=earlier,
    )
    return list(judge(county, (RULES[rule],)))


def said(
    rule: str, *pieces: Guide | Publication | Article, earlier: tuple[Guide, ...] = ()
) -> list[Judgement]:
    return [one for ruling in rulings(rule, *pieces, earlier=earlier) for one in ruling.judgements]


def verdicts(found: list[Judgement]) -> list[Verdict]:
    return [one.verdict for one in found]


def guide(*materials: Material, item: str = "临时救助", unit: str = "民政局") -> Guide:
    return Guide(item_name=item, unit=unit, materials=materials, origin=PAGE)


CANCELLED = "c02-cancelled-proof-required"
KINSHIP = ("亲属关系证明", "民政局", "村（居）委会")


def cancelled(*rows: tuple[str, ...], title: str = "", issued: date | None = None) -> Publication:
    return published(
        ListKind.CANCELLED_PROOFS, *rows, meanings=(PROOF, UNIT, ISSUER), title=title, issued=issued
    )


def test_a_match_shows_entry_document_way_and_both_texts() -> None:
    (found,) = said(CANCELLED, guide(Material("社区出具的直系亲属关系证明")), cancelled(KINSHIP))
    assert found.verdict is Verdict.FAIL and found.quote == "社区出具的直系亲属关系证明"
    for part in ("第1项", "“亲属关系证明”", "内政办〔2022〕3号", "证明内容和开具单位相同", "相似度"):
        assert part in found.message


@pytest.mark.parametrize(
    ("issued", "count"),
    [
        pytest.param(date(2022, 4, 20), 1, id="on the day it was issued"),
        pytest.param(date(2022, 4, 21), 0, id="the day before"),
        pytest.param(None, 1, id="undated"),
    ],
)
def test_a_list_counts_from_its_day(issued: date | None, count: int) -> None:
    found = said(CANCELLED, guide(Material("亲属关系证明")), cancelled(KINSHIP, issued=issued))
    assert len(found) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [
        pytest.param("取消证明事项清单（2022年版）", 0, id="a later edition replaces it"),
        pytest.param("第二批取消证明事项清单", 1, id="another batch stands beside it"),
    ],
)
def test_a_list_counts_until_it_is_replaced(title: str, count: int) -> None:
    old = cancelled(KINSHIP, title="取消证明事项清单（2020年版）", issued=date(2020, 5, 1))
    new = cancelled(("健在证明", "民政局", "村委会"), title=title, issued=date(2022, 3, 1))
    assert len(said(CANCELLED, guide(Material("亲属关系证明")), old, new)) == count


@pytest.mark.parametrize(
    ("unit", "verdict"),
    [
        ("民政局", Verdict.FAIL),
        ("县民政局", Verdict.FAIL),
        ("民族宗教事务局", Verdict.REVIEW),
        ("政局", Verdict.REVIEW),
    ],
)
def test_units_are_compared_as_names(unit: str, verdict: Verdict) -> None:
    found = said(CANCELLED, guide(Material("亲属关系证明"), unit=unit), cancelled(KINSHIP))
    assert verdicts(found) == [verdict]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param(("亲属关系证明", "民政局", "临时救助"), [], id="kept for this item"),
        pytest.param(("亲属关系证明", "民政局", "收养登记"), [Verdict.FAIL], id="kept for another item"),
        pytest.param(("亲属关系证明", "民政局", ""), [], id="kept for this unit"),
        pytest.param(("亲属关系证明", "", ""), [Verdict.REVIEW], id="kept, nobody knows for what"),
        pytest.param(("亲属关系证明", "公安局", ""), [Verdict.FAIL], id="kept for another unit"),
    ],
)
def test_a_proof_on_both_lists_goes_by_its_item(kept: tuple[str, ...], expected: list[Verdict]) -> None:
    keeping = published(ListKind.KEPT_PROOFS, kept, meanings=(PROOF, UNIT, ITEM))
    found = said(CANCELLED, guide(Material("亲属关系证明")), cancelled(KINSHIP), keeping)
    assert verdicts(found) == expected


@pytest.mark.parametrize(
    ("material", "expected"),
    [
        pytest.param(Material("户口簿或者亲属关系证明"), [Verdict.REVIEW], id="another paper will do"),
        pytest.param(Material("身份证明及亲属关系证明"), [Verdict.FAIL], id="one of two"),
        pytest.param(Material("亲属关系证明", source="申请人自备"), [], id="made by the applicant"),
        pytest.param(Material("亲属关系证明", source="公安机关"), [], id="issued by another body"),
        pytest.param(Material("由社区盖章的情况说明"), [Verdict.REVIEW], id="no fact named"),
    ],
)
def test_rows(material: Material, expected: list[Verdict]) -> None:
    assert verdicts(said(CANCELLED, guide(material), cancelled(KINSHIP))) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ("提供下列材料之一：", "户口簿", "亲属关系证明"), [Verdict.REVIEW], id="a heading above"
        ),
        pytest.param(
            ("户口簿、居住证任选其一", "亲属关系证明"), [Verdict.FAIL], id="a choice of its own row"
        ),
        pytest.param(("亲属关系证明", "下列材料之一："), [Verdict.FAIL], id="a heading below"),
    ],
)
def test_rows_to_choose_from(rows: tuple[str, ...], expected: list[Verdict]) -> None:
    assert verdicts(said(CANCELLED, guide(*map(Material, rows)), cancelled(KINSHIP))) == expected


def test_a_remark_that_one_of_several_will_do_is_for_a_person() -> None:
    found = said(CANCELLED, guide(Material("亲属关系证明", note="与户口簿任选其一")), cancelled(KINSHIP))
    assert verdicts(found) == [Verdict.REVIEW]


@pytest.mark.parametrize("asked", ["户口簿原件", "户口簿"])
def test_a_licence_on_the_list_is_for_a_person(asked: str) -> None:
    """Copies of licences are cancelled here and there; the licence itself is not."""
    listed = cancelled(("户口簿复印件", "民政局", ""))
    assert verdicts(said(CANCELLED, guide(Material(asked)), listed)) == [Verdict.REVIEW]


def test_an_entry_with_exceptions_is_for_a_person() -> None:
    listed = cancelled(("亲属关系证明（继承登记除外）", "民政局", "村（居）委会"))
    assert verdicts(said(CANCELLED, guide(Material("亲属关系证明")), listed)) == [Verdict.REVIEW]


def test_a_sentence_elsewhere_that_waives_it_is_for_a_person() -> None:
    asking = replace(guide(Material("亲属关系证明")), sections=(Section("备注", "亲属关系证明已取消。"),))
    (found,) = said(CANCELLED, asking, cancelled(KINSHIP))
    assert found.verdict is Verdict.REVIEW and "另处" in found.reason


COMMITTED = published(
    ListKind.COMMITMENTS,
    ("教师资格认定", "无犯罪记录证明", "教体局"),
    meanings=(ITEM, PROOF, UNIT),
    issued=date(2022, 1, 10),
)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("教师资格认定", [Verdict.FAIL]),
        ("初级中学教师资格认定", [Verdict.FAIL]),
        ("教师资格认定（高级中学）", [Verdict.FAIL]),
        ("教师职称评审", []),
        ("保安员证核发", []),
    ],
)
def test_a_commitment_counts_for_its_item_and_the_parts_of_it(item: str, expected: list[Verdict]) -> None:
    asking = guide(Material("无犯罪记录证明"), item=item, unit="教育体育局")
    assert verdicts(said("c03-commitment-unmarked", asking, COMMITTED)) == expected


def test_a_list_without_items_of_another_unit_says_nothing() -> None:
    listed = published(ListKind.COMMITMENTS, ("无犯罪记录证明", "公安局"), meanings=(PROOF, UNIT))
    asking = guide(Material("无犯罪记录证明"), item="教师资格认定", unit="教育体育局")
    assert not said("c03-commitment-unmarked", asking, listed)


def test_without_a_list_in_force_nothing_is_passed() -> None:
    later = replace(COMMITTED, issued_on=date(2022, 6, 1))
    (ruling,) = rulings("c03-commitment-unmarked", guide(Material("无犯罪记录证明")), later)
    assert ruling.verdict is Verdict.NOT_APPLICABLE


KEPT = published(
    ListKind.KEPT_PROOFS, ("解除劳动关系证明", "人社局", "原用人单位"), meanings=(PROOF, UNIT, ISSUER)
)


@pytest.mark.parametrize(
    ("material", "count"),
    [
        (Material("村委会同意养殖证明"), 1),
        (Material("无违建证明", source="乡镇人民政府"), 1),
        (Material("终止劳动关系证明"), 0),
        (Material("出生医学证明"), 0),
        (Material("结婚证"), 0),
        (Material("学历证明"), 0),
        (Material("产品检验合格证明"), 0),
        (Material("变更的证明材料"), 0),
        (Material("无违建声明"), 0),
        (Material("无违建证明", source="申请人自备"), 0),
        (Material("亲属关系证明", source="公证机构"), 0),
        (Material("无违建证明或者承诺书"), 0),
        (Material("无违建证明", note="由部门核查"), 0),
    ],
)
def test_a_proof_on_no_list(material: Material, count: int) -> None:
    found = said("c02-proof-not-on-list", guide(material), KEPT)
    assert verdicts(found) == [Verdict.REVIEW] * count


def test_a_proof_on_any_list_is_not_told_of() -> None:
    listed = cancelled(KINSHIP)
    assert not said("c02-proof-not-on-list", guide(Material("亲属关系证明")), KEPT, listed)


def kept(*rows: tuple[str, ...]) -> Publication:
    return published(ListKind.KEPT_PROOFS, *rows, meanings=(PROOF, ISSUER, Meaning.HOW_TO))


def test_kept_proofs_without_explanation_are_told_of_once() -> None:
    listed = kept(("死亡证明", "医院", "到医院开"), ("体检证明", "", "到医院开"), ("收入证明", "单位", "无"))
    (found,) = said("c02-kept-proof-unexplained", listed)
    assert found.verdict is Verdict.FAIL and found.subject.unit == "司法局"
    assert "第2项未列明开具单位" in found.reason and "第3项未列明办理指南" in found.reason


@pytest.mark.parametrize("cell", ["/", "—", "无", " ", "待补充"])
def test_an_empty_cell_explains_nothing(cell: str) -> None:
    assert said("c02-kept-proof-unexplained", kept(("死亡证明", "医院", cell)))


@pytest.mark.parametrize("rows", [(("死亡证明", "医院", "无需预约，到医院开"),), ()])
def test_explained_or_unread(rows: tuple[tuple[str, ...], ...]) -> None:
    assert not said("c02-kept-proof-unexplained", kept(*rows))


MARKED = Material("无犯罪记录证明（可告知承诺，承诺后免交）")


@pytest.mark.parametrize(
    ("sections", "materials", "expected"),
    [
        ((Section("是否告知承诺制", "是"),), (Material("无犯罪记录证明"),), [Verdict.FAIL]),
        ((Section("是否告知承诺制", "是"),), (MARKED,), []),
        ((Section("是否告知承诺制", "否"),), (Material("无犯罪记录证明"),), []),
        ((Section("服务承诺", "承诺时限5个工作日"),), (Material("无犯罪记录证明"),), []),
        ((Section("备注", "本事项不适用告知承诺"),), (Material("无犯罪记录证明"),), []),
        ((Section("告知承诺书", "点击下载"),), (Material("无犯罪记录证明"),), []),
        ((Section("备注", "无犯罪记录证明可告知承诺"),), (Material("无犯罪记录证明"),), []),
        ((Section("备注", "实行告知承诺制"),), (Material("申请表"), Material("身份证")), []),
        ((Section("备注", "实行告知承诺制"),), (), []),
    ],
)
def test_a_general_statement(
    sections: tuple[Section, ...], materials: tuple[Material, ...], expected: list[Verdict]
) -> None:
    found = said("c03-marking-not-on-material", replace(guide(*materials), sections=sections))
    assert verdicts(found) == expected


def test_of_a_licence_a_person_decides_which_promise_is_meant() -> None:
    general = replace(
        guide(Material("健康状况证明")), item_type="行政许可", sections=(Section("备注", "可告知承诺办理"),)
    )
    assert verdicts(said("c03-marking-not-on-material", general)) == [Verdict.REVIEW]


@pytest.mark.parametrize(
    ("material", "reason"),
    [
        (Material("住所证明（可承诺）"), "未说明免交或延期提交"),
        (Material("住所证明", commitment="是"), "未说明免交或延期提交"),
        (Material("住所证明", form="告知承诺"), "未说明免交或延期提交"),
        (Material("住所证明", note="承诺后及时补交"), "延期提交未写明期限"),
        (Material("住所证明", note="承诺后15个工作日内补交"), ""),
        (Material("住所证明", commitment="承诺后免交"), ""),
        (Material("住所证明", note="可告知承诺，领证前补交"), ""),
        (Material("住所证明", commitment="否"), ""),
        (Material("住所证明", deferrable="是"), ""),
        (Material("告知承诺书"), ""),
        (Material("诚信承诺书"), ""),
    ],
)
def test_the_effect_of_a_mark(material: Material, reason: str) -> None:
    found = said("c03-effect-unstated", guide(material))
    assert [one.reason for one in found] == ([reason] if reason else [])


def test_a_period_in_a_field_of_its_own_counts() -> None:
    later = guide(Material("住所证明", note="承诺后补交"))
    assert said("c03-effect-unstated", later)
    assert not said("c03-effect-unstated", replace(later, sections=(Section("补正时限", "5个工作日"),)))


LETTER = "c03-letter-template-missing"
OFFERING = replace(guide(Material("申请表")), attachments=(Attachment("申请表.doc"),))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), [Verdict.FAIL]),
        (("收养登记申请表.doc", "诚信承诺书.doc"), [Verdict.FAIL]),
        (("附件1.docx",), [Verdict.REVIEW]),
        (("表格下载.zip",), [Verdict.REVIEW]),
        (("证明事项告知承诺书（样本）.docx",), []),
        (("承诺书格式文本.pdf",), []),
    ],
)
def test_the_letter_can_be_had(files: tuple[str, ...], expected: list[Verdict]) -> None:
    offering = replace(guide(MARKED), attachments=tuple(map(Attachment, files)))
    assert verdicts(said(LETTER, offering, OFFERING)) == expected


@pytest.mark.parametrize("channel", [Channel.WECHAT, Channel.APP, Channel.WINDOW])
def test_what_cannot_offer_files_is_not_asked(channel: Channel) -> None:
    (ruling,) = rulings(LETTER, replace(guide(MARKED), channel=channel))
    assert ruling.verdict is Verdict.NOT_APPLICABLE


def test_a_guide_that_came_from_no_page_is_not_asked_for_files() -> None:
    (ruling,) = rulings(LETTER, replace(guide(MARKED), origin=Origin()))
    assert ruling.verdict is Verdict.NOT_APPLICABLE


def test_where_no_guide_shows_a_file_none_may_be_seen() -> None:
    network = Channel.SERVICE_NETWORK
    (ruling,) = rulings(LETTER, replace(guide(MARKED), channel=network))
    assert ruling.verdict is Verdict.NOT_APPLICABLE
    assert verdicts(said(LETTER, guide(MARKED))) == [Verdict.REVIEW]
    found = said(LETTER, replace(guide(MARKED), channel=network), replace(OFFERING, channel=network))
    assert verdicts(found) == [Verdict.REVIEW]


def test_a_letter_printed_in_the_guide_is_a_letter() -> None:
    printed = replace(
        guide(MARKED), sections=(Section("告知承诺书", "申请人承诺如下：" + "已经知晓告知事项。" * 9),)
    )
    assert not said(LETTER, printed)


MARKED_LISTED = "c03-marked-not-listed"


@pytest.mark.parametrize(
    ("name", "item", "expected"),
    [
        ("无犯罪记录证明（可承诺）", "教师资格认定", []),
        ("无违法犯罪记录证明（可承诺）", "初级中学教师资格认定", []),
        ("无犯罪记录证明（可承诺）", "收养登记", [Verdict.FAIL]),
        ("住所证明（可承诺）", "公司设立登记", [Verdict.FAIL]),
        ("学历证明（可承诺）", "教师资格认定", [Verdict.REVIEW]),
        ("住所证明（可容缺）", "公司设立登记", []),
        ("告知承诺书", "公司设立登记", []),
    ],
)
def test_a_mark_without_an_entry(name: str, item: str, expected: list[Verdict]) -> None:
    found = said(MARKED_LISTED, guide(Material(name), item=item), COMMITTED)
    assert verdicts(found) == expected and all(one.severity is Severity.S4 for one in found)


def test_a_list_that_may_be_misread_accuses_nobody_of_a_mark_too_many() -> None:
    found = said(
        MARKED_LISTED, guide(Material("住所证明（可承诺）")), replace(COMMITTED, unsure="文字识别自图片")
    )
    assert verdicts(found) == [Verdict.REVIEW]


LIGHTER = "c03-procedure-unchanged"
ONCE = Guide(
    item_name="教师资格认定",
    unit="教体局",
    promised=TimeLimit("10个工作日", 10),
    process=("申请", "受理", "审核", "发证"),
    materials=(Material("申请表"), Material("无犯罪记录证明")),
    origin=Origin(seen_on=date(2022, 4, 20)),
)
NOW = replace(ONCE, origin=Origin(seen_on=date(2022, 8, 5)))
SINCE = replace(COMMITTED, issued_on=date(2022, 5, 20))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(NOW, [Verdict.FAIL], id="nothing changed"),
        pytest.param(replace(NOW, promised=TimeLimit("9个工作日", 9)), [], id="a day less"),
        pytest.param(replace(NOW, process=("申请", "审核", "发证")), [], id="a step less"),
        pytest.param(replace(NOW, materials=(Material("申请表"),)), [], id="a material less"),
        pytest.param(replace(NOW, materials=(Material("申请表"), MARKED)), [], id="a material replaced"),
        pytest.param(replace(NOW, process=()), [Verdict.REVIEW], id="steps unknown"),
        pytest.param(replace(NOW, promised=None), [Verdict.REVIEW], id="limit unknown"),
    ],
)
def test_what_became_lighter(now: Guide, expected: list[Verdict]) -> None:
    assert verdicts(said(LIGHTER, now, SINCE, earlier=(ONCE,))) == expected


@pytest.mark.parametrize(
    ("listed", "earlier"),
    [
        pytest.param(SINCE, (), id="no earlier version"),
        pytest.param(COMMITTED, (ONCE,), id="the list was there before"),
        pytest.param(replace(SINCE, issued_on=None), (ONCE,), id="nobody knows since when"),
        pytest.param(SINCE, (replace(ONCE, channel=Channel.WECHAT),), id="another channel"),
        pytest.param(SINCE, (replace(ONCE, origin=Origin()),), id="nobody knows when it was read"),
    ],
)
def test_what_cannot_be_compared_is_not_judged(listed: Publication, earlier: tuple[Guide, ...]) -> None:
    (ruling,) = rulings(LIGHTER, NOW, listed, earlier=earlier)
    assert ruling.verdict is Verdict.NOT_APPLICABLE
