"""Reading stored pages again with the readers of today, without the network and without writing anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import parse_qs, quote, urlsplit, urlunsplit

from sqlalchemy.orm import Session

from audit.errors import UserMistake
from audit.files import Named, Unread
from audit.workspace import open_existing
from checks.evidence import Channel, Evidence, PageKind
from checks.records import BadRecord, from_json, to_json
from crawler import intake
from crawler.addresses import key_of
from crawler.answers import Answer
from crawler.attribution import Look, attributed
from crawler.failures import trouble_of_reading
from crawler.frontier import Rank, Step
from crawler.helpers import Helper, HelperDied, HelperStuck
from crawler.job import READING_SECONDS
from crawler.menus import is_script
from crawler.pages.hnzwfw import read_catalogue, read_service
from crawler.reader import Given, read
from crawler.reading.reading import READER_VERSION, Reading, Visit
from crawler.saved.data import RECORD
from crawler.spiders import hnzwfw
from crawler.spiders.base import BEIJING
from storage.database import transaction
from storage.evidence import Stored, content_hash, subject_of
from storage.stored_pages import StoredPage, newest_pages, pages_of_visits, sources


def reread(db: str, source: str | None) -> Iterator[Named | Unread]:
    """What the stored pages say, page by page; what cannot be read is an Unread."""
    engine = open_existing(db)
    helper = Helper()
    try:
        with transaction(engine) as session:
            known = sources(session)
            if source is not None and source not in known:
                raise UserMistake(f"数据库里没有来源“{source}”的内容，有：{'、'.join(known) or '（空）'}")
            for page in newest_pages(session, source):
                if not is_script(page.url):
                    yield from evidence_of(page, helper)
    finally:
        helper.close()
        engine.dispose()


def reread_visits(session: Session, visit_ids: Iterable[int], look: Look) -> Iterator[Stored]:
    """What the pages of these visits say to the readers of today, each piece with its unit.

    A page that the reader of today cannot read at all says nothing.
    """
    helper = Helper()
    try:
        for page in pages_of_visits(session, visit_ids):
            if is_script(page.url):
                continue
            try:
                reading = reading_of(page, helper)
            except (HelperDied, HelperStuck, BadRecord, ValueError):
                continue
            pieces = attributed(reading.evidence, hint=page.unit, look=look, breadcrumb=reading.breadcrumb)
            yield from (kept_as(piece, page) for piece in pieces)
    finally:
        helper.close()


def kept_as(piece: Evidence, page: StoredPage) -> Stored:
    """A piece as storage would hold it, had today's reader been there when the page was fetched."""
    return Stored(
        piece,
        subject_of(piece),
        page.visit_id,
        key_of(page.url, page.posted),
        page.fetched_at,
        page.source,
        page.channel,
        content_hash(to_json(piece)),
        READER_VERSION,
    )


def evidence_of(page: StoredPage, helper: Helper) -> Iterator[Named | Unread]:
    """The evidence of one stored page."""
    try:
        reading = reading_of(page, helper)
    except (HelperDied, HelperStuck, BadRecord, ValueError) as error:
        yield Unread(page.url, f"读不了（{error}）")
        return
    trouble = trouble_of_reading(reading)
    if trouble is not None:
        yield Unread(page.url, "：".join(filter(None, (trouble.reason.label, trouble.detail))))
    yield from (Named("url", page.url, piece) for piece in reading.evidence)


def reading_of(page: StoredPage, helper: Helper) -> Reading:
    """One stored page, read as the crawl would read it today."""
    visit, path = visit_of(page), urlsplit(page.url).path
    if page.content_type == RECORD:
        piece = from_json(json.loads(page.body))
        return Reading(PageKind.GUIDE, evidence=(intake.placed(piece, visit),))
    is_page = "html" in page.content_type
    if path == hnzwfw.LIST_PATH and not is_page:
        step = Step(page.url, Rank.KNOWN, page_of_list=page.page_of_list, body=page.posted)
        return hnzwfw.catalogue_reading(step, helper.ask(READING_SECONDS, read_catalogue, page.body), visit)
    if path == hnzwfw.SERVICE_PATH and not is_page:
        return helper.ask(READING_SECONDS, read_service, page.body, visit)
    headers = {"content-type": page.content_type} if page.content_type else {}
    answer = Answer(page.final_url, page.fetched_at, 200, headers, page.body)
    return helper.ask(READING_SECONDS, read, Given(page.body, visit, answer.is_html))


def visit_of(page: StoredPage) -> Visit:
    """What the reader is told: the same as when the page was fetched."""
    return Visit(
        url=page_for_people(page),
        channel=Channel(page.channel),
        source=page.source,
        fetched_url=page.url,
        snapshot=sha256(page.body).hexdigest(),
        seen_on=page.fetched_at.astimezone(BEIJING).date(),
        content_type=page.content_type,
        unit_hint=page.unit,
        item_hint=page.item,
        called=page.called,
    )


def page_for_people(page: StoredPage) -> str:
    """The address that a person opens; without the profile the area of a service is not known."""
    parts = urlsplit(page.url)
    unid = parse_qs(parts.query).get("serviceUnid", [""])[0] if parts.path == hnzwfw.SERVICE_PATH else ""
    guide = f"/portal/guide/{quote(unid, safe='')}"
    return urlunsplit((parts.scheme, parts.netloc, guide, "", "")) if unid else page.final_url
