"""Units against criteria: how many problems, and what a field without problems may claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.rule import criterion_key
from reports.inputs import ReportInput, RuleView, UnitView
from reports.model import Cell, MatrixRow
from reports.problems import SEVERITIES, Grouped
from reports.wording import TOWNSHIP, criterion_in_words, severity_label, short


def matrix_rows(
    given: ReportInput, still: Sequence[Grouped], criteria: Sequence[str], links: Mapping[str, str]
) -> tuple[MatrixRow, ...]:
    """One row for each unit, one cell for each criterion; nothing when there are no criteria."""
    if not criteria:
        return ()
    rows = []
    for unit in given.units:
        own = [problem for problem in still if problem.first.unit == unit.name]
        cells = tuple(cell(unit, criterion, own, given.rules) for criterion in criteria)
        rows.append(MatrixRow(short(unit.name, 60), links[unit.name], cells))
    return tuple(rows)


def cell(unit: UnitView, criterion: str, own: Sequence[Grouped], rules: Sequence[RuleView]) -> Cell:
    """The number of problems, coloured by the gravest; otherwise how far the program looked at all."""
    hits = [problem.first.severity for problem in own if problem.first.indicator == criterion]
    return counted_cell(unit, criterion, (len(hits), min(hits, default="")), rules)


def counted_cell(
    unit: UnitView, criterion: str, hits: tuple[int, str], rules: Sequence[RuleView], measure: str = "个"
) -> Cell:
    """A field from what was counted: how many problems, and the gravest severity among them."""
    (count, worst), words = hits, short(criterion_in_words(criterion), 20)
    if count:
        tone = worst.lower() if worst in SEVERITIES else "s4"
        return Cell(str(count), tone, f"{words}：{count} {measure}，最重为{severity_label(worst)}")
    if not any(judges(rule, unit) for rule in rules if rule.criterion == criterion):
        return Cell("", "idle", f"{words}：不适用于该单位或由人工核验")
    if not sum(unit.guides.values()):
        return Cell("未核", "unread", f"{words}：本次未读到该单位的办事指南")
    return Cell("·", "none", f"{words}：在已读到的内容中未发现")


def judges(rule: RuleView, unit: UnitView) -> bool:
    """Does the program judge this unit by this rule?"""
    if rule.by_hand:
        return False
    if rule.answers == "lead":
        return criterion_key(rule.criterion) in unit.lead_of
    return rule.answers != "township" or unit.kind == TOWNSHIP
