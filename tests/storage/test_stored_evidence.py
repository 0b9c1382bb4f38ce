from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from checks.evidence import (
    Article,
    Channel,
    Evidence,
    Guide,
    ListKind,
    Material,
    Origin,
    Page,
    PageKind,
    Publication,
)
from storage import evidence, todo
from storage.database import transaction
from storage.evidence import subject_of
from storage.models import FindingRow, Run
from storage.reasons import Reason
from storage.todo import Planned
from tests.storage.factories import COUNTY, NOW, TODAY, finding_row, make_fetch, make_run, record

NIGHT = timedelta(days=1)
KIND = next(iter(ListKind))
GUIDE = Guide(
    item_name="老年人优待证办理",
    item_code="411325-001",
    unit="县民政局",
    materials=(Material("身份证", commitment="是"),),
    conditions=("年满六十周岁",),
    origin=Origin("http://site/a", "a", "门户", "0" * 64, date(2025, 6, 2)),
)


def read(session: Session, run: Run, key: str, *pieces: Evidence, night: int = 0) -> None:
    visit = record(session, run, make_fetch(key, fetched_at=NOW + night * NIGHT))
    evidence.store(session, run.id, visit, pieces, "1")


@pytest.mark.parametrize(
    "piece",
    [
        GUIDE,
        Publication(KIND, title="清单", unit="县民政局"),
        Article("通知", text="正文", unit="县民政局", published_on=date(2025, 1, 1)),
        Page(PageKind.LIST, title="办事指南"),
    ],
    ids=lambda piece: type(piece).__name__,
)
def test_evidence_comes_back_as_it_was_read(engine: Engine, piece: Evidence) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        read(session, run, "a", piece)
    with transaction(engine) as session:
        (found,) = evidence.of_run(session, run.id)
        assert found.piece == piece
        assert (found.key, found.source, found.channel) == ("a", "门户", "portal")
        assert found.fetched_at == NOW
        assert found.subject == subject_of(piece)


def test_a_page_is_known_by_its_address_and_a_guide_by_its_code() -> None:
    assert subject_of(GUIDE) == "411325-001"
    assert subject_of(Page(PageKind.LIST, origin=Origin("http://site/list"))) == "page:http://site/list"


def test_the_evidence_of_a_run_comes_in_the_order_of_reading(engine: Engine) -> None:
    with transaction(engine) as session:
        run, other = make_run(session), make_run(session)
        for key in "cab":
            read(session, run, key, Article(key), Article(key * 2))
        read(session, other, "z", Article("z"))
        titles = [
            one.piece.title for one in evidence.of_run(session, run.id) if isinstance(one.piece, Article)
        ]
        assert titles == ["c", "cc", "a", "aa", "b", "bb"]


def test_the_newest_reading_of_each_address_stands_for_it(engine: Engine) -> None:
    with transaction(engine) as session:
        first, second = make_run(session), make_run(session)
        read(session, first, "b", Article("b1"))
        read(session, first, "a", Article("a1"), Article("a1 too"))
        read(session, second, "a", Article("a2"), night=1)
        assert newest(session) == ["a2", "b1"]


