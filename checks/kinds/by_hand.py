"""Does a unit's own answer, with its proofs or an assessor's word, meet what only a person can see?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.answers import Answer, OnSite, OnSiteRuling, Proof, ProofFile
from checks.outcome import Outcome, Severity
from checks.questions import Bar, Lacking, Question, Weighed, fold, yes_or_no

FIELD = "answer"
"""An answer is one place: what it lacks may change while the finding stays the same."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Proof that is to be handed in: `what` it is, of which sort, how many files.

    `of_each` asks for one of its own for each of the rule's required names, `or_published` is content with
    an address and a screenshot instead; without an `owed` proof the rule fails, without any other a person
    must look.
    """

    sort: Proof
    what: str
    at_least: int = 1
    of_each: bool = False
    or_published: bool = False
    owed: bool = False

    def shown(self, required: tuple[str, ...]) -> str:
        """What to hand in, for the form."""
        each = f"，逐个：{'、'.join(required)}" if self.of_each else ""
        count = f"（不少于{self.at_least}份）" if self.at_least > 1 else ""
        return f"{self.what}{self.sort.value}{count}{each}" + (
            "（已公开的填网址并附截图）" if self.or_published else ""
        )

    def lacks(self, answer: Answer, required: tuple[str, ...]) -> str:
        """What is missing of it (Chinese), "" for nothing."""
        if self.or_published and answer.urls and answer.of(Proof.SCREENSHOT):
            return ""
        if self.of_each:
            return self.lacks_of_each(answer.of(self.sort), required)
        count = len(answer.of(self.sort))
        if count >= self.at_least:
            return ""
        words = f"{self.what}{self.sort.value}" + ("（或网址和截图）" if self.or_published else "")
        return words + (f"（应{self.at_least}份，已附{count}份）" if self.at_least > 1 else "")

    def lacks_of_each(self, files: tuple[ProofFile, ...], required: tuple[str, ...]) -> str:
        labels = {fold(file.label) for file in files}
        missing = [name for name in required if fold(name) not in labels]
        return f"{'、'.join(missing)}的{self.sort.value}" if missing else ""

    def shared(self, answer: Answer) -> str:
        """One picture that is to show several of the names, "" for none."""
        seen: dict[str, str] = {}
        for file in answer.of(self.sort) if self.of_each else ():
            first = seen.setdefault(file.hash or file.name, file.label)
            if fold(first) != fold(file.label):
                return f"“{first}”和“{file.label}”附的是同一张{self.sort.value}"
        return ""


@dataclass(frozen=True, slots=True)
class Summed:
    """An answer as a whole: what fails, what a person must look at, and the words that it leans on.

    `slight` tells that whatever fails is only a hint.
    """

    fails: list[str]
    unclear: list[str]
    contradictions: list[str]
    slight: bool
    quote: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """Questions, the proof that is to go with their answers, and the threshold.

    Fails when an answer that can be read falls short; the reason names the numbers. A person must look at
    answers that are incomplete, contradict each other or lack their proof, and at what is a matter of
    judgement until an assessor has ruled. A ruling on site stands above the unit's word: what was found
    wanting is not put right by writing a new answer. `topic` names the matter in words that accuse nobody;
    `members_only` leaves out the lead unit.
    """

    topic: str
    questions: tuple[Question, ...]
    evidence: tuple[Demand, ...]
    limit: float | None = None
    required: tuple[str, ...] | None = None
    exactly: bool | None = None
    members_only: bool | None = None

    @property
    def bar(self) -> Bar:
        """The threshold, for the questions."""
        return Bar(self.limit, self.required or (), bool(self.exactly))

    def __call__(self, answer: Answer) -> Iterator[Outcome]:
        sum_ = self.summed(answer)
        if answer.on_site is not None:
            yield from ruled(answer, answer.on_site, sum_)
        elif sum_.contradictions:
            yield Outcome.review(FIELD, sum_.quote, "；".join(sum_.contradictions))
        elif sum_.fails:
            severity = Severity.S4 if sum_.slight else None
            yield Outcome.fail(FIELD, sum_.quote, "；".join(sum_.fails), severity=severity)
        elif sum_.unclear:
            yield Outcome.review(FIELD, sum_.quote, "；".join(sum_.unclear))

    def summed(self, answer: Answer) -> Summed:
        """All questions and proofs of an answer together."""
        weighed = [(question, self.weigh(question, answer)) for question in self.questions]
        missing = [(demand, demand.lacks(answer, self.bar.required)) for demand in self.evidence]
        owed = [f"佐证不全，缺{what}" for demand, what in missing if what and demand.owed]
        unclear = [f"未附{what}" for demand, what in missing if what and not demand.owed]
        shared = [said for demand in self.evidence if (said := demand.shared(answer))]
        told = (answer.value(question.key) for question, one in weighed if one.fails or one.unclear)
        return Summed(
            fails=[*(one.fails for _, one in weighed if one.fails), *owed],
            unclear=[*(one.unclear for _, one in weighed if one.unclear), *unclear, *shared],
            contradictions=[one.unclear for _, one in weighed if one.contradicts],
            slight=not owed and all(one.slight for _, one in weighed if one.fails),
            quote="；".join(filter(None, told)),
        )

    def weigh(self, question: Question, answer: Answer) -> Weighed:
        """What one question comes to: not asked, not answered, not to be read, or weighed."""
        text = answer.value(question.key)
        if question.only_if and yes_or_no(answer.value(question.only_if)) is False:
            return self.against_no(question, answer, text)
        if not text and not isinstance(question.takes, Lacking):
            return Weighed(unclear=f"没有填写“{question.takes.what}”")
        problem = question.takes.problem(text, self.bar)
        return Weighed(unclear=problem) if problem else question.takes.weigh(text, self.bar, answer.value)

    def against_no(self, question: Question, answer: Answer, text: str) -> Weighed:
        """What is filled in although the answer before was 否."""
        if yes_or_no(text) is not True and (not text or text in ("无", "0", "/", "否")):
            return Weighed()
        no = next(other for other in self.questions if other.key == question.only_if)
        said = f"“{no.takes.what}”填“否”，“{question.takes.what}”却填了“{text}”"
        return Weighed(unclear=said, contradicts=True)


def ruled(answer: Answer, ruling: OnSiteRuling, sum_: Summed) -> Iterator[Outcome]:
    """What an assessor's word makes of an answer."""
    said = f"现场核验{ruling.verdict.value}" + (f"：{ruling.remark}" if ruling.remark else "")
    # What the unit left open says nothing against what was seen.
    fails = sum_.fails if answer.is_given else []
    later = bool(ruling.made_on and answer.answered_on and answer.answered_on > ruling.made_on)
    if ruling.verdict is OnSite.MET:
        if fails:
            reason = f"{said}，与填报不一致（{'；'.join(fails)}）"
            yield Outcome.review(FIELD, sum_.quote, reason)
    elif later and not fails:
        yield Outcome.review(FIELD, ruling.remark, f"{said}；单位其后重新填报，须再次现场核验")
    else:
        yield Outcome.fail(FIELD, ruling.remark or sum_.quote, "；".join([said, *fails]))
