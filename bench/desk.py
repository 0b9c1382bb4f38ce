"""The desk under load: fifty people at once over ten thousand findings, while a night is running.

Each person opens a page, reads for some seconds, and opens the next: reviewers the queue and a finding,
units their own page, leaders the overview. Everything is on loopback; every process ends with the bench.
"""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread
from urllib.parse import quote, urlencode

from sqlalchemy import func, select

from bench.remembering import Row, finding
from counties.loading import load
from sandbox import Sandbox
from storage import chain, issuing, people
from storage.database import connect, transaction
from storage.models import FindingRow
from storage.roles import Role
from web import passwords

FINDINGS = 10_000
FIRST_NUMBER = 1_000
"""The findings beside those of the night are numbered from here."""

PEOPLE = 50
REVIEWERS, LEADERS = 10, 4
READING = (3.0, 7.0)
"""Seconds between a person's pages."""

LASTS = 45.0
PASSWORD = "a-long-sample-password"
MAIN = "from audit.cli import main; main()"
QUEUE, FINDING, UNIT, OVERVIEW = "待复核队列", "一个问题", "单位的清单", "总览"


@dataclass
class Visitor:
    """One person at a browser of his own."""

    login: str
    port: int
    pages: tuple[tuple[str, str], ...]
    """What this person looks at: the name of the page and its address."""
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)
    cookie: str = ""

    def work(self, over: Event, chance: random.Random) -> None:
        """Sign in, then look at page after page until it is over."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            self.sign_in(line)
            while not over.wait(chance.uniform(*READING)):
                name, address = chance.choice(self.pages)
                started = time.perf_counter()
                status, _ = self.ask(line, "GET", address)
                self.took[name].append(time.perf_counter() - started)
                if status != 200:
                    self.failed.append(f"{address} {status}")

    def sign_in(self, line: HTTPConnection) -> None:
        _, page = self.ask(line, "GET", "/login")
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        form = {"csrf_token": found.group(1) if found else "", "login": self.login, "password": PASSWORD}
        status, _ = self.ask(line, "POST", "/login", urlencode(form))
        if status not in (302, 303):
            self.failed.append(f"登录 {status}")

    def ask(self, line: HTTPConnection, method: str, address: str, body: str = "") -> tuple[int, str]:
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, address, body or None, headers)
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        given = answer.getheader("Set-Cookie")
        self.cookie = given.partition(";")[0] if given else self.cookie
        return answer.status, text


def measured() -> list[Row]:
    """The figures of `make bench` on the desk."""
    with tempfile.TemporaryDirectory() as folder, Sandbox(Path(folder) / "sandbox") as sandbox:
        county, out = Path(sandbox.profile), Path(folder) / "out"
        night(county, out).wait()
        units = tuple(unit.name for unit in load(county).units)
        fill(out / "zwaudit.db", load(county).name, units)
        with desk(county, out) as port:
            quiet = visited(port)
            with nights(county, out):
                busy = visited(port)
    return [*figures("审核台", quiet), *figures("审核台，同时在采集", busy)]


def figures(title: str, visitors: list[Visitor]) -> Iterator[Row]:
    """Middle and 95th percentile of each kind of page, and what went wrong."""
    failed = [one for visitor in visitors for one in visitor.failed]
    yield f"{title}：{PEOPLE} 人，{FINDINGS:,} 个问题", f"失败 {len(failed)}", "；".join(failed[:3])
    for name in (QUEUE, FINDING, UNIT, OVERVIEW):
        took = sorted(seconds for visitor in visitors for seconds in visitor.took[name])
        if len(took) > 1:
            late = quantiles(took, n=20)[-1]
            yield (
                f"　{name}（毫秒）",
                f"{median(took) * 1000:.0f}",
                f"95% 在 {late * 1000:.0f} 以内，{len(took)} 次",
            )


def visited(port: int) -> list[Visitor]:
    """Everybody at work for a while."""
    over = Event()
    visitors = [Visitor(f"user{number}", port, pages_of(number)) for number in range(PEOPLE)]
    working = [
        Thread(target=visitor.work, args=(over, random.Random(number)))
        for number, visitor in enumerate(visitors)
    ]
    for thread in working:
        thread.start()
    time.sleep(LASTS)
    over.set()
    for thread in working:
        thread.join()
    return visitors


def role_of(number: int) -> Role:
    return Role.REVIEWER if number < REVIEWERS else Role.LEADER if number < REVIEWERS + LEADERS else Role.UNIT


def pages_of(number: int) -> tuple[tuple[str, str], ...]:
    """What this person looks at."""
    if role_of(number) is Role.REVIEWER:
        some = [(FINDING, f"/review/F{FIRST_NUMBER + 37 * number + 4 * step:06d}") for step in range(3)]
        return (
            (QUEUE, "/review/"),
            (QUEUE, "/review/?severity=S2"),
            (QUEUE, f"/review/?text={quote('有关材料')}"),
            *some,
        )
    if role_of(number) is Role.LEADER:
        return ((OVERVIEW, "/overview"),)
    return ((UNIT, "/units/mine"),)


def unit_of(number: int, units: tuple[str, ...]) -> str:
    return units[number % len(units)] if role_of(number) is Role.UNIT else ""


def night(county: Path, out: Path) -> subprocess.Popen[bytes]:
    """A whole night in a process of its own."""
    command = [sys.executable, "-c", MAIN, "audit", "--county", str(county), "--out", str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def nights(county: Path, out: Path) -> Iterator[None]:
    """Night after night until the end of the block."""
    over = Event()

    def on() -> None:
        while not over.is_set():
            night(county, out).wait()

    thread = Thread(target=on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def desk(county: Path, out: Path) -> Iterator[int]:
    """The desk's server; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = ["serve", "--county", str(county), "--out", str(out), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-c", MAIN, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    """Until the server answers."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the desk did not start")


def fill(database: Path, county: str, units: tuple[str, ...]) -> None:
    """Findings up to FINDINGS beside those of the night, and the people."""
    engine, chance, at = connect(f"sqlite:///{database}"), random.Random(1), datetime.now(UTC)
    hashed = passwords.hashed(PASSWORD)
    with transaction(engine) as session:
        known = session.scalar(select(func.count()).select_from(FindingRow)) or 0
        for number in range(FIRST_NUMBER, FIRST_NUMBER + FINDINGS - known):
            unit = units[number % len(units)]
            row = FindingRow(**{**finding(number, chance), "county": county, "unit": unit, "source": ""})
            row.last_event = chain.append(
                session, county, chain.Entry(number, at, "自动核查", "appeared")
            ).number
            session.add(row)
        session.flush()
        today = at.date()
        issuing.issue(session, county, "第一轮", due=today + timedelta(days=30), on=today, who="示例", at=at)
        for number in range(PEOPLE):
            role = role_of(number)
            people.add(
                session, county, f"user{number}", name=f"用户{number}", role=role, password=hashed, at=at,
                unit=unit_of(number, units), must_change=False,
            )  # fmt: skip
    engine.dispose()


if __name__ == "__main__":
    for row in measured():
        print(*row, sep="\t")
