"""How far a dismissal reaches, how long it holds, and when a second person must agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import chain, decisions
from storage.database import transaction
from storage.decisions import NotAllowed, Scope
from storage.models import FindingRow
from storage.status import status
from tests.storage.factories import COUNTY, NOW, finding_row

LATER = NOW + timedelta(hours=1)


def add(session: Session, **more: object) -> FindingRow:
    row = finding_row(**more)
    session.add(row)
    session.flush()
    entry = chain.Entry(row.id, NOW, "自动核查", "appeared", "", "present")
    row.last_event = chain.append(session, COUNTY, entry).number
    return row


def dismiss(
    session: Session, row: FindingRow, scope: Scope = Scope.PLACE, expires: date | None = None
) -> None:
    decisions.decide(
        session, row.id, "dismissed", who="张某", at=NOW, reason="法定材料", scope=scope, expires=expires
    )


def agree(session: Session, row: FindingRow, who: str = "李某") -> None:
    decisions.second(session, decisions.of_finding(session, row.id)[-1].id, who=who, at=LATER)


def test_a_dismissal_of_this_place_leaves_all_others(engine: Engine) -> None:
    with transaction(engine) as session:
        here, there = add(session), add(session, channel="window")
        dismiss(session, here)
        assert (status(here), status(there)) == ("误报", "待复核")


def test_an_item_is_dismissed_on_all_its_channels(engine: Engine) -> None:
    with transaction(engine) as session:
        here, there = add(session), add(session, channel="window")
        another = add(session, subject="411325-002")
        other_text = add(session, channel="app", text="其他材料")
        dismiss(session, here, Scope.ITEM)
        assert [status(row) for row in (here, there, another, other_text)] == [
            "误报",
            "误报",
            "待复核",
            "待复核",
        ]


def test_a_text_is_dismissed_in_the_whole_unit_once_a_second_person_agrees(engine: Engine) -> None:
    with transaction(engine) as session:
        here, there = add(session), add(session, subject="411325-002")
        elsewhere = add(session, subject="411325-003", unit="司法局")
        dismiss(session, here, Scope.TEXT)
        assert [status(row) for row in (here, there)] == ["待复核", "待复核"]
        agree(session, here)
        assert [status(row) for row in (here, there, elsewhere)] == ["误报", "误报", "待复核"]
        assert there.decided_by == "张某"


def test_the_gravest_findings_need_a_second_person(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session, severity="S1")
        dismiss(session, row)
        assert status(row) == "待复核"
        agree(session, row)
        assert status(row) == "误报"
        assert [event.who for event in chain.of_finding(session, row.id)] == ["自动核查", "张某", "李某"]


@pytest.mark.parametrize("who", ["张某"])
def test_nobody_agrees_to_himself(engine: Engine, who: str) -> None:
    with transaction(engine) as session:
        row = add(session, severity="S1")
        dismiss(session, row)
        with pytest.raises(NotAllowed, match="另一人"):
            agree(session, row, who)
        assert status(row) == "待复核"


def test_nobody_agrees_to_what_has_changed_since(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session, severity="S1")
        dismiss(session, row)
        row.text = "其他材料"
        with pytest.raises(NotAllowed, match="重新提出"):
            agree(session, row)


def test_a_second_agreement_changes_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session, severity="S1")
        dismiss(session, row)
        first = decisions.of_finding(session, row.id)[-1].id
        decisions.second(session, first, who="李某", at=LATER)
        with pytest.raises(NotAllowed, match="已有第二人"):
            decisions.second(session, first, who="王某", at=LATER)


def test_a_rule_is_dismissed_for_a_unit_only_until_a_day(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        with pytest.raises(NotAllowed, match="到期日"):
            dismiss(session, row, Scope.RULE)
        dismiss(session, row, Scope.RULE, expires=date(2025, 12, 31))
        agree(session, row)
        new = add(session, subject="411325-009", text="其它资料")
        decisions.settle(session, new, who="自动核查", at=LATER, run_id=None)
        assert status(new) == "误报"


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 6, 30), "误报"), (date(2025, 7, 1), "待复核")])
def test_a_dismissal_ends_after_its_last_day(engine: Engine, day: date, expected: str) -> None:
    with transaction(engine) as session:
        row = add(session)
        dismiss(session, row, expires=date(2025, 6, 30))
        over = decisions.expired(session, COUNTY, day)
        assert bool(over) is (expected == "待复核")
        for one in over:
            at = NOW + (day - NOW.date())
            decisions.settle(session, one, who="自动核查", at=at, run_id=None)
        assert status(row) == expected


def test_an_own_decision_goes_before_an_earlier_one_of_wider_scope(engine: Engine) -> None:
    with transaction(engine) as session:
        here, there = add(session), add(session, channel="window")
        dismiss(session, here, Scope.ITEM)
        decisions.decide(session, there.id, "confirmed", who="王某", at=LATER)
        decisions.settle(session, there, who="自动核查", at=LATER, run_id=None)
        assert (status(here), status(there)) == ("误报", "待整改")


def test_only_a_dismissal_has_a_scope(engine: Engine) -> None:
    with transaction(engine) as session:
        row = add(session)
        with pytest.raises(NotAllowed, match="误报"):
            decisions.decide(session, row.id, "confirmed", who="张某", at=NOW, scope=Scope.ITEM)
