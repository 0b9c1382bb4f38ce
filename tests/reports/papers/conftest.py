"""A county with an issued round: two units and a township, with hostile texts among what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from counties.profile import Interval, Letterhead, Profile, Rounds, UnitProfile
from reports.papers.paper import Material
from reports.papers.round import facts_of
from rules import all_rules
from storage import claims, decisions, issuing, pictures
from storage.claims import Answer
from storage.database import connect, migrate, reading, transaction
from tests.storage.factories import COUNTY, NOW, finding_row, make_run

MINE, OTHER, TOWN = "县民政局", "县公安局", "甲镇"
TODAY = date(2025, 6, 3)
HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-2",
    "at": "@SUM(A1)",
    "markup": "<script>alert(1)</script><b>&amp;",
    "tags": "{{ unit }}{% for %}",
    "control": "甲\x00乙\x0b丙",
    "escape": "_x0041_甲",
    "emoji": "材料👪🈚",
    "long": "超长" * 20_000,
}


def profile(folder: Path = Path()) -> Profile:
    """A county of two departments and a township."""
    units = (
        UnitProfile(MINE, contact="张某"),
        UnitProfile(OTHER, lead_of=("c12",)),
        UnitProfile(TOWN, "township"),
    )
    return Profile(
        COUNTY, "411325", folder, (), units,
        rounds=Rounds(round_one=Interval(date(2025, 4, 15), date(2025, 4, 29)), rectify_by=date(2025, 7, 29)),
        report=Letterhead("协调小组办公室", "2025年政务服务第三方评估", "", "0377-65330000"),
    )  # fmt: skip


def fill(session: Session, *, is_issued: bool) -> None:
    """Findings of two units, confirmed and issued, or only suspected; one was answered, one withdrawn."""
    make_run(session, state="complete")
    rows = [finding_row(unit=MINE, item_name=f"事项{name}", quote=text) for name, text in HOSTILE.items()]
    rows += [finding_row(unit=OTHER, severity="S1"), finding_row(unit=OTHER, channel="wechat")]
    rows += [finding_row(unit=OTHER, rule="g-section-missing", indicator="附加", severity="S4")]
    session.add_all(rows)
    session.flush()
    for row in rows if is_issued else ():
        decisions.decide(session, row.id, "confirmed", who="审核员乙", at=NOW, reason="属实")
    pictures.put(
        session, pictures.Taken(rows[0].id, "0" * 64, "http://site/a", NOW, "page", "甲", True, "", b"png")
    )
    if is_issued:
        due = date(2025, 7, 29)
        made = issuing.issue(
            session, COUNTY, "第一轮", due=due, on=date(2025, 6, 2), who="管理员甲", at=NOW,
            document_number="示放组办〔2025〕1号",
        )  # fmt: skip
        claims.answer(session, rows[0].id, Answer.DISPUTED, who="张某", at=NOW, note="法律有规定")
        issuing.correct(
            session, made.id, without=[rows[1].id], on=date(2025, 6, 3), who="管理员甲", at=NOW, reason="重复"
        )


def database(folder: Path, *, is_issued: bool) -> Engine:
    engine = connect(f"sqlite:///{folder / 'zwaudit.db'}")
    migrate(engine)
    with transaction(engine) as session:
        fill(session, is_issued=is_issued)
    return engine


@pytest.fixture(scope="session")
def issued_county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A county whose first round is issued; to be read only."""
    engine = database(tmp_path_factory.mktemp("issued"), is_issued=True)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def suspected_county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A county that has issued nothing yet; to be read only."""
    engine = database(tmp_path_factory.mktemp("suspected"), is_issued=False)
    yield engine
    engine.dispose()


@dataclass(frozen=True)
class Asking:
    """Gives the material of a unit, or of the county."""

    session: Session
    profile: Profile

    def __call__(self, unit: str | None = None, round_name: str = "") -> Material:
        facts = facts_of(self.session, self.profile, all_rules(), as_of=TODAY, round_name=round_name)
        found = next((one for one in facts.units if one.name == unit), None)
        return Material(self.session, self.profile, all_rules(), facts, found)


@pytest.fixture
def issued(issued_county: Engine) -> Iterator[Callable[..., Material]]:
    with reading(issued_county) as session:
        yield Asking(session, profile())


@pytest.fixture
def suspected(suspected_county: Engine) -> Iterator[Callable[..., Material]]:
    with reading(suspected_county) as session:
        yield Asking(session, profile())
