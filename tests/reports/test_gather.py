"""From a real database to what a report is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from checks.evidence import Channel, Guide
from checks.outcome import Judgement, Severity, Subject, Verdict
from checks.rule import Check, Mode, Rule
from counties.loading import load
from counties.profile import Profile
from reports.build import build_report
from reports.gather import gather
from reports.inputs import ChangeKind, RunState
from storage import todo
from storage.database import connect, migrate, transaction
from storage.findings import apply, decide
from storage.life import Change, Known, Seen, What
from storage.models import Coverage, Run
from storage.reasons import Reason
from storage.runs import close_run, open_run

NIGHT = datetime(2022, 4, 15, 18, 0, tzinfo=UTC)

PROFILE = """
name = "示例县"
code = "419999"
[[source]]
name = "门户"
channel = "portal"
start_urls = ["http://127.0.0.1/"]
[[source]]
name = "政务服务网"
channel = "service-network"
start_urls = ["http://127.0.0.1/"]
[[unit]]
name = "民政局"
[[unit]]
name = "司法局"
lead_of = ["c02"]
[report]
office = "示例县办公室"
"""


class ByHand:
    """Stands for the kind of check that only people can make."""

    def __call__(self, evidence: object, /) -> tuple[()]:
        return ()


def rule(name: str, criterion: str, title: str, check: Check) -> Rule:
    modes = (Mode.PAGES,) if name.startswith("c12") else (Mode.FORM,)
    return Rule(name, criterion, title, Severity.S2, Guide, check, says="", advice="", modes=modes)


RULES = (
    rule("c12-open-list-material", "附件1-12", "材料列举未尽", lambda guide: ()),
    rule("c05-authorisation-missing", "附件1-5", "未授权", ByHand()),
)


@pytest.fixture(name="profile")
def _profile(tmp_path: Path) -> Profile:
    file = tmp_path / "county.toml"
    file.write_text(PROFILE, encoding="utf-8")
    return load(file)


@pytest.fixture(name="session")
def _session(tmp_path: Path) -> Iterator[Session]:
    engine = connect(f"sqlite:///{tmp_path / 'zwaudit.db'}")
    migrate(engine)
    with transaction(engine) as session:
        yield session
    engine.dispose()


def judgement(item: str) -> Judgement:
    subject = Subject(f"民政局|{item}", "民政局", Channel.PORTAL, item)
    texts = ("materials[0].name", "身份证等材料", "", f"“{item}”列举未尽", "请补全", "附件1第12项")
    first = RULES[0]
    return Judgement(first.id, first.criterion, subject, Verdict.FAIL, Severity.S2, *texts)


def night(session: Session, at: datetime) -> Run:
    return open_run(session, "示例县", "night", owner="h:1:2", as_of=at.date(), ruleset="", now=at)


def appeared(item: str, at: datetime) -> Change:
    return Change(What.APPEARED, None, judgement(item), Seen("门户", "http://127.0.0.1/1", at), at=at)


def known(finding: int, at: datetime) -> Known:
    return Known(finding, RULES[0].id, "", "portal", "", "", "present", at)


def test_a_night_is_gathered_with_its_exact_coverage(session: Session, profile: Profile) -> None:
    run = night(session, NIGHT)
    addresses = [
        todo.Planned(f"http://127.0.0.1/{number}", f"http://127.0.0.1/{number}") for number in range(4)
    ]
    rows = todo.plan(session, run.id, "门户", addresses)
    todo.mark_fetched(session, rows[0].id, 1)
    todo.mark_fetched(session, rows[1].id, 2)
    todo.mark_failed(session, rows[2].id, Reason.TIMEOUT)
    session.add(Coverage(run_id=run.id, source="门户", unit="民政局", guides=2, fields=1.0, suspect=""))
    session.add(
        Coverage(run_id=run.id, source="门户", unit="司法局", guides=0, fields=0, suspect="一份也没有")
    )
    close_run(session, run, "aborted", now=NIGHT + timedelta(hours=1), note="断电")
    given = gather(session, profile, RULES, run, left_out=("没有安装浏览器。",))
    portal, network = given.coverage
    assert (portal.planned, portal.fetched, portal.failed) == (4, 2, 1)
    assert (portal.reasons, portal.misses[0].reason) == ((("超时未响应", 1),), "超时未响应")
    assert (network.source, network.planned) == ("政务服务网", 0), "a source that was never reached is there"
    assert given.units[0].guides == {"门户": 2}
    assert given.units[1].alarm == "门户：一份也没有"
    assert (given.run.state, given.run.note, given.run.as_of) == (
        RunState.INCOMPLETE,
        "断电",
        date(2022, 4, 15),
    )
    assert [rule.by_hand for rule in given.rules] == [False, True]
    overview = build_report(given).overview
    assert overview.head.warnings[0].startswith("本次采集没有完成（断电）")
    assert overview.sources[0].reasons == ("超时未响应：1 页", "尚未读取：1 页")


@pytest.mark.parametrize(("state", "told"), [("complete", RunState.ACCEPTED), ("suspect", RunState.SUSPECT)])
def test_how_a_night_ended(session: Session, profile: Profile, state: str, told: RunState) -> None:
    run = night(session, NIGHT)
    close_run(session, run, state, now=NIGHT)
    assert gather(session, profile, RULES, run).run.state is told


def test_findings_and_changes_of_this_night_only(session: Session, profile: Profile) -> None:
    first = night(session, NIGHT)
    apply(session, first, [appeared(item, NIGHT) for item in ("甲", "乙", "丙", "丁")])
    close_run(session, first, "complete", now=NIGHT)
    decide(session, 2, "dismissed", who="办公室", at=NIGHT, reason="有清单")
    later = NIGHT + timedelta(days=1)
    second = night(session, later)
    apply(
        session,
        second,
        [
            Change(What.ABSENT, known(1, NIGHT), at=later),
            Change(What.ABSENT, known(2, NIGHT), at=later),
            Change(What.UNKNOWN, known(3, NIGHT), reason="超时未响应", at=later),
            appeared("戊", later),
        ],
    )
    close_run(session, second, "complete", now=later)
    third = night(session, later + timedelta(days=1))
    again = later + timedelta(days=1)
    given = gather(session, profile, RULES, second)
    assert [(change.kind, change.finding) for change in given.changes] == [
        (ChangeKind.FIXED, "F000001"),
        (ChangeKind.UNKNOWN, "F000003"),
        (ChangeKind.NEW, "F000005"),
    ], "a dismissed finding that disappears was never rectified"
    apply(session, third, [Change(What.UNKNOWN, known(3, later), reason="连接中断", at=again)])
    assert gather(session, profile, RULES, third).changes == (), "another reason is no change"
    views = {view.id: view for view in given.findings}
    assert {view.status for view in views.values()} == {"已整改", "误报", "待核实", "待复核"}
    assert views["F000001"].title == "材料列举未尽"
    report = build_report(replace(given, findings=tuple(views.values())))
    notes = [note for _, page in report.units for g in page.groups for p in g.problems for note in p.notes]
    assert "未能核验：超时未响应" in notes
