"""What was read and what was not: an outage must never look like a county without problems."""

from __future__ import annotations

from reports.inputs import Coverage, ReportInput, RunState, RunView
from reports.model import Head, MissGroup, MissRow, SourceRow, UnverifiedPage
from reports.wording import address_shown, channel_title, clock, day_in_words, link, percent, safe, short

LOUD_BELOW = 0.95
"""A source of which less than this share was read gets the red box, otherwise a line."""

LISTED_MISSES = 2000

KEPT = "凡未读到的页面，原有问题保持原状或转为“待核实”，不作为已整改。"


def head_of(given: ReportInput, title: str, *, home: str = "") -> Head:
    """The head of a page, with every warning that goes for the whole night."""
    run = given.run
    times = [text for text in (clock(run.started), clock(run.finished)) if text]
    grave = [fault for source in given.coverage if is_grave(source) and (fault := source_fault(source))]
    slight = [fault for source in given.coverage if not is_grave(source) and (fault := source_fault(source))]
    unread = [] if given.coverage else ["本次没有采集任何来源，不能据此说明没有问题。"]
    alarms = (*run_warnings(run), *grave, *unread)
    return Head(
        county=short(given.county, 30),
        title=title,
        as_of=day_in_words(run.as_of),
        run_times=" 至 ".join(times),
        letterhead=given.letterhead,
        home=home,
        warnings=(*alarms, *((KEPT,) if alarms else ())),
        remarks=(*slight, *map(safe, run.left_out), *((KEPT,) if slight and not alarms else ())),
    )


def run_warnings(run: RunView) -> tuple[str, ...]:
    """What the whole run is worth."""
    note = f"（{safe(run.note, 200)}）" if run.note else ""
    return {
        RunState.ACCEPTED: (),
        RunState.SUSPECT: (f"本次采集结果存疑{note}，经人工确认前不据此把任何问题列为已整改。",),
        RunState.INCOMPLETE: (f"本次采集没有完成{note}：以下只反映已经读到的内容，没有读到的不作判断。",),
    }[run.state]


def is_grave(source: Coverage) -> bool:
    """Is so little of the source read that the county must not be judged by it?"""
    return bool(source.alarm) or source.fetched < source.planned * LOUD_BELOW or source.planned == 0


def source_fault(source: Coverage) -> str:
    """What is wrong with the reading of a source, in one sentence; empty when all was read."""
    name, why = short(source.source, 40), f"（{main_reasons(source)}）" if source.counted else ""
    if source.planned == 0:
        said = f"“{name}”本次没有读取任何页面{why}"
    elif source.fetched == 0:
        said = f"“{name}”未能读取：计划 {source.planned} 页，读到 0 页{why}"
    elif source.fetched < source.planned:
        missed = source.planned - source.fetched
        said = f"“{name}”没有读全：计划 {source.planned} 页，读到 {source.fetched} 页，缺 {missed} 页{why}"
    else:
        said = ""
    alarm = f"“{name}”结果存疑：{safe(source.alarm)}" if source.alarm else ""
    said = "；".join(filter(None, (said, alarm)))
    return f"{said}。" if said else ""


def main_reasons(source: Coverage) -> str:
    """The reasons why pages were missed, the most frequent first."""
    listed = "、".join(f"{short(reason, 60)} {count} 页" for reason, count in source.counted[:3])
    return f"{listed}等" if len(source.counted) > 3 else listed


def source_row(source: Coverage) -> SourceRow:
    """One source as the table of coverage shows it."""
    state, tone = source_state(source)
    told = sum(count for _, count in source.counted)
    reasons = [f"{short(reason, 60)}：{count} 页" for reason, count in source.counted]
    if source.failed > told:
        reasons.append(f"未说明原因：{source.failed - told} 页")
    unread = source.planned - source.fetched - max(source.failed, told)
    if unread > 0:
        reasons.append(f"尚未读取：{unread} 页")
    return SourceRow(
        source=short(source.source, 40),
        channel=channel_title(source.channel),
        planned=source.planned,
        fetched=source.fetched,
        missed=max(source.planned - source.fetched, 0),
        share=percent(source.fetched, source.planned),
        state=state,
        tone=tone,
        reasons=(*reasons, *((safe(source.alarm),) if source.alarm else ())),
    )


def source_state(source: Coverage) -> tuple[str, str]:
    """The state of a source and its colour."""
    if source.fetched == 0:
        return "未能读取", "bad"
    if source.alarm:
        return "存疑", "bad"
    if source.fetched == source.planned:
        return "读全", "good"
    return "没有读全", "bad" if is_grave(source) else "warn"


def build_unverified(given: ReportInput) -> UnverifiedPage:
    """The page of everything that could not be verified."""
    groups = [miss_group(source) for source in given.coverage if source_fault(source)]
    silent = [short(unit.name, 60) for unit in given.units if not sum(unit.guides.values())]
    return UnverifiedPage(
        head=head_of(given, "无法核验清单", home="index.html"),
        intro=f"下列内容本次没有读到，因此没有判断。{KEPT}" if groups else "计划读取的页面都已读到。",
        groups=tuple(groups),
        silent_units=tuple(silent),
    )


def miss_group(source: Coverage) -> MissGroup:
    rows = tuple(miss_row(miss.url, miss.reason) for miss in source.misses[:LISTED_MISSES])
    return MissGroup(source_row(source), rows, max(source.planned - source.fetched - len(rows), 0))


def miss_row(url: str, reason: str) -> MissRow:
    return MissRow(address_shown(url), link(url), short(reason, 200))
