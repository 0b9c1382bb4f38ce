"""The catalogue of rules, as the command shows it and as the manual prints it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.rulebook import coverage, page
from checks.rule import Rule
from reports.rulebook import LOOKED_AT, SETTINGS, document
from rules import all_rules, settable
from rules.criteria import CRITERIA

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
RULES = all_rules()
MANUAL = Path(__file__).parents[2] / "docs/rules.md"


def test_the_list_names_every_rule_and_every_criterion(zwaudit: Zwaudit) -> None:
    shown = zwaudit("rules", "list").stdout
    assert all(rule.id in shown for rule in RULES)
    assert all(criterion.title in shown for criterion in CRITERIA.values())


def test_the_coverage_counts_rules_by_the_way_they_are_verified() -> None:
    rows = coverage(RULES).columns
    assert sum(int(cell) for cell in rows[2].cells if str(cell).isdigit()) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_says_everything_in_chinese(rule: Rule) -> None:
    said = page(RULES, rule.id)
    assert rule.title in said and rule.says in said and rule.advice in said
    assert rule.looks_at.__name__ in LOOKED_AT
    reports, alone = said.split("会报出的例子：")[1].split("不报的例子：")
    assert "  · " in reports and "  · " in alone


def test_an_unknown_rule_is_one_line(zwaudit: Zwaudit) -> None:
    done = zwaudit("rules", "show", "c12-open")
    assert done.returncode == 2 and "c12-open-ended-material" in done.stderr


def test_the_examples_of_all_rules_are_run(zwaudit: Zwaudit) -> None:
    done = zwaudit("rules", "test")
    assert done.returncode == 0 and f"{len(RULES)} 条规则，0 处不符" in done.stdout


def test_the_manual_has_a_page_for_every_rule() -> None:
    manual = document(RULES)
    assert all(f"### {rule.id}\n" in manual for rule in RULES)


def test_the_printed_manual_is_the_one_of_these_rules() -> None:
    assert MANUAL.read_text("utf-8") == document(RULES), "run `python -m reports.rulebook > docs/rules.md`"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_setting_is_named_in_the_offices_words(rule: Rule) -> None:
    assert set(settable(rule)) <= set(SETTINGS)
