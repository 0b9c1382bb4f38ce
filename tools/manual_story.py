"""The artificial county as the manual shows it: nights, people, what the office had issued before."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from audit.pictures import Target, shots_of, visit_of, wardrobe
from audit.workspace import BEIJING, now, open_workspace
from crawler.camera import camera
from crawler.chromium import browser_available
from sandbox import Sandbox
from storage import decisions, findings, issuing, people, pictures
from storage.database import connect, reading, transaction
from storage.models import FindingRow
from storage.roles import Role
from storage.status import public_id, status
from web import passwords

COUNTY = "示例县"
UNIT, NEIGHBOUR, TOWN = "民政局", "公安局", "城东镇"
PASSWORD = "shili-2026-yanshi"
SLOW = "c09-promised-over-two-days"
ADMIN = "演示管理员甲"
REVIEWER, SECOND = "演示审核员乙", "演示审核员丙"
PEOPLE = (
    ("shenhe1", REVIEWER, Role.REVIEWER, ""),
    ("shenhe2", SECOND, Role.REVIEWER, ""),
    ("pinggu", "演示评估员丁", Role.ASSESSOR, ""),
    ("lingdao", "演示领导戊", Role.LEADER, ""),
    ("minzheng", "演示经办人己", Role.UNIT, UNIT),
)
ISSUED_BEFORE = 16
"""So many days ago the first list was issued."""
CALENDAR: dict[str, int | tuple[int, int]] = {
    "self_check": (-120, -80), "self_report_due": -60, "round_one": (-40, -26), "list_issued": -16,
    "rectify_by": 24, "round_two": (30, 44), "report": (60, 64),
}  # fmt: skip
"""The county's calendar in days from today, so that the pictures show the time of rectification."""


