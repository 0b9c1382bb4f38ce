"""Between a form on a page and an answer: its fields, what was written in them, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict

from checks.answers import Answer, OnSiteRuling, Proof, ProofFile
from checks.asking import questions_of
from checks.filling import address_trouble, addresses_in, text_trouble
from checks.kinds.by_hand import ByHand
from checks.kinds.handed_in import HandedInOnTime, PublishedProven
from checks.questions import (
    Bar,
    Choices,
    Day,
    Lacking,
    Number,
    Question,
    YesNo,
    day_in,
    fold,
    head,
    names_in,
    yes_or_no,
)
from checks.rule import Rule
from storage.uploads import LARGEST, NotTaken, kind_of

NOTHING = "无"
PICTURES = ("image/jpeg", "image/png")
NEED_PICTURE = (Proof.PHOTO, Proof.SCREENSHOT)


class Widget(StrEnum):
    """How a question is shown."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICES = "choices"
    LINES = "lines"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Field:
    """One question on a page, with what stands in it."""

    name: str
    what: str
    asks: str
    how: str
    widget: Widget
    value: str
    unit: str = ""
    options: tuple[tuple[str, bool], ...] = ()
    only_if: str = ""
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for files: their sort, what they are to show, and the name under which each is labelled."""

    key: str
    sort: Proof
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that was chosen for a slot, read and found good."""

    slot: Slot
    name: str
    body: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a form, as it was written; `mistakes` by the name of the field."""

    values: Mapping[str, str] = field(default_factory=dict)
    published: str = ""
    urls: str = ""
    reason: str = ""
    paper: bool = False
    electronic: bool = False
    role: str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)


def asked_by(rule: Rule) -> tuple[tuple[Question, ...], Bar]:
    """A rule's questions with its threshold."""
    check = questions_of(rule)
    return (check.questions, check.bar) if check else ((), Bar())


def fields_of(rule: Rule, values: Mapping[str, str], mistakes: Mapping[str, str]) -> tuple[Field, ...]:
    """The questions of a rule with what stands in them."""
    questions, bar = asked_by(rule)
    asks = {question.key: question.takes.what for question in questions}
    return tuple(
        Field(
            name_of(question), question.takes.what, question.asks, how_of(question, bar), widget_of(question),
            shown_value(question, values.get(question.key, "")), getattr(question.takes, "unit", ""),
            options_of(question, bar, values.get(question.key, "")), asks.get(question.only_if, ""),
            mistakes.get(name_of(question), ""),
        )
        for question in questions
    )  # fmt: skip


def name_of(question: Question) -> str:
    return f"q-{question.key}"


def widget_of(question: Question) -> Widget:
    match question.takes:
        case YesNo():
            return Widget.YES_NO
        case Number():
            return Widget.NUMBER
        case Choices():
            return Widget.CHOICES
        case Day():
            return Widget.DAY
    return Widget.LINES


def how_of(question: Question, bar: Bar) -> str:
    """How it is to be filled in; where names are ticked they need not be told twice."""
    if isinstance(question.takes, YesNo):
        return "应为“是”"
    if not isinstance(question.takes, Choices):
        return question.takes.shown(bar)
    return question.takes.shown(bar).rpartition("；")[2]


def shown_value(question: Question, text: str) -> str:
    """What a widget shows of a text that may come from a workbook."""
    if isinstance(question.takes, YesNo):
        flag = yes_or_no(text)
        return "" if flag is None else "是" if flag else "否"
    day = day_in(text) if isinstance(question.takes, Day) else None
    return day.isoformat() if day else text


def options_of(question: Question, bar: Bar, text: str) -> tuple[tuple[str, bool], ...]:
    """The names that can be ticked, and 无 for none of them."""
    if not isinstance(question.takes, Choices):
        return ()
    chosen = set(map(head, names_in(text)))
    return (
        *((name, head(name) in chosen) for name in bar.required),
        (NOTHING, bool(text.strip()) and not chosen),
    )


def slots_of(rule: Rule, rules: Iterable[Rule]) -> tuple[Slot, ...]:
    """The places for files that a rule and the rules on every answer ask for."""
    check, bar = questions_of(rule), asked_by(rule)[1]
    found: list[Slot] = []
    for number, demand in enumerate(check.evidence if check else ()):
        if demand.of_each:
            each = enumerate(bar.required)
            found += [Slot(f"f-{number}-{place}", demand.sort, name, name) for place, name in each]
        else:
            least = f"（不少于 {demand.at_least} 份）" if demand.at_least > 1 else ""
            found.append(Slot(f"f-{number}", demand.sort, f"{demand.what}{least}"))
    if is_published(rule, rules):
        sorts = {slot.sort for slot in found}
        if Proof.SCREENSHOT not in sorts:
            found.append(Slot("f-shot", Proof.SCREENSHOT, "已公开内容的网页"))
        if Proof.COPY not in sorts:
            found.append(Slot("f-copy", Proof.COPY, "未公开的文件、材料"))
    return tuple(found)


def is_published(rule: Rule, rules: Iterable[Rule]) -> bool:
    """Does it matter for this rule whether what it asks for is published?"""
    proven = [one.check for one in rules if isinstance(one.check, PublishedProven)]
    return any(rule.id not in check.not_of for check in proven)


