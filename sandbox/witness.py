"""The sandbox's truth: every planted violation and look-alike with the place where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sandbox import codes
from sandbox.documents.window import window_path
from sandbox.follows import DIFFER, Consequence, consequences
from sandbox.model import PORTAL, SERVICE, WINDOW, County, Item
from sandbox.plants import Change, LookAlike, Plant, edition, look_alikes, plants
from sandbox.service import days
from sandbox.site import Site

FIELDS = {
    "material": "materials",
    "material-note": "materials",
    "mark": "materials",
    "condition": "conditions",
    "remark": "sections",
    "basis": "legal_basis",
    "promised": "promised_days",
    "legal": "promised_days",
    "handling": "handling_type",
    "code": "item_code",
    "complaint": "complaint_phone",
    "forms": "attachments",
    "empty": "",
    "drop": "materials",
    "place": "location",
    "picture": "",
}


Rows = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a planted text stands on one channel: the address, the quote as published, the form it takes."""

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
    follows: tuple[Consequence, ...]
    fixed: bool

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels on which it stands."""
        return tuple(place.channel for place in self.places)

    def rows(self) -> list[dict[str, str]]:
        """One row for each place; what the county as a whole lacks names no channel."""
        keys = ("id", "rule", "verdict", "unit", "item_name", "item_code")
        told = {key: getattr(self, key) for key in keys}
        more = {"field": self.field, "repaired": self.repaired, "also": " ".join(self.also)}
        own = [{**told, **more, **asdict(place)} for place in self.places if self.rule != DIFFER]
        return [*own, *self._rows_that_follow(told)]

    def _rows_that_follow(self, told: dict[str, str]) -> Iterator[dict[str, str]]:
        for found in self.follows:
            said = {**told, "rule": found.rule, "verdict": "fail", "repaired": "", "also": ""}
            if not found.channels:
                anywhere = Place("", self.places[0].url, "", "channels")
                yield {**said, "field": "", **asdict(anywhere)}
            for place in self.places if found.channels else ():
                yield {**said, "field": self.field, **asdict(place)}


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

    def rows(self) -> list[dict[str, str]]:
        """One row for each place."""
        told = {key: getattr(self, key) for key in ("id", "unit", "item_name", "item_code", "field", "why")}
        return [{**told, **asdict(place)} for place in self.places]


@dataclass(frozen=True, eq=False)
class Truth(Mapping[str, list[dict[str, str]]]):
    """All of it; as a mapping, the rows of truth.json: plants that are not fixed, and lookalikes.

    `scripted` are the addresses whose content only a browser sees.
    """

    violations: tuple[Violation, ...]
    look_alikes: tuple[Innocent, ...]
    scripted: tuple[str, ...]

    def rows(self) -> Rows:
        """One row for each place: what is planted and not fixed, and the look-alikes."""
        standing = [violation for violation in self.violations if not violation.fixed]
        return {
            "plants": [row for violation in standing for row in violation.rows()],
            "lookalikes": [row for innocent in self.look_alikes for row in innocent.rows()],
        }

    def to_json(self) -> str:
        """The rows as JSON."""
        return json.dumps(self.rows(), ensure_ascii=False, indent=1)

    def __getitem__(self, kind: str) -> list[dict[str, str]]:
        return self.rows()[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows())

    def __len__(self) -> int:
        return len(self.rows())


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
            item_name=change.item or self._title(plant.page),
            item_code=item.code if item else "",
            field=FIELDS.get(change.field, change.field),
            quote=change.quote,
            repaired=plant.repaired,
            places=self._places(change, item) or self._on_page(plant) or self._county_place(),
            also=plant.also,
            follows=tuple(consequences(plant, item)) if item else (),
            fixed=plant.id in self.site.state.fixed,
        )

    def _innocent(self, look_alike: LookAlike) -> Innocent:
        change = look_alike.change
        item = self._item(change)
        url = self.urls["portal"].rstrip("/") + self._page(look_alike.page)
        places = self._places(change, item) or (Place(PORTAL, url, change.quote, "article"),)
        code = item.code if item else ""
        field = FIELDS.get(change.field, change.field)
        name = change.item or self._title(look_alike.page)
        return Innocent(change.id, change.unit, name, code, field, change.quote, look_alike.why, places)

    def _title(self, page: str) -> str:
        return next((found.title for found in self.site.pages.values() if page and found.key == page), "")

    def _page(self, page: str) -> str:
        return page if page.startswith("/") or not page else self.site.path_of(page)

    def _on_page(self, plant: Plant) -> tuple[Place, ...]:
        """An article or list of the portal, as long as it is there."""
        if not self._title(plant.page):
            return ()
        url = self.urls["portal"].rstrip("/") + self._page(plant.page)
        return (Place(PORTAL, url, plant.change.quote, "article"),)

    def _county_place(self) -> tuple[Place, ...]:
        """What the county or a unit as a whole lacks stands on no page."""
        return (Place("", self.urls["portal"], "", "county"),)

    def _places(self, change: Change, item: Item | None) -> tuple[Place, ...]:
        return tuple(self._place(change, item, channel) for channel in change.channels) if item else ()

    def _place(self, change: Change, item: Item, channel: str) -> Place:
        seen = edition(item, channel, self.site.state.fixed)
        form = {PORTAL: seen.template, SERVICE: "json", WINDOW: seen.window}[channel]
        return Place(channel, self.url_of(item, channel), quote_on(channel, change, seen), form)

    def _item(self, change: Change) -> Item | None:
        found = [item for item in self.county.items() if (item.unit, item.name) == (change.unit, change.item)]
        if change.item and not found:
            raise KeyError(f"{change.id}: {change.unit} {change.item}")
        return found[0] if found else None


def quote_on(channel: str, change: Change, seen: Item) -> str:
    """The planted text as this channel prints it; a wrong statutory limit shows in the promised one."""
    if change.field in ("promised", "legal"):
        return days(seen.promised) if channel == SERVICE else seen.promised
    if change.field == "star":
        return seen.star if channel == SERVICE else f"{seen.star}星"
    return "" if change.field in ("picture", "empty", "drop") else change.quote
