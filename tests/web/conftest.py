"""A desk on a real database, its people, and browsers signed in as each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from checks.evidence import Channel, Guide, Material, Origin
from checks.rule import Rule
from counties.profile import Interval, Profile, Rounds, Source, UnitProfile
from rules import all_rules
from storage import evidence, people, visits
from storage.database import connect, migrate, transaction
from storage.models import FindingRow
from storage.roles import Role
from tests.storage.factories import COUNTY, finding_row, make_fetch, make_run
from web import passwords
from web.app import create_app
from web.desk import Desk, JobView, Preview, Replied, Tried

NOW = datetime(2025, 6, 2, 2, 0, tzinfo=UTC)
PASSWORD = "correct-horse-9"
HASHED = passwords.hashed(PASSWORD)
MINE, OTHER, TOWN = "县民政局", "县公安局", "甲镇"
PEOPLE = {
    "admin": (Role.ADMIN, "管理员甲", ""),
    "reviewer": (Role.REVIEWER, "审核员乙", ""),
    "second": (Role.REVIEWER, "审核员丙", ""),
    "unit": (Role.UNIT, "经办人丁", MINE),
    "other": (Role.UNIT, "经办人戊", OTHER),
    "town": (Role.UNIT, "经办人己", TOWN),
    "assessor": (Role.ASSESSOR, "评估员庚", ""),
    "leader": (Role.LEADER, "领导辛", ""),
}
PAGE = "<html><head><title>办事指南</title></head><body><h1>老年人优待证办理</h1><p>1.身份证</p><p>2.其他有关材料</p></body></html>"


@dataclass
class WrittenDown:
    """Jobs that are only written down: what was asked for, and the views that a test gives them."""

    asked: list[dict[str, str]] = field(default_factory=list)
    views: dict[int, JobView] = field(default_factory=dict)
    tried: Tried = field(default_factory=lambda: Tried("粘贴的文字"))
    next_at: datetime | None = None
    previewed: Preview = field(default_factory=Preview)
    replied: Replied = field(default_factory=lambda: Replied("回填.xlsx"))
    renewed: int = 0
    prints: bool = True

    def put(self, title: str, **wanted: str) -> JobView:
        self.asked.append({"title": title, **wanted})
        number = len(self.asked)
        self.views[number] = JobView(
            number, title, wanted["who"], NOW, ("正在读取",), "running", wanted.get("unit", ""),
            wanted.get("finding", ""), bool(wanted.get("issued")),
        )  # fmt: skip
        return self.views[number]

    def recheck(self, *, who: str, unit: str, finding: str = "", issued: bool = False) -> JobView:
        return self.put("复查", who=who, unit=unit, finding=finding, issued="yes" if issued else "")

    def night(self, *, who: str) -> JobView:
        return self.put("采集和核查", who=who)

    def accept(self, *, who: str, run: int, reason: str) -> JobView:
        return self.put("认可", who=who, run=str(run), reason=reason)

    def preview(self, rule: str, settings: Mapping[str, object]) -> Preview:
        return self.previewed

    def rules_now(self) -> tuple[Rule, ...]:
        self.renewed += 1
        return all_rules()

    def view(self, number: int) -> JobView | None:
        return self.views.get(number)

    def recent(self) -> Sequence[JobView]:
        return list(reversed(self.views.values()))

    def next_night(self) -> datetime | None:
        return self.next_at

    def try_text(self, text: str, *, unit: str = "") -> Tried:
        self.asked.append({"title": "试读", "text": text, "unit": unit})
        return self.tried

    def try_file(self, name: str, data: bytes, *, unit: str = "") -> Tried:
        self.asked.append({"title": "试读", "name": name, "unit": unit})
        return self.tried

    def replies(
        self, name: str, data: bytes, *, unit: str, who: str, overwrite: bool = False, store: bool = False
    ) -> Replied:
        given = {"title": "回填", "name": name, "unit": unit, "who": who}
        self.asked.append({**given, "overwrite": str(overwrite), "store": str(store)})
        return self.replied

    def answered(self, *, who: str) -> None:
        self.asked.append({"title": "核对自查表", "who": who})

    def pdf(self, page: str) -> bytes:
        return b"%PDF " + page.encode() if self.prints else b""

    def verified(self) -> Mapping[str, frozenset[str]] | None:
        return None

    def look(self, picture: bytes) -> str:
        return "f0f0f0f0f0f0f0f0" if picture.startswith(b"\xff\xd8") else ""


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the desk's people and one night's reading, to be copied."""
    path = tmp_path_factory.mktemp("desk") / "filled.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with transaction(engine) as session:
        for login, (role, name, unit) in PEOPLE.items():
            people.add(
                session, COUNTY, login, name=name, role=role, password=HASHED, at=NOW, unit=unit,
                must_change=False,
            )  # fmt: skip
        run = make_run(session, state="complete")
        visit = visits.record(session, run.id, make_fetch("a", body=PAGE.encode(), content_type="text/html"))
        guide = Guide(
            item_name="老年人优待证办理", item_code="411325-001", unit=MINE, channel=Channel.PORTAL,
            materials=(Material("身份证"), Material("户口簿"), Material("其他有关材料")),
            origin=Origin(url="http://site/a", fetched_url="a", source="门户", snapshot=visit.snapshot or ""),
        )  # fmt: skip
        evidence.store(session, run.id, visit, [guide], "1")
    engine.dispose()
    return path


