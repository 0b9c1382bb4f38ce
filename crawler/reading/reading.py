"""What a reader is told about the bytes, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checks.evidence import Channel, Evidence, Origin, PageKind

READER_VERSION = "3"
"""Raised whenever the same bytes may give other evidence than before."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What the reader is told: `url` is what a person opens, `fetched_url` what was fetched."""

    url: str
    channel: Channel
    source: str = ""
    fetched_url: str = ""
    snapshot: str = ""
    seen_on: date | None = None
    content_type: str = ""
    unit_hint: str = ""
    """The unit, where it is known from the folder or the column (栏目)."""
    item_hint: str = ""
    """The item of the guide that the file is attached to."""
    called: str = ""
    """What the link to an attachment calls it."""

    @property
    def origin(self) -> Origin:
        """The place that evidence of this visit names."""
        return Origin(self.url, self.fetched_url, self.source, self.snapshot, self.seen_on)


class LinkRole(StrEnum):
    """What a link is for."""

    NEXT = "next"
    """下一页 of the same list."""
    ATTACHMENT = "attachment"
    """A file to read."""
    CONTENT = "content"
    """A guide, an article or a list in the body of the page."""
    NAVIGATION = "navigation"
    """A menu, a breadcrumb or a column of the site."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page; `context` is the heading or column that it stood under."""

    url: str
    text: str
    role: LinkRole
    context: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one page or file.

    `problem` says in Chinese why nothing could be read (系统维护页, 页面不存在（状态码200） …).
    `needs_browser` asks for the page again, as a browser shows it.
    """

    kind: PageKind
    title: str = ""
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    problem: str = ""
    needs_browser: bool = False
    breadcrumb: str = ""
    """The page's place in its site, as printed (首页 > 部门站点 > 民政局)."""
