"""The links of a page: absolute, once each, with what they are for."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.addresses import key_of as computed_key
from crawler.addresses import normal
from crawler.reading.reading import Link, LinkRole

# “申请表.docx”, “/ifile/2022/1.pdf?x=1”, “down.jsp?id=3&name=表.doc”; not “/doc/index.html”.
FILE = re.compile(
    r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|txt|rtf|zip|rar|7z|pptx?|csv|mht|jpe?g|png|tiff?|bmp)(?:$|[?&#])",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?)(?:$|[?&#])", re.IGNORECASE)
# “下一页”, “下页”, “后页”, “>”, “»”, “Next”; not “下一页面说明”.
NEXT = re.compile(
    r"^\s*(?:下一?页|后一?页|下一页\s*[>›»]*|[>›»]|next(?:\s*page)?|»)\s*[>›»]*\s*$", re.IGNORECASE
)
NEXT_BEGINS = frozenset("下后>›»nN")
# Three kinds of addresses in which nothing is to be mended: “http://www.example.gov.cn/b/”, “/zwgk/1.html”,
# “./202204/t1.htm”; not “a.jsp?id=1”, “/a;jsessionid=1”, “../a.html”.
PLAIN = re.compile(
    r"(?P<site>https?://[a-z0-9][a-z0-9.\-]*)?(?P<path>/[\w\-./]*)|(?:\./)?(?P<beside>[\w\-][\w\-./]*)",
    re.ASCII,
)
SKIPPED = ("javascript:", "mailto:", "tel:", "data:", "about:", "vbscript:", "blob:", "#", "weixin:", "sms:")


def is_next(text: str) -> bool:
    """Does the text of a link lead to the next page of a list?"""
    return len(text) < 16 and text[:1] in NEXT_BEGINS and NEXT.match(text) is not None


# Matches "上一页", "< 上页", "前一页"; must not match "上一篇：关于……" of an article.
BACK = re.compile(r"[<«‹\s]*(?:上一?页|前一?页|prev(?:ious)?)[\s]*$", re.IGNORECASE)


def is_back(text: str) -> bool:
    """Does the text of a link lead back to the page of a list before this one?"""
    return len(text) < 16 and BACK.match(text.strip()) is not None


@lru_cache(maxsize=65536)
def is_file(url: str) -> bool:
    """Does the address name a file (or a picture) rather than a page?"""
    return FILE.search(url) is not None


def is_picture(url: str) -> bool:
    return PICTURE.search(url) is not None


@lru_cache(maxsize=65536)
def absolute(base: str, href: str) -> str:
    """The address of a link, without fragment and session; "" for one that leads nowhere.

    The menu of a site is the same on all its pages, hence the cache.
    """
    href = href.strip()
    if not href or href.lower().startswith(SKIPPED) or len(href) > 2048:
        return ""
    plain = PLAIN.fullmatch(href)
    rest = plain and (plain["path"] or plain["beside"])
    if not plain or not rest or "//" in rest or "/." in rest:
        return normal(href, base)
    folder = normal("./", base) if plain["beside"] else normal("/", plain["site"] or base)
    return folder and folder + rest.removeprefix("/")


@lru_cache(maxsize=65536)
def key_of(url: str) -> str:
    """What makes two addresses the same page."""
    if url.startswith(("http://", "https://")) and PLAIN.fullmatch(url):
        return url[url.index(":") + 1 :]
    return computed_key(url)


def merge(links: list[Link]) -> tuple[Link, ...]:
    """Each address once, with the most telling role; the order of parameters makes no difference."""
    found: dict[str, Link] = {}
    for link in links:
        key = key_of(link.url)
        before = found.get(key)
        if before is None or ORDER[link.role] < ORDER[before.role]:
            found[key] = link
    return tuple(found.values())


ORDER = {
    LinkRole.NEXT: 0,
    LinkRole.ATTACHMENT: 1,
    LinkRole.CONTENT: 2,
    LinkRole.NAVIGATION: 3,
    LinkRole.OTHER: 4,
}
