"""Saved pages as answers of their site, and what the readers of a crawl say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from checks.evidence import Article, Evidence, Guide, PageKind, Publication
from counties.profile import Source
from crawler.answers import Answer
from crawler.belonging import is_network, without_secrets
from crawler.failures import Trouble, trouble_of_reading, trouble_of_status
from crawler.forwarding import forward_target
from crawler.frontier import Step
from crawler.helpers import HelperDied, HelperStuck
from crawler.pages.hnzwfw import read_catalogue, read_service
from crawler.reader import Given, read
from crawler.reading.reading import Reading, Visit
from crawler.saved.pages import SavedPage
from crawler.spiders import hnzwfw, listed
from crawler.spiders.base import BEIJING
from crawler.spiders.listed import SAVED_AS
from storage.reasons import Reason

Ask = Callable[..., Any]


def answer_of(page: SavedPage, step: Step, now: datetime) -> Answer:
    """The page as the answer that somebody got; never later than now."""
    headers = {"content-type": page.content_type, SAVED_AS: name_of(page.file)}
    at = min(page.saved_at or now, now)
    return Answer(
        without_secrets(page.url) or step.url, at, page.status, headers, page.body, rendered=page.as_shown
    )


def name_of(file: str) -> str:
    """A file's name without its folders, which may tell whose machine it lay on."""
    outer, sign, inner = file.partition("·")
    return f"{PurePath(outer).name}{sign}{inner}"[-300:]


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
