"""Which visit a saved page stands for: the address that a crawl would give it, or why it is not taken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from checks.evidence import Channel
from counties.profile import Adapter, Source
from crawler.addresses import host_of, is_readable, normal
from crawler.frontier import LOGIN_PATH, Rank, Step, Territory
from crawler.pages import weixin
from crawler.pages.hnzwfw import Service, catalogue_request, read_catalogue
from crawler.reader import DOCUMENTS
from crawler.saved.data import is_catalogue, unid_of
from crawler.saved.pages import SavedPage
from crawler.spiders import hnzwfw, listed

SECRET = re.compile(
    r"(?:access_?|id_?|refresh_?|auth_?|user_?)?token=|(?:ticket|tgt|jwt|auth|password|pwd)=", re.I
)
"""Parameters of an address that stand for a person who has logged in."""

GUIDE_PATH = "/portal/guide/"
NO_ADDRESS = (
    "看不出是哪个网址的网页；请在浏览器里打开原网页，用“另存为”→“网页，全部”或“网页，单个文件”重新保存"
)


@dataclass(frozen=True, slots=True)
class Outside:
    """A page of a host that is not the source's."""

    host: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """A page that can be no evidence of the source; `why` is "" where nobody need be told."""

    why: str = ""


def step_of(page: SavedPage, source: Source) -> Step | Outside | Nothing:
    """The visit that a saved page stands for, under the address that a crawl would give it."""
    url = without_secrets(page.url)
    is_json = page.content_type.startswith("application/json")
    if not url and not (is_json and is_network(source)):
        return Nothing("接口数据，不属于本来源" if is_json else NO_ADDRESS)
    if source.adapter is Adapter.LISTED:
        url = listed.address_of(url)
    territory = territory_of(source)
    if url and not territory.holds(host_of(url)):
        return Outside(host_of(url))
    if is_network(source):
        return network_step(page, url, source)
    ours = page.method == "GET" and is_readable(url) and not LOGIN_PATH.search(urlsplit(url).path)
    return Step(url, Rank.KNOWN) if ours and is_told(page) else Nothing()


def is_told(page: SavedPage) -> bool:
    """Is it a page, a document or a record? What scripts fetch for themselves is none of these."""
    return page.piece is not None or "html" in page.content_type or page.body.startswith(DOCUMENTS)


def without_secrets(url: str) -> str:
    """The address as it is stored: without what let the browser's owner in."""
    whole = normal(url)
    address, mark, query = whole.partition("?")
    kept = "&".join(part for part in query.split("&") if not SECRET.match(part))
    return f"{address}{mark}{kept}" if kept else address


def territory_of(source: Source) -> Territory:
    """The hosts of a source; articles of the platform belong to every source of that channel."""
    platform = (weixin.HOST,) if source.channel is Channel.WECHAT else ()
    return Territory(source.start_urls, (*source.allow, *platform))


def is_network(source: Source) -> bool:
    return source.adapter is Adapter.HNZWFW


def network_step(page: SavedPage, url: str, source: Source) -> Step | Nothing:
    """A page of the catalogue, or a service: as data, as a browser showed it, or as a record."""
    path = urlsplit(url).path
    if not url:
        return bare_answer(page, source)
    if path == hnzwfw.LIST_PATH:
        return catalogue_step(page, url)
    unid = parse_qs(urlsplit(url).query).get("serviceUnid", [""])[0] if path == hnzwfw.SERVICE_PATH else ""
    if path.startswith(GUIDE_PATH) and (page.as_shown or page.piece):
        unid = unquote(path.removeprefix(GUIDE_PATH)).strip("/")
    return known_service(source, unid) if unid else Nothing()


def bare_answer(page: SavedPage, source: Source) -> Step | Nothing:
    """An answer of the interface that was saved without its question."""
    if is_catalogue(page.body):
        return Step(urljoin(normal(source.start_urls[0]), hnzwfw.LIST_PATH), Rank.KNOWN)
    unid = unid_of(page.body)
    return (
        known_service(source, unid) if unid else Nothing("接口数据里没有事项编号（unid），不知道是哪个事项")
    )


def catalogue_step(page: SavedPage, url: str) -> Step | Nothing:
    """The question as it was posted, without anything that the interface does not need."""
    known = catalogue_request("", "", 0, 0).keys()
    try:
        asked = json.loads(page.posted)
        kept = {key: asked[key] for key in sorted(known) if key in asked and is_plain(asked[key])}
        number = int(kept.get("currentPageNum", 1))
    except (ValueError, TypeError, RecursionError):
        return Nothing("事项目录的查询条件不完整")
    if "forUser" not in kept:
        return Nothing("事项目录的查询条件不完整")
    posted = json.dumps(kept, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return Step(url, Rank.KNOWN, page_of_list=max(number - 1, 0), body=posted)


def is_plain(value: object) -> bool:
    return isinstance(value, str | int) and len(str(value)) <= 100


def known_service(source: Source, unid: str) -> Step:
    unid = unid.encode("utf-8", "ignore").decode()
    return replace(hnzwfw.service_step(source, Service(unid, "")), rank=Rank.KNOWN, depth=0)


def hints_of(pages: Iterable[SavedPage], source: Source) -> dict[str, str]:
    """The unit of every service that a saved page of the catalogue names, by the service's key."""
    found = {}
    for page in pages:
        if is_network(source) and "json" in page.content_type and page.piece is None:
            for service in read_catalogue(page.body).services:
                found[known_service(source, service.unid).key] = service.unit
    return {key: unit for key, unit in found.items() if unit}
