"""What is planted in the county: violations that must be found and look-alikes that must not be flagged."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.load import DATA, material_from
from sandbox.model import LETTERS, MARKS_IN_NAME, Item, Material

END = 99
MARKS = (*MARKS_IN_NAME, "note", "column")
LETTER = Material("证明事项告知承诺书", note="选择告知承诺的提交")
LETTER_FILE = "证明事项告知承诺书（格式文本）.docx"
LISTED = {"condition": "conditions", "process": "process", "remark": "remarks", "basis": "basis"}
REPLACED = ("promised", "legal", "star", "handling", "fees", "place", "phone", "complaint", "code", "result")
EMPTIED = ("conditions", "basis", "process", "remarks")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of an item on some channels; `of` names the material that it touches."""

    id: str
    unit: str
    item: str
    channels: tuple[str, ...]
    field: str
    text: str
    at: int = END
    of: str = ""

    @property
    def quote(self) -> str:
        """The text as it stands on the page."""
        if self.field == "material":
            return material_from(self.text).name
        if self.field == "forms":
            return ""
        return self.of if self.field in ("mark", "material-note") else self.text


@dataclass(frozen=True, slots=True)
class Plant:
    """A planted violation; `also` names rules that may answer for the same text, `items` those it changes."""

    change: Change
    rule: str
    verdict: str
    repaired: str = ""
    also: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    sets: Mapping[str, Any] = field(default_factory=dict)
    """What these items then say, by the field."""
    page: str = ""
    """The key of the article or list that it stands in, instead of an item."""

    @property
    def id(self) -> str:
        """The id that `fix` takes."""
        return self.change.id


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A planted look-alike; one that stands in an article names the page instead of an item."""

    change: Change
    why: str
    page: str = ""


@functools.cache
def plants() -> tuple[Plant, ...]:
    """Every planted violation, in the order of the data files."""
    return tuple(plant_from(entry) for entry in entries("plant"))


@functools.cache
def look_alikes() -> tuple[LookAlike, ...]:
    """Every planted look-alike."""
    return tuple(
        LookAlike(change_from(entry), entry["why"], entry.get("page", "")) for entry in entries("lookalike")
    )


def edition(item: Item, channel: str, fixed: Collection[str] = ()) -> Item:
    """The item as this channel publishes it: plants that are not fixed, repairs of those that are."""
    if channel not in item.channels:
        raise KeyError(f"{item.name} is not published on {channel}")
    item = changed(item, channel, fixed)
    if not any(row.mark in MARKS for row in item.materials):
        return item
    # Who may promise needs the letter; a plant that names the forms decides which of them there are.
    forms = tuple(form for form in item.forms if form) if item.forms else (LETTER_FILE,)
    return replace(item, materials=(*item.materials, LETTER), forms=forms)


def changed(item: Item, channel: str, fixed: Collection[str]) -> Item:
    """The item with its look-alikes, plants and repairs."""
    for look_alike in look_alikes():
        if touches(look_alike.change, item, channel):
            item = edited(item, look_alike.change, look_alike.change.text)
    for plant in plants():
        is_fixed = plant.id in fixed or on_channel(plant.id, channel) in fixed
        if item.name in plant.items and item.unit == plant.change.unit and not is_fixed:
            item = replace(item, **plant.sets)
        elif touches(plant.change, item, channel):
            item = planted(item, plant, is_fixed=is_fixed)
    return item


def on_channel(plant_id: str, channel: str) -> str:
    """How it is called that a plant was repaired on this channel only."""
    return f"{plant_id}@{channel}"


def planted(item: Item, plant: Plant, *, is_fixed: bool) -> Item:
    """The item with the violation, or with what repaired it."""
    if not is_fixed:
        return edited(item, plant.change, plant.change.text)
    return edited(item, plant.change, plant.repaired) if plant.repaired else item


def touches(change: Change, item: Item, channel: str) -> bool:
    """Does the change concern this item on this channel?"""
    return change.item == item.name and change.unit == item.unit and channel in change.channels


def edited(item: Item, change: Change, text: str) -> Item:
    """The item with one text put in its place."""
    if change.field == "present":
        return item
    if change.field in LISTED:
        lines = list(getattr(item, LISTED[change.field]))
        lines.insert(change.at, text)
        return with_field(item, LISTED[change.field], tuple(lines))
    if change.field in REPLACED:
        return with_field(item, change.field, text)
    if change.field == "empty":
        blank: Any = () if change.of in EMPTIED else ""
        return with_field(item, change.of, blank)
    if change.field == "forms":
        return replace(item, forms=tuple(text.split(";")))
    if change.field == "picture":
        return replace(item, template="picture", window="scan")
    if change.field == "drop":
        return replace(item, materials=tuple(row for row in item.materials if row.name != change.of))
    if change.field == "material":
        rows = list(item.materials)
        rows.insert(change.at, material_from(text))
        return replace(item, materials=tuple(rows))
    return replace(item, materials=tuple(touched(row, change, text) for row in item.materials))


def touched(row: Material, change: Change, text: str) -> Material:
    """The material with its note set, or its commitment mark taken away ("no" leaves a 否 in the column)."""
    if row.name != change.of:
        return row
    return replace(row, note=text) if change.field == "material-note" else replace(row, mark=text)


def with_field(item: Item, field: str, value: Any) -> Item:
    """The item with one field set."""
    return replace(item, **{field: value})


def entries(kind: str) -> Iterator[dict[str, Any]]:
    """The tables of one kind in the plant files."""
    for file in sorted((DATA / "plants").glob("*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8")).get(kind, ())


def plant_from(entry: dict[str, Any]) -> Plant:
    """A violation as written in a plant file."""
    return Plant(
        change=change_from(entry),
        rule=entry["rule"],
        verdict=entry.get("verdict", "fail"),
        repaired=entry.get("repaired", ""),
        also=tuple(entry.get("also", ())),
        items=tuple(entry.get("items", ())),
        sets=entry.get("sets", {}),
        page=entry.get("page", ""),
    )


def change_from(entry: dict[str, Any]) -> Change:
    """The edit that a plant or look-alike makes."""
    return Change(
        id=entry["id"],
        unit=entry.get("unit", ""),
        item=entry.get("item", ""),
        channels=tuple(LETTERS[letter] for letter in entry.get("on", "")),
        field=entry.get("field", ""),
        text=entry.get("text", ""),
        at=entry.get("at", END),
        of=entry.get("of", ""),
    )
