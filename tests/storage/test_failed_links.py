"""Which links failed in a run, and on which days since they last opened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from checks.evidence import Channel
from checks.links import Answer, Link
from storage.database import transaction
from storage.links import links_of
from storage.models import Run, Todo
from storage.reasons import Reason
from tests.storage.factories import NOW, TODAY, make_fetch, make_run, record

CHANNELS = {"门户": Channel.PORTAL}
PAGE, FILE = "http://site/guide", "http://site/a.docx"


def night(session: Session, days: int, reason: Reason | None, *, kind: str = "attachment") -> Run:
    """A night so many days after the first, in which the file gave this reason (None: it opened)."""
    run = make_run(session, state="complete", day=TODAY + timedelta(days=days))
    fetch = make_fetch(
        FILE, reason=reason, status=404 if reason else 200, fetched_at=NOW + timedelta(days=days)
    )
    visit = record(session, run, fetch)
    session.add(
        Todo(
            run_id=run.id, source="门户", key=FILE, url=FILE, kind=kind, parent=PAGE, visit_id=visit.id,
            state="failed" if reason else "fetched", reason=reason.value if reason else "",
            meta={"called": "申请表.docx"},
        )
    )  # fmt: skip
    session.flush()
    return run


def only(session: Session, run: Run) -> Link:
    (link,) = links_of(session, run, CHANNELS).failed
    return link


def test_the_days_are_counted_since_it_last_opened(engine: Engine) -> None:
    with transaction(engine) as session:
        for days, reason in enumerate((Reason.NOT_FOUND, None, Reason.NOT_FOUND, Reason.TIMEOUT)):
            night(session, days, reason)
        link = only(session, night(session, 4, Reason.GONE))
        assert link.gone_on == (TODAY + timedelta(days=2), TODAY + timedelta(days=4))
        assert (link.answer, link.called, link.is_file, link.holder) == (
            Answer.GONE,
            "申请表.docx",
            True,
            PAGE,
        )


def test_twice_on_one_day_is_one_day(engine: Engine) -> None:
    with transaction(engine) as session:
        night(session, 0, Reason.NOT_FOUND)
        assert only(session, night(session, 0, Reason.NOT_FOUND)).gone_on == (TODAY,)


@pytest.mark.parametrize(
    "reason", [Reason.TIMEOUT, Reason.CHALLENGE, Reason.SERVER_ERROR, Reason.LOGIN, Reason.DNS]
)
def test_what_says_nothing_of_the_file_counts_no_day(engine: Engine, reason: Reason) -> None:
    with transaction(engine) as session:
        link = only(session, night(session, 0, reason))
        assert (link.answer, link.gone_on, link.why) == (Answer.UNKNOWN, (), reason.label)


@pytest.mark.parametrize("reason", [Reason.ROBOTS, Reason.BUDGET, Reason.OFF_SITE])
def test_what_we_left_out_ourselves_is_no_failed_link(engine: Engine, reason: Reason) -> None:
    with transaction(engine) as session:
        assert links_of(session, night(session, 0, reason), CHANNELS).failed == ()


def test_a_link_that_opens_again_has_failed_no_more(engine: Engine) -> None:
    with transaction(engine) as session:
        night(session, 0, Reason.NOT_FOUND)
        links = links_of(session, night(session, 1, None), CHANNELS)
        assert links.failed == () and links.followed == {"门户"}


def test_a_source_that_left_the_profile_has_no_links(engine: Engine) -> None:
    with transaction(engine) as session:
        assert links_of(session, night(session, 0, Reason.NOT_FOUND), {}).failed == ()


def test_the_first_day_is_a_day(engine: Engine) -> None:
    with transaction(engine) as session:
        assert only(session, night(session, 0, Reason.NOT_FOUND)).gone_on == (date(2025, 6, 2),)


def test_a_recheck_knows_the_page_that_led_there(engine: Engine) -> None:
    with transaction(engine) as session:
        night(session, 0, Reason.NOT_FOUND)
        run = make_run(session, kind="recheck", day=TODAY)
        visit = record(session, run, make_fetch(FILE, reason=Reason.NOT_FOUND, status=404))
        session.add(
            Todo(
                run_id=run.id, source="门户", key=FILE, url=FILE, kind="known", visit_id=visit.id,
                state="failed", reason=Reason.NOT_FOUND.value,
            )
        )  # fmt: skip
        session.flush()
        link = only(session, run)
        assert (link.called, link.is_file, link.holder) == ("申请表.docx", True, PAGE)


def test_a_known_page_that_nothing_leads_to_any_more_is_no_link(engine: Engine) -> None:
    with transaction(engine) as session:
        night(session, 0, Reason.NOT_FOUND)
        run = make_run(session, day=TODAY + timedelta(days=1))
        session.add(
            Todo(
                run_id=run.id, source="门户", key=FILE, url=FILE, kind="known", state="failed",
                reason=Reason.NOT_FOUND.value,
            )
        )  # fmt: skip
        session.flush()
        assert links_of(session, run, CHANNELS).failed == ()


def test_the_page_that_holds_it_is_known_by_its_key(engine: Engine) -> None:
    with transaction(engine) as session:
        run = night(session, 0, Reason.NOT_FOUND)
        session.add(Todo(run_id=run.id, source="门户", key="//site/guide", url=PAGE, state="fetched"))
        session.flush()
        link = only(session, run)
        assert (link.holder, link.holder_url) == ("//site/guide", PAGE)


def led_from(session: Session, days: int, parent: str, pages: dict[str, str]) -> Link:
    """A night whose crawl was led to the missing file by this page; what each page said."""
    run = night(session, days, Reason.NOT_FOUND)
    (file,) = session.scalars(select(Todo).where(Todo.run_id == run.id, Todo.key == FILE))
    file.parent = parent
    for url, said in pages.items():
        at = NOW + timedelta(days=days)
        visit = record(session, run, make_fetch(url, fetched_at=at, body=said.encode()))
        page = Todo(run_id=run.id, source="门户", key=url, url=url, visit_id=visit.id, state="fetched")
        session.add(page)
    session.flush()
    return only(session, run)


def test_of_two_pages_that_lead_there_the_one_named_first_stays(engine: Engine) -> None:
    first, other = "http://site/guide", "http://site/list"
    same = {first: "a", other: "b"}
    with transaction(engine) as session:
        assert led_from(session, 0, first, same).holder_url == first
        assert led_from(session, 1, other, same).holder_url == first
        assert led_from(session, 2, other, same).holder_url == first


def test_a_page_that_changed_since_may_lead_there_no_more(engine: Engine) -> None:
    first, other = "http://site/guide", "http://site/list"
    with transaction(engine) as session:
        led_from(session, 0, first, {first: "a", other: "b"})
        assert led_from(session, 1, other, {first: "new", other: "b"}).holder_url == other
        assert led_from(session, 2, other, {other: "b"}).holder_url == other
