"""第三方评估报告 and 通报: both rounds told apart, rates that can be counted again, what was never seen said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy.orm import Session

from checks.answers import Answer as FormAnswer
from checks.kinds.handed_in import HAND_IN_DAY
from checks.scores import Scheme
from counties.plan import Inconsistency, Plan
from counties.profile import Interval, Profile
from reports.papers import assessment, circular
from reports.papers.evaluation import REPORT_LATE, evaluation, timeliness
from reports.papers.html import page_of
from reports.papers.paper import Material, Paper
from reports.papers.round import SECOND, facts_of
from reports.papers.word import filled, template_named
from rules import all_rules
from storage import answers, claims, decisions, issuing
from storage.claims import Answer
from storage.database import connect, migrate, transaction
from tests.reports.papers.conftest import MINE, OTHER, TOWN, profile
from tests.storage.factories import COUNTY, NOW, finding_row, make_run

SECOND_BEGAN = datetime(2025, 8, 1, 16, tzinfo=UTC)
"""Midnight of 2 August in Beijing."""
AUTUMN = date(2025, 9, 18)
PLAN = Plan(
    "示例县政务服务第三方评估方案",
    "",
    (Inconsistency(1, "标题与内容的日期不一", "以具体日期为准"),),
    ("满意率",),
)


def county(**more: Any) -> Profile:
    known = profile()
    assert known.rounds is not None
    rounds = replace(
        known.rounds,
        round_two=Interval(date(2025, 8, 2), date(2025, 8, 16)),
        self_report_due=date(2025, 4, 11),
    )
    return replace(known, rounds=rounds, plan=PLAN, **more)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Three problems issued (one fixed, one disputed and kept, one open) and one found in the second round."""
    engine = connect(f"sqlite:///{tmp_path / 'zwaudit.db'}")
    migrate(engine)
    with transaction(engine) as opened:
        run = make_run(opened, state="complete")
        first = [
            finding_row(unit=MINE, item_name="甲事项", severity="S1"),
            finding_row(unit=MINE, item_name="乙事项", item_code="2"),
            finding_row(unit=OTHER, item_name="丙事项", item_code="3", rule="c02-cancelled-proof-demanded",
                        indicator="附件1-2"),
        ]  # fmt: skip
        dismissed = finding_row(unit=OTHER, item_name="丁事项", item_code="4")
        opened.add_all([*first, dismissed])
        opened.flush()
        for row in first:
            decisions.decide(opened, row.id, "confirmed", who="乙", at=NOW, reason="属实")
        decisions.decide(opened, dismissed.id, "dismissed", who="乙", at=NOW, reason="法律有规定")
        issuing.issue(
            opened, COUNTY, "第一轮", due=date(2025, 7, 29), on=date(2025, 6, 2), who="甲", at=NOW,
            document_number="示放组办〔2025〕1号",
        )  # fmt: skip
        for row in first:
            opened.refresh(row)
        first[0].observed, first[0].cause, first[0].fixed_at = "absent", "fixed", SECOND_BEGAN
        claims.answer(opened, first[1].id, Answer.DISPUTED, who="丙", at=NOW, note="上级文件要求")
        decisions.decide(opened, first[1].id, "confirmed", who="乙", at=SECOND_BEGAN, reason="维持")
        late = finding_row(
            unit=TOWN, item_name="戊事项", item_code="5", first_seen=SECOND_BEGAN, decided="confirmed"
        )
        opened.add(late)
        day = FormAnswer(MINE, REPORT_LATE, values={HAND_IN_DAY: "2025年4月12日"})
        answers.put(opened, COUNTY, day, who="丙", at=NOW, day=run.as_of)
    with transaction(engine) as opened:
        yield opened
    engine.dispose()


def material(session: Session, known: Profile | None = None, *, as_of: date = AUTUMN) -> Material:
    known = known or county()
    facts = facts_of(session, known, all_rules(), as_of=as_of)
    seen = frozenset({"附件1-2", "附件1-12"})
    return Material(session, known, all_rules(), facts, verified={MINE: seen, OTHER: seen, TOWN: frozenset()})


def told(paper: Paper, given: Material) -> Any:
    found = paper.facts(given)
    assert found is not None
    return found


