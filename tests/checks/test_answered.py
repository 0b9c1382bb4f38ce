"""What an answer comes to for whoever fills it in."""

from __future__ import annotations

from datetime import date

import pytest

from checks.answer_records import answer_from_json, answer_to_json
from checks.answered import State, answered
from checks.answers import Answer, OnSite, OnSiteRuling, Proof, ProofFile
from checks.records import BadRecord
from rules import all_rules

RULES = all_rules()
BY_ID = {rule.id: rule for rule in RULES}
PROOFS = (ProofFile(Proof.COPY, "测量图.pdf"), ProofFile(Proof.PHOTO, "1.jpg", hash="p1"))
WHOLE = {
    "published": False, "reason": "内部资料，不属于公开范围", "paper": True, "electronic": True, "files": PROOFS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "more", "state"),
    [
        pytest.param({"area": "150", "open": "是"}, WHOLE, State.GOOD, id="at the threshold"),
        pytest.param({"area": "149.9", "open": "是"}, WHOLE, State.SHORT, id="below it"),
        pytest.param({"area": "149.9"}, {}, State.SHORT, id="below it and much is missing"),
        pytest.param({"area": "150"}, WHOLE, State.PARTLY, id="a question is open"),
        pytest.param({"area": "150", "open": "是"}, {}, State.PARTLY, id="without proofs"),
        pytest.param({}, {"paper": True}, State.PARTLY, id="only registered"),
        pytest.param({}, {}, State.OPEN, id="nothing"),
        pytest.param(
            {}, {"on_site": OnSiteRuling(OnSite.UNMET, "x")}, State.OPEN, id="an assessor's word only"
        ),
    ],
)
def test_how_far_an_answer_is(values: dict[str, str], more: dict[str, object], state: State) -> None:
    answer = Answer("甲镇", "t01-area-below-150", values=values, **more)  # type: ignore[arg-type]
    assert answered(BY_ID["t01-area-below-150"], answer, RULES).state is state


def test_an_assessors_word_changes_nothing_of_what_the_unit_says() -> None:
    answer = Answer("甲镇", "t01-area-below-150", values={"area": "180", "open": "是"}, **WHOLE)  # type: ignore[arg-type]
    ruled = Answer(
        "甲镇", answer.rule, values=answer.values, on_site=OnSiteRuling(OnSite.UNMET, "实测120"), **WHOLE  # type: ignore[arg-type]
    )  # fmt: skip
    rule = BY_ID[answer.rule]
    assert answered(rule, answer, RULES) == answered(rule, ruled, RULES)


@pytest.mark.parametrize(
    ("day", "due", "state"),
    [
        ("2022-04-11", date(2022, 4, 11), State.PARTLY),
        ("2022-04-12", date(2022, 4, 11), State.SHORT),
        ("2022-04-12", None, State.PARTLY),
        ("四月", date(2022, 4, 11), State.PARTLY),
    ],
)
def test_a_report_is_late_from_the_day_after_its_last(day: str, due: date | None, state: State) -> None:
    answer = Answer("甲镇", "m-report-late", values={"day": day})
    assert answered(BY_ID["m-report-late"], answer, RULES, due=due).state is state


def test_no_answer_is_open() -> None:
    assert answered(BY_ID["t01-area-below-150"], None, RULES).state is State.OPEN


def test_an_assessors_counts_and_photos_survive_storage() -> None:
    photo = ProofFile(Proof.PHOTO, "1.jpg", "大厅", "a" * 64, "f0f0f0f0f0f0f0f0")
    ruling = OnSiteRuling(OnSite.UNMET, "实测", date(2022, 3, 9), {"area": "120"}, (photo,))
    answer = Answer("甲镇", "t01-area-below-150", on_site=ruling)
    assert answer_from_json(answer_to_json(answer)) == answer


def test_a_ruling_without_counts_is_stored_as_it_always_was() -> None:
    record = answer_to_json(Answer("甲镇", "t01-premises", on_site=OnSiteRuling(OnSite.MET)))
    assert record["on_site"] == {"verdict": "达标", "remark": "", "made_on": None}


def test_broken_counts_are_named() -> None:
    record = {"unit": "甲镇", "rule": "r", "on_site": {"verdict": "达标", "values": {"area": 1}}}
    with pytest.raises(BadRecord, match=r"on_site\.values"):
        answer_from_json(record)
