"""The sandbox's truth: every planted violation and look-alike with the place where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sandbox import codes
from sandbox.documents.window import window_path
from sandbox.model import PORTAL, SERVICE, WINDOW, County, Item
from sandbox.plants import Change, LookAlike, Plant, edition, look_alikes, plants
from sandbox.service import days
from sandbox.site import LIBRARY_PLANT, LIST_PLANTS, Site

FIELDS = {
    "material": "materials",
    "material-note": "materials",
    "mark": "materials",
    "condition": "conditions",
    "remark": "sections",
    "basis": "legal_basis",
    "promised": "promised_days",
    "legal": "legal_days",
    "handling": "handling_type",
    "place": "location",
    "picture": "",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a planted text stands on one channel: the address, the quote as published there, the form it takes."""

    channel: str
    url: str
    quote: str
    form: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A planted violation; one that a person has to look at has the verdict review."""

    id: str
    rule: str
    verdict: str
    unit: str
    item_name: str
    item_code: str
    field: str
    quote: str
    repaired: str
    places: tuple[Place, ...]
    also: tuple[str, ...]
    fixed: bool

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels on which it stands."""
        return tuple(place.channel for place in self.places)


@dataclass(frozen=True, slots=True)
class Innocent:
    """A planted look-alike and why it must not be flagged."""

    id: str
    unit: str
    item_name: str
    item_code: str
    field: str
    quote: str
    why: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All of it; `scripted` are the addresses whose content only a browser sees."""

    violations: tuple[Violation, ...]
    look_alikes: tuple[Innocent, ...]
    scripted: tuple[str, ...]

    def to_json(self) -> str:
        """The truth as a JSON object."""
        table = asdict(self)
        for row, violation in zip(table["violations"], self.violations, strict=True):
            row["channels"] = list(violation.channels)
        return json.dumps(table, ensure_ascii=False, indent=1)


class Witness:
    """Knows where everything stands at present."""

    def __init__(self, county: County, site: Site, urls: Mapping[str, str], folder: Path) -> None:
        self.county = county
        self.site = site
        self.urls = urls
        self.folder = folder

    def truth(self) -> Truth:
        """Every plant and look-alike as things stand."""
        scripted = [item for item in self.county.items() if item.template == "script"]
        return Truth(
            tuple(self._violation(plant) for plant in plants()),
            tuple(self._innocent(look_alike) for look_alike in look_alikes()),
            tuple(self.url_of(item, PORTAL) for item in scripted if PORTAL in item.channels),
        )

    def url_of(self, item: Item, channel: str) -> str:
        """What a person opens to see the item on this channel."""
        if channel == PORTAL:
            return self.urls["portal"].rstrip("/") + self.site.path_of(item.code)
        if channel == SERVICE:
            page = f"portal/guide/{codes.unid(item.code)}?region={self.county.area_code}"
            return self.urls["service"] + page
        return (self.folder / window_path(item)).as_uri()

    def _violation(self, plant: Plant) -> Violation:
        change = plant.change
        item = self._item(change)
        return Violation(
            id=plant.id,
            rule=plant.rule,
            verdict=plant.verdict,
            unit=change.unit,
            item_name=change.item,
            item_code=item.code if item else "",
            field=FIELDS.get(change.field, change.field),
            quote=change.quote,
            repaired=plant.repaired,
            places=self._places(change, item) or self._county_place(plant),
            also=plant.also,
            fixed=plant.id in self.site.state.fixed,
        )

    def _innocent(self, look_alike: LookAlike) -> Innocent:
        change = look_alike.change
        item = self._item(change)
        url = self.urls["portal"].rstrip("/") + self._page(look_alike.page)
        places = self._places(change, item) or (Place(PORTAL, url, change.quote, "article"),)
        code = item.code if item else ""
        field = FIELDS.get(change.field, change.field)
        return Innocent(
            change.id, change.unit, change.item, code, field, change.quote, look_alike.why, places
        )

    def _page(self, page: str) -> str:
        return page if page.startswith("/") or not page else self.site.path_of(page)

    def _county_place(self, plant: Plant) -> tuple[Place, ...]:
        """A list or column that is missing is missing from the portal as a whole; a share from every channel."""
        channels = [PORTAL, SERVICE] if plant.items else [PORTAL]
        urls = {PORTAL: self.urls["portal"], SERVICE: self.urls["service"]}
        return tuple(Place(channel, urls[channel], "", "county") for channel in channels)

    def _places(self, change: Change, item: Item | None) -> tuple[Place, ...]:
        return tuple(self._place(change, item, channel) for channel in change.channels) if item else ()

    def _place(self, change: Change, item: Item, channel: str) -> Place:
        seen = edition(item, channel, self.site.state.fixed)
        form = {PORTAL: seen.template, SERVICE: "json", WINDOW: seen.window}[channel]
        quote = change.quote
        if channel == SERVICE and change.field in ("promised", "legal"):
            quote = days(quote)
        if change.field == "mark":
            quote = change.of
        return Place(channel, self.url_of(item, channel), "" if change.field == "picture" else quote, form)

    def _item(self, change: Change) -> Item | None:
        found = [item for item in self.county.items() if (item.unit, item.name) == (change.unit, change.item)]
        if change.item and not found:
            raise KeyError(f"{change.id}: {change.unit} {change.item}")
        return found[0] if found else None


COUNTY_PLANTS = (LIBRARY_PLANT, *LIST_PLANTS.values())
