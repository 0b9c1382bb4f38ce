"""Reads the word lists that ship beside the text modules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list; lines that begin with # are remarks."""
    text = files("checks.text.words").joinpath(f"{name}.txt").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def any_of(name: str) -> str:
    """A list as a regular expression, longest words first."""
    return "|".join(sorted((escape(word) for word in words(name)), key=lambda word: (-len(word), word)))


def escape(word: str) -> str:
    """Brackets stand for themselves: 村(居)委会."""
    return word.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.")
