"""What every rule owes: a manual page, a criterion, examples that hold, no logic of its own."""

from __future__ import annotations

import ast
import inspect
from datetime import date
from string import Formatter

import pytest

from checks.engine import cited
from checks.outcome import Severity
from checks.rule import Basis, Rule
from rules import RuleConfigError, all_rules, configured, modules, version
from rules.criteria import CRITERIA
from rules.examples import run_examples

RULES = [pytest.param(rule, id=rule.id) for rule in all_rules()]
LOGIC = (ast.If, ast.For, ast.While, ast.IfExp, ast.comprehension, ast.FunctionDef, ast.Try)


@pytest.mark.parametrize("rule", RULES)
def test_its_examples_hold(rule: Rule) -> None:
    assert run_examples(rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_it_says_what_it_is(rule: Rule) -> None:
    module = modules()[rule.id]
    assert rule.criterion in CRITERIA
    assert len(inspect.getdoc(module) or "") > 80
    assert rule.id.startswith(("c", "t", "g-", "s-", "m-"))
    assert module.__name__ == f"rules.{rule.id.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULES)
def test_its_manual_page_begins_with_the_demand(rule: Rule) -> None:
    first = (inspect.getdoc(modules()[rule.id]) or "").partition("\n")[0]
    assert sum("一" <= char <= "鿿" for char in first) >= 8 and first.endswith("。")


@pytest.mark.parametrize("rule", RULES)
def test_its_words_are_for_the_office(rule: Rule) -> None:
    for words in (rule.title, rule.says, rule.advice):
        assert any("一" <= char <= "鿿" for char in words)
    assert not [name for _, name, _, _ in Formatter().parse(rule.advice) if name], "advice names no values"


@pytest.mark.parametrize("rule", RULES)
def test_it_holds_no_logic(rule: Rule) -> None:
    source = inspect.getsource(modules()[rule.id])
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, LOGIC)]
    assert "import re" not in source
    assert len(source.splitlines()) <= 100


@pytest.mark.parametrize("rule", RULES)
def test_documents_have_a_day(rule: Rule) -> None:
    for basis in rule.basis:
        assert basis.effective_from is not None and basis.effective_from <= date(2022, 4, 15)


def test_the_half_sentence_on_conditions_is_not_put_on_materials() -> None:
    cited = {rule.id: " ".join(map(str, rule.basis)) for rule in all_rules()}
    assert "第二十八条第三款" in cited["c12-open-ended-condition"]
    assert "第二十八条第三款" not in cited["c12-open-ended-material"]
    assert "行政许可法》第三十条" in cited["c12-open-ended-material"]


def test_a_rule_can_be_switched_off_and_a_limit_changed() -> None:
    rules = {
        rule.id: rule
        for rule in configured({"c12-vague-fee": {"off": True}, "c09-star-below-three": {"limit": 4}})
    }
    assert "c12-vague-fee" not in rules
    assert rules["c09-star-below-three"].check.limit == 4  # type: ignore[attr-defined]


def test_a_county_may_grade_a_rule() -> None:
    rules = {rule.id: rule for rule in configured({"c12-vague-fee": {"severity": "S4"}})}
    assert rules["c12-vague-fee"].severity is Severity.S4
    assert version(rules.values()) != version(all_rules())


def test_documents_of_the_county_are_cited_by_the_rules_of_their_criterion() -> None:
    own = Basis("某市人民政府关于取消和保留证明事项的通知", "", "文号待补", date(2022, 1, 10))
    rules = {rule.id: rule for rule in configured({}, [("附件1-2", own)])}
    assert rules["c02-list-missing"].basis[-1] == own
    assert own not in rules["c12-vague-fee"].basis
    assert "（文号待补）" in cited(rules["c02-list-missing"], date(2022, 1, 10))
    assert "文号待补" not in cited(rules["c02-list-missing"], date(2022, 1, 9))


@pytest.mark.parametrize(
    ("overrides", "key"),
    [
        ({"c12-vague-fee": {"severity": "S5"}}, "c12-vague-fee.severity"),
        ({"c12-nothing": {}}, "c12-nothing"),
        ({"c09-star-below-three": {"limits": 4}}, "c09-star-below-three.limits"),
        ({"c09-star-below-three": {"limit": "4"}}, "c09-star-below-three.limit"),
        ({"c09-star-below-three": {"limit": True}}, "c09-star-below-three.limit"),
        ({"c12-vague-fee": {"off": 1}}, "c12-vague-fee.off"),
        ({"c12-vague-fee": {"never": "x"}}, "c12-vague-fee.never"),
        ({"c12-vague-fee": {"kinds": ["x"]}}, "c12-vague-fee.kinds"),
    ],
)
def test_a_wrong_setting_is_named(overrides: dict[str, dict[str, object]], key: str) -> None:
    with pytest.raises(RuleConfigError) as caught:
        configured(overrides)
    assert caught.value.key == key and caught.value.reason


def test_the_version_follows_the_settings() -> None:
    assert version(all_rules()) == version(all_rules())
    assert version(all_rules()) != version(configured({"c09-star-below-three": {"limit": 4}}))
