"""数据与口径说明: everything that an assessment report must disclose of its data and its method.

Source: the list of what a report must state (how points are given, what was looked at and what was not, how
often people overruled the program, how contradictions of the plan are handled, how privacy is kept).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from checks.rule import Answers, Rule
from counties.plan import Inconsistency
from counties.profile import Profile
from reports.coverage import main_reasons
from reports.gather import coverage_views, guards
from reports.papers.counting import Named
from reports.papers.evaluation import Evaluation
from reports.papers.figures import Counted, Share, counted
from reports.papers.paper import Material
from reports.papers.phrases import title_of
from reports.wording import channel_title, clock, criterion_in_words, criterion_order, percent, safe, short
from storage import answers, disputes, exports, runs
from storage.disputes import Dispute, Ruling
from storage.models import FindingRow, Run
from storage.status import public_id

LISTED = 100
"""So many lines of a list stand in the report; all of them in its Excel file."""
RULESET = 12
"""Signs of a rule set's hash by which it is known."""

UNSCORED = (
    "评估方案没有规定权重和分值。本次没有启用评分：本报告只列问题数、整改率和达标率，不打分、不排名次、不评等次。",
)
PRIVACY = (
    "报告、清单、截图说明和证据包中的居民身份证号、私人手机号一律隐去中间几位；办事指南公布的办公电话保留。"
    "自查材料只写填报人职务，不写姓名。"
)
TIES = "启用排名时总分相同的名次并列，下一名次空出；县直单位和乡镇（街道）分表排列，不混排。"
LATE = "方案规定逾期未报影响排名而未定扣分标准：逾期报送在备注中写明，本程序不自动扣分。"
SAMPLING = (
    "网上公开内容全量采集、逐份核查，不抽样，因而没有抽样比例和随机种子；现场核验、咨询调研、实际测试由评估人员进行，"
    "结果登记在自查表的现场核验栏。"
)
LIMITS = (
    "图片和扫描件中的文字只在装有文字识别时读取，读不出的转人工核验；登录后才能看到的内容、电话咨询和窗口服务程序不作判断。",
    "页面打不开、被防护拦截或改版后读不出的，一律记为无法核验，不作为已整改，也不计入整改率。",
    "页面删除不等于整改，单列为“页面下线待核”，须核实是否另有替代指南。",
    "同一事项同一表述在几个渠道出现的算一个问题，逐处核验，全部改好才算整改到位。",
    "程序只产生疑似问题；本报告所列问题均经人工复核确认后下发。",
)


@dataclass(frozen=True, slots=True)
class Applied:
    """To whom a criterion applies and how it is verified; `verified` units have evidence of it."""

    criterion: str
    title: str
    whom: str
    modes: str
    verified: str


@dataclass(frozen=True, slots=True)
class Read:
    """One night that the report rests on, one source of it."""

    round: str
    when: str
    source: str
    pages: str
    guides: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """A problem that a higher office's common element causes (上级统一要素)."""

    number: str
    unit: str
    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute (申辩) and what became of it."""

    number: str
    unit: str
    item: str
    said: str
    ruling: str
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement on data and method."""

    scoring: tuple[str, ...]
    criteria: tuple[Applied, ...]
    sampling: str
    suspected: Counted
    confirmed: Counted
    dismissed: Counted
    undecided: Counted
    false_rate: Share
    read: tuple[Read, ...]
    rulesets: tuple[str, ...]
    silent: str
    unverified: Counted
    escalated: tuple[Escalated, ...]
    escalated_count: Counted
    disputes: tuple[Disputed, ...]
    disputed_count: Counted
    rulings: tuple[Named, ...]
    sources: tuple[str, ...]
    inconsistencies: tuple[Inconsistency, ...]
    to_confirm: tuple[str, ...]
    privacy: str
    ties: str
    late: str
    limits: tuple[str, ...]
    listed: int = LISTED


