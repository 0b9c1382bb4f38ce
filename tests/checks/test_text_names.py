"""Do two names mean the same proof, and is a material marked as replaceable by a promise?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.proofs import DEVELOPED, FRESH, HELD, fits, marks, score, table
from checks.text.commitments import Concept, Effect, marking
from checks.text.fit import Fit
from checks.text.names import Kind, match, matched
from checks.text.proof_names import Sort, taken_apart
from checks.text.proof_rows import papers
from checks.text.same_item import item_fit
from checks.text.same_unit import unit_fit

VILLAGE = "村（居）委会"


@pytest.mark.parametrize(
    ("path", "precision", "recall", "quiet"),
    [
        pytest.param(DEVELOPED, 0.99, 0.98, 0.98, id="the half that was used for tuning"),
        pytest.param(HELD, 0.96, 0.96, 0.98, id="the half that was kept aside"),
        pytest.param(FRESH, 0.99, 0.95, 0.98, id="written after the matching was finished"),
    ],
)
def test_labelled_pairs(path: Path, precision: float, recall: float, quiet: float) -> None:
    """What is said for sure is right, what is the same is seen, what differs is left alone."""
    found = score(path)
    assert found.precision >= precision and found.recall >= recall and found.quiet >= quiet


@pytest.mark.parametrize(
    ("listed", "asked", "kind"),
    [
        ("亲属关系证明", "3.亲属关系证明（村委会开具）原件1份", Kind.EXACT),
        ("家庭收入证明", "家庭收入证明（原件，1份，村（居）民委员会出具）", Kind.EXACT),
        ("亲属关系证明", "申请人与被继承人亲属关系证明材料", Kind.WORDED),
        ("亲属关系证明", "由社区居委会出具的直系亲属关系证明材料", Kind.CORE_ISSUER),
        ("健在证明", "生存证明", Kind.CORE),
        ("婚姻状况证明（单身证明）", "未婚证明", Kind.CORE),
        ("无犯罪记录证明", "有无犯罪记录情况说明", Kind.CORE),
        ("居民财产证明", "收入证明", Kind.HYPER),
        ("种植面积证明", "农作物种植面积证明", Kind.LIMITED),
        ("居住证明", "由社区盖章的情况说明", Kind.ISSUER),
        ("城镇职工养老保险关系转移接续凭据证明", "城镇职工养老保险关系转移接续凭据确认证明", Kind.FUZZY),
    ],
)
def test_the_same_proof(listed: str, asked: str, kind: Kind) -> None:
    found = match(listed, asked, listed_issuer=VILLAGE)
    assert found is not None and found.kind is kind and listed in found.why
    assert (found.listed, found.asked) == (listed, asked) and 0 <= found.score <= 1


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        pytest.param("出生证明", "出生医学证明", id="kept by law"),
        pytest.param("死亡证明", "死亡医学证明（推断）书", id="kept by law, with brackets"),
        pytest.param("婚姻状况证明", "结婚证", id="a licence is no proof"),
        pytest.param("居住证明", "居住证", id="one character apart"),
        pytest.param("证件遗失证明", "遗失声明", id="made by the applicant"),
        pytest.param("收入证明", "本人签字的收入情况说明", id="told by the applicant"),
        pytest.param("无犯罪记录证明", "公安机关出具的无犯罪记录证明", id="another issuer"),
        pytest.param("未享受低保待遇证明", "享受低保待遇证明", id="the opposite"),
        pytest.param("亲属关系证明", "户口簿", id="another thing"),
    ],
)
def test_not_the_same(listed: str, asked: str) -> None:
    assert match(listed, asked, listed_issuer=VILLAGE) is None


@pytest.mark.parametrize(
    ("asked", "source", "doubt"),
    [
        pytest.param("收入证明", "", "单位", id="employers issue it as well"),
        pytest.param("村委会或派出所出具的收入证明", "", "公安", id="another body will do"),
        pytest.param("收入证明或者纳税记录", "村委会", "任选其一", id="another paper will do"),
        pytest.param("家庭收入情况说明", "", "未写明由谁出具", id="may be the applicant's own"),
    ],
)
def test_what_is_not_sure_says_why(asked: str, source: str, doubt: str) -> None:
    found = matched("收入证明", asked, listed_issuer=VILLAGE, asked_issuer=source)
    assert found is not None and not found.sure and any(doubt in one for one in found.doubts)


def test_the_issuer_stands_in_a_bracket_with_brackets() -> None:
    found = matched("收入证明", "收入证明（原件，1份，村（居）民委员会出具）", listed_issuer=VILLAGE)
    assert found is not None and found.sure


def test_another_purpose_is_for_a_person() -> None:
    asked = {"listed_issuer": VILLAGE, "asked_issuer": "村委会"}
    same = matched("居住证明", "居住证明", purpose="子女入学", item="义务教育阶段新生入学", **asked)
    other = matched("居住证明", "居住证明", purpose="子女入学", item="机动车注册登记", **asked)
    assert same is not None and same.sure
    assert other is not None and "子女入学" in other.doubts[0]


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("亲属关系证明及居住证明", ("亲属关系证明", "居住证明")),
        ("身份证、户口簿", ("身份证", "户口簿")),
        ("①户口簿；②居住证明；③照片", ("①户口簿", "②居住证明", "③照片")),
        ("婚姻、生育状况证明", ("婚姻、生育状况证明",)),
        ("村（居）委会及派出所出具的证明", ("村居委会及派出所出具的证明",)),
        ("终止或者解除劳动关系证明", ("终止或者解除劳动关系证明",)),
        ("", ("",)),
    ],
)
def test_papers_of_a_row(row: str, names: tuple[str, ...]) -> None:
    assert tuple(paper.name for paper in papers(row)) == names


def test_a_choice_between_papers() -> None:
    assert [paper.choice for paper in papers("户口簿或者亲属关系证明，照片")] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("无犯罪记录证明（原件）", Sort.PROOF),
        ("情况说明", Sort.STATEMENT),
        ("材料真实性承诺书", Sort.OWN),
        ("生效判决书", Sort.RESULT),
        ("居住证", Sort.LICENCE),
        ("派出所出具的户籍信息", Sort.OTHER),
    ],
)
def test_what_a_paper_is(name: str, sort: Sort) -> None:
    assert taken_apart(name).sort is sort


@pytest.mark.parametrize(
    ("named", "own", "fit"),
    [
        ("县民政局", "民政局", Fit.YES),
        ("县城管局", "城管局", Fit.YES),
        ("城管局", "城市管理局", Fit.YES),
        ("卫健委", "卫生健康委员会", Fit.YES),
        ("民政部门", "民政局", Fit.YES),
        ("公安局、自然资源局、司法局", "司法局", Fit.YES),
        ("各有关单位", "司法局", Fit.YES),
        ("各乡镇（街道）", "灌涨镇人民政府", Fit.YES),
        ("卫生局", "卫生健康委员会", Fit.UNSURE),
        ("农业局", "农业农村局", Fit.UNSURE),
        ("自然资源局", "自然资源和规划局", Fit.UNSURE),
        ("交警大队", "公安局", Fit.UNSURE),
        ("公安局等", "司法局", Fit.UNSURE),
        ("有关部门", "司法局", Fit.UNSURE),
        ("财政局", "民政局", Fit.NO),
        ("公安局", "司法局", Fit.NO),
        ("各乡镇（街道）", "司法局", Fit.NO),
        ("", "司法局", Fit.UNNAMED),
        ("民政局", "", Fit.UNNAMED),
    ],
)
def test_units(named: str, own: str, fit: Fit) -> None:
    assert unit_fit(named, own) is fit


@pytest.mark.parametrize(
    ("named", "own", "fit"),
    [
        ("教师资格认定", "初级中学教师资格认定", Fit.YES),
        ("教师资格认定", "教师资格认定（初级中学以下）", Fit.YES),
        ("食品经营许可", "食品经营许可证核发（变更）", Fit.YES),
        ("特困人员认定；临时救助", "临时救助", Fit.YES),
        ("临时救助", "临时救助对象认定", Fit.YES),
        ("初级中学教师资格认定", "教师资格认定", Fit.UNSURE),
        ("教师资格认定", "保安员证核发", Fit.NO),
        ("公司设立登记", "分公司设立登记", Fit.NO),
        ("食品经营许可证核发", "食品经营许可证注销", Fit.UNSURE),
        ("教师资格认定", "教师资格定期注册", Fit.UNSURE),
        ("户外广告设置审批", "设置户外广告审批", Fit.UNSURE),
        ("食品经营许可（首次）", "食品经营许可变更", Fit.NO),
        ("收养登记", "解除收养登记", Fit.NO),
        ("", "收养登记", Fit.UNNAMED),
    ],
)
def test_items(named: str, own: str, fit: Fit) -> None:
    assert item_fit(named, own) is fit


@pytest.mark.parametrize(
    ("text", "concept", "effect"),
    [
        ("可告知承诺，承诺后免交", Concept.PROOF, Effect.WAIVED),
        ("以承诺书代替", Concept.PROOF, Effect.WAIVED),
        ("免提交（承诺制）", Concept.PROOF, Effect.WAIVED),
        ("实行告知承诺制，书面承诺后不再提交", Concept.PROOF, Effect.WAIVED),
        ("承诺后5个工作日内补齐", Concept.PROOF, Effect.LATER),
        ("住所证明（可承诺）", Concept.PROOF, Effect.UNSTATED),
        ("本事项实行告知承诺制", Concept.PROOF, Effect.UNSTATED),
        ("可告知承诺（失信被执行人不适用告知承诺）", Concept.PROOF, Effect.UNSTATED),
        ("以告知承诺方式取得许可的，当场作出决定", Concept.PERMIT, Effect.UNSTATED),
        ("可容缺", Concept.TOLERANCE, Effect.LATER),
        ("信息免交、信用后补", Concept.TOLERANCE, Effect.LATER),
        ("免提交", Concept.NONE, Effect.UNSTATED),
        ("承诺时限5个工作日", Concept.NONE, Effect.UNSTATED),
        ("承诺件", Concept.NONE, Effect.UNSTATED),
        ("服务承诺", Concept.NONE, Effect.UNSTATED),
        ("诚信承诺书", Concept.NONE, Effect.UNSTATED),
        ("廉政承诺书", Concept.NONE, Effect.UNSTATED),
        ("材料真实性承诺书", Concept.NONE, Effect.UNSTATED),
        ("承诺所提供信息真实、完整的承诺书", Concept.NONE, Effect.UNSTATED),
        ("未受过刑事处罚本人承诺书", Concept.NONE, Effect.UNSTATED),
        ("不适用告知承诺", Concept.NONE, Effect.UNSTATED),
        ("本事项不实行告知承诺制", Concept.NONE, Effect.UNSTATED),
        ("是否告知承诺：否", Concept.NONE, Effect.UNSTATED),
    ],
)
def test_marking(text: str, concept: Concept, effect: Effect) -> None:
    mark = marking(text)
    assert (mark.concept, mark.effect) == (concept, effect)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("承诺后15个工作日内补交", "15个工作日内"),
        ("告知承诺，领证前补交", "领证前"),
        ("可容缺，受理后五日内补齐", "五日内"),
        ("承诺后及时补交", ""),
    ],
)
def test_until_when(text: str, due: str) -> None:
    assert marking(text).due == due


def test_what_denies_a_promise_says_so() -> None:
    assert marking("不适用告知承诺").denied and not marking("失信人员不适用告知承诺").denied


def test_labelled_marks() -> None:
    """No promise of another sort counts, and of the rest at most one in fifty is misread."""
    answered = marks()
    assert sum(label == answer for label, answer, _ in answered) >= 0.98 * len(answered)
    assert not [text for label, answer, text in answered if label in "-N" and answer not in "-N"]


def test_the_statement_of_accuracy_can_be_printed() -> None:
    assert table().count("\n| ") >= 9 and "告知承诺标注" in table()


def test_whoever_issues_the_first_paper_of_a_row_issues_the_next() -> None:
    found = matched("婚姻状况证明", "村委会出具的收入证明、婚姻状况证明", listed_issuer=VILLAGE)
    assert found is not None and found.sure


@pytest.mark.parametrize("name", ["item_pairs.txt", "item_pairs_held.txt"])
def test_no_entry_is_carried_over_to_another_item(name: str) -> None:
    said = fits(DEVELOPED.with_name(name))
    assert "误认 0 对" in said, said
