"""The pictures of a page whose content is pictures: fetched as politely as any page, and read with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from crawler.addresses import host_of
from crawler.answers import NOT_MODIFIED, Answer
from crawler.documents.illustrated import is_in_pictures, pictures_wanted
from crawler.documents.ocr import is_installed
from crawler.failures import Trouble, trouble_of_status
from crawler.frontier import Rank, Step
from crawler.reader import Given, read
from crawler.reading.reading import Reading

if TYPE_CHECKING:
    from crawler.spiders.base import SourceSpider


async def illustrated(spider: SourceSpider, step: Step, answer: Answer, reading: Reading) -> Reading:
    """The reading of a page with the text of its pictures; as it was where that says nothing more."""
    if not (answer.is_html and is_in_pictures(reading) and is_installed()):
        return reading
    visit = spider.visit(step, answer)
    wanted = await spider.ask(pictures_wanted, answer.body, visit)
    if isinstance(wanted, Trouble):
        return reading
    ours = [url for url in wanted if spider.run.territory.holds(host_of(url))]
    pictures = {url: body for url in ours if (body := await picture(spider, url))}
    again = await spider.ask(read, Given(answer.body, visit, answer.is_html, pictures))
    # A picture that ends the reader takes nothing from the page around it.
    return reading if isinstance(again, Trouble) or not again.evidence else again


async def picture(spider: SourceSpider, url: str) -> bytes:
    """One picture, asked for again only if it has changed; b"" if it cannot be had."""
    step, recorder = Step(url, Rank.PLAIN), spider.run.recorder
    request = Request(url, callback=NO_CALLBACK, headers=recorder.conditions(step))
    answer = await spider.fetched(request)
    if isinstance(answer, Trouble):
        return b""
    if answer.status == NOT_MODIFIED:
        answer = recorder.unchanged(step, answer)
    trouble = trouble_of_status(answer)
    recorder.beside(answer, trouble=trouble)
    return b"" if trouble else answer.body
