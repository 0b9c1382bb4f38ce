"""The desk's server: one county's desk, the jobs that it asks for, and the nights by the clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from queue import Empty, Queue
from secrets import token_hex
from threading import Lock, Thread, Timer

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from waitress.server import create_server

from audit.apart import Apart, Begin, ReadReplies, TryFile, TryText
from audit.display import console
from audit.errors import Incomplete, UserMistake
from audit.judging import verified_last
from audit.previewing import preview
from audit.recheck import chosen
from audit.replies.job import replied, taken
from audit.workspace import BEIJING, Workspace, now, rules_of
from checks.rule import Rule
from crawler.chromium import browser_available
from storage import people, runs
from storage.database import DatabaseUnusable, reading, transaction
from storage.findings import by_id, public_id, status
from web.app import create_app
from web.desk import Desk, JobView, Preview, Rechecked, Replied, Tried

KEPT_JOBS = 40
KEPT_LINES = 400
THREADS = 8
NIGHT = "night"
RECHECK = "recheck"
ANSWERED = "answered"
SETTLED = 45.0
"""Seconds after the last saved answer; whoever fills in a form saves many in a row."""


@dataclass
class Job:
    """A job that was asked for: the command that does it and what it has said so far."""

    number: int
    title: str
    who: str
    started_at: datetime
    arguments: tuple[str, ...]
    kind: str
    unit: str = ""
    finding: str = ""
    issued: bool = False
    state: str = "waiting"
    checked: tuple[Rechecked, ...] = ()
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT_LINES))

    @property
    def view(self) -> JobView:
        """The job as it stands now."""
        return JobView(
            self.number, self.title, self.who, self.started_at, tuple(self.lines), self.state, self.unit,
            self.finding, self.issued, self.checked,
        )  # fmt: skip

    @property
    def is_under_way(self) -> bool:
        """Does it wait or run?"""
        return self.state in ("waiting", "running")

    def is_joined_by(self, other: Job) -> bool:
        """Need the other not be begun, since this one is under way? A unit has one of its own at a time."""
        if self.kind == ANSWERED and self.state != "waiting":
            return False  # It may have read the answers before the newest was there.
        is_same = self.arguments == other.arguments or (self.issued and self.unit == other.unit)
        return self.is_under_way and self.issued == other.issued and is_same


class BackgroundJobs:
    """Does one job after the other, each in a process of its own: a county has one run at a time.

    Implements web.desk.Jobs.
    """

    def __init__(self, workspace: Workspace, county: Path, db: str) -> None:
        self.workspace, self.county, self.db = workspace, county, db
        self.jobs: deque[Job] = deque(maxlen=KEPT_JOBS)
        self.waiting: Queue[Job | None] = Queue()
        self.lock, self.printing, self.judging = Lock(), Lock(), Lock()
        self.count = 0
        self.process: subprocess.Popen[str] | None = None
        self.scheduler: BackgroundScheduler | None = None
        self.apart = Apart(Begin(county, db))
        self.version = 0
        self.soon: Timer | None = None
        self.worker = Thread(target=self.work, name="jobs", daemon=True)
        self.worker.start()

    def recheck(self, *, who: str, unit: str, finding: str = "", issued: bool = False) -> JobView:
        """Re-check a unit or one finding; a second wish for the same joins the first."""
        wanted = ("--finding", finding) if finding else ("--unit", unit, *(("--issued",) if issued else ()))
        title = f"复查 {finding or unit}"
        return self.put(Job(0, title, who, now(), (RECHECK, *wanted), RECHECK, unit, finding, issued))

    def night(self, *, who: str) -> JobView:
        """Start the nightly job; while one waits or runs, that one."""
        return self.put(Job(0, "采集和核查", who, now(), ("audit",), NIGHT))

    def accept(self, *, who: str, run: int, reason: str) -> JobView:
        """Vouch for a doubted run by name."""
        wanted = ("accept", "--run", str(run), "--by", who, "--reason", reason)
        return self.put(Job(0, "认可异常采集", who, now(), wanted, "accept"))

    def put(self, job: Job) -> JobView:
        """Put a job in line; one that it can join is enough."""
        with self.lock:
            for known in self.jobs:
                if known.is_joined_by(job):
                    return known.view
            self.count += 1
            job.number = self.count
            self.jobs.append(job)
        self.waiting.put(job)
        return job.view

    def view(self, number: int) -> JobView | None:
        """How a job is getting on."""
        return next((job.view for job in list(self.jobs) if job.number == number), None)

    def recent(self) -> Sequence[JobView]:
        """The last jobs, newest first."""
        return [job.view for job in reversed(list(self.jobs))]

    def next_night(self) -> datetime | None:
        """When the clock starts the next night."""
        job = self.scheduler.get_job(NIGHT) if self.scheduler is not None else None
        return job.next_run_time if job is not None else None

    def try_text(self, text: str, *, unit: str = "") -> Tried:
        """What the rules would say to a text."""
        return self.apart.tried(TryText(text, unit, self.version), "粘贴的文字")

    def try_file(self, name: str, data: bytes, *, unit: str = "") -> Tried:
        """What the rules would say to a file."""
        return self.apart.tried(TryFile(name, data, unit, self.version), name)

    def replies(
        self, name: str, data: bytes, *, unit: str, who: str, overwrite: bool = False, store: bool = False
    ) -> Replied:
        """What a filled-in issue list says; with `store` it is written, unless anything in it is wrong."""
        filled = self.apart.filled(ReadReplies(name, data, now().astimezone(BEIJING).date()))
        county, given = self.workspace.profile.name, {"unit": unit, "who": f"{who}（回填表）"}
        with transaction(self.workspace.engine) as session:
            outcome = taken(session, county, filled, **given, overwrite=overwrite, dry_run=not store)
        return replied(outcome, stored=store)

    def answered(self, *, who: str) -> None:
        """Have the self-check answers judged when nobody has saved another for a while.

        A county has one run at a time: with a night at work the answers wait, or are judged by the night.
        """
        with self.lock:
            if self.soon is not None:
                self.soon.cancel()
            self.soon = Timer(SETTLED, self.judge_answers, kwargs={"who": who})
            self.soon.daemon = True
            self.soon.start()

    def judge_answers(self, *, who: str) -> None:
        """Put the job in line; one that waits already will take everything in."""
        self.put(Job(0, "核对自查表", who, now(), (ANSWERED,), ANSWERED))

    def pdf(self, page: str) -> bytes:
        """An HTML page as printed, one at a time; the browser ends with it."""
        from reports.papers.pdf import CannotPrint, Printer

        chromium = browser_available()
        if chromium is None:
            return b""
        with self.printing:
            try:
                with Printer(chromium) as printer:
                    return printer.pdf(page)
            except CannotPrint:
                return b""

    def verified(self) -> Mapping[str, frozenset[str]] | None:
        """By unit the criteria on which the last accepted night had anything to look at; None without one.

        To judge a night anew takes a while: one at a time.
        """
        with self.judging, reading(self.workspace.engine) as session:
            return verified_last(session, self.workspace)

    def look(self, picture: bytes) -> str:
        """What a picture looks like."""
        return self.apart.look(picture)

    def preview(self, rule: str, settings: Mapping[str, object]) -> Preview:
        """What a rule would say otherwise with these settings."""
        return preview(self.workspace, rule, settings)

    def rules_now(self) -> tuple[Rule, ...]:
        """All rules as they are set now; what is tried from now on is judged by them."""
        rules = rules_of(self.workspace.profile, self.workspace.engine)
        self.workspace = replace(self.workspace, rules=rules)
        self.version += 1
        return rules

    def work(self) -> None:
        """Do the jobs in turn until the end is asked for."""
        while (job := self.waiting.get()) is not None:
            job.state = "running"
            try:
                job.state = self.done(job)
            except (DatabaseUnusable, UserMistake, OSError) as failure:
                # The next job may well succeed.
                job.lines.append(str(failure))
                job.state = "failed"

    def done(self, job: Job) -> str:
        """Do a job; the state in which it ends. Of a re-check also what changed."""
        before = self.statuses(job)
        code = self.run(job)
        after = self.statuses(job, before)
        job.checked = tuple(Rechecked(number, old, after[number]) for number, old in before.items())
        return "done" if code == 0 else "failed"

    def statuses(self, job: Job, known: Iterable[str] | None = None) -> dict[str, str]:
        """The status of every finding that a re-check is about, or of these."""
        if job.kind != RECHECK:
            return {}
        with reading(self.workspace.engine) as session:
            if known is not None:
                rows = [row for one in known if (row := by_id(session, self.workspace.profile.name, one))]
            else:
                rows = chosen(session, self.workspace, job.unit, job.finding or None, issued=job.issued)
            return {public_id(row): status(row) for row in rows}

    def run(self, job: Job) -> int:
        """Run one job's command and collect what it says; its exit code."""
        command = [
            sys.executable, "-c", "from audit.cli import main; main()", *job.arguments,
            *(("--by", job.who) if job.kind == RECHECK else ()), *self.place(),
        ]  # fmt: skip
        # Nothing may draw a progress bar into the page.
        environment = {**os.environ, "TERM": "dumb", "COLUMNS": "160", "NO_COLOR": "1"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            errors="replace", env=environment,
        ) as process:  # fmt: skip
            self.process = process
            assert process.stdout is not None
            for line in process.stdout:
                if line.strip():
                    job.lines.append(line.rstrip()[:500])
        self.process = None
        return process.returncode

    def notices(self) -> None:
        """Let the clock send what is due several times an hour, where the profile names whom to tell."""
        trigger = CronTrigger(minute="5,25,45", timezone=BEIJING)
        self.clock().add_job(self.send_notices, trigger, id="notices", coalesce=True, max_instances=1)

    def send_notices(self) -> None:
        """In a process of its own, beside the jobs: what it says is in the database."""
        command = [sys.executable, "-c", "from audit.cli import main; main()", "notify", *self.place()]
        subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=900
        )

    def clock(self) -> BackgroundScheduler:
        """The clock, running."""
        if self.scheduler is None:
            self.scheduler = BackgroundScheduler(timezone=BEIJING)
            self.scheduler.start()
        return self.scheduler

    def place(self) -> tuple[str, ...]:
        """The options that every job of this county takes."""
        return "--county", str(self.county), "--db", self.db, "--out", str(self.workspace.out)

    def nightly(self, at: time) -> None:
        """Let the clock start a night every day at this Beijing time, and make up for a missed one."""
        trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=BEIJING)
        self.clock().add_job(
            lambda: self.night(who="定时任务"), trigger, id=NIGHT, coalesce=True, max_instances=1,
            misfire_grace_time=6 * 3600,
        )  # fmt: skip
        if is_missed(self.workspace, at, now()):
            self.night(who="补昨夜未运行的采集")

    def stop(self) -> None:
        """End the clock and the job that is running; what it has fetched is kept."""
        if self.scheduler is not None:
            self.scheduler.shutdown(wait=False)
        try:
            while True:
                self.waiting.get_nowait()
        except Empty:
            self.waiting.put(None)
        if self.process is not None:
            self.process.terminate()
        if self.soon is not None:
            self.soon.cancel()
        self.apart.stop()
        self.worker.join(timeout=30)


