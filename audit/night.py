"""The nightly job and its stages: crawl, check, report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from audit.display import Tally, console, progress, table
from audit.errors import Incomplete
from audit.judging import Judged, judge_run, rejudge, verified_criteria
from audit.workspace import Workspace, now
from checks.outcome import Severity
from crawler.gather import Gathered, GatheringFailed, Progress, gather
from crawler.reading.reading import READER_VERSION
from reports.build import build_report
from reports.gather import gather as gather_report
from reports.write import write_report
from rules import version
from storage import findings, runs
from storage.database import transaction
from storage.models import FindingRow, Run
from storage.night import What
from storage.reasons import Reason

OPEN = ("待复核", "待整改", "复发", "待核实")


@dataclass(frozen=True, slots=True)
class Night:
    """How a night ended: its findings, and where the reports are."""

    findings: tuple[FindingRow, ...]
    index: Path

    def has_open(self, severity: Severity) -> bool:
        """Is there an open violation of this severity or a graver one?"""
        return any(
            row.severity <= severity.value and row.verdict == "fail" and findings.status(row) in OPEN
            for row in self.findings
        )


def audit(workspace: Workspace, *, full: bool = False) -> Night:
    """The whole night. Raises Incomplete when a source could not be read; everything else is kept."""
    out = console()
    run, gathered = crawl_stage(workspace, out, full=full)
    judged = check_stage(workspace, run, out)
    night = report_stage(workspace, run, gathered.notes, out)
    # After the reports: whatever becomes of the browser, they are there.
    pictures_stage(workspace, run, out)
    notices_stage(workspace, run, gathered, judged, out)
    conclude(workspace, gathered, judged, out)
    return night


def pictures_stage(workspace: Workspace, run: Run, out: Console) -> None:
    """Screenshots of what is new; the browser is only imported when pictures are wanted."""
    if workspace.profile.pictures.per_night:
        from audit.pictures import after_night

        after_night(workspace, run.id, out)


def notices_stage(workspace: Workspace, run: Run, gathered: Gathered, judged: Judged, out: Console) -> None:
    """Tell the office how the night went, where the profile says whom to tell."""
    if workspace.profile.notify is not None:
        from audit.notifying import Trouble, after_night

        troubles = [
            Trouble(
                f"source:{one.source}", f"来源“{one.source}”没有读全", reasons_of(one) or "没有读到任何页面"
            )
            for one in gathered.sources
            if is_broken(one)
        ]
        if judged.suspect:
            troubles.append(Trouble("suspect", "采集异常，待确认", doubts_in_words(judged.suspect)[:300]))
        after_night(workspace, run.as_of, run.id, counts_in_words(judged), troubles, out)


def failure_told(workspace: Workspace, failed: GatheringFailed, out: Console) -> None:
    """A night that broke off is an alarm."""
    if workspace.profile.notify is not None:
        from audit.notifying import Trouble, after_night

        after_night(workspace, workspace.as_of, 0, {}, [Trouble("night", "采集中断", str(failed)[:300])], out)


def counts_in_words(judged: Judged) -> dict[str, int]:
    """How many findings changed in which way."""
    return {word: sum(one.what is what for one in judged.applied) for what, word in CHANGE_WORDS.items()}


def crawl(workspace: Workspace, *, full: bool = False) -> None:
    """Only fetch and keep."""
    out = console()
    _, gathered = crawl_stage(workspace, out, full=full)
    out.print("采集完毕。下一步：zwaudit check")
    raise_if_incomplete(gathered)


def check(workspace: Workspace) -> None:
    """Judge the newest crawl: a new one as a night, one that was judged before with the rules of today."""
    out = console()
    with transaction(workspace.engine) as session:
        waiting = runs.latest(session, workspace.profile.name, stage="gathered")
        before = runs.latest(session, workspace.profile.name)
    if waiting is not None and waiting.state == "running":
        check_stage(workspace, resume(workspace, waiting), out)
    elif before is not None:
        recheck_stored(workspace, before, out)
    else:
        raise Incomplete(f"{workspace.profile.name}还没有采集过，请先运行 zwaudit crawl")


def report(workspace: Workspace) -> None:
    """Write the reports of the newest night."""
    out = console()
    with transaction(workspace.engine) as session:
        run = runs.latest(session, workspace.profile.name)
    if run is None:
        raise Incomplete(f"{workspace.profile.name}还没有判断过，请先运行 zwaudit audit")
    report_stage(workspace, run, (), out)


def start(workspace: Workspace, kind: str) -> Run:
    """Open a run, or take over the night that was interrupted. Raises Incomplete while another one works."""
    try:
        with transaction(workspace.engine) as session:
            return runs.open_run(
                session, workspace.profile.name, kind, owner=runs.this_process(), as_of=workspace.as_of,
                ruleset=version(workspace.rules), now=now(),
            )  # fmt: skip
    except runs.RunInProgress as busy:
        raise Incomplete(str(busy)) from busy


def resume(workspace: Workspace, waiting: Run) -> Run:
    """Take over a night that was gathered and not judged."""
    day = workspace.__class__(
        workspace.profile, workspace.rules, workspace.engine, workspace.out, waiting.as_of
    )
    return start(day, "night")


def crawl_stage(workspace: Workspace, out: Console, *, full: bool) -> tuple[Run, Gathered]:
    """Fetch what is planned; an interrupted night goes on where it stopped."""
    run = start(workspace, "night")
    out.print(f"{workspace.profile.name}：采集第 {run.id} 次（{run.as_of}）")
    with progress(out) as show:

        def tell(done: Progress) -> None:
            show(Tally(done.source, done.planned, done.fetched, done.failed, done.current))

        log = workspace.out / "crawl.log"
        try:
            gathered = gather(
                workspace.profile, workspace.engine, run.id, progress=tell, full=full, log_file=log
            )
        except GatheringFailed as failed:
            failure_told(workspace, failed, out)
            raise Incomplete(
                f"{failed}；已经取得的内容都已保存，再次运行会从中断处继续（详见 {log}）"
            ) from failed
    with transaction(workspace.engine) as session:
        kept = session.get_one(Run, run.id)
        kept.stage, kept.reader = "gathered", READER_VERSION
    print_coverage(gathered, out)
    return run, gathered


def print_coverage(gathered: Gathered, out: Console) -> None:
    """Source by source: what was planned, read and missed, and why."""
    rows = [
        (source.source, str(source.planned), str(source.fetched), str(source.failed), reasons_of(source))
        for source in gathered.sources
    ]
    drawn = table(("来源", "计划", "已取得", "未取得", "未取得的原因"), rows)
    drawn.columns[-1].justify = "left"
    out.print(drawn)
    for note in gathered.notes:
        out.print(f"注意：{note}")


def reasons_of(source: runs.SourceCoverage) -> str:
    return "；".join(f"{reason.label} {count}" for reason, count in source.reasons)


def doubts_in_words(suspect: Mapping[tuple[str, str], str]) -> str:
    """Why a night is suspect; where a whole source is, its units are counted, not listed."""
    whole = {source for source, unit in suspect if not unit}
    told = []
    for (source, unit), why in suspect.items():
        if not unit:
            units = sum(bool(other) and one == source for one, other in suspect)
            told.append(f"{source}：{why}" + (f"（涉及 {units} 个单位）" if units else ""))
        elif source not in whole:
            told.append(f"{place_name((source, unit))}：{why}")
    return "；".join(told)


def check_stage(workspace: Workspace, run: Run, out: Console) -> Judged:
    """Judge what was read and write what it changes, in one transaction."""
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        at = now()
        judged = judge_run(session, workspace, run, at)
        run.stage = "judged"
        note = doubts_in_words(judged.suspect)
        runs.close_run(session, run, "suspect" if judged.suspect else "complete", now=at, note=note[:2000])
    print_judged(judged, out)
    return judged


def recheck_stored(workspace: Workspace, before: Run, out: Console) -> None:
    """Judge stored evidence anew: what our own rules no longer find is withdrawn, never rectified."""
    run = start(workspace, "check")
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        judged = rejudge(session, workspace, run, before, now())
        run.stage = "judged"
        runs.close_run(session, run, "complete", now=now(), note=f"重新判断第 {before.id} 次采集的内容")
    print_judged(judged, out)


def place_name(place: tuple[str, str]) -> str:
    return "·".join(filter(None, place))


CHANGE_WORDS = {
    What.APPEARED: "新发现",
    What.REOPENED: "复发",
    What.ABSENT: "已整改",
    What.WITHDRAWN: "已撤销",
    What.EDITED: "文字有改动",
    What.UNKNOWN: "待核实",
    What.GONE: "页面已取消",
    What.BACK: "重新核实仍在",
}


def print_judged(judged: Judged, out: Console) -> None:
    """What the judging came to, in one line, and what closes nothing."""
    counted = counts_in_words(judged)
    said = "，".join(f"{word} {count}" for word, count in counted.items() if count) or "没有变化"
    guides, lists = len(judged.county.guides), len(judged.county.publications)
    out.print(f"判断：读到办事指南 {guides} 份，清单 {lists} 份；{said}")
    for place, why in judged.suspect.items():
        out.print(f"采集异常，相关问题保持原状：{place_name(place)}：{why}")


def report_stage(workspace: Workspace, run: Run, notes: tuple[str, ...], out: Console) -> Night:
    """Write the reports and print the result by unit."""
    index = write_reports(workspace, run, notes)
    with transaction(workspace.engine) as session:
        rows = findings.of_county(session, workspace.profile.name)
        read = any(source.fetched for source in runs.coverage(session, run.id))
    print_units(rows, out)
    if not rows:
        out.print("没有发现问题。" if read else "本次没有读到任何内容，未作核查，不能说明没有问题。")
    out.print(f"报告：{index}")
    return Night(tuple(rows), index)


def write_reports(workspace: Workspace, run: Run, notes: tuple[str, ...]) -> Path:
    """Write the overview and the unit lists of a night; return the overview's path."""
    with transaction(workspace.engine) as session:
        night = session.get_one(Run, run.id)
        verified = verified_criteria(session, workspace, night) if workspace.profile.scores else {}
        given = gather_report(
            session, workspace.profile, workspace.rules, night, left_out=notes, verified=verified
        )
    try:
        return write_report(build_report(given), workspace.out)
    except OSError as error:
        raise Incomplete(f"报告写不进 {workspace.out}（{error.strerror}）；判断结果已保存在数据库") from error


