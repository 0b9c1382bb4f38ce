from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from checks.evidence import Article, Evidence
from storage import evidence, retention, uploads, visits
from storage.database import reading, transaction
from storage.models import EvidenceRow, FindingRow, Snapshot, Visit
from tests.storage.factories import COUNTY, NOW, finding_row, make_fetch, make_run, record
from tests.storage.test_stored_evidence import GUIDE

BEFORE = NOW + timedelta(days=300)
PRUNED_ON = date(2027, 6, 1)
NIGHTS = (0, 100, 600, 601)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def night(session: Session, day: int, pages: dict[str, tuple[bytes, Evidence | None]]) -> dict[str, str]:
    """A complete night so many days on; the hashes of what each address gave."""
    at = NOW + timedelta(days=day)
    run = make_run(session, state="complete", day=at.date(), at=at)
    found = {}
    for key, (body, piece) in pages.items():
        visit = record(session, run, make_fetch(key, fetched_at=at, body=body))
        if piece is not None:
            evidence.store(session, run.id, visit, [piece], "1")
        found[key] = str(visit.snapshot)
    return found


def guide(day: int, key: str = "a") -> Evidence:
    return replace(GUIDE, item_code=f"code-{key}", conditions=(f"第{day}日的条件",))


def changing(key: str) -> dict[int, dict[str, tuple[bytes, Evidence | None]]]:
    """An address that reads otherwise every night."""
    return {day: {key: (f"{key}{day}".encode(), guide(day, key))} for day in NIGHTS}


def play(
    engine: Engine, pages: dict[int, dict[str, tuple[bytes, Evidence | None]]]
) -> dict[int, dict[str, str]]:
    with transaction(engine) as session:
        return {day: night(session, day, pages[day]) for day in NIGHTS}


def add_finding(engine: Engine, digest: str, **more: object) -> None:
    with transaction(engine) as session:
        session.add(finding_row(snapshot=digest, fetched_url="a", subject="code-a", **more))


def pruned(engine: Engine) -> None:
    with transaction(engine) as session:
        retention.prune(session, retention.prunable(session, COUNTY, BEFORE), PRUNED_ON)


def kept(engine: Engine, hashes: dict[int, dict[str, str]], key: str = "a") -> list[int]:
    """The days whose bytes of this address are still there."""
    with reading(engine) as session:
        return [day for day in NIGHTS if visits.is_kept(session, hashes[day][key])]


def readings(engine: Engine) -> list[str]:
    with reading(engine) as session:
        rows = session.scalars(select(EvidenceRow).order_by(EvidenceRow.id))
        return [row.content["conditions"][0] for row in rows]


def test_old_pages_go_and_the_newer_ones_stay(engine: Engine) -> None:
    hashes = play(engine, changing("a"))
    pruned(engine)
    assert kept(engine, hashes) == [600, 601]
    with reading(engine) as session, pytest.raises(visits.Pruned, match="2027-06-01"):
        visits.body(session, hashes[0]["a"])


def test_every_visit_stays_with_its_hash(engine: Engine) -> None:
    hashes = play(engine, changing("a"))
    pruned(engine)
    with reading(engine) as session:
        found = list(session.scalars(select(Visit.snapshot).order_by(Visit.fetched_at)))
        sizes = set(session.scalars(select(Snapshot.size)))
    assert found == [hashes[day]["a"] for day in NIGHTS]
    assert 0 not in sizes


def test_of_old_readings_the_first_of_each_guide_stays(engine: Engine) -> None:
    play(engine, changing("a"))
    pruned(engine)
    assert readings(engine) == ["第0日的条件", "第600日的条件", "第601日的条件"]


def test_a_page_that_reads_the_same_every_night_stays(engine: Engine) -> None:
    hashes = play(engine, {day: {"a": (b"same", guide(0))} for day in NIGHTS})
    pruned(engine)
    assert kept(engine, hashes) == list(NIGHTS)


