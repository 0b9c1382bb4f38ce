"""The manual says what the desk says: its words, its pictures, its commands and its links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from audit.cli import zwaudit

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MANUAL = DOCS / "操作手册.md"
PICTURES = DOCS / "images" / "manual"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md"])
LARGEST = 150 * 1024
SPOKEN = ("web", "storage", "reports", "checks", "audit", "counties")
"""Where the desk's words stand."""


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


@cache
def desks_words() -> str:
    """Everything that a page of the desk can say, as it is written."""
    files = (file for room in SPOKEN for file in sorted((ROOT / room).rglob("*")))
    return "\n".join(text_of(file) for file in files if file.suffix in (".html", ".js", ".py"))


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them: "5.8 归属待定" is "58-归属待定"."""
    titles = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)


def commands(page: Path) -> Iterator[list[str]]:
    """The words of every command of ours on a page, from its name on; in blocks and in the running text."""
    text = text_of(page)
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(zwaudit [^`]+)`", without_blocks(text))
    for line in lines:
        # "sudo -u zwaudit /opt/zwaudit/.venv/bin/zwaudit verify" is ours, "systemctl stop zwaudit" is not.
        found = re.match(r"(?:.*?/bin/)?zwaudit (.+)", line.strip())
        if found:
            yield shlex.split(found[1], comments=True)


def without_blocks(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def fault(words: list[str]) -> str:
    """What a command line asks for that there is not; "" when all of it is there."""
    command: click.Command = zwaudit
    for word in words:
        if word.startswith("-"):
            known = {name for one in command.params for name in one.opts} | {"--help", "-h"}
            if word.partition("=")[0] not in known and not (command is zwaudit and word == "--version"):
                return f"{command.name} has no {word}"
        elif isinstance(command, click.Group):
            found = command.get_command(click.Context(command), word.rstrip("、，。"))
            if found is None:
                return f"{command.name} has no {word}"
            command = found
    return ""


def test_every_picture_that_the_manual_names_is_there_and_no_other() -> None:
    named = re.findall(r"!\[[^\]]+\]\(images/manual/([^)]+)\)", text_of(MANUAL))
    assert len(named) == len(set(named))
    assert set(named) == {file.name for file in PICTURES.iterdir()}


def test_pictures_are_small() -> None:
    assert [file.name for file in PICTURES.iterdir() if file.stat().st_size > LARGEST] == []


def test_the_manual_calls_things_as_the_desk_does() -> None:
    said = set(re.findall(r"「([^」]+)」", without_code(text_of(MANUAL))))
    assert len(said) > 80
    assert sorted(word for word in said if word not in desks_words()) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_documents_exist_with_their_options(page: Path) -> None:
    assert [found for words in commands(page) if (found := fault(words))] == []


@pytest.mark.parametrize("unit", sorted(DOCS.glob("*.service")), ids=lambda unit: unit.name)
def test_services_start_commands_that_exist(unit: Path) -> None:
    started = re.findall(r"/bin/zwaudit ([^'\n]+)", text_of(unit))
    assert started
    assert [found for words in started if (found := fault(words.split()))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_the_documents_resolve(page: Path) -> None:
    broken = []
    for address in re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(page))):
        path, _, anchor = unquote(address).partition("#")
        if ":" in path:
            continue
        target = (page.parent / path) if path else page
        is_good = target.exists() and (not anchor or anchor in headings(target))
        broken += [] if is_good else [address]
    assert broken == []


def test_a_wrong_command_would_be_noticed() -> None:
    assert fault(["recheck", "--unit", "民政局", "--nowhere"]) == "recheck has no --nowhere"
    assert fault(["county", "paint"]) == "county has no paint"
    assert fault(["user", "add", "chief", "--role", "admin"]) == ""
