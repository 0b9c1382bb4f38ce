"""The page of scores, where a county asks for them: every figure with what it was worked out from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from checks.outcome import Severity
from checks.scores import Cost, Line, Scheme, Sheet, plain, ranked, sheet
from reports.coverage import head_of
from reports.inputs import FindingView, ReportInput, UnitView
from reports.model import ScoreDetail, ScoreLine, ScorePage, ScoreRow
from reports.problems import Grouped
from reports.wording import TOWNSHIP, criterion_in_words, same, short

COSTING = ("待整改", "复发")
"""The statuses of what a person has confirmed and a unit has not put right."""

UNDECIDED = ("待复核", "待核实")

TOWNSHIP_ALSO = "附件1-6"
"""The one criterion of the county's annex for which townships answer."""

METHOD = (
    "评估方案没有规定权重和分值。本页的权重和扣分办法由本县在配置中设定，分数只供参考，可以由问题清单按下列办法重新算出。",
    "只计经人工复核确认、尚未整改的问题（状态为“待整改”“复发”）。待复核、待核实、误报、上级统一要素、已撤销和“提示”级的问题，"
    "以及不计分的附加检查，都不扣分。",
    "同一处表述命中几条规则，或在几个渠道上出现，只扣一次，按最重的计；附件1第6项与附件2重复的同一事实只扣一次。",
    "总分是各指标得分按权重的平均，保留两位小数；没有核验依据的指标不计入，其余指标的权重按比例放大。",
)


def build_scores(given: ReportInput, problems: Sequence[Grouped]) -> ScorePage | None:
    """The page of scores; None where the county asks for none."""
    scheme = given.scores
    if scheme is None:
        return None
    sheets = {unit.name: scored(unit, given, problems, scheme) for unit in given.units}
    waiting = Counter(problem.first.unit for problem in problems if problem.status in UNDECIDED)
    kinds = (("县直单位", False), ("乡镇（街道）", True))
    tables = [
        (title, [unit for unit in given.units if (unit.kind == TOWNSHIP) is township])
        for title, township in kinds
    ]
    return ScorePage(
        head=head_of(given, "得分明细表", home="index.html"),
        method=(*METHOD, *scheme_in_words(scheme)),
        tables=tuple(
            (title, tuple(rows([sheets[unit.name] for unit in units], units, waiting, scheme)))
            for title, units in tables
            if units
        ),
        details=tuple(detail(unit, sheets[unit.name], given, scheme) for unit in given.units),
    )


def scored(unit: UnitView, given: ReportInput, problems: Sequence[Grouped], scheme: Scheme) -> Sheet:
    own = [problem for problem in problems if problem.first.unit == unit.name]
    criteria = [one for one in criteria_for(unit, given) if is_verified(one, unit, own)]
    return sheet(unit.name, criteria, costs(own, given), items=unit.items, scheme=scheme)


def criteria_for(unit: UnitView, given: ReportInput) -> Iterator[str]:
    """The criteria by which a unit of this kind is evaluated, in the order of the plan."""
    is_township = unit.kind == TOWNSHIP
    for criterion in given.criteria:
        of_townships = criterion.startswith("附件2") or criterion == TOWNSHIP_ALSO
        if of_townships is is_township and criterion.startswith("附件"):
            yield criterion


def is_verified(criterion: str, unit: UnitView, own: Iterable[Grouped]) -> bool:
    """Was anything seen by which this unit can be judged on this criterion?"""
    return criterion in unit.verified or any(problem.first.indicator == criterion for problem in own)


def costs(own: Iterable[Grouped], given: ReportInput) -> Iterator[Cost]:
    """What costs a unit points: each problem's confirmed findings that still stand, the gravest first."""
    facts = {rule.id: rule.same_fact for rule in given.rules}
    for problem in own:
        for finding in problem.findings:
            if finding.decided == "confirmed" and finding.status in COSTING:
                yield cost_of(finding, facts.get(finding.rule, ""))


def cost_of(finding: FindingView, same_fact: str) -> Cost:
    return Cost(
        id=finding.id,
        criterion=finding.indicator,
        severity=Severity(finding.severity),
        item=same(finding.item_name),
        same=same_fact or fact_of(finding),
        measured=measured(finding.measured),
    )


