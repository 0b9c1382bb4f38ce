"""One module per rule, found by their file names; `all_rules` gathers them."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

from checks.outcome import Severity
from checks.rule import Basis, Rule

# Matches the module "c12_open_ended_material"; must not match "criteria" or "examples".
RULE_MODULE = re.compile(r"^(?:[ct]\d\d|[gsm])_[a-z0-9_]+$")


class RuleConfigError(Exception):
    """A county profile asks a rule for something that it does not have: which key, and why."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"“{key}”{reason}")
        self.key = key
        self.reason = reason


@cache
def modules() -> Mapping[str, ModuleType]:
    """The rule modules by rule id, in the order of their names."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if RULE_MODULE.match(found.name))
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in names}


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their ids."""
    return tuple(module.RULE for module in modules().values())


def configured(
    overrides: Mapping[str, Mapping[str, Any]], documents: Iterable[tuple[str, Basis]] = ()
) -> tuple[Rule, ...]:
    """Every rule as a county wants it: `off` drops one, `severity` grades it, other keys set its check.

    `documents` are the county's own, each with the criterion that rests on it. Raises RuleConfigError.
    """
    local: dict[str, list[Basis]] = defaultdict(list)
    for criterion, basis in documents:
        local[criterion].append(basis)
    known = {rule.id for rule in all_rules()}
    for key in overrides:
        if key not in known:
            raise RuleConfigError(key, "不是规则编号，可用 zwaudit rules list 查看")
    adapted = ((rule, overrides.get(rule.id, {})) for rule in all_rules())
    kept = (adapt(rule, wanted) for rule, wanted in adapted if not switched_off(rule, wanted))
    return tuple(dataclasses.replace(rule, basis=(*rule.basis, *local[rule.criterion])) for rule in kept)


def switched_off(rule: Rule, wanted: Mapping[str, Any]) -> bool:
    off = wanted.get("off", False)
    if not isinstance(off, bool):
        raise RuleConfigError(f"{rule.id}.off", "应为 true 或 false")
    return off


def adapt(rule: Rule, wanted: Mapping[str, Any]) -> Rule:
    """A rule with the severity and the fields of its check that the county set."""
    changes = {key: fitting(rule, key, value) for key, value in wanted.items() if key not in OF_THE_RULE}
    if "severity" in wanted:
        rule = dataclasses.replace(rule, severity=graded(rule, wanted["severity"]))
    if not changes:
        return rule
    try:
        return dataclasses.replace(rule, check=dataclasses.replace(rule.check, **changes))  # type: ignore[type-var]
    except ValueError as error:
        raise RuleConfigError(rule.id, str(error)) from error


OF_THE_RULE = ("off", "severity")
"""What a profile may set of any rule, whatever its check."""


def graded(rule: Rule, value: Any) -> Severity:
    try:
        return Severity(value)
    except ValueError as error:
        raise RuleConfigError(f"{rule.id}.severity", "应为 S1、S2、S3 或 S4") from error


def fitting(rule: Rule, key: str, value: Any) -> Any:
    """The value of one key, if the check has such a field and the value is of its sort."""
    path = f"{rule.id}.{key}"
    if key not in settable(rule):
        raise RuleConfigError(path, f"不能设置，可设置的有：{'、'.join([*OF_THE_RULE, *settable(rule)])}")
    now = getattr(rule.check, key)
    if isinstance(now, tuple):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise RuleConfigError(path, "应为文字列表")
        return tuple(value)
    if isinstance(value, bool) != isinstance(now, bool) or not isinstance(value, int | float):
        raise RuleConfigError(path, "应为 true 或 false" if isinstance(now, bool) else "应为数字")
    return value


def settable(rule: Rule) -> tuple[str, ...]:
    """The fields of a rule's check that a profile may set: numbers, switches and lists of words."""
    fields = dataclasses.fields(rule.check)  # type: ignore[arg-type]
    return tuple(field.name for field in fields if plain(field, getattr(rule.check, field.name)))


def plain(field: dataclasses.Field[Any], value: Any) -> bool:
    """A number, a switch, or a list of words; not a list of anything else, though it may be empty now."""
    return isinstance(value, int | float) or field.type in ("tuple[str, ...]", tuple[str, ...])


def version(rules: Iterable[Rule]) -> str:
    """What decided: a hash of the code and word lists of rules and checks, and of the settings."""
    digest = hashlib.sha256()
    for package in ("checks", "rules"):
        for path, content in sources(files(package), package):
            digest.update(f"{path}\0".encode() + content + b"\0")
    for rule in rules:
        fields = dataclasses.fields(rule.check)  # type: ignore[arg-type]
        settings = ", ".join(f"{field.name}={getattr(rule.check, field.name)!r}" for field in fields)
        digest.update(f"{rule.id}:{rule.severity}({settings})\0".encode())
    return digest.hexdigest()[:16]


def sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    """Every file below a package that can change a verdict, in a stable order."""
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            found.extend(sources(entry, inner))
        elif entry.name.endswith((".py", ".txt", ".toml")):
            found.append((inner, entry.read_bytes().replace(b"\r\n", b"\n")))
    return found