def is_missed(workspace: Workspace, at: time, moment: datetime) -> bool:
    """Should a night have run since this time of day last came, and did none begin?"""
    local = moment.astimezone(BEIJING)
    due = datetime.combine(local.date(), at, BEIJING)
    due = due if due <= local else due - timedelta(days=1)
    with reading(workspace.engine) as session:
        last = runs.latest(session, workspace.profile.name)
    return last is not None and last.started_at < due


def serve(
    workspace: Workspace, county: Path, db: str, *, host: str, port: int, nightly: time | None, https: bool
) -> None:
    """Serve the desk until it is told to stop. Raises UserMistake for an address that cannot be had."""
    jobs = BackgroundJobs(workspace, county, db)
    desk = Desk(
        workspace.engine, workspace.profile, workspace.rules, workspace.out, jobs,
        secret_in(workspace.out / "desk.key"), over_https=https,
    )  # fmt: skip
    try:
        server = create_server(create_app(desk), host=host, port=port, threads=THREADS, ident="")
    except OSError as error:
        jobs.stop()
        raise UserMistake(
            f"不能在 {host}:{port} 提供服务（{error.strerror}），请换一个端口（--port）"
        ) from error
    out = console()
    out.print(f"审核台已启动：http://{host}:{port}/ （按 Ctrl+C 停止）")
    if not has_people(workspace):
        out.print("还没有账号，请先建立管理员：zwaudit user add 登录名 --name 姓名 --role admin --county …")
    jobs.apart.warm()
    if nightly is not None:
        jobs.nightly(nightly)
        out.print(f"每天 {nightly:%H:%M}（北京时间）自动采集和核查")
    if workspace.profile.notify is not None:
        jobs.notices()
    try:
        server.run()
    finally:
        jobs.stop()
        server.close()


def has_people(workspace: Workspace) -> bool:
    with reading(workspace.engine) as session:
        return bool(people.of_county(session, workspace.profile.name))


def secret_in(file: Path) -> str:
    """The key that signs sessions: made once, readable by its owner only."""
    try:
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as opened:
                opened.write(token_hex(32))
        key = file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Incomplete(f"会话密钥文件 {file} 不能读写，请检查权限或删除后重试") from error
    if len(key) < 32:
        raise Incomplete(f"会话密钥文件 {file} 内容不完整，请删除后重试（所有人须重新登录）")
    return key
