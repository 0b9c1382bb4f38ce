"""Pages named one by one (公众号文章, shared pages of an app): each is visited, nothing leads further.

A page of which the folder holds a saved copy is read from there: that is how a page is supplied that the
platform does not give to a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from twisted.python.failure import Failure

from checks.evidence import PageKind
from counties.profile import Source
from crawler.addresses import key_of, normal
from crawler.answers import Answer
from crawler.failures import Trouble
from crawler.frontier import Rank, Step
from crawler.pages import weixin
from crawler.reading.reading import Reading
from crawler.saved import SavedPage, Unusable, opened
from crawler.saved.folders import SavedFile, read, under
from crawler.saved.pages import readable
from crawler.source_run import SourceRun
from crawler.spiders.site import SiteSpider, as_shown
from storage.reasons import Reason

SAVED = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")
SAVED_SLOT = "saved"
"""The downloader's own place for files: a pause between two files would spare nobody."""

SAVED_AS = "imported-from"
"""Beside the content type the only header of such a visit: the file that the page came in."""

NOT_THE_PAGE = "保存下来的是验证页，不是原来的内容，请在浏览器里打开后重新保存"


@dataclass(frozen=True, slots=True)
class Copy:
    """A saved copy of a page: the file, when it was saved, and the page's address."""

    file: Path
    at: datetime
    url: str

    @property
    def step(self) -> Step:
        """Its visit, before those of the web: what is at hand needs nobody's leave."""
        return Step(self.url, Rank.KNOWN)


def address_of(url: str) -> str:
    """The address of a listed page, without what only tells how it was shared."""
    return normal(weixin.without_sharing(url))


def first_steps(source: Source) -> list[Step]:
    """The listed pages and the saved ones; an empty folder is missed by name."""
    steps = {key: copy.step for key, copy in copies(source).items()}
    for url in source.start_urls:
        step = Step(address_of(url), Rank.WANTED)
        steps.setdefault(step.key, step)
    if not steps and source.path is not None:
        return [Step(source.path.absolute().as_uri(), Rank.START)]
    return list(steps.values())


def copies(source: Source) -> Mapping[str, Copy]:
    """The saved pages of a source's folder by the key of their address, of each the newest."""
    found: dict[str, Copy] = {}
    for copy in copies_in(source.path) if source.path is not None else ():
        key = key_of(copy.url)
        if key not in found or copy.at > found[key].at:
            found[key] = copy
    return found


def copies_in(folder: Path) -> Iterator[Copy]:
    """Every saved page of a folder; one without an address is known by its file."""
    for file in under(folder.absolute()):
        if file.suffix.lower() in SAVED:
            held = read(file, file.name)
            page = page_in(held) if isinstance(held, SavedFile) else held
            at = page.saved_at if isinstance(page, SavedPage) else None
            url = address_of(page.url) if isinstance(page, SavedPage) else ""
            yield Copy(file, at or datetime.now(UTC), url or file.as_uri())


def page_in(file: SavedFile) -> SavedPage | Unusable:
    """The page that a file holds."""
    return next(opened(file.body, file.name, file.at), Unusable(file.name, "文件里没有网页"))


class ListedSpider(SiteSpider):
    """Reads exactly the pages that are listed or saved."""

    name = "listed"

    def __init__(self, run: SourceRun, *args: Any, **kwargs: Any) -> None:
        super().__init__(run, *args, **kwargs)
        self._copies = copies(run.source)

    def request_for(self, step: Step) -> Request:
        copy = self._copies.get(step.key)
        if copy is None:
            return super().request_for(step)
        request = super().request_for(step).replace(url=copy.file.as_uri(), headers={})
        request.meta["download_slot"] = SAVED_SLOT
        return request

    async def unanswered(self, failure: Failure) -> None:
        step: Step = failure.request.cb_kwargs["step"]  # type: ignore[attr-defined]
        if step.rank is Rank.START:
            self.run.failed(step, Trouble(Reason.MISSING_FOLDER, "没有网址，文件夹里也没有保存的网页"))
        else:
            await super().unanswered(failure)

    async def read(self, step: Step, answer: Answer) -> tuple[Answer, Reading | Trouble]:
        copy = self._copies.get(step.key)
        if copy is None:
            return await super().read(step, answer)
        page = await self.ask(page_in, SavedFile(readable(copy.file.name), answer.body, copy.at))
        if isinstance(page, Trouble):
            return answer, page
        if isinstance(page, Unusable):
            return answer, Trouble(Reason.UNREADABLE, page.reason)
        answer = as_saved(answer, copy, page)
        reading = await self.reading_of(step, answer)
        return answer, reading if isinstance(reading, Trouble) else told(answer, reading)

    def steps(self, step: Step, answer: Answer, reading: Reading) -> list[Step]:
        """Nowhere: what an article links to is not the county's list of pages."""
        return []

    def menus(self, step: Step, answer: Answer) -> list[Step]:
        return []

    async def missing(self, step: Step, answer: Answer) -> Trouble | None:
        """Only the listed addresses are asked for, so no random one is."""
        return None

    def onward(self, step: Step, target: str) -> Step | Trouble:
        if weixin.is_challenge_address(target):
            return Trouble(Reason.CHALLENGE, weixin.CHALLENGE)
        return super().onward(step, target)


def as_saved(answer: Answer, copy: Copy, page: SavedPage) -> Answer:
    """What a saved copy holds, as the answer of the page's own address at the time of saving."""
    headers = {"content-type": page.content_type, SAVED_AS: readable(copy.file.name)}
    url = copy.url if page.url else answer.url
    return Answer(url, min(page.saved_at or answer.at, answer.at), 200, headers, page.body, rendered=True)


def told(answer: Answer, reading: Reading) -> Reading | Trouble:
    """What a saved copy says; that somebody saved a challenge says nothing of the host tonight."""
    if reading.kind is PageKind.CHALLENGE:
        return Trouble(Reason.UNREADABLE, NOT_THE_PAGE)
    return as_shown(answer, reading)
