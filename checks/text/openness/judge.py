"""The stages in order: from the passages of one text to what in it cannot be determined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.text.clauses import numberless, sentences
from checks.text.normal import Normal, normal, plain
from checks.text.openness.amounts import unstated
from checks.text.openness.bare import bare
from checks.text.openness.condition import condition
from checks.text.openness.doubtful import doubtful
from checks.text.openness.etcetera import etcetera
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.other import OTHER, other
from checks.text.openness.phrases import phrases
from checks.text.openness.related import related

# Whatever is judged must hold one of these; nearly all sentences of a good guide hold none.
GATE = re.compile(
    r"其他|其它|另外的|别的|其余|有关|相关|相应|对应|必要|一定的|适当的|等|……|…|\.\.\.|。。。|略[)）]|限于|"
    r"视情|视[^力频觉同为作]{0,6}情|酌情|按需|需要|所需|如需|要求|规定|认为|指定|补充|补正|补交|补齐|佐证|"
    r"为准|咨询|详询|询问|来电|致电|解释权|告知|告诉|另行|另附|详见|见附件|附件|参照|按|依据|依照|根据|原则上|一般|尽快|及时|左右|约|顺延|待定|不定|面议|协商|核定|"
    r"用以|用于|证明|证件|证照|必需|必备|材料|资料|文件|手续|凭证|凭据|证据|票据|单据|符合|满足|具备|遵守|特殊情|因人而异|联系|随时|核|问|打|剩|再|各|东西|认可|啥|什么|之类|让|叫"
)
STAGES = (other, related, etcetera, bare, condition, phrases, unstated)
LAST = doubtful

# Time limits and fees are short and rare: they are read without a gate.
SHORT = (Role.TIME, Role.FEE)

# The gravest first: one line is reported once, by its gravest finding.
ORDER = (
    Kind.DEFERRED, Kind.OTHER, Kind.RELATED, Kind.CONDITION, Kind.WINDOW, Kind.DISCRETION, Kind.ISSUER,
    Kind.OPEN_LIST, Kind.ET_CETERA, Kind.REFERENCE, Kind.FEE, Kind.TIME,
)  # fmt: skip


BY_CLAUSE = (Kind.DISCRETION, Kind.WINDOW, Kind.DEFERRED, Kind.REFERENCE, Kind.FEE, Kind.TIME)


def judge(text: str, frame: Sentence) -> Iterator[tuple[Found, str]]:
    """Yield what cannot be determined in a text: the finding and the quote as published.

    `frame` is the surroundings of the whole text; its own text is ignored. Of each sentence only
    the gravest finding is given.
    """
    if worth_reading(text, frame.role):
        yield from judged(text, narrowed(frame, normal(text).text))


def narrowed(frame: Sentence, text: str) -> Sentence:
    """The frame with what the stages look at: the rows around where they read them, else if any follow.

    The rows of a list come again in other guides and on other channels, beside other rows.
    """
    if frame.role in SHORT or "费" in text or (frame.role is Role.CONDITIONS and OTHER.search(text)):
        before, after = by_row(frame.before), by_row(frame.after)
    else:
        before, after = "", frame.after.strip()[:1]
    return Sentence("", frame.role, frame.asks, before, after, frame.listed)


@lru_cache(maxsize=1 << 14)
def judged(text: str, frame: Sentence) -> tuple[tuple[Found, str], ...]:
    """What cannot be determined in a text, once for all places where it stands alike."""
    return tuple(sentence_by_sentence(normal(text), frame))


def sentence_by_sentence(whole: Normal, frame: Sentence) -> Iterator[tuple[Found, str]]:
    """The gravest finding of each sentence with its quote."""
    spans = list(sentences(whole.text))
    for place, span in enumerate(spans):
        if len(spans) > 1 and frame.role not in SHORT and GATE.search(span.text) is None:
            continue
        after = spans[place + 1].text if place + 1 < len(spans) else frame.after
        before = whole.text[: span.start] or frame.before
        bare_text = numberless(span.text)
        sentence = Sentence(bare_text, frame.role, frame.asks, before, after, frame.listed)
        found = gravest(sentence)
        if found is not None:
            first, last = quoted(sentence.text, found)
            shift = span.start + len(span.text) - len(bare_text)
            yield found, whole.quote(shift + first, shift + last)


def by_row(rows: str) -> str:
    """The rows around, each in one spelling: they come again with every row of the list."""
    return "\n".join(map(plain, rows.split("\n"))) if rows else ""


def worth_reading(text: str, role: Role) -> bool:
    """Candidates and field: can anything in this text be open at all?"""
    if role in (Role.BASIS, Role.META):
        return False
    return role in SHORT or GATE.search(normal(text).text) is not None


def quoted(text: str, found: Found) -> tuple[int, int]:
    """What to quote: the wording itself, or its whole clause where the wording alone says too little."""
    if found.kind not in BY_CLAUSE:
        return found.start, found.end
    first = max(text.rfind(mark, 0, found.start) for mark in ",，、:：") + 1
    ends = [place for mark in ",，" if (place := text.find(mark, found.end)) >= 0]
    return first, min(ends, default=len(text))


def gravest(sentence: Sentence) -> Found | None:
    """The finding that is reported for one sentence: a sure one first, then the gravest kind."""
    found = [one for stage in STAGES for one in stage(sentence)] or [*LAST(sentence)]
    return min(
        found, key=lambda one: (not one.sure, one.slight, ORDER.index(one.kind), one.start), default=None
    )
