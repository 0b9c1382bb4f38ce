"""Answers of forms in the database: the newest stands, every one is kept, the workbook only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from checks.answers import FORM_SOURCE, Answer
from storage import answers, evidence
from storage.database import transaction
from storage.models import Run, Snapshot
from tests.storage.factories import COUNTY, NOW, make_run

FIRST = Answer("灌涨镇", "t05-toilet", values={"there": "否"}, answered_on=date(2022, 3, 9), role="站长")


def store(session: Session, *given: Answer, days: int = 0, county: str = COUNTY) -> None:
    run = make_run(session, county=county, kind="import")
    answers.store(session, run, given, workbook=b"PK book", file="表.xlsx", at=NOW + timedelta(days=days))


def test_the_newest_answer_stands_and_the_older_is_kept(engine: Engine) -> None:
    with transaction(engine) as session:
        second = replace(FIRST, values={"there": "是"})
        store(session, FIRST)
        store(session, second, replace(FIRST, rule="t05-equipment"), days=1)
        store(session, replace(FIRST, values={"there": "别县"}), days=2, county="邻县")
        stand = answers.newest(session, COUNTY)
        assert [(one.answer.rule, one.answer.value("there")) for one in stand] == [
            ("t05-equipment", "否"),
            ("t05-toilet", "是"),
        ]
        told = [one.answer.value("there") for one in answers.history(session, COUNTY)]
        assert told == ["否", "是", "否"]
        assert session.scalar(select(func.count()).select_from(Snapshot)) == 1


def test_what_was_stored_says_where_it_came_from(engine: Engine) -> None:
    with transaction(engine) as session:
        store(session, FIRST)
        (stored,) = answers.newest(session, COUNTY)
        assert stored.answer == replace(FIRST, origin=stored.answer.origin)
        origin = stored.answer.origin
        assert (
            (origin.source, origin.fetched_url)
            == (FORM_SOURCE, stored.key)
            == (FORM_SOURCE, "form:灌涨镇/t05-toilet")
        )
        assert len(origin.snapshot) == 64 and stored.at == NOW


def test_an_answer_written_again_says_the_same() -> None:
    again = replace(FIRST, answered_on=date(2022, 3, 20), role="主任")
    assert answers.content_hash(again) == answers.content_hash(FIRST)
    assert answers.content_hash(replace(FIRST, paper=True)) != answers.content_hash(FIRST)


def test_answers_are_no_reading_of_pages(engine: Engine) -> None:
    with transaction(engine) as session:
        store(session, FIRST)
        (stored,) = answers.newest(session, COUNTY)
        place = (FORM_SOURCE, stored.key)
        assert list(evidence.last_readings(session, COUNTY, [place], before=10**6)) == []
        assert list(evidence.newest(session, COUNTY, ("guide", "publication"))) == []
        assert answers.readings([stored]).keys() == {("answer:t05-toilet:灌涨镇", "form")}


def test_an_answer_of_the_desk_bears_its_writer_and_one_run_a_day(engine: Engine) -> None:
    with transaction(engine) as session:
        for hour, there in enumerate(("无", "是")):
            answer = Answer("灌涨镇", "t05-toilet", values={"there": there})
            answers.put(
                session, COUNTY, answer, who=f"经办人{hour}", at=NOW + timedelta(hours=hour), day=NOW.date()
            )
    with transaction(engine) as session:
        told = [
            (one.who, one.file) for one in answers.history(session, COUNTY, unit="灌涨镇", rule="t05-toilet")
        ]
        standing = answers.standing(session, COUNTY, "灌涨镇", "t05-toilet")
        runs = session.scalars(select(Run).where(Run.kind == "form")).all()
    assert told == [("经办人0", ""), ("经办人1", "")]
    assert standing is not None and standing.answer.value("there") == "是"
    assert [run.state for run in runs] == ["complete"]
    with transaction(engine) as session:
        assert answers.standing(session, COUNTY, "别的镇", "t05-toilet") is None
        assert answers.newest(session, COUNTY, unit="别的镇") == ()