@pytest.fixture
def engine(filled_file: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "zwaudit.db"
    path.write_bytes(filled_file.read_bytes())
    made = connect(f"sqlite:///{path}")
    yield made
    made.dispose()


def county_profile(folder: Path) -> Profile:
    """A county of two departments and a township, with the days of its rounds."""
    return Profile(
        name=COUNTY, code="411325", folder=folder,
        sources=(Source("门户", Channel.PORTAL, ("http://site/",)),),
        units=(UnitProfile(MINE), UnitProfile(OTHER), UnitProfile(TOWN, kind="township")),
        rounds=Rounds(
            self_check=Interval(date(2025, 1, 10), date(2025, 3, 9)),
            round_one=Interval(date(2025, 4, 15), date(2025, 4, 29)), list_issued=date(2025, 5, 5),
            rectify_by=date(2025, 7, 29), round_two=Interval(date(2025, 8, 2), date(2025, 8, 16)),
        ),
    )  # fmt: skip


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return county_profile(tmp_path)


@pytest.fixture
def jobs() -> WrittenDown:
    return WrittenDown()


@dataclass
class Clock:
    """The time of this moment, moved on by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **much: float) -> None:
        self.now += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(engine: Engine, profile: Profile, jobs: WrittenDown, clock: Clock, tmp_path: Path) -> Desk:
    return Desk(engine, profile, all_rules(), tmp_path, jobs, "k" * 64, clock)


Browser = Callable[[str], FlaskClient]


@pytest.fixture
def browser(desk: Desk) -> Browser:
    """Makes a browser signed in as one of PEOPLE ("" for nobody); forms need no token in these tests."""
    app = create_app(desk)
    app.config.update(WTF_CSRF_ENABLED=False)

    def sign_in(login: str) -> FlaskClient:
        client = app.test_client()
        if login:
            done = client.post("/login", data={"login": login, "password": PASSWORD})
            assert done.status_code == 302, login
        return client

    return sign_in


@pytest.fixture
def put(engine: Engine) -> Callable[..., str]:
    """Writes a finding; gives its number."""

    def write(**more: Any) -> str:
        with transaction(engine) as session:
            row = finding_row(**{"snapshot": sha256(PAGE.encode()).hexdigest(), **more})
            session.add(row)
            session.flush()
            return f"F{row.id:06d}"

    return write


@pytest.fixture
def seen(engine: Engine) -> Callable[[str], FindingRow]:
    """Reads a finding by its number."""

    def read(number: str) -> FindingRow:
        with transaction(engine) as session:
            return session.get_one(FindingRow, int(number[1:]))

    return read
