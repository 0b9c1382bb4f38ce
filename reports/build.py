"""All pages of a report from plain values: the same input always gives the same pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from reports.coverage import build_unverified, head_of, source_fault
from reports.file_names import file_names
from reports.inputs import ReportInput, UnitView
from reports.model import NotesPage, Report, Tally, UnitPage
from reports.overview import (
    UNASSIGNED,
    build_overview,
    criterion_rows,
    places_of,
    severity_tallies,
    status_tallies,
)
from reports.problems import Grouped, group_problems, worded_groups
from reports.scoring import build_scores
from reports.wording import channel_title, safe, short

UNASSIGNED_FILE = "unassigned.html"

METHOD = (
    "程序按县里的配置采集公开网页、政务服务网事项和窗口指南文件，每一页连同采集时间一并存档；"
    "再按评估要点逐条核对，命中之处摘录原文、注明网址。",
    "程序只产生“疑似”问题。是否成立由县协调小组办公室复核确认；单位可以核对、申辩。",
    "同一事项、同一处表述在几个渠道上出现，算一个问题；逐处整改、逐处核验。",
    "页面打不开、被防护拦截、改版后读不出内容的，一律记为“待核实”，原有问题不因此变为已整改；"
    "页面取消也不等于整改，单独列示。",
    "图片、扫描件和登录后才能看到的内容，程序不作判断，转人工核验。",
)

STATUSES = (
    ("待复核", "程序发现的疑似问题，尚未经人工复核"),
    ("待整改", "经人工复核确认，等待整改"),
    ("部分整改", "同一问题有的渠道已改、有的未改"),
    ("已整改", "再次采集证实原文已改"),
    ("复发", "改好之后又出现"),
    ("待核实", "本次没有读到该页面，状态沿用上次"),
    ("误报", "经人工复核不成立，附理由"),
    ("上级要素", "由上级统一要素造成，县级无权修改"),
    ("已撤销", "因核查规则或读取方法调整而不再成立，不计入整改"),
    ("页面已取消", "页面已下线，不等于整改"),
)


def build_report(given: ReportInput) -> Report:
    """Every page of one report."""
    files = file_names([unit.name for unit in given.units])
    links = {name: f"units/{quote(file)}" for name, file in files.items()}
    problems = group_problems(given.findings)
    homeless = [problem for problem in problems if problem.first.unit not in files]
    return Report(
        overview=build_overview(given, links, UNASSIGNED_FILE),
        units=tuple((files[unit.name], unit_page(given, unit, problems)) for unit in given.units),
        unassigned=unassigned_page(given, homeless) if homeless else None,
        unverified=build_unverified(given),
        notes=notes_page(given, problems),
        scores=build_scores(given, problems),
    )


def unit_page(given: ReportInput, unit: UnitView, problems: Sequence[Grouped]) -> UnitPage:
    """The issue list of one unit."""
    own = [problem for problem in problems if problem.first.unit == unit.name]
    still = [problem for problem in own if problem.is_open]
    guides = sum(unit.guides.values())
    return UnitPage(
        head=head_of(given, "评估问题清单", home="../index.html"),
        unit=short(unit.name, 60),
        intro=introduction(still, guides, safe(unit.alarm)),
        labels=labels(still, own),
        groups=worded_groups(still),
        closed=worded_groups([problem for problem in own if not problem.is_open]),
        nothing="" if still else nothing_found(given, guides),
        checked=checked(given, unit),
    )


def labels(still: Sequence[Grouped], own: Sequence[Grouped]) -> tuple[Tally, ...]:
    """How grave the open problems are and how all problems stand, without what does not occur."""
    return tuple(tally for tally in (*severity_tallies(still), *status_tallies(own)) if tally.count)


def introduction(still: Sequence[Grouped], guides: int, alarm: str) -> str:
    """How much was read of the unit, and how much the list holds."""
    read = f"本次读到该单位办事指南 {guides} 份" if guides else "本次没有读到该单位的办事指南"
    listed = f"，列出尚待处理的问题 {len(still)} 个（{places_of(still)} 处）" if still else ""
    return f"{read}{listed}。" + (f"采集提示：{alarm}。" if alarm else "")


def nothing_found(given: ReportInput, guides: int) -> str:
    """What an empty list means: never more than what was read."""
    if not guides:
        return "因此没有核验，不能说明没有问题。"
    rules = sum(not rule.by_hand for rule in given.rules)
    limit = "但有来源没有读全（见上方提示），未读到的部分没有核验。" if not_all_read(given) else ""
    return f"已按 {rules} 条规则核查 {guides} 份办事指南，未发现问题。{limit}"


def not_all_read(given: ReportInput) -> bool:
    return any(source_fault(source) for source in given.coverage)


def checked(given: ReportInput, unit: UnitView) -> tuple[str, ...]:
    """What was read for this unit, channel by channel, and what it answered itself."""
    left = unit.asked - unit.answered
    told = "没有填报的不作判断，不能说明没有问题" if left else "全部填报"
    form = (f"自查表：应填 {unit.asked} 项，已填报 {unit.answered} 项；{told}",) if unit.asked else ()
    read = tuple(
        f"{short(source.source, 40)}（{channel_title(source.channel)}）：计划 {source.planned} 页，"
        f"读到 {source.fetched} 页；本单位办事指南 {unit.guides.get(source.source, 0)} 份"
        for source in given.coverage
    )
    return (*read, *form)


def unassigned_page(given: ReportInput, homeless: Sequence[Grouped]) -> UnitPage:
    """The problems that belong to no unit of the profile yet."""
    still = [problem for problem in homeless if problem.is_open]
    signed = Counter(short(problem.first.unit, 60) or "未署名" for problem in still)
    names = "；".join(f"{name} {count} 个" for name, count in signed.most_common(20))
    return UnitPage(
        head=head_of(given, "评估问题清单", home="index.html"),
        unit=UNASSIGNED,
        intro="下列问题所在页面的署名对不上单位名单，暂时不能下发。请在县配置中给有关单位补充别名（aliases），"
        "全县性的清单写明牵头单位（lead_of）；没有署名的公共栏目由办公室直接通知网站主办方。"
        f"页面署名：{names or '无'}。",
        labels=labels(still, homeless),
        groups=worded_groups(still),
        closed=worded_groups([problem for problem in homeless if not problem.is_open]),
        nothing="" if still else "没有尚待处理的问题。",
        checked=(),
        assigned=False,
    )


def notes_page(given: ReportInput, problems: Sequence[Grouped]) -> NotesPage:
    """Method, the meaning of each status, the rules in use and how the plan was read."""
    plan = given.plan
    number = f"（{safe(plan.number)}）" if plan and plan.number else "（文号待补）"
    return NotesPage(
        head=head_of(given, "数据与口径说明", home="index.html"),
        plan=f"《{safe(plan.title)}》{number}" if plan else "",
        method=METHOD,
        statuses=STATUSES,
        inconsistencies=plan.inconsistencies if plan else (),
        rules=criterion_rows([problem for problem in problems if problem.is_open], given),
    )
