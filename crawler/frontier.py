"""What to visit next: how much a link promises, how far it may lead, which patterns go nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from urllib.parse import urlsplit

from crawler.addresses import family_of, is_readable, is_trap, key_of, normal
from crawler.reading.reading import Link, LinkRole

MAX_PAGES = 5000
MAX_DEPTH = 10
PAGES_PER_LIST = 300
NEWS_SHARE = 0.4
"""At most this part of the budget goes to plain news: it matters for what it announces, not for itself."""

IDLE_PAGES = 40
"""So many pages of one pattern that show nothing new, and the pattern is left."""


class Rank(IntEnum):
    """The order of visiting: the lower, the earlier."""

    START = 0
    KNOWN = 10
    WANTED = 20
    ATTACHMENT = 30
    PLAIN = 40
    NEWS = 60


WANTED = re.compile(
    r"办事|指南|事项|政务服务|网上办|清单|目录|惠企|免申即享|告知承诺|证明|一件事|中介|政策|便民|公共服务"
    r"|权责|行政许可|容缺"
)
WANTED_PATH = re.compile(r"zwfw|bszn|bsfw|bmfw|wsbs|qd|hqzc|zcwj|zck|xzxk|xzzf|gkzn|guide|matter|item", re.I)
NEWS = re.compile(
    r"新闻|动态|要闻|头条|图片|视频|党建|学习|领导|招聘|旅游|风光|招标|采购|天气|人事|任免|会议|活动|历史|概况|留言|信箱|访谈"
)
NEWS_PATH = re.compile(r"xwzx|xwdt|gzdt|zwyw|nyyw|tpxw|spxw|/xw/|news|dongtai|djgz|mlnx|lyfg", re.I)
LOGIN_PATH = re.compile(r"/(?:login|logout|signin|register|sso|cas|oauth2?|tacs-uc)(?:[/.?]|$)", re.I)


@dataclass(frozen=True, slots=True)
class Step:
    """A page to visit: how it was found says how early, and what is known of it."""

    url: str
    rank: Rank
    depth: int = 0
    page_of_list: int = 0
    unit_hint: str = ""
    body: bytes = b""
    """What is posted; empty for a page that is simply asked for."""
    item_hint: str = ""
    """The item of the guide that this is attached to."""
    called: str = ""
    """What the link to an attachment calls it."""

    @property
    def key(self) -> str:
        """What makes it one to-do."""
        return key_of(self.url, self.body)

    @property
    def priority(self) -> int:
        """Its place in the queue."""
        return int(self.rank)


@dataclass(frozen=True)
class Territory:
    """Where a source ends: host and port of its start pages, and the allowed hosts on any port."""

    start_urls: tuple[str, ...]
    allow: tuple[str, ...] = ()

    def holds(self, host: str) -> bool:
        """Does this host, with its port, belong to the source?"""
        return host in self._own or (urlsplit(f"//{host}").hostname or "") in self.allow

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host of the source."""
        return tuple(dict.fromkeys((*self._own, *self.allow)))

    @cached_property
    def _own(self) -> tuple[str, ...]:
        return tuple(urlsplit(normal(url)).netloc for url in self.start_urls)


def steps_from(
    links: Iterable[Link],
    *,
    here: Step,
    territory: Territory,
    unit_named: Callable[[str], str],
    item: str = "",
) -> Iterator[Step]:
    """The visits that the links of a page suggest; what is off the territory or never readable is left out.

    `unit_named` gives the unit that the words of a menu or a heading name, or ""; `item` is what the page
    is a guide to, and its attachments with it.
    """
    for link in links:
        # Readers give whole addresses; only what is not is joined, and so the cache holds.
        url = normal(link.url) or normal(link.url, here.url)
        if not url or not territory.holds(urlsplit(url).netloc):
            continue
        if is_readable(url) and not LOGIN_PATH.search(urlsplit(url).path):
            step = step_to(url, link, here, unit_named)
            attached = link.role is LinkRole.ATTACHMENT
            yield replace(step, item_hint=item, called=link.text) if attached else step


