"""The province's service network: the catalogue page by page, then every service in it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urljoin, urlsplit

from scrapy import Request

from checks.evidence import Page, PageKind
from counties.profile import Source
from crawler.answers import Answer
from crawler.failures import Trouble, trouble_of_reading
from crawler.frontier import Rank, Step
from crawler.pages.hnzwfw import Catalogue, Service, catalogue_request, read_catalogue, read_service
from crawler.reading.reading import Reading, Visit
from crawler.spiders.base import SourceSpider
from storage.reasons import Reason

LIST_PATH = "/hnzwfw/matter/catalogListByParams"
SERVICE_PATH = "/hnzwfw/matter/service"
AUDIENCES = {"01": "个人", "02": "法人"}

PAGE_SIZE = 50
MOST_PAGES = 400
"""Twenty thousand services; no county has as many."""


def first_steps(source: Source) -> list[Step]:
    """The first page of the catalogue for each audience."""
    return [catalogue_step(source, audience, 1) for audience in AUDIENCES]


def catalogue_step(source: Source, audience: str, page: int) -> Step:
    """One page of the catalogue; the body makes it a to-do of its own."""
    body = catalogue_request(source.area_code, audience, page, PAGE_SIZE)
    posted = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    return Step(urljoin(source.start_urls[0], LIST_PATH), Rank.START, page_of_list=page - 1, body=posted)


def service_step(source: Source, service: Service) -> Step:
    """One service of the catalogue."""
    url = f"{urljoin(source.start_urls[0], SERVICE_PATH)}?{urlencode({'serviceUnid': service.unid})}"
    return Step(url, Rank.WANTED, depth=1, unit_hint=service.unit)


def page_for_people(source: Source, fetched_url: str) -> str:
    """The address that a person opens for what was fetched."""
    unid = parse_qs(urlsplit(fetched_url).query).get("serviceUnid", [""])[0]
    if not unid:
        return fetched_url
    return (
        f"{urljoin(source.start_urls[0], '/portal/guide/')}{quote(unid, safe='')}?region={source.area_code}"
    )


class HnzwfwSpider(SourceSpider):
    """Reads the province's own lists and details; nothing is rendered and no link is followed."""

    name = "hnzwfw"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named: dict[str, set[str]] = {audience: set() for audience in AUDIENCES}
        self._rows: Counter[str] = Counter()

    def request_for(self, step: Step) -> Request:
        request = super().request_for(step)
        if step.body:
            request.headers["Content-Type"] = "application/json;charset=UTF-8"
        request.headers["Accept"] = "application/json, text/plain, */*"
        return request

    async def arrived(self, step: Step, answer: Answer) -> None:
        if answer.is_html or answer.body.lstrip()[:1] == b"<":
            self.run.failed(step, await self.trouble_of_page(step, answer), answer=answer)
        elif step.body:
            await self.catalogue_arrived(step, answer)
        else:
            await self.service_arrived(step, answer)

    async def trouble_of_page(self, step: Step, answer: Answer) -> Trouble:
        """Why there is a page in place of data: maintenance, a challenge, or nobody knows."""
        page = await self.reading_of(step, answer)
        trouble = page if isinstance(page, Trouble) else trouble_of_reading(page)
        known = trouble is not None and trouble.reason is not Reason.UNREADABLE
        return trouble if trouble and known else Trouble(Reason.BAD_ANSWER, "接口返回的是网页，不是数据")

    async def catalogue_arrived(self, step: Step, answer: Answer) -> None:
        found = await self.ask(read_catalogue, answer.body)
        if isinstance(found, Trouble):
            self.run.failed(step, found, answer=answer)
        elif found.problem:
            self.run.failed(step, Trouble(Reason.BAD_ANSWER, found.problem), answer=answer)
        else:
            self.keep_catalogue(step, answer, found)

    async def service_arrived(self, step: Step, answer: Answer) -> None:
        reading = await self.ask(read_service, answer.body, self.visit(step, answer))
        trouble = reading if isinstance(reading, Trouble) else trouble_of_service(reading)
        if trouble:
            self.run.failed(step, trouble, answer=answer)
        elif not isinstance(reading, Trouble):
            self.run.read(step, answer, reading)

    def keep_catalogue(self, step: Step, answer: Answer, found: Catalogue) -> None:
        """A page of the catalogue: its services, and the next page.

        A page without a new service is the last, whatever number of rows was asked for: the interface may
        give fewer on a page, name no total, or ignore the page number.
        """
        visit = self.visit(step, answer)
        audience = audience_of(step)
        new = {service.unid for service in found.services} - self._named[audience]
        self._named[audience] |= new
        self._rows[audience] += found.count_on_page
        ends = not new or (found.total is not None and self._rows[audience] >= found.total)
        steps = [service_step(self.run.source, service) for service in found.services]
        self.run.read(
            step,
            answer,
            catalogue_reading(step, found, visit),
            leads_to=[*steps, *([] if ends else self.next_page(step))],
        )

    def next_page(self, step: Step) -> list[Step]:
        """The page after this one."""
        page = step.page_of_list + 2
        return [catalogue_step(self.run.source, audience_of(step), page)] if page <= MOST_PAGES else []

    def visit(self, step: Step, answer: Answer) -> Visit:
        return replace(super().visit(step, answer), url=page_for_people(self.run.source, step.url))


def audience_of(step: Step) -> str:
    """The audience whose catalogue a step asks for."""
    return str(json.loads(step.body)["forUser"]) if step.body else ""


def catalogue_reading(step: Step, found: Catalogue, visit: Visit) -> Reading:
    """A page of the catalogue as evidence: a list with so many entries."""
    title = f"{AUDIENCES.get(audience_of(step), '')}事项清单 第{step.page_of_list + 1}页"
    page = Page(PageKind.LIST, title, visit.channel, entries=len(found.services), origin=visit.origin)
    return Reading(PageKind.LIST, title, (page,))


def trouble_of_service(reading: Reading) -> Trouble | None:
    """Why a service could not be read: an interface that answers nonsense, or a better reason."""
    trouble = trouble_of_reading(reading)
    vague = trouble is not None and trouble.reason in (Reason.UNREADABLE, Reason.ERROR_PAGE)
    return Trouble(Reason.BAD_ANSWER, trouble.detail) if trouble and vague else trouble
