"""A suspect night that a person vouches for."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from storage import chain, guard
from storage.database import transaction
from storage.guard import Count
from storage.models import Event, Run
from tests.storage.factories import COUNTY, NOW, make_run
from tests.storage.nights import SOURCE, Leaf, Stage

PLACE = (SOURCE, "")
WHY = "上次读到指南 90 份，本次只有 12 份"


def test_an_accepted_night_is_what_later_nights_are_compared_with(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session, state="suspect")
        guard.remember(session, run.id, {PLACE: Count(12, 1.0)}, {PLACE: WHY})
        assert guard.baseline(session, COUNTY, run.id + 1) == {}
        guard.accept(session, run, who="张三", at=NOW, reason="栏目合并")
        assert guard.baseline(session, COUNTY, run.id + 1) == {PLACE: Count(12, 1.0)}
        assert run.state == "complete"


def test_accepting_is_an_event_with_name_reason_and_what_was_doubted(engine: Engine) -> None:
    with transaction(engine) as session:
        run = make_run(session, state="suspect")
        guard.remember(session, run.id, {}, {PLACE: WHY})
        guard.accept(session, run, who="张三", at=NOW, reason="栏目合并")
    with transaction(engine) as session:
        event = session.scalars(select(Event)).one()
        assert (event.who, event.what, event.reason) == ("张三", "run-accepted", "栏目合并")
        assert event.old == f"{SOURCE}：{WHY}"
        assert list(chain.problems(session, COUNTY)) == []


@pytest.mark.parametrize("state", ["running", "complete", "aborted"])
def test_only_a_suspect_night_can_be_accepted(engine: Engine, state: str) -> None:
    with transaction(engine) as session, pytest.raises(ValueError, match="not suspect"):
        guard.accept(session, make_run(session, state=state), who="张三", at=NOW, reason="")


def test_what_a_suspect_night_left_open_is_closed_by_judging_it_again(engine: Engine) -> None:
    stage = Stage(engine)
    page = "https://x/1"
    stage.play(0, {page: Leaf(("其他材料",))})
    stage.play(1, {page: Leaf()}, suspect={PLACE: WHY})
    assert stage.status() == "待核实"
    with transaction(engine) as session:
        run = session.scalars(select(Run).order_by(Run.id.desc()).limit(1)).one()
        run.state = "suspect"
        guard.accept(session, run, who="张三", at=NOW, reason="栏目合并")
    stage.play(1, {page: Leaf()})
    assert stage.status() == "已整改"
