"""The nouns of the artificial county: units, items, materials, articles and published lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PORTAL = "portal"
SERVICE = "service-network"
WINDOW = "window"
LETTERS = {"P": PORTAL, "S": SERVICE, "W": WINDOW}

MARK_IN_NAME = "（可告知承诺，承诺后免交）"
MARKS_IN_NAME = {
    "name": MARK_IN_NAME,
    "bare": "（可告知承诺）",
    "late": "（可告知承诺，承诺后及时补交）",
    "days": "（可告知承诺，承诺后15个工作日内补交）",
}
MARK_IN_NOTE = "实行告知承诺制，书面承诺后不再提交"


@dataclass(frozen=True, slots=True)
class Material:
    """One material of an item; `mark` says where its commitment mark stands: name, note, column, nowhere.

    The marks bare, late and days stand in the name and say nothing, no time or a time of the effect.
    """

    name: str
    form: str = "原件"
    copies: str = "1"
    source: str = "申请人自备"
    necessity: str = "必要"
    note: str = ""
    mark: str = ""

    def printed_name(self, *, column: bool) -> str:
        """The name as printed; a mark meant for a column goes into the name where there is no such column."""
        mark = "name" if self.mark == "column" and not column else self.mark
        return self.name + MARKS_IN_NAME.get(mark, "")

    @property
    def printed_note(self) -> str:
        """The note as printed."""
        parts = [self.note, MARK_IN_NOTE if self.mark in ("note", "column") else ""]
        return "；".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Item:
    """An item (事项) as one channel publishes it; the county's file gives it clean, plants change it."""

    name: str
    code: str
    unit: str
    type: str
    handling: str
    legal: str
    promised: str
    number: int
    published: date
    star: str = "4"
    depth: str = "全程网办（Ⅳ级）"
    visits: str = "0"
    audience: str = "个人"
    catalogue: str = ""
    conditions: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    process: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    fees: str = "不收费"
    place: str = ""
    hours: str = ""
    phone: str = ""
    complaint: str = ""
    result: str = ""
    remarks: tuple[str, ...] = ()
    channels: tuple[str, ...] = (PORTAL, SERVICE)
    template: str = "table"
    window: str = "docx-table"
    encoding: str = "utf-8"
    forms: tuple[str, ...] = ()
    """Names of the files that the guide offers; see sandbox.files.form_file for those that do not open."""

    @property
    def has_column(self) -> bool:
        """Does a table of materials get a column for the commitment mark?"""
        return any(material.mark in ("column", "no") for material in self.materials)

    def cells(self) -> Iterator[str]:
        """Every text that a reader of the guide could judge."""
        yield from (self.handling, self.legal, self.promised, self.star, self.fees, self.place, self.result)
        yield from (*self.conditions, *self.process, *self.basis, *self.remarks)
        for material in self.materials:
            yield material.printed_name(column=self.has_column)
            yield material.printed_note


@dataclass(frozen=True, slots=True)
class Unit:
    """A department or township with its items and the habits of its clerks."""

    name: str
    slug: str
    kind: str
    credit_code: str
    aliases: tuple[str, ...]
    lead_of: tuple[str, ...]
    duty: str
    items: tuple[Item, ...]

    @property
    def full_name(self) -> str:
        """The name on the seal."""
        if self.kind == "township":
            return f"示例县{self.name}人民政府"
        return self.aliases[0] if self.aliases else f"示例县{self.name}"


@dataclass(frozen=True, slots=True)
class Article:
    """A news item, notice or policy text of the portal."""

    key: str
    column: str
    title: str
    published: date
    number: int
    source: str
    paragraphs: tuple[str, ...]
    unit: str = ""
    """Of an article on a unit's own part of the site."""
    plant: str = ""
    """An article that is taken off the site when this plant is fixed."""
    links: tuple[tuple[str, str], ...] = ()
    """Links at the end of the text: what they say and where they lead."""
    fresh: int = -1
    """Days before the sandbox was opened on which it was published; negative: on the day in the file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a published list as long as a plant is not fixed."""

    plant: str
    absent: bool = False
    drop: str = ""
    """The heading of a column that is left out."""
    title: str = ""
    document_number: str = ""
    issuer: str = ""
    """What the list says of itself instead; empty: as in the file."""
    cells: tuple[tuple[str, str, str], ...] = ()
    """First cell of a row, heading, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A published list (清单): a government notice with a table; `files` are its attachments' formats."""

    key: str
    title: str
    document_number: str
    issuer: str
    published: date
    number: int
    intro: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    files: tuple[str, ...] = ()
    column: str = "tzgg"
    in_page: bool = True
    unit: str = ""
    """Of a list on a unit's own part of the site."""
    faults: tuple[Fault, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Links below the table: what they say and where they lead."""


@dataclass(frozen=True, slots=True)
class County:
    """The whole county as its data files give it, without any plant."""

    name: str
    code: str
    units: tuple[Unit, ...]
    articles: tuple[Article, ...]
    lists: tuple[PublishedList, ...]

    @property
    def area_code(self) -> str:
        """The twelve digits that the service network uses."""
        return self.code.ljust(12, "0")

    def items(self) -> Iterator[Item]:
        """Every item, in the order of the units."""
        for unit in self.units:
            yield from unit.items

    def unit(self, name: str) -> Unit:
        """The unit of that name."""
        return next(unit for unit in self.units if unit.name == name)

    def list_of(self, key: str) -> PublishedList:
        """The published list of that key."""
        return next(published for published in self.lists if published.key == key)
