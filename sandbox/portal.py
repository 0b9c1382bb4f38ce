"""The county portal: from an address to the bytes of a page."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sandbox import render
from sandbox.files import form_file, list_file, scanned_guide
from sandbox.model import PORTAL, County
from sandbox.plants import edition
from sandbox.site import SOFT_MISSING, Page, Site
from sandbox.state import State

STATIC = Path(__file__).parent / "static"
STATIC_FILES = {
    "/static/css/classic.css": ("classic.css", "text/css"),
    "/static/css/modern.css": ("modern.css", "text/css"),
    "/static/js/tabs.js": ("tabs.js", "application/javascript"),
    "/static/images/emblem.svg": ("emblem.svg", "image/svg+xml"),
}
ROBOTS = """User-agent: *
Disallow: /search/
Disallow: /admin/
"""
CALENDAR = re.compile(r"/calendar/(\d{4})/(0[1-9]|1[0-2])")
DRAFT = re.compile(r"/admin/(?:draft/(\d{1,6})|login)\.html")
PICTURE = re.compile(r"/files/pictures/(\d+)\.png")
FORM = re.compile(r"/files/forms/(\d+)-(\d)\.docx")
OFFICE = "application/vnd.openxmlformats-officedocument"
FILE_TYPES = {
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers."""

    body: bytes
    kind: str = "text/html"
    status: int = 200
    modified: datetime | None = None


class Portal:
    """The portal of one county, for whatever state it is asked in."""

    def __init__(self, county: County, service_url: Callable[[], str] = str) -> None:
        self.county = county
        self._service_url = service_url
        self._site: Site | None = None
        self._made: dict[str, Answer] = {}

    def site(self, state: State) -> Site:
        """The map of the portal; built again when the state has changed."""
        if self._site is None or self._site.state != state:
            self._site = Site(self.county, state)
            self._made = {}
        return self._site

    def answer(self, path: str, state: State, *, words: str = "") -> Answer:
        """The page at this address."""
        site, made = self.site(state), self._made
        if path not in made:
            found = self._special(path, site, words) or self._page(path, site)
            if found is None:
                return self._missing(path)
            made[path] = found
        return made[path]

    def _page(self, path: str, site: Site) -> Answer | None:
        if path.endswith("index.html"):
            path = path.removesuffix("index.html")
        if path in site.files:
            published, suffix = site.files[path], path.rpartition(".")[2]
            return Answer(list_file(published, suffix), FILE_TYPES[suffix], modified=noon(site.pages["/"]))
        page = site.pages.get(path)
        if page is None:
            return None
        kind = "text/html; charset=utf-8" if page.encoding == "utf-8" else "text/html"
        body = self._rendered(page, site).encode(page.encoding)
        return Answer(body, kind, modified=last_modified(page, site.state))

    def _rendered(self, page: Page, site: Site, **more: object) -> str:
        design = site.state.design
        template = page.template if render.has_template(design, page.template) else "guide.html"
        return render.page(
            design, template, page=page, site=site, service_url=self._service_url(), **{**page.values, **more}
        )

    def _special(self, path: str, site: Site, words: str) -> Answer | None:
        """What is not on the site's map: design files, robots.txt, the calendar, what robots may not see."""
        if path == "/robots.txt":
            return Answer(ROBOTS.encode(), "text/plain; charset=utf-8")
        if path in STATIC_FILES:
            name, kind = STATIC_FILES[path]
            return Answer((STATIC / name).read_bytes(), kind)
        if path in ("/static/js/top.js", "/static/js/footer.js"):
            text = render.page(site.state.design, path.rpartition("/")[2], site=site)
            return Answer(text.encode(), "application/javascript; charset=utf-8")
        if found := CALENDAR.fullmatch(path):
            return self._month(path, site, int(found[1]), int(found[2]))
        if found := PICTURE.fullmatch(path):
            return self._picture(site, int(found[1]))
        if found := FORM.fullmatch(path):
            return self._form(site, int(found[1]), int(found[2]))
        if path == "/search/":
            return self._forbidden_to_robots(
                "search.html", "站内搜索", site, words=words, links=site.pages["/"].values["news"]
            )
        if found := DRAFT.fullmatch(path):
            number = int(found[1] or 1)
            return self._forbidden_to_robots("draft.html", f"草稿{number}", site, number=number)
        return None

    def _forbidden_to_robots(self, template: str, title: str, site: Site, **values: object) -> Answer:
        page = Page("/search/", title, template, site.pages["/"].published)
        return Answer(self._rendered(page, site, **values).encode(), "text/html; charset=utf-8")

    def _month(self, path: str, site: Site, year: int, month: int) -> Answer:
        before = f"/calendar/{year - (month == 1):04d}/{(month - 2) % 12 + 1:02d}"
        after = f"/calendar/{year + (month == 12):04d}/{month % 12 + 1:02d}"
        page = Page(path, f"政务日历{year}年{month}月", "day.html", site.pages["/"].published)
        weeks = calendar.monthcalendar(min(max(year, 1), 9998), month)
        values = {"year": year, "month": month, "weeks": weeks, "before": before, "after": after}
        return Answer(self._rendered(page, site, **values).encode(), "text/html; charset=utf-8")

    def _picture(self, site: Site, number: int) -> Answer | None:
        item = next((item for item in self.county.items() if item.number == number), None)
        return Answer(scanned_guide(item), "image/png") if item else None

    def _form(self, site: Site, number: int, place: int) -> Answer | None:
        """A form that a guide offers, on the portal or on the service network."""
        item = next((item for item in self.county.items() if item.number == number), None)
        forms = edition(item, PORTAL, site.state.fixed).forms if item and PORTAL in item.channels else ()
        body = form_file(forms[place - 1]) if 0 < place <= len(forms) else None
        if body is None:
            return None
        kind = "text/html; charset=utf-8" if body.startswith(b"<html") else FILE_TYPES["docx"]
        return Answer(body, kind, modified=noon(site.pages["/"]))

    def _missing(self, path: str) -> Answer:
        soft = path.startswith(SOFT_MISSING)
        text = "您访问的页面不存在或者已被删除。"
        body = render.page("shared", "missing.html", title="页面不存在", text=text)
        return Answer(body.encode(), "text/html; charset=utf-8", 200 if soft else 404)


def noon(page: Page) -> datetime:
    """Noon of the page's day."""
    return datetime(page.published.year, page.published.month, page.published.day, 12, tzinfo=UTC)


def last_modified(page: Page, state: State) -> datetime:
    """When the page last changed: its day, or the last change made to the sandbox."""
    touched = datetime.fromtimestamp(int(state.touched) + 1, tz=UTC) if state.touched else noon(page)
    return max(noon(page), touched)
