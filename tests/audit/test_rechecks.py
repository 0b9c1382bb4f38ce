"""Re-checks: of a page that has moved, of what was issued, at whose wish; and as a job of the desk."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.recheck import standing
from audit.serving import RECHECK, BackgroundJobs, Job
from audit.workspace import Workspace, open_workspace
from checks.evidence import Channel, Guide
from storage import deadlines, decisions, evidence, issuing, visits
from storage.database import connect, migrate, transaction
from storage.findings import of_county
from storage.models import Run
from tests.storage.factories import make_fetch, make_run
from web.desk import JobView, Rechecked

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
NOW = datetime(2022, 4, 16, 2, 0, tzinfo=UTC)
DB = "sqlite:///out/zwaudit.db"
GUIDE = """{item}办事指南
实施单位：民政局
申请材料：
1.居民身份证
2.{second}
办理流程：申请、受理、发证
承诺办结时限：2个工作日
收费标准：不收费
办理地点：县政务服务中心
咨询电话：0377-65330000
"""
OPEN, CLEAN = "其他有关材料", "户口簿"
RULE = "c12-open-ended-material"


def write(file: Path, second: str, item: str = "老年人优待证办理") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(GUIDE.format(item=item, second=second), encoding="utf-8")


def night(zwaudit: Zwaudit, county: Path, day: int) -> None:
    done = zwaudit("audit", "--county", str(county), "--as-of", f"2022-04-{day}")
    assert done.returncode in (0, 3), done.stdout + done.stderr


def statuses(zwaudit: Zwaudit) -> list[str]:
    lines = zwaudit("export", "--db", DB, "--format", "jsonl").stdout.splitlines()
    return [one["status"] for one in map(json.loads, lines) if one["rule"] == RULE]


@contextmanager
def workspace(county: Path) -> Iterator[Workspace]:
    with open_workspace(county, None, county.parent / "out", None) as opened:
        yield opened


def issue_one(county: Path) -> str:
    """Confirm and issue the first finding of the rule; its number."""
    with workspace(county) as opened, transaction(opened.engine) as session:
        row = next(one for one in of_county(session, "示例县") if one.rule == RULE)
        decisions.decide(session, row.id, "confirmed", who="审核员乙", at=NOW)
        issuing.issue(
            session, "示例县", "第一轮", due=date(2022, 7, 29), on=date(2022, 5, 5), who="审核员乙", at=NOW
        )
        return f"F{row.id:06d}"


def test_a_file_under_another_name_is_judged_where_it_is_now(zwaudit: Zwaudit, county: Path) -> None:
    old, new = county / "window" / "民政局" / "旧.txt", county / "window" / "民政局" / "新.txt"
    write(old, OPEN)
    night(zwaudit, county, 15)
    old.unlink()
    write(new, OPEN)
    night(zwaudit, county, 16)
    assert statuses(zwaudit) == ["待复核"]
    new.rename(old.with_name("别处.txt"))
    zwaudit("recheck", "--county", str(county), "--unit", "民政局", "--as-of", "2022-04-17")
    assert statuses(zwaudit) == ["待核实"], (
        "a file that is nowhere to be found is not still wrong, nor mended"
    )
    write(new, CLEAN)
    zwaudit("recheck", "--county", str(county), "--unit", "民政局", "--as-of", "2022-04-17")
    assert statuses(zwaudit) == ["已整改"]


def read_on(session: Session, day: int, kind: str, *read: tuple[str, str]) -> Run:
    """A run that read these items at these addresses."""
    at = NOW + timedelta(days=day)
    run = make_run(session, kind=kind, state="complete", at=at)
    for key, name in read:
        visit = visits.record(session, run.id, make_fetch(key, fetched_at=at))
        guide = Guide(item_name=name, unit="民政局", channel=Channel.PORTAL)
        evidence.store(session, run.id, visit, [guide], "1")
    return run


@pytest.mark.parametrize(
    ("second_night", "standing_at"),
    [
        pytest.param([("new", "甲")], [], id="it has moved"),
        pytest.param([("new", "甲"), ("old", "甲")], ["old"], id="it stands at both"),
        pytest.param([("new", "甲"), ("other", "乙")], ["other"], id="another item"),
    ],
)
def test_what_a_moved_page_said_at_its_old_address_stands_no_more(
    tmp_path: Path, second_night: list[tuple[str, str]], standing_at: list[str]
) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'zwaudit.db'}")
    migrate(engine)
    with transaction(engine) as session:
        read_on(session, 0, "night", ("old", "甲"))
        read_on(session, 1, "night", *second_night)
        run = read_on(session, 2, "recheck", ("new", "甲"))
        assert [
            one.key for one in standing(session, run, list(evidence.of_run(session, run.id)))
        ] == standing_at
    engine.dispose()


def test_where_it_stood_twice_both_places_are_looked_at(zwaudit: Zwaudit, county: Path) -> None:
    places = [county / "window" / "民政局" / f"{number}.txt" for number in (1, 2)]
    for place in places:
        write(place, OPEN)
    night(zwaudit, county, 15)
    assert statuses(zwaudit) == ["待复核"]
    write(places[0], CLEAN)
    again = "recheck", "--county", str(county), "--unit", "民政局", "--as-of", "2022-04-15"
    zwaudit(*again)
    assert statuses(zwaudit) == ["待复核"]
    write(places[1], CLEAN)
    zwaudit(*again)
    assert statuses(zwaudit) == ["已整改"]


def test_a_unit_looks_at_what_was_issued_to_it_and_it_is_written_down_who_asked(
    zwaudit: Zwaudit, county: Path
) -> None:
    for number, item in enumerate(("老年人优待证办理", "高龄津贴给付")):
        write(county / "window" / "民政局" / f"{number}.txt", OPEN, item)
    night(zwaudit, county, 15)
    words = "recheck", "--county", str(county), "--unit", "民政局", "--issued", "--by", "经办人丁"
    assert "没有需要复查的问题" in zwaudit(*words).stdout
    issue_one(county)
    assert "复查 1 个问题" in zwaudit(*words).stdout
    with workspace(county) as opened, transaction(opened.engine) as session:
        noted = deadlines.last_rechecks(session, "示例县")["民政局"]
    assert (noted.who, noted.reason) == ("经办人丁", "复查 1 个问题，转为已整改 0 个")
    assert zwaudit("verify", "--db", DB).returncode == 0


def ended(jobs: BackgroundJobs, number: int) -> JobView:
    """The job when it has ended."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        view = jobs.view(number)
        assert view is not None
        if view.is_over:
            return view
        time.sleep(0.05)
    raise AssertionError("the job did not end")


