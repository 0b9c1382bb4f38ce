"""The portal's map: every page with its address, title and content, as the state of the sandbox has it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from sandbox.addresses import article_path, file_path, form_path, guide_path, portal_items, unit_path
from sandbox.files import form_name
from sandbox.model import PORTAL, Article, County, Fault, Item, PublishedList, Unit
from sandbox.plants import edition
from sandbox.state import State

PAGE_SIZE = 8
COLUMNS = {
    "xwzx": "新闻中心",
    "tzgg": "通知公告",
    "zcjd": "政策解读",
    "yshj": "优化营商环境",
    "bmfw": "便民服务",
}
POLICY_COLUMN = {"hqzc": "惠企政策"}
LIBRARY_PLANT = "c01-policy-library-missing"
SOFT_MISSING = "/bmfw/"
STALE_COLUMN, STALE_COLUMN_PLANT = "zcjd", "cs-01"
BLANK_COLUMN, BLANK_COLUMN_PLANT = "bmfw", "cb-01"
OLD_ADDRESS, OLD_ADDRESS_PLANT = "http://puser.hnzwfw.gov.cn/login", "ol-01"
"""What is wrong with the site itself, and the plants that say so."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a list: where it leads, what it says, when it was published."""

    path: str
    title: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the portal: the template and what it prints."""

    path: str
    title: str
    template: str
    published: date
    crumbs: tuple[Link, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    key: str = ""
    """A name that survives a move: the item's code, the key of an article or list."""


class Site:
    """Every page of the portal for one state."""

    def __init__(self, county: County, state: State) -> None:
        self.county = county
        self.state = state
        self.pages: dict[str, Page] = {}
        self.files: dict[str, PublishedList] = {}
        for page in self._all():
            self.pages[page.path] = page

    def path_of(self, key: str) -> str:
        """The present address of the page of an item, article or list."""
        return next(page.path for page in self.pages.values() if page.key == key)

    def now(self, path: str) -> str:
        """Where a page stands after the moves."""
        return self.state.moved.get(path, path)

    @property
    def columns(self) -> dict[str, str]:
        """The columns of the navigation; the policy library is not among them until that plant is fixed."""
        return {**COLUMNS, **(POLICY_COLUMN if self.has_library else {})}

    @property
    def has_library(self) -> bool:
        """Has the county set up its policy column?"""
        return LIBRARY_PLANT in self.state.fixed

    def published_lists(self) -> Iterator[PublishedList]:
        """The lists that the county has published so far, with what is wrong with them."""
        for published in self.county.lists:
            faults = [fault for fault in published.faults if fault.plant not in self.state.fixed]
            if not any(fault.absent for fault in faults):
                yield functools.reduce(faulty, faults, published)

    def articles(self) -> Iterator[Article]:
        """The articles published so far; those of the policy column come with the column."""
        for article in self.county.articles:
            there = article.unit or article.column in self.columns
            if there and (not article.plant or article.plant not in self.state.fixed):
                yield self._dated(article)

    def _dated(self, article: Article) -> Article:
        """An article that must be fresh is dated from the day on which the sandbox was opened."""
        kept_up = STALE_COLUMN_PLANT in self.state.fixed and article.column == STALE_COLUMN
        fresh = 0 if kept_up else article.fresh
        if fresh < 0 or not self.state.opened:
            return article
        day = date.fromisoformat(self.state.opened) - timedelta(days=fresh)
        return replace(article, published=day)

    def _all(self) -> Iterator[Page]:
        yield self._home()
        for column, title in self.columns.items():
            yield from self._column(column, title)
        for article in self.articles():
            yield self._article(article)
        for published in self.published_lists():
            yield self._list(published)
        for kind, title in (("department", "部门站点"), ("township", "乡镇站点")):
            yield self._directory(kind, title)
        for unit in self.county.units:
            yield self._unit(unit)
            yield from self._guides_of(unit)
            yield from (self._guide(unit, item) for item in portal_items(unit))
        yield self._themes()

    def _home(self) -> Page:
        news = self._links("xwzx")
        values = {
            "old_address": "" if OLD_ADDRESS_PLANT in self.state.fixed else OLD_ADDRESS,
            "news": news[:6],
            "notices": self._links("tzgg")[:6],
            "environment": self._links("yshj")[:4],
            "units": [Link(unit_path(unit), unit.name) for unit in self.county.units],
            "guides": [
                self._guide_link(item) for unit in self.county.units for item in portal_items(unit)[:1]
            ],
        }
        return Page("/", "示例县人民政府", "home.html", date(2022, 3, 28), values=values)

    def _column(self, column: str, title: str) -> Iterator[Page]:
        crumbs, links = (Link(f"/{column}/", title),), self._links(column)
        if column == BLANK_COLUMN and BLANK_COLUMN_PLANT in self.state.fixed:
            links = [Link("/zwfw/", "便民服务事项办理入口", date(2022, 2, 1))]
        yield from listing(f"/{column}/", title, links, crumbs)

    def _links(self, column: str) -> list[Link]:
        links = [
            self._article_link(article)
            for article in (*self.articles(), *self._listed())
            if not article.unit and article.column == column
        ]
        return sorted(links, key=lambda link: (link.published or date.min, link.path), reverse=True)

    def _article_link(self, article: Article) -> Link:
        return Link(self.now(self._first_path(article)), article.title, article.published)

    def _first_path(self, article: Article) -> str:
        return article_path(article, self.county.unit(article.unit) if article.unit else None)

    def _where(self, article: Article) -> tuple[Link, ...]:
        """Where an article stands in the site."""
        if article.unit:
            return unit_crumbs(self.county.unit(article.unit))[:2]
        return (Link(f"/{article.column}/", self.columns[article.column]),)

    def _listed(self) -> list[Article]:
        return [article_of(published, self.columns) for published in self.published_lists()]

    def _article(self, article: Article) -> Page:
        return Page(
            self.now(self._first_path(article)),
            article.title,
            "article.html",
            article.published,
            self._where(article),
            {"article": article, "number": article.number},
            key=article.key,
        )

    def _list(self, published: PublishedList) -> Page:
        article = article_of(published, self.columns)
        files = [
            Link(file_path(published, suffix), f"附件：{published.title}.{suffix}")
            for suffix in published.files
        ]
        for link in files:
            self.files[link.path] = published
        return Page(
            self.now(self._first_path(article)),
            published.title,
            "publication.html",
            published.published,
            self._where(article),
            {"published_list": published, "files": files},
            key=published.key,
        )

    def _directory(self, kind: str, title: str) -> Page:
        path = f"/{'bmzd' if kind == 'department' else 'xzzd'}/"
        units = [Link(unit_path(unit), unit.name) for unit in self.county.units if unit.kind == kind]
        return Page(path, title, "directory.html", date(2022, 1, 4), (Link(path, title),), {"units": units})

    def _unit(self, unit: Unit) -> Page:
        items = [self._guide_link(item) for item in portal_items(unit)]
        own = [article for article in (*self.articles(), *self._listed()) if article.unit == unit.name]
        news = [link for link in self._links("xwzx") if unit.name[:2] in link.title]
        news += [self._article_link(article) for article in own]
        values = {"unit": unit, "guides": items[:6], "news": news, "more": f"{unit_path(unit)}bszn/"}
        return Page(
            unit_path(unit), unit.full_name, "unit.html", date(2022, 1, 4), unit_crumbs(unit)[:2], values
        )

    def _guides_of(self, unit: Unit) -> Iterator[Page]:
        links = [self._guide_link(item) for item in portal_items(unit)]
        yield from listing(f"{unit_path(unit)}bszn/", f"{unit.name}办事指南", links, unit_crumbs(unit))

    def _guide_link(self, item: Item) -> Link:
        unit = self.county.unit(item.unit)
        return Link(self.now(guide_path(unit, item)), f"{item.name}办事指南", item.published)

    def _guide(self, unit: Unit, item: Item) -> Page:
        seen = edition(item, PORTAL, self.state.fixed)
        others = [self._guide_link(other) for other in portal_items(unit) if other.name != item.name]
        return Page(
            self.now(guide_path(unit, item)),
            f"{item.name}办事指南",
            f"guide_{seen.template}.html",
            item.published,
            unit_crumbs(unit),
            {"guide": seen, "unit": unit, "others": others[:5], "files": form_links(seen)},
            item.encoding,
            key=item.code,
        )

    def _themes(self) -> Page:
        groups: dict[str, list[Link]] = {}
        for unit in self.county.units:
            for item in portal_items(unit):
                groups.setdefault(item.type, []).append(self._guide_link(item))
        crumbs = (Link("/zwfw/", "政务服务"),)
        return Page("/zwfw/", "政务服务", "themes.html", date(2022, 2, 1), crumbs, {"groups": groups})


