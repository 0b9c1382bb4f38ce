"""Judging is pure: no network, no writing, no clock, no database; the same evidence, the same answer."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "checks").rglob("*.py"), *(ROOT / "rules").rglob("*.py")])

# What judging may import: the language, its own packages, and two libraries that only know text.
ALLOWED = {
    "__future__", "ast", "calendar", "checks", "collections", "dataclasses", "datetime", "decimal", "enum",
    "functools", "hashlib", "importlib", "itertools", "jieba", "logging", "math", "opencc", "operator",
    "pkgutil", "re", "rules", "string", "tomllib", "types", "typing", "unicodedata", "warnings",
}  # fmt: skip

# Calls that would look at the clock, at chance, or at the disk.
FORBIDDEN_CALLS = {
    "today",
    "now",
    "utcnow",
    "open",
    "write_text",
    "write_bytes",
    "urlopen",
    "getenv",
    "input",
}


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a name comes from"
            names.add((node.module or "").split(".")[0])
    return names


def called(tree: ast.AST) -> set[str]:
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in MODULES])
def test_imports_nothing_that_touches_the_world(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert imported(tree) <= ALLOWED
    assert not called(tree) & FORBIDDEN_CALLS


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.name) for path in MODULES if "checks/text" not in path.as_posix()]
)
def test_only_the_text_modules_know_jieba(path: Path) -> None:
    assert not {"jieba", "opencc"} & imported(ast.parse(path.read_text("utf-8")))


BLOCKED_WORLD = """
import builtins, os, socket, sys, tempfile, time

import rules
from rules.examples import run_examples

rules.modules()

def blocked(*args, **kwargs):
    raise AssertionError("judging touched the world")

real_open = builtins.open

def reading_only(file, mode="r", *args, **kwargs):
    if set(mode) & set("wax+"):
        blocked()
    return real_open(file, mode, *args, **kwargs)

builtins.open = reading_only
socket.socket = socket.create_connection = socket.getaddrinfo = blocked
tempfile.mkstemp = tempfile.NamedTemporaryFile = tempfile.TemporaryFile = blocked
os.replace = os.rename = os.remove = os.mkdir = os.system = os.popen = blocked
time.time = time.localtime = time.gmtime = time.sleep = blocked

problems = {rule.id: found for rule in rules.all_rules() if (found := run_examples(rule))}
sys.stdout.write(repr(problems))
"""


def test_every_rule_runs_with_the_world_shut_out() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BLOCKED_WORLD],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "{}", "")
