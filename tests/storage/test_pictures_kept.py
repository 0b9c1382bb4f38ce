"""Which findings need a screenshot, and which one is theirs."""

from __future__ import annotations

from sqlalchemy import Engine

from storage import pictures, visits
from storage.database import transaction
from storage.models import FindingRow
from storage.pictures import Taken
from tests.storage.factories import COUNTY, NOW, finding_row

PNG = b"\x89PNG\r\n\x1a\n1"


def taken(finding: int, text: str = "其他有关材料", **more: object) -> Taken:
    given: dict[str, object] = {
        "finding": finding, "page": "0" * 64, "address": "http://site/a", "taken_at": NOW,
        "shows": pictures.PAGE, "text": text, "is_marked": True, "note": "", "png": PNG,
    }  # fmt: skip
    return Taken(**{**given, **more})  # type: ignore[arg-type]


def wanted(engine: Engine, limit: int = 10) -> list[int]:
    with transaction(engine) as session:
        return [row.id for row in pictures.wanted(session, COUNTY, limit)]


def add(engine: Engine, **more: object) -> int:
    with transaction(engine) as session:
        row = finding_row(**more)
        session.add(row)
        session.flush()
        return row.id


def change(engine: Engine, finding: int, **more: object) -> None:
    with transaction(engine) as session:
        row = session.get_one(FindingRow, finding)
        for name, value in more.items():
            setattr(row, name, value)


def put(engine: Engine, one: Taken) -> None:
    with transaction(engine) as session:
        pictures.put(session, one)


def test_a_text_is_shown_once_until_it_changes(engine: Engine) -> None:
    one = add(engine)
    assert wanted(engine) == [one]
    put(engine, taken(one))
    assert wanted(engine) == []
    change(engine, one, quote="其他相关材料")
    assert wanted(engine) == [one]


def test_a_place_that_was_put_right_is_shown_once_more_and_only_if_it_was_shown_before(
    engine: Engine,
) -> None:
    shown, never = add(engine), add(engine, subject="2", observed="absent", cause="fixed")
    put(engine, taken(shown))
    change(engine, shown, observed="absent", cause="fixed")
    assert wanted(engine) == [shown] and never != shown
    put(engine, taken(shown, text="", is_marked=False))
    assert wanted(engine) == []


def test_what_failed_is_tried_a_few_nights_until_the_text_changes(engine: Engine) -> None:
    one = add(engine)
    for _ in range(pictures.MOST_TRIES):
        assert wanted(engine) == [one]
        put(engine, taken(one, png=None, note="浏览器没有截成"))
    assert wanted(engine) == []
    change(engine, one, quote="其他相关材料")
    assert wanted(engine) == [one]


def test_a_failure_hides_no_picture_that_was_taken(engine: Engine) -> None:
    one = add(engine)
    put(engine, taken(one))
    change(engine, one, observed="absent", cause="fixed")
    put(engine, taken(one, text="", png=None, note="浏览器没有截成"))
    assert wanted(engine) == [one], "the place put right is tried again"
    put(engine, taken(one, text="", is_marked=False))
    assert wanted(engine) == []


def test_what_nobody_read_is_not_shown(engine: Engine) -> None:
    add(engine, subject="2", observed="unknown")
    add(engine, subject="3", snapshot="")
    add(engine, subject="4", decided="dismissed")
    assert wanted(engine) == []


def test_what_is_missing_is_shown_once_too_and_again_when_it_is_there(engine: Engine) -> None:
    one = add(engine, quote="", rule="g-section-missing")
    assert wanted(engine) == [one]
    put(engine, taken(one, text=pictures.MISSING, is_marked=False))
    assert wanted(engine) == []
    change(engine, one, observed="absent", cause="fixed")
    assert wanted(engine) == [one]
    put(engine, taken(one, text="", is_marked=False))
    assert wanted(engine) == []


def test_the_confirmed_and_the_gravest_come_first_and_the_rest_waits(engine: Engine) -> None:
    slight = add(engine, severity="S3")
    grave = add(engine, subject="2", severity="S1")
    confirmed = add(engine, subject="3", severity="S3", decided="confirmed")
    assert wanted(engine) == [confirmed, grave, slight]
    assert wanted(engine, limit=1) == [confirmed]


def test_the_newest_picture_of_the_text_is_named_and_its_bytes_are_kept_once(engine: Engine) -> None:
    one = add(engine)
    put(engine, taken(one, png=PNG + b"old"))
    put(engine, taken(one))
    put(engine, taken(one, text="", is_marked=False))
    with transaction(engine) as session:
        found = pictures.newest(session, [one])[one]
        assert (pictures.name_of(found), pictures.body(session, found)) == ("T000002", PNG)
        before, after = pictures.before_and_after(pictures.of_finding(session, one))
        assert before is found and after is not None and after.id == 3
        assert visits.keep(session, PNG) == found.hash
