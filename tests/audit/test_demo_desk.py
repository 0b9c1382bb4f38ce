"""The demonstration's desk: something is issued once, and everyone printed can come in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.demo_desk import LATE, OFFICE, issue_some, make_people
from audit.workspace import Workspace, open_workspace
from storage import deadlines, issuing, people
from storage.database import transaction
from storage.findings import of_county
from storage.roles import Role
from tests.storage.factories import finding_row
from web import passwords

UNITS = ("民政局", "司法局", "公安局", "税务局")


@pytest.fixture
def workspace(county: Path) -> Iterator[Workspace]:
    """A county with five sure findings and a doubtful one of each unit."""
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.writelines(f'\n[[unit]]\nname = "{name}"\nkind = "department"\n' for name in UNITS[1:])
    with open_workspace(county, None, county.parent / "out", None) as opened:
        with transaction(opened.engine) as session:
            for unit in UNITS:
                session.add(finding_row(unit=unit, verdict="review"))
                session.add_all([finding_row(unit=unit, subject=f"{number}") for number in range(5)])
        yield opened


def issued(session: Session) -> dict[str, int]:
    rows = [row for row in of_county(session, "示例县") if row.round]
    assert all(row.verdict == "fail" and row.decided_by == OFFICE for row in rows)
    return {unit: sum(row.unit == unit for row in rows) for unit in UNITS}


def test_some_is_issued_some_is_late_and_some_waits_to_be_reviewed(workspace: Workspace) -> None:
    with transaction(workspace.engine) as session:
        assert issue_some(session, workspace) == list(UNITS[:3])
        assert issued(session) == {"民政局": 5, "司法局": 5, "公安局": 5, "税务局": 0}
        late = deadlines.overdue(session, "示例县", workspace.as_of)
        assert list(late.values()) == ["民政局"] * LATE


def test_a_second_start_issues_nothing_more(workspace: Workspace) -> None:
    for _ in range(2):
        with transaction(workspace.engine) as session:
            assert issue_some(session, workspace) == list(UNITS[:3])
            assert len(issuing.lists_of(session, "示例县")) == 2


def test_where_nothing_was_found_there_is_nothing_to_issue(county: Path) -> None:
    with (
        open_workspace(county, None, county.parent / "out", None) as empty,
        transaction(empty.engine) as session,
    ):
        assert issue_some(session, empty) == []
        assert {one[3] for one in make_people(session, empty, [])} == {
            role.label for role in Role if role is not Role.UNIT
        }


def test_every_printed_account_fits_and_a_second_start_gives_new_passwords(workspace: Workspace) -> None:
    with transaction(workspace.engine) as session:
        first = make_people(session, workspace, UNITS[:3])
        again = make_people(session, workspace, UNITS[:3])
        assert {role.label for role in Role} == {label for *_, label, _ in again}
        assert len({name for _, _, name, *_ in again}) == len(again) and all(
            "演示" in one[2] for one in again
        )
        for (login, old, *_), (_, new, *_) in zip(first, again, strict=True):
            person = people.by_login(session, "示例县", login)
            assert person is not None and not person.must_change
            assert passwords.fits(person.password, new) and not passwords.fits(person.password, old)
