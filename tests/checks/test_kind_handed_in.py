"""Addresses and screenshots, reasons and copies, paper and file, the last day, and pictures used twice."""

from __future__ import annotations

from datetime import date

import pytest

from checks.answer_records import answer_from_json, answer_to_json
from checks.answers import (
    Answer,
    AnswerInCounty,
    Asked,
    HandIn,
    OnSite,
    OnSiteRuling,
    Proof,
    ProofFile,
    UnitForms,
    newest,
)
from checks.engine import judge
from checks.evidence import Unit
from checks.gather import gathered
from checks.kinds.handed_in import HandedInOnTime, PaperAndElectronic, PublishedProven, UnpublishedExplained
from checks.kinds.reused import Reused
from checks.outcome import Outcome, Verdict
from checks.pictures import Pictures
from checks.records import BadRecord
from rules import all_rules
from rules.self_check import NO_REASON

FAIL, REVIEW = Verdict.FAIL, Verdict.REVIEW
ADDRESS = ("https://www.example.invalid/1.html",)
SHOT, COPY = ProofFile(Proof.SCREENSHOT, "1.png"), ProofFile(Proof.COPY, "1.pdf")
RULES = {rule.id: rule for rule in all_rules()}

HAND_INS = ("m-published-without-url-or-screenshot", "m-unpublished-without-reason-or-copy", "m-paper-or-electronic-missing")  # fmt: skip
DUE = date(2022, 4, 11)


def alone(answer: Answer) -> AnswerInCounty:
    return AnswerInCounty(answer, Pictures.of((answer,)))


def said(outcomes: list[Outcome]) -> list[tuple[Verdict, str]]:
    return [(one.verdict, one.reason) for one in outcomes]


@pytest.mark.parametrize(
    ("published", "urls", "files", "expected"),
    [
        (True, ADDRESS, (SHOT,), []),
        (True, (), (SHOT,), [(FAIL, "标为已公开，但未提供网址")]),
        (True, ADDRESS, (COPY,), [(FAIL, "标为已公开，但未提供截图")]),
        (True, (), (), [(FAIL, "标为已公开，但未提供网址、截图")]),
        (False, (), (), []),
        (False, ADDRESS, (), [(REVIEW, "标为未公开，却填了网址，前后矛盾")]),
        (None, (), (), []),
    ],
)
def test_what_is_published_has_address_and_screenshot(
    published: bool | None,
    urls: tuple[str, ...],
    files: tuple[ProofFile, ...],
    expected: list[tuple[Verdict, str]],
) -> None:
    answer = Answer("民政局", "c03-case-missing", published=published, urls=urls, files=files)
    assert said(list(PublishedProven(("m-report-late",))(alone(answer)))) == expected


@pytest.mark.parametrize(
    ("published", "reason", "files", "expected"),
    [
        (False, "涉及内部人事，不公开", (COPY,), []),
        (False, "", (COPY,), [(FAIL, "标为未公开，但未提供未公开的理由")]),
        (False, "无", (COPY,), [(FAIL, "标为未公开，但未提供未公开的理由")]),
        (False, " / 。", (COPY,), [(FAIL, "标为未公开，但未提供未公开的理由")]),
        (False, "无法公开：涉密", (COPY,), []),
        (False, "涉及内部人事", (SHOT,), [(FAIL, "标为未公开，但未提供文件、材料复印件")]),
        (None, "", (), [(REVIEW, "没有填写是否已公开")]),
        (True, "", (), []),
    ],
)
def test_what_is_not_published_has_reason_and_copy(
    published: bool | None, reason: str, files: tuple[ProofFile, ...], expected: list[tuple[Verdict, str]]
) -> None:
    answer = Answer("民政局", "c03-case-missing", published=published, reason=reason, files=files)
    assert said(list(UnpublishedExplained(NO_REASON, ("m-report-late",))(alone(answer)))) == expected


def test_a_ruling_on_site_is_no_answer_of_the_unit() -> None:
    ruled = Answer("民政局", "c03-case-missing", on_site=OnSiteRuling(OnSite.MET, made_on=DUE))
    county = gathered("示例县", (Unit("民政局"),), (), answers=(ruled,))
    for rule in HAND_INS:
        assert list(judge(county, (RULES[rule],))) == []
    assert [one.verdict for one in judge(county, (RULES["c03-case-missing"],))] == [Verdict.PASS]


def test_the_report_itself_is_never_published() -> None:
    report = alone(Answer("民政局", "m-report-late"))
    assert not list(PublishedProven(("m-report-late",))(report))
    assert not list(UnpublishedExplained(NO_REASON, ("m-report-late",))(report))


@pytest.mark.parametrize(
    ("paper", "electronic", "missing"),
    [(True, True, ""), (True, False, "电子件"), (None, True, "纸质件"), (None, None, "纸质件、电子件")],
)
def test_paper_and_file(paper: bool | None, electronic: bool | None, missing: str) -> None:
    outcomes = said(list(PaperAndElectronic()(alone(Answer("局", "r", paper=paper, electronic=electronic)))))
    assert outcomes == ([(FAIL, f"未登记{missing}")] if missing else [])


ON_TIME = RULES["m-report-late"].check


def forms(day: date, *answers: Answer, asked: tuple[str, ...] = ()) -> UnitForms:
    hand_in = HandIn(day, DUE, {"民政局": tuple(Asked(rule, rule) for rule in asked)})
    return UnitForms(Unit("民政局"), answers, hand_in)


def report(day: str, answered: date = date(2022, 4, 20)) -> Answer:
    return Answer("民政局", "m-report-late", values={"day": day}, answered_on=answered)


