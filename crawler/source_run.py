"""The run of one source: what is waiting, what an answer means for the host, and what is asked next."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from checks.evidence import Evidence, Origin, Page
from counties.profile import Source
from crawler.addresses import family_of, host_of
from crawler.agenda import Agenda
from crawler.answers import Answer
from crawler.failures import TRANSIENT, Trouble, sign_of
from crawler.frontier import Frontier, Rank, Step, Territory
from crawler.health import Hosts, Sign
from crawler.politeness import LONGEST_WAIT, Pace, asked_to_wait
from crawler.reading.reading import Reading
from crawler.recording import Recorder
from storage.reasons import Reason

ATTEMPTS = 3
"""How often a page is asked for when the reason may pass."""


@dataclass
class SourceRun:
    """One source in one run. Spiders ask and read; every consequence of an answer is drawn here."""

    source: Source
    pace: Pace
    recorder: Recorder
    territory: Territory
    agenda: Agenda[Step]
    frontier: Frontier = field(default_factory=Frontier)
    hosts: Hosts = field(default_factory=Hosts)
    follows: bool = True
    attempts: Counter[str] = field(default_factory=Counter)
    _left_out: set[str] = field(default_factory=set)

    def read(
        self,
        step: Step,
        answer: Answer,
        reading: Reading,
        *,
        leads_to: Iterable[Step] = (),
        says: Iterable[str] = (),
    ) -> None:
        """A page was read: keep it with what it leads to. `says` is its text beside the evidence."""
        self.hosts[host_of(step.url)].note(sign_of(None), "")
        steps = list(leads_to) if self.follows else []
        ends = self.frontier.note(
            step.url, texts=[*texts_of(reading.evidence), *says], leads_to=(each.url for each in steps)
        )
        refused = [each for each in steps if self.frontier.refuses(each)]
        wanted = [each for each in steps if each not in refused]
        self.agenda.add(
            self.recorder.read(step, answer, reading, plan=wanted, refuse=self._new_kinds(refused))
        )
        self.frontier.count(step.rank)
        self._settled(step)
        if ends:
            family = family_of(step.url)
            self.give_up(lambda other: family_of(other.url) == family, Trouble(Reason.BUDGET, ENDLESS))

    def failed(
        self,
        step: Step,
        trouble: Trouble,
        *,
        answer: Answer | None = None,
        leads_to: Iterable[Step] = (),
    ) -> None:
        """A page was not read: keep the attempt; ask again later if the reason may pass."""
        name = host_of(step.url)
        host = self.hosts[name]
        host.note(sign_of(trouble), trouble.reason)
        self._be_patient(name, trouble, answer)
        self.attempts[step.key] += 1
        again = trouble.reason in TRANSIENT and self.attempts[step.key] < ATTEMPTS and not host.stopped
        plan = [each for each in leads_to if self.follows]
        self.agenda.add(self.recorder.failed(step, trouble, answer=answer, final=not again, plan=plan))
        self._settled(step)
        if again:
            self.agenda.add([step], again=True)

    def forwarded(self, step: Step, answer: Answer, target: Step) -> None:
        """A page only sends its visitor on: keep the visit, and plan where it leads."""
        self.agenda.add(self.recorder.forwarded(step, answer, target))
        self.frontier.count(step.rank)
        self._settled(step)

    def give_up(self, unwanted: Callable[[Step], bool], trouble: Trouble) -> None:
        """Leave waiting visits undone, each with the reason."""
        dropped = self.agenda.drop(unwanted)
        if dropped:
            self.recorder.give_up(dropped, trouble)

    def again(self, step: Step, answer: Answer) -> bool:
        """The same page under a slightly other address (https, a cookie): ask once more, but not for ever."""
        self.attempts[step.key] += 1
        if self.attempts[step.key] >= ATTEMPTS:
            return False
        self.recorder.beside(answer)
        self._settled(step)
        self.agenda.add([step])
        return True

    def _new_kinds(self, steps: Iterable[Step]) -> list[Step]:
        """One visit for each pattern that is left out for the first time: it stands for all of them."""
        new = {family_of(step.url): step for step in steps if family_of(step.url) not in self._left_out}
        self._left_out |= new.keys()
        return list(new.values())

    def _be_patient(self, name: str, trouble: Trouble, answer: Answer | None) -> None:
        """Wait as long as the host says, else longer with every trouble in a row."""
        host, header = self.hosts[name], answer.headers.get("retry-after", "") if answer else ""
        seconds = asked_to_wait(header, now=answer.at) if answer and header else None
        if seconds is None and sign_of(trouble) in (Sign.TROUBLE, Sign.REFUSED):
            seconds = min(self.pace.delay * 2 ** host.in_a_row[sign_of(trouble)], LONGEST_WAIT)
        if seconds is not None:
            host.wait(seconds, now=time.monotonic(), reason=trouble.reason)

    def _settled(self, step: Step) -> None:
        """Make room for the next, unless hosts or the budget say that there is no next."""
        self.agenda.done(step)
        for name, reason in self.hosts.stopped.items():
            self.give_up(partial(is_on, name), left_alone(Reason(reason)))
        if self.frontier.spent(Rank.START):
            self.give_up(lambda other: True, Trouble(Reason.BUDGET, TOO_MANY))
        elif self.frontier.spent(Rank.NEWS):
            self.give_up(lambda other: other.rank is Rank.NEWS, Trouble(Reason.BUDGET, TOO_MUCH_NEWS))


ENDLESS = "这一类地址连续多页没有新内容"
TOO_MANY = "已达到来源的页数上限"
TOO_MUCH_NEWS = "一般新闻已达到页数上限"


def left_alone(reason: Reason) -> Trouble:
    """Why the rest of a host is not visited: its protection, or whatever was wrong with it."""
    return Trouble(Reason.CHALLENGE if reason.is_blocked else Reason.HOST_STOPPED, reason.label)


def is_on(host: str, step: Step) -> bool:
    """Does a visit go to this host?"""
    return host_of(step.url) == host


def texts_of(evidence: Iterable[Evidence]) -> list[str]:
    """What evidence says, wherever it was seen; places of a site say nothing by themselves."""
    return [str(replace(each, origin=Origin())) for each in evidence if not isinstance(each, Page)]