@pytest.fixture
def audited(zwaudit: Zwaudit, county: Path) -> Path:
    """The county after one night, with one finding issued."""
    write(county / "window" / "民政局" / "1.txt", OPEN)
    night(zwaudit, county, 15)
    issue_one(county)
    return county


def test_a_job_says_how_each_finding_stood_before_and_after(audited: Path) -> None:
    write(audited / "window" / "民政局" / "1.txt", CLEAN)
    with workspace(audited) as opened:
        jobs = BackgroundJobs(opened, audited, f"sqlite:///{opened.out / 'zwaudit.db'}")
        view = ended(jobs, jobs.recheck(who="经办人丁", unit="民政局", issued=True).number)
        jobs.stop()
    assert view.state == "done", view.lines
    assert [(one.old, one.new) for one in view.checked] == [("待整改", "已整改")]


def test_a_job_that_cannot_be_done_fails_and_the_next_one_runs(audited: Path) -> None:
    with workspace(audited) as opened:
        jobs = BackgroundJobs(opened, audited, f"sqlite:///{opened.out / 'zwaudit.db'}")
        lost = ended(jobs, jobs.recheck(who="甲", unit="民政局", finding="F999999").number)
        next_one = ended(jobs, jobs.recheck(who="甲", unit="民政局").number)
        jobs.stop()
    assert lost.state == "failed" and "F999999" in lost.lines[-1]
    assert next_one.state == "done" and isinstance(next_one.checked[0], Rechecked)


def job(
    arguments: tuple[str, ...], *, issued: bool = False, unit: str = "民政局", state: str = "running"
) -> Job:
    return Job(1, "复查", "甲", NOW, arguments, RECHECK, unit, issued=issued, state=state)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        pytest.param(job(("a",)), job(("a",)), True, id="the same wish"),
        pytest.param(job(("a",), state="done"), job(("a",)), False, id="it has ended"),
        pytest.param(job(("a",)), job(("b",)), False, id="the office may wish more than one"),
        pytest.param(job(("a",), issued=True), job(("b",), issued=True), True, id="a unit's own: one"),
        pytest.param(
            job(("a",), issued=True), job(("b",), issued=True, unit="司法局"), False, id="another unit"
        ),
        pytest.param(job(("a",)), job(("a",), issued=True), False, id="the office's is not for the unit"),
    ],
)
def test_which_wishes_join_a_job(one: Job, other: Job, joined: bool) -> None:
    assert one.is_joined_by(other) is joined
