"""Are the columns (栏目) of the site kept up: is anything in them, and is it recent?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, Page, PageKind
from checks.outcome import Outcome


def is_column(page: Page) -> bool:
    """Is it a list of the portal that has a name? The answers of an interface are no columns."""
    return page.kind is PageKind.LIST and page.channel is Channel.PORTAL and bool(page.title.strip())


@dataclass(frozen=True, slots=True)
class Recent:
    """Is the newest entry of a column no older than its sort of column demands?

    `news` and `notices` are what titles of such columns hold; a column that is neither may rest. A date
    after the day of the visit is a misprint or a plan, and says nothing.
    """

    news: tuple[str, ...] = ("动态", "要闻", "新闻")
    notices: tuple[str, ...] = ("通知", "公告", "公示", "政策")
    news_days: int = 14
    notice_days: int = 183

    def __call__(self, page: Page) -> Iterator[Outcome]:
        allowed = self.allowed(page.title)
        day, today = page.newest, page.origin.seen_on
        if allowed is None or day is None or today is None or day > today:
            return
        if (today - day).days > allowed:
            written = f"{day.year}年{day.month}月{day.day}日"
            reason = f"最近一条为{written}，已{(today - day).days}天未更新（应不超过{allowed}天）"
            yield Outcome.fail("newest", day.isoformat(), reason)

    def allowed(self, title: str) -> int | None:
        """How many days old the newest entry of a column of this name may be; None for any."""
        if any(word in title for word in self.news):
            return self.news_days
        return self.notice_days if any(word in title for word in self.notices) else None


@dataclass(frozen=True, slots=True)
class NotBlank:
    """Has a column anything in it? One that says so itself is blank; else a person looks."""

    def __call__(self, page: Page) -> Iterator[Outcome]:
        if page.entries:
            return
        if page.blank:
            yield Outcome.fail("entries_listed", page.blank, f"页面写有“{page.blank}”，没有一条内容")
        else:
            yield Outcome.review("entries_listed", page.title, "没有读到一条内容，请人工打开核对")


@dataclass(frozen=True, slots=True)
class NoStaleAddress:
    """Does a page lead to addresses of the service network that were given up?

    `stale` are hosts, or hosts with the beginning of a path, that are no more or only send on.
    """

    stale: tuple[str, ...]

    def __call__(self, page: Page) -> Iterator[Outcome]:
        for address in page.outward:
            bare = address.partition("://")[2]
            found = next((one for one in self.stale if is_under(bare, one)), None)
            if found:
                yield Outcome.fail("links", address, f"“{found}”是已停用的旧地址")


def is_under(address: str, place: str) -> bool:
    """Is an address (without its scheme) on this host, below this path?"""
    host, _, path = place.partition("/")
    own_host, _, own_path = address.partition("/")
    return own_host.partition(":")[0].lower() == host and own_path.startswith(path)
