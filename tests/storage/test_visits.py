from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from storage import visits
from storage.database import transaction
from storage.models import Snapshot
from storage.reasons import Reason
from storage.visits import Validators
from tests.storage.factories import COUNTY, NOW, make_fetch, make_run, record

HOUR = timedelta(hours=1)


def test_a_body_comes_back_byte_for_byte(engine: Engine) -> None:
    body = "指南".encode("gb18030") + bytes(range(256))
    with transaction(engine) as session:
        visit = record(session, make_run(session), make_fetch("a", body=body))
    with transaction(engine) as session:
        assert visit.snapshot is not None
        assert visits.body(session, visit.snapshot) == body


def test_equal_content_of_two_addresses_is_kept_once(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        first = record(session, run, make_fetch("a", body=b"same"))
        second = record(session, run, make_fetch("b", body=b"same"))
        assert first.snapshot == second.snapshot
        assert session.scalar(select(func.count()).select_from(Snapshot)) == 1


def test_a_304_shares_the_content_of_the_visit_that_it_confirms(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        first = record(session, run, make_fetch("a"))
        again = record(session, run, make_fetch("a", status=304, body=None, same_as=first.id))
        assert (again.snapshot, again.same_as) == (first.snapshot, first.id)
        assert again.id != first.id


def test_an_empty_body_is_content_and_no_body_is_none(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        empty = record(session, run, make_fetch("a", body=b""))
        nothing = record(session, run, make_fetch("b", body=None, status=None, reason=Reason.TIMEOUT))
        assert empty.snapshot is not None
        assert visits.body(session, empty.snapshot) == b""
        assert nothing.snapshot is None


def test_a_failed_visit_keeps_its_reason_its_bytes_and_500_signs_of_detail(engine: Engine) -> None:
    failed = make_fetch("a", status=500, reason=Reason.SERVER_ERROR, detail="错" * 900)
    with transaction(engine) as session:
        visit = record(session, make_run(session), failed)
        assert (visit.reason, len(visit.detail)) == ("server-error", 500)
        assert visit.snapshot is not None


def test_the_last_good_visit_is_the_newest_fetch_that_was_read(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        newest = record(session, run, make_fetch("a", fetched_at=NOW + HOUR, body=b"2"))
        record(session, run, make_fetch("a", fetched_at=NOW, body=b"1"))
        record(session, run, make_fetch("a", fetched_at=NOW + 2 * HOUR, reason=Reason.CHALLENGE))
        record(session, run, make_fetch("a", fetched_at=NOW + 2 * HOUR, source="窗口"))
        found = visits.last_good(session, COUNTY, "门户", "a")
        assert found is not None
        assert found.id == newest.id
        assert visits.last_good(session, "别县", "门户", "a") is None


@pytest.mark.parametrize(
    ("headers", "asked_with"),
    [
        pytest.param({"ETag": '"v1"'}, ('"v1"', ""), id="tag"),
        pytest.param({"last-modified": "Mon"}, ("", "Mon"), id="date"),
        pytest.param({"Server": "x"}, None, id="neither"),
    ],
)
def test_the_next_visit_asks_with_what_the_last_good_one_left(
    engine: Engine, headers: dict[str, str], asked_with: tuple[str, str] | None
) -> None:
    with transaction(engine) as session:
        visit = record(session, make_run(session), make_fetch("a", headers=headers))
        found = visits.validators(session, COUNTY, "门户", "a")
        assert visit.snapshot is not None
        assert found == (Validators(visit.id, visit.snapshot, *asked_with) if asked_with else None)


def test_an_address_never_read_leaves_nothing_to_ask_with(engine: Engine) -> None:
    with transaction(engine) as session:
        record(session, make_run(session), make_fetch("a", reason=Reason.LOGIN, headers={"ETag": "x"}))
        assert visits.validators(session, COUNTY, "门户", "a") is None
