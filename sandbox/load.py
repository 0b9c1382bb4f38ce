"""From the data files to the county: units with their items, articles, published lists."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sandbox import codes
from sandbox.model import (
    LETTERS,
    MARK_IN_NAME,
    Article,
    County,
    Fault,
    Item,
    Material,
    PublishedList,
    Unit,
)

DATA = Path(__file__).parent / "data"
NAME = "示例县"
CODE = "419900"
FIRST_DAY = date(2021, 3, 8)
ITEMS_OF_A_UNIT = 100


@functools.cache
def county() -> County:
    """The clean county, read once."""
    lists = tomllib.loads((DATA / "lists.toml").read_text(encoding="utf-8"))
    commitments = {(pair["item"], pair["proof"]): pair for pair in lists["commitment"]}
    files = sorted((DATA / "units").glob("*.toml"))
    units = tuple(
        unit_from(tomllib.loads(file.read_text(encoding="utf-8")), place, commitments)
        for place, file in enumerate(files, 1)
    )
    articles = tomllib.loads((DATA / "articles.toml").read_text(encoding="utf-8"))["article"]
    return County(
        name=NAME,
        code=CODE,
        units=units,
        articles=tuple(article_from(entry, 30001 + place) for place, entry in enumerate(articles)),
        lists=tuple(list_from(entry, lists["commitment"]) for entry in lists["list"]),
    )


def unit_from(table: Mapping[str, Any], place: int, commitments: Mapping[tuple[str, str], Any]) -> Unit:
    """A unit's file: what all its guides share, then the items."""
    credit = codes.credit_code(CODE, table["organisation"])
    items = tuple(
        item_from(table, entry, place * ITEMS_OF_A_UNIT + row, credit, commitments)
        for row, entry in enumerate(table["item"], 1)
    )
    return Unit(
        name=table["name"],
        slug=table["slug"],
        kind=table.get("kind", "department"),
        credit_code=credit,
        aliases=tuple(table.get("aliases", ())),
        lead_of=tuple(table.get("lead_of", ())),
        duty=table["duty"],
        items=items,
    )


def item_from(
    unit: Mapping[str, Any],
    entry: Mapping[str, Any],
    number: int,
    credit: str,
    commitments: Mapping[tuple[str, str], Any],
) -> Item:
    """One item: its own keys, else the unit's habits; the commitment marks of the county's list."""
    level = "5" if unit.get("kind") == "township" else "4"
    basic = codes.basic_code(entry["type"], unit["department"], number % ITEMS_OF_A_UNIT)
    known = {field.name for field in dataclasses.fields(Item)}
    shared = {key: unit[key] for key in ("place", "hours", "phone", "complaint", "template", "window")}
    own = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.items()
        if key in known
    }
    default_process = unit["instant"] if entry["handling"] == "即办件" else unit["promised"]
    own["process"] = tuple(entry.get("process", default_process))
    own["materials"] = tuple(
        material_from(written, commitments.get((entry["name"], written.split("|")[0])))
        for written in entry["materials"]
    )
    return Item(
        **{
            **shared,
            **own,
            "unit": unit["name"],
            "code": codes.item_code(credit, level, basic),
            "number": 10000 + number,
            "published": FIRST_DAY + timedelta(days=number * 17 % 350),
            "channels": tuple(LETTERS[letter] for letter in entry.get("on", unit["on"])),
        }
    )


def material_from(written: str, commitment: Mapping[str, Any] | None = None) -> Material:
    """A material written as name|form|copies|source|note; - is an empty cell, a leading ? not required."""
    parts = [part.strip() for part in written.split("|")]
    keys = ("name", "form", "copies", "source", "note")
    given = {key: "" if part == "-" else part for key, part in zip(keys, parts, strict=False) if part}
    if given["name"].startswith("?"):
        given |= {"name": given["name"][1:], "necessity": "非必要"}
    return Material(**given, mark=commitment["mark"] if commitment else "")


def article_from(entry: Mapping[str, Any], number: int) -> Article:
    """A news item, notice or policy text."""
    lines = tuple(line for line in entry["text"].splitlines() if line)
    keys = ("key", "column", "title", "published", "source")
    more = {key: entry[key] for key in ("unit", "plant", "fresh") if key in entry}
    links = tuple((said, where) for said, where in entry.get("links", ()))
    own = {key: entry[key] for key in keys}
    return Article(**own, **more, number=number, paragraphs=lines, links=links)


def list_from(entry: Mapping[str, Any], commitments: list[Mapping[str, str]]) -> PublishedList:
    """A published list; the rows of the commitment list are its pairs."""
    rows = entry["rows"]
    if entry["key"] == "commitment-list":
        rows = [commitment_row(pair) for pair in commitments]
    numbered = tuple((str(place), *row) for place, row in enumerate(rows, 1))
    own: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    faults = tuple(fault_from(fault) for fault in entry.get("faults", ()))
    links = tuple((said, where) for said, where in entry.get("links", ()))
    return PublishedList(**{**own, "rows": numbered, "faults": faults, "links": links})


def fault_from(entry: Mapping[str, Any]) -> Fault:
    """What is wrong with a list until a plant is fixed."""
    return Fault(
        plant=entry["plant"],
        absent=entry.get("absent", False),
        drop=entry.get("drop", ""),
        title=entry.get("title", ""),
        document_number=entry.get("document_number", ""),
        issuer=entry.get("issuer", ""),
        cells=tuple((row, heading, text) for row, heading, text in entry.get("cells", ())),
    )


def commitment_row(pair: Mapping[str, str]) -> tuple[str, ...]:
    """The pair as the list prints it."""
    how = MARK_IN_NAME.strip("（）").split("，")[1]
    return (pair["item"], pair["proof"], pair["unit"], pair["basis"], how, pair["check"])
