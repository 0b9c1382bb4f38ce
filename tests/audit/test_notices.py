"""Notices: the right people, once, not at night, never a secret; tried again when they fail."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from sqlalchemy import Engine

from audit.workspace import BEIJING
from counties.errors import ProfileError
from counties.notify import Notify, notify_from
from counties.tables import Table
from storage import issuing, notices
from storage.database import connect, migrate, reading, transaction
from storage.models import Notice
from tests.audit.conftest import Zwaudit
from tests.storage.factories import finding_row

COUNTY = "示例县"
NOW = datetime(2026, 5, 5, 2, 0, tzinfo=UTC)
SECRET = "token-that-nobody-may-see"


class Hook(BaseHTTPRequestHandler):
    """A web hook that keeps what it is told, or refuses it."""

    got: list[dict[str, str]] = []  # noqa: RUF012 - emptied by the fixture
    answer = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if Hook.answer == 200:
            Hook.got.append(json.loads(body))
        self.send_response(Hook.answer)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Mail(StreamRequestHandler):
    """As much of a mail server as takes a letter."""

    letters: list[str] = []  # noqa: RUF012 - emptied by the fixture

    def handle(self) -> None:
        self.say("220 test")
        for line in self.rfile:
            word = line.decode("latin-1").strip().upper()
            if word.startswith("DATA"):
                self.say("354 go on")
                letter = bytearray()
                for part in self.rfile:
                    if part == b".\r\n":
                        break
                    letter += part
                Mail.letters.append(letter.decode("utf-8"))
            elif word.startswith("QUIT"):
                self.say("221 bye")
                return
            self.say("250 test" if not word.startswith("DATA") else "250 taken")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def hook() -> Iterator[str]:
    Hook.got.clear()
    Hook.answer = 200
    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/{SECRET}"
        server.shutdown()


@pytest.fixture
def mail() -> Iterator[str]:
    Mail.letters.clear()
    with ThreadingTCPServer(("127.0.0.1", 0), Mail) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"mailto://127.0.0.1:{server.server_address[1]}?from=desk@example.invalid&to=clerk@example.invalid"
        server.shutdown()


@pytest.fixture
def issued(county: Path, tmp_path: Path) -> Path:
    """A county that issued a finding to 民政局 today, due in seven days; its profile names whom to tell."""
    (tmp_path / "out").mkdir()
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}")
    migrate(engine)
    today = datetime.now(BEIJING).date()
    with transaction(engine) as session:
        session.add(finding_row(unit="民政局", decided="confirmed", quote="张某 13800000000"))
        session.flush()
        issuing.issue(
            session,
            COUNTY,
            "第一轮",
            due=today + timedelta(days=7),
            on=today,
            who="王某",
            at=datetime.now(UTC),
        )
    engine.dispose()
    with (county / "county.toml").open("a", encoding="utf-8") as profile:
        profile.write(
            '\n[notify]\noffice = ["ZW_TEST_OFFICE"]\ndesk = "http://10.0.0.8:8411/"\n'
            '[notify.units]\n"民政局" = "ZW_TEST_UNIT"\n'
        )
    return county


def stored(tmp_path: Path) -> list[Notice]:
    engine = connect(f"sqlite:///{tmp_path / 'out' / 'zwaudit.db'}")
    with reading(engine) as session:
        found = list(session.query(Notice).order_by(Notice.id))
        session.expunge_all()
    engine.dispose()
    return found


def test_a_unit_hears_of_its_list_and_of_its_due_day_once(
    zwaudit: Zwaudit, issued: Path, hook: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZW_TEST_UNIT", hook)
    words = ("notify", "--county", str(issued))
    assert "待发 2 条，没有发送" in zwaudit(*words, "--dry-run").stdout
    assert Hook.got == []
    told = zwaudit(*words)
    assert told.returncode == 0, told.stderr
    assert ["评估问题清单已下发" in one["title"] for one in Hook.got] == [True, False]
    assert "还有 7 天" in Hook.got[1]["message"] and "http://10.0.0.8:8411/" in Hook.got[0]["message"]
    assert zwaudit(*words).stdout == ""
    assert len(Hook.got) == 2, "nothing is told twice"
    said = told.stdout + told.stderr + "".join(one.text + one.detail for one in stored(tmp_path))
    assert SECRET not in said and "13800000000" not in said


def test_mail_arrives_in_chinese(
    zwaudit: Zwaudit, issued: Path, mail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZW_TEST_UNIT", mail)
    assert zwaudit("notify", "--county", str(issued)).returncode == 0
    assert len(Mail.letters) == 2 and "clerk@example.invalid" in Mail.letters[0]


def test_what_does_not_arrive_waits_and_is_said_without_its_address(
    zwaudit: Zwaudit, issued: Path, hook: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Hook.answer = 500
    monkeypatch.setenv("ZW_TEST_UNIT", hook)
    refused = zwaudit("notify", "--county", str(issued))
    assert refused.returncode == 3 and "没有发出" in refused.stdout and SECRET not in refused.stdout
    assert [one.state for one in stored(tmp_path)] == ["failed", "failed"]
    Hook.answer = 200
    assert zwaudit("notify", "--county", str(issued)).stdout == "", "not again at once"


def test_a_test_message_goes_to_every_address_and_a_missing_one_is_named(
    zwaudit: Zwaudit, issued: Path, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZW_TEST_UNIT", hook)
    monkeypatch.delenv("ZW_TEST_OFFICE", raising=False)
    done = zwaudit("notify", "--county", str(issued), "--test")
    assert done.returncode == 3
    assert "环境变量 ZW_TEST_OFFICE 没有设置" in done.stdout and "ZW_TEST_UNIT：已发送" in done.stdout
    assert "测试消息" in Hook.got[0]["title"]
    assert "ZW_TEST_OFFICE" in zwaudit("county", "check", str(issued)).stdout


def test_a_night_that_could_not_read_is_an_alarm_once_and_its_end_is_told(
    zwaudit: Zwaudit, issued: Path, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZW_TEST_OFFICE", hook)
    window = issued / "window"
    window.rmdir()
    words = ("audit", "--county", str(issued), "--as-of")
    assert zwaudit(*words, "2026-05-06").returncode == 3
    alarms = [one["title"] for one in Hook.got if "告警" in one["title"]]
    assert alarms and "窗口办事指南" in alarms[0]
    zwaudit(*words, "2026-05-07")
    assert [one["title"] for one in Hook.got if "告警" in one["title"]] == alarms, (
        "said once until it is over"
    )
    (window / "民政局").mkdir(parents=True)
    (window / "民政局" / "指南.txt").write_text("事项名称：优待证办理\n申请材料：身份证\n", encoding="utf-8")
    zwaudit(*words, "2026-05-08")
    assert any("已恢复" in one["title"] and "窗口办事指南" in one["title"] for one in Hook.got)


def test_a_county_without_the_table_is_told_what_to_write(zwaudit: Zwaudit, county: Path) -> None:
    done = zwaudit("notify", "--county", str(county))
    assert done.returncode == 2 and "[notify]" in done.stderr


def table(**values: object) -> Table:
    return Table(Path("county.toml"), values, "notify")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"office": ["mailtos://user:secret@mail.example.invalid"]}, "环境变量的名称"),
        ({"units": {"民政局": "clerk@example.invalid"}}, "环境变量的名称"),
        ({"units": {"没有的局": "ZW_X"}}, "没有这个键"),
        ({"quiet": ["22:00"]}, "两个不同的时刻"),
        ({"quiet": ["25:00", "07:30"]}, "两个不同的时刻"),
        ({"remind_days": [-1]}, "0 到 60"),
        ({"remind_days": "7"}, "列表"),
        ({"night": "never"}, "night"),
        ({"desk": "http://user:secret@10.0.0.8/"}, "不能带用户名和密码"),
        ({"phone": "1"}, "没有这个键"),
    ],
)
def test_a_wrong_table_names_its_key_and_a_secret_is_refused(values: dict[str, object], said: str) -> None:
    with pytest.raises(ProfileError, match=said) as refused:
        notify_from(table(**values), ("民政局",))
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("quiet", "at", "is_quiet"),
    [
        ((time(22), time(7, 30)), time(23), True), ((time(22), time(7, 30)), time(7, 29), True),
        ((time(22), time(7, 30)), time(7, 30), False), ((time(22), time(7, 30)), time(21, 59), False),
        ((time(12), time(14)), time(13), True), ((time(12), time(14)), time(14), False), (None, time(3), False),
    ],
)  # fmt: skip
def test_quiet_hours_may_go_over_midnight(quiet: tuple[time, time] | None, at: time, is_quiet: bool) -> None:
    assert Notify(quiet=quiet).is_quiet(at) is is_quiet


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path / 'notices.db'}")
    migrate(made)
    yield made
    made.dispose()


def put(engine: Engine, key: str, kind: str = "night", at: datetime = NOW) -> bool:
    with transaction(engine) as session:
        made = notices.put(
            session, COUNTY, kind=kind, key=key, recipient="", title="标题", text="正文", at=at
        )
        return made is not None


def due(engine: Engine, at: datetime = NOW) -> list[Notice]:
    with transaction(engine) as session:
        found = notices.due(session, COUNTY, at)
        session.expunge_all()
        return found


def claimed(engine: Engine, one: Notice, at: datetime = NOW) -> bool:
    with transaction(engine) as session:
        return notices.claim(session, one, at)


def settled(engine: Engine, one: Notice, *, is_sent: bool, at: datetime = NOW) -> None:
    with transaction(engine) as session:
        notices.settle(session, one.id, is_sent=is_sent, detail="", at=at)


def test_of_two_processes_one_sends(engine: Engine) -> None:
    assert put(engine, "a") and not put(engine, "a")
    (seen_by_one,), (seen_by_other,) = due(engine), due(engine)
    assert claimed(engine, seen_by_one) and not claimed(engine, seen_by_other)
    assert due(engine) == [], "it is being sent"
    settled(engine, seen_by_one, is_sent=True)
    assert due(engine, NOW + timedelta(days=9)) == []


def test_pauses_grow_and_the_tries_end_and_a_death_while_sending_is_made_up_for(engine: Engine) -> None:
    put(engine, "a")
    at, pauses = NOW, []
    while found := due(engine, at):
        assert claimed(engine, found[0], at)
        if len(pauses) % 2:
            settled(engine, found[0], is_sent=False, at=at)
        before = at
        while not due(engine, at) and at - before < timedelta(days=3):
            at += timedelta(minutes=5)
        pauses.append(at - before)
    assert len(pauses) == notices.MOST_TRIES
    assert pauses[:-1] == sorted(pauses[:-1]) and pauses[0] == timedelta(minutes=5)


def test_an_alarm_that_is_over_may_be_raised_again(engine: Engine) -> None:
    put(engine, "alarm:disk", notices.ALARM)
    (one,) = due(engine)
    claimed(engine, one)
    settled(engine, one, is_sent=True)
    with transaction(engine) as session:
        assert notices.end_alarms(session, COUNTY, ["alarm:disk"]) == []
    assert not put(engine, "alarm:disk", notices.ALARM)
    with transaction(engine) as session:
        assert [one.key for one in notices.end_alarms(session, COUNTY, [])] == ["alarm:disk"]
    assert put(engine, "alarm:disk", notices.ALARM)
