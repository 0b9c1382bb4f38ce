"""The catalogue of rules as the command line shows it."""

from __future__ import annotations

import inspect
from collections.abc import Sequence

from rich.table import Table

from audit.display import table
from audit.errors import UserMistake
from checks.rule import Rule
from rules import modules
from rules.examples import run_examples


def listing(rules: Sequence[Rule]) -> Table:
    """All rules with criterion, severity and title."""
    rows = [(rule.id, rule.criterion, rule.severity.label, rule.title) for rule in rules]
    drawn = table(("规则", "指标", "严重程度", "内容"), rows)
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
    lines = [
        f"{rule.id}　{rule.title}",
        f"指标：{rule.criterion}　严重程度：{rule.severity.label}（{rule.severity.value}）",
        "",
        inspect.cleandoc(modules()[rule_id].__doc__ or ""),
        "",
        f"问题表述：{rule.says}",
        f"整改建议：{rule.advice}",
        *(f"依据：{basis}" for basis in rule.basis),
    ]
    return "\n".join(lines)


def try_examples(rules: Sequence[Rule]) -> tuple[list[str], int]:
    """Run every rule's own examples; what is wrong, and how many rules were tried."""
    return [problem for rule in rules for problem in run_examples(rule)], len(rules)