def test_the_last_that_an_address_ever_gave_stays(engine: Engine) -> None:
    pages = {**changing("b"), 0: {"a": (b"a0", guide(0)), "b": (b"b0", guide(0, "b"))}}
    hashes = play(engine, pages)
    pruned(engine)
    with reading(engine) as session:
        assert visits.is_kept(session, hashes[0]["a"])
        assert [one.key for one in evidence.newest(session, COUNTY, ["guide"])] == ["a", "b"]


@pytest.mark.parametrize(
    "state",
    [
        {"observed": "present"},
        {"observed": "unknown"},
        {"observed": "absent", "round": "第一轮"},
        {"observed": "absent", "decided": "dismissed"},
        {"observed": "gone", "seen_at": NOW + timedelta(days=601)},
    ],
    ids=["present", "unknown", "issued", "dismissed", "closed lately"],
)
def test_the_evidence_behind_a_finding_that_matters_stays(engine: Engine, state: dict[str, object]) -> None:
    hashes = play(engine, changing("a"))
    add_finding(engine, hashes[100]["a"], **state)
    pruned(engine)
    assert kept(engine, hashes) == [100, 600, 601]
    assert "第100日的条件" in readings(engine)


def test_the_evidence_of_what_was_closed_long_ago_untouched_goes(engine: Engine) -> None:
    hashes = play(engine, changing("a"))
    add_finding(engine, hashes[100]["a"], observed="absent")
    pruned(engine)
    assert kept(engine, hashes) == [600, 601]
    with reading(engine) as session:
        assert session.scalar(select(FindingRow.snapshot)) == hashes[100]["a"]


def test_what_people_handed_in_stays(engine: Engine) -> None:
    hashes = play(
        engine, {day: {"a": (PNG if day == 0 else f"a{day}".encode(), guide(day))} for day in NIGHTS}
    )
    with transaction(engine) as session:
        uploads.hand_in(session, COUNTY, PNG, file="照片.png", unit="县民政局", who="示例", at=NOW)
    pruned(engine)
    assert kept(engine, hashes) == [0, 600, 601]


def test_another_countys_pages_are_not_touched(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session, county="邻县", state="complete")
        other = str(record(session, run, make_fetch("x", body=b"a0")).snapshot)
    hashes = play(engine, changing("a"))
    assert hashes[0]["a"] == other
    pruned(engine)
    assert kept(engine, hashes) == [0, 600, 601]


def test_bytes_that_come_again_are_kept_again(engine: Engine) -> None:
    hashes = play(engine, changing("a"))
    pruned(engine)
    with transaction(engine) as session:
        night(session, 602, {"a": (b"a0", guide(0))})
    with reading(engine) as session:
        assert visits.body(session, hashes[0]["a"]) == b"a0"


def test_nothing_is_left_to_prune_the_second_time(engine: Engine) -> None:
    play(engine, changing("a"))
    pruned(engine)
    with reading(engine) as session:
        found = retention.prunable(session, COUNTY, BEFORE)
    assert (found.snapshots, found.readings, found.size) == ((), (), 0)


def test_counting_changes_nothing(engine: Engine) -> None:
    hashes = play(engine, changing("a"))
    with reading(engine) as session:
        found = retention.prunable(session, COUNTY, BEFORE)
    assert (len(found.snapshots), len(found.readings), found.size) == (2, 1, len("a0") + len("a100"))
    assert kept(engine, hashes) == list(NIGHTS)


def test_an_article_that_is_read_no_more_keeps_its_last_reading(engine: Engine) -> None:
    with transaction(engine) as session:
        night(session, 0, {"n": (b"n0", Article("通知"))})
        night(session, 100, {"n": (b"n1", Article("通知二"))})
    pruned(engine)
    with reading(engine) as session:
        assert [row.content["title"] for row in session.scalars(select(EvidenceRow))] == ["通知二"]
