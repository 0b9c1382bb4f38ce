from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.command import upgrade
from alembic.config import Config
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from storage import decisions, findings
from storage.database import MIGRATIONS, REVISIONS, connect, migrate, transaction, version_of
from storage.export import exported
from storage.models import FindingRow
from tests import postgres

TIME = "'2025-06-01 18:10:00.000000'"
TEXTS = (
    "county, fingerprint, rule, subject, channel, slot, text, source, indicator, verdict, severity, unit, "
    "item_name, item_code, url, fetched_url, field, quote, reason, message, advice, basis, snapshot, "
    "observed, observed_reason, cause, round"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of either kind without any table."""
    if request.param == "sqlite":
        engine = connect(f"sqlite:///{tmp_path / 'old.db'}")
    else:
        server: postgres.Server = request.getfixturevalue("server")
        engine = connect(server.create(f"old_{uuid4().hex}"))
    yield engine
    engine.dispose()


@pytest.fixture(params=REVISIONS)
def old_form(request: pytest.FixtureRequest, empty: Engine) -> Engine:
    """A database of each earlier version with an undecided and a dismissed finding from the first one."""
    bring_to(empty, REVISIONS[0])
    with transaction(empty) as session:
        insert(session, 1, "pending", "")
        insert(session, 2, "dismissed", "张三")
    bring_to(empty, request.param)
    return empty


def bring_to(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        upgrade(config, revision)


def insert(session: Session, number: int, decided: str, who: str) -> None:
    names = TEXTS.split(", ")
    values = ", ".join({"county": "'示例县'", "text": "'其他材料'"}.get(name, f"'{name}'") for name in names)
    session.execute(
        text(
            f"INSERT INTO finding (id, {TEXTS}, fields, seen_at, first_seen, last_seen, reopened, decided, "
            f"decided_reason, decided_by, last_event) VALUES ({number}, {values}, '[]', {TIME}, {TIME}, "
            f"{TIME}, 0, '{decided}', '法定材料', '{who}', {number})"
        )
    )
    session.execute(
        text(
            "INSERT INTO event (county, number, finding_id, at, who, what, old, new, reason, previous, hash) "
            f"VALUES ('示例县', {number}, {number}, {TIME}, '{who}', 'decided-{decided}', '', '', '', '', '')"
        )
    )


def test_a_decision_of_the_first_form_becomes_a_row_of_its_own(old_form: Engine) -> None:
    migrate(old_form)
    with transaction(old_form) as session:
        assert decisions.of_finding(session, 1) == []
        (made,) = decisions.of_finding(session, 2)
        assert (made.decision, made.who, made.reason, made.text) == (
            "dismissed",
            "张三",
            "法定材料",
            "其他材料",
        )
        assert made.at == session.get_one(FindingRow, 2).seen_at


def test_findings_of_every_form_go_on(old_form: Engine) -> None:
    migrate(old_form)
    with transaction(old_form) as session:
        known = findings.known(session, "示例县")
        assert [(one.id, one.content) for one in known] == [(1, ""), (2, "")]
        assert known[0].stood_at == {("source", "fetched_url")}
        assert [exported(row)["status"] for row in findings.of_county(session, "示例县")] == [
            "待复核",
            "误报",
        ]


def test_a_database_is_brought_forward_once(old_form: Engine) -> None:
    migrate(old_form)
    with old_form.connect() as connection:
        before = version_of(connection)
    migrate(old_form)
    with old_form.connect() as connection:
        assert version_of(connection) == before == REVISIONS[-1]
