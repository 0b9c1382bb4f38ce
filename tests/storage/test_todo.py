from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from storage import todo
from storage.database import transaction
from storage.models import Todo
from storage.reasons import Reason
from storage.todo import Planned
from tests.storage.factories import make_fetch, make_run, record


def page(key: str, **more: object) -> Planned:
    return Planned(key, f"http://site/{key}", **more)  # type: ignore[arg-type]


def test_an_address_is_planned_once(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        assert [new.key for new in todo.plan(session, run.id, "门户", [page("a"), page("b"), page("a")])] == [
            "a",
            "b",
        ]
        assert [new.key for new in todo.plan(session, run.id, "门户", [page("b"), page("c")])] == ["c"]
        assert todo.plan(session, run.id, "门户", [page("a")]) == []
        assert todo.plan(session, run.id, "门户", []) == []


def test_the_same_address_is_its_own_to_do_in_another_source_and_run(engine: Engine) -> None:
    with transaction(engine) as session:
        first, second = make_run(session), make_run(session)
        for run, source in ((first, "门户"), (first, "窗口"), (second, "门户")):
            assert len(todo.plan(session, run.id, source, [page("a")])) == 1


def test_thousands_are_planned_and_known_again(engine: Engine) -> None:
    many = [page(f"p{number}") for number in range(1201)]
    with transaction(engine) as session:
        run = make_run(session)
        assert len(todo.plan(session, run.id, "门户", many)) == 1201
        assert [new.key for new in todo.plan(session, run.id, "门户", [*many, page("one more")])] == [
            "one more"
        ]


def test_the_urgent_is_waiting_first_and_then_what_was_planned_first(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        todo.plan(session, run.id, "门户", [page("a", priority=1), page("b"), page("c", priority=1)])
        todo.plan(session, run.id, "门户", [page("d")])
        assert [left.key for left in todo.waiting(session, run.id, "门户")] == ["b", "d", "a", "c"]
        assert [left.key for left in todo.waiting(session, run.id, "门户", limit=1)] == ["b"]


def test_what_is_settled_waits_no_more(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        a, b, _ = todo.plan(session, run.id, "门户", [page("a"), page("b"), page("c")])
        todo.mark_fetched(session, a.id, record(session, run, make_fetch("a")).id)
        todo.mark_failed(session, b.id, Reason.TIMEOUT, "30 秒")
        assert [left.key for left in todo.waiting(session, run.id, "门户")] == ["c"]
        assert todo.misses(session, run.id) == {("门户", "b"): Reason.TIMEOUT}


def test_what_is_read_at_last_keeps_no_reason_of_failure(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        (a,) = todo.plan(session, run.id, "门户", [page("a")])
        todo.mark_failed(session, a.id, Reason.TIMEOUT, "30 秒")
        todo.mark_fetched(session, a.id, record(session, run, make_fetch("a")).id)
        assert todo.misses(session, run.id) == {}
        (row,) = session.execute(select(Todo.state, Todo.reason, Todo.detail))
        assert tuple(row) == ("fetched", "", "")


@pytest.mark.parametrize(("source", "expected"), [("门户", True), ("窗口", False)])
def test_whether_a_source_was_ever_planned(engine: Engine, source: str, expected: bool) -> None:
    with transaction(engine) as session:
        run = make_run(session)
        todo.plan(session, run.id, "门户", [page("a")])
        assert todo.has_any(session, run.id, source) is expected