def test_the_newest_reading_is_that_of_the_latest_fetch_not_of_the_latest_row(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        read(session, run, "a", Article("fetched later"), night=1)
        read(session, run, "a", Article("written later"), night=0)
        assert newest(session) == ["fetched later"]


def test_of_two_fetches_at_the_same_moment_one_is_taken_whole(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        read(session, run, "a", Article("x"), Article("y"))
        read(session, run, "a", Article("v"), Article("w"))
        assert newest(session) == ["v", "w"]


def test_a_visit_that_gave_nothing_leaves_the_reading_before_it(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        read(session, run, "a", Article("a1"))
        read(session, run, "a", night=1)
        record(session, run, make_fetch("a", fetched_at=NOW + 2 * NIGHT, reason=Reason.TIMEOUT, body=None))
        assert newest(session) == ["a1"]


def test_only_the_kinds_asked_for_and_only_this_county(engine: Engine) -> None:
    with transaction(engine) as session:
        read(session, make_run(session), "a", GUIDE, Article("mine"))
        read(session, make_run(session, county="别县"), "b", Article("theirs"))
        assert newest(session) == ["mine"]


def newest(session: Session) -> list[str]:
    found = evidence.newest(session, COUNTY, ("article",))
    return [one.piece.title for one in found if isinstance(one.piece, Article)]


def night_of(session: Session, *keys: str, state: str = "complete", missed: str = "") -> Run:
    """A night that read these addresses, each with an article, and missed another."""
    run = make_run(session, state=state)
    for row in todo.plan(session, run.id, "门户", [Planned(key, f"http://site/{key}") for key in keys]):
        visit = record(session, run, make_fetch(row.key))
        evidence.store(session, run.id, visit, [Article(row.key)], "1")
        todo.mark_fetched(session, row.id, visit.id)
    for row in todo.plan(session, run.id, "门户", [Planned(key, key) for key in missed]):
        todo.mark_failed(session, row.id, Reason.TIMEOUT)
    return run


def known(session: Session) -> list[str]:
    tonight = make_run(session, day=TODAY + timedelta(days=1))
    return [page.key for page in evidence.known_pages(session, tonight, "门户")]


def test_a_county_seen_for_the_first_time_knows_no_page(engine: Engine) -> None:
    with transaction(engine) as session:
        assert known(session) == []


def test_the_pages_of_the_last_accepted_night_are_known(engine: Engine) -> None:
    with transaction(engine) as session:
        night_of(session, "old")
        night_of(session, "b", "a")
        night_of(session, "of a suspect night", state="suspect")
        assert known(session) == ["b", "a"]


def test_a_page_that_gave_no_evidence_is_not_asked_for_again(engine: Engine) -> None:
    with transaction(engine) as session:
        night_of(session, "a", missed="m")
        assert known(session) == ["a"]


@pytest.mark.parametrize(
    ("observed", "expected"),
    [("present", ["a", "m"]), ("unknown", ["a", "m"]), ("gone", ["a"]), ("absent", ["a"])],
)
def test_a_missed_page_is_asked_for_until_its_findings_are_settled(
    engine: Engine, observed: str, expected: list[str]
) -> None:
    with transaction(engine) as session:
        night_of(session, "a", missed="m")
        session.add(finding_row(source="门户", fetched_url="m", observed=observed))
        session.flush()
        assert known(session) == expected


def test_every_page_that_shows_a_finding_is_asked_for(engine: Engine) -> None:
    with transaction(engine) as session:
        night_of(session, "a", missed="mn")
        session.add(finding_row(fetched_url="m", places=[["门户", "m"], ["门户", "n"], ["窗口", "o"]]))
        session.flush()
        assert known(session) == ["a", "m", "n"]


def test_a_known_page_is_planned_as_it_was_planned_last(engine: Engine) -> None:
    planned = Planned("p", "http://site/p", "guide", "县民政局", 3, "list", 2, {"body": "x=1"})
    with transaction(engine) as session:
        run = make_run(session, state="complete")
        (row,) = todo.plan(session, run.id, "门户", [planned])
        visit = record(session, run, make_fetch("p"))
        evidence.store(session, run.id, visit, [Article("p")], "1")
        todo.mark_fetched(session, row.id, visit.id)
        (page,) = evidence.known_pages(session, make_run(session), "门户")
        assert (page.key, page.url, page.kind, page.unit, page.depth, page.meta) == (
            "p", "http://site/p", "guide", "县民政局", 3, {"body": "x=1"},
        )  # fmt: skip


def test_a_finding_of_another_source_or_county_brings_no_page(engine: Engine) -> None:
    with transaction(engine) as session:
        night_of(session, "a", missed="m")
        rows: list[FindingRow] = [
            finding_row(source="窗口", fetched_url="m"),
            finding_row(county="别县", source="门户", fetched_url="m"),
        ]
        session.add_all(rows)
        session.flush()
        assert known(session) == ["a"]


def test_channels_are_kept_as_the_words_of_the_contract(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        visit = record(session, run, make_fetch("a", channel="window"))
        evidence.store(session, run.id, visit, [Guide("项目", unit="县民政局", channel=Channel.WINDOW)], "1")
        (found,) = evidence.of_run(session, run.id)
        assert found.channel == found.piece.channel.value == "window"


def test_the_first_reading_of_a_guide_is_of_a_complete_night(engine: Engine) -> None:
    """What a guide was once: from the first night that was accepted, channel by channel."""
    with transaction(engine) as session:
        for number, (state, conditions) in enumerate(
            [("aborted", "零"), ("complete", "一"), ("complete", "二"), ("running", "三")]
        ):
            run = make_run(session, state=state, at=NOW + number * NIGHT)
            read(session, run, "a", replace(GUIDE, conditions=(conditions,)), night=number)
        found = list(evidence.first_guides(session, COUNTY, run.id))
        assert [guide.conditions for guide in found] == [("一",)]
        assert not list(evidence.first_guides(session, "另一县", run.id))
