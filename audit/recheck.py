"""Re-check: visits only what a unit's findings, or one finding, need, and says what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from audit.display import Tally, console, progress, table
from audit.errors import Incomplete, UserMistake
from audit.judging import channels_of, comparing, earlier_guides, seen, write
from audit.night import raise_if_incomplete, start, write_reports
from audit.workspace import Workspace, now
from checks.engine import judge
from checks.evidence import Guide, Searched
from checks.gather import gathered
from checks.items import items_of
from checks.outcome import Ruling, Verdict
from checks.subject import LINK, item_subjects
from crawler.gather import Gathered, GatheringFailed, Progress, gather
from storage import chain, evidence, findings, runs, todo
from storage import exports as stored_exports
from storage.database import transaction
from storage.deadlines import RECHECKED
from storage.evidence import PUBLISHED, Stored
from storage.findings import public_id, status
from storage.links import FILE, links_of
from storage.models import FindingRow, Run, Todo
from storage.night import Night
from storage.todo import Planned

OVER = ("误报", "已撤销")
DUTIES = ("list:", "county:")


def recheck(
    workspace: Workspace, *, unit: str | None, finding: str | None, issued: bool = False, who: str = ""
) -> None:
    """Re-check a unit's findings or one finding; print each one's old and new status.

    With `issued` only what was issued to the unit; `who` asked for it.
    """
    out = console()
    with transaction(workspace.engine) as session:
        wanted = chosen(session, workspace, unit, finding, issued=issued)
        before = {row.id: status(row) for row in wanted}
        only = needed(session, wanted, comparing(workspace.rules))
    if not wanted:
        out.print(f"{unit}没有需要复查的问题。")
        return
    run = start(workspace, "recheck")
    pages = sum(map(len, only.values()))
    out.print(f"复查 {len(wanted)} 个问题，需要重新读取 {pages} 个页面或文件")
    if not only:
        out.print("没有可以重新读取的网页：出自数据导出或自查表的问题，重新导入或填报以后才会有变化")
    fetched = fetch(workspace, run, only) if only else None
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        compare(session, workspace, run, frozenset(before))
        note(session, run, wanted, before, who)
        runs.close_run(session, run, "complete", now=now())
        rows = {row.id: row for row in findings.of_county(session, workspace.profile.name)}
        last = runs.latest(session, workspace.profile.name)
    show([rows[number] for number in before], before)
    if last is not None:
        out.print(f"报告：{write_reports(workspace, last, ())}")
    if fetched is not None:
        raise_if_incomplete(fetched)


def note(session: Session, run: Run, wanted: Sequence[FindingRow], before: dict[int, str], who: str) -> None:
    """Write down that the findings of a unit were looked at again, at whose wish and with what result."""
    for unit in sorted({row.unit for row in wanted}):
        own = [session.get_one(FindingRow, row.id) for row in wanted if row.unit == unit]
        fixed = sum(status(row) == "已整改" != before[row.id] for row in own)
        said = f"复查 {len(own)} 个问题，转为已整改 {fixed} 个"
        chain.append(
            session, run.county, chain.Entry(0, now(), who or "命令行", RECHECKED, "", unit, said, run.id)
        )


def chosen(
    session: Session, workspace: Workspace, unit: str | None, finding: str | None, *, issued: bool = False
) -> list[FindingRow]:
    """The findings to look at again: those that are over by a decision of ours are left alone."""
    county = workspace.profile.name
    if finding is not None:
        number = findings.id_of(finding)
        row = session.get(FindingRow, number) if number is not None else None
        if row is None or row.county != county:
            raise UserMistake(f"没有编号为“{finding}”的问题，编号见问题清单（如 F000012）")
        return [row]
    named = workspace.profile.unit_named(unit or "")
    if named is None:
        known = "、".join(one.name for one in workspace.profile.units[:8])
        raise UserMistake(f"单位名单里没有“{unit}”，名单见县配置（如 {known}）")
    rows = findings.of_county(session, county, unit=named.name)
    return [row for row in rows if status(row) not in OVER and (row.round or not issued)]


def needed(session: Session, wanted: Sequence[FindingRow], comparing: Set[str]) -> dict[str, list[Planned]]:
    """The addresses to visit, by source: each finding's own pages, for a unit's share all of its guides.

    What was said by comparing channels also needs the item's guides on the others.
    """
    keys: dict[str, dict[str, None]] = {}
    for row in wanted:
        if row.source == stored_exports.SOURCE:
            # What an export says changes with the next import, not with a visit.
            continue
        if row.fetched_url and row.source:
            # It is put right only where it was seen nowhere any more.
            for source, key in ((row.source, row.fetched_url), *row.places):
                keys.setdefault(source, {})[key] = None
        elif row.subject.startswith("unit:"):
            for one in evidence.newest(session, row.county, ("guide",)):
                if isinstance(one.piece, Guide) and one.piece.unit == row.unit:
                    keys.setdefault(one.source, {})[one.key] = None
    for row in wanted:
        if row.field.startswith("links"):
            # Whether a link opens is seen at the link itself.
            keys.setdefault(row.source, {}).update(dict.fromkeys(links_at(session, row)))
    for one in other_channels(session, [row for row in wanted if row.rule in comparing]):
        keys.setdefault(one.source, {})[one.key] = None
    plans = {source: list(planned(session, source, found)) for source, found in keys.items()}
    # What was handed in stands at no address: a new form is imported, not visited.
    return {source: plan for source, plan in plans.items() if plan}


def other_channels(session: Session, rows: Sequence[FindingRow]) -> Iterator[Stored]:
    """The guides of the items that these findings are of, on all channels."""
    if not rows:
        return
    stored = list(evidence.newest(session, rows[0].county, ("guide",)))
    readings = {id(one.piece): one for one in stored}
    subjects = {(row.subject, row.channel) for row in rows}
    for item in items_of(
        (one.piece for one in stored if isinstance(one.piece, Guide)), county=rows[0].county
    ):
        if any((about.key, about.channel.value) in subjects for about in item_subjects(item)):
            yield from (readings[id(guide)] for guide in item.guides)


def links_at(session: Session, row: FindingRow) -> Iterator[str]:
    """The files that the page of a finding led to when they were planned last, and the dead link itself."""
    held = Todo.parent.in_((row.url, row.fetched_url)), Todo.kind == FILE
    named = Todo.url == row.quote
    yield from session.scalars(
        select(Todo.key).where(Todo.source == row.source, named | and_(*held)).distinct().order_by(Todo.key)
    )


def planned(session: Session, source: str, keys: Iterable[str]) -> Iterable[Planned]:
    """Each address as it was planned last."""
    for key in keys:
        query = select(Todo).where(Todo.source == source, Todo.key == key).order_by(Todo.id.desc()).limit(1)
        last = session.scalars(query).first()
        if last is not None:
            yield Planned(key, last.url, last.kind, last.unit, 0, "", last.priority, last.meta)


def fetch(workspace: Workspace, run: Run, only: dict[str, list[Planned]]) -> Gathered:
    """Visit exactly these addresses, as politely as at night."""
    with progress(console()) as show_progress:

        def tell(done: Progress) -> None:
            show_progress(Tally(done.source, done.planned, done.fetched, done.failed, done.current))

        try:
            return gather(
                workspace.profile, workspace.engine, run.id, only=only, progress=tell,
                log_file=workspace.out / "crawl.log",
            )  # fmt: skip
        except GatheringFailed as failed:
            raise Incomplete(f"{failed}；各问题保持原状") from failed


def compare(session: Session, workspace: Workspace, run: Run, wanted: frozenset[int]) -> None:
    """Judge what was read together with the newest reading of everything else, and write the changes."""
    fresh = list(evidence.of_run(session, run.id))
    rulings = rulings_on(session, workspace, run, fresh)
    night = Night(
        day=run.as_of,
        at=now(),
        rulings=tuple(about(rulings, fresh)),
        seen=seen(fresh),
        misses=todo.misses(session, run.id),
        sources=frozenset(source.name for source in workspace.profile.sources),
        gaps=unread_units(session, run, fresh),
        only=wanted - still_missing(session, rulings, wanted),
        visited=todo.sent_on(session, run.id),
    )
    write(session, run, night)


def still_missing(session: Session, rulings: Iterable[Ruling], wanted: frozenset[int]) -> set[int]:
    """Findings on duties that the rules still speak of: without a search of the site they stay."""
    said = {
        (ruling.rule, ruling.subject.key, ruling.subject.channel.value)
        for ruling in rulings
        if ruling.judgements and ruling.subject.key.startswith(DUTIES)
    }
    rows = (session.get_one(FindingRow, number) for number in wanted)
    return {row.id for row in rows if (row.rule, row.subject, row.channel) in said}


def rulings_on(session: Session, workspace: Workspace, run: Run, fresh: Sequence[Stored]) -> list[Ruling]:
    """What the rules say of the county as it stands now: fresh readings over the newest ones before."""
    pieces = [one.piece for one in (*fresh, *standing(session, run, fresh))]
    units = [unit.unit for unit in workspace.profile.units]
    channels = dict.fromkeys(source.channel for source in workspace.profile.sources)
    searches = [Searched(channel, len(fresh), 0, ("复查只读取有关页面",)) for channel in channels]
    before = earlier_guides(session, run, pieces)
    exports = [one.export for one in stored_exports.newest(session, run.county)]
    county = gathered(
        workspace.profile.name,
        units,
        pieces,
        searches,
        exports=exports,
        earlier=before,
        one_things=workspace.profile.one_things,
        links=links_of(session, run, channels_of(workspace)),
    )
    return list(judge(county, workspace.rules))


def standing(session: Session, run: Run, fresh: Sequence[Stored]) -> Iterator[Stored]:
    """The newest readings before this run that still say how things stand.

    What was read just now has moved away from an address that the last night did not read any more.
    """
    read = {(one.source, one.key) for one in fresh}
    subjects = {(one.subject, one.channel) for one in fresh}
    night = runs.last_accepted(session, run.county)
    for one in evidence.newest(session, run.county, PUBLISHED):
        is_left = night is not None and one.fetched_at < night.started_at
        has_moved = is_left and (one.subject, one.channel) in subjects
        if (one.source, one.key) not in read and not has_moved:
            yield one


def about(rulings: Iterable[Ruling], fresh: Sequence[Stored]) -> Iterable[Ruling]:
    """Only what speaks of something read just now.

    A unit's share counts when its guides were read anew. That a list is missing cannot be seen without
    searching the whole site: such a finding waits for the night, unless the list has turned up.
    """
    subjects = {(one.subject, one.channel) for one in fresh}
    units = {one.piece.unit for one in fresh if isinstance(one.piece, Guide)}
    for ruling in rulings:
        subject = ruling.subject
        if (
            (subject.key, subject.channel.value) in subjects
            or subject.key.startswith(LINK)
            or (subject.key.startswith("unit:") and subject.unit in units)
            or (subject.key.startswith(DUTIES) and ruling.verdict is Verdict.PASS)
        ):
            yield ruling


def unread_units(session: Session, run: Run, fresh: Sequence[Stored]) -> dict[str, str]:
    """Units of which not every guide was read anew: their shares prove nothing yet."""
    read = {(one.source, one.key) for one in fresh}
    return {
        one.piece.unit: "复查没有读取该单位的全部指南"
        for one in evidence.newest(session, run.county, ("guide",))
        if isinstance(one.piece, Guide) and (one.source, one.key) not in read
    }


def show(checked: Sequence[FindingRow], before: dict[int, str]) -> None:
    """Each finding with its status before and after, and what was seen."""
    out = console()
    lines = [(public_id(row), before[row.id], status(row), what_was_seen(row)) for row in checked]
    drawn = table(("编号", "原状态", "现状态", "说明"), lines)
    for column in drawn.columns:
        column.justify = "left"
    out.print(drawn)
    turned = sum(status(row) == "已整改" != before[row.id] for row in checked)
    out.print(f"共复查 {len(checked)} 个问题，转为已整改 {turned} 个")


def what_was_seen(row: FindingRow) -> str:
    """One clause: the item, the text, and when or why not."""
    item = f"{row.item_name}：" if row.item_name else ""
    quote = row.quote if len(row.quote) <= 30 else row.quote[:29] + "…"
    if row.observed == "unknown":
        return f"{item}“{quote}”未能核实（{row.observed_reason}）"
    return f"{item}“{quote}”" + ("已不在页面上" if row.observed == "absent" else "")
