"""Any web site: from its start pages alone to its guides, published lists and articles."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from checks.evidence import Guide, PageKind
from crawler.addresses import host_of, normal
from crawler.answers import Answer
from crawler.browser import render_meta
from crawler.failures import Trouble, is_login, redirect_of, trouble_of_reading, trouble_of_status
from crawler.forwarding import forward_target
from crawler.frontier import Rank, Step, steps_from
from crawler.menus import is_script, menu_scripts, read_menu
from crawler.missing import NotFoundLooks, lines_of, random_address
from crawler.reading.reading import Reading
from crawler.source_run import SourceRun
from crawler.spiders.base import SourceSpider
from crawler.spiders.illustrations import illustrated
from storage.reasons import Reason

SHELLS = (Reason.EMPTY_SHELL, Reason.NO_BROWSER)

ANY_TEXT = 20
"""A page that shows a visitor fewer signs than this shows nothing."""


class SiteSpider(SourceSpider):
    """Reads every page, and follows what a page links to as far as the frontier lets it.

    `browser` is the path of a browser where one is installed and the source wants rendering.
    """

    name = "site"

    def __init__(self, run: SourceRun, *args: Any, browser: str | None = None, **kwargs: Any) -> None:
        super().__init__(run, *args, **kwargs)
        self._browser = browser
        self._looks: dict[str, asyncio.Task[NotFoundLooks | None]] = {}

    async def arrived(self, step: Step, answer: Answer) -> None:
        answer, reading = await self.read(step, answer)
        target = forward_target(answer.body) if answer.is_html else ""
        if isinstance(reading, Trouble):
            menus = self.menus(step, answer) if reading.reason in SHELLS else []
            self.run.failed(step, reading, answer=answer, leads_to=menus)
        elif target:
            self.sent_on(step, answer, target)
        else:
            says = lines_of(answer.body, address=step.url) if answer.is_html else ()
            self.run.read(step, answer, reading, leads_to=self.steps(step, answer, reading), says=says)

    async def read(self, step: Step, answer: Answer) -> tuple[Answer, Reading | Trouble]:
        """What the page says, in text and in pictures."""
        if is_script(step.url):
            return answer, read_menu(answer.body)
        answer, reading = await self.shown(step, answer)
        if isinstance(reading, Trouble):
            return answer, reading
        return answer, await illustrated(self, step, answer, reading)

    async def shown(self, step: Step, answer: Answer) -> tuple[Answer, Reading | Trouble]:
        """What the page says, as a browser shows it where that is needed."""
        reading = await self.reading_of(step, answer)
        if isinstance(reading, Trouble):
            return answer, reading
        if forward_target(answer.body) and reading.kind is not PageKind.CHALLENGE:
            return answer, reading
        if reading.needs_browser and (self.run.source.render or not reading.evidence):
            return await self.rendered(step, answer)
        # What a visitor without scripts sees of a source that needs none is what it shows: an empty guide.
        return answer, trouble_of_reading(reading) or await self.missing(step, answer) or reading

    async def rendered(self, step: Step, shell: Answer) -> tuple[Answer, Reading | Trouble]:
        """The page as a browser shows it; without a browser it stays unread."""
        if self._browser is None:
            return shell, Trouble(Reason.NO_BROWSER if self.run.source.render else Reason.EMPTY_SHELL)
        meta = render_meta(self.settings["USER_AGENT"])
        answer = await self.fetched(Request(step.url, callback=NO_CALLBACK, meta=meta))
        if isinstance(answer, Trouble):
            return shell, answer
        self.run.recorder.beside(shell, trouble=Trouble(Reason.EMPTY_SHELL))
        reading = await self.reading_of(step, answer)
        if isinstance(reading, Trouble):
            return answer, reading
        return answer, trouble_of_status(answer) or as_shown(answer, reading)

    def steps(self, step: Step, answer: Answer, reading: Reading) -> list[Step]:
        """Where the links of a page lead, those of the scripts that print its menus among them."""
        land, named = self.run.territory, self.run.recorder.unit_named
        item = only_item(reading)
        found = steps_from(reading.links, here=step, territory=land, unit_named=named, item=item)
        return [*self.menus(step, answer), *found]

    def menus(self, step: Step, answer: Answer) -> list[Step]:
        """The scripts that print the menus of a page."""
        scripts = [] if is_script(step.url) else menu_scripts(answer.body, answer.url)
        ours = (url for url in scripts if self.run.territory.holds(host_of(url)))
        return [Step(url, Rank.WANTED, step.depth) for url in ours]

    async def missing(self, step: Step, answer: Answer) -> Trouble | None:
        """Is this the page that the host shows for any address?"""
        if not answer.is_html:
            return None
        looks = await self.looks_of(step, answer)
        alike = looks is not None and step.rank is not Rank.START and looks.match(answer.body, step.url)
        return Trouble(Reason.SOFT_NOT_FOUND, "与随机地址的回答相同") if alike else None

    async def looks_of(self, step: Step, answer: Answer) -> NotFoundLooks | None:
        """What the host shows for an address that does not exist; asked once, beside the first page read."""
        host = host_of(step.url)
        if host not in self._looks:
            self._looks[host] = asyncio.ensure_future(self.learn_looks(answer))
        return await self._looks[host]

    async def learn_looks(self, page: Answer) -> NotFoundLooks | None:
        """Ask for a random address; None when the host says plainly that it is not there."""
        probe = await self.fetched(Request(random_address(page.url), callback=NO_CALLBACK))
        if isinstance(probe, Trouble):
            return None
        self.run.recorder.beside(probe, trouble=Trouble(Reason.NOT_FOUND, "随机地址"))
        if target := redirect_of(probe):
            return NotFoundLooks(frozenset(), frozenset(), leads_to=normal(target))
        if probe.status != 200:
            return None
        common = lines_of(page.body, address=page.url)
        return NotFoundLooks(common, lines_of(probe.body, address=probe.url) - common)

    def onward(self, step: Step, target: str) -> Step | Trouble:
        """A redirect stays on the hosts of the source, and does not end where every wrong address ends."""
        url = normal(target, step.url)
        if is_login(url):
            return Trouble(Reason.LOGIN, url)
        if not self.run.territory.holds(host_of(url)):
            return Trouble(Reason.OFF_SITE, url or target)
        if step.rank is not Rank.START and self.ends_there(step, url):
            return Trouble(Reason.SOFT_NOT_FOUND, f"转到 {url}")
        onward = replace(step, url=url, depth=step.depth + 1)
        return Trouble(Reason.BUDGET, url) if self.run.frontier.refuses(onward) else onward

    def ends_there(self, step: Step, url: str) -> bool:
        """Is this where the host sends every wrong address?"""
        known = self._looks.get(host_of(step.url))
        looks = known.result() if known and known.done() and not known.cancelled() else None
        return looks is not None and looks.leads_to == url


def as_shown(answer: Answer, reading: Reading) -> Reading | Trouble:
    """What a rendered page says: little text is all that there is, none at all is a failure."""
    if not reading.needs_browser or reading.evidence:
        return trouble_of_reading(reading) or reading
    if sum(map(len, lines_of(answer.body))) < ANY_TEXT:
        return Trouble(Reason.EMPTY_SHELL, "浏览器打开后仍无内容")
    return replace(reading, problem="", needs_browser=False)


def only_item(reading: Reading) -> str:
    """The item of a page that is the guide to one; "" for any other page."""
    guides = [piece for piece in reading.evidence if isinstance(piece, Guide)]
    return guides[0].item_name if len(guides) == 1 else ""