def print_units(rows: list[FindingRow], out: Console) -> None:
    """One line a unit: its open findings by severity, and what else there is."""
    units = sorted({row.unit for row in rows}, key=lambda unit: (not unit, unit))
    lines = []
    for unit in units:
        own = [row for row in rows if row.unit == unit]
        still = [row for row in own if findings.status(row) in OPEN]
        grave = [str(sum(row.severity == level for row in still)) for level in ("S1", "S2", "S3", "S4")]
        states = [str(sum(findings.status(row) == word for row in own)) for word in ("待核实", "已整改")]
        lines.append((unit or "（归属待定）", *grave, *states))
    if lines:
        out.print(table(("单位", "严重", "较重", "一般", "提示", "其中待核实", "已整改"), lines))


BROKEN = (Reason.HOST_STOPPED, Reason.CHALLENGE)


def conclude(workspace: Workspace, gathered: Gathered, judged: Judged, out: Console) -> None:
    """Say what could not be verified. Raises Incomplete when a whole source is missing."""
    unknown = sum(one.what is What.UNKNOWN for one in judged.applied)
    if unknown:
        out.print(f"有 {unknown} 个问题本次转为待核实：页面没有读到，不等于已整改。")
    raise_if_incomplete(gathered)


def raise_if_incomplete(gathered: Gathered) -> None:
    """A source that could not be read at all, or was broken off, makes the night incomplete."""
    broken = [source for source in gathered.sources if is_broken(source)]
    if broken:
        said = "；".join(
            f"{source.source}（{reasons_of(source) or '没有读到任何页面'}）" for source in broken
        )
        raise Incomplete(f"以下来源没有读全：{said}。已读到的内容和报告都已保存，未读到的一律保持原状。")


def is_broken(source: runs.SourceCoverage) -> bool:
    """Was nothing read, was something left waiting, or did a host stop answering?"""
    return not source.fetched or bool(source.waiting) or any(reason in BROKEN for reason, _ in source.reasons)
