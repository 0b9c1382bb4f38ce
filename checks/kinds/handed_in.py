"""Is what a unit hands in complete and in time: addresses and screenshots, reasons and copies, both forms?

Source: the plan, 四（四）: what is published needs its address and a screenshot, what is not needs the reason
and copies; everything on paper and as a file; the report by its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.answers import Answer, AnswerInCounty, Proof, UnitForms
from checks.kinds.by_hand import FIELD, Demand
from checks.outcome import Outcome, Severity
from checks.questions import Bar, Question, day_in, fold

HAND_IN_DAY = "day"
"""The key of the question on which day the report was handed in."""


@dataclass(frozen=True, slots=True)
class PublishedProven:
    """Has what is ticked as published an address and a screenshot?

    An address on an answer that is ticked as not published contradicts it. `not_of` are rules whose answers
    are never published, such as the report itself.
    """

    not_of: tuple[str, ...]

    def __call__(self, evidence: AnswerInCounty) -> Iterator[Outcome]:
        answer = evidence.answer
        if answer.rule in self.not_of:
            return
        if answer.published is False and answer.urls:
            reason = "标为未公开，却填了网址，前后矛盾"
            yield Outcome.review(FIELD, "；".join(answer.urls), reason)
        if answer.published is not True:
            return
        missing = [] if answer.urls else ["网址"]
        missing += [] if answer.of(Proof.SCREENSHOT) else ["截图"]
        if missing:
            what = "、".join(missing)
            yield Outcome.fail(FIELD, "", f"标为已公开，但未提供{what}", values={"missing": what})


@dataclass(frozen=True, slots=True)
class UnpublishedExplained:
    """Has what is ticked as not published a reason that says something, and copies?

    `empty` are words that are no reason, `not_of` as above. Where nothing is ticked a person must ask.
    """

    empty: tuple[str, ...]
    not_of: tuple[str, ...]

    def __call__(self, evidence: AnswerInCounty) -> Iterator[Outcome]:
        answer = evidence.answer
        if answer.rule in self.not_of:
            return
        if answer.published is None:
            yield Outcome.review(FIELD, "", "没有填写是否已公开")
        if answer.published is not False:
            return
        missing = [] if self.says_something(answer.reason) else ["未公开的理由"]
        missing += [] if answer.of(Proof.COPY) else ["文件、材料复印件"]
        if missing:
            what = "、".join(missing)
            yield Outcome.fail(FIELD, answer.reason, f"标为未公开，但未提供{what}", values={"missing": what})

    def says_something(self, reason: str) -> bool:
        return fold(reason).strip("。.！!") not in ("", *map(fold, self.empty))


@dataclass(frozen=True, slots=True)
class PaperAndElectronic:
    """Was it handed in on paper and as a file? What is not registered counts as not handed in."""

    def __call__(self, evidence: AnswerInCounty) -> Iterator[Outcome]:
        answer = evidence.answer
        missing = [] if answer.paper else ["纸质件"]
        missing += [] if answer.electronic else ["电子件"]
        if missing:
            what = "、".join(missing)
            yield Outcome.fail(FIELD, "", f"未登记{what}", values={"missing": what})


@dataclass(frozen=True, slots=True)
class HandedInOnTime:
    """Was the report handed in by its day, that day included, and is every question answered?

    Asked once it is due. Without any sign of a report a person must look: it may lie on a desk. `rule` is
    the id under which the report itself is registered, `topic` what people call it.
    """

    topic: str
    questions: tuple[Question, ...]
    evidence: tuple[Demand, ...]
    rule: str

    @property
    def bar(self) -> Bar:
        """Its questions have no threshold: the day is the county's."""
        return Bar()

    def __call__(self, forms: UnitForms) -> Iterator[Outcome]:
        yield from self.lateness(forms)
        if forms.answers:
            yield from self.gaps(forms)

    def reported(self, forms: UnitForms) -> Answer | None:
        """What the unit registered of its report."""
        return next((answer for answer in forms.answers if answer.rule == self.rule), None)

    def lateness(self, forms: UnitForms) -> Iterator[Outcome]:
        report, due = self.reported(forms), f"{forms.hand_in.due.month}月{forms.hand_in.due.day}日"
        if report is None:
            reason = f"截至{forms.hand_in.day}未登记自查情况报告（应于{due}前报送），请核对是否已报送"
            yield Outcome.review(HAND_IN_DAY, "", reason)
            return
        text = report.value(HAND_IN_DAY)
        day = day_in(text)
        if day is None:
            yield Outcome.review(HAND_IN_DAY, text, "自查情况报告的报送日期没有填写或看不懂")
        elif report.answered_on is not None and day > report.answered_on:
            yield Outcome.review(HAND_IN_DAY, text, f"报送日期晚于填表日期{report.answered_on}，前后矛盾")
        elif day > forms.hand_in.due:
            yield Outcome.fail(HAND_IN_DAY, text, f"自查情况报告于{day}报送，晚于规定时限{due}")

    def gaps(self, forms: UnitForms) -> Iterator[Outcome]:
        """The questions that a unit left open although it handed in its form."""
        given = {answer.rule for answer in forms.answers} | {self.rule}
        left = [asked for asked in forms.hand_in.asked.get(forms.unit.name, ()) if asked.rule not in given]
        if left:
            named = "、".join(asked.title or asked.rule for asked in left)
            reason = f"自查表有{len(left)}项没有填报：{named}"
            yield Outcome.fail("unanswered", "", reason, severity=Severity.S3)
