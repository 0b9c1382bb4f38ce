"""The catalogue of rules on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from audit.display import table
from audit.errors import UserMistake
from checks.rule import Mode, Rule
from reports.rulebook import facts, modes_of, reported, unreported
from rules.criteria import CRITERIA
from rules.examples import run_examples


def listing(rules: Sequence[Rule]) -> Table:
    """All rules with criterion, way of verifying, severity, who answers and title."""
    rows = [
        (rule.id, rule.criterion, modes_of(rule), rule.severity.label, rule.answers.label, rule.title)
        for rule in rules
    ]
    return left(table(("规则", "指标", "核验方式", "严重程度", "责任单位", "内容"), rows))


def coverage(rules: Sequence[Rule]) -> Table:
    """Criterion by criterion: how many rules serve it, and how they are verified."""
    rows = []
    for criterion in CRITERIA.values():
        own = [rule for rule in rules if rule.criterion == criterion.id]
        counts = (str(sum(mode in rule.modes for rule in own) or "") for mode in Mode)
        rows.append((criterion.id, criterion.title, str(len(own) or "无"), *counts))
    return left(table(("指标", "内容", "规则数", *(f"其中{mode.label}" for mode in Mode)), rows))


def left(drawn: Table) -> Table:
    for column in drawn.columns:
        column.justify = "left"
    return drawn


def page(rules: Sequence[Rule], rule_id: str) -> str:
    """A rule's manual page. Raises UserMistake for an unknown id."""
    rule = next((found for found in rules if found.id == rule_id), None)
    if rule is None:
        near = [found.id for found in rules if rule_id in found.id]
        hint = f"，是否为 {'、'.join(near[:5])}" if near else "，可用 zwaudit rules list 查看全部"
        raise UserMistake(f"没有规则“{rule_id}”{hint}")
    lines = [f"{rule.id}　{rule.title}", *(f"{title}：{text}" for title, text in facts(rule))]
    for title, said in (("会报出的例子", reported(rule)), ("不报的例子", unreported(rule))):
        lines += ["", f"{title}：", *(f"  · {one}" for one in said)]
    return "\n".join(lines)


def try_examples(rules: Iterable[Rule]) -> tuple[list[str], int]:
    """Run every rule's own examples; what is wrong, and how many rules were tried."""
    rules = tuple(rules)
    return [f"{rule.id}：{problem}" for rule in rules for problem in run_examples(rule)], len(rules)