@dataclass
class Story:
    """The county on loopback, the auditor's folder, and the desk's address while it runs."""

    sandbox: Sandbox
    out: Path
    today: date = field(default_factory=lambda: now().astimezone(BEIJING).date())
    base: str = ""

    @property
    def place(self) -> list[str]:
        return ["--county", str(self.sandbox.profile), "--out", str(self.out)]

    @property
    def database(self) -> str:
        return f"sqlite:///{self.out / 'zwaudit.db'}"

    def zwaudit(self, *words: str, codes: Sequence[int] = (0,)) -> str:
        """Run a command on this county; what it says. Raises RuntimeError when it ends otherwise."""
        done = subprocess.run([*ZWAUDIT, words[0], *words[1:], *self.place], capture_output=True, text=True)
        if done.returncode not in codes:
            raise RuntimeError(f"{' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def night(self, days_ago: int, *, codes: Sequence[int] = (0,)) -> None:
        """A whole night, counted as of so many days ago."""
        self.zwaudit("audit", "--as-of", str(self.today - timedelta(days=days_ago)), codes=codes)

    def number(self, rule: str, *, unit: str = UNIT, channel: str = "portal", item: str = "") -> str:
        """The public number of a finding. Raises LookupError when the county holds none such."""
        with reading(self.engine()) as session:
            for row in findings.of_county(session, COUNTY):
                if (row.rule, row.unit, row.channel) == (rule, unit, channel) and item in row.item_name:
                    return public_id(row)
        raise LookupError(f"{rule} {unit} {channel} {item}")

    def engine(self) -> Engine:
        return connect(self.database)

    def admit(self, login: str, name: str) -> str:
        """The first administrator, made as the manual says; the password that was printed."""
        said = self.zwaudit("user", "add", login, "--name", name)
        found = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", said)
        if not found:
            raise RuntimeError(said)
        return found.group()

    def admit_others(self) -> None:
        """An account for each role, past its first sign-in."""
        hashed = passwords.hashed(PASSWORD)
        with transaction(self.engine()) as session:
            for login, name, role, unit in PEOPLE:
                people.add(
                    session, COUNTY, login, name=name, role=role, password=hashed, at=now(), unit=unit,
                    by="演示", must_change=False,
                )  # fmt: skip

    def issue_before(self) -> None:
        """The list of a fortnight ago, of two units: some of it is past its day by now."""
        with transaction(self.engine()) as session:
            rows = [row for row in findings.of_county(session, COUNTY) if is_sure(row)]
            for unit, count in ((NEIGHBOUR, 6), ("税务局", 4)):
                self.confirm(session, [row for row in rows if row.unit == unit][:count])
            on = self.today - timedelta(days=ISSUED_BEFORE)
            issuing.issue(
                session, COUNTY, "第一轮", due=self.today + timedelta(days=2), on=on, who=ADMIN, at=now(),
                document_number="示政数〔2026〕7号",
            )  # fmt: skip
            self.confirm(session, [row for row in rows if (row.unit, row.rule) == (UNIT, SLOW)])
            issuing.issue(
                session, COUNTY, "第一轮", due=self.today - timedelta(days=2), on=on + timedelta(days=1),
                who=ADMIN, at=now(), document_number="示政数〔2026〕8号",
            )  # fmt: skip

    def confirm_more(self) -> None:
        """What reviewers would confirm in an hour: the rest of the sure findings of a few units."""
        with transaction(self.engine()) as session:
            rows = [row for row in findings.of_county(session, COUNTY) if is_sure(row)]
            self.confirm(session, [row for row in rows if row.unit in (UNIT, TOWN, "教育体育局")])

    def confirm(self, session: Session, rows: Sequence[FindingRow]) -> None:
        for row in rows:
            decisions.decide(session, row.id, "confirmed", who=REVIEWER, at=now(), after=row.last_event)

    @property
    def sites(self) -> dict[str, str]:
        """What pictures show for the ports of the artificial sites."""
        ports = self.sandbox.states.read().ports
        return {
            str(ports["portal"]): "http://www.shilixian.example",
            str(ports["service"]): "http://zwfw.shilixian.example",
        }

    def picture(self, number: str) -> None:
        """The screenshot of one finding; what is printed below it is of the shown day and site."""
        chromium = browser_available()
        assert chromium
        with open_workspace(self.sandbox.profile, None, self.out, None) as workspace:
            with reading(workspace.engine) as session:
                row = findings.by_id(session, COUNTY, number)
                visit = visit_of(session, row) if row else None
                assert row and visit
                session.expunge_all()
            fetched, visit.fetched_at = visit.fetched_at, datetime(2026, 5, 12, 9, 30, tzinfo=BEIJING)
            for port, site in self.sites.items():
                row.url = row.url.replace(f"http://127.0.0.1:{port}", site)
            with camera(chromium, wardrobe(workspace, row.source)) as lens:
                taken = shots_of(workspace, lens, [Target(row, visit, row.quote)])
            with transaction(workspace.engine) as session:
                for one in taken:
                    pictures.put(session, replace(one, taken_at=fetched))

    def mend(self, number: str) -> None:
        """Put right on the artificial sites what was planted where this finding stands."""
        self.sandbox.fix(*self.plants_of(number))
        set_calendar(self.sandbox.profile / "county.toml", self.today)

    def plants_of(self, number: str) -> list[str]:
        """What was planted where a finding stands."""
        with reading(self.engine()) as session:
            row = findings.by_id(session, COUNTY, number)
            assert row
            return list(dict.fromkeys(
                plant["id"] for plant in self.sandbox.truth["plants"]
                if (plant["unit"], plant["item_name"]) == (row.unit, row.item_name)
            ))  # fmt: skip


ZWAUDIT = (sys.executable, "-c", "from audit.cli import main; main()")


def is_sure(row: FindingRow) -> bool:
    return row.verdict == "fail" and status(row) == "待复核"


@contextmanager
def told(out: Path) -> Iterator[Story]:
    """The county with two quiet nights, its people and its first lists."""
    with Sandbox(out / "sandbox") as sandbox:
        story = Story(sandbox, out / "county")
        set_calendar(sandbox.profile / "county.toml", story.today)
        story.night(2)
        story.night(1)
        story.admit_others()
        story.issue_before()
        story.picture(story.number("c12-open-ended-material"))
        yield story


def set_calendar(file: Path, today: date) -> None:
    """Give the county its calendar around today."""

    def day(after: int) -> str:
        return f'"{today + timedelta(days=after)}"'

    lines = [
        f"{key} = [{day(value[0])}, {day(value[1])}]" if isinstance(value, tuple) else f"{key} = {day(value)}"
        for key, value in CALENDAR.items()
    ]  # fmt: skip
    new = "\n".join(["[rounds]", *lines, "", ""])
    file.write_text(re.sub(r"(?s)\[rounds\]\n.*?\n\n", new, file.read_text("utf-8"), count=1), "utf-8")


@contextmanager
def desk(story: Story) -> Iterator[None]:
    """The review desk on this county, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*ZWAUDIT, "serve", *story.place, "--port", str(port), "--nightly", "02:00"]
    with (story.out / "desk.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for(port, server)
            story.base = f"http://127.0.0.1:{port}"
            yield
        finally:
            server.terminate()
            server.wait(timeout=60)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError("the desk did not start")