def words(paper: Paper, given: Material) -> str:
    document = Document(BytesIO(filled(template_named(paper.template), told(paper, given))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_what_the_second_round_found_is_in_no_rate(session: Session) -> None:
    found = told(assessment.PAPER, material(session))
    assert (found.total.issued.value, found.total.fixed.value, found.new.value) == (3, 1, 1)
    assert str(found.total.rate) == "33.3%"
    assert [(one.name, one.new.value) for one in found.townships] == [(TOWN, 1)]
    assert [one.item for one in found.new_lines] == ["戊事项"]


def test_before_the_second_round_nothing_is_new(session: Session) -> None:
    found = told(assessment.PAPER, material(session, as_of=date(2025, 8, 1)))
    assert found.new.value == 0 and found.new_lines == ()


def test_nothing_is_evaluated_before_a_list_was_issued(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'empty.db'}")
    migrate(engine)
    with transaction(engine) as session:
        given = material(session)
        assert evaluation(given) is None and assessment.PAPER.facts(given) is None
        assert circular.PAPER.facts(given) is None
    engine.dispose()


def test_a_criterion_is_passed_by_units_of_which_anything_was_seen(session: Session) -> None:
    found = {one.criterion: one for one in told(assessment.PAPER, material(session)).criteria}
    proofs, clauses = found["附件1第2项"], found["附件1第12项"]
    assert (proofs.verified, proofs.failing.value, proofs.passed) == ("2", 1, "50.0%")
    # The town has a new problem: it was seen, and does not pass.
    assert (clauses.verified, clauses.failing.value, clauses.passed) == ("3", 2, "33.3%")
    assert [case.unit for case in proofs.cases] == [OTHER]
    assert (proofs.verified_units, proofs.failing_units) == (f"{MINE}、{OTHER}", OTHER)


def test_every_criterion_of_the_plan_is_reported_and_only_those_with_problems_are_drawn(
    session: Session,
) -> None:
    found = told(assessment.PAPER, material(session))
    assert [one.criterion for one in found.criteria] == [
        *(f"附件1第{number}项" for number in range(1, 13)),
        *(f"附件2第{number}项" for number in range(1, 9)),
    ]
    assert {one.passed for one in found.criteria if not one.outcomes.issued and one.verified == "0"} == {"—"}
    assert found.chart_criteria.names == ("附件1第2项", "附件1第12项")


def test_where_nobody_looked_no_share_is_given(session: Session) -> None:
    found = told(assessment.PAPER, replace(material(session), verified=None))
    assert {one.passed for one in found.criteria} == {"—"}
    assert {one.verified for one in found.data.criteria} == {"—"}


def test_the_statement_tells_what_people_overruled(session: Session) -> None:
    data = told(assessment.PAPER, material(session)).data
    counts = (data.suspected.value, data.confirmed.value, data.dismissed.value, data.undecided.value)
    assert counts == (5, 4, 1, 0) and str(data.false_rate) == "20.0%"
    assert [(one.unit, one.ruling) for one in data.disputes] == [(MINE, "未采纳，维持原结论")]
    assert [(one.name, one.count.value) for one in data.rulings] == [("未采纳，维持原结论", 1)]


def test_the_report_discloses_method_plan_and_limits(session: Session) -> None:
    text = words(assessment.PAPER, material(session))
    for said in (
        "评估方案没有规定权重和分值", "不抽样", "误报率", "无法核验的", "上级统一要素", "申辩及采纳", "规则库版本", "采集情况",
        "以具体日期为准", "满意率", "隐去中间几位", "名次并列", "（文号待补）", "页面删除不等于整改",
    ):  # fmt: skip
        assert said in text, said


def test_scores_and_places_are_only_given_where_the_county_asks(session: Session) -> None:
    plain = told(assessment.PAPER, material(session))
    assert not plain.has_scores and {one.place + one.score for one in plain.departments} == {""}
    assert "名次" not in words(circular.PAPER, material(session)).split("不排名次")[0]
    ranked = told(circular.PAPER, material(session, county(scores=Scheme(ranking=True))))
    assert ranked.ranks and all(one.score for one in ranked.departments if one.place.isdigit())


def test_late_reports_are_named_and_unregistered_ones_are_not_late(session: Session) -> None:
    found = told(circular.PAPER, material(session))
    by_unit = {one.name: one.handed_in for one in (*found.departments, *found.townships)}
    assert by_unit == {MINE: "逾期（2025年4月12日）", OTHER: "未登记", TOWN: "未登记"}
    assert found.late == MINE and found.not_registered == 2
    assert timeliness(date(2025, 4, 11), date(2025, 4, 11)) == "按期"


def test_the_circular_is_a_draft_without_number_and_signature(session: Session) -> None:
    document = Document(BytesIO(filled(template_named("通报.docx"), told(circular.PAPER, material(session)))))
    first, *_, last = [one.text.strip() for one in document.paragraphs if one.text.strip()]
    assert "草稿" in first and last == "年　　月　　日"
    assert "〔" not in "".join(one.text for one in document.paragraphs)


def test_the_second_rounds_papers_speak_of_the_first_rounds_problems(session: Session) -> None:
    facts = facts_of(session, county(), all_rules(), as_of=AUTUMN, round_name=SECOND)
    given = replace(material(session), facts=facts)
    assert told(assessment.PAPER, given).total.issued.value == 3


def test_the_page_shows_the_charts_of_the_word_file(session: Session) -> None:
    found = told(assessment.PAPER, material(session))
    page = page_of(filled(template_named("第三方评估报告.docx"), found), "第三方评估报告")
    assert page.count('src="data:image/svg+xml;base64,') == 2 and f'alt="{MINE}：第一轮下发' in page
    assert page.count('<hr class="page">') == 2
