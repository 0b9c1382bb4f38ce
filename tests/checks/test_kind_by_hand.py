"""What a unit's answer comes to: the threshold and one past it, what is missing, what contradicts itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checks.answers import Answer, OnSite, OnSiteRuling, Proof, ProofFile
from checks.asking import asked_of, is_asked, questions_of
from checks.engine import judge
from checks.evidence import Unit
from checks.gather import gathered
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Outcome, Severity, Verdict
from checks.questions import Choices, Day, Lacking, Names, Number, Question, Text, YesNo
from checks.rule import Answers, Mode
from rules import all_rules

PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.REVIEW
FOUR = ("窗口服务区", "自助服务区", "咨询投诉区", "等候区")


def answer(*files: ProofFile, **values: str) -> Answer:
    return Answer("灌涨镇", "t00-trial", values=values, files=files)


def asking(*questions: Question, **more: Any) -> ByHand:
    return ByHand("试题", questions, **{"evidence": (), **more})


def verdict(check: ByHand, given: Answer) -> tuple[Verdict, str]:
    """One outcome at most: a form is one place."""
    outcomes: list[Outcome] = list(check(given))
    assert len(outcomes) <= 1
    return (outcomes[0].verdict, outcomes[0].reason) if outcomes else (PASS, "")


AREA = asking(Question("q", "多少？", Number("使用面积", "㎡", reaches_bar=True, whole=False)), limit=150)
WINDOWS = asking(Question("q", "几个？", Number("综合窗口", "个", reaches_bar=True)), limit=2)
JUST_TWO = asking(Question("q", "几个？", Number("综合窗口", "个", reaches_bar=True)), limit=2, exactly=True)
ZONES = asking(Question("q", "哪些？", Choices("服务专区")), required=FOUR)
MODES = asking(
    Question("q", "哪些？", Choices("便捷服务", some_suffice=True)), limit=1, required=("预约", "上门")
)
SYSTEMS = asking(Question("q", "哪些？", Names("制度", "项")), limit=3)
FUNDS = asking(
    Question("q", "应安排多少？", Number("应安排", "元", whole=False)),
    Question(
        "got",
        "到位多少？",
        Number("已到位", "元", all_of="q", all_what="应安排", may_exceed=True, whole=False),
    ),
)
PLACE = asking(Question("q", "哪里？", Text("位置", on_site=True)))
NUMBER_OF = asking(Question("q", "文号？", Text("文号")))
DAY_OF = asking(Question("q", "哪天？", Day("日期")))
FILE = asking(Question("q", "有无？", YesNo("文件", "没有文件")))


@pytest.mark.parametrize(
    ("check", "text", "expected", "said"),
    [
        pytest.param(AREA, "150", PASS, "", id="at the threshold"),
        pytest.param(AREA, "149.99", FAIL, "使用面积149.99㎡，不足150㎡", id="just below"),
        pytest.param(AREA, "1,150.5㎡", PASS, "", id="with unit and commas"),
        pytest.param(AREA, "１５０", PASS, "", id="full width"),
        pytest.param(AREA, "约150", REVIEW, "“约150”不是数字", id="about is no number"),
        pytest.param(AREA, "150-160", REVIEW, "不是数字", id="a range is no number"),
        pytest.param(AREA, "", REVIEW, "没有填写“使用面积”", id="nothing written"),
        pytest.param(WINDOWS, "2", PASS, "", id="two windows"),
        pytest.param(WINDOWS, "3", PASS, "", id="more than two are good"),
        pytest.param(WINDOWS, "1", FAIL, "综合窗口1个，不足2个", id="one window"),
        pytest.param(WINDOWS, "1.5", REVIEW, "应为整数", id="no half windows"),
        pytest.param(JUST_TWO, "3", FAIL, "综合窗口3个，应为2个", id="exactly two, where a county says so"),
        pytest.param(JUST_TWO, "2", PASS, "", id="two are exactly two"),
        pytest.param(ZONES, "、".join(FOUR), PASS, "", id="four of four"),
        pytest.param(ZONES, "，".join(FOUR[:3]), FAIL, "服务专区缺少等候区（已有3项，应有4项）", id="three of four"),
        pytest.param(ZONES, "无", FAIL, "缺少窗口服务区、自助服务区、咨询投诉区、等候区", id="none at all"),
        pytest.param(ZONES, "窗口服务区、休息区", REVIEW, "“休息区”不在可填的名称内", id="an unknown zone"),
        pytest.param(MODES, "预约、上门", PASS, "", id="all modes"),
        pytest.param(MODES, "预约", FAIL, "便捷服务缺少上门", id="the rest is a hint"),
        pytest.param(SYSTEMS, "代办；首问负责\n一次告知", PASS, "", id="three names, parted as people do"),
        pytest.param(SYSTEMS, "代办、首问负责、《代办》", FAIL, "制度2项（应3项）", id="a name twice counts once"),
        pytest.param(SYSTEMS, "代办、首问负责等10项制度", REVIEW, "没有写全", id="and others are not named"),
        pytest.param(SYSTEMS, "代办 首问负责 一次告知", REVIEW, "应用顿号隔开", id="blanks part nothing"),
        pytest.param(SYSTEMS, "1.代办 2.首问负责 3.男女平等", PASS, "", id="a numbered list"),
        pytest.param(SYSTEMS, "AB 岗、代办、等候区管理", PASS, "", id="what only looks like and others"),
        pytest.param(SYSTEMS, "无", FAIL, "未报送制度（应3项）", id="no name"),
        pytest.param(PLACE, "镇政府东侧", REVIEW, "位置须由评估员现场判断", id="a matter of judgement"),
        pytest.param(NUMBER_OF, "内政〔2022〕3号", PASS, "", id="words"),
        pytest.param(NUMBER_OF, "无", REVIEW, "文号只写了“无”", id="words that say nothing"),
        pytest.param(DAY_OF, "2022年4月11日", PASS, "", id="a day"),
        pytest.param(DAY_OF, "2022-02-30", REVIEW, "不是日期", id="no such day"),
        pytest.param(FILE, "√", PASS, "", id="ticked"),
        pytest.param(FILE, "未", FAIL, "没有文件", id="not there"),
        pytest.param(FILE, "正在办理", REVIEW, "应为“是”或“否”", id="neither yes nor no"),
    ],
)  # fmt: skip
def test_one_question(check: ByHand, text: str, expected: Verdict, said: str) -> None:
    found, reason = verdict(check, answer(q=text))
    assert found is expected and said in reason, reason


@pytest.mark.parametrize(
    ("planned", "got", "expected"),
    [("50000", "49999.99", FAIL), ("50000", "50000", PASS), ("50000", "60000", PASS), ("0", "0", REVIEW)],
)
def test_more_money_than_planned_is_enough(planned: str, got: str, expected: Verdict) -> None:
    assert verdict(FUNDS, answer(q=planned, got=got))[0] is expected


def test_kinds_of_service_that_are_not_needed_are_only_a_hint() -> None:
    (some,) = MODES(answer(q="预约"))
    (none,) = MODES(answer(q="无"))
    assert some.severity is Severity.S4 and none.severity is None


SHARE = asking(
    Question("all", "多少？", Number("村级站", "个")),
    Question("met", "达标多少？", Number("达标", "个", all_of="all", all_what="村级站")),
    Question("unmet", "哪些没有？", Lacking("未达标的村", "all", "met")),
)


@pytest.mark.parametrize(
    ("values", "expected", "said"),
    [
        (("12", "12", "无"), PASS, ""),
        (("12", "11", "张村"), FAIL, "村级站12个，达标11个；未达标的村：张村"),
        (("12", "11", "无"), REVIEW, "未达标的村按填报的数字有1个，写明的有0个，前后矛盾"),
        (("12", "12", "张村"), REVIEW, "前后矛盾"),
        (("12", "13", "无"), REVIEW, "村级站12个，达标13个，前后矛盾"),
        (("0", "0", "无"), REVIEW, "村级站为0个，无从核对"),
        (("12", "", "无"), REVIEW, "没有填写“达标”"),
        (("12", "12", ""), PASS, ""),
        (("12", "11", ""), REVIEW, "前后矛盾"),
        (("12", "10", "张村、李村"), FAIL, "张村、李村"),
    ],
)
def test_numbers_that_belong_together(values: tuple[str, str, str], expected: Verdict, said: str) -> None:
    found, reason = verdict(SHARE, answer(**dict(zip(("all", "met", "unmet"), values, strict=True))))
    assert found is expected and said in reason, reason


ROTA = asking(
    Question("rota", "有轮值表吗？", YesNo("轮值表", "没有轮值表")),
    Question("due", "应到多少？", Number("应到", "人"), only_if="rota"),
)


@pytest.mark.parametrize(
    ("rota", "due", "expected", "said"),
    [
        ("否", "", FAIL, "没有轮值表"),
        ("否", "0", FAIL, "没有轮值表"),
        ("否", "9", REVIEW, "“轮值表”填“否”，“应到”却填了“9”"),
        ("是", "9", PASS, ""),
        ("是", "", REVIEW, "没有填写“应到”"),
    ],
)
def test_a_question_that_is_only_asked_after_a_yes(rota: str, due: str, expected: Verdict, said: str) -> None:
    found, reason = verdict(ROTA, answer(rota=rota, due=due))
    assert found is expected and said in reason, reason


def photo(label: str = "", name: str = "", hash_: str = "") -> ProofFile:
    return ProofFile(Proof.PHOTO, name or f"{label}.jpg", label, hash_ or label)


COPY = ProofFile(Proof.COPY, "测量图.pdf")
SHOT = ProofFile(Proof.SCREENSHOT, "网页.png")
ADDRESS = ("https://www.example.invalid/1.html",)


@pytest.mark.parametrize(
    ("demand", "files", "urls", "expected", "said"),
    [
        pytest.param(Demand(Proof.COPY, "测量图"), (COPY,), (), PASS, "", id="there"),
        pytest.param(Demand(Proof.COPY, "测量图"), (SHOT,), (), REVIEW, "未附测量图复印件", id="of another sort"),
        pytest.param(Demand(Proof.COPY, "通知和签到", 2), (COPY,), (), REVIEW, "应2份，已附1份", id="one of two"),
        pytest.param(Demand(Proof.COPY, "案例", owed=True), (), (), FAIL, "佐证不全，缺案例复印件", id="owed"),
        pytest.param(Demand(Proof.COPY, "文件", or_published=True), (SHOT,), ADDRESS, PASS, "", id="published"),
        pytest.param(Demand(Proof.COPY, "文件", or_published=True), (), ADDRESS, REVIEW, "或网址和截图", id="no shot"),
        pytest.param(Demand(Proof.COPY, "文件"), (SHOT,), ADDRESS, REVIEW, "未附文件复印件", id="address is no copy"),
    ],
)  # fmt: skip
def test_proof(
    demand: Demand, files: tuple[ProofFile, ...], urls: tuple[str, ...], expected: Verdict, said: str
) -> None:
    check = asking(Question("q", "有无？", YesNo("文件", "没有文件")), evidence=(demand,))
    found, reason = verdict(check, Answer("灌涨镇", "t", values={"q": "是"}, files=files, urls=urls))
    assert found is expected and said in reason, reason


ZONE_PHOTOS = asking(
    Question("q", "哪些？", Choices("服务专区")),
    required=FOUR,
    evidence=(Demand(Proof.PHOTO, "各专区", of_each=True),),
)


def test_every_zone_has_a_photo_of_its_own() -> None:
    everything = {"q": "、".join(FOUR)}
    assert verdict(ZONE_PHOTOS, answer(*map(photo, FOUR), **everything)) == (PASS, "")
    found, reason = verdict(ZONE_PHOTOS, answer(*map(photo, FOUR[:3]), **everything))
    assert found is REVIEW and "未附等候区的照片" in reason
    shared = (*map(photo, FOUR[:3]), photo("等候区", hash_="自助服务区"))
    found, reason = verdict(ZONE_PHOTOS, answer(*shared, **everything))
    assert found is REVIEW and "“自助服务区”和“等候区”附的是同一张照片" in reason


def test_who_admits_a_shortcoming_is_not_asked_for_proof() -> None:
    found, reason = verdict(ZONE_PHOTOS, answer(q="、".join(FOUR[:3])))
    assert found is FAIL and "未附" not in reason


DAY_ONE, DAY_TWO = date(2022, 3, 1), date(2022, 3, 2)


@pytest.mark.parametrize(
    ("area", "ruling", "answered", "expected", "said"),
    [
        ("160", OnSite.MET, DAY_ONE, PASS, ""),
        ("", OnSite.MET, DAY_ONE, PASS, ""),
        ("140", OnSite.MET, DAY_ONE, REVIEW, "与填报不一致"),
        ("160", OnSite.UNMET, DAY_ONE, FAIL, "现场核验不达标：实测138㎡"),
        ("140", OnSite.UNMET, DAY_TWO, FAIL, "使用面积140㎡，不足150㎡"),
        ("160", OnSite.UNMET, DAY_TWO, REVIEW, "单位其后重新填报，须再次现场核验"),
    ],
)
def test_an_assessors_word_stands_above_the_units(
    area: str, ruling: OnSite, answered: date, expected: Verdict, said: str
) -> None:
    remark = "实测138㎡" if ruling is OnSite.UNMET else ""
    site = OnSiteRuling(ruling, remark, DAY_ONE)
    found, reason = verdict(AREA, Answer("镇", "t", values={"q": area}, on_site=site, answered_on=answered))
    assert found is expected and said in reason, reason


def test_no_answer_is_no_ruling() -> None:
    county = gathered("示例县", (Unit("灌涨镇", "township"),), ())
    assert [ruling for rule in BY_HAND for ruling in judge(county, (rule,))] == []


BY_HAND = tuple(rule for rule in all_rules() if isinstance(rule.check, ByHand))
CATALOGUE = (
    "c01-case-missing", "c03-case-missing", "c04-evidence-missing", "c05-authorisation-missing",
    "c05-functions-not-concentrated", "c05-section-not-moved-in", "c06-staff", "c06-leader",
    "c06-funds", "c06-training", "c06-thirteen-kinds", "c06-window", "c10-service-case-missing",
    "t01-premises", "t01-area-below-150", "t02-leading-group", "t02-staff", "t03-windows-below-two",
    "t03-zones-missing", "t04-departments-missing", "t04-rota", "t04-village-stations", "t05-equipment",
    "t05-amenities", "t05-toilet", "t06-networks-below-three", "t06-mobile-help", "t06-platform-use",
    "t06-kiosk", "t07-rating-on-the-spot", "t07-mobile-rating", "t08-systems-below-ten",
    "t08-five-on-the-wall", "t08-attendance", "t08-window-without-guide",
)  # fmt: skip
HAND_INS = (
    "m-report-late", "m-published-without-url-or-screenshot", "m-unpublished-without-reason-or-copy",
    "m-paper-or-electronic-missing", "m-evidence-reused",
)  # fmt: skip


def test_every_row_of_the_catalogue_that_only_a_person_sees_asks_and_demands_proof() -> None:
    rules = {rule.id: rule for rule in all_rules()}
    assert set(CATALOGUE) == {rule.id for rule in BY_HAND} and set(HAND_INS) <= set(rules)
    for name in CATALOGUE:
        rule, check = rules[name], rules[name].check
        assert isinstance(check, ByHand) and check.topic and check.questions and check.evidence, name
        assert rule.modes == (Mode.FORM,) and rule.says_unsure, name
        keys = [question.key for question in check.questions]
        assert len(keys) == len(set(keys)), name
        for question in check.questions:
            assert question.asks and question.takes.what and question.takes.shown(check.bar), name
            assert not question.only_if or question.only_if in keys, name


def test_every_threshold_that_a_question_needs_is_there() -> None:
    for rule in BY_HAND:
        check = rule.check
        assert isinstance(check, ByHand)
        takes = [question.takes for question in check.questions]
        limited = any(isinstance(one, Names) or getattr(one, "reaches_bar", False) for one in takes)
        some = any(isinstance(one, Choices) and one.some_suffice for one in takes)
        assert (check.limit is not None) is (limited or some), rule.id
        assert bool(check.required) is any(isinstance(one, Choices) for one in takes), rule.id


def test_no_township_is_asked_for_the_platform_of_another_county() -> None:
    (rule,) = (rule for rule in BY_HAND if rule.id == "t06-platform-use")
    assert isinstance(rule.check, ByHand)
    assert all("罗山" not in question.asks for question in rule.check.questions)
    assert any("本县" in question.asks for question in rule.check.questions)


LEAD, MEMBER = Unit("科工局", "department", ("c01",)), Unit("民政局")
TOWN = Unit("灌涨镇", "township")


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        ("c01-case-missing", (MEMBER,)),
        ("c03-case-missing", (LEAD, MEMBER)),
        ("c06-staff", (TOWN,)),
        ("t05-toilet", (TOWN,)),
        ("m-report-late", (LEAD, MEMBER, TOWN)),
        ("c12-vague-fee", ()),
    ],
)
def test_who_is_asked(rule: str, asked: tuple[Unit, ...]) -> None:
    (found,) = (one for one in all_rules() if one.id == rule)
    assert tuple(unit for unit in (LEAD, MEMBER, TOWN) if is_asked(found, unit)) == asked


def test_the_report_comes_first_and_then_the_criteria_in_their_order() -> None:
    asked = [rule.id for rule in asked_of(TOWN, all_rules())]
    assert asked[0] == "m-report-late" and asked[1:] == sorted(asked[1:])
    assert all(questions_of(rule) for rule in asked_of(TOWN, all_rules()))


def test_facts_that_two_criteria_share_are_marked_in_pairs() -> None:
    shared: dict[str, set[str]] = {}
    for rule in all_rules():
        if rule.same_fact:
            shared.setdefault(rule.same_fact, set()).add(rule.criterion)
    for fact in ("township-staff", "township-leader", "township-windows", "township-business"):
        assert {criterion.partition("-")[0] for criterion in shared[fact]} == {"附件1", "附件2"}, fact


def test_townships_answer_for_townships() -> None:
    for rule in BY_HAND:
        of_towns = rule.id.startswith(("c06", "t0"))
        assert rule.answers is (Answers.TOWNSHIP if of_towns else Answers.UNIT), rule.id