def statement(given: Material, found: Evaluation) -> Statement:
    """What the report discloses."""
    profile, plan = given.profile, given.profile.plan
    hits = suspected(given)
    told = disputes.of_round(given.session, profile.name, found.first.facts.round)
    nights = nights_of(given, found)
    lines = [line for problem in found.problems for line in problem]
    escalated = [line for line in lines if line.status == "上级要素"]
    everything = hits_counted(hits, ("pending", "confirmed", "dismissed", "escalated"))
    return Statement(
        scoring=scoring(found),
        criteria=tuple(applied(given)),
        sampling=SAMPLING,
        suspected=everything,
        confirmed=hits_counted(hits, ("confirmed", "escalated")),
        dismissed=hits_counted(hits, ("dismissed",)),
        undecided=hits_counted(hits, ("pending",)),
        false_rate=Share(hits_counted(hits, ("dismissed",)), everything),
        read=tuple(one for name, run in nights for one in read_in(given, name, run)),
        rulesets=tuple(f"{name}：{run.ruleset[:RULESET]}" for name, run in nights if run.ruleset),
        silent=silent(given, nights[-1][1] if nights else None),
        unverified=counted(line.finding for line in lines if line.status == "待核实"),
        escalated=tuple(
            Escalated(line.number, line.unit, short(line.item_name, 60), safe(line.reason, 200))
            for line in escalated
        ),
        escalated_count=counted(line.finding for line in escalated),
        disputes=tuple(map(disputed, told)),
        disputed_count=counted(public_id(one.finding) for one in told),
        rulings=tuple(by_ruling(told)),
        sources=tuple(sources(given)),
        inconsistencies=plan.inconsistencies if plan else (),
        to_confirm=plan.to_confirm if plan else (),
        privacy=PRIVACY, ties=TIES, late=LATE, limits=LIMITS,
    )  # fmt: skip


def scoring(found: Evaluation) -> tuple[str, ...]:
    """How points are given, as the page of scores tells it."""
    if found.scores is None:
        return UNSCORED
    return tuple(line.replace("本页", "本报告") for line in found.scores.method)


def suspected(given: Material) -> list[tuple[str, str]]:
    """Everything that the program ever suspected: the public id and what was decided."""
    query = select(FindingRow.id, FindingRow.decided).where(FindingRow.county == given.profile.name)
    return [
        (f"F{number:06d}", decided)
        for number, decided in given.session.execute(query.order_by(FindingRow.id))
    ]


def hits_counted(hits: Iterable[tuple[str, str]], decisions: Sequence[str]) -> Counted:
    return counted(number for number, decided in hits if decided in decisions)


