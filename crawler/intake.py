"""Saved pages into a source: which of them belong to it, as which visit, and what they say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from checks.evidence import Article, Channel, Evidence, Guide, PageKind, Publication
from counties.profile import Adapter, Source
from crawler.addresses import host_of, is_readable, normal
from crawler.answers import Answer
from crawler.failures import Trouble, trouble_of_reading, trouble_of_status
from crawler.forwarding import forward_target
from crawler.frontier import LOGIN_PATH, Rank, Step, Territory
from crawler.helpers import HelperDied, HelperStuck
from crawler.pages import weixin
from crawler.pages.hnzwfw import Service, catalogue_request, read_catalogue, read_service
from crawler.reader import Given, read
from crawler.reading.reading import Reading, Visit
from crawler.saved.data import is_catalogue, unid_of
from crawler.saved.pages import SavedPage
from crawler.spiders import hnzwfw, listed
from crawler.spiders.base import BEIJING
from crawler.spiders.listed import SAVED_AS
from storage.reasons import Reason

GUIDE_PATH = "/portal/guide/"
NO_ADDRESS = (
    "看不出是哪个网址的网页；请在浏览器里打开原网页，用“另存为”→“网页，全部”或“网页，单个文件”重新保存"
)
Ask = Callable[..., Any]


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
    url = normal(page.url)
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
    is_data = "json" in page.content_type and page.piece is None
    return Step(url, Rank.KNOWN) if ours and not is_data else Nothing()


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


def answer_of(page: SavedPage, step: Step, now: datetime) -> Answer:
    """The page as the answer that somebody got; never later than now."""
    headers = {"content-type": page.content_type, SAVED_AS: page.file[-300:]}
    at = min(page.saved_at or now, now)
    return Answer(normal(page.url) or step.url, at, page.status, headers, page.body, rendered=page.as_shown)


def visit_of(source: Source, step: Step, answer: Answer) -> Visit:
    """What a reader is told about an imported answer."""
    shown = hnzwfw.page_for_people(source, step.url) if is_network(source) else answer.url
    return Visit(
        url=shown,
        channel=source.channel,
        source=source.name,
        fetched_url=step.url,
        snapshot=sha256(answer.body).hexdigest(),
        seen_on=answer.at.astimezone(BEIJING).date(),
        content_type=answer.content_type,
        unit_hint=step.unit_hint,
    )


def reading_of(page: SavedPage, step: Step, answer: Answer, visit: Visit, ask: Ask) -> Reading | Trouble:
    """What a saved page says, or why it says nothing; `ask` has a helper process do the reading."""
    trouble = trouble_of_status(answer)
    if trouble is not None:
        return trouble
    try:
        return read_saved(page, step, answer, visit, ask)
    except (HelperDied, HelperStuck) as lost:
        return Trouble(Reason.READER_CRASHED, str(lost))


def read_saved(page: SavedPage, step: Step, answer: Answer, visit: Visit, ask: Ask) -> Reading | Trouble:
    if page.piece is not None:
        return reading_of_record(page, visit)
    is_html = "html" in page.content_type
    if urlsplit(step.url).path == hnzwfw.LIST_PATH and not is_html:
        found = ask(read_catalogue, page.body)
        if found.problem:
            return Trouble(Reason.BAD_ANSWER, found.problem)
        return hnzwfw.catalogue_reading(step, found, visit)
    if "json" in page.content_type:
        reading: Reading = ask(read_service, page.body, visit)
        return hnzwfw.trouble_of_service(reading) or reading
    if is_html and (target := forward_target(page.body)):
        return Trouble(Reason.EMPTY_SHELL, f"这一页只是转到 {target[:200]}")
    reading = ask(read, Given(page.body, visit, is_html))
    if page.as_shown or reading.kind is PageKind.CHALLENGE:
        return listed.told(answer, reading)
    if reading.needs_browser and not reading.evidence:
        return Trouble(Reason.EMPTY_SHELL)
    return trouble_of_reading(reading) or reading


KINDS = {Guide: PageKind.GUIDE, Publication: PageKind.PUBLICATION, Article: PageKind.ARTICLE}


def reading_of_record(page: SavedPage, visit: Visit) -> Reading | Trouble:
    """A record is evidence already; where it was seen is what its file says."""
    piece = page.piece
    if not isinstance(piece, Guide | Publication | Article):
        return Trouble(Reason.UNREADABLE, "记录不是办事指南、清单或文章")
    return Reading(KINDS[type(piece)], piece.title, (placed(piece, visit),))


def placed(piece: Evidence, visit: Visit) -> Evidence:
    """A piece of evidence as it stands on the page of a visit."""
    return replace(piece, channel=visit.channel, origin=visit.origin)
