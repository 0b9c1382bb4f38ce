"""What all spiders share: the to-do list is the queue; each answer is judged for trouble, read and kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.answers import NOT_MODIFIED, Answer, answer_from
from crawler.failures import FETCH_ERRORS, Trouble, redirect_of, trouble_of_error, trouble_of_status
from crawler.frontier import Step
from crawler.helpers import HelperDied, Helpers, HelperStuck
from crawler.reader import Given, read
from crawler.reading.reading import Reading, Visit
from crawler.recording import now
from crawler.source_run import SourceRun
from storage.reasons import Reason

Result = TypeVar("Result")
NO_REQUESTS: tuple[Request, ...] = ()
BEIJING = ZoneInfo("Asia/Shanghai")


class SourceSpider(Spider):
    """Visits what is waiting for one source. What an answer leads to is the subclass's business."""

    name = "source"

    def __init__(self, run: SourceRun, helpers: Helpers, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.run = run
        self._helpers = helpers

    async def start(self) -> AsyncIterator[Request]:
        """Nothing: the scheduler takes everything from the to-do list."""
        for nothing in NO_REQUESTS:
            yield nothing

    def has_more(self) -> bool:
        """Is anything waiting?"""
        return len(self.run.agenda) > 0

    def next_request(self) -> Request | None:
        """The next visit that may be made now."""
        step = self.run.agenda.next()
        return None if step is None else self.request_for(step)

    def request_for(self, step: Step) -> Request:
        """The question that a step stands for; an unchanged page need not be sent again."""
        return Request(
            step.url,
            method="POST" if step.body else "GET",
            body=step.body,
            headers=self.run.recorder.conditions(step),
            callback=self.answered,
            errback=self.unanswered,
            cb_kwargs={"step": step},
        )

    async def answered(self, response: Response, step: Step) -> None:
        """Something came back: keep it as what it is."""
        answer = answer_from(response, at=now())
        if answer.status == NOT_MODIFIED:
            answer = self.run.recorder.unchanged(step, answer)
        target = redirect_of(answer)
        if target:
            self.sent_on(step, answer, target)
        elif trouble := trouble_of_status(answer):
            self.run.failed(step, trouble, answer=answer)
        else:
            await self.arrived(step, answer)

    async def unanswered(self, failure: Failure) -> None:
        """Nothing came back: keep the reason."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self.run.failed(request.cb_kwargs["step"], trouble_of_error(raised(failure)))

    def sent_on(self, step: Step, answer: Answer, target: str) -> None:
        """A redirect: planned like a link, unless the source says why not."""
        onward = self.onward(step, target)
        if isinstance(onward, Trouble):
            self.run.failed(step, onward, answer=answer)
        elif onward.key != step.key:
            self.run.forwarded(step, answer, onward)
        elif not self.run.again(onward, answer):
            self.run.failed(onward, Trouble(Reason.ERROR_PAGE, "一直转回自己"), answer=answer)

    def onward(self, step: Step, target: str) -> Step | Trouble:
        """The visit that a redirect asks for, or why it is not made."""
        return Trouble(Reason.OFF_SITE, target)

    def keep_robots(self, response: Response) -> None:
        """robots.txt was asked for."""
        self.run.recorder.beside(answer_from(response, at=now()))

    def visit(self, step: Step, answer: Answer) -> Visit:
        """What a reader is told about an answer."""
        return Visit(
            url=answer.url,
            channel=self.run.source.channel,
            source=self.run.source.name,
            fetched_url=step.url,
            snapshot=sha256(answer.body).hexdigest(),
            seen_on=answer.at.astimezone(BEIJING).date(),
            content_type=answer.content_type,
            unit_hint=step.unit_hint,
            item_hint=step.item_hint,
            called=step.called,
        )

    async def reading_of(self, step: Step, answer: Answer) -> Reading | Trouble:
        """What a page or document says; a reader that crashes or loops is the page's trouble."""
        return await self.ask(read, Given(answer.body, self.visit(step, answer), answer.is_html))

    async def ask(self, function: Callable[..., Result], *args: object) -> Result | Trouble:
        """Have a helper process do it."""
        try:
            return await self._helpers.ask(function, *args)
        except (HelperDied, HelperStuck) as lost:
            return Trouble(Reason.READER_CRASHED, str(lost))

    async def fetched(self, request: Request) -> Answer | Trouble:
        """An answer to a question that is no to-do of its own."""
        try:
            response = await self.crawler.engine.download_async(request)
        except FETCH_ERRORS as error:
            return trouble_of_error(error)
        return answer_from(response, at=now())

    @abstractmethod
    async def arrived(self, step: Step, answer: Answer) -> None:
        """A good answer: read it and keep what was read."""


def raised(failure: Failure) -> BaseException:
    """The exception inside a failure."""
    return failure.value or RuntimeError(str(failure))