def listing(base: str, title: str, links: Sequence[Link], crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """A list in pages as the content system writes them: the folder itself, then index_2.html."""
    count = max(1, ceil(len(links) / PAGE_SIZE))
    paths = [base, *(f"{base}index_{number}.html" for number in range(2, count + 1))]
    for number, path in enumerate(paths):
        values = {
            "links": links[number * PAGE_SIZE : (number + 1) * PAGE_SIZE],
            "paths": paths,
            "number": number + 1,
            "total": len(links),
        }
        yield Page(path, title, "list.html", date(2022, 3, 1), crumbs, values)


def article_of(published: PublishedList, columns: dict[str, str]) -> Article:
    """A published list as an entry of its column; without a policy column it stands among the notices."""
    column = published.column if published.column in columns else "tzgg"
    return Article(
        published.key,
        column,
        published.title,
        published.published,
        published.number,
        published.issuer,
        (),
        unit=published.unit,
    )


def faulty(published: PublishedList, fault: Fault) -> PublishedList:
    """The list with one thing wrong with it."""
    headings, rows = published.headings, published.rows
    for first, heading, text in fault.cells:
        place = headings.index(heading)
        rows = tuple((*row[:place], text, *row[place + 1 :]) if first in row[:2] else row for row in rows)
    if fault.drop:
        place = headings.index(fault.drop)
        headings = (*headings[:place], *headings[place + 1 :])
        rows = tuple((*row[:place], *row[place + 1 :]) for row in rows)
    return replace(
        published,
        headings=headings,
        rows=rows,
        title=fault.title or published.title,
        document_number=fault.document_number or published.document_number,
        issuer=fault.issuer or published.issuer,
    )


def form_links(item: Item) -> list[Link]:
    """The files that a guide offers; one that was taken away is still linked to."""
    return [
        Link(form_path(item, place), form_name(written))
        for place, written in enumerate(item.forms)
        if written
    ]


def unit_crumbs(unit: Unit) -> tuple[Link, ...]:
    """Where the unit's guides stand in the site."""
    kind = Link("/bmzd/", "部门站点") if unit.kind == "department" else Link("/xzzd/", "乡镇站点")
    return (kind, Link(unit_path(unit), unit.name), Link(f"{unit_path(unit)}bszn/", "办事指南"))