@pytest.mark.parametrize(
    ("day", "expected", "words"),
    [
        ("2022-04-11", None, ""),
        ("2022-04-12", FAIL, "于2022-04-12报送，晚于规定时限4月11日"),
        ("四月", REVIEW, "报送日期没有填写或看不懂"),
        ("", REVIEW, "报送日期没有填写或看不懂"),
        ("2022-05-01", REVIEW, "晚于填表日期"),
    ],
)
def test_the_last_day_is_in_time(day: str, expected: Verdict | None, words: str) -> None:
    assert isinstance(ON_TIME, HandedInOnTime)
    outcomes = said(list(ON_TIME(forms(date(2022, 4, 25), report(day)))))
    assert [verdict for verdict, _ in outcomes] == ([expected] if expected else [])
    assert all(words in reason for _, reason in outcomes)


def test_nothing_registered_is_for_a_person_and_open_questions_are_counted() -> None:
    assert isinstance(ON_TIME, HandedInOnTime)
    ((verdict, reason),) = said(list(ON_TIME(forms(date(2022, 4, 12), asked=("c03-case-missing",)))))
    assert verdict is REVIEW and "未登记自查情况报告" in reason
    given = (report("2022-04-01"), Answer("民政局", "c03-case-missing"))
    left = forms(
        date(2022, 4, 12), *given, asked=("m-report-late", "c03-case-missing", "c04-evidence-missing")
    )
    assert said(list(ON_TIME(left))) == [(FAIL, "自查表有1项没有填报：c04-evidence-missing")]


@pytest.mark.parametrize(("day", "rulings"), [(DUE, [Verdict.NOT_APPLICABLE]), (date(2022, 4, 12), [REVIEW])])
def test_nothing_is_asked_before_the_day_is_over(day: date, rulings: list[Verdict]) -> None:
    rule, units = RULES["m-report-late"], (Unit("民政局"), Unit("水利局"))
    hand_in = HandIn(day, DUE, {"水利局": (Asked(rule.id),)})
    begun = gathered("示例县", units, (), answers=(report("2022-04-01"),), hand_in=hand_in)
    assert [one.verdict for one in judge(begun, (rule,))] == rulings
    assert list(judge(gathered("示例县", units, (), hand_in=hand_in), (rule,))) == []
    assert list(judge(gathered("示例县", units, (), answers=(report("2022-04-01"),)), (rule,))) == []


LOOK = "00ff13579bdf2468"


@pytest.mark.parametrize(
    ("sort", "other", "found"),
    [
        pytest.param(Proof.PHOTO, ProofFile(Proof.PHOTO, "b.jpg", hash="1", look=LOOK), True, id="the same"),
        pytest.param(Proof.PHOTO, ProofFile(Proof.PHOTO, "b.jpg", hash="2", look="00ff13579bdf2467"), True, id="4 bits"),
        pytest.param(Proof.PHOTO, ProofFile(Proof.PHOTO, "b.jpg", hash="2", look="00ff13579bdf2477"), False, id="5 bits"),
        pytest.param(Proof.PHOTO, ProofFile(Proof.PHOTO, "b.jpg", hash="2", look=""), False, id="no features"),
        pytest.param(Proof.COPY, ProofFile(Proof.COPY, "b.pdf", hash="1"), False, id="a document of the county"),
        pytest.param(Proof.SCREENSHOT, ProofFile(Proof.SCREENSHOT, "b.png", hash="1"), True, id="the same shot"),
        pytest.param(Proof.SCREENSHOT, ProofFile(Proof.SCREENSHOT, "b.png", hash="2", look=LOOK), False, id="one site"),
    ],
)  # fmt: skip
def test_pictures_of_two_units(sort: Proof, other: ProofFile, found: bool) -> None:
    own = Answer(
        "甲镇", "r", files=(ProofFile(sort, "a", hash="1", look=LOOK),), urls=("https://a.invalid/1",)
    )
    theirs = Answer("乙镇", "r", files=(other,), urls=("https://a.invalid/2",))
    again = Answer("甲镇", "s", files=own.files)
    outcomes = list(Reused(distance=4)(AnswerInCounty(own, Pictures.of((own, theirs, again)))))
    assert [one.verdict for one in outcomes] == ([REVIEW] if found else [])
    assert all("乙镇" in one.reason and "甲镇" not in one.reason for one in outcomes)


def test_a_newer_answer_stands_for_an_older_of_the_same_unit_and_rule() -> None:
    first, second = Answer("甲镇", "r", values={"q": "1"}), Answer("甲镇", "r", values={"q": "2"})
    other = Answer("乙镇", "r")
    assert newest((first, other, second)) == (other, second)


def test_an_answer_goes_through_json_unchanged() -> None:
    answer = Answer(
        "灌涨镇", "t03-zones-missing", "专区", {"zones": "等候区"}, False, ADDRESS, "内部资料",
        (ProofFile(Proof.PHOTO, "1.jpg", "等候区", "ab", LOOK),), True, None, date(2022, 3, 9), "综窗负责人",
        OnSiteRuling(OnSite.UNMET, "没有等候区", date(2022, 3, 15)),
    )  # fmt: skip
    assert answer_from_json(answer_to_json(answer)) == answer
    assert answer_from_json(answer_to_json(Answer("灌涨镇", "r"))) == Answer("灌涨镇", "r")


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"values": {"q": 1}}, "values"),
        ({"published": "是"}, "published"),
        ({"on_site": {"verdict": "一般"}}, "on_site.verdict"),
        ({"on_site": {}}, "on_site.verdict"),
        ({"files": [{"sort": "录像"}]}, "files[0].sort"),
    ],
)
def test_a_wrong_record_is_named(record: dict[str, object], key: str) -> None:
    with pytest.raises(BadRecord) as caught:
        answer_from_json(record)
    assert caught.value.key == key
