"""What institutions were called before reforms, and which bodies belong to which: general to all counties."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Reform:
    """Names that a reform gave up; the first of `new` takes over, all of them where it `split` the unit."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    split: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Bodies inside a unit; `branches` are its offices in townships, named after the place."""

    of: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()


@cache
def reforms() -> tuple[Reform, ...]:
    """All reforms of the table."""
    return tuple(
        Reform(tuple(row["old"]), tuple(row["new"]), row.get("split", False)) for row in table()["reform"]
    )


@cache
def insides() -> tuple[Inside, ...]:
    """All bodies of the table, by the unit that they belong to."""
    return tuple(
        Inside(tuple(row["of"]), tuple(row.get("bodies", ())), tuple(row.get("branches", ())))
        for row in table()["inside"]
    )


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(files("checks.text.words").joinpath("units.toml").read_text("utf-8"))