def fact_of(finding: FindingView) -> str:
    """What findings of one fact share: criterion, item and text; alone where nothing shows the fact."""
    if not finding.quote or not finding.item_name:
        return finding.id
    return "|".join((finding.indicator, same(finding.item_name), same(finding.quote)))


def measured(text: str) -> tuple[Decimal, Decimal] | None:
    """Percent reached and required, as a finding keeps them ("48.0；60")."""
    reached, between, required = text.partition("；")
    return (Decimal(reached), Decimal(required)) if between else None


def rows(
    sheets: Sequence[Sheet], units: Sequence[UnitView], waiting: Mapping[str, int], scheme: Scheme
) -> Iterator[ScoreRow]:
    """One line a unit: by place where a ranking is asked for, else in the order of the profile."""
    items = {unit.name: unit.items for unit in units}
    places = {one.unit: place for place, one in ranked(sheets)} if scheme.ranking else {}
    ordered = sorted(sheets, key=lambda one: places.get(one.unit, len(sheets) + 1)) if places else sheets
    for one in ordered:
        yield ScoreRow(
            place=str(places.get(one.unit, "—")) if scheme.ranking else "",
            unit=short(one.unit, 40),
            anchor=anchor(one.unit),
            total="—" if one.total is None else f"{one.total}",
            grade=one.grade,
            items=str(items[one.unit]),
            remark="；".join(remarks(one, waiting.get(one.unit, 0), scheme)),
        )


def remarks(one: Sheet, waiting: int, scheme: Scheme) -> Iterator[str]:
    """What a reader must know before comparing: no total, a small sample, problems that nobody decided."""
    if one.total is None:
        yield "没有核验依据，不评分"
    elif one.small:
        yield f"被检事项少于{scheme.small_sample}项，比较时请注意"
    if waiting:
        yield f"另有{waiting}个问题待复核或待核实，未计入"


def detail(unit: UnitView, one: Sheet, given: ReportInput, scheme: Scheme) -> ScoreDetail:
    shown = {line.criterion for line in one.lines}
    left_out = [criterion_in_words(each) for each in criteria_for(unit, given) if each not in shown]
    return ScoreDetail(
        unit=short(unit.name, 40),
        anchor=anchor(unit.name),
        lines=tuple(worded(line, given.criteria, scheme) for line in one.lines),
        left_out=f"没有核验依据、不计入的指标：{'、'.join(left_out)}" if left_out else "",
    )


def worded(line: Line, titles: Mapping[str, str], scheme: Scheme) -> ScoreLine:
    weight = scheme.weights.get(line.criterion, Decimal(0))
    return ScoreLine(
        criterion=criterion_in_words(line.criterion),
        title=titles[line.criterion],
        weight=plain(weight) if scheme.weights else "等权",
        score=str(line.score),
        working=line.working,
        problems="、".join(line.problems) or "—",
    )


def anchor(unit: str) -> str:
    return f"unit-{unit}"


def scheme_in_words(scheme: Scheme) -> Iterator[str]:
    """The county's own figures, completely."""
    places = "、".join(f"{one.label}{plain(points)}分" for one, points in scheme.per_place.items() if points)
    yield f"每项指标满分100分，每处问题扣：{places}，扣完为止。"
    if scheme.by_share:
        named = "、".join(criterion_in_words(one) for one in sorted(scheme.by_share, key=number))
        share = "、".join(f"{one.label}{plain(points)}" for one, points in scheme.per_item.items() if points)
        yield (
            f"{named}按问题率扣分：100×Σ（级别系数×问题事项数）÷被检事项数，系数为{share}，"
            "同一事项按最重的计一次。"
        )
    yield "比例类指标未达标的，得分为100×实际比例÷要求比例。"
    if scheme.weights:
        said = "、".join(
            f"{criterion_in_words(one)}{plain(weight)}" for one, weight in scheme.weights.items()
        )
        yield f"权重：{said}。"
    if scheme.grades:
        yield (
            "等次：" + "、".join(f"{name}（{plain(least)}分及以上）" for name, least in scheme.grades) + "。"
        )
    if scheme.ranking:
        yield "总分相同的名次并列；县直单位和乡镇分表排列。"


def number(criterion: str) -> tuple[str, int]:
    annex, _, place = criterion.partition("-")
    return annex, int(place)