def written_of(answer: Answer | None, role: str) -> Written:
    """What stands in the form of a stored answer."""
    if answer is None:
        return Written(role=role)
    flag = {True: "是", False: "否", None: ""}[answer.published]
    return Written(
        answer.values, flag, "\n".join(answer.urls), answer.reason, bool(answer.paper),
        bool(answer.electronic), answer.role or role,
    )  # fmt: skip


def written(rule: Rule) -> Written:
    """What this request writes into a rule's form."""
    form = request.form
    values, mistakes = values_in(rule, form)
    urls, reason, role = (form.get(key, "").strip() for key in ("urls", "reason", "role"))
    wrong = {key: text_trouble(text) for key, text in (("urls", urls), ("reason", reason), ("role", role))}
    wrong["urls"] = wrong["urls"] or next(filter(None, map(address_trouble, addresses_in(urls))), "")
    mistakes |= {key: trouble for key, trouble in wrong.items() if trouble}
    published = form.get("published", "")
    return Written(
        values, published if published in ("是", "否") else "", urls, reason, "paper" in form,
        "electronic" in form, role, mistakes,
    )  # fmt: skip


def values_in(rule: Rule, form: MultiDict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is written under each question, by its key; and what cannot be taken, by the field's name."""
    questions, bar = asked_by(rule)
    values, mistakes = {}, {}
    for question in questions:
        name = name_of(question)
        text = ticked(form.getlist(name), bar) if isinstance(question.takes, Choices) else form.get(name, "")
        text = text.strip()
        if not text:
            continue
        values[question.key] = text
        trouble = text_trouble(text) or (
            "" if isinstance(question.takes, Lacking) else question.takes.problem(text, bar)
        )
        if trouble:
            mistakes[name] = trouble
    return values, mistakes


def ticked(names: Sequence[str], bar: Bar) -> str:
    """The ticked names as one text; what is no name of the list is left for the question to refuse."""
    real = [name for name in names if name and name != NOTHING]
    known = [name for name in bar.required if name in real]
    strange = [name for name in real if name not in bar.required]
    return "、".join((*known, *strange)) or (NOTHING if NOTHING in names else "")


def answer_of(
    given: Written, before: Answer | None, *, unit: str, rule: Rule, title: str, files: tuple[ProofFile, ...]
) -> Answer:
    """The answer that a form comes to; an assessor's ruling on the one before goes along with it."""
    published = {"是": True, "否": False}.get(given.published)
    return Answer(
        unit=unit, rule=rule.id, title=title, values=given.values, published=published,
        urls=tuple(addresses_in(given.urls)), reason=given.reason, files=files, paper=given.paper or None,
        # What lies here as a file was handed in as one.
        electronic=True if given.electronic or files else None, role=given.role,
        on_site=before.on_site if before else None,
    )  # fmt: skip


def chosen_files(slots: Iterable[Slot]) -> tuple[list[Chosen], dict[str, str]]:
    """The files that this request brings, and what is wrong with others, by the slot's key."""
    good, mistakes = [], {}
    for slot in slots:
        for file in request.files.getlist(slot.key):
            if file.filename:
                try:
                    good.append(chosen(slot, file, file.filename))
                except NotTaken as refused:
                    mistakes[slot.key] = str(refused)
    return good, mistakes


def chosen(slot: Slot, file: FileStorage, name: str) -> Chosen:
    """One file. Raises NotTaken."""
    name, body = name[-120:], file.read(LARGEST + 1)
    kind = kind_of(body)
    if body and slot.sort in NEED_PICTURE and kind not in PICTURES:
        raise NotTaken(f"“{name}”不是图片，{slot.sort.value}应为 jpg 或 png")
    if not body or not kind or len(body) > LARGEST:
        why = "是空的" if not body else "超过 20 MB" if kind else "不是图片（jpg、png）、PDF 或 Office 文件"
        raise NotTaken(f"文件“{name}”{why}")
    return Chosen(slot, name, body, kind)


def belongs(file: ProofFile, slots: Sequence[Slot]) -> str:
    """The key of the slot that a file belongs to; "" for none."""
    same = [slot for slot in slots if slot.sort is file.sort]
    exact = [slot for slot in same if fold(slot.label) == fold(file.label)]
    return next((slot.key for slot in exact), "")


def without(files: Iterable[ProofFile], dropped: Sequence[str]) -> tuple[ProofFile, ...]:
    """The files but those that were ticked to be taken away, by hash and label."""
    return tuple(file for file in files if mark_of(file) not in dropped)


def mark_of(file: ProofFile) -> str:
    """What tells a file of an answer from the others."""
    return f"{file.hash or file.name}:{file.sort.value}:{file.label}"


def weighed(rule: Rule, values: Mapping[str, str]) -> list[str]:
    """What falls short in these values alone, as the rule weighs them; without proofs."""
    check = questions_of(rule)
    if not isinstance(check, ByHand):
        return []
    answer = Answer("", rule.id, values=values)
    asked = [question for question in check.questions if values.get(question.key)]
    return [said for question in asked if (said := check.weigh(question, answer).fails)]


def is_asked_on_site(rule: Rule) -> bool:
    """Is there anything to see on the spot? A report's day of arrival is not seen there."""
    return not isinstance(questions_of(rule), HandedInOnTime)


def ruling_values(ruling: OnSiteRuling | None) -> Mapping[str, str]:
    return ruling.values if ruling else {}