def applied(given: Material) -> Iterator[Applied]:
    """Every criterion of the plan that rules know."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for rule in given.rules:
        rules[rule.criterion].append(rule)
    for criterion in sorted((one for one in rules if one.startswith("附件")), key=criterion_order):
        own = rules[criterion]
        units = units_for(given.profile, criterion, own)
        modes = dict.fromkeys(mode.label for rule in own for mode in rule.modes)
        yield Applied(
            criterion_in_words(criterion), title_of(criterion), whom(units, criterion, own),
            "、".join(modes), verified_in_words(given, criterion, units),
        )  # fmt: skip


def units_for(profile: Profile, criterion: str, rules: Sequence[Rule]) -> list[str]:
    """The units that a criterion speaks of; townships have annex 2 and point 6 of annex 1."""
    of_townships = criterion.startswith("附件2") or all(one.answers is Answers.TOWNSHIP for one in rules)
    return [one.name for one in profile.units if (one.kind == "township") is of_townships]


def whom(units: Sequence[str], criterion: str, rules: Sequence[Rule]) -> str:
    if criterion.startswith("附件2") or all(one.answers is Answers.TOWNSHIP for one in rules):
        return f"{len(units)}个乡镇（街道）；县直单位不适用"
    return f"{len(units)}个县直单位；乡镇（街道）按附件2评估"


def verified_units(given: Material, criterion: str) -> set[str] | None:
    """The units of which anything was seen on a criterion; None where nobody has looked it up."""
    if given.verified is None:
        return None
    return {unit for unit, seen in given.verified.items() if unit and criterion in seen}


def verified_in_words(given: Material, criterion: str, units: Sequence[str]) -> str:
    seen = verified_units(given, criterion)
    if seen is None:
        return "—"
    count = len(seen & set(units))
    return f"{count}个" if count == len(units) else f"{count}个，其余没有核验依据，不评价"


def nights_of(given: Material, found: Evaluation) -> list[tuple[str, Run]]:
    """The night that the first list rests on and the newest one; once where they are the same."""
    lists = found.first.facts.lists
    query = select(Run).where(
        Run.county == given.profile.name, Run.kind == "night", Run.state.in_(("complete", "suspect"))
    )
    nights = list(given.session.scalars(query.order_by(Run.id)))
    before = [run for run in nights if lists and run.as_of <= lists[0].issued_on]
    until = [run for run in nights if run.as_of <= given.facts.as_of] or nights
    chosen = [*(before[-1:]), *(until[-1:])]
    if len(chosen) == 2 and chosen[0] is chosen[1]:
        return [("第一轮（也是最近一次采集）", chosen[0])]
    return (
        list(zip(("第一轮", "最近一次"), chosen, strict=False))
        if before
        else [("最近一次", run) for run in chosen]
    )


def read_in(given: Material, name: str, run: Run) -> Iterator[Read]:
    """What a night read of each source."""
    guides, alarms = guards(given.session, run)
    summed: dict[str, int] = defaultdict(int)
    for of_sources in guides.values():
        for source, count in of_sources.items():
            summed[source] += count
    when = f"{clock(run.started_at)} 至 {clock(run.finished_at) or '（没有结束）'}"
    for one in coverage_views(given.profile, runs.coverage(given.session, run.id, listed=0), alarms):
        share = percent(one.fetched, one.planned)
        yield Read(
            name, when, short(one.source, 40), f"{one.fetched}/{one.planned}（{share}）",
            str(summed[one.source]), main_reasons(one) if one.counted else "",
        )  # fmt: skip


def silent(given: Material, run: Run | None) -> str:
    """The units of which no guide was read in a night: of them nothing can be said from pages."""
    if run is None:
        return ""
    guides, _ = guards(given.session, run)
    return "、".join(one.name for one in given.profile.units if not sum(guides.get(one.name, {}).values()))


def disputed(one: Dispute) -> Disputed:
    return Disputed(
        one.number, one.unit, short(one.finding.item_name, 60), safe(one.said.note, 200), one.ruling.value,
        safe(one.reason, 200),
    )  # fmt: skip


def by_ruling(told: Sequence[Dispute]) -> Iterator[Named]:
    for ruling in Ruling:
        own = counted(public_id(one.finding) for one in told if one.ruling is ruling)
        if own:
            yield Named(ruling.value, own)


def sources(given: Material) -> Iterator[str]:
    """Where the data come from: crawled sources, exports with their days, forms."""
    for one in given.profile.sources:
        where = "、".join(one.start_urls) or ("本地文件夹" if one.path else "")
        yield f"{short(one.name, 40)}（{channel_title(one.channel)}）：{safe(where, 300)}"
    for kept in exports.kept(given.session, given.profile.name):
        days = f"，导出日期 {kept.exported_on}" if kept.exported_on else ""
        span = f"，数据期间 {kept.since} 至 {kept.until}" if kept.since or kept.until else ""
        yield f"{kept.kind}数据导出（{kept.unit or '全县'}{days}{span}）"
    forms = {
        one.answer.unit for one in answers.newest(given.session, given.profile.name) if one.answer.is_given
    }
    yield f"自查表：{len(forms)}个单位已填报" if forms else "自查表：没有登记"