def step_to(url: str, link: Link, here: Step, unit_named: Callable[[str], str]) -> Step:
    """One visit: the next page of a list is as near as the list itself, everything else one step further."""
    if link.role is LinkRole.NEXT:
        return Step(url, here.rank, here.depth, here.page_of_list + 1, here.unit_hint)
    return Step(url, rank_of(link, url, here.rank), here.depth + 1, 0, hint_of(link, here, unit_named))


def hint_of(link: Link, here: Step, unit_named: Callable[[str], str]) -> str:
    """The unit that a link leads to: a menu names it itself, an entry stands under it."""
    if link.role is LinkRole.NAVIGATION:
        return unit_named(link.text)
    # A list of units leads to each unit's own pages; elsewhere a name in a title says little.
    return unit_named(link.context) or here.unit_hint or unit_named(link.text)


def rank_of(link: Link, url: str, page_rank: Rank) -> Rank:
    """How much a link promises: its own words first, then those above it, then its path.

    The entries of a news list are news, unless their own words promise more.
    """
    if link.role is LinkRole.ATTACHMENT:
        return Rank.ATTACHMENT
    if page_rank is Rank.NEWS and link.role is LinkRole.CONTENT and not WANTED.search(link.text):
        return Rank.NEWS
    path = urlsplit(url).path
    for wanted, news, text in (
        (WANTED, NEWS, link.text),
        (WANTED, NEWS, link.context),
        (WANTED_PATH, NEWS_PATH, path),
    ):
        if wanted.search(text):
            return Rank.WANTED
        if news.search(text):
            return Rank.NEWS
    return Rank.PLAIN


@dataclass(slots=True)
class Family:
    """Pages made by one pattern: how many showed something new, how many in a row did not."""

    fruitful: int = 0
    idle: int = 0

    @property
    def exhausted(self) -> bool:
        """A pattern that has been fruitful is given as much more patience."""
        return self.idle >= IDLE_PAGES + self.fruitful


@dataclass(slots=True)
class Frontier:
    """What one run of a site has seen so far, as far as deciding needs it."""

    max_pages: int = MAX_PAGES
    visited: int = 0
    news: int = 0
    families: dict[str, Family] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)

    def refuses(self, step: Step) -> bool:
        """Would this visit lead too far, into a loop or into an exhausted pattern?"""
        too_far = step.depth > MAX_DEPTH or step.page_of_list >= PAGES_PER_LIST
        return too_far or is_trap(step.url) or self.is_exhausted(step.url)

    def is_exhausted(self, url: str) -> bool:
        """Has the pattern of this address shown nothing new for too long?"""
        family = self.families.get(family_of(url))
        return family is not None and family.exhausted

    def spent(self, rank: Rank) -> bool:
        """Is the budget for such visits used up?"""
        return self.visited >= self.max_pages or (
            rank is Rank.NEWS and self.news >= self.max_pages * NEWS_SHARE
        )

    def count(self, rank: Rank) -> None:
        """A visit was made."""
        self.visited += 1
        self.news += rank is Rank.NEWS

    def note(self, url: str, *, texts: Iterable[str], leads_to: Iterable[str]) -> bool:
        """Note what a page showed; True when this page exhausts its pattern.

        New is a text that no page of this run showed, or an address of another pattern that none linked.
        """
        name = family_of(url)
        family = self.families.setdefault(name, Family())
        new = self._first_seen(texts) + self._first_seen(each for each in leads_to if family_of(each) != name)
        if new:
            family.fruitful, family.idle = family.fruitful + 1, 0
            return False
        before, family.idle = family.exhausted, family.idle + 1
        return family.exhausted and not before

    def _first_seen(self, things: Iterable[str]) -> int:
        new = {hash(thing) for thing in things} - self._seen
        self._seen |= new
        return len(new)


def same_family(url: str) -> Callable[[str], bool]:
    """Was another address made by the same pattern?"""
    name = family_of(url)
    return lambda other: family_of(other) == name
