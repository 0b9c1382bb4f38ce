"""Scores (评分): off unless a county asks for them, and every figure can be worked out again from the list.

The evaluation plan fixes no weights and no points. The scheme is the county's own (default values as in
the office's proposal); only problems that a person has confirmed cost anything. Figures are decimals,
rounded half up to two places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from checks.outcome import Severity

FULL = Decimal(100)
CENT = Decimal("0.01")
UNSCORED = "附加"


def fixed(values: Mapping[Severity, str]) -> Mapping[Severity, Decimal]:
    return MappingProxyType({severity: Decimal(text) for severity, text in values.items()})


PER_PLACE = fixed({Severity.S1: "10", Severity.S2: "5", Severity.S3: "2", Severity.S4: "0"})
PER_ITEM = fixed({Severity.S1: "1", Severity.S2: "0.5", Severity.S3: "0.2", Severity.S4: "0"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """How points are taken off.

    `per_place` are points for each problem; in criteria `by_share` a unit loses instead
    100 × Σ `per_item` over its items with problems ÷ items looked at. `weights` by criterion, empty for
    equal ones; a unit's criteria that could not be verified are left out and the rest weigh more.
    """

    per_place: Mapping[Severity, Decimal] = field(default_factory=lambda: PER_PLACE)
    per_item: Mapping[Severity, Decimal] = field(default_factory=lambda: PER_ITEM)
    by_share: frozenset[str] = frozenset({"附件1-2", "附件1-3", "附件1-12"})
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    small_sample: int = 5
    grades: tuple[tuple[str, Decimal], ...] = ()
    """Grades from the best down, each with the least total; empty where none are given."""
    ranking: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """One confirmed problem as scoring sees it.

    `same` is equal for what is one fact (one line that several rules hit, one text on several channels):
    it costs once, by the gravest. `measured` is (reached, required) where a share was missed.
    """

    id: str
    criterion: str
    severity: Severity
    item: str = ""
    same: str = ""
    measured: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one unit: its score, how it was worked out (Chinese), the problems that count."""

    criterion: str
    score: Decimal
    working: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The score sheet of one unit. `total` is None where nothing of it could be verified."""

    unit: str
    lines: tuple[Line, ...]
    total: Decimal | None
    small: bool = False
    grade: str = ""


def sheet(unit: str, criteria: Sequence[str], costs: Iterable[Cost], *, items: int, scheme: Scheme) -> Sheet:
    """The score sheet of a unit over the criteria that were verified; `items` are those looked at."""
    by_criterion: dict[str, list[Cost]] = defaultdict(list)
    for cost in once(costs):
        by_criterion[cost.criterion].append(cost)
    lines = tuple(line(criterion, by_criterion[criterion], items, scheme) for criterion in criteria)
    total = weighed(lines, scheme)
    return Sheet(unit, lines, total, items < scheme.small_sample, grade_of(total, scheme))


def once(costs: Iterable[Cost]) -> Iterator[Cost]:
    """Every fact once, by its gravest problem; what is not scored is left out."""
    facts: dict[str, Cost] = {}
    for cost in costs:
        if cost.criterion == UNSCORED or cost.severity is Severity.S4:
            continue
        key = cost.same or cost.id
        if key not in facts or (cost.severity, cost.id) < (facts[key].severity, facts[key].id):
            facts[key] = cost
    yield from facts.values()


def line(criterion: str, costs: Sequence[Cost], items: int, scheme: Scheme) -> Line:
    """One criterion: what its shares reach, less what its problems cost, never below 0."""
    shares = [cost for cost in costs if cost.measured]
    others = [cost for cost in costs if not cost.measured]
    score, said = FULL, []
    for cost in shares:
        reached, required = cost.measured or (FULL, FULL)
        worth = min(FULL, FULL * reached / required) if required else FULL
        score = min(score, worth)
        said.append(f"100×{plain(reached)}÷{plain(required)}={rounded(worth)}")
    taken, how = lost(criterion, others, items, scheme)
    score = max(Decimal(0), score - taken)
    said += [how] if how else []
    working = "；".join(said) or "无已确认的问题"
    return Line(criterion, rounded(score), working, tuple(sorted(cost.id for cost in costs)))


def lost(criterion: str, costs: Sequence[Cost], items: int, scheme: Scheme) -> tuple[Decimal, str]:
    """What problems cost, and how that was worked out."""
    if not costs:
        return Decimal(0), ""
    if criterion in scheme.by_share and items:
        return share_lost(costs, items, scheme)
    counts = {one: sum(cost.severity is one for cost in costs) for one in Severity}
    taken = sum((scheme.per_place[one] * count for one, count in counts.items()), Decimal(0))
    terms = [f"{one.label}{count}处×{plain(scheme.per_place[one])}" for one, count in counts.items() if count]
    return taken, f"扣{'＋'.join(terms)}={plain(taken)}"


def share_lost(costs: Sequence[Cost], items: int, scheme: Scheme) -> tuple[Decimal, str]:
    """By the share of items with problems, each item by its gravest."""
    worst: dict[str, Severity] = {}
    for cost in costs:
        name = cost.item or cost.id
        worst[name] = min(worst.get(name, cost.severity), cost.severity)
    counts = {one: sum(severity is one for severity in worst.values()) for one in Severity}
    summed = sum((scheme.per_item[one] * count for one, count in counts.items()), Decimal(0))
    taken = min(FULL, FULL * summed / items)
    terms = [f"{one.label}{count}项×{plain(scheme.per_item[one])}" for one, count in counts.items() if count]
    return taken, f"扣100×（{'＋'.join(terms)}）÷{items}项={rounded(taken)}"


def weighed(lines: Sequence[Line], scheme: Scheme) -> Decimal | None:
    """The mean of the criteria, by their weights."""
    weights = [
        scheme.weights.get(one.criterion, Decimal(0)) if scheme.weights else Decimal(1) for one in lines
    ]
    whole = sum(weights, Decimal(0))
    if not whole:
        return None
    parts = (one.score * weight for one, weight in zip(lines, weights, strict=True))
    return rounded(sum(parts, Decimal(0)) / whole)


def grade_of(total: Decimal | None, scheme: Scheme) -> str:
    if total is None:
        return ""
    return next((name for name, least in scheme.grades if total >= least), "")


def ranked(sheets: Collection[Sheet]) -> list[tuple[int, Sheet]]:
    """Sheets from the highest total down; equal totals share a place, and the next place is skipped."""
    scored = sorted(
        (one for one in sheets if one.total is not None), key=lambda one: (-(one.total or 0), one.unit)
    )
    totals = [one.total for one in scored]
    return [(totals.index(one.total) + 1, one) for one in scored]


def rounded(number: Decimal) -> Decimal:
    return number.quantize(CENT, ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    """A number without needless zeros."""
    return f"{number.normalize():f}"
